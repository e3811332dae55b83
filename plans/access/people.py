"""Users of a partnership by capability and by the body that they represent."""

from __future__ import annotations

from django.db.models import Q

from plans.access.access import body_and_parts
from plans.access.table import CAPABILITIES, OWN
from plans.models import Body, Membership, Partnership, Role


def users_by_body(partnership: Partnership, capability: str) -> dict[int, list]:
    """Return body → the users who can do that only for their own body, and represent this one; in two queries."""
    own = [role for role, scope in CAPABILITIES[capability].roles.items() if scope == OWN]
    parents = dict(Body.objects.in_partnership(partnership).order_by().values_list("pk", "parent_id"))
    members = Membership.objects.current().filter(partnership=partnership, role__in=own).exclude(body=None)
    found: dict[int, list] = {}
    for member in members.select_related("person").order_by("person__name", "person_id"):
        for body in body_and_parts({member.body_id}, parents):
            people = found.setdefault(body, [])
            if member.person not in people:
                people.append(member.person)
    return found


def members_with_capability(partnership: Partnership, capability: str):
    """Return the memberships that have a capability, including the county's team, ordered by the users' names."""
    roles = CAPABILITIES[capability].roles
    above = Q(role=Role.COUNTY, partnership__districts=partnership, partnership__closed_on=None)
    return (
        Membership.objects.current()
        .filter(Q(partnership=partnership) | above, role__in=list(roles), person__is_active=True)
        .select_related("person", "body")
        .order_by("person__name", "id")
        .distinct()
    )
