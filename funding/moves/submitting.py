"""Submitting a bid within its pot's window, its words kept as a version."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from funding.bids.editions import answers_of, choices_of, keep_edition, note_author
from funding.bids.questions import gaps
from funding.models import Bid, Pot
from funding.moves.changing import amount_of_change
from funding.moves.step import BidNotWhole, MoveRefused, fresh, move_bid, next_edition, take_turn
from funding.way import Move, State
from plans.periods import date_words


def closed_words(pot: Pot, now: datetime) -> str:
    """Why a bid for this pot comes too early or too late, with the times; "" when it is in time."""
    if pot.opens_at and now < pot.opens_at:
        return (
            f"The {pot.name} pot takes bids from {moment_words(pot.opens_at)}; it is now {moment_words(now)}."
        )
    # The minute that is typed as the last is taken whole: so the pages say it.
    if pot.closes_at and now >= pot.closes_at.replace(second=0, microsecond=0) + timedelta(minutes=1):
        return f"The {pot.name} pot took bids until {moment_words(pot.closes_at)}; it is now {moment_words(now)}."
    return ""


def moment_words(moment: datetime) -> str:
    """A moment as people say it in London: "12 April 2024 at 17:00"."""
    local = timezone.localtime(moment)
    return f"{date_words(local.date())} at {local:%H:%M}"


def submit_bid(bid: Bid, *, by, words: str = "", seen_version: int | None = None) -> Bid:
    """The bid as submitted, its words kept as a version.

    A change of an approved project goes to the chair again. Raises BidNotWhole with every gap, and MoveRefused
    with the times when the pot does not take bids now.
    """
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        found = gaps(answers_of(bid), choices=choices_of(bid))
        if bid.state == State.DRAFT and (late := closed_words(bid.pot, timezone.now())):
            raise MoveRefused(late)
        if bid.state in (State.DRAFT, State.CHANGING) and found:
            raise BidNotWhole(found)
        changes = {"edition": next_edition(bid)}
        if bid.state == State.CHANGING:
            changes["recommended_amount"] = amount_of_change(bid)
        moved = move_bid(bid, Move.SUBMIT, by=by, words=words, changes=changes, seen_version=seen_version)
        note_author(moved, by)
        keep_edition(moved, by=by, why=words)
        return moved
