"""Read a plan's model rows with their milestones, for the importer only: it compares a file with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from actions.leads import BodyDirectory, KnownBody
from actions.models import Action, Milestone
from actions.snapshot.printed import lead_beyond_milestones, printed_lead
from plans.models import Body, Plan, Priority


@dataclass(slots=True)
class PlanRows:
    """The priorities of a plan, its actions (each with `steps`, its milestones) and the bodies' names."""

    plan: Plan
    priorities: list[Priority]
    actions: list[Action]
    bodies: list[Body]
    directory: BodyDirectory
    names: dict[int, str]

    def by_priority(self) -> dict[int, list[Action]]:
        """Every action by its priority's key."""
        under = defaultdict(list)
        for action in self.actions:
            under[action.priority_id].append(action)
        return under


def get_plan_rows(plan: Plan) -> PlanRows:
    """Return the rows of a plan that are not withdrawn."""
    steps = Milestone.objects.current().order_by("position", "id").prefetch_related("milestone_leads")
    rows = list(
        Action.objects.of_plan(plan)
        .current()
        .in_order()
        .prefetch_related("action_leads", Prefetch("milestones", queryset=steps, to_attr="steps"))
    )
    for action in rows:
        action.plan = plan
        for step in action.steps:
            step.plan, step.action = plan, action
    priorities = list(plan.priorities.current().order_by("position", "id"))
    for priority in priorities:
        priority.plan = plan
    bodies = list(Body.objects.in_partnership(plan.partnership_id).current().prefetch_related("other_names"))
    names = {body.pk: body.name for body in bodies}
    gone = {lead for action in rows for lead in lead_ids_of(action)} - names.keys()
    names |= dict(Body.objects.filter(pk__in=gone).values_list("pk", "name")) if gone else {}
    return PlanRows(plan, priorities, rows, bodies, build_directory(bodies), names)


def build_directory(bodies: Iterable[Body]) -> BodyDirectory:
    """Return the bodies by all their names, former ones included."""
    return BodyDirectory(
        KnownBody(body.pk, (body.name, *(other.name for other in body.other_names.all())), body.parent_id)
        for body in bodies
    )


def action_leads(action: Action) -> list[int]:
    """Return the bodies that lead an action as a whole."""
    return [link.body_id for link in action.action_leads.all()]


def milestone_leads(step: Milestone) -> list[int]:
    """Return the bodies that lead one milestone."""
    return [link.body_id for link in step.milestone_leads.all()]


def lead_ids_of(action: Action) -> set[int]:
    """Return every body that leads the action or one of its milestones."""
    return {*action_leads(action), *(lead for step in action.steps for lead in milestone_leads(step))}


def printed_milestone_lead(step: Milestone, rows: PlanRows) -> str:
    """Return a milestone's lead as printed, or by name if it was changed since."""
    return _printed(step.lead_as_printed, milestone_leads(step), step.lead_to_be_confirmed, rows)


def printed_action_lead(action: Action, rows: PlanRows) -> str:
    """Return the leads of an action beyond those of its milestones, as printed or by name."""
    of_steps = {lead for step in action.steps for lead in milestone_leads(step)}
    beyond = [lead for lead in action_leads(action) if lead not in of_steps]
    to_be_confirmed = action.lead_to_be_confirmed and not any(
        step.lead_to_be_confirmed for step in action.steps
    )
    return _printed(own_lead_as_printed(action), beyond, to_be_confirmed, rows)


def own_lead_as_printed(action: Action) -> str:
    """Return the printed lead of an action that none of its milestones has."""
    return lead_beyond_milestones(action.leads_as_printed, (step.lead_as_printed for step in action.steps))


def _printed(printed: str, leads: list[int], to_be_confirmed: bool, rows: PlanRows) -> str:
    return printed_lead(printed, {lead: rows.names[lead] for lead in leads}, to_be_confirmed, rows.directory)
