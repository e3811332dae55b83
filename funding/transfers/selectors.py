"""Finders of requests to move money."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from funding.access.finders import get_grant_or_404
from funding.access.selectors import grants_of, sees_approved_only
from funding.models import Grant, TransferRequest
from funding.transfers.requests import with_somebody_to_ask
from plans.access import Access, checks_body_for
from plans.prepared_queries import prepared


@checks_body_for("view_grants")
def get_grant_with_somebody_to_ask_or_404(access: Access, capability: str, grant: str) -> Grant:
    """Return the grant with that slug, with whether another user can agree for its funder."""
    access.limited_to_bodies("view_grants")
    return _grant.get_or_404(
        access.partnership.pk, grant, access.person.pk, confirmed_only=sees_approved_only(access)
    )


@prepared
def _grant(partnership: int, slug: str, person: int, *, confirmed_only: bool):
    grants = grants_of(partnership, confirmed_only=confirmed_only).filter(slug=slug)
    return with_somebody_to_ask(grants, person)


def get_transfer_request_or_404(
    access: Access, capability: str, grant: str, movement: int
) -> TransferRequest:
    """Return a request of the grant."""
    return find_request(get_grant_or_404(access, capability, grant), movement)


def find_request(grant: Grant, movement: int) -> TransferRequest:
    """Return a request of the grant. Raises Http404."""
    rows = TransferRequest.objects.filter(grant=grant).select_related(
        "grant__partnership", "source_pot", "target_pot", "source_project__pot", "target_project__pot",
        "source_project__grant__partnership", "target_project__grant__partnership", "source_project__lead", "target_project__lead",
        "requested_by", "decided_by",
    )  # fmt: skip
    asked = get_object_or_404(rows, pk=movement)
    asked.grant = grant
    return asked
