"""Reads what is told of grants in other rooms, in a constant number of statements whatever their size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from funding.bids.approved_version import OF_A_CHANGE, copy_at_version, versions_by_bid
from funding.ledger.pots import PotEntry, compute_position
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import (
    Bid,
    BidActionLink,
    BidTransition,
    Grant,
    LedgerEntry,
    Pot,
    PrintedTotal,
    ProjectReturn,
    SubmissionState,
)
from funding.projects.progress import ENDED, STARTED
from funding.projects.spending import (
    COUNTS_AS_SPENT,
    COUNTS_FOR_FORECAST,
    ReturnFigures,
    due_by,
    quarters_of_project,
    quarters_owed,
    spending,
    sum_spending,
)
from funding.telling.told import (
    EvaluationStatement,
    GrantStatement,
    MissingReturn,
    PotStatement,
    PrintedTotalStatement,
    ProjectStatement,
    ReturnStatement,
)
from plans.models import Partnership
from plans.periods import Quarter

APPROVED = (BidTransitionCode.FUNDER_APPROVE, BidTransitionCode.IMPORT_APPROVED)
_PAID_BACK = frozenset({LedgerEntry.Kind.PAYMENT, LedgerEntry.Kind.RETURN})
_COMMITTED = frozenset({LedgerEntry.Kind.COMMITMENT, LedgerEntry.Kind.RELEASE})


@dataclass(frozen=True, slots=True)
class StatementRequest:
    """Of which quarter is told, as at which day, and what counts."""

    quarter: Quarter
    as_at: date
    until: datetime | None = None
    """What happened after this moment is not told; None when nothing is left out."""
    only_approved: bool = False
    """Whether a return counts only once an officer approved it."""
    lines_to: date | None = None
    """The last day of the ledger's lines that are told; None for all of them."""


def reportable_grants(partnership: Partnership, on: date) -> QuerySet[Grant]:
    """The partnership's grants whose period holds that day, and those that ended with projects not evaluated yet."""
    unfinished = Bid.objects.filter(grant=OuterRef("pk"), is_withdrawn=False, state__in=sorted(STARTED))
    grants = Grant.objects.in_partnership(partnership).filter(starts__lte=on)
    grants = grants.filter(Q(ends__gte=on) | Exists(unfinished.approved()))
    return grants.select_related("funder", "partnership")


def get_report_statements(grants: Iterable[Grant], asked: StatementRequest) -> tuple[GrantStatement, ...]:
    """The same as `get_statements`, without grants that had ended by then and owe no return any more."""
    ends = asked.quarter.ends
    return tuple(told for told in get_statements(grants, asked) if told.ends >= ends or told.owing)


def get_statements(grants: Iterable[Grant], asked: StatementRequest) -> tuple[GrantStatement, ...]:
    """What is told of these grants for a quarter, in seven statements; in none where there is no grant."""
    grants = list(grants)
    if not grants:
        return ()
    read = _Read(grants, asked)
    return tuple(read.grant(grant) for grant in grants)


def get_quarter_statement(grant: Grant, quarter: Quarter, *, only_approved: bool = False) -> GrantStatement:
    """What is told of one grant for a quarter that is over: with the ledger as it stood on the quarter's last day."""
    asked = StatementRequest(quarter, quarter.ends, only_approved=only_approved, lines_to=quarter.ends)
    return get_statements([grant], asked)[0]


def get_final_statement(grant: Grant, *, only_approved: bool = False) -> GrantStatement:
    """What is told of one grant in the end: its last quarter, with the ledger as it stands now."""
    last = grant.period.quarters[-1]
    return get_statements([grant], StatementRequest(last, last.ends, only_approved=only_approved))[0]


