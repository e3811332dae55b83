"""What a grant's page shows: pots and whole side by side, the bids with what became of them, and warnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from funding.access.bid_permissions import NextStep, next_step_for
from funding.access.selectors import sees_approved_only, visible_bids
from funding.bids.approved_version import with_visible_values
from funding.ledger.pots import GrantPosition, PotEntry, PotPosition, compute_position
from funding.models import Bid, Grant, LedgerEntry, Pot, PrintedTotal
from funding.money.position import position_warnings
from funding.projects.progress import ProjectProgress, bids_of_grants, spending_by_pot, with_returns
from funding.projects.spending import Spending, sum_spending
from plans.access import Access

_INTO_PAID = frozenset({LedgerEntry.Kind.PAYMENT, LedgerEntry.Kind.RETURN})


@dataclass(frozen=True, slots=True)
class PotOvercommitment:
    """The line that took a pot over its sum."""

    on: object
    reason: str


@dataclass(frozen=True, slots=True)
class PotSummary:
    """A pot with where it stands, and what its projects spend."""

    pot: Pot
    stands: PotPosition
    over: PotOvercommitment | None
    spending: Spending
    projects: tuple[ProjectProgress, ...]


@dataclass(frozen=True, slots=True)
class BidSummary:
    """A bid with what is committed and was paid, in pence, and what comes next."""

    bid: Bid
    approved: int
    paid: int
    project: ProjectProgress | None
    """Its money and returns, where it is funded."""

    @property
    def turn(self) -> NextStep:
        return next_step_for(self.bid)

    @property
    def spent(self) -> int:
        return self.project.spending.spent if self.project else 0

    @property
    def forecast(self) -> int:
        return self.project.spending.forecast if self.project else 0


@dataclass(frozen=True, slots=True)
class GrantOverview:
    """Everything that the page, its files and the list of grants show of a grant."""

    where: GrantPosition
    pots: tuple[PotSummary, ...]
    bids: tuple[BidSummary, ...]
    totals: tuple[PrintedTotal, ...]
    warnings: tuple[str, ...]
    spending: Spending

    @property
    def projects(self) -> tuple[ProjectProgress, ...]:
        return tuple(row.project for row in self.bids if row.project)


def overcommitted_amounts(grants: Iterable[Grant]) -> list[tuple[Grant, PotPosition]]:
    """The pots of these grants of which more was approved than allocated, in one statement."""
    lines: dict[int, list[PotEntry]] = defaultdict(list)
    sums = (
        LedgerEntry.objects.filter(grant__in=grants)
        .order_by("pot__position")
        .values("grant_id", "pot__name", "kind")
    )
    for row in sums.annotate(total=Sum("amount")):
        lines[row["grant_id"]].append(PotEntry(row["pot__name"], row["kind"], row["total"]))
    found = []
    for grant in grants:
        names = dict.fromkeys(line.pot for line in lines[grant.pk])
        found += [(grant, pot) for pot in compute_position(names, lines[grant.pk]).pots if pot.over]
    return found


def overview_of(access: Access, grant: Grant, *, on: date) -> GrantOverview:
    """What of the grant the person sees, in the same few statements however many bids it has.

    Who sees just their own body's bids is not shown the pots: their spending is right only with every project.
    """
    bids = visible_bids(access, grant)
    rows = with_visible_values(access, bids)
    return _Read([grant], rows, bids, on, only_approved=sees_approved_only(access)).overview(grant)


def overviews_of(
    grants: Iterable[Grant], *, on: date, only_approved: bool = False
) -> list[tuple[Grant, GrantOverview]]:
    """Several grants in as many statements as one, with their projects alone.

    With `only_approved` just the returns count that an officer approved.
    """
    grants = list(grants)
    bids = bids_of_grants(grants).funded()
    rows = bids.select_related("pot", "lead", "grant__partnership")
    read = _Read(grants, rows, bids, on, only_approved=only_approved)
    return [(grant, read.overview(grant)) for grant in grants]


class _Read:
    """The rows of some grants, each kind read once; `rows` are the bids as they are shown."""

    def __init__(
        self,
        grants: list[Grant],
        rows: Iterable[Bid],
        bids: QuerySet[Bid],
        on: date,
        *,
        only_approved: bool,
    ):
        self.pots: dict[int, list[Pot]] = defaultdict(list)
        for pot in Pot.objects.filter(grant__in=grants):
            self.pots[pot.grant_id].append(pot)
        self.totals: dict[int, list[PrintedTotal]] = defaultdict(list)
        for total in PrintedTotal.objects.filter(grant__in=grants):
            self.totals[total.grant_id].append(total)
        self._read_ledger(grants)
        self._read_bids(list(rows), bids, on, only_approved)

    def _read_ledger(self, grants: list[Grant]) -> None:
        self.lines: dict[int, list[PotEntry]] = defaultdict(list)
        self.approved: dict[int, int] = defaultdict(int)
        self.paid: dict[int, int] = defaultdict(int)
        entries = LedgerEntry.objects.filter(grant__in=grants).order_by()
        sums = entries.values_list("grant_id", "pot__name", "bid_id", "kind").annotate(total=Sum("amount"))
        for grant, pot, bid, kind, total in sums:
            self.lines[grant].append(PotEntry(pot, kind, total))
            if bid is not None:
                (self.paid if kind in _INTO_PAID else self.approved)[bid] += total
        # Of each pot the latest line that took it over: a commitment, a smaller award, a movement out of it.
        is_over = any(
            pot.over
            for lines in self.lines.values()
            for pot in compute_position(dict.fromkeys(line.pot for line in lines), lines).pots
        )
        over = entries.taking_over().order_by("grant", "sequence") if is_over else LedgerEntry.objects.none()
        self.over = {
            pot: PotOvercommitment(on, reason)
            for pot, on, reason in over.values_list("pot_id", "on", "reason")
        }

    def _read_bids(self, rows: list[Bid], bids: QuerySet[Bid], on: date, only_approved: bool) -> None:
        sums = {bid: (self.approved[bid], self.paid[bid]) for bid in self.approved.keys() | self.paid.keys()}
        funded = with_returns(rows, bids, on, sums, only_approved=only_approved)
        projects = {project.bid.pk: project for project in funded}
        self.bids: dict[int, list[BidSummary]] = defaultdict(list)
        for bid in rows:
            shown = BidSummary(bid, self.approved[bid.pk], self.paid[bid.pk], projects.get(bid.pk))
            self.bids[bid.grant_id].append(shown)

    def overview(self, grant: Grant) -> GrantOverview:
        """The grant as it was read."""
        bids = tuple(self.bids[grant.pk])
        projects = [row.project for row in bids if row.project]
        by_pot = spending_by_pot(projects)
        pots = {pot.name: pot for pot in sorted(self.pots[grant.pk], key=lambda pot: not pot.is_withdrawn)}
        lines = self.lines[grant.pk]
        names = [pot.name for pot in self.pots[grant.pk] if not pot.is_withdrawn]
        where = compute_position(
            dict.fromkeys([*names, *(line.pot for line in lines)]),
            lines,
            spent={name: each.spent for name, each in by_pot.items()},
            forecast={name: each.forecast for name, each in by_pot.items()},
            printed_left=grant.printed_left,
        )
        totals = tuple(self.totals[grant.pk])
        return GrantOverview(
            where=where,
            pots=tuple(
                PotSummary(
                    pots[stands.name],
                    stands,
                    self.over.get(pots[stands.name].pk) if stands.over else None,
                    by_pot.get(stands.name, Spending()),
                    tuple(each for each in projects if each.bid.pot.name == stands.name),
                )
                for stands in where.pots
            ),
            bids=bids,
            totals=totals,
            warnings=tuple(position_warnings(grant, where, totals, by_pot)),
            spending=sum_spending(each.spending for each in projects),
        )
