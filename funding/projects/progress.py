"""Which returns projects owe, and where each stands with its money: read in the same few statements for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone

from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Bid, BidTransition, BidVersion, Grant, LedgerEntry, ProjectReturn, SubmissionState
from funding.projects.spending import (
    ReturnFigures,
    Spending,
    days_late,
    due_by,
    quarters_of_project,
    quarters_owed,
    spending,
)
from plans.periods import Quarter

ENDED = frozenset({BidState.CLOSED, BidState.EVALUATED})
"""States of a project that is over: it spends no more."""
STARTED = frozenset({BidState.LIVE, BidState.CHANGE_DRAFT, BidState.CLOSED, BidState.CLARIFICATION, BidState.RECOMMENDED, BidState.CHAIR_APPROVED})  # fmt: skip
"""States of an approved project that owes returns: it was started, and its evaluation is not approved."""


@dataclass(frozen=True, slots=True)
class QuarterReturn:
    """A project's return for one quarter that has ended, or that is begun already; `row` is None before."""

    quarter: Quarter
    row: ProjectReturn | None
    is_owed: bool
    """Whether the quarter has ended, so that the return is asked for."""
    days_late: int = 0

    @property
    def due(self) -> date:
        return due_by(self.quarter)

    @property
    def is_in(self) -> bool:
        """Whether it was sent, and not sent back."""
        return self.row is not None and not self.row.is_writable

    @property
    def is_missing(self) -> bool:
        return self.is_owed and not self.is_in

    @property
    def waits(self) -> bool:
        """Whether an officer is asked to approve it."""
        return self.row is not None and self.row.state == SubmissionState.SENT


@dataclass(frozen=True, slots=True)
class ProjectProgress:
    """A funded project with its money and its returns."""

    bid: Bid
    spending: Spending
    quarters: tuple[Quarter, ...]
    """Those for which it sends a return."""
    returns: tuple[QuarterReturn, ...]
    """Those that have ended or were begun, in order."""
    running: Quarter | None = None
    """The quarter that runs, where its return was not begun yet."""
    to_come: tuple[Quarter, ...] = ()
    """Those that a closed project still has to send, of the quarter in which it was closed too, ended or not."""

    @property
    def missing(self) -> tuple[QuarterReturn, ...]:
        """Returns that are owed and not in."""
        return tuple(each for each in self.returns if each.is_missing)

    @property
    def still_to_send(self) -> tuple[Quarter, ...]:
        """The quarters of which a return is not in: of a closed project all that it still sends."""
        return self.to_come or tuple(each.quarter for each in self.missing)

    @property
    def waiting(self) -> tuple[QuarterReturn, ...]:
        """Returns that an officer is asked to approve."""
        return tuple(each for each in self.returns if each.waits)

    @property
    def is_all_in(self) -> bool:
        return not self.missing


def get_project_progress(bids: QuerySet[Bid], on: date) -> list[ProjectProgress]:
    """The funded projects among these bids as they stand on that day, in four statements."""
    sums = sums_by_bid(bids)
    wanted = bids.funded().order_by()
    reported: dict[int, dict[Quarter, ProjectReturn]] = defaultdict(dict)
    for row in ProjectReturn.objects.filter(bid__in=wanted.values("pk"), is_withdrawn=False):
        reported[row.bid_id][row.for_quarter] = row
    agreed = _agreed_of(wanted)
    return [
        _project(
            bid,
            reported[bid.pk],
            quarters_from(bid, agreed[bid.pk].quarters),
            agreed[bid.pk].closed_on,
            sums.get(bid.pk, (0, 0)),
            on,
        )
        for bid in bids.funded().select_related("pot", "lead", "grant__partnership")
    ]


def spending_by_project(bids: QuerySet[Bid]) -> list[tuple[Bid, Spending]]:
    """The funded projects among these bids with their money alone, in three statements."""
    sums = sums_by_bid(bids)
    said: dict[int, list[ReturnFigures]] = defaultdict(list)
    for row in ProjectReturn.objects.filter(bid__in=bids.order_by().values("pk"), is_withdrawn=False):
        said[row.bid_id] += return_figures([row])
    return [
        (bid, spending(*sums.get(bid.pk, (0, 0)), said[bid.pk], is_closed=bid.state in ENDED))
        for bid in bids.funded().select_related("pot")
    ]


