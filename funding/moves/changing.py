"""Changes of a project that was approved: begun, given up or declined; what was approved stands meanwhile."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from funding.bids.editions import edition_of, keep_edition
from funding.models import Bid
from funding.money import ledger
from funding.money.amounts import money
from funding.moves.step import MoveRefused, fresh, last_step, move_bid, take_turn
from funding.way import Move


def amount_of_change(bid: Bid) -> int:
    """What a change of a project asks to be approved, in pence: what was approved, unless another amount is asked.

    Raises MoveRefused when that is less than the project was paid.
    """
    kept = edition_of(bid, bid.approved_edition)
    is_same = kept is not None and kept.values["asked"] == bid.asked
    amount = bid.approved_amount if is_same else bid.asked
    if amount < (was_paid := ledger.paid(bid)):
        raise MoveRefused(
            f"{money(was_paid)} was paid to “{bid}”, so it cannot be changed to {money(amount)}."
        )
    return amount


def begin_change(bid: Bid, *, by, words: str, seen_version: int | None = None) -> Bid:
    """The project with its words open for a change; what was approved stands until the change is approved."""
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        if edition_of(bid, bid.edition) is None:
            # A bid that came with a sheet has no version kept of it yet.
            keep_edition(bid, by=by)
        return move_bid(bid, Move.CHANGE, by=by, words=words, seen_version=seen_version)


def drop_change(
    bid: Bid, *, by, words: str, move: str = Move.DROP_CHANGE, seen_version: int | None = None
) -> Bid:
    """The project as it was approved, its change given up, or declined when `move` says so."""
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        if bid.approved_edition is None:
            raise MoveRefused(f"“{bid}” was not approved yet, so there is no change of it to give up.")
        to = last_step(bid, Move.CHANGE).was
        kept = edition_of(bid, bid.approved_edition)
        changes = dict(kept.values) | {
            "edition": bid.approved_edition,
            "recommended_amount": bid.approved_amount,
        }
        for question in bid.questions.filter(answered_at=None):
            question.answer, question.answered_at, question.answered_by = (
                "The change was given up.",
                timezone.now(),
                by,
            )
            question.save(update_fields=["answer", "answered_by", "answered_at"])
        return move_bid(bid, move, to=to, by=by, words=words, changes=changes, seen_version=seen_version)
