"""The decision sheet of a pot, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import QuerySet

from funding.bids.questions import CASH, KIND, match_total
from funding.bids.tactical import undecided_upfront_bids
from funding.decisions.combinations import Candidate, Combination, highest_score, most_bids, most_money
from funding.decisions.record import awaiting_funder
from funding.ledger.entries import get_position
from funding.lifecycles import BidState, BidTransitionCode, ChangeState
from funding.models import Bid, BidTransition, Pot, ProjectChange
from funding.scoring.score_table import BidScore, ScoreTable

TO_DECIDE = (BidState.SHORTLISTED, BidState.SUBMITTED, BidState.CLARIFICATION)


@dataclass(frozen=True, slots=True)
class PotBalance:
    """The balance of a pot while its bids are decided, in pence."""

    allocated: int
    approved: int
    promised: int
    """Approved by the chair, awaiting the funder."""
    recommended: int
    """Recommended, awaiting the chair."""

    @property
    def left(self) -> int:
        """Return what the group can still recommend."""
        return self.allocated - self.approved - self.promised - self.recommended


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A bid for the group to decide."""

    bid: Bid
    score: BidScore
    match_cash: int
    match_kind: int
    priorities: tuple[str, ...]
    why_not_decided: str = ""
    """Why the reader cannot recommend or decline it; "" if they can."""

    @property
    def why_not_recommended(self) -> str:
        """Return why the reader cannot recommend it yet; "" if they can."""
        if self.why_not_decided:
            return self.why_not_decided
        if self.bid.state == BidState.SUBMITTED:
            return "An officer must shortlist this bid first."
        if self.bid.state == BidState.CLARIFICATION:
            return "The bidder must answer a question first."
        return self.score.lacking

    @property
    def may_decline(self) -> bool:
        return not self.why_not_decided and self.bid.state in (BidState.SUBMITTED, BidState.SHORTLISTED)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A named combination of bids that fits the amount left."""

    name: str
    found: Combination
    bids: tuple[Bid, ...]
    left: int

    @property
    def query(self) -> str:
        """Return the query string that selects these bids on the decision sheet."""
        return "?" + "&".join(f"recommend={bid.pk}" for bid in self.bids)


@dataclass(frozen=True, slots=True)
class ConsensusRecord:
    """The decisions that the group recorded together."""

    words: str
    who: str
    when: datetime
    recommended: tuple[BidTransition, ...]
    declined: tuple[BidTransition, ...]

    @property
    def total(self) -> int:
        """Return the amount recommended, in pence."""
        return sum(move.amount for move in self.recommended)


@dataclass(frozen=True, slots=True)
class DecisionSheet:
    """The contents of a pot's decision sheet."""

    pot: Pot
    money: PotBalance
    rows: tuple[DecisionRow, ...]
    decided: tuple[tuple[Bid, BidScore], ...]
    consensus: tuple[ConsensusRecord, ...]
    waits_for: tuple[Bid, ...]
    """The upfront bids to decide first; none if this pot is open for decisions."""
    suggestions: tuple[Suggestion, ...]
    table: ScoreTable


def build_decision_sheet(pot: Pot, *, person=None, with_suggestions: bool = False) -> DecisionSheet:
    """Build the current decision sheet; `person` is the reader if they can record the group's decisions.

    Combinations are calculated only if `with_suggestions` is set.
    """
    grant = pot.grant
    table = ScoreTable(grant)
    bids = list(bids_in(pot))
    rows = tuple(_row(bid, table, person) for bid in bids if bid.state in TO_DECIDE)
    waiting = {row.bid.pk for row in rows}
    money = get_pot_balance(pot, bids)
    return DecisionSheet(
        pot=pot,
        money=money,
        rows=tuple(sorted(rows, key=lambda row: (TO_DECIDE.index(row.bid.state), _by_score(row)))),
        decided=tuple((bid, table.of(bid)) for bid in bids if bid.pk not in waiting),
        consensus=get_consensus_records(pot),
        waits_for=tuple(undecided_upfront_bids(pot)),
        suggestions=suggestions_of(rows, money.left) if with_suggestions else (),
        table=table,
    )


