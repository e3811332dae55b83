from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from plans.command_errors import OneLineErrorCommand, write_atomically
from plans.models import Partnership, Plan
from plans.periods import InvalidQuarter, Quarter
from reports.documents import PdfError
from reports.exceptions.display import ReportDisplay
from reports.exceptions.files import FORMATS, report_bytes
from reports.exceptions.quarter_reports import get_quarter_reports


class Command(OneLineErrorCommand):
    help = (
        "Write the exception report on a plan and quarter to a file: the latest version, or the draft "
        "as it is today."
    )

    def add_arguments(self, parser):
        parser.add_argument("partnership", help="its short name, such as swale")
        parser.add_argument("plan", help="its short name, such as 2024-25")
        parser.add_argument("quarter", help="such as 2024-Q2, which is July to September 2024")
        parser.add_argument("file", type=Path, help=f"must end in {', '.join(FORMATS)}")

    def handle(self, *args, partnership, plan, quarter, file, **options):
        if file.suffix.lower() not in FORMATS:
            raise CommandError(f"“{file.name}” must end in {', '.join(FORMATS)}.")
        found = (
            Plan.objects.select_related("partnership")
            .filter(partnership__slug=partnership, slug=plan)
            .first()
        )
        if found is None:
            if not Partnership.objects.filter(slug=partnership).exists():
                raise CommandError(f"Partnership {partnership} not found.")
            raise CommandError(f"Plan {plan} not found in {partnership}.")
        try:
            of = Quarter.parse(quarter)
        except InvalidQuarter as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        if of not in found.quarters:
            raise CommandError(
                f"{of} is not a quarter of {found.title}: {found.quarters[0]} to {found.quarters[-1]}."
            )
        shelf = get_quarter_reports(found, of)
        shown = ReportDisplay.of(found, shelf, of, shelf.frozen or shelf.latest, today=timezone.localdate())
        try:
            content = report_bytes(shown, file.suffix.lower())
        except PdfError as failed:
            raise CommandError(str(failed)) from failed
        write_atomically(file, content)
        self.stdout.write(f"{shown.title}, {shown.state_words}: {file}")
