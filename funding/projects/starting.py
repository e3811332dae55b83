"""Starting the projects that the funder approved, several in one press."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from funding.models import Bid, Grant
from funding.moves.step import move_bid, take_turn
from funding.way import Move, State


def to_start(grant: Grant) -> list[Bid]:
    """The grant's projects that were approved and not started yet."""
    bids = Bid.objects.of_grant(grant).filter(state=State.APPROVED).select_related("pot", "lead")
    return list(bids.order_by("pot__position", "number"))


def start_projects(grant: Grant, chosen: Iterable[int], *, by) -> list[Bid]:
    """The chosen projects started, by their ids, in one transaction; one that runs already stays as it is.

    Raises MoveRefused where one of them stands elsewhere, and then starts none.
    """
    with transaction.atomic():
        take_turn(grant.pk)
        bids = Bid.objects.of_grant(grant).filter(pk__in=list(chosen)).exclude(state=State.LIVE)
        return [move_bid(bid, Move.START, by=by) for bid in bids.order_by("number")]
