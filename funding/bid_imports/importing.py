"""Import a spreadsheet of bids into a grant. A bid is imported once, even if the request is repeated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max

from funding.bid_imports.parsing import BidRow, ParsedBids
from funding.bids.transitions import apply_transition, record_step
from funding.bids.versions import store_version
from funding.grants.operations import add_pot
from funding.ledger import entries
from funding.ledger.pots import GrantPosition
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Bid, Grant, Pot, PrintedTotal
from funding.money.amounts import format_money
from funding.money.pot_names import pot_key, pot_name
from funding.projects.approval import create_project
from plans.files import clean_text, one_line
from plans.models import Body
from plans.records import add_row, write_row

APPROVED = "Imported as already approved"
SUBMITTED = "Imported from a spreadsheet"


@dataclass(frozen=True, slots=True)
class BidImportResult:
    """The result of an import."""

    made: tuple[Bid, ...]
    approved: tuple[Bid, ...]
    """Submitted bids that were already in the grant and are now approved."""
    there_already: int

    @property
    def words(self) -> str:
        """Return the numbers of bids and the total amount, in sentences."""
        said = (
            f"{_bids(len(self.made))} imported, {format_money(sum(bid.asked for bid in self.made))} in total."
        )
        if self.approved:
            said += f" {_bids(len(self.approved))} already in the grant {_were(len(self.approved))} approved."
        if self.there_already:
            said += f" {_bids(self.there_already)} {_were(self.there_already)} already in the grant."
        return said


def _bids(count: int) -> str:
    return "1 bid" if count == 1 else f"{count} bids"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def import_bids(
    grant: Grant, sheet: ParsedBids, *, filename: str, approved: bool, reason: str = "", by
) -> BidImportResult:
    """Add the bids of a spreadsheet to their pots, as submitted or as approved.

    A bid that is already in the grant (same pot, project, lead and amount) is not added again. A pot that the grant
    does not have is added, with no money. `reason` is saved with entries that over-commit a pot.
    """
    with transaction.atomic():
        grant = Grant.objects.select_for_update().select_related("partnership").get(pk=grant.pk)
        desk = _Desk(grant, by)
        made, now_approved, there = [], [], 0
        for row in sheet.bids:
            bid = desk.take_known(row)
            if bid is None:
                bid = desk.add(row)
                made.append(bid)
            elif approved and desk.only_came_with_a_sheet(bid):
                now_approved.append(bid)
            else:
                there += 1
        if approved:
            for bid in (*made, *now_approved):
                desk.approve(bid, reason)
        _keep_printed(grant, sheet, filename, by)
        return BidImportResult(tuple(made), tuple(now_approved), there)


def overcommitted_pots(grant: Grant, sheet: ParsedBids) -> list[str]:
    """Return a text for each pot that these bids would over-commit if they were approved."""
    wanted: Counter[str] = Counter()
    where = entries.get_position(grant)
    known = Counter(
        bid_key(bid)
        for bid in grant.bids.of_grant(grant).filter(state=BidState.APPROVED).select_related("pot", "lead")
    )
    for row in sheet.bids:
        key = bid_row_key(row, _first_pot(where))
        if known[key]:
            known[key] -= 1
        else:
            wanted[key[0]] += row.asked
    left = {pot_key(pot.name): pot.left for pot in where.pots}
    return [
        f"the {name} pot would be over-committed by {format_money(total - left.get(name, 0))}"
        for name, total in wanted.items()
        if total > max(left.get(name, 0), 0)
    ]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row whose bid is already in the grant with a different amount."""

    row: BidRow
    pot: str
    amount_here: int

    @property
    def words(self) -> str:
        """Return a sentence with both amounts."""
        lead = f" by {self.row.lead}" if self.row.lead else ""
        return (
            f"Row {self.row.row}: “{self.row.title}”{lead} is already in the {self.pot} pot with"
            f" {format_money(self.amount_here)}. The spreadsheet has {format_money(self.row.asked)}."
        )


def changed_rows(grant: Grant, sheet: ParsedBids) -> list[ChangedRow]:
    """Return the rows whose bid is already in the grant with a different amount.

    Declined and withdrawn bids do not count, because the same bid can be made again.
    """
    first_pot = _first_pot(entries.get_position(grant))
    alive = grant.bids.of_grant(grant).submitted().exclude(state__in=[BidState.DECLINED, BidState.WITHDRAWN])
    here: dict[tuple, list[Bid]] = defaultdict(list)
    for bid in alive.select_related("pot", "lead"):
        here[bid_key(bid)[:3]].append(bid)
    others = []
    for row in sheet.bids:
        alike = here[bid_row_key(row, first_pot)[:3]]
        same = next((bid for bid in alike if bid.asked == row.asked), None)
        if same:
            alike.remove(same)
        else:
            others.append((row, alike))
    found = []
    for row, alike in others:
        if alike:
            bid = alike.pop(0)
            found.append(ChangedRow(row, bid.pot.name, bid.asked))
    return found


