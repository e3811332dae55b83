"""Finders of grants and of what belongs to a grant: they return the row that a URL names, if the user can see it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from funding.access.selectors import (
    grants_of,
    sees_approved_only,
    sees_own_bids_only,
    visible_bids,
    visible_changes,
    visible_grants,
)
from funding.models import Bid, BidImport, Criterion, Funder, Grant, Pot, Project, ProjectChange, Scorer
from plans.access import Access, checks_body_for
from plans.prepared_queries import prepared


@checks_body_for("view_grants")
def get_visible_grants(access: Access, capability: str) -> QuerySet[Grant]:
    """Return the grants that the user can see. A bidder sees every grant, but only their own bids."""
    return visible_grants(access)


@checks_body_for("view_grants")
def get_grant_or_404(access: Access, capability: str, grant: str) -> Grant:
    """Return a grant that the user can see. Raises Http404."""
    access.limited_to_bodies("view_grants")
    return _grant.get_or_404(access.partnership.pk, grant, confirmed_only=sees_approved_only(access))


@prepared
def _grant(partnership: int, slug: str, *, confirmed_only: bool):
    return grants_of(partnership, confirmed_only=confirmed_only).filter(slug=slug)


def get_funder_or_404(access: Access, capability: str, funder: int) -> Funder:
    """Return a funder of the partnership. Raises Http404."""
    return get_object_or_404(access.partnership.funders.select_related("partnership"), pk=funder)


def pots_of(grant: Grant) -> QuerySet[Pot]:
    """Return the pots that bids can be made for."""
    return grant.pots.filter(is_withdrawn=False).exclude(kind=Pot.Kind.REST)


def get_pot_or_404(access: Access, capability: str, grant: str, pot: int) -> Pot:
    """Return a pot of the grant that bids can be made for. Raises Http404."""
    return find_pot(get_grant_or_404(access, capability, grant), pot)


def find_pot(grant: Grant, pk: int) -> Pot:
    """Return a pot of the grant that bids can be made for. Raises Http404."""
    return get_object_or_404(pots_of(grant), pk=pk)


def get_criterion_or_404(access: Access, capability: str, grant: str, criterion: int) -> Criterion:
    """Return a criterion of the grant that is not withdrawn. Raises Http404."""
    rows = get_grant_or_404(access, capability, grant).criteria.filter(is_withdrawn=False)
    return get_object_or_404(rows, pk=criterion)


def get_scorer_or_404(access: Access, capability: str, grant: str, scorer: int) -> Scorer:
    """Return a person who is invited to score the grant's bids. Raises Http404."""
    rows = get_grant_or_404(access, capability, grant).scorers.filter(is_withdrawn=False)
    return get_object_or_404(rows.select_related("person"), pk=scorer)


def get_bid_import_or_404(access: Access, capability: str, grant: str, sheet: int) -> BidImport:
    """Return a spreadsheet of bids that was uploaded for the grant. Raises Http404."""
    return get_object_or_404(get_grant_or_404(access, capability, grant).sheets.all(), pk=sheet)


def sent_bids(grant: Grant) -> QuerySet[Bid]:
    """Return the submitted bids of the grant."""
    return Bid.objects.of_grant(grant).submitted().select_related("pot", "lead", "grant__partnership")


def get_sent_bid_or_404(access: Access, capability: str, grant: str, number: int) -> Bid:
    """Return a submitted bid of the grant, for a person who scores. Raises Http404."""
    within = get_grant_or_404(access, capability, grant)
    bid = get_object_or_404(sent_bids(within), number=number)
    bid.grant = within
    return bid


# --- Bids, projects and changes.


