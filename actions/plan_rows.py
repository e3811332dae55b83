"""A plan's rows, read whole in a handful of statements: for exports, and to set a file beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from actions.leads import BodyDirectory, KnownBody, ParsedLeads, parse_leads
from actions.models import Action, Milestone
from plans.models import Body, Plan, Priority

TO_BE_CONFIRMED = "To be confirmed"


@dataclass(slots=True)
class PlanRows:
    """The priorities of a plan, its actions (each with `steps`, its milestones) and the bodies' names."""

    plan: Plan
    priorities: list[Priority]
    actions: list[Action]
    bodies: list[Body]
    directory: BodyDirectory
    names: dict[int, str]
    _read: dict[str, ParsedLeads] = field(default_factory=dict)

    def leads_in(self, printed: str) -> ParsedLeads:
        """Whom a printed lead names; a plan prints the same few again and again, so each is read once."""
        if printed not in self._read:
            self._read[printed] = parse_leads(printed, self.directory)
        return self._read[printed]

    def by_priority(self) -> dict[int, list[Action]]:
        """Every action by its priority's key."""
        under = defaultdict(list)
        for action in self.actions:
            under[action.priority_id].append(action)
        return under


def get_plan_rows(plan: Plan, actions: QuerySet[Action] | None = None) -> PlanRows:
    """The rows of a plan that stand; with `actions` only those, and only the headings above them."""
    steps = Milestone.objects.current().order_by("position", "id").prefetch_related("milestone_leads")
    wanted = Action.objects.of_plan(plan).current() if actions is None else actions
    wanted = wanted.in_order().prefetch_related(
        "action_leads", Prefetch("milestones", queryset=steps, to_attr="steps")
    )
    rows = list(wanted)
    for action in rows:
        action.plan = plan
        for step in action.steps:
            step.plan, step.action = plan, action
    return rows_of_plan(
        plan,
        rows,
        lead_ids={lead for action in rows for lead in lead_ids_of(action)},
        is_whole=actions is None,
    )


def rows_of_plan(plan: Plan, actions: list, *, lead_ids: set[int], is_whole: bool) -> PlanRows:
    """These actions with their headings, all of the plan's when it is whole, and the bodies and their names."""
    priorities = list(plan.priorities.current().order_by("position", "id"))
    if not is_whole:
        used = {action.priority_id for action in actions}
        priorities = [priority for priority in priorities if priority.pk in used]
    for priority in priorities:
        priority.plan = plan
    bodies = list(Body.objects.in_partnership(plan.partnership_id).current().prefetch_related("other_names"))
    names = {body.pk: body.name for body in bodies}
    gone = lead_ids - names.keys()
    names |= dict(Body.objects.filter(pk__in=gone).values_list("pk", "name")) if gone else {}
    return PlanRows(plan, priorities, actions, bodies, build_directory(bodies), names)


def build_directory(bodies: Iterable[Body]) -> BodyDirectory:
    """The bodies by all their names, former ones included."""
    return BodyDirectory(
        KnownBody(body.pk, (body.name, *(other.name for other in body.other_names.all())), body.parent_id)
        for body in bodies
    )


def action_leads(action: Action) -> list[int]:
    """The bodies that lead an action as a whole."""
    return [link.body_id for link in action.action_leads.all()]


def milestone_leads(step: Milestone) -> list[int]:
    """The bodies that lead one milestone."""
    return [link.body_id for link in step.milestone_leads.all()]


def lead_ids_of(action: Action) -> set[int]:
    """Every body that leads the action or one of its milestones."""
    return {*action_leads(action), *(lead for step in action.steps for lead in milestone_leads(step))}


def printed_milestone_lead(step: Milestone, rows: PlanRows) -> str:
    """A milestone's lead in the words printed, or by name where it was changed since."""
    return printed_lead(step.lead_as_printed, milestone_leads(step), step.lead_to_be_confirmed, rows)


def printed_action_lead(action: Action, rows: PlanRows) -> str:
    """The leads of an action beyond those of its milestones, in the words printed or by name."""
    return printed_beyond_steps(
        action.leads_as_printed,
        action_leads(action),
        action.lead_to_be_confirmed,
        [(step.lead_as_printed, milestone_leads(step), step.lead_to_be_confirmed) for step in action.steps],
        rows,
    )


def printed_beyond_steps(
    printed: str,
    leads: list[int],
    to_be_confirmed: bool,
    steps: list[tuple[str, list[int], bool]],
    rows: PlanRows,
) -> str:
    """The same of plain values: of each milestone its lead as printed, its leads, whether one is to come."""
    of_steps = {lead for _, step_leads, _ in steps for lead in step_leads}
    beyond = [lead for lead in leads if lead not in of_steps]
    is_of_step = any(to_come for _, _, to_come in steps)
    own = _beyond_steps(printed, {step_printed for step_printed, _, _ in steps})
    return printed_lead(own, beyond, to_be_confirmed and not is_of_step, rows)


def own_lead_as_printed(action: Action) -> str:
    """The printed lead of an action that none of its milestones has."""
    return _beyond_steps(action.leads_as_printed, {step.lead_as_printed for step in action.steps})


def _beyond_steps(printed: str, of_steps: set[str]) -> str:
    if printed in of_steps:
        return ""
    lines = {line for text in of_steps for line in text.splitlines()}
    return "\n".join(line for line in printed.splitlines() if line not in lines)


def printed_lead(printed: str, leads: list[int], to_be_confirmed: bool, rows: PlanRows) -> str:
    """The printed words where they still say who leads, else the bodies' names."""
    read = rows.leads_in(printed)
    if set(read.known) == set(leads) and (leads or read.to_be_confirmed == to_be_confirmed):
        return printed
    return "\n".join(rows.names[lead] for lead in leads) or (TO_BE_CONFIRMED if to_be_confirmed else "")
