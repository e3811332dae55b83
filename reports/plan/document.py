"""The plan as a document: what was agreed, without how it stands today, in plain frozen values.

Read in a constant number of queries, whatever the plan's size. The same object becomes the web page, the PDF,
and the appendix of a scrutiny pack.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from actions.models import Action, ActionLead, Milestone, MilestoneLead
from plans.models import Plan, Priority, PriorityLead

TO_BE_CONFIRMED = "To be confirmed"


@dataclass(frozen=True, slots=True)
class MilestoneDisplay:
    """One step: what, by when as printed, and its own leads where it has some."""

    milestone: str
    timescale: str
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionDisplay:
    """One numbered action as agreed."""

    number: str
    action: str
    desired_outcome: str
    leads: tuple[str, ...]
    milestones: tuple[MilestoneDisplay, ...]


@dataclass(frozen=True, slots=True)
class LeadsDisplay:
    """The bodies that lead a priority at one level: "Operational lead" and its bodies."""

    level: str
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriorityDisplay:
    """A priority or theme with its leads and its actions."""

    pk: int
    heading: str
    is_theme: bool
    summary: str
    notes: str
    leads: tuple[LeadsDisplay, ...]
    actions: tuple[ActionDisplay, ...]


@dataclass(frozen=True, slots=True)
class VersionTableRowDisplay:
    """A row of the version table."""

    number: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class RiskDisplay:
    """A risk with its rating."""

    risk: str
    description: str
    mitigation: str
    rating: str


@dataclass(frozen=True, slots=True)
class PlanDisplay:
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
    versions: tuple[VersionTableRowDisplay, ...]
    priorities: tuple[PriorityDisplay, ...]
    risks: tuple[RiskDisplay, ...]

    @property
    def action_count(self) -> int:
        return sum(len(priority.actions) for priority in self.priorities)

    @property
    def milestone_count(self) -> int:
        return sum(len(action.milestones) for priority in self.priorities for action in priority.actions)


def build_plan_display(plan: Plan, *, of_bodies: Collection[int] | None = None) -> PlanDisplay:
    """The plan with its priorities, actions, milestones, leads, risks and versions.

    With `of_bodies` only the actions that one of these bodies leads and their headings, and the headings that
    it leads itself, for somebody who sees just their own rows of a draft.
    """
    own_only = of_bodies is not None
    rows = Action.objects.of_plan(plan).current().in_order()
    if own_only:
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
    by_priority: dict[int, list[ActionDisplay]] = defaultdict(list)
    for row in rows:
        by_priority[row.priority_id].append(_action(row))
    priorities = plan.priorities.current().prefetch_related(
        Prefetch("priority_leads", PriorityLead.objects.select_related("body"))
    )
    if own_only:
        priorities = [
            row
            for row in priorities
            if row.pk in by_priority or any(lead.body_id in of_bodies for lead in row.priority_leads.all())
        ]
    return PlanDisplay(
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
        introduction="" if own_only else plan.introduction,
        versions=tuple(
            VersionTableRowDisplay(row.number, row.on, row.words)
            for row in ([] if own_only else plan.version_table.filter(is_withdrawn=False))
        ),
        priorities=tuple(_priority(row, by_priority[row.pk]) for row in priorities),
        risks=tuple(
            RiskDisplay(row.risk, row.description, row.mitigation, row.rating)
            for row in ([] if own_only else plan.risks.filter(is_withdrawn=False))
        ),
    )


def _priority(row: Priority, actions: list[ActionDisplay]) -> PriorityDisplay:
    levels: dict[str, list[str]] = defaultdict(list)
    for lead in row.priority_leads.all():
        levels[lead.get_level_display()].append(lead.body.name)
    return PriorityDisplay(
        pk=row.pk,
        heading=str(row),
        is_theme=row.kind == Priority.Kind.THEME,
        summary=row.summary,
        notes=row.notes,
        leads=tuple(LeadsDisplay(level, tuple(bodies)) for level, bodies in levels.items()),
        actions=tuple(actions),
    )


def _action(row: Action) -> ActionDisplay:
    return ActionDisplay(
        number=row.number,
        action=row.action,
        desired_outcome=row.desired_outcome,
        leads=_leads(row.action_leads.all(), row.lead_to_be_confirmed, row.leads_as_printed),
        milestones=tuple(
            MilestoneDisplay(
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
