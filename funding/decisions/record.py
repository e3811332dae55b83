"""Deciding about bids: the group's consensus, the chair's approval and the funder's, each in one press.

Whoever decides waits at the grant's row, so no two decisions are worked out from the same remaining sum. A press that
comes twice decides once. More than a pot holds is approved all the same, with a reason that is kept.
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
from funding.bids.transitions import (
    DecidedAmount,
    apply_transition,
    latest_transition,
    lock_grant,
    refetch_bid,
)
from funding.ledger import entries
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Bid, BidTransition, Grant, Pot
from funding.money.amounts import format_money
from funding.scoring.score_table import ScoreTable
from plans.records import OperationError

PROVISIONAL = "The award is provisional. Bids are approved when the funder has confirmed it."


@dataclass(frozen=True, slots=True)
class SelectedBid:
    """A bid that is decided, as the page showed it; `amount` in pence where it is chosen."""

    bid: int
    revision: int
    amount: int | None = None


def awaiting_funder(grant: Grant) -> dict[int, int]:
    """Pot → pence that the chair approved and the funder has not yet; of a change only what it adds."""
    rows = Bid.objects.filter(grant=grant, state=BidState.CHAIR_APPROVED).order_by()
    found: dict[int, int] = defaultdict(int)
    for pot, amount, had in rows.values_list("pot_id", "recommended_amount", "approved_amount"):
        # What a change will free is not free before the funder approves it.
        found[pot] += max(amount - (had or 0), 0)
    return dict(found)


def left_for_funder(pot: Pot) -> int:
    """What the funder can still approve of the pot, in pence."""
    return next(stands.left for stands in entries.get_position(pot.grant).pots if stands.name == pot.name)


def left_for_chair(pot: Pot) -> int:
    """What the chair can still approve of it: what waits for the funder is taken off, in pence."""
    return left_for_funder(pot) - awaiting_funder(pot.grant).get(pot.pk, 0)


def record_consensus(
    pot: Pot,
    recommended: Iterable[SelectedBid],
    declined: Iterable[SelectedBid],
    *,
    words: str,
    by,
    press: str = "",
) -> list[Bid]:
    """The bids that the group recommends, each with its amount, and those that it does not: one press, whole or not.

    `words` say who was there and what was agreed. A `press` that was recorded already does nothing, and gives no
    bids back. Raises OperationError.
    """
    if not words.strip():
        raise OperationError("Record the consensus: who was there, and what was agreed.")
    recommended, declined = list(recommended), list(declined)
    if not recommended and not declined:
        raise OperationError("Choose at least one bid.")
    with transaction.atomic():
        grant = lock_grant(pot.grant_id)
        if is_already_recorded(grant, press):
            return []
        check_pot_open(Pot.objects.get(pk=pot.pk))
        ties, press, done = InterestChecker(grant), press or uuid.uuid4().hex, []
        for chosen in recommended:
            bid = _chosen(grant, chosen, pot)
            amount = bid.asked if chosen.amount is None else chosen.amount
            if not 0 < amount <= bid.asked:
                raise OperationError(
                    f"“{bid}” asks for {format_money(bid.asked)}: recommend some of it, or all, not {format_money(amount)}."
                )
            if why_not := ties.why_not_decided(bid, by):
                raise OperationError(f"“{bid}”: {why_not}")
            if lacking := missing_scores_reason(bid, ties):
                raise OperationError(lacking)
            done.append(
                apply_transition(
                    bid, BidTransitionCode.RECOMMEND, by=by, words=words, changes={"recommended_amount": amount},
                    weighed=DecidedAmount(amount, left_for_chair(bid.pot)), seen_revision=chosen.revision, press=press,
                )
            )  # fmt: skip
        for chosen in declined:
            bid = _chosen(grant, chosen, pot)
            done.append(decline_bid(bid, by=by, words=words, seen_revision=chosen.revision, press=press))
        return done


def is_already_recorded(grant: Grant, press: str) -> bool:
    """Whether that press of somebody's was recorded already."""
    return bool(press) and BidTransition.objects.filter(bid__grant=grant, press=press).exists()


def missing_scores_reason(bid: Bid, ties: InterestChecker) -> str:
    """Why a bid is not scored well enough to be recommended; "" when it is, or its grant has no criteria."""
    return ScoreTable(bid.grant, ties, bids=[bid]).of(bid).lacking


