"""The action plan's table on paper: A4 landscape, one table a heading, every status in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.template.loader import render_to_string

from actions.models import Action, Milestone
from actions.plan_rows import PlanRows, action_leads, get_plan_rows, milestone_leads, printed_milestone_lead
from actions.statuses import CLOSING_REASONS, MEANINGS
from plans.models import Plan
from plans.periods import format_date, format_short_date

TO_BE_CONFIRMED = "To be confirmed"


@dataclass(frozen=True, slots=True)
class PrintedAction:
    """A row of the table on paper."""

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
    """The page from which the PDF is made. `shown` says which part of the plan it is, where it is a part."""
    rows = get_plan_rows(plan, actions)
    under = rows.by_priority()
    context = {
        "plan": plan,
        "as_at": format_date(on),
        "shown": shown,
        "headings": [
            PrintedHeading(
                priority.heading or "No heading",
                priority.notes,
                tuple(_printed(action, rows) for action in under[priority.pk]),
            )
            for priority in rows.priorities
        ],
    }
    return render_to_string("actions/print_table.html", context)


def _printed(action: Action, rows: PlanRows) -> PrintedAction:
    words = str(MEANINGS[action.status][0])
    if action.closing_reason:
        words = f"{words}: {CLOSING_REASONS[action.closing_reason].lower()}"
    leads = tuple(rows.names[lead] for lead in action_leads(action))
    return PrintedAction(
        number=action.number,
        action=action.action,
        outcome=action.desired_outcome,
        steps=tuple(_step_words(step, rows) for step in action.steps),
        leads=leads or ((TO_BE_CONFIRMED,) if action.lead_to_be_confirmed else ("No lead",)),
        status=action.status.replace("_", "-"),
        status_words=words,
    )


def _step_words(step: Milestone, rows: PlanRows) -> str:
    lead = ""
    if milestone_leads(step) or step.lead_to_be_confirmed:
        lead = " and ".join(printed_milestone_lead(step, rows).splitlines())
    due = f"set to {format_short_date(step.due_override)}" if step.due_override else ""
    done = f"done {format_short_date(step.done_on)}" if step.done_on else ""
    return " · ".join(part for part in (step.milestone, step.timescale, due, lead, done) if part)
