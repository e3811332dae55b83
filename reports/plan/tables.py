"""Tables of a plan as a document, on the page and in the PDF, and in the appendix of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.govuk import Cell, Column, Table
from plans.models import Risk, VersionTableRow
from plans.periods import format_date

NO_NUMBER = "–"


def versions_table(versions: Iterable[VersionTableRow]) -> Table:
    """Return the version table of the plan."""
    columns = (Column("Version", "w12"), Column("Date", "w25"), Column("What changed"))
    return Table("Versions", columns, ((row.number, format_date(row.on), row.words) for row in versions))


def risks_table(risks: Iterable[Risk]) -> Table:
    """Return the risks to the plan with their ratings."""
    columns = (
        Column("Risk", "w22"),
        Column("Description"),
        Column("Action to avoid or mitigate it"),
        Column("Rating", "w10"),
    )
    rows = ((row.risk, row.description, row.mitigation, row.rating) for row in risks)
    return Table("Risks to the plan", columns, rows)


def actions_table(priority: Mapping) -> Table:
    """Return the actions of a priority as agreed, with their milestones.

    The leads of a milestone are named if they are different from those of the action.
    """
    columns = (
        Column("No.", "w6"),
        Column("Action", "w28"),
        Column("Desired outcome", "w22"),
        Column("Milestones and timescales", "w28"),
        Column("Lead"),
    )
    rows = (
        (
            action["number"] or NO_NUMBER,
            action["action"],
            action["desired_outcome"],
            Cell(paragraphs=tuple(_milestone_text(step, action["leads"]) for step in action["milestones"])),
            ", ".join(action["leads"]),
        )
        for action in priority["actions"]
    )
    caption = f"Actions: {priority['heading']}"
    return Table(
        caption, columns, rows, css_class="plan-actions", empty="There are no actions under this heading."
    )


def _milestone_text(step: Mapping, action_leads: list[str]) -> SafeString:
    text, when = step["milestone"], step["timescale"]
    leads = f" ({', '.join(step['leads'])})" if step["leads"] and step["leads"] != action_leads else ""
    if not when:
        return format_html("{}{}", text, leads)
    return format_html("{}<b>{}</b>{}", f"{text}: " if text else "", when, leads)
