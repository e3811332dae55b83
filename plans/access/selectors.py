"""Finding the rows of a plan for whoever is asking: what they may not know of is not there."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from plans.models import Plan, Priority


def get_plan_or_404(request: HttpRequest, slug: str) -> Plan:
    """The plan of the seat's partnership. Raises Http404."""
    return get_object_or_404(request.access.visible_plans(), slug=slug)


def get_editable_plan_or_404(request: HttpRequest, slug: str) -> Plan:
    """The same, unless it is closed. Raises PermissionDenied with a sentence for the page."""
    plan = get_plan_or_404(request, slug)
    if plan.state == Plan.State.CLOSED:
        raise PermissionDenied("This plan is closed. Reopen it before you change it.")
    return plan


def get_plan_for_request(request: HttpRequest, slug: str) -> Plan:
    """The plan for a page that shows on GET and changes on POST: a closed one is only shown."""
    find = get_plan_or_404 if request.method in ("GET", "HEAD") else get_editable_plan_or_404
    return find(request, slug)


def get_priority_or_404(plan: Plan, pk: int) -> Priority:
    """A priority of the plan, withdrawn or not. Raises Http404."""
    return get_object_or_404(plan.priorities.select_related("plan__partnership"), pk=pk)


def can_change_plan(request: HttpRequest, plan: Plan) -> bool:
    """Whether the person may change this plan's words now."""
    return request.access.can("edit_plan") and plan.state != Plan.State.CLOSED
