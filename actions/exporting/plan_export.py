"""Export a plan: as text for Word, Excel and CSV files, and as JSON for other programs."""

from __future__ import annotations

from django.db.models import QuerySet

from actions.leads import BodyDirectory
from actions.models import Action
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from actions.snapshot import (
    ActionSnapshot,
    MilestoneSnapshot,
    action_lead_text,
    milestone_lead_text,
    read_directory,
    read_snapshot,
)
from actions.statuses import MEANINGS
from plans.models import Plan


def build_plan_text(plan: Plan, actions: QuerySet[Action] | None = None) -> PlanText:
    """Return the plan's rows as printed; with `actions` only those, under their headings."""
    snapshot = read_snapshot(plan, actions=actions, as_printed=True)
    directory = read_directory(plan.partnership_id)
    return PlanText(
        title=snapshot.title,
        priorities=tuple(
            PriorityText(
                heading=priority.heading,
                kind=priority.kind,
                notes=priority.notes,
                actions=tuple(_action_text(action, directory) for action in priority.actions),
            )
            for priority in snapshot.current_priorities
        ),
    )


def build_plan_json(plan: Plan, actions: QuerySet[Action] | None = None) -> dict:
    """Return the plan's rows as JSON for other programs (README, "Export"); dates in ISO form or None."""
    snapshot = read_snapshot(plan, actions=actions, as_printed=True)
    return {
        "partnership": plan.partnership.slug,
        "plan": snapshot.slug,
        "priorities": [
            {
                "heading": priority.heading,
                "kind": priority.kind,
                "actions": [_action_json(action) for action in priority.actions],
            }
            for priority in snapshot.current_priorities
        ],
    }


def _action_text(action: ActionSnapshot, directory: BodyDirectory) -> ActionText:
    return ActionText(
        number=action.number,
        action=action.action,
        desired_outcome=action.desired_outcome,
        status=str(MEANINGS[action.status][0]),
        lead=action_lead_text(action, directory),
        milestones=tuple(_milestone_text(milestone, directory) for milestone in action.milestones),
        notes=action.notes,
        number_is_generated=action.number_is_generated,
    )


def _milestone_text(milestone: MilestoneSnapshot, directory: BodyDirectory) -> MilestoneText:
    return MilestoneText(
        milestone=milestone.milestone,
        timescale=milestone.timescale,
        lead=milestone_lead_text(milestone, directory),
        notes=milestone.notes,
        done_on=milestone.done_on.isoformat() if milestone.done_on else "",
    )


def _action_json(action: ActionSnapshot) -> dict:
    return {
        "number": action.number,
        "action": action.action,
        "desired_outcome": action.desired_outcome,
        "status": action.status,
        "leads": [lead.name for lead in action.leads],
        "leads_as_printed": action.leads_as_printed,
        "notes": action.notes,
        "milestones": [_milestone_json(milestone) for milestone in action.milestones],
    }


def _milestone_json(milestone: MilestoneSnapshot) -> dict:
    return {
        "milestone": milestone.milestone,
        "timescale": milestone.timescale,
        "kind": milestone.kind,
        "starts": milestone.starts.isoformat() if milestone.starts else None,
        "due": milestone.due.isoformat() if milestone.due else None,
        "warnings": list(milestone.warnings),
        "leads": [lead.name for lead in milestone.leads],
        "lead_as_printed": milestone.lead_as_printed,
        "notes": milestone.notes,
    }
