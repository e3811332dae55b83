"""Finders of grants and of what belongs to a grant: what an address names, as far as the person may know of it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from funding.access.selectors import visible_grants
from funding.models import Bid, BidImport, Criterion, Funder, Grant, Pot, Scorer
from plans.access import Access, checks_body_for


@checks_body_for("view_grants")
def get_visible_grants(access: Access, capability: str) -> QuerySet[Grant]:
    """The grants that the person can see. A grant belongs to no body: every bidder sees it, and of its bids their own."""
    return visible_grants(access)


@checks_body_for("view_grants")
def get_grant_or_404(access: Access, capability: str, grant: str) -> Grant:
    """The grant of that address, as far as above."""
    return get_object_or_404(visible_grants(access), slug=grant)


def get_funder_or_404(access: Access, capability: str, funder: int) -> Funder:
    """A funder of the partnership."""
    return get_object_or_404(access.partnership.funders.select_related("partnership"), pk=funder)


def pots_of(grant: Grant) -> QuerySet[Pot]:
    """The pots for which bids are made."""
    return grant.pots.filter(is_withdrawn=False).exclude(kind=Pot.Kind.REST)


def get_pot_or_404(access: Access, capability: str, grant: str, pot: int) -> Pot:
    """A pot of the grant for which bids are made."""
    return find_pot(get_grant_or_404(access, capability, grant), pot)


def find_pot(grant: Grant, pk: int) -> Pot:
    """A pot of the grant for which bids are made. Raises Http404."""
    return get_object_or_404(pots_of(grant), pk=pk)


def get_criterion_or_404(access: Access, capability: str, grant: str, criterion: int) -> Criterion:
    """A criterion of the grant that was not withdrawn."""
    rows = get_grant_or_404(access, capability, grant).criteria.filter(is_withdrawn=False)
    return get_object_or_404(rows, pk=criterion)


def get_scorer_or_404(access: Access, capability: str, grant: str, scorer: int) -> Scorer:
    """Somebody who is invited to score the grant's bids."""
    rows = get_grant_or_404(access, capability, grant).scorers.filter(is_withdrawn=False)
    return get_object_or_404(rows.select_related("person"), pk=scorer)


def get_bid_import_or_404(access: Access, capability: str, grant: str, sheet: int) -> BidImport:
    """A sheet of bids that was uploaded for the grant."""
    return get_object_or_404(get_grant_or_404(access, capability, grant).sheets.all(), pk=sheet)


def sent_bids(grant: Grant) -> QuerySet[Bid]:
    """The bids of the grant that were submitted; a draft is its author's own."""
    return Bid.objects.of_grant(grant).sent().select_related("pot", "lead", "grant__partnership")


def get_sent_bid_or_404(access: Access, capability: str, grant: str, number: int) -> Bid:
    """A bid of the grant that was submitted, for who scores."""
    within = get_grant_or_404(access, capability, grant)
    bid = get_object_or_404(sent_bids(within), number=number)
    bid.grant = within
    return bid
