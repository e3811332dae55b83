"""Fetching the rows that an address names, always from the partnership downwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from actions.models import Action
from plans.access import Seat
from plans.models import Body, Plan, Priority
from plans.periods import Quarter


@dataclass
class PlanRoom:
    """A plan as this person sees it today: its priorities, the bodies, the open quarter, its actions."""

    seat: Seat
    plan: Plan
    on: date
    """The day as at which the plan's state is told."""
    quarter: Quarter

    @cached_property
    def priorities(self) -> list[Priority]:
        """The plan's headings in order."""
        return list(self.plan.priorities.current())

    @cached_property
    def bodies(self) -> list[Body]:
        """The partnership's bodies by name."""
        return list(Body.objects.in_partnership(self.plan.partnership_id).current())

    @property
    def actions(self) -> QuerySet[Action]:
        """The actions that the person may see."""
        actions = Action.objects.of_plan(self.plan).current()
        return actions.led_by(self.seat.body_ids) if self.seat.sees_only_own(self.plan) else actions


def plan_room(request, slug: str, today: date) -> PlanRoom:
    """The plan of this address, 404 when this person may not know of it."""
    plan = get_object_or_404(request.seat.plans(), slug=slug)
    plan.partnership = request.seat.partnership
    return PlanRoom(request.seat, plan, plan.as_at(today), plan.quarter_on(today))


def find_action(actions: QuerySet[Action], address: str) -> Action:
    """The action of this address among these; 404 when there is none."""
    if address.startswith("id-"):
        return get_object_or_404(actions, pk=int(address[3:]))
    action = actions.filter(number=address).order_by("position", "id").first()
    if action is None:
        raise Http404("There is no such action in this plan.")
    return action


def lead_ids(action: Action) -> set[int]:
    """The bodies that lead the action or one of its milestones."""
    ids = set(action.action_leads.values_list("body_id", flat=True))
    return ids | set(
        action.milestones.filter(is_withdrawn=False).values_list("milestone_leads__body_id", flat=True)
    )