def approve_bids(
    grant: Grant,
    stage: str,
    chosen: Iterable[SelectedBid],
    *,
    by,
    words: str = "",
    overcommit_reason: str = "",
) -> list[Bid]:
    """The bids that this press approved, for the chair or the funder; those approved already are not again.

    At the funder's stage the money is committed. Raises OperationError, and then none is approved: a bid that was
    changed since the page was opened, a rule between people, a pot not open, or one that goes over without a reason.
    Where interests that were declared since leave a bid with too few scores, it is approved with words.
    """
    chosen = list(chosen)
    with transaction.atomic():
        grant = lock_grant(grant.pk)
        if grant.is_provisional:
            raise OperationError(PROVISIONAL)
        ties, press, done = InterestChecker(grant), uuid.uuid4().hex, []
        table = None if words.strip() else ScoreTable(grant, ties, bids=[each.bid for each in chosen])
        for each in chosen:
            bid = _chosen(grant, each, None)
            if is_approved(bid, stage):
                continue
            if why_not := ties.why_not_approved(bid, by):
                raise OperationError(f"“{bid}”: {why_not}")
            if stage == BidTransitionCode.FUNDER_APPROVE and is_approved_by(bid, by):
                raise OperationError(
                    f"“{bid}”: you approved it for the chair; the funder's approval is another person's."
                )
            if not bid.is_change:
                check_pot_open(bid.pot)
            if table and not bid.is_change and (lacking := table.of(bid).lacking):
                raise OperationError(f"{lacking} Say why it is approved all the same.")
            done.append(_approve(bid, each, stage, by=by, words=words, reason=overcommit_reason, press=press))
        return done


def _approve(bid: Bid, chosen: SelectedBid, stage: str, *, by, words: str, reason: str, press: str) -> Bid:
    if bid.state not in (BidState.RECOMMENDED, BidState.CHAIR_APPROVED):
        raise OperationError(f"“{bid}” stands at “{bid.get_state_display()}”, so it cannot be approved.")
    amount = bid.recommended_amount
    if amount < (was_paid := entries.paid_amount(bid)):
        raise OperationError(
            f"{format_money(was_paid)} was paid to “{bid}”: it cannot be approved at {format_money(amount)}."
        )
    more = amount - (bid.approved_amount or 0)
    left = left_for_chair(bid.pot) if stage == BidTransitionCode.CHAIR_APPROVE else left_for_funder(bid.pot)
    if more > max(left, 0) and not reason.strip():
        raise OperationError(
            f"“{bid}” would take the {bid.pot.name} pot over by {format_money(more - left)}. Say why, and it is recorded."
        )
    said = "\n".join(text for text in (words.strip(), reason.strip() if more > max(left, 0) else "") if text)
    to, changes = BidState.CHAIR_APPROVED, {}
    if stage == BidTransitionCode.FUNDER_APPROVE:
        to = (
            latest_transition(bid, BidTransitionCode.CHANGE).was
            if bid.approved_version is not None
            else BidState.APPROVED
        )
        changes = {"approved_amount": amount, "approved_version": bid.version}
    moved = apply_transition(
        bid, stage, to=to, by=by, words=said, changes=changes,
        weighed=DecidedAmount(amount, left), seen_revision=chosen.revision, press=press,
    )  # fmt: skip
    if stage == BidTransitionCode.FUNDER_APPROVE:
        why = words.strip() or f"Approved by the funder, version {moved.version}"
        entries.record_commitment(moved, by=by, reason=why, overcommit_reason=said)
    return moved


def is_approved(bid: Bid, stage: str) -> bool:
    """Whether this version of the bid was approved at that stage already."""
    return BidTransition.objects.filter(bid=bid, version=bid.version, move=stage).exists()


def is_approved_by(bid: Bid, person) -> bool:
    """Whether this person approved this version of the bid for the chair."""
    return BidTransition.objects.filter(
        bid=bid, version=bid.version, move=BidTransitionCode.CHAIR_APPROVE, created_by=person
    ).exists()


def _chosen(grant: Grant, chosen: SelectedBid, pot: Pot | None) -> Bid:
    bid = Bid.objects.of_grant(grant).filter(pk=chosen.bid).first()
    if bid is None or (pot is not None and bid.pot_id != pot.pk):
        raise OperationError("One of these bids is not in this pot any more. Look at the page again.")
    return refetch_bid(bid)
