from datetime import timedelta

from django.utils import timezone

from plans.command_errors import OneLineErrorCommand, bounded_int
from reports.documents import delete_unrequested_documents


class Command(OneLineErrorCommand):
    help = (
        "Clears away PDFs of drafts and live pages that nobody has asked for lately. Those of frozen reports and "
        "packs are kept for ever. Run it every night."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days",
            type=bounded_int(0, 36_500),
            default=30,
            help="since anybody asked for it (default: 30)",
        )

    def handle(self, *args, days, **options):
        cleared = delete_unrequested_documents(before=timezone.now() - timedelta(days=days))
        self.stdout.write(f"{cleared} cleared away")
