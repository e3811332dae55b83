"""Changes of a project that was approved: begun, given up or declined; what was approved stands meanwhile."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from funding.bids.transitions import apply_transition, latest_transition, lock_grant, refetch_bid
from funding.bids.versions import get_version, store_version
from funding.ledger import entries
from funding.lifecycles import BidTransitionCode
from funding.models import Bid
from funding.money.amounts import format_money
from plans.records import OperationError


def amount_of_change(bid: Bid) -> int:
    """What a change of a project asks to be approved, in pence: what was approved, unless another amount is asked.

    Raises OperationError when that is less than the project was paid.
    """
    kept = get_version(bid, bid.approved_version)
    is_same = kept is not None and kept.values["asked"] == bid.asked
    amount = bid.approved_amount if is_same else bid.asked
    if amount < (was_paid := entries.paid_amount(bid)):
        raise OperationError(
            f"{format_money(was_paid)} was paid to “{bid}”, so it cannot be changed to {format_money(amount)}."
        )
    return amount


def start_change(bid: Bid, *, by, words: str, seen_revision: int | None = None) -> Bid:
    """The project with its words open for a change; what was approved stands until the change is approved."""
    with transaction.atomic():
        lock_grant(bid.grant_id)
        bid = refetch_bid(bid)
        if get_version(bid, bid.version) is None:
            # A bid that came with a sheet has no version kept of it yet.
            store_version(bid, by=by)
        return apply_transition(
            bid, BidTransitionCode.CHANGE, by=by, words=words, seen_revision=seen_revision
        )


def cancel_change(
    bid: Bid, *, by, words: str, move: str = BidTransitionCode.CANCEL_CHANGE, seen_revision: int | None = None
) -> Bid:
    """The project as it was approved, its change given up, or declined when `move` says so."""
    with transaction.atomic():
        lock_grant(bid.grant_id)
        bid = refetch_bid(bid)
        if bid.approved_version is None:
            raise OperationError(f"“{bid}” was not approved yet, so there is no change of it to give up.")
        to = latest_transition(bid, BidTransitionCode.CHANGE).was
        kept = get_version(bid, bid.approved_version)
        changes = dict(kept.values) | {
            "version": bid.approved_version,
            "recommended_amount": bid.approved_amount,
        }
        for question in bid.questions.filter(answered_at=None):
            question.answer, question.answered_at, question.answered_by = (
                "The change was given up.",
                timezone.now(),
                by,
            )
            question.save(update_fields=["answer", "answered_by", "answered_at"])
        return apply_transition(
            bid, move, to=to, by=by, words=words, changes=changes, seen_revision=seen_revision
        )