class _Read:
    """The rows of some grants, each kind read once."""

    def __init__(self, grants: list[Grant], asked: StatementRequest):
        self.asked = asked
        self.pots = _by_grant(Pot.objects.filter(grant__in=grants, is_withdrawn=False))
        self.totals = _by_grant(PrintedTotal.objects.filter(grant__in=grants))
        lines, bids = list(_lines(grants, asked)), _as_agreed(_bids(grants, asked))
        reported = {bid.pk for bid in bids if bid.told_returns}
        self.in_ledger = {line.bid_id for line in lines}
        self.lines = _by_grant(_told_lines(lines, asked.lines_to, reported))
        self.bids = _by_grant(bids)

    def grant(self, grant: Grant) -> GrantStatement:
        lines = self.lines[grant.pk]
        projects = tuple(self.projects(grant, lines))
        of_pot = {name: [each.stands for each in projects if each.pot == name] for name in self.names(grant)}
        money = {name: sum_spending(stands) for name, stands in of_pot.items()}
        where = compute_position(
            of_pot,
            [PotEntry(line.pot.name, line.kind, line.amount) for line in lines],
            spent={name: sums.spent for name, sums in money.items()},
            printed_left=grant.printed_left,
        )
        # The latest line that took the pot over is the one whose reason holds.
        whys = {line.pot.name: line.reason for line in lines if line.overcommits_pot}
        return GrantStatement(
            slug=grant.slug,
            title=grant.title,
            funder=str(grant.funder or ""),
            starts=grant.starts,
            ends=grant.ends,
            quarter=self.asked.quarter.label,
            last_line_on=max((line.on for line in lines), default=None),
            is_provisional=grant.is_provisional,
            conditions=grant.conditions,
            where=where,
            pots=tuple(
                PotStatement(pot, money[pot.name].forecast, whys.get(pot.name, "") if pot.over else "")
                for pot in where.pots
            ),
            projects=projects,
            printed=tuple(self.printed(grant, where.left)),
        )

    def names(self, grant: Grant) -> dict[str, None]:
        """The names of the grant's pots in order, with those that only the ledger knows still."""
        return dict.fromkeys(
            [pot.name for pot in self.pots[grant.pk]] + [line.pot.name for line in self.lines[grant.pk]]
        )

    def projects(self, grant: Grant, lines: list[LedgerEntry]) -> Iterable[ProjectStatement]:
        own = defaultdict(list)
        for line in lines:
            own[line.bid_id].append(line)
        for bid in self.bids[grant.pk]:
            if bid.stood != BidState.WITHDRAWN and (own[bid.pk] or self.is_told_without_lines(bid)):
                yield self.project(grant, bid, own[bid.pk])

    def is_told_without_lines(self, bid: Bid) -> bool:
        """Whether it was approved of nothing, so that the ledger has no line of it."""
        return bid.pk not in self.in_ledger and bid.last_approved_at is not None

    def project(self, grant: Grant, bid: Bid, lines: list[LedgerEntry]) -> ProjectStatement:
        returns = {row.for_quarter: row for row in bid.told_returns}
        said = {quarter: _return(row) for quarter, row in returns.items()}
        stands = spending(
            sum(line.amount for line in lines if line.kind in _COMMITTED),
            sum(line.amount for line in lines if line.kind in _PAID_BACK),
            [ReturnFigures(quarter, row.state, row.spent, row.forecast) for quarter, row in returns.items()],
            is_closed=self.is_over(grant, bid),
        )
        missing = [quarter for quarter in self.owed(grant, bid) if quarter not in returns]
        return ProjectStatement(
            key=bid.pk,
            number=bid.number,
            title=str(bid),
            lead=bid.lead_words,
            pot=bid.pot.name,
            state=bid.stood,
            state_words=BidState(bid.stood).label,
            stands=stands,
            returned=-sum(line.amount for line in lines if line.kind == LedgerEntry.Kind.RETURN),
            said=said.get(self.asked.quarter),
            latest=said[max(said)] if said else None,
            owes=self.asked.quarter in missing,
            missing=tuple(MissingReturn(quarter.label, due_by(quarter)) for quarter in missing),
            evaluation=_evaluation(bid) if bid.stood == BidState.EVALUATED else None,
            is_running=bid.stood not in ENDED,
            actions=tuple(link.action_id for link in bid.bid_actions.all()),
        )

    def owed(self, grant: Grant, bid: Bid) -> tuple[Quarter, ...]:
        """The quarters up to the one asked for which a return is owed: those that were at their end, once started."""
        if bid.stood not in STARTED:
            return ()
        # On its last day a quarter is told of as one that has ended.
        after = self.asked.as_at + timedelta(days=1)
        owed = quarters_owed(_quarters(grant, bid), after, closed_on=_closed_on(bid))
        return tuple(quarter for quarter in owed if quarter <= self.asked.quarter)

    def is_over(self, grant: Grant, bid: Bid) -> bool:
        """Whether it was closed, and every return that it may send is of a quarter that is told."""
        closed_on = _closed_on(bid)
        if closed_on is None:
            return False
        last = min(Quarter.of(closed_on), _quarters(grant, bid)[-1])
        return last <= self.asked.quarter

    def printed(self, grant: Grant, left: int) -> Iterable[PrintedTotalStatement]:
        if grant.printed_left is not None:
            yield PrintedTotalStatement("Left of the grant", grant.printed_left, left)
        for total in self.totals[grant.pk]:
            yield PrintedTotalStatement(f"{total.label} ({total})", total.printed, total.computed)


