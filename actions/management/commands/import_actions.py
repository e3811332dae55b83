import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction

from actions.importing.comparison import PlanComparison
from actions.importing.decisions import ImportDecisions
from actions.importing.operations import import_file, store_upload
from actions.importing.review import review_import
from actions.importing.summary import format_counts, result_lines
from actions.parsing import ColumnMappingError, ParsedPlan, SourceFileError, parse_columns, parse_plan
from plans.command_errors import OneLineErrorCommand
from plans.files import limits
from plans.models import Partnership, Plan
from plans.periods import period_of_slug
from plans.records import add_row


class DryRunRollback(Exception):
    """Ends a dry run: everything was tried, and nothing is saved."""


class Command(OneLineErrorCommand):
    help = (
        "Import an action plan from a Word (.docx), Excel (.xlsx) or CSV file, and list the issues to "
        "check, cell by cell. Actions are matched by number, then by text. Importing the same file again "
        "changes nothing, and actions that are not in the file stay. A new lead is added as an "
        "organisation or group."
    )

    def add_arguments(self, parser):
        parser.add_argument("partnership", help="slug of the partnership, such as swale")
        parser.add_argument("plan", help="slug of the plan, such as 2024-25")
        parser.add_argument("file", type=Path, help="a .docx, .xlsx or .csv file")
        parser.add_argument(
            "--create",
            action="store_true",
            help="create the partnership and the plan if they do not exist; 2024-25 starts on 1 April 2024",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="show what would be imported, and save nothing"
        )
        parser.add_argument("--json", action="store_true", help="write the result as JSON")
        parser.add_argument(
            "--columns",
            default="",
            metavar="HEADING=MEANING,…",
            help="what each heading means, such as Aims=action,Target Date=timescale",
        )

    def handle(self, *args, partnership, plan, file, create, dry_run, columns, **options):
        reading, content, meanings = read_plan_file(file, columns)
        try:
            with transaction.atomic():
                found = get_or_create_plan(partnership, plan, create=create)
                _, comparison = review_import(found, reading, ImportDecisions())
                summary = import_plan_file(found, file, content, reading, meanings, comparison)
                if dry_run:
                    raise DryRunRollback
        except DryRunRollback:
            pass
        if options["json"]:
            told = build_report(comparison, reading, summary, is_stored=not dry_run)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self.tell(file, comparison, reading, summary, dry_run=dry_run)

    def tell(
        self, file: Path, comparison: PlanComparison, reading: ParsedPlan, summary: dict, *, dry_run: bool
    ) -> None:
        """Print what was read, what needs checking cell by cell, and what was saved."""
        counts = comparison.counts
        read_words = format_counts(
            (
                (counts["headings"], "priority"),
                (counts["actions"], "action"),
                (counts["milestones"], "milestone"),
            )
        )
        self.stdout.write(f"{file.name}: {read_words or 'nothing'} found.")
        lines = (f"  {cell.words}: {doubt.said}" for doubt in comparison.doubts for cell in doubt.cells)
        # Two milestones of one cell can have the same issue.
        for line in dict.fromkeys(lines):
            self.stdout.write(line)
        for table in reading.tables:
            if not table.is_read:
                self.stdout.write(f"  {table.place.words} skipped: {table.words}")
        for each in comparison.missing:
            self.stdout.write(f"  Not in the file, not changed: {each.label}")
        lines = result_lines(summary)
        if not lines:
            self.stdout.write("No changes: everything in the file is already in the plan.")
        elif dry_run:
            self.stdout.write(f"Dry run: {', '.join(lines)}. Nothing was saved.")
        else:
            self.stdout.write(f"Saved: {', '.join(lines)}.")


def read_plan_file(file: Path, columns: str) -> tuple[ParsedPlan, bytes, dict[str, str]]:
    """Return the parsed file. Raises CommandError with one line."""
    try:
        if file.stat().st_size > limits.UPLOAD:
            raise CommandError(f"{file} must be smaller than {limits.UPLOAD // limits.MB}MB.")
        content = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} could not be read: {error.strerror}.") from error
    try:
        meanings = parse_columns(columns)
        return parse_plan(file.name, content, columns=meanings or None), content, meanings
    except (SourceFileError, ColumnMappingError) as refused:
        raise CommandError(" ".join(str(refused).split())) from refused


def get_or_create_plan(partnership: str, slug: str, *, create: bool) -> Plan:
    """Return the plan of these slugs, added with `create` if there is none. Raises CommandError with one line."""
    home = Partnership.objects.filter(slug=partnership).first()
    if home is None:
        if not create:
            raise CommandError(f"Partnership {partnership} not found. Use --create to create it.")
        name = f"{partnership.replace('-', ' ').title()} Community Safety Partnership"
        home = Partnership(slug=partnership, name=name)
        store_new(home)
    plan = Plan.objects.in_partnership(home).filter(slug=slug).first()
    if plan is None:
        if not create:
            raise CommandError(f"Plan {slug} not found in {partnership}. Use --create to create it.")
        try:
            period = period_of_slug(slug)
        except ValueError as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        title = f"Community safety plan {period.label}"
        plan = Plan(partnership=home, slug=slug, title=title, starts=period.starts, ends=period.ends)
        store_new(plan)
    plan.partnership = home
    return plan


def store_new(row) -> None:
    """Save a new partnership or plan. Raises CommandError with one line."""
    try:
        row.full_clean()
    except ValidationError as invalid:
        raise CommandError(" ".join(invalid.messages)) from invalid
    add_row(row, by=None)


def import_plan_file(
    plan: Plan, file: Path, content: bytes, reading: ParsedPlan, meanings: dict, comparison: PlanComparison
) -> dict:
    """Import everything that the file adds or changes; return what was written."""
    if not comparison.added and not comparison.changed:
        return {}
    kept = store_upload(plan, filename=file.name, content=content, columns=meanings, by=None)
    import_file(kept, reading, choices=ImportDecisions(), by=None)
    return kept.summary


def build_report(comparison: PlanComparison, reading: ParsedPlan, summary: dict, *, is_stored: bool) -> dict:
    """Return what was read, needs checking and was changed, as plain values."""
    return {
        "read": comparison.counts,
        "columns": {column.heading: column.meaning for column in reading.columns},
        "doubts": [
            {
                "code": doubt.code,
                "where": cell.words,
                "printed": doubt.printed,
                "words": doubt.said,
            }
            for doubt in comparison.doubts
            for cell in doubt.cells
        ],
        "left_aside": [
            {"where": table.place.words, "why": table.words} for table in reading.tables if not table.is_read
        ],
        "same": comparison.same,
        "added": [{"kind": each.kind, "row": each.label} for each in comparison.added],
        "changed": [
            {"kind": each.kind, "row": each.label, "field": one.label, "was": one.was, "now": one.now}
            for each in comparison.changed
            for one in each.fields
        ],
        "missing": [{"kind": each.kind, "row": each.label} for each in comparison.missing],
        "stored": {
            name: summary.get(name, {}) if is_stored else {} for name in ("added", "changed", "withdrawn")
        },
    }
