"""What the group sees when it decides about a pot's bids, read in the same few statements however many bids there are."""

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
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Bid, BidTransition, Pot
from funding.scoring.score_table import BidScore, ScoreTable

TO_DECIDE = (BidState.SHORTLISTED, BidState.SUBMITTED, BidState.CLARIFICATION)


@dataclass(frozen=True, slots=True)
class PotBalance:
    """Where the money of a pot is while its bids are decided, in pence."""

    allocated: int
    approved: int
    promised: int
    """What the chair approved and the funder has not yet."""
    recommended: int
    """What waits for the chair."""

    @property
    def left(self) -> int:
        """What the group can still recommend."""
        return self.allocated - self.approved - self.promised - self.recommended


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A bid that waits for the group's decision."""

    bid: Bid
    score: BidScore
    match_cash: int
    match_kind: int
    priorities: tuple[str, ...]
    why_not_decided: str = ""
    """Why who reads the sheet neither recommends nor declines it, in a sentence; "" when they may."""

    @property
    def why_not_recommended(self) -> str:
        """Why it cannot be recommended yet, or by who reads the sheet, in a sentence; "" when it can."""
        if self.why_not_decided:
            return self.why_not_decided
        if self.bid.state == BidState.SUBMITTED:
            return "An officer shortlists it first."
        if self.bid.state == BidState.CLARIFICATION:
            return "The bidder answers a question first."
        return self.score.lacking

    @property
    def may_decline(self) -> bool:
        return not self.why_not_decided and self.bid.state in (BidState.SUBMITTED, BidState.SHORTLISTED)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A combination of bids that fits what is left, under its name."""

    name: str
    found: Combination
    bids: tuple[Bid, ...]
    left: int


@dataclass(frozen=True, slots=True)
class ConsensusRecord:
    """What the group recorded in one press."""

    words: str
    who: str
    when: datetime
    recommended: tuple[BidTransition, ...]
    declined: tuple[BidTransition, ...]

    @property
    def total(self) -> int:
        """What was recommended, in pence."""
        return sum(move.amount for move in self.recommended)


@dataclass(frozen=True, slots=True)
class DecisionSheet:
    """Everything that the decision sheet of a pot shows."""

    pot: Pot
    money: PotBalance
    rows: tuple[DecisionRow, ...]
    decided: tuple[tuple[Bid, BidScore], ...]
    consensus: tuple[ConsensusRecord, ...]
    waits_for: tuple[Bid, ...]
    """The upfront bids that are decided first; none when this pot's bids may be decided."""
    suggestions: tuple[Suggestion, ...]
    table: ScoreTable


def build_decision_sheet(pot: Pot, *, person=None, with_suggestions: bool = False) -> DecisionSheet:
    """The sheet as it stands now, for the person who records what the group decides, if it is one who may.

    What would fit is worked out only where it is shown.
    """
    grant = pot.grant
    table = ScoreTable(grant)
    bids = list(bids_in(pot))
    rows = tuple(
        _row(bid, table, person) for bid in bids if bid.state in TO_DECIDE and bid.approved_version is None
    )
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
    """The pot's bids that were submitted and not withdrawn, with what the sheet says of each."""
    found = Bid.objects.of_grant(pot.grant).sent().filter(pot=pot).exclude(state=BidState.WITHDRAWN)
    return found.select_related("pot", "lead", "grant__partnership").prefetch_related(
        "bid_priorities__priority"
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
        priorities=tuple(str(link.priority) for link in bid.bid_priorities.all()),
        why_not_decided=table.ties.why_not_decided(bid, person) if person else "",
    )


def get_pot_balance(pot: Pot, bids: Iterable[Bid]) -> PotBalance:
    """Where the pot's money is, its bids given."""
    stands = next(each for each in get_position(pot.grant).pots if each.name == pot.name)
    waiting = [bid for bid in bids if bid.state == BidState.RECOMMENDED]
    return PotBalance(
        allocated=stands.allocated,
        approved=stands.approved,
        promised=awaiting_funder(pot.grant).get(pot.pk, 0),
        # What a change will free is not free before the funder approves it.
        recommended=sum(max(bid.recommended_amount - (bid.approved_amount or 0), 0) for bid in waiting),
    )


# --- What would fit.

FINDERS: Mapping[str, Callable] = {
    "Highest score": highest_score,
    "Most bids": most_bids,
    "Most of the money": most_money,
}


def suggestions_of(rows: Iterable[DecisionRow], left: int) -> tuple[Suggestion, ...]:
    """Combinations of the bids that can be recommended, as asked, within what is left."""
    bids = {row.bid.pk: row for row in rows if not row.why_not_recommended}
    candidates = [Candidate(pk, row.bid.asked, row.score.weighted) for pk, row in bids.items()]
    if candidates and sum(each.cost for each in candidates) <= left:
        return (_suggestion("All of them", most_bids(candidates, left), bids, left),)
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


# --- What was recorded before.


def get_consensus_records(pot: Pot) -> tuple[ConsensusRecord, ...]:
    """The group's records for the pot, the latest first: the bids of one press together."""
    moves = (
        BidTransition.objects.filter(
            bid__pot=pot, move__in=[BidTransitionCode.RECOMMEND, BidTransitionCode.DECLINE]
        )
        .exclude(press="")
        .select_related("bid", "created_by")
        .order_by("-id")
    )
    found = []
    for _, steps in groupby(moves, key=lambda move: move.press):
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
