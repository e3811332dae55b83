"""A plan taken out: as a document for Word, Excel and CSV files, and as JSON for other programs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from actions.lead_rows import actions_with_leads, milestones_with_leads
from actions.models import PRINTED_ORDER, Action, Milestone
from actions.plan_rows import PlanRows, printed_beyond_steps, printed_lead, rows_of_plan
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from actions.statuses import MEANINGS
from plans.models import Plan

_OF_ACTION = (
    "priority_id", "number", "number_is_generated", "action", "desired_outcome", "status", "lead_to_be_confirmed",
    "leads_as_printed", "notes",
)  # fmt: skip
_OF_MILESTONE = (
    "action_id", "milestone", "timescale", "done_on", "lead_to_be_confirmed", "lead_as_printed", "notes",
)  # fmt: skip
# How we read the timescale: other programs are told, a printed plan is not.
_OF_READING = ("kind", "starts", "due", "warnings")


@dataclass(slots=True)
class ExportRow:
    """An action as it was read, with the bodies that lead it, and its milestones with theirs."""

    action: Any
    leads: list[int]
    milestones: list[tuple[Any, list[int]]]

    @property
    def priority_id(self) -> int:
        """The heading under which the action comes."""
        return self.action.priority_id


def read_rows(plan: Plan, actions: QuerySet[Action] | None, of_milestone: tuple[str, ...]) -> PlanRows:
    """The rows of a plan, each an ExportRow, with their headings and the bodies; five statements.

    `of_milestone` are the columns that are read of each milestone.
    """
    wanted = Action.objects.of_plan(plan).current() if actions is None else actions
    found = actions_with_leads(wanted, _OF_ACTION, *PRINTED_ORDER)
    milestones = defaultdict(list)
    for milestone, leads in milestones_with_leads(
        Milestone.objects.current().filter(plan=plan), of_milestone
    ):
        milestones[milestone.action_id].append((milestone, leads))
    rows = [ExportRow(action, leads, milestones[action.pk]) for action, leads in found]
    lead_ids = {lead for row in rows for lead in row.leads}
    lead_ids |= {lead for row in rows for _, leads in row.milestones for lead in leads}
    return rows_of_plan(plan, rows, lead_ids=lead_ids, is_whole=actions is None)


def build_plan_text(plan: Plan, actions: QuerySet[Action] | None = None) -> PlanText:
    """The plan's rows in the words printed; with `actions` only those, under their headings."""
    rows = read_rows(plan, actions, _OF_MILESTONE)
    under = rows.by_priority()
    return PlanText(
        title=plan.title,
        priorities=tuple(
            PriorityText(
                heading=priority.heading,
                kind=priority.kind,
                notes=priority.notes,
                actions=tuple(_action_text(row, rows) for row in under[priority.pk]),
            )
            for priority in rows.priorities
        ),
    )


def build_plan_json(plan: Plan, actions: QuerySet[Action] | None = None) -> dict:
    """The plan's rows as other programs read them (README, "Export"); dates in ISO form or None."""
    rows = read_rows(plan, actions, _OF_MILESTONE + _OF_READING)
    under = rows.by_priority()
    return {
        "partnership": plan.partnership.slug,
        "plan": plan.slug,
        "priorities": [
            {
                "heading": priority.heading,
                "kind": priority.kind,
                "actions": [_action_json(row, rows) for row in under[priority.pk]],
            }
            for priority in rows.priorities
        ],
    }


def _action_text(row: ExportRow, rows: PlanRows) -> ActionText:
    action = row.action
    return ActionText(
        number=action.number,
        action=action.action,
        desired_outcome=action.desired_outcome,
        status=str(MEANINGS[action.status][0]),
        lead=printed_beyond_steps(
            action.leads_as_printed,
            row.leads,
            action.lead_to_be_confirmed,
            [(step.lead_as_printed, leads, step.lead_to_be_confirmed) for step, leads in row.milestones],
            rows,
        ),
        milestones=tuple(_milestone_text(step, leads, rows) for step, leads in row.milestones),
        notes=action.notes,
        number_is_generated=action.number_is_generated,
    )


def _milestone_text(step: Any, leads: list[int], rows: PlanRows) -> MilestoneText:
    return MilestoneText(
        milestone=step.milestone,
        timescale=step.timescale,
        lead=printed_lead(step.lead_as_printed, leads, step.lead_to_be_confirmed, rows),
        notes=step.notes,
        done_on=step.done_on.isoformat() if step.done_on else "",
    )


def _action_json(row: ExportRow, rows: PlanRows) -> dict:
    action = row.action
    return {
        "number": action.number,
        "action": action.action,
        "desired_outcome": action.desired_outcome,
        "status": action.status,
        "leads": [rows.names[lead] for lead in row.leads],
        "leads_as_printed": action.leads_as_printed,
        "notes": action.notes,
        "milestones": [_milestone_json(step, leads, rows) for step, leads in row.milestones],
    }


def _milestone_json(step: Any, leads: list[int], rows: PlanRows) -> dict:
    return {
        "milestone": step.milestone,
        "timescale": step.timescale,
        "kind": step.kind,
        "starts": step.starts.isoformat() if step.starts else None,
        "due": step.due.isoformat() if step.due else None,
        "warnings": step.warnings,
        "leads": [rows.names[lead] for lead in leads],
        "lead_as_printed": step.lead_as_printed,
        "notes": step.notes,
    }
