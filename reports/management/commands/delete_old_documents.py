from datetime import timedelta

from django.utils import timezone

from plans.command_errors import OneLineErrorCommand, bounded_int
from reports.documents import delete_unrequested_documents


class Command(OneLineErrorCommand):
    help = (
        "Delete PDFs of drafts and live pages that have not been requested lately. PDFs of frozen reports and packs "
        "are kept permanently. Run it every night."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days",
            type=bounded_int(0, 36_500),
            default=30,
            help="since the last request (default: 30)",
        )

    def handle(self, *args, days, **options):
        deleted = delete_unrequested_documents(before=timezone.now() - timedelta(days=days))
        self.stdout.write(f"{deleted} deleted")
