"""The bids awaiting the approval of the chair or the funder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from funding.access.conflicts_of_interest import InterestChecker
from funding.bids.tactical import check_pot_open
from funding.bids.transitions import Subject
from funding.bids.versions import AnswerDifference, approved_content, compare_versions
from funding.decisions.record import PROVISIONAL, WAITS_AT, awaiting_funder
from funding.ledger.entries import get_position
from funding.lifecycles import BidTransitionCode
from funding.models import Bid, BidTransition, BidVersion, Grant, ProjectChange
from funding.scoring.score_table import BidScore, ScoreTable
from plans.records import OperationError


@dataclass(frozen=True, slots=True)
class PendingBid:
    """A bid, or a change to a project, awaiting approval."""

    bid: Subject
    score: BidScore | None
    """The scores of a bid; None for a change, which is not scored."""
    consensus: BidTransition | None
    chair: BidTransition | None
    """The chair's approval, if the funder's approval is next."""
    changed: tuple[AnswerDifference, ...]
    """For a change to a project: the answers that differ from the approved version."""
    why_not: str
    """Why this person cannot approve it; "" if they can."""

    @property
    def key(self) -> str:
        """The key in forms: "12" for a bid, "change5" for a change."""
        return f"change{self.bid.pk}" if self.is_change else str(self.bid.pk)

    @property
    def number(self) -> int:
        """The number of the bid, which is also the number of its project."""
        return self.bid.project.number if self.is_change else self.bid.number

    @property
    def is_change(self) -> bool:
        return isinstance(self.bid, ProjectChange)

    @property
    def approved_amount(self) -> int:
        """The approved amount of the project to be changed, in pence; 0 for a bid."""
        return self.bid.project.amount if self.is_change else 0

    @property
    def more(self) -> int:
        """How much more of the pot it needs than is already approved, in pence."""
        return self.bid.recommended_amount - self.approved_amount

    @property
    def lacking(self) -> str:
        """Why it has too few scores now; "" if it has enough. A change is not scored."""
        return self.score.lacking if self.score else ""


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

    def after(self, chosen: Iterable[PendingBid]) -> tuple[PotAfterApproval, ...]:
        """Return each pot's balance after approving these in order, by the rule of funding/decisions/record.py."""
        chosen = list(chosen)
        # A change releases money only when the funder approves it.
        least = 0 if self.stage == BidTransitionCode.CHAIR_APPROVE else None
        found = []
        for pot in self.pots:
            amounts = [each.more for each in chosen if each.bid.pot.name == pot.name]
            if least is not None:
                amounts = [max(amount, least) for amount in amounts]
            left, over = pot.left, 0
            for amount in amounts:
                if amount > max(left, 0):
                    over = max(over, amount - left)
                left -= amount
            if amounts:
                found.append(PotAfterApproval(pot.name, len(amounts), sum(amounts), pot.left, left, over))
        return tuple(found)


def approval_list(grant: Grant, stage: str, person) -> ApprovalList:
    """Return what awaits approval at that stage, for that person, in a constant number of queries."""
    bids = list(
        Bid.objects.of_grant(grant)
        .filter(state=WAITS_AT[stage, False])
        .select_related("pot", "lead", "grant__partnership")
    )
    changes = list(
        ProjectChange.objects.filter(project__grant=grant, state=WAITS_AT[stage, True])
        .select_related(
            "lead", "project__pot", "project__lead", "project__version", "project__grant__partnership"
        )
        .order_by("project__number")
    )
    ties = InterestChecker(grant)
    table = ScoreTable(grant, ties, bids=bids)
    steps = _latest_steps(bids, changes)
    differences, closed = _differences(changes), _closed(bids)
    waiting = []
    for row in (*bids, *changes):
        is_change = isinstance(row, ProjectChange)
        of_row = steps.get((is_change, row.pk), {})
        chair = of_row.get(BidTransitionCode.CHAIR_APPROVE)
        approved = chair if stage == BidTransitionCode.FUNDER_APPROVE else None
        why_not = ties.why_not_approved(row, person)
        if not why_not and approved and approved.created_by_id == person.pk:
            why_not = "You approved this bid as chair. Someone else must approve it for the funder."
        if not why_not and not is_change:
            why_not = closed.get(row.pot_id, "")
        if grant.is_provisional:
            why_not = PROVISIONAL
        waiting.append(
            PendingBid(
                bid=row,
                score=None if is_change else table.of(row),
                consensus=of_row.get(BidTransitionCode.RECOMMEND),
                chair=approved,
                changed=differences.get(row.pk, ()) if is_change else (),
                why_not=why_not,
            )
        )
    return ApprovalList(stage, tuple(waiting), _pots(grant, stage))


def _latest_steps(
    bids: Iterable[Bid], changes: Iterable[ProjectChange]
) -> dict[tuple[bool, int], dict[str, BidTransition]]:
    """Return the latest consensus, and the chair's approval of the current version, of each bid and change."""
    versions = {(False, bid.pk): bid.version for bid in bids}
    versions |= {(True, change.pk): change.version for change in changes}
    steps = BidTransition.objects.filter(
        Q(bid__in=bids, change=None) | Q(change__in=changes),
        move__in=[BidTransitionCode.RECOMMEND, BidTransitionCode.CHAIR_APPROVE],
    )
    found: dict[tuple[bool, int], dict[str, BidTransition]] = defaultdict(dict)
    for step in steps.select_related("created_by").order_by("id"):
        key = (step.change_id is not None, step.change_id or step.bid_id)
        # A consensus also covers later versions.
        if step.move == BidTransitionCode.RECOMMEND or step.version == versions[key]:
            found[key][step.move] = step
    return found


def _differences(changes: Iterable[ProjectChange]) -> dict[int, tuple[AnswerDifference, ...]]:
    """Return how the answers of each change differ from the approved version."""
    numbers = {change.pk: change.version for change in changes}
    versions = BidVersion.objects.filter(change__in=numbers) if numbers else ()
    submitted = {each.change_id: each for each in versions if each.number == numbers[each.change_id]}
    return {
        change.pk: tuple(compare_versions(approved_content(change.project), submitted[change.pk].content))
        for change in changes
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
