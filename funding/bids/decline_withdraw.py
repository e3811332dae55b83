"""Decline or withdraw a bid."""

from __future__ import annotations

from django.db import transaction

from funding.access.conflicts_of_interest import InterestChecker
from funding.bids.project_changes import cancel_change
from funding.bids.tactical import check_pot_open
from funding.bids.transitions import apply_transition, lock_grant, refetch_bid
from funding.ledger import entries
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Bid
from funding.money.amounts import format_money
from plans.records import OperationError


def why_not_declined(bid: Bid, person) -> str:
    """Return why the person cannot decline the bid now; "" if they can."""
    if why_not := InterestChecker(bid.grant).why_not_decided(bid, person):
        return why_not
    if bid.is_change:
        return ""
    try:
        check_pot_open(bid.pot)
    except OperationError as refused:
        return str(refused)
    return ""


def decline_bid(bid: Bid, *, by, words: str, seen_revision: int | None = None, press: str = "") -> Bid:
    """Decline and return the bid; declining a change ends only the change, and the project continues.

    Raises OperationError for a person of the bidding organisation, and where the bid's pot is not open for decisions.
    """
    with transaction.atomic():
        lock_grant(bid.grant_id)
        bid = refetch_bid(bid)
        if why_not := why_not_declined(bid, by):
            raise OperationError(f"“{bid}”: {why_not}")
        if bid.is_change:
            return cancel_change(
                bid, by=by, words=words, move=BidTransitionCode.DECLINE, seen_revision=seen_revision
            )
        return apply_transition(
            bid,
            BidTransitionCode.DECLINE,
            to=BidState.DECLINED,
            by=by,
            words=words,
            seen_revision=seen_revision,
            press=press,
        )


def withdraw_bid(bid: Bid, *, by, words: str, seen_revision: int | None = None) -> Bid:
    """Withdraw and return the bid; its commitment is released to the pot.

    Raises OperationError for a project that has been paid: close it instead, and record any repayment.
    """
    with transaction.atomic():
        lock_grant(bid.grant_id)
        bid = refetch_bid(bid)
        if bid.is_change:
            raise OperationError("You must discard the change before you withdraw the project.")
        if entries.paid_amount(bid):
            raise OperationError(
                f"You cannot withdraw this project, because {format_money(entries.paid_amount(bid))} has been paid to it."
                " Close the project instead, and record any repayment."
            )
        open_sum = entries.committed_amount(bid)
        moved = apply_transition(
            bid, BidTransitionCode.WITHDRAW, by=by, words=words, seen_revision=seen_revision
        )
        if open_sum:
            key = f"withdrawal of bid {bid.pk}"
            entries.record_release(moved, open_sum, reason=words, by=by, key=key)
        return refetch_bid(moved)