def without_changed(sheet: ParsedBids, changed: Iterable[ChangedRow]) -> ParsedBids:
    """Return the spreadsheet without these rows."""
    left_out = [each.row for each in changed]
    return replace(sheet, bids=tuple(row for row in sheet.bids if row not in left_out))


def bid_row_key(row: BidRow, first_pot: str) -> tuple[str, str, str, int]:
    """Return the key that a row has in common with the same bid in the grant."""
    pot = pot_name(row.pot) or first_pot
    return pot_key(pot), row.title.casefold(), row.lead.casefold(), row.asked


def bid_key(bid: Bid) -> tuple[str, str, str, int]:
    """Return the key of a bid, to compare with bid_row_key."""
    # The text is compared as a spreadsheet would return it.
    title, lead = (one_line(clean_text(text)).casefold() for text in (bid.title, bid.lead_words))
    return pot_key(bid.pot.name), title, lead, bid.asked or 0


def _first_pot(where: GrantPosition) -> str:
    return where.pots[0].name if where.pots else ""


class _Desk:
    """The pots, bids and organisations of the grant, read once."""

    def __init__(self, grant: Grant, by):
        self.grant, self.by = grant, by
        self.pots = {pot_key(pot.name): pot for pot in grant.pots.filter(is_withdrawn=False)}
        self.first = next(iter(self.pots.values())).name
        self.number = grant.bids.aggregate(last=Max("number"))["last"] or 0
        self.bodies = _bodies_by_name(grant)
        self.known: dict[tuple, list[Bid]] = {}
        for bid in grant.bids.of_grant(grant).select_related("pot"):
            bid.grant = grant
            self.known.setdefault(bid_key(bid), []).append(bid)

    def take_known(self, row: BidRow) -> Bid | None:
        """Return the bid of this row if it is in the grant. Each is returned once, because two rows can be equal."""
        alike = self.known.get(bid_row_key(row, self.first))
        return alike.pop(0) if alike else None

    def add(self, row: BidRow) -> Bid:
        self.number += 1
        bid = Bid(
            grant=self.grant,
            number=self.number,
            pot=self.pot(pot_name(row.pot) or self.first),
            title=row.title,
            lead_as_printed=row.lead,
            lead=self.bodies.get(row.lead.casefold()),
            asked=row.asked,
        )
        add_row(bid, by=self.by)
        store_version(bid, by=self.by)
        record_step(
            bid, BidTransitionCode.IMPORT, was="", now=BidState.SUBMITTED, words=SUBMITTED, by=self.by
        )
        return bid

    def only_came_with_a_sheet(self, bid: Bid) -> bool:
        """Return whether the bid's only transition is its import. Other bids are approved in the service."""
        return (
            bid.state == BidState.SUBMITTED and not bid.moves.exclude(move=BidTransitionCode.IMPORT).exists()
        )

    def pot(self, name: str) -> Pot:
        key = pot_key(name)
        if key not in self.pots:
            self.pots[key] = add_pot(self.grant, name, by=self.by)
        return self.pots[key]

    def approve(self, bid: Bid, reason: str) -> None:
        approved = apply_transition(bid, BidTransitionCode.IMPORT_APPROVED, by=self.by, words=APPROVED)
        create_project(approved, by=self.by, reason=APPROVED, overcommit_reason=reason)


def _bodies_by_name(grant: Grant) -> dict[str, Body]:
    bodies = grant.partnership.bodies.filter(is_withdrawn=False).prefetch_related("other_names")
    found: dict[str, Body] = {}
    for body in bodies:
        for name in (body.name, *(other.name for other in body.other_names.all())):
            found.setdefault(name.casefold(), body)
    return found


def _keep_printed(grant: Grant, sheet: ParsedBids, filename: str, by) -> None:
    """Save the totals in the spreadsheet, with the calculated totals and the published amount left."""
    printed = [(total.cell, total.label, total.printed, total.computed) for total in sheet.totals]
    if sheet.printed_award:
        printed.append((*sheet.printed_award, entries.get_position(grant).award))
    _keep_totals(grant, filename, printed)
    if sheet.printed_left is not None and grant.printed_left != sheet.printed_left:
        write_row(grant, {"printed_left": sheet.printed_left}, base_revision=grant.revision, by=by)


def _keep_totals(grant: Grant, filename: str, printed: Iterable[tuple[str, str, int, int]]) -> None:
    for cell, label, amount, computed in printed:
        PrintedTotal.kept.update_or_create(
            grant=grant,
            filename=filename[-200:],
            cell=cell,
            defaults={
                "label": label[:300],
                "printed": amount,
                "computed": computed,
                "withdrawn_at": None,
                "withdrawn_by": None,
            },
        )
