"""Querysets of the grants and bids that a person can see."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from funding.lifecycles import BidTransitionCode
from funding.models import Bid, BidTransition, Grant
from plans.access import APPROVED_ONLY, OWN, YES, Access


def visible_grants(access: Access) -> QuerySet[Grant]:
    """Return the grants that the person can see; only confirmed grants for people who see what is approved."""
    grants = Grant.objects.in_partnership(access.partnership).select_related("funder", "partnership")
    # A grant belongs to no body, so every bidder sees it; they see only their own bids to it.
    access.limited_to_bodies("view_grants")
    return grants.confirmed() if sees_approved_only(access) else grants


def sees_approved_only(access: Access) -> bool:
    """Return whether the person sees only what is approved."""
    return access.scope("view_grants") == APPROVED_ONLY


def sees_own_bids_only(access: Access) -> bool:
    """Return whether the person sees only their own body's bids."""
    return access.scope("view_grants") == OWN


def visible_bids(access: Access, grant: Grant) -> QuerySet[Bid]:
    """Return the bids of the grant that the person can see.

    An officer sees all. The group sees submitted bids and their own body's drafts. A lead officer sees their own body's
    bids. People who see only what is approved get the bids that the funder approved; the funder also gets the bids
    that the chair approved.
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
    """Return the grant of the partnership. Raises Http404."""
    return get_object_or_404(visible_grants(request.access), slug=slug)


def get_bid_or_404(request: HttpRequest, grant: Grant, number: int) -> Bid:
    """Return a bid of the grant that the person can see. Raises Http404, and PermissionDenied for another body's."""
    if sees_own_bids_only(request.access):
        bid = get_object_or_404(
            Bid.objects.of_grant(grant).select_related("pot", "lead", "grant__partnership"), number=number
        )
        request.access.require_body("view_grants", bid.lead_ids)
        return bid
    return get_object_or_404(visible_bids(request.access, grant), number=number)


def get_project_or_404(grant: Grant, number: int) -> Bid:
    """Return a funded bid of the grant, for a ledger entry. Raises Http404."""
    bids = Bid.objects.of_grant(grant).funded().select_related("pot", "lead", "grant__partnership")
    return get_object_or_404(bids, number=number)
