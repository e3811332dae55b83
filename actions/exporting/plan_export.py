"""A plan taken out: as a document for Word, Excel and CSV files, and as JSON for other programs."""

from __future__ import annotations

from django.db.models import QuerySet

from actions.models import Action, Milestone
from actions.plan_rows import (
    PlanRows,
    action_leads,
    get_plan_rows,
    milestone_leads,
    printed_action_lead,
    printed_milestone_lead,
)
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from actions.statuses import MEANINGS
from plans.models import Plan


def build_plan_text(plan: Plan, actions: QuerySet[Action] | None = None) -> PlanText:
    """The plan's rows in the words printed; with `actions` only those, under their headings."""
    rows = get_plan_rows(plan, actions)
    under = rows.by_priority()
    return PlanText(
        title=plan.title,
        priorities=tuple(
            PriorityText(
                heading=priority.heading,
                kind=priority.kind,
                notes=priority.notes,
                actions=tuple(_action_text(action, rows) for action in under[priority.pk]),
            )
            for priority in rows.priorities
        ),
    )


def build_plan_json(plan: Plan, actions: QuerySet[Action] | None = None) -> dict:
    """The plan's rows as other programs read them (README, "Export"); dates in ISO form or None."""
    rows = get_plan_rows(plan, actions)
    under = rows.by_priority()
    return {
        "partnership": plan.partnership.slug,
        "plan": plan.slug,
        "priorities": [
            {
                "heading": priority.heading,
                "kind": priority.kind,
                "actions": [_action_json(action, rows) for action in under[priority.pk]],
            }
            for priority in rows.priorities
        ],
    }


def _action_text(action: Action, rows: PlanRows) -> ActionText:
    return ActionText(
        number=action.number,
        action=action.action,
        desired_outcome=action.desired_outcome,
        status=str(MEANINGS[action.status][0]),
        lead=printed_action_lead(action, rows),
        milestones=tuple(_milestone_text(step, rows) for step in action.steps),
        notes=action.notes,
        number_is_generated=action.number_is_generated,
    )


def _milestone_text(step: Milestone, rows: PlanRows) -> MilestoneText:
    return MilestoneText(
        milestone=step.milestone,
        timescale=step.timescale,
        lead=printed_milestone_lead(step, rows),
        notes=step.notes,
        done_on=step.done_on.isoformat() if step.done_on else "",
    )


def _action_json(action: Action, rows: PlanRows) -> dict:
    return {
        "number": action.number,
        "action": action.action,
        "desired_outcome": action.desired_outcome,
        "status": action.status,
        "leads": [rows.names[lead] for lead in action_leads(action)],
        "leads_as_printed": action.leads_as_printed,
        "notes": action.notes,
        "milestones": [_milestone_json(step, rows) for step in action.steps],
    }


def _milestone_json(step: Milestone, rows: PlanRows) -> dict:
    return {
        "milestone": step.milestone,
        "timescale": step.timescale,
        "kind": step.kind,
        "starts": step.starts.isoformat() if step.starts else None,
        "due": step.due.isoformat() if step.due else None,
        "warnings": step.warnings,
        "leads": [rows.names[lead] for lead in milestone_leads(step)],
        "lead_as_printed": step.lead_as_printed,
        "notes": step.notes,
    }
