"""Finding grants and bids for whoever is asking: what they may not know of is not there."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from funding.lifecycles import BidTransitionCode
from funding.models import Bid, BidTransition, Grant
from plans.access import APPROVED_ONLY, OWN, YES, Access


def visible_grants(access: Access) -> QuerySet[Grant]:
    """The grants that the person may know of: where only what is agreed, those that are confirmed."""
    grants = Grant.objects.in_partnership(access.partnership).select_related("funder", "partnership")
    # A grant belongs to no body, so whoever bids sees it; of its bids they see their own.
    access.limited_to_bodies("view_grants")
    return grants.confirmed() if sees_approved_only(access) else grants


def sees_approved_only(access: Access) -> bool:
    """Whether the person sees of a grant just what was approved."""
    return access.scope("view_grants") == APPROVED_ONLY


def sees_own_bids_only(access: Access) -> bool:
    """Whether the person sees of a grant just the bids of their own body."""
    return access.scope("view_grants") == OWN


def visible_bids(access: Access, grant: Grant) -> QuerySet[Bid]:
    """The bids of the grant that the person may know of.

    An officer sees all. The group sees what was ever submitted, and of their own body's bids the others too. A lead
    officer sees their own body's. Where only what is agreed is seen: what the funder approved, and for the funder what
    the chair did.
    """
    bids = Bid.objects.of_grant(grant).select_related("pot", "lead", "grant__partnership")
    own = Q(lead__in=access.body_ids) if access.can("write_bid") else Q(pk__in=[])
    if access.scope("view_grants") == YES:
        return bids if access.scope("write_bid") == YES else bids.filter(Q(version__gte=1) | own)
    if sees_own_bids_only(access):
        return bids.filter(own)
    seen = own | Q(approved_version__isnull=False)
    if access.can("approve_bids_as_funder"):
        reached = BidTransition.objects.filter(bid__grant=grant, move=BidTransitionCode.CHAIR_APPROVE)
        seen |= Q(pk__in=reached.values("bid_id"))
    return bids.filter(seen)


def get_grant_or_404(request: HttpRequest, slug: str) -> Grant:
    """The grant of the seat's partnership. Raises Http404."""
    return get_object_or_404(visible_grants(request.access), slug=slug)


def get_bid_or_404(request: HttpRequest, grant: Grant, number: int) -> Bid:
    """A bid of the grant that the person may know of. Raises Http404, and 403 for another body's."""
    if sees_own_bids_only(request.access):
        bid = get_object_or_404(
            Bid.objects.of_grant(grant).select_related("pot", "lead", "grant__partnership"), number=number
        )
        request.access.require_body("view_grants", bid.lead_ids)
        return bid
    return get_object_or_404(visible_bids(request.access, grant), number=number)


def get_project_or_404(grant: Grant, number: int) -> Bid:
    """A bid that holds money of the grant, to write in the ledger for. Raises Http404."""
    bids = Bid.objects.of_grant(grant).funded().select_related("pot", "lead", "grant__partnership")
    return get_object_or_404(bids, number=number)
