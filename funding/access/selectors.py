"""Who can see a grant, a bid, a project or a change: querysets of the rows that a user can see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from funding.lifecycles import BidTransitionCode, ChangeState
from funding.models import Bid, BidTransition, Grant, Project, ProjectChange
from plans.access import APPROVED_ONLY, OWN, YES, Access


def visible_grants(access: Access) -> QuerySet[Grant]:
    """Return the grants that the person can see; only confirmed grants for people who see what is approved."""
    # A grant belongs to no body, so every bidder sees it; they see only their own bids to it.
    access.limited_to_bodies("view_grants")
    return grants_of(access.partnership.pk, confirmed_only=sees_approved_only(access))


def grants_of(partnership: int, *, confirmed_only: bool) -> QuerySet[Grant]:
    """Return the grants of a partnership; with `confirmed_only`, those whose award is confirmed."""
    grants = Grant.objects.in_partnership(partnership).select_related("funder", "partnership")
    return grants.confirmed() if confirmed_only else grants


def sees_approved_only(access: Access) -> bool:
    """Return whether the person sees only what is approved."""
    return access.scope("view_grants") == APPROVED_ONLY


def sees_own_bids_only(access: Access) -> bool:
    """Return whether the person sees only their own body's bids."""
    return access.scope("view_grants") == OWN


def sees_all_bids(access: Access) -> bool:
    """Return whether the person sees every bid of a grant, drafts included."""
    return access.scope("view_grants") == YES and access.scope("write_bid") == YES


def visible_bids(access: Access, grant: Grant) -> QuerySet[Bid]:
    """Return the bids of the grant that the person can see.

    An officer sees all. The group sees submitted bids and their own body's drafts. A lead officer sees their own body's
    bids. People who see only what is approved get the bids that the funder approved; the funder also gets the bids
    that the chair approved.
    """
    bids = Bid.objects.of_grant(grant).select_related("pot", "lead", "grant__partnership")
    if sees_all_bids(access):
        return bids
    own = _of_own_body(access)
    if access.scope("view_grants") == YES:
        return bids.filter(Q(version__gte=1) | own)
    if sees_own_bids_only(access):
        return bids.filter(own)
    seen = own | Q(project__isnull=False)
    if access.can("approve_bids_as_funder"):
        reached = BidTransition.objects.filter(
            bid__grant=grant, change=None, move=BidTransitionCode.CHAIR_APPROVE
        )
        seen |= Q(pk__in=reached.values("bid_id"))
    return bids.filter(seen)


def _of_own_body(access: Access) -> Q:
    """Return the bids of the user's own body; a project from a spreadsheet can gain its lead with a change."""
    if not access.can("write_bid"):
        return Q(pk__in=[])
    return Q(lead__in=access.body_ids) | Q(project__lead__in=access.body_ids)


def visible_projects(access: Access, grant: Grant) -> QuerySet[Project]:
    """Return the projects of the grant that the person can see: all, or those of their own body."""
    projects = Project.objects.of_grant(grant).select_related(
        "pot", "lead", "version", "bid", "grant__partnership"
    )
    return projects.filter(lead__in=access.body_ids) if sees_own_bids_only(access) else projects


def visible_changes(access: Access, project: Project) -> QuerySet[ProjectChange]:
    """Return the changes to the project that the person can see.

    A change that was never submitted is seen only by people who can write one. People who see only what is approved see those that the funder approved; the funder also sees those that the
    chair approved.
    """
    changes = project.changes.select_related("lead")
    if access.can_for_bodies("write_bid", project.lead_ids):
        return changes
    if not sees_approved_only(access):
        return changes.filter(version__gte=1)
    seen = Q(state=ChangeState.APPROVED)
    if access.can("approve_bids_as_funder"):
        reached = BidTransition.objects.filter(change__project=project, move=BidTransitionCode.CHAIR_APPROVE)
        seen |= Q(pk__in=reached.values("change_id"))
    return changes.filter(seen)
