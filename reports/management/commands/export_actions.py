import json
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from actions.exporting import TextTooLong, plan_to_csv, plan_to_docx, plan_to_xlsx
from actions.exporting.plan_export import build_plan_json, build_plan_text
from plans.command_errors import OneLineErrorCommand, write_atomically
from plans.models import Partnership, Plan
from reports.documents import PdfError, make_pdf
from reports.plan.print_table import action_plan_html

WRITERS = {".docx": plan_to_docx, ".xlsx": plan_to_xlsx, ".csv": plan_to_csv}
FORMATS = (*WRITERS, ".json", ".pdf")


class Command(OneLineErrorCommand):
    help = "Write the actions of a plan to a file. Word, Excel and CSV files can be imported again without changes."

    def add_arguments(self, parser):
        parser.add_argument("partnership", help="its short name, such as swale")
        parser.add_argument("plan", help="its short name, such as 2024-25")
        parser.add_argument("file", type=Path, help=f"must end in {', '.join(FORMATS)}")

    def handle(self, *args, partnership, plan, file, **options):
        ending = file.suffix.lower()
        if ending not in FORMATS:
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
            content = plan_bytes(found, ending)
        except (PdfError, TextTooLong) as error:
            raise CommandError(str(error)) from error
        write_atomically(file, content)
        count = found.actions.current().count()
        self.stdout.write(f"{count} {'action' if count == 1 else 'actions'} of {found.title}: {file}")


def plan_bytes(plan: Plan, ending: str) -> bytes:
    """Return the plan's actions as a file with that extension. Raises PdfError and TextTooLong."""
    if ending == ".json":
        return (json.dumps(build_plan_json(plan), ensure_ascii=False, indent=2) + "\n").encode(
            errors="replace"
        )
    if ending == ".pdf":
        return make_pdf(action_plan_html(plan, on=plan.as_at(timezone.localdate())))
    return WRITERS[ending](build_plan_text(plan))
