"""Starting the projects that the funder approved, several in one press."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from funding.bids.transitions import apply_transition, lock_grant
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Bid, Grant


def startable_projects(grant: Grant) -> list[Bid]:
    """The grant's projects that were approved and not started yet."""
    bids = Bid.objects.of_grant(grant).filter(state=BidState.APPROVED).select_related("pot", "lead")
    return list(bids.order_by("pot__position", "number"))


def start_projects(grant: Grant, chosen: Iterable[int], *, by) -> list[Bid]:
    """The chosen projects started, by their ids, in one transaction; one that runs already stays as it is.

    Raises OperationError where one of them stands elsewhere, and then starts none.
    """
    with transaction.atomic():
        lock_grant(grant.pk)
        bids = Bid.objects.of_grant(grant).filter(pk__in=list(chosen)).exclude(state=BidState.LIVE)
        return [apply_transition(bid, BidTransitionCode.START, by=by) for bid in bids.order_by("number")]
