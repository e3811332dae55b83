"""The ends of a bid that comes to nothing: declined, or withdrawn."""

from __future__ import annotations

from django.db import transaction

from funding.deciding.between_people import Ties
from funding.models import Bid
from funding.money import ledger
from funding.money.amounts import money
from funding.moves.changing import drop_change
from funding.moves.step import MoveRefused, fresh, move_bid, take_turn
from funding.moves.tactical import refuse_closed_pot
from funding.way import Move, State


def why_not_declined(bid: Bid, person) -> str:
    """Why the person may not decline the bid now, in a sentence; "" when they may."""
    if why_not := Ties(bid.grant).why_not_decided(bid, person):
        return why_not
    if bid.is_change:
        return ""
    try:
        refuse_closed_pot(bid.pot)
    except MoveRefused as refused:
        return str(refused)
    return ""


def decline_bid(bid: Bid, *, by, words: str, seen_version: int | None = None, press: str = "") -> Bid:
    """The bid as declined; of a change only the change is, and the project goes on as approved.

    Raises MoveRefused for a person of the bidding organisation, and where the bid's pot is not open for decisions.
    """
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        if why_not := why_not_declined(bid, by):
            raise MoveRefused(f"“{bid}”: {why_not}")
        if bid.is_change:
            return drop_change(bid, by=by, words=words, move=Move.DECLINE, seen_version=seen_version)
        return move_bid(
            bid, Move.DECLINE, to=State.DECLINED, by=by, words=words, seen_version=seen_version, press=press
        )


def withdraw_bid(bid: Bid, *, by, words: str, seen_version: int | None = None) -> Bid:
    """The bid as withdrawn; what was committed to it and not paid is free in its pot again.

    Raises MoveRefused for a project that was paid: close it, and record what it gives back.
    """
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        if bid.is_change:
            raise MoveRefused("Give the change up first; the project goes on as approved.")
        if ledger.paid(bid):
            raise MoveRefused(
                f"{money(ledger.paid(bid))} was paid to this project. Close it, and record what it returns."
            )
        open_sum = ledger.committed(bid)
        moved = move_bid(bid, Move.WITHDRAW, by=by, words=words, seen_version=seen_version)
        if open_sum:
            key = f"withdrawal of bid {bid.pk}"
            ledger.release(moved, open_sum, reason=words, by=by, key=key)
        return fresh(moved)
