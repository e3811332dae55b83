"""The bids that wait for the chair or for the funder, with what each approver needs to know of them."""

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
"""Approval → the state of a bid that waits for it."""


@dataclass(frozen=True, slots=True)
class PendingBid:
    """A bid that waits for an approval."""

    bid: Bid
    score: BidScore
    consensus: BidTransition | None
    chair: BidTransition | None
    """The chair's approval, where the funder's is next."""
    changed: tuple[AnswerDifference, ...]
    """Of a change of a project: what is answered otherwise than in the version that was approved."""
    why_not: str
    """Why this person may not approve it, in a sentence; "" when they may."""

    @property
    def more(self) -> int:
        """What it takes of its pot beyond what it has already, in pence."""
        return self.bid.recommended_amount - (self.bid.approved_amount or 0)

    @property
    def lacking(self) -> str:
        """Why its scores are too few by now, in a sentence; "" when they are enough. A change is not scored."""
        return "" if self.bid.is_change else self.score.lacking


@dataclass(frozen=True, slots=True)
class PotBeforeApproval:
    """A pot before an approval, in pence."""

    name: str
    allocated: int
    approved: int
    promised: int
    left: int
    """What this stage can still approve: for the chair without what waits for the funder."""


@dataclass(frozen=True, slots=True)
class PotAfterApproval:
    """What the chosen bids do to a pot, in pence."""

    name: str
    bids: int
    more: int
    balance_before: int
    left_after: int
    over: int
    """By how much an approval takes the pot over; 0 when none does."""


@dataclass(frozen=True, slots=True)
class ApprovalList:
    """Everything that waits at one stage."""

    stage: str
    waiting: tuple[PendingBid, ...]
    pots: tuple[PotBeforeApproval, ...]

    def after(self, bids: Iterable[Bid]) -> tuple[PotAfterApproval, ...]:
        """What approving these bids, in this order, does to each pot: the rule of funding/decisions/record.py."""
        more = {each.bid.pk: each.more for each in self.waiting}
        if self.stage == BidTransitionCode.CHAIR_APPROVE:
            # What a change will free is not free before the funder approves it.
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
    """What waits at that stage, as that person sees it, in the same few statements however many bids there are."""
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
            why_not = "You approved it for the chair; the funder's approval is another person's."
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
    """Bid → its latest step of that kind, on the version that stands; a consensus holds for later versions too."""
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
    """Change of a project → how its words differ from those that were approved."""
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
    """Pot → why its bids are not decided yet."""
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