def sums_by_bid(bids: QuerySet[Bid], *, to: date | None = None) -> dict[int, tuple[int, int]]:
    """Bid → what the ledger says is committed to it and was paid, in pence; by its lines up to a day, where one is given."""
    lines = LedgerEntry.objects.filter(bid__in=bids.order_by().values("pk")).order_by()
    if to is not None:
        lines = lines.filter(on__lte=to)
    approved: dict[int, int] = defaultdict(int)
    paid: dict[int, int] = defaultdict(int)
    for bid, kind, total in lines.values_list("bid_id", "kind").annotate(total=Sum("amount")):
        into = paid if kind in (LedgerEntry.Kind.PAYMENT, LedgerEntry.Kind.RETURN) else approved
        into[bid] += total
    return {bid: (approved[bid], paid[bid]) for bid in approved.keys() | paid.keys()}


def quarters_for(bid: Bid) -> tuple[Quarter, ...]:
    """The quarters for which one project sends a return."""
    return quarters_from(bid, _agreed_of(Bid.objects.filter(pk=bid.pk))[bid.pk].quarters)


@dataclass(frozen=True, slots=True)
class _Agreed:
    """What was agreed of a project, beside its row."""

    quarters: list[str] | None
    """Those in which it runs as they were approved, not those of a change that is being written; None where no
    version says it."""
    closed_on: date | None
    """The day on which it was closed first."""


def _agreed_of(bids: QuerySet[Bid]) -> dict[int, _Agreed]:
    """What was agreed of each of these bids, in one statement."""
    approved = BidVersion.objects.filter(bid=OuterRef("pk"), number=OuterRef("approved_version"))
    closed = BidTransition.objects.filter(bid=OuterRef("pk"), move=BidTransitionCode.CLOSE).order_by("id")
    rows = bids.order_by().annotate(
        agreed_quarters=Subquery(approved.values("values__quarters")[:1]),
        closed_at=Subquery(closed.values("created_at")[:1]),
    )
    return {
        bid: _Agreed(quarters, timezone.localtime(moment).date() if moment else None)
        for bid, quarters, moment in rows.values_list("pk", "agreed_quarters", "closed_at")
    }


def return_figures(rows: Iterable[ProjectReturn]) -> list[ReturnFigures]:
    """Returns as plain values."""
    return [ReturnFigures(row.for_quarter, row.state, row.spent, row.forecast) for row in rows]


def quarters_from(bid: Bid, agreed: list[str] | None) -> tuple[Quarter, ...]:
    """The quarters of one project as they were approved; of a bid from a sheet its row says them."""
    runs_in = [Quarter.parse(each) for each in (bid.quarters if agreed is None else agreed)]
    return quarters_of_project(runs_in, bid.grant.period)


def _project(
    bid: Bid,
    rows: dict[Quarter, ProjectReturn],
    quarters: tuple[Quarter, ...],
    closed_on: date | None,
    sums: tuple[int, int],
    on: date,
) -> ProjectProgress:
    owed = quarters_owed(quarters, on, closed_on=closed_on) if bid.state in STARTED else ()
    returns = tuple(
        QuarterReturn(
            quarter,
            rows.get(quarter),
            quarter in owed,
            days_late(quarter, on) if quarter in owed else 0,
        )
        for quarter in sorted({*owed, *rows})
    )
    now = Quarter.of(on)
    is_to_begin = bid.state in STARTED and now in quarters and now not in rows
    is_in = {quarter for quarter, row in rows.items() if not row.is_writable}
    asked = quarters_owed(quarters, date.max, closed_on=closed_on) if closed_on else ()
    to_come = (
        tuple(quarter for quarter in asked if quarter not in is_in) if bid.state == BidState.CLOSED else ()
    )
    money = spending(*sums, return_figures(rows.values()), is_closed=bid.state in ENDED)
    return ProjectProgress(bid, money, quarters, returns, now if is_to_begin else None, to_come)


def bids_of_grants(grants: Iterable[Grant] | QuerySet[Grant]) -> QuerySet[Bid]:
    """All bids of these grants."""
    return Bid.objects.filter(grant__in=grants, is_withdrawn=False)