def _lines(grants: list[Grant], asked: StatementRequest) -> QuerySet[LedgerEntry]:
    lines = LedgerEntry.objects.filter(grant__in=grants).select_related("pot").order_by("grant", "sequence")
    return lines.filter(created_at__lte=asked.until) if asked.until else lines


def _told_lines(lines: list[LedgerEntry], until: date | None, reported: set[int]) -> list[LedgerEntry]:
    """The lines up to that day, or all of them.

    What was begun here only later is told as it stood on its first day: a ledger, and a project among `reported`,
    which sent a return of that time.
    """
    if until is None:
        return lines
    latest_first = sorted(lines, key=lambda line: line.on, reverse=True)
    grants = {line.grant_id: line.on for line in latest_first}
    projects = {line.bid_id: line.on for line in latest_first}
    return [
        line
        for line in lines
        if line.on <= max(until, grants[line.grant_id])
        or (line.bid_id in reported and line.on <= projects[line.bid_id])
    ]


def _quarters(grant: Grant, bid: Bid) -> tuple[Quarter, ...]:
    return quarters_of_project(map(Quarter.parse, bid.quarters), grant.period)


def _closed_on(bid: Bid) -> date | None:
    return timezone.localtime(bid.closed_at).date() if bid.stood in ENDED and bid.closed_at else None


def _bids(grants: list[Grant], asked: StatementRequest) -> QuerySet[Bid]:
    """Bids that were approved, each with the state in which it stood, and with its returns that count."""
    moves = BidTransition.objects.filter(bid=OuterRef("pk")).order_by("-id")
    quarter = asked.quarter
    counting = COUNTS_AS_SPENT if asked.only_approved else COUNTS_FOR_FORECAST
    returns = ProjectReturn.objects.filter(
        Q(year__lt=quarter.year) | Q(year=quarter.year, quarter__lte=quarter.number),
        state__in=sorted(counting),
        is_withdrawn=False,
    )
    if asked.until:
        moves, returns = (
            moves.filter(created_at__lte=asked.until),
            returns.filter(submitted_at__lte=asked.until),
        )
    return (
        Bid.objects.filter(grant__in=grants, is_withdrawn=False)
        .approved()
        .annotate(
            stood=Subquery(moves.values("now")[:1]),
            before_change=Subquery(moves.filter(move=BidTransitionCode.CHANGE).values("was")[:1]),
            closed_at=Subquery(moves.filter(move=BidTransitionCode.CLOSE).values("created_at")[:1]),
            last_approved_at=Subquery(moves.filter(move__in=APPROVED).values("created_at")[:1]),
        )
        .select_related("pot", "lead", "evaluation")
        .prefetch_related(
            Prefetch("returns", returns, to_attr="told_returns"),
            Prefetch("bid_actions", BidActionLink.objects.order_by("id")),
        )
    )


def _as_agreed(bids: Iterable[Bid]) -> list[Bid]:
    """The bids in the words that were approved, each where it stood before a change of it that was under way."""
    bids = list(bids)
    kept = versions_by_bid({bid.pk: bid.approved_version for bid in bids})
    told = [copy_at_version(bid, kept.get(bid.pk)) for bid in bids]
    for bid in told:
        if bid.stood in OF_A_CHANGE and bid.before_change:
            bid.stood = bid.before_change
    return told


def _by_grant(rows: Iterable) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.grant_id].append(row)
    return found


def _return(row: ProjectReturn) -> ReturnStatement:
    return ReturnStatement(
        quarter=row.for_quarter.label,
        spent=row.spent,
        forecast=row.forecast,
        words=row.words,
        results=_rows(row.results),
        is_approved=row.state == SubmissionState.APPROVED,
    )


def _evaluation(bid: Bid) -> EvaluationStatement | None:
    row = getattr(bid, "evaluation", None)
    if row is None or row.state != SubmissionState.APPROVED:
        return None
    words = {name: getattr(row, name) for name in ("achieved", "difference", "learned", "next_steps")}
    return EvaluationStatement(results=_rows(row.results), **words)


def _rows(rows: list) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows)
