"""Record decisions about bids: the group's consensus, the chair's approval and the funder's approval.

Each decision locks the grant's row, so no two decisions use the same remaining amount. A repeated request is recorded
once. Approving more than a pot holds needs a reason, which is recorded.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from funding.access.conflicts_of_interest import InterestChecker
from funding.bids.decline_withdraw import decline_bid
from funding.bids.tactical import check_pot_open
from funding.bids.transitions import DecidedAmount, Subject, apply_transition, lock_grant, refetch, steps_of
from funding.ledger import entries
from funding.lifecycles import BidState, BidTransitionCode, ChangeState
from funding.models import Bid, BidTransition, Grant, Pot, ProjectChange
from funding.money.amounts import format_money
from funding.projects.approval import apply_change, create_project
from funding.scoring.score_table import ScoreTable
from plans.records import OperationError

PROVISIONAL = "You cannot approve bids yet, because the award is provisional. Confirm the award first."


@dataclass(frozen=True, slots=True)
class SelectedBid:
    """A bid or change to decide, with the revision that the page showed; `amount` in pence if one was entered."""

    bid: int
    revision: int
    amount: int | None = None
    is_change: bool = False
    """Whether `bid` is the id of a change to a project."""

    @classmethod
    def of(cls, row: Subject, amount: int | None = None) -> SelectedBid:
        """Return the selection of this bid or change, as it is now."""
        return cls(row.pk, row.revision, amount, isinstance(row, ProjectChange))


def awaiting_funder(grant: Grant) -> dict[int, int]:
    """Return for each pot the pence awaiting the funder's approval; of a change, only what it adds."""
    bids = Bid.objects.filter(grant=grant, state=BidState.CHAIR_APPROVED, is_withdrawn=False).order_by()
    changes = ProjectChange.objects.filter(project__grant=grant, state=ChangeState.CHAIR_APPROVED).order_by()
    rows = [(pot, amount, 0) for pot, amount in bids.values_list("pot_id", "recommended_amount")]
    rows += changes.values_list("project__pot_id", "recommended_amount", "project__amount")
    found: dict[int, int] = defaultdict(int)
    for pot, amount, had in rows:
        # A change releases money only when the funder approves it.
        found[pot] += max(amount - had, 0)
    return dict(found)


def left_for_funder(pot: Pot) -> int:
    """Return what the funder can still approve from the pot, in pence."""
    return next(stands.left for stands in entries.get_position(pot.grant).pots if stands.name == pot.name)


def left_for_chair(pot: Pot) -> int:
    """Return what the chair can still approve from the pot, less what awaits the funder, in pence."""
    return left_for_funder(pot) - awaiting_funder(pot.grant).get(pot.pk, 0)


def record_consensus(
    pot: Pot,
    recommended: Iterable[SelectedBid],
    declined: Iterable[SelectedBid],
    *,
    words: str,
    by,
    idempotency_key: str = "",
) -> list[Bid]:
    """Recommend and decline bids as the group agreed, in one transaction, and return them.

    `words` are the consensus: who attended and what was agreed. `idempotency_key` is an idempotency key: if it is already
    recorded, nothing happens and no bids are returned. Raises OperationError.
    """
    if not words.strip():
        raise OperationError("Enter who attended and what the group agreed.")
    recommended, declined = list(recommended), list(declined)
    if not recommended and not declined:
        raise OperationError("Select at least one bid.")
    with transaction.atomic():
        grant = lock_grant(pot.grant_id)
        if is_already_recorded(grant, idempotency_key):
            return []
        check_pot_open(Pot.objects.get(pk=pot.pk))
        ties, idempotency_key, done = InterestChecker(grant), idempotency_key or uuid.uuid4().hex, []
        for chosen in recommended:
            bid = _chosen(grant, chosen, pot)
            amount = bid.asked if chosen.amount is None else chosen.amount
            if not 0 < amount <= bid.asked:
                raise OperationError(
                    f"The amount for “{bid}” must be more than £0 and no more than the {format_money(bid.asked)} requested."
                )
            if why_not := ties.why_not_decided(bid, by):
                raise OperationError(f"“{bid}”: {why_not}")
            if lacking := missing_scores_reason(bid, ties):
                raise OperationError(lacking)
            done.append(
                apply_transition(
                    bid, BidTransitionCode.RECOMMEND, by=by, words=words, changes={"recommended_amount": amount},
                    weighed=DecidedAmount(amount, left_for_chair(bid.pot)), seen_revision=chosen.revision, idempotency_key=idempotency_key,
                )
            )  # fmt: skip
        for chosen in declined:
            bid = _chosen(grant, chosen, pot)
            done.append(
                decline_bid(
                    bid, by=by, words=words, seen_revision=chosen.revision, idempotency_key=idempotency_key
                )
            )
        return done


def is_already_recorded(grant: Grant, idempotency_key: str) -> bool:
    """Return whether a request with this idempotency key is already recorded."""
    return (
        bool(idempotency_key)
        and BidTransition.objects.filter(bid__grant=grant, idempotency_key=idempotency_key).exists()
    )


