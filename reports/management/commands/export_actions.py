import json
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from actions.exporting import plan_document, plan_json
from actions.writing import TextTooLong, to_csv, to_docx, to_xlsx
from plans.commands import PlainCommand, write_whole
from plans.models import Partnership, Plan
from reports.action_plan import action_plan_html
from reports.pdf import PdfFailed, make_pdf

WRITERS = {".docx": to_docx, ".xlsx": to_xlsx, ".csv": to_csv}
FORMATS = (*WRITERS, ".json", ".pdf")


class Command(PlainCommand):
    help = "Writes a plan's actions to a file, by its ending; Word, Excel and CSV files come back unchanged."

    def add_arguments(self, parser):
        parser.add_argument("partnership", help="its address, such as swale")
        parser.add_argument("plan", help="its address, such as 2024-25")
        parser.add_argument("file", type=Path, help=f"ends in {', '.join(FORMATS)}")

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
                raise CommandError(f"There is no partnership “{partnership}”.")
            raise CommandError(f"{partnership} has no plan “{plan}”.")
        try:
            content = plan_bytes(found, ending)
        except (PdfFailed, TextTooLong) as error:
            raise CommandError(str(error)) from error
        write_whole(file, content)
        count = found.actions.current().count()
        self.stdout.write(f"{count} {'action' if count == 1 else 'actions'} of {found.title}: {file}")


def plan_bytes(plan: Plan, ending: str) -> bytes:
    """The plan's actions as a file of that ending. Raises PdfFailed and TextTooLong."""
    if ending == ".json":
        return (json.dumps(plan_json(plan), ensure_ascii=False, indent=2) + "\n").encode(errors="replace")
    if ending == ".pdf":
        return make_pdf(action_plan_html(plan, on=plan.as_at(timezone.localdate())))
    return WRITERS[ending](plan_document(plan))