@checks_body_for("view_grants")
def get_bid_or_404(access: Access, capability: str, grant: str, number: int) -> Bid:
    """Return a bid that the person can see. Raises PermissionDenied for another body's."""
    within = get_grant_or_404(access, capability, grant)
    if not sees_own_bids_only(access):
        return get_object_or_404(visible_bids(access, within), number=number)
    bids = Bid.objects.of_grant(within).select_related("pot", "lead", "grant__partnership")
    bid = get_object_or_404(bids, number=number)
    # A project from a spreadsheet can gain its lead with a change.
    projects = Project.objects.filter(bid=bid, lead__isnull=False)
    access.require_body("view_grants", bid.lead_ids | set(projects.values_list("lead_id", flat=True)))
    return bid


@checks_body_for("view_grants", "write_bid")
def get_bid_to_write_or_404(access: Access, capability: str, grant: str, number: int) -> Bid:
    """Return a bid that the person can write. Raises PermissionDenied for another body's."""
    bid = get_bid_or_404(access, capability, grant, number)
    access.require_body("write_bid", bid.lead_ids)
    return bid


@checks_body_for("write_bid")
def get_grant_to_bid_or_404(access: Access, capability: str, grant: str) -> Grant:
    """Return the grant, for a new bid: the form offers only the bodies for which the person can bid."""
    return get_grant_or_404(access, capability, grant)


@checks_body_for("view_grants")
def get_project_or_404(access: Access, capability: str, grant: str, number: int) -> Project:
    """Return a project that the person can see. Raises PermissionDenied for another body's."""
    within = get_grant_or_404(access, capability, grant)
    project = get_object_or_404(_with_related(Project.objects.of_grant(within)), number=number)
    if sees_own_bids_only(access):
        access.require_body("view_grants", project.lead_ids)
    return project


@checks_body_for("view_grants", "write_bid")
def get_project_to_write_or_404(access: Access, capability: str, grant: str, number: int) -> Project:
    """Return a project to which the person can write changes. Raises PermissionDenied for another body's."""
    project = get_project_or_404(access, capability, grant, number)
    access.require_body("write_bid", project.lead_ids)
    return project


def get_funded_project_or_404(access: Access, capability: str, grant: str, number: int) -> Project:
    """Return a project that holds money, for an officer: its payments, its returns, its actions."""
    within = get_grant_or_404(access, capability, grant)
    return get_object_or_404(_with_related(Project.objects.of_grant(within).funded()), number=number)


@checks_body_for("write_return")
def get_own_project_or_404(access: Access, capability: str, grant: str, number: int) -> Project:
    """Return a project whose returns the person can write. Raises PermissionDenied for another body's."""
    project = get_funded_project_or_404(access, capability, grant, number)
    access.require_body("write_return", project.lead_ids)
    return project


@checks_body_for("write_return")
def get_projects_to_report(access: Access, capability: str) -> QuerySet[Project]:
    """Return the projects whose returns the person can write, of the grants that they can see."""
    bodies = access.limited_to_bodies("write_return")
    projects = Project.objects.filter(grant__in=visible_grants(access).order_by(), is_withdrawn=False)
    return projects if bodies is None else projects.filter(lead__in=bodies)


@checks_body_for("view_grants")
def get_change_or_404(access: Access, capability: str, grant: str, number: int, change: int) -> ProjectChange:
    """Return a change that the person can see. Raises PermissionDenied for another body's."""
    return _find_change(access, get_project_or_404(access, capability, grant, number), change)


@checks_body_for("view_grants", "write_bid")
def get_change_to_write_or_404(
    access: Access, capability: str, grant: str, number: int, change: int
) -> ProjectChange:
    """Return a change that the person can write. Raises PermissionDenied for another body's."""
    return _find_change(access, get_project_to_write_or_404(access, capability, grant, number), change)


def _find_change(access: Access, project: Project, number: int) -> ProjectChange:
    change = get_object_or_404(visible_changes(access, project), number=number)
    change.project = project
    return change


def _with_related(projects: QuerySet[Project]) -> QuerySet[Project]:
    return projects.select_related("pot", "lead", "version", "bid", "grant__partnership")
