"""The bids awaiting the approval of the chair or the funder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from funding.access.conflicts_of_interest import InterestChecker
from funding.bids.tactical import check_pot_open
from funding.bids.versions import AnswerDifference, compare_versions
from funding.decisions.record import PROVISIONAL, awaiting_funder
from funding.ledger.entries import get_position
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Bid, BidTransition, BidVersion, Grant
from funding.scoring.score_table import BidScore, ScoreTable
from plans.records import OperationError

WAITS_AT = {
    BidTransitionCode.CHAIR_APPROVE: BidState.RECOMMENDED,
    BidTransitionCode.FUNDER_APPROVE: BidState.CHAIR_APPROVED,
}
"""Approval → the state of the bids awaiting it."""


@dataclass(frozen=True, slots=True)
class PendingBid:
    """A bid awaiting approval."""

    bid: Bid
    score: BidScore
    consensus: BidTransition | None
    chair: BidTransition | None
    """The chair's approval, if the funder's approval is next."""
    changed: tuple[AnswerDifference, ...]
    """For a change to a project: the answers that differ from the approved version."""
    why_not: str
    """Why this person cannot approve it; "" if they can."""

    @property
    def more(self) -> int:
        """Return how much more of the pot it takes than is already approved, in pence."""
        return self.bid.recommended_amount - (self.bid.approved_amount or 0)

    @property
    def lacking(self) -> str:
        """Return why its scores are now too few; "" if they are enough. A change is not scored."""
        return "" if self.bid.is_change else self.score.lacking


@dataclass(frozen=True, slots=True)
class PotBeforeApproval:
    """The balance of a pot before an approval, in pence."""

    name: str
    allocated: int
    approved: int
    promised: int
    left: int
    """What this stage can still approve; for the chair, less what awaits the funder."""


@dataclass(frozen=True, slots=True)
class PotAfterApproval:
    """The balance of a pot after approving the selected bids, in pence."""

    name: str
    bids: int
    more: int
    balance_before: int
    left_after: int
    over: int
    """By how much an approval exceeds the pot; 0 if none does."""


@dataclass(frozen=True, slots=True)
class ApprovalList:
    """The bids awaiting approval at one stage, and the pots."""

    stage: str
    waiting: tuple[PendingBid, ...]
    pots: tuple[PotBeforeApproval, ...]

    def after(self, bids: Iterable[Bid]) -> tuple[PotAfterApproval, ...]:
        """Return each pot's balance after approving these bids in order, by the rule of funding/decisions/record.py."""
        more = {each.bid.pk: each.more for each in self.waiting}
        if self.stage == BidTransitionCode.CHAIR_APPROVE:
            # A change releases money only when the funder approves it.
            more = {key: max(amount, 0) for key, amount in more.items()}
        chosen = [bid for bid in bids if bid.pk in more]
        found = []
        for pot in self.pots:
            amounts = [more[bid.pk] for bid in chosen if bid.pot.name == pot.name]
            left, over = pot.left, 0
            for amount in amounts:
                if amount > max(left, 0):
                    over = max(over, amount - left)
                left -= amount
            if amounts:
                found.append(PotAfterApproval(pot.name, len(amounts), sum(amounts), pot.left, left, over))
        return tuple(found)


def approval_list(grant: Grant, stage: str, person) -> ApprovalList:
    """Return the bids awaiting approval at that stage, for that person, in a constant number of queries."""
    bids = list(
        Bid.objects.of_grant(grant)
        .filter(state=WAITS_AT[stage])
        .select_related("pot", "lead", "grant__partnership")
    )
    ties = InterestChecker(grant)
    table = ScoreTable(grant, ties, bids=bids)
    consensus = _latest(bids, BidTransitionCode.RECOMMEND)
    chair = _latest(bids, BidTransitionCode.CHAIR_APPROVE)
    changed, closed = _changes(bids), _closed(bids)
    waiting = []
    for bid in bids:
        approved = chair.get(bid.pk) if stage == BidTransitionCode.FUNDER_APPROVE else None
        why_not = ties.why_not_approved(bid, person)
        if not why_not and approved and approved.created_by_id == person.pk:
            why_not = "You approved this bid as chair. Someone else must approve it for the funder."
        if not why_not and not bid.is_change:
            why_not = closed.get(bid.pot_id, "")
        if grant.is_provisional:
            why_not = PROVISIONAL
        waiting.append(
            PendingBid(
                bid=bid,
                score=table.of(bid),
                consensus=consensus.get(bid.pk),
                chair=approved,
                changed=changed.get(bid.pk, ()),
                why_not=why_not,
            )
        )
    return ApprovalList(stage, tuple(waiting), _pots(grant, stage))


def _latest(bids: Iterable[Bid], move: str) -> dict[int, BidTransition]:
    """Return each bid's latest transition of that kind on its current version; a consensus also covers later versions."""
    versions = {bid.pk: bid.version for bid in bids}
    steps = (
        BidTransition.objects.filter(bid__in=versions, move=move).select_related("created_by").order_by("id")
    )
    return {
        step.bid_id: step
        for step in steps
        if move == BidTransitionCode.RECOMMEND or step.version == versions[step.bid_id]
    }


def _changes(bids: Iterable[Bid]) -> dict[int, tuple[AnswerDifference, ...]]:
    """Return how the answers of each change differ from the approved version."""
    changes = [bid for bid in bids if bid.is_change]
    kept = {(each.bid_id, each.number): each.content for each in BidVersion.objects.filter(bid__in=changes)}
    return {
        bid.pk: tuple(
            compare_versions(
                kept.get((bid.pk, bid.approved_version), {}), kept.get((bid.pk, bid.version), {})
            )
        )
        for bid in changes
    }


def _closed(bids: Iterable[Bid]) -> dict[int, str]:
    """Return why each closed pot is not open for decisions."""
    found = {}
    for pot in {bid.pot_id: bid.pot for bid in bids}.values():
        try:
            check_pot_open(pot)
        except OperationError as refused:
            found[pot.pk] = str(refused)
    return found


def _pots(grant: Grant, stage: str) -> tuple[PotBeforeApproval, ...]:
    keys = {pot.name: pot.pk for pot in grant.pots.filter(is_withdrawn=False)}
    waiting = awaiting_funder(grant)
    found = []
    for stands in get_position(grant).pots:
        given = waiting.get(keys.get(stands.name), 0)
        left = stands.left - (given if stage == BidTransitionCode.CHAIR_APPROVE else 0)
        found.append(PotBeforeApproval(stands.name, stands.allocated, stands.approved, given, left))
    return tuple(found)
