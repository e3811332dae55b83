"""Permissions (design §8): the table of capabilities, a user's access, guards of views, finders."""

from plans.access.access import Access, body_and_parts
from plans.access.guards import (
    administrator_view,
    capability_required,
    check_views_guarded,
    checks_body_for,
    public_view,
    signed_in_view,
)
from plans.access.people import members_with_capability, users_by_body
from plans.access.selectors import (
    can_change_plan,
    get_body_or_404,
    get_current_body_or_404,
    get_editable_plan_or_404,
    get_editable_priority_or_404,
    get_editable_risk_or_404,
    get_editable_version_table_row_or_404,
    get_invitation_or_404,
    get_member_or_404,
    get_own_chair_or_404,
    get_plan_for_request,
    get_plan_or_404,
    get_priority_or_404,
    get_visible_plan,
    get_withdrawn_body_or_404,
    read_visible_plans,
)
from plans.access.table import APPROVED_ONLY, OWN, YES

__all__ = [
    "APPROVED_ONLY",
    "OWN",
    "YES",
    "Access",
    "administrator_view",
    "body_and_parts",
    "can_change_plan",
    "capability_required",
    "check_views_guarded",
    "checks_body_for",
    "get_body_or_404",
    "get_current_body_or_404",
    "get_editable_plan_or_404",
    "get_editable_priority_or_404",
    "get_editable_risk_or_404",
    "get_editable_version_table_row_or_404",
    "get_invitation_or_404",
    "get_member_or_404",
    "get_own_chair_or_404",
    "get_plan_for_request",
    "get_plan_or_404",
    "get_priority_or_404",
    "get_visible_plan",
    "get_withdrawn_body_or_404",
    "members_with_capability",
    "public_view",
    "read_visible_plans",
    "signed_in_view",
    "users_by_body",
]
