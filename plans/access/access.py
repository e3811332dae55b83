"""What one user can do in one partnership: the only module that reads roles."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django.core.exceptions import PermissionDenied

from plans.access.table import APPROVED_ONLY, CAPABILITIES, OWN, PROPER_OFFICER, YES
from plans.models import Body, Membership, Partnership, Plan, Role
from plans.prepared_queries import prepared


class Access:
    """A user's access to one partnership: their roles, the bodies they represent, what they can do."""

    def __init__(self, person, partnership: Partnership, memberships: Iterable[Membership]):
        self.person = person
        self.partnership = partnership
        self.memberships = tuple(memberships)
        # The county team has access to its districts too, but its additional role counts only in the county.
        wears_hat = any(
            membership.is_proper_officer and membership.partnership_id == partnership.pk
            for membership in self.memberships
        )
        self.roles = frozenset(membership.role for membership in self.memberships) | (
            {PROPER_OFFICER} if wears_hat else set()
        )
        self.is_reading = True
        """Whether the page is only read, not sent: a closed plan is then shown."""

    def scope(self, capability: str) -> str | None:
        """Return the widest scope in which the user has the capability: YES, OWN, AGREED, or None."""
        granted = {CAPABILITIES[capability].roles.get(role) for role in self.roles}
        return next((scope for scope in (YES, OWN, APPROVED_ONLY) if scope in granted), None)

    def can(self, capability: str) -> bool:
        """Return whether the user has the capability, in any scope."""
        return self.scope(capability) is not None

    @cached_property
    def capabilities(self) -> dict[str, bool]:
        """Every capability, with whether this user has it; for templates."""
        return {name: self.can(name) for name in CAPABILITIES}

    @cached_property
    def body_ids(self) -> frozenset[int]:
        """The bodies that the user represents, with everything that belongs to them."""
        return self.bodies_among(self._bodies)

    @cached_property
    def answers_for_a_body(self) -> bool:
        """Whether one of these bodies is not withdrawn."""
        return any(body.pk in self.body_ids and not body.is_withdrawn for body in self._bodies)

    @cached_property
    def _bodies(self) -> list[Body]:
        return list(Body.objects.in_partnership(self.partnership).only("id", "parent_id", "is_withdrawn"))

    def bodies_among(self, bodies: Iterable[Body]) -> frozenset[int]:
        """Return the same, without a query, where all bodies of the partnership have been read already."""
        own = {membership.body_id for membership in self.memberships if membership.body_id}
        return body_and_parts(own, {body.pk: body.parent_id for body in bodies}) if own else frozenset()

    def can_for_bodies(self, capability: str, body_ids: Iterable[int]) -> bool:
        """Return whether the user has the capability for a row that these bodies lead."""
        scope = self.scope(capability)
        if scope == OWN:
            return not self.body_ids.isdisjoint(body_ids)
        return scope is not None

    def require_body(self, capability: str, body_ids: Iterable[int]) -> None:
        """Check the user's right to a row that these bodies lead. Raises PermissionDenied if it is not theirs."""
        if not self.can_for_bodies(capability, body_ids):
            raise PermissionDenied(
                f"You can {CAPABILITIES[capability].words} only for your own organisation."
            )

    def limited_to_bodies(self, capability: str) -> frozenset[int] | None:
        """Return the bodies to which a list is limited for this capability; None for no limit."""
        return self.body_ids if self.scope(capability) == OWN else None

    def visible_plans(self):
        """Return the plans of this partnership that the user can see."""
        return visible_plans(self.partnership, with_drafts=self.can("view_draft_plan"))

    def sees_own_bodies_only(self, plan: Plan) -> bool:
        """Return whether the user sees only their own body's rows of this draft plan."""
        return plan.is_draft and self.scope("view_draft_plan") == OWN


def visible_plans(partnership: Partnership | int, *, with_drafts: bool):
    """Return the plans of the partnership: those that were adopted, or all."""
    plans = Plan.objects.in_partnership(partnership)
    return plans if with_drafts else plans.adopted()


def body_and_parts(body_ids: Iterable[int], parents: dict[int, int | None]) -> frozenset[int]:
    """Return the bodies and everything that belongs to them; `parents` maps each body to its parent."""
    wanted = set(body_ids)

    def belongs(body_id):
        seen = set()
        while body_id is not None and body_id not in seen:
            if body_id in wanted:
                return True
            seen.add(body_id)
            body_id = parents.get(body_id)
        return False

    return frozenset(wanted | {body_id for body_id in parents if belongs(body_id)})


@prepared
def _held_roles(person: int):
    """A person's current memberships, each with its partnership: every page of a partnership needs them first."""
    roles = Membership.objects.current().filter(person=person).select_related("partnership")
    return roles.order_by("role", "id").only("role", "body_id", "is_proper_officer", "partnership")


def get_access(person, slug: str) -> Access | None:
    """Return the user's access to the partnership with that slug; None if they have none.

    The county team has access to every district of its county. Takes one query, and one more for that team.
    """
    memberships = _held_roles(person.pk)
    here = [each for each in memberships if each.partnership.slug == slug]
    above = [
        each
        for each in memberships
        if each.role == Role.COUNTY and each.partnership.slug != slug and each.partnership.closed_on is None
    ]
    partnership = here[0].partnership if here else None
    if above and partnership is None:
        counties = {each.partnership_id for each in above}
        partnership = Partnership.objects.filter(slug=slug, county__in=counties).first()
    if partnership is None or partnership.closed_on is not None:
        return None
    here += [each for each in above if each.partnership_id == partnership.county_id]
    return Access(person, partnership, here)
