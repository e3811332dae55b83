"""Fetching the rows that an address names, always from the partnership downwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from actions.models import Action
from plans.access import Access, get_visible_plan
from plans.models import Body, Plan, Priority
from plans.periods import Quarter


@dataclass
class PlanWorkspace:
    """A plan as this person sees it today: its priorities, the bodies, the open quarter, its actions."""

    access: Access
    plan: Plan
    on: date
    """The day as at which the plan's state is told."""
    quarter: Quarter

    @cached_property
    def priorities(self) -> list[Priority]:
        """The plan's headings in order; to who sees only their own rows, those under which they stand."""
        headings = self.plan.priorities.current()
        if self.access.sees_own_bodies_only(self.plan):
            headings = headings.filter(actions__in=self.actions).distinct()
        return list(headings)

    @cached_property
    def known_bodies(self) -> list[Body]:
        """Every body that the partnership has or had, by name: a withdrawn one may still be printed as lead."""
        return list(Body.objects.in_partnership(self.plan.partnership_id))

    @property
    def is_editable(self) -> bool:
        """Whether the plan's rows may be changed: a closed plan is only read."""
        return self.plan.state != Plan.State.CLOSED

    @property
    def bodies(self) -> list[Body]:
        """The partnership's bodies by name."""
        return [body for body in self.known_bodies if not body.is_withdrawn]

    @cached_property
    def own_bodies(self) -> frozenset[int]:
        """The bodies that the person answers for, with everything that belongs to them."""
        return self.access.bodies_among(self.known_bodies)

    @property
    def actions(self) -> QuerySet[Action]:
        """The actions that the person may see."""
        actions = Action.objects.of_plan(self.plan).current()
        return actions.led_by(self.own_bodies) if self.access.sees_own_bodies_only(self.plan) else actions

    @cached_property
    def numbers(self) -> Counter[str]:
        """How many of the actions that the person may see bear each number."""
        return Counter(self.actions.order_by().values_list("number", flat=True))


def get_plan_workspace(request, slug: str, today: date) -> PlanWorkspace:
    """The plan of this address, 404 when this person may not know of it; a closed one takes no change."""
    plan = get_visible_plan(request.access, slug, editable=not request.access.is_reading)
    return PlanWorkspace(request.access, plan, plan.as_at(today), plan.quarter_on(today))


def get_action_or_404(actions: QuerySet[Action], address: str) -> Action:
    """The action of this address among these, a withdrawn one last; 404 when there is none."""
    if address.startswith("id-"):
        return get_object_or_404(actions, pk=int(address[3:]))
    action = actions.filter(number=address).order_by("is_withdrawn", "position", "id").first()
    if action is None:
        raise Http404("There is no such action in this plan.")
    return action


def action_slug(action: Action) -> str:
    """The last part of the action's address: its number where that leads to it and to no other, else its id."""
    same = Action.objects.of_plan(action.plan_id).filter(number=action.number)
    is_alone = action.number and same.count() == 1
    return action.address if is_alone else f"id-{action.pk}"


def lead_body_ids(action: Action) -> set[int]:
    """The bodies that lead the action or one of its milestones."""
    ids = set(action.action_leads.values_list("body_id", flat=True))
    return ids | set(
        action.milestones.filter(is_withdrawn=False).values_list("milestone_leads__body_id", flat=True)
    )
