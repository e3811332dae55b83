"""The plan as a document: what was agreed, without how it stands today, in plain frozen values.

Read in a constant number of queries, whatever the plan's size. The same object becomes the web page, the PDF,
and the appendix of a scrutiny pack.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from actions.models import Action, ActionLead, Milestone, MilestoneLead
from plans.models import Plan, Priority, PriorityLead

TO_BE_CONFIRMED = "To be confirmed"


@dataclass(frozen=True, slots=True)
class MilestoneShown:
    """One step: what, by when as printed, and its own leads where it has some."""

    milestone: str
    timescale: str
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionShown:
    """One numbered action as agreed."""

    number: str
    action: str
    desired_outcome: str
    leads: tuple[str, ...]
    milestones: tuple[MilestoneShown, ...]


@dataclass(frozen=True, slots=True)
class LeadsShown:
    """The bodies that lead a priority at one level: "Operational lead" and its bodies."""

    level: str
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriorityShown:
    """A priority or theme with its leads and its actions."""

    pk: int
    heading: str
    is_theme: bool
    summary: str
    notes: str
    leads: tuple[LeadsShown, ...]
    actions: tuple[ActionShown, ...]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A row of the version table."""

    number: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class RiskShown:
    """A risk with its rating."""

    risk: str
    description: str
    mitigation: str
    rating: str


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The whole plan as it was agreed."""

    partnership: str
    title: str
    kind: str
    period: str
    starts: date
    ends: date
    state: str
    is_draft: bool
    adopted_on: date | None
    adopted_by: str
    introduction: str
    versions: tuple[VersionShown, ...]
    priorities: tuple[PriorityShown, ...]
    risks: tuple[RiskShown, ...]

    @property
    def action_count(self) -> int:
        return sum(len(priority.actions) for priority in self.priorities)

    @property
    def milestone_count(self) -> int:
        return sum(len(action.milestones) for priority in self.priorities for action in priority.actions)


def read_plan(plan: Plan, *, of_bodies: Iterable[int] | None = None) -> PlanShown:
    """The plan with its priorities, actions, milestones, leads, risks and versions.

    With `of_bodies` only the actions that one of these bodies leads, for somebody who sees just their own rows
    of a draft.
    """
    rows = Action.objects.of_plan(plan).current().in_order()
    if of_bodies is not None:
        rows = rows.led_by(of_bodies)
    rows = rows.prefetch_related(
        Prefetch("action_leads", ActionLead.objects.select_related("body")),
        Prefetch(
            "milestones",
            Milestone.objects.current()
            .order_by("position", "id")
            .prefetch_related(Prefetch("milestone_leads", MilestoneLead.objects.select_related("body"))),
        ),
    )
    by_priority: dict[int, list[ActionShown]] = defaultdict(list)
    for row in rows:
        by_priority[row.priority_id].append(_action(row))
    priorities = plan.priorities.current().prefetch_related(
        Prefetch("priority_leads", PriorityLead.objects.select_related("body"))
    )
    return PlanShown(
        partnership=plan.partnership.name,
        title=plan.title,
        kind=plan.get_kind_display(),
        period=plan.period.label,
        starts=plan.starts,
        ends=plan.ends,
        state=plan.get_state_display(),
        is_draft=plan.is_draft,
        adopted_on=plan.adopted_on,
        adopted_by=plan.adopted_by,
        introduction=plan.introduction,
        versions=tuple(
            VersionShown(row.number, row.on, row.words)
            for row in plan.version_table.filter(is_withdrawn=False)
        ),
        priorities=tuple(_priority(row, by_priority[row.pk]) for row in priorities),
        risks=tuple(
            RiskShown(row.risk, row.description, row.mitigation, row.rating)
            for row in plan.risks.filter(is_withdrawn=False)
        ),
    )


def _priority(row: Priority, actions: list[ActionShown]) -> PriorityShown:
    levels: dict[str, list[str]] = defaultdict(list)
    for lead in row.priority_leads.all():
        levels[lead.get_level_display()].append(lead.body.name)
    return PriorityShown(
        pk=row.pk,
        heading=str(row),
        is_theme=row.kind == Priority.Kind.THEME,
        summary=row.summary,
        notes=row.notes,
        leads=tuple(LeadsShown(level, tuple(bodies)) for level, bodies in levels.items()),
        actions=tuple(actions),
    )


def _action(row: Action) -> ActionShown:
    return ActionShown(
        number=row.number,
        action=row.action,
        desired_outcome=row.desired_outcome,
        leads=_leads(row.action_leads.all(), row.lead_to_be_confirmed, row.leads_as_printed),
        milestones=tuple(
            MilestoneShown(
                milestone=step.milestone,
                timescale=step.timescale,
                leads=_leads(step.milestone_leads.all(), step.lead_to_be_confirmed, step.lead_as_printed),
            )
            for step in row.milestones.all()
        ),
    )


def _leads(links, is_open: bool, printed: str) -> tuple[str, ...]:
    names = [link.body.name for link in links]
    if is_open:
        names.append(TO_BE_CONFIRMED)
    # Leads that were printed and matched to no body are still what was agreed.
    return tuple(names) or tuple(line.strip() for line in printed.split("\n") if line.strip())
