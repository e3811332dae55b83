"""Finders of the rows of a plan that a URL names, always starting from the partnership."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from actions.models import Action, ActionLead, PlanImport
from actions.snapshot import PlanUpdatesDue, get_updates_due
from plans.access import Access, checks_body_for, get_plan_for_request
from plans.models import Body, Plan, Priority
from plans.periods import Quarter
from plans.prepared_queries import prepared, set_related


@dataclass
class PlanWorkspace:
    """A plan as this user sees it today: its priorities, the bodies, the open quarter, its actions."""

    access: Access
    plan: Plan
    on: date
    """The date for which the plan's state is reported."""
    quarter: Quarter

    @cached_property
    def priorities(self) -> list[Priority]:
        """The plan's headings in order; for users who see only their own rows, the headings of those."""
        headings = self.plan.priorities.current()
        if self.access.sees_own_bodies_only(self.plan):
            headings = headings.filter(actions__in=self.actions).distinct()
        return list(headings)

    @cached_property
    def known_bodies(self) -> list[Body]:
        """Every body that the partnership has or had, by name: a withdrawn one can still be printed as lead."""
        return _bodies(self.plan.partnership_id)

    @property
    def is_editable(self) -> bool:
        """Whether the plan's rows can be changed: a closed plan is read-only."""
        return self.plan.state != Plan.State.CLOSED

    @property
    def bodies(self) -> list[Body]:
        """The partnership's bodies by name."""
        return [body for body in self.known_bodies if not body.is_withdrawn]

    @cached_property
    def own_bodies(self) -> frozenset[int]:
        """The bodies that the user represents, with everything that belongs to them."""
        return self.access.bodies_among(self.known_bodies)

    @property
    def actions(self) -> QuerySet[Action]:
        """The actions that the user can see."""
        actions = Action.objects.of_plan(self.plan).current()
        return actions.led_by(self.own_bodies) if self.access.sees_own_bodies_only(self.plan) else actions

    @cached_property
    def numbers(self) -> Counter[str]:
        """How many of the actions that the user can see have each number."""
        return Counter(self.actions.order_by().values_list("number", flat=True))


def get_plan_workspace(access: Access, capability: str, plan: str) -> PlanWorkspace:
    """Return the plan with that slug as it is today. Raises Http404 if the user cannot see it.

    A closed plan cannot be changed.
    """
    found = get_plan_for_request(access, capability, plan)
    today = timezone.localdate()
    return PlanWorkspace(access, found, found.as_at(today), found.quarter_on(today))


def get_action_or_404(
    access: Access, capability: str, plan: str, action: str
) -> tuple[PlanWorkspace, Action]:
    """Return an action that the user can see, and its plan."""
    room = get_plan_workspace(access, capability, plan)
    return room, _find_action(room, room.actions, action)


def get_any_action_or_404(
    access: Access, capability: str, plan: str, action: str
) -> tuple[PlanWorkspace, Action]:
    """Return the same, or one that was withdrawn."""
    room = get_plan_workspace(access, capability, plan)
    return room, _find_action(room, Action.objects.of_plan(room.plan), action)


def get_action_with_page_or_404(
    access: Access, capability: str, plan: str, action: str
) -> tuple[PlanWorkspace, Action]:
    """Return an action that has a page: also a withdrawn one, for users who can reinstate it."""
    find = get_any_action_or_404 if access.can("edit_actions") else get_action_or_404
    return find(access, capability, plan, action)


def get_editable_action_or_404(
    access: Access, capability: str, plan: str, action: str
) -> tuple[PlanWorkspace, Action]:
    """Return an action with its leads, also a withdrawn one, so that what was typed into its form is kept."""
    room = get_plan_workspace(access, capability, plan)
    if access.is_reading and access.sees_own_bodies_only(room.plan):
        return room, _find_action(room, room.actions.prefetch_related("action_leads"), action)
    number = ("pk", int(action[3:])) if action.startswith("id-") else ("number", action)
    rows = _actions(room.plan.pk, number[1], field=number[0], with_withdrawn=not access.is_reading)
    found = _first_of(rows)
    found.plan = room.plan
    set_related(found, "action_leads", _leads(found.pk))
    return room, found


@checks_body_for("write_update")
def get_action_to_update_or_404(
    access: Access, capability: str, plan: str, action: str
) -> tuple[PlanWorkspace, Action, set[int]]:
    """Return an action for users with the right to the bodies that lead it or a milestone, with these bodies."""
    room, found = get_action_or_404(access, capability, plan, action)
    leads = lead_body_ids(found)
    access.require_body(capability, leads)
    return room, found, leads


@checks_body_for("write_update")
def get_own_updates_due(access: Access, capability: str) -> list[PlanUpdatesDue]:
    """Return the updates due of the actions that the user's bodies lead; all of them for users who write for all."""
    return get_updates_due(access, access.limited_to_bodies(capability), timezone.localdate())


def get_import_or_404(access: Access, capability: str, plan: str, file: int) -> PlanImport:
    """Return a file that was uploaded for the plan."""
    found = get_plan_for_request(access, capability, plan)
    kept = get_object_or_404(found.imports.select_related("created_by"), pk=file)
    kept.plan = found
    return kept


@prepared
def _bodies(partnership: int):
    return Body.objects.in_partnership(partnership)


@prepared
def _actions(plan: int, key: int | str, *, field: str, with_withdrawn: bool):
    actions = Action.objects.of_plan(plan)
    actions = actions if with_withdrawn else actions.current()
    return actions.filter(**{field: key}).order_by()


@prepared
def _leads(action: int):
    return ActionLead.objects.filter(action=action)


def _first_of(rows: list[Action]) -> Action:
    """Return the first action of the plan among those of one number, a withdrawn one last. Raises Http404."""
    if not rows:
        raise Http404("There is no such action in this plan.")
    return min(rows, key=lambda action: (action.is_withdrawn, action.position, action.pk))


def _find_action(room: PlanWorkspace, actions: QuerySet[Action], address: str) -> Action:
    """Return the action with that slug among these, a withdrawn one last. Raises Http404."""
    if address.startswith("id-"):
        found = get_object_or_404(actions, pk=int(address[3:]))
    else:
        # Nearly always there is one. Sorting in the database would take longer than reading it.
        found = _first_of(list(actions.filter(number=address).order_by()))
    found.plan = room.plan
    return found


def action_slug(action: Action) -> str:
    """Return the last part of the action's URL: its number if no other action has it, otherwise its id."""
    same = Action.objects.of_plan(action.plan_id).filter(number=action.number)
    is_alone = action.number and same.count() == 1
    return action.address if is_alone else f"id-{action.pk}"


def lead_body_ids(action: Action) -> set[int]:
    """Return the bodies that lead the action or one of its milestones."""
    ids = set(action.action_leads.values_list("body_id", flat=True))
    return ids | set(
        action.milestones.filter(is_withdrawn=False).values_list("milestone_leads__body_id", flat=True)
    )
