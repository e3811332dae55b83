"""Brings in a sheet of bids; a cell that cannot be read is refused by its address."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from funding.amounts import AmountUnreadable, money, read_amount
from funding.models import Grant
from funding.operations import bring_in_bids, open_grant
from funding.sheets import SheetRefused, read_bids
from plans.models import Partnership
from plans.periods import period_of_slug
from plans.writing import add_row, write_row


class Command(BaseCommand):
    help = "Brings in the bids of a spreadsheet (.xlsx or .csv) for a partnership's grant."

    def add_arguments(self, parser):
        parser.add_argument("partnership", help="its short name in addresses, such as medway")
        parser.add_argument("grant", help="its short name, such as 2024-25")
        parser.add_argument("file")
        parser.add_argument(
            "--create", action="store_true", help="make the partnership and grant where there is none"
        )
        parser.add_argument("--award", metavar="POUNDS", help="the award, for a grant that is made")
        parser.add_argument("--approved", action="store_true", help="take the bids as approved already")
        parser.add_argument(
            "--skip-refused", action="store_true", help="bring in the others when a cell is refused"
        )
        parser.add_argument("--printed-left", metavar="POUNDS", help="what a published report says is left")

    def handle(self, *args, **options):
        path = Path(options["file"])
        try:
            sheet = read_bids(path.name, path.read_bytes())
        except OSError as missing:
            raise CommandError(f"{path} cannot be read: {missing.strerror}.") from missing
        except SheetRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        printed_left = self.pounds(options["printed_left"], "--printed-left")
        for refusal in sheet.refusals:
            self.stderr.write(f"{refusal.cell}: {refusal.words}")
        if sheet.refusals and not options["skip_refused"]:
            cells = ", ".join(refusal.cell for refusal in sheet.refusals)
            raise CommandError(f"Nothing was stored, because {cells} could not be read.")
        with transaction.atomic():
            grant = self.grant(options, printed_left)
            if printed_left is not None and grant.printed_left != printed_left:
                write_row(grant, {"printed_left": printed_left}, base_version=grant.version, by=None)
            made = bring_in_bids(grant, sheet.bids, approved=options["approved"], by=None)
        total = sum(bid.asked for bid in made)
        self.stdout.write(f"{len(made)} bids of {money(total)} brought in.")
        for total in sheet.totals:
            agrees = "they agree" if not total.difference else f"the difference is {money(total.difference)}"
            self.stdout.write(
                f"{total.cell}: “{total.label}” is printed as {money(total.printed)}; the rows come to"
                f" {money(total.computed)}: {agrees}."
            )

    def pounds(self, words, name):
        if words is None:
            return None
        try:
            return read_amount(words)
        except AmountUnreadable as refusal:
            raise CommandError(f"{name}: {refusal}") from refusal

    def grant(self, options, printed_left) -> Grant:
        slug = options["partnership"]
        partnership = Partnership.objects.filter(slug=slug).first()
        grant = (
            Grant.objects.filter(partnership=partnership, slug=options["grant"]).first()
            if partnership
            else None
        )
        if grant is not None:
            return grant
        if not options["create"]:
            raise CommandError(
                f"There is no grant “{options['grant']}” of “{slug}”. Add --create and --award to make it."
            )
        award = self.pounds(options["award"], "--award")
        if award is None:
            raise CommandError("Give the award: --award 106460")
        try:
            period = period_of_slug(options["grant"])
            if partnership is None:
                partnership = Partnership(slug=slug, name=slug.replace("-", " ").title())
                partnership.full_clean()
                add_row(partnership, by=None)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        except ValueError as refusal:
            raise CommandError(str(refusal)) from refusal
        return open_grant(
            partnership, options["grant"], period, award=award, by=None, printed_left=printed_left
        )
