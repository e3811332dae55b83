"""The projects that pay for an action, as the action's page shows them."""

from __future__ import annotations

from actions.models import Action
from actions.related import RelatedItem, RelatedPanel
from funding.models import Project
from funding.money.amounts import format_money
from plans.access import APPROVED_ONLY, OWN, Access


def build_project_panel(access: Access, action: Action) -> RelatedPanel | None:
    """Return the funded projects linked to the action that the person can see, in one query; None if there are none."""
    if not access.can("view_grants"):
        return None
    projects = Project.objects.filter(
        action_links__action=action, grant__is_withdrawn=False, is_withdrawn=False
    )
    projects = projects.funded().select_related("grant__partnership")
    scope = access.scope("view_grants")
    if scope == APPROVED_ONLY:
        projects = projects.filter(grant__is_provisional=False)
    if scope == OWN:
        projects = projects.filter(lead__in=access.body_ids)
    lines = tuple(
        RelatedItem(
            str(project),
            project.get_absolute_url(),
            f"{format_money(project.amount)} approved from {project.grant}, {project.get_state_display().lower()}",
        )
        for project in projects.order_by("grant__starts", "grant_id", "number")
    )
    return RelatedPanel("Paid for by", lines) if lines else None