def missing_scores_reason(bid: Bid, ties: InterestChecker) -> str:
    """Return why a bid has too few scores to be recommended; "" if it has enough, or there are no criteria."""
    return ScoreTable(bid.grant, ties, bids=[bid]).of(bid).lacking


def approve_bids(
    grant: Grant,
    stage: str,
    chosen: Iterable[SelectedBid],
    *,
    by,
    words: str = "",
    overcommit_reason: str = "",
) -> list[Subject]:
    """Approve bids and changes for the chair or the funder, and return them; those already approved are skipped.

    The funder's approval commits the money: of a bid it makes a project, and a change is applied to its project.
    Raises OperationError, and approves none, if one has changed since the page was opened, the person cannot approve
    it, its pot is not open, or it exceeds the pot without a reason. A bid left with too few scores by interests
    declared later needs a comment.
    """
    chosen = list(chosen)
    with transaction.atomic():
        grant = lock_grant(grant.pk)
        if grant.is_provisional:
            raise OperationError(PROVISIONAL)
        ties, idempotency_key, done = InterestChecker(grant), uuid.uuid4().hex, []
        bids = [each.bid for each in chosen if not each.is_change]
        table = None if words.strip() else ScoreTable(grant, ties, bids=bids)
        for each in chosen:
            row = _chosen(grant, each, None)
            if is_approved(row, stage):
                continue
            if why_not := ties.why_not_approved(row, by):
                raise OperationError(f"“{row}”: {why_not}")
            if stage == BidTransitionCode.FUNDER_APPROVE and is_approved_by(row, by):
                raise OperationError(
                    f"You approved “{row}” as chair. Someone else must approve it for the funder."
                )
            if not each.is_change:
                check_pot_open(row.pot)
                if table and (lacking := table.of(row).lacking):
                    raise OperationError(f"{lacking} Enter a reason for approving it.")
            done.append(
                _approve(
                    row,
                    each,
                    stage,
                    by=by,
                    words=words,
                    reason=overcommit_reason,
                    idempotency_key=idempotency_key,
                )
            )
        return done


WAITS_AT = {
    (BidTransitionCode.CHAIR_APPROVE, False): BidState.RECOMMENDED,
    (BidTransitionCode.CHAIR_APPROVE, True): ChangeState.SUBMITTED,
    (BidTransitionCode.FUNDER_APPROVE, False): BidState.CHAIR_APPROVED,
    (BidTransitionCode.FUNDER_APPROVE, True): ChangeState.CHAIR_APPROVED,
}
"""Approval, and whether it is of a change → the state of what awaits it."""


def _approve(
    row: Subject, chosen: SelectedBid, stage: str, *, by, words: str, reason: str, idempotency_key: str
) -> Subject:
    amount = row.recommended_amount
    if row.state not in WAITS_AT.values() or amount is None:
        raise OperationError(f"You cannot approve “{row}” because its status is “{row.get_state_display()}”.")
    project = row.project if chosen.is_change else None
    if project and amount < (was_paid := entries.paid_amount(project)):
        raise OperationError(
            f"You cannot approve {format_money(amount)} for “{row}” because {format_money(was_paid)} has been paid to it."
        )
    more = amount - (project.amount if project else 0)
    left = left_for_chair(row.pot) if stage == BidTransitionCode.CHAIR_APPROVE else left_for_funder(row.pot)
    if more > max(left, 0) and not reason.strip():
        raise OperationError(
            f"“{row}” commits {format_money(more - left)} more than the {row.pot.name} pot holds."
            " Enter a reason for approving it."
        )
    said = "\n".join(text for text in (words.strip(), reason.strip() if more > max(left, 0) else "") if text)
    moved = apply_transition(
        row, stage, by=by, words=said, weighed=DecidedAmount(amount, left), seen_revision=chosen.revision, idempotency_key=idempotency_key
    )  # fmt: skip
    if stage == BidTransitionCode.FUNDER_APPROVE:
        why = words.strip() or f"Approved by the funder, version {moved.version}"
        apply = apply_change if chosen.is_change else create_project
        apply(moved, by=by, reason=why, overcommit_reason=said)
    return moved


def is_approved(row: Subject, stage: str) -> bool:
    """Return whether this version of the bid or change is already approved at that stage."""
    return steps_of(row).filter(version=row.version, move=stage).exists()


def is_approved_by(row: Subject, person) -> bool:
    """Return whether this person approved this version of the bid or change as chair."""
    approvals = steps_of(row).filter(version=row.version, move=BidTransitionCode.CHAIR_APPROVE)
    return approvals.filter(created_by=person).exists()


def _chosen(grant: Grant, chosen: SelectedBid, pot: Pot | None) -> Subject:
    if chosen.is_change:
        row = ProjectChange.objects.filter(project__grant=grant, pk=chosen.bid).first()
    else:
        row = Bid.objects.of_grant(grant).filter(pk=chosen.bid).first()
    if row is None or (pot is not None and row.pot_id != pot.pk):
        raise OperationError("One of these bids is no longer in this pot. Check the page and try again.")
    return refetch(row)
