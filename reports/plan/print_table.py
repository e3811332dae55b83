"""The action plan's table for print: A4 landscape, one table per heading, every status as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.template.loader import render_to_string

from actions.leads import BodyDirectory
from actions.models import Action
from actions.snapshot import (
    NO_LEAD,
    TO_BE_CONFIRMED,
    ActionSnapshot,
    MilestoneSnapshot,
    milestone_lead_text,
    read_directory,
    read_snapshot,
)
from actions.statuses import CLOSING_REASONS, MEANINGS
from plans.models import Plan
from plans.periods import format_date, format_short_date


@dataclass(frozen=True, slots=True)
class PrintedAction:
    """A row of the printed table."""

    number: str
    action: str
    outcome: str
    steps: tuple[str, ...]
    """Each milestone with its timescale, its lead and the day it was done, in one line."""
    leads: tuple[str, ...]
    status: str
    status_words: str


@dataclass(frozen=True, slots=True)
class PrintedHeading:
    """A priority or theme with its rows."""

    heading: str
    notes: str
    actions: tuple[PrintedAction, ...]


def action_plan_html(
    plan: Plan, actions: QuerySet[Action] | None = None, *, on: date, shown: str = ""
) -> str:
    """Return the page from which the PDF is made. `shown` describes which part of the plan it is, if it is a part."""
    snapshot = read_snapshot(plan, actions=actions, as_printed=True)
    directory = read_directory(plan.partnership_id)
    context = {
        "plan": plan,
        "as_at": format_date(on),
        "shown": shown,
        "headings": [
            PrintedHeading(
                priority.title,
                priority.notes,
                tuple(_printed(action, directory) for action in priority.actions),
            )
            for priority in snapshot.current_priorities
        ],
    }
    return render_to_string("actions/print_table.html", context)


def _printed(action: ActionSnapshot, directory: BodyDirectory) -> PrintedAction:
    words = str(MEANINGS[action.status][0])
    if action.closing_reason:
        words = f"{words}: {CLOSING_REASONS[action.closing_reason].lower()}"
    leads = tuple(lead.name for lead in action.leads)
    return PrintedAction(
        number=action.number,
        action=action.action,
        outcome=action.desired_outcome,
        steps=tuple(_milestone_line(milestone, directory) for milestone in action.milestones),
        leads=leads or ((TO_BE_CONFIRMED,) if action.lead_to_be_confirmed else (NO_LEAD,)),
        status=action.status.replace("_", "-"),
        status_words=words,
    )


def _milestone_line(milestone: MilestoneSnapshot, directory: BodyDirectory) -> str:
    lead = ""
    if milestone.leads or milestone.lead_to_be_confirmed:
        lead = " and ".join(milestone_lead_text(milestone, directory).splitlines())
    due = f"set to {format_short_date(milestone.due_override)}" if milestone.due_override else ""
    done = f"done {format_short_date(milestone.done_on)}" if milestone.done_on else ""
    return " · ".join(part for part in (milestone.milestone, milestone.timescale, due, lead, done) if part)
