from datetime import timedelta

from django.utils import timezone

from plans.commands import PlainCommand
from reports.documents import clear_away


class Command(PlainCommand):
    help = (
        "Clears away PDFs of drafts and live pages that nobody has asked for lately. Those of frozen reports and "
        "packs are kept for ever. Run it every night."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=30, help="since anybody asked for it (default: 30)")

    def handle(self, *args, days, **options):
        cleared = clear_away(before=timezone.now() - timedelta(days=days))
        self.stdout.write(f"{cleared} cleared away")
