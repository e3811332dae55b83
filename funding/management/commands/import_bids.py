"""Brings in a sheet of bids; a cell that cannot be read is refused by its address."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction

from funding.bid_imports.columns import years_of
from funding.bid_imports.importing import BidImportResult, changed_rows, import_bids, without_changed
from funding.bid_imports.parsing import ParsedBids, parse_bids
from funding.grants.operations import create_grant, split_by_shares
from funding.models import Grant
from funding.money.amounts import InvalidAmount, format_money, parse_amount
from plans.command_errors import OneLineErrorCommand
from plans.models import Partnership
from plans.periods import Period, period_of_slug
from plans.records import OperationError, add_row, write_row


class Command(OneLineErrorCommand):
    help = "Brings in the bids of a spreadsheet (.xlsx or .csv) for a partnership's grant, each once."

    def add_arguments(self, parser):
        parser.add_argument("partnership", help="its short name in addresses, such as medway")
        parser.add_argument("grant", help="its short name, such as 2024-25")
        parser.add_argument("file")
        parser.add_argument(
            "--create", action="store_true", help="make the partnership and grant where there is none"
        )
        parser.add_argument("--award", metavar="POUNDS", help="the award, for a grant that is made")
        parser.add_argument("--approved", action="store_true", help="take the bids as approved already")
        parser.add_argument("--reason", default="", help="why a pot goes over, where it does")
        parser.add_argument(
            "--skip-refused", action="store_true", help="bring in the others when a cell is refused"
        )
        parser.add_argument(
            "--changed",
            choices=("leave", "add"),
            help="leave rows out whose bid is here with another amount, or add them as further bids",
        )
        parser.add_argument("--printed-left", metavar="POUNDS", help="what a published report says is left")

    def handle(self, *args, **options):
        path = Path(options["file"])
        printed_left = pounds(options["printed_left"], "--printed-left")
        award = pounds(options["award"], "--award")
        found = Grant.objects.filter(partnership__slug=options["partnership"], slug=options["grant"])
        grant = found.select_related("partnership").first()
        period = grant.period if grant else period_for(options, award)
        sheet = read_file(path, period)
        cells = " ".join(f"{refusal.cell}: {refusal.words}" for refusal in sheet.refusals)
        if cells and not options["skip_refused"]:
            raise CommandError(f"Nothing was stored. {cells}")
        if not sheet.bids:
            raise CommandError(f"Nothing was stored: every row was refused. {cells}")
        changed = changed_rows(grant, sheet) if grant else []
        if changed and not options["changed"]:
            raise CommandError(
                f"Nothing was stored. {' '.join(each.words for each in changed)} Add --changed leave to leave such"
                " rows out, or --changed add to bring them in as further bids."
            )
        if options["changed"] == "leave":
            sheet = without_changed(sheet, changed)
        with transaction.atomic():
            grant = grant or make_grant(options, period, award, sheet)
            came = import_bids(
                grant,
                sheet,
                filename=path.name,
                approved=options["approved"],
                reason=options["reason"],
                by=None,
            )
            grant.refresh_from_db()
            if printed_left is not None and grant.printed_left != printed_left:
                write_row(grant, {"printed_left": printed_left}, base_revision=grant.revision, by=None)
        self.tell(came, sheet)
        for each in changed if options["changed"] == "leave" else ():
            self.stdout.write(f"Left out: {each.words}")

    def tell(self, came: BidImportResult, sheet: ParsedBids) -> None:
        """What came of it, a line each."""
        self.stdout.write(came.words)
        for refusal in sheet.refusals:
            self.stdout.write(f"Left out, {refusal.cell}: {refusal.words}")
        for words in (*sheet.notes, *(total.words for total in sheet.totals)):
            self.stdout.write(words)


def pounds(words: str | None, name: str) -> int | None:
    """The pence of an argument. Raises CommandError in a line."""
    if words is None:
        return None
    try:
        return parse_amount(words)
    except InvalidAmount as refusal:
        raise CommandError(f"{name}: {refusal}") from refusal


def period_for(options, award: int | None) -> Period:
    """The period of a grant that is yet to be made. Raises CommandError in a line."""
    named = f"“{options['grant']}” of “{options['partnership']}”"
    if not options["create"]:
        raise CommandError(f"There is no grant {named}. Add --create and --award to make it.")
    if award is None:
        raise CommandError("Give the award of the grant that is made: --award 106460")
    if award <= 0:
        raise CommandError(f"--award: {format_money(award)} is no award. Give an amount above nothing.")
    try:
        return period_of_slug(options["grant"])
    except ValueError as refusal:
        raise CommandError(str(refusal)) from refusal


def read_file(path: Path, period: Period) -> ParsedBids:
    """The bids of the file for that period. Raises CommandError in a line."""
    try:
        return parse_bids(path.name, path.read_bytes(), years=years_of(period))
    except OSError as missing:
        raise CommandError(f"{path} cannot be read: {missing.strerror}.") from missing
    except OperationError as refusal:
        raise CommandError(str(refusal)) from refusal


def make_grant(options, period: Period, award: int, sheet: ParsedBids) -> Grant:
    """A new grant; where the sheet says what each pot or recipient gets, with these as its pots."""
    slug = options["partnership"]
    partnership = Partnership.objects.filter(slug=slug).first()
    if partnership is None:
        partnership = Partnership(slug=slug, name=slug.replace("-", " ").title())
        try:
            partnership.full_clean()
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        add_row(partnership, by=None)
    pots = split_by_shares(award, sheet.shares) if sheet.shares else None
    return create_grant(partnership, options["grant"], period, award=award, pots=pots, by=None)
