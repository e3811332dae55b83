"""Finders of partnerships' bodies, people, plans and their rows.

What a user cannot see raises Http404. Each finder checks whose its rows are (`checks_body_for`).
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from plans.access.access import Access, visible_plans
from plans.access.guards import checks_body_for
from plans.models import Body, Invitation, Membership, Plan, Priority, Risk, Role, VersionTableRow
from plans.prepared_queries import prepared


@prepared
def _plan(partnership: int, slug: str, *, with_drafts: bool):
    return visible_plans(partnership, with_drafts=with_drafts).filter(slug=slug)


@prepared
def _plans(partnership: int, *, with_drafts: bool):
    return visible_plans(partnership, with_drafts=with_drafts)


def read_visible_plans(access: Access) -> list[Plan]:
    """The plans of this partnership that the person may know of, latest first."""
    return _plans(access.partnership.pk, with_drafts=access.can("view_draft_plan"))


def get_visible_plan(access: Access, slug: str, *, editable: bool = False) -> Plan:
    """Return the plan of the user's partnership, for finders of rows in it. Raises Http404.

    If it must be editable, raises PermissionDenied for a closed plan, with a sentence for the page.
    """
    plan = _plan.get_or_404(access.partnership.pk, slug, with_drafts=access.can("view_draft_plan"))
    plan.partnership = access.partnership
    if editable and plan.state == Plan.State.CLOSED:
        raise PermissionDenied("This plan is closed. Reopen it before you change it.")
    return plan


@checks_body_for("view_history")
def get_plan_or_404(access: Access, capability: str, plan: str) -> Plan:
    """Return the plan with that slug. No body leads a plan, so users limited to their own body get none."""
    access.require_body(capability, ())
    return get_visible_plan(access, plan)


def get_editable_plan_or_404(access: Access, capability: str, plan: str) -> Plan:
    """Return the same, unless the plan is closed."""
    return get_visible_plan(access, plan, editable=True)


def get_plan_for_request(access: Access, capability: str, plan: str) -> Plan:
    """Return the plan for a page that shows it on GET and changes it on POST: a closed one is only shown."""
    return get_visible_plan(access, plan, editable=not access.is_reading)


@checks_body_for("view_history")
def get_priority_or_404(access: Access, capability: str, plan: str, priority: int) -> Priority:
    """Return a priority of the plan, withdrawn or not, for users with the right to the bodies that lead it."""
    found = _priority(get_visible_plan(access, plan), priority)
    access.require_body(capability, found.priority_leads.values_list("body_id", flat=True))
    return found


def get_editable_priority_or_404(access: Access, capability: str, plan: str, priority: int) -> Priority:
    """Return a priority of a plan that is not closed, withdrawn or not."""
    return _priority(get_visible_plan(access, plan, editable=True), priority)


def _priority(plan: Plan, pk: int) -> Priority:
    return get_object_or_404(plan.priorities.select_related("plan__partnership"), pk=pk)


def get_editable_risk_or_404(access: Access, capability: str, plan: str, risk: int) -> Risk:
    """Return a risk of a plan that is not closed, withdrawn or not."""
    found = get_visible_plan(access, plan, editable=True)
    return get_object_or_404(found.risks.select_related("plan__partnership"), pk=risk)


def get_editable_version_table_row_or_404(
    access: Access, capability: str, plan: str, plan_version: int
) -> VersionTableRow:
    """Return a row of the version table of a plan that is not closed."""
    found = get_visible_plan(access, plan, editable=True)
    return get_object_or_404(found.version_table, pk=plan_version)


def can_change_plan(access: Access, plan: Plan) -> bool:
    """Return whether the user can change this plan's text now."""
    return access.can("edit_plan") and plan.state != Plan.State.CLOSED


# --- Bodies.


@checks_body_for("view_history")
def get_body_or_404(access: Access, capability: str, body: int) -> Body:
    """Return a body of the partnership, withdrawn or not."""
    found = get_object_or_404(Body.objects.in_partnership(access.partnership), pk=body)
    access.require_body(capability, [found.pk])
    return found


def get_current_body_or_404(access: Access, capability: str, body: int) -> Body:
    """Return a body of the partnership that is not withdrawn."""
    return get_object_or_404(Body.objects.in_partnership(access.partnership).current(), pk=body)


def get_withdrawn_body_or_404(access: Access, capability: str, body: int) -> Body:
    """Return a body of the partnership that is withdrawn."""
    bodies = Body.objects.in_partnership(access.partnership).filter(is_withdrawn=True)
    return get_object_or_404(bodies, pk=body)


# --- People.


def get_member_or_404(access: Access, capability: str, membership: int) -> Membership:
    """Return a current role of a member of the partnership."""
    members = access.partnership.memberships.current().select_related("person")
    return get_object_or_404(members, pk=membership)


def get_own_chair_or_404(access: Access, capability: str) -> Membership:
    """Return the user's own role as chair."""
    members = access.partnership.memberships.current()
    return get_object_or_404(members, person=access.person, role=Role.CHAIR)


def get_invitation_or_404(access: Access, capability: str, invitation: int) -> Invitation:
    """Return an invitation to the partnership."""
    return get_object_or_404(access.partnership.invitations, pk=invitation)