def bids_in(pot: Pot) -> QuerySet[Bid]:
    """Return the pot's submitted bids that are not withdrawn, with related rows for the sheet."""
    found = Bid.objects.of_grant(pot.grant).submitted().filter(pot=pot).exclude(state=BidState.WITHDRAWN)
    return found.select_related("pot", "lead", "project", "grant__partnership").prefetch_related(
        "priority_links__priority"
    )


def _by_score(row: DecisionRow):
    score = row.score.weighted
    return (score is None, -score if score is not None else 0, row.bid.number)


def _row(bid: Bid, table: ScoreTable, person) -> DecisionRow:
    return DecisionRow(
        bid=bid,
        score=table.of(bid),
        match_cash=match_total(bid.match, CASH),
        match_kind=match_total(bid.match, KIND),
        priorities=tuple(str(link.priority) for link in bid.priority_links.all()),
        why_not_decided=table.ties.why_not_decided(bid, person) if person else "",
    )


def get_pot_balance(pot: Pot, bids: Iterable[Bid]) -> PotBalance:
    """Return the balance of the pot, given its bids."""
    stands = next(each for each in get_position(pot.grant).pots if each.name == pot.name)
    waiting = [bid.recommended_amount for bid in bids if bid.state == BidState.RECOMMENDED]
    changes = ProjectChange.objects.filter(project__pot=pot, state=ChangeState.SUBMITTED)
    # A change releases money only when the funder approves it.
    waiting += [
        max(amount - had, 0) for amount, had in changes.values_list("recommended_amount", "project__amount")
    ]
    return PotBalance(
        allocated=stands.allocated,
        approved=stands.approved,
        promised=awaiting_funder(pot.grant).get(pot.pk, 0),
        recommended=sum(waiting),
    )


# --- Combinations.

FINDERS: Mapping[str, Callable] = {
    "Highest score": highest_score,
    "Most bids": most_bids,
    "Most of the money": most_money,
}


def suggestions_of(rows: Iterable[DecisionRow], left: int) -> tuple[Suggestion, ...]:
    """Return combinations of bids that can be recommended, at the amount requested, within the amount left."""
    bids = {row.bid.pk: row for row in rows if not row.why_not_recommended}
    candidates = [Candidate(pk, row.bid.asked, row.score.weighted) for pk, row in bids.items()]
    if candidates and sum(each.cost for each in candidates) <= left:
        return (_suggestion("All bids", most_bids(candidates, left), bids, left),)
    names: dict[frozenset[int], list[str]] = {}
    found: dict[frozenset[int], Combination] = {}
    for name, find in FINDERS.items():
        if each := find(candidates, left):
            names.setdefault(each.keys, []).append(name)
            found.setdefault(each.keys, each)
    return tuple(
        _suggestion(", ".join(names[keys]).capitalize(), each, bids, left) for keys, each in found.items()
    )


def _suggestion(name: str, found: Combination, rows: Mapping[int, DecisionRow], left: int) -> Suggestion:
    bids = tuple(row.bid for pk, row in rows.items() if pk in found.keys)
    return Suggestion(name, found, bids, left - found.cost)


# --- Consensus records.


def get_consensus_records(pot: Pot) -> tuple[ConsensusRecord, ...]:
    """Return the consensus records of the pot, newest first."""
    moves = (
        BidTransition.objects.filter(
            bid__pot=pot,
            change=None,
            move__in=[BidTransitionCode.RECOMMEND, BidTransitionCode.DECLINE],
        )
        .exclude(idempotency_key="")
        .select_related("bid", "created_by")
        .order_by("-id")
    )
    found = []
    for _, steps in groupby(moves, key=lambda move: move.idempotency_key):
        each = sorted(steps, key=lambda move: move.pk)
        found.append(
            ConsensusRecord(
                words=each[0].words,
                who=str(each[0].created_by),
                when=each[0].created_at,
                recommended=tuple(move for move in each if move.move == BidTransitionCode.RECOMMEND),
                declined=tuple(move for move in each if move.move == BidTransitionCode.DECLINE),
            )
        )
    return tuple(found)
