"""Finding grants and bids for whoever is asking: what they may not know of is not there."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from funding.models import Bid, Grant
from plans.access import AGREED, Seat


def grants_of(seat: Seat) -> QuerySet[Grant]:
    """The grants that the person may know of: where only what is agreed, those that are confirmed."""
    grants = Grant.objects.in_partnership(seat.partnership).select_related("funder", "partnership")
    return grants.confirmed() if sees_only_agreed(seat) else grants


def sees_only_agreed(seat: Seat) -> bool:
    """Whether the person sees of a grant just what was approved."""
    return seat.scope("see_grants") == AGREED


def find_grant(request: HttpRequest, slug: str) -> Grant:
    """The grant of the seat's partnership. Raises Http404."""
    return get_object_or_404(grants_of(request.seat), slug=slug)


def find_bid(grant: Grant, number: int) -> Bid:
    """An approved bid of the grant, to write in the ledger for. Raises Http404."""
    bids = Bid.objects.of_grant(grant).approved().select_related("pot", "grant__partnership")
    return get_object_or_404(bids, number=number)
