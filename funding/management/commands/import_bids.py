"""Import bids from a spreadsheet. Each cell with an error is reported with its reference, such as D4."""

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
from plans.files import SourceFileError
from plans.models import Partnership
from plans.periods import Period, period_of_slug
from plans.records import add_row, write_row


class Command(OneLineErrorCommand):
    help = (
        "Import bids from a spreadsheet (.xlsx or .csv) into a grant. Bids already in the grant are skipped."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "partnership", help="short name of the partnership in web addresses, for example medway"
        )
        parser.add_argument("grant", help="short name of the grant in web addresses, for example 2024-25")
        parser.add_argument("file")
        parser.add_argument(
            "--create", action="store_true", help="create the partnership and grant if they do not exist"
        )
        parser.add_argument("--award", metavar="POUNDS", help="award of a grant that --create creates")
        parser.add_argument("--approved", action="store_true", help="import the bids as already approved")
        parser.add_argument("--reason", default="", help="reason for approving more than a pot holds")
        parser.add_argument(
            "--skip-refused", action="store_true", help="skip rows with errors and import the others"
        )
        parser.add_argument(
            "--changed",
            choices=("leave", "add"),
            help="skip (leave) or import (add) bids that are in the grant with a different amount",
        )
        parser.add_argument("--printed-left", metavar="POUNDS", help="amount left in a published report")

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
            raise CommandError(f"No bids imported. {cells}")
        if not sheet.bids:
            raise CommandError(f"No bids imported, because every row has an error. {cells}")
        changed = changed_rows(grant, sheet) if grant else []
        if changed and not options["changed"]:
            raise CommandError(
                f"No bids imported. {' '.join(each.words for each in changed)} Add --changed leave to skip these"
                " rows, or --changed add to import them as additional bids."
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
            self.stdout.write(f"Skipped: {each.words}")

    def tell(self, came: BidImportResult, sheet: ParsedBids) -> None:
        """Write what was imported and skipped, one fact per line."""
        self.stdout.write(came.words)
        for refusal in sheet.refusals:
            self.stdout.write(f"Skipped {refusal.cell}: {refusal.words}")
        for words in (*sheet.notes, *(total.words for total in sheet.totals)):
            self.stdout.write(words)


def pounds(words: str | None, name: str) -> int | None:
    """Return an amount argument in pence. Raises CommandError."""
    if words is None:
        return None
    try:
        return parse_amount(words)
    except InvalidAmount as refusal:
        raise CommandError(f"{name}: {refusal}") from refusal


def period_for(options, award: int | None) -> Period:
    """Return the period of a grant that does not exist yet. Raises CommandError."""
    named = f"{options['grant']} not found in {options['partnership']}"
    if not options["create"]:
        raise CommandError(f"Grant {named}. Add --create and --award to create it.")
    if award is None:
        raise CommandError("Enter the award of the grant to create, for example --award 106460.")
    if award <= 0:
        raise CommandError(f"--award: Enter an amount of more than £0, not {format_money(award)}.")
    try:
        return period_of_slug(options["grant"])
    except ValueError as refusal:
        raise CommandError(str(refusal)) from refusal


def read_file(path: Path, period: Period) -> ParsedBids:
    """Return the bids of a file for a period. Raises CommandError."""
    try:
        return parse_bids(path.name, path.read_bytes(), years=years_of(period))
    except OSError as missing:
        raise CommandError(f"{path} cannot be opened: {missing.strerror}.") from missing
    except SourceFileError as refusal:
        raise CommandError(str(refusal)) from refusal


def make_grant(options, period: Period, award: int, sheet: ParsedBids) -> Grant:
    """Create a grant, with the pots and shares of the spreadsheet if it has them."""
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
