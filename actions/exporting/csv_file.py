"""A plan as CSV: a row for each milestone, with its priority and its action on every row."""

from __future__ import annotations

import csv
import io
import re

from actions.exporting.columns import (
    KIND,
    PRIORITY,
    PRIORITY_NOTES,
    export_columns,
    exportable_text,
    milestones_or_none,
    value_of,
)
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText

# What a spreadsheet takes for a formula, and what already looks shielded against that.
_UNSAFE = re.compile(r"'*[=+\-@\t\r]")


def plan_to_csv(document: PlanText) -> bytes:
    """The plan as a UTF-8 CSV file with a byte order mark, as Excel wants it.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, which reading takes off again.
    """
    plan = exportable_text(document)
    columns = export_columns(plan)
    has_notes = any(priority.notes for priority in plan.priorities)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [
            PRIORITY,
            KIND,
            *map(escape_formula, (c.heading for c in columns)),
            *([PRIORITY_NOTES] if has_notes else []),
        ]
    )
    for priority in plan.priorities:
        rows: list[tuple[ActionText, MilestoneText | None] | None] = [
            (action, step) for action in priority.actions for step in milestones_or_none(action)
        ]
        for row in rows or [None]:
            values = [value_of(column, *row) for column in columns] if row else [""] * len(columns)
            writer.writerow(map(escape_formula, _with_priority(priority, values, has_notes=has_notes)))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _with_priority(priority: PriorityText, values: list[str], *, has_notes: bool) -> list[str]:
    return [priority.heading, priority.kind, *values, *([priority.notes] if has_notes else [])]


def escape_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _UNSAFE.match(text) else text
