"""Write a plan as CSV: a row for each milestone, with its priority and its action on every row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

from actions.exporting.columns import (
    KIND,
    PRIORITY,
    PRIORITY_NOTES,
    ExportColumn,
    export_columns,
    exportable_text,
    milestone_reader,
    value_of,
)
from actions.plan_text import ActionText, MilestoneText, PlanText

# What a spreadsheet treats as a formula, and what already looks escaped.
_UNSAFE = re.compile(r"'*[=+\-@\t\r]")
_FIRST = frozenset("'=+-@\t\r")


def plan_to_csv(document: PlanText) -> bytes:
    """Return the plan as a UTF-8 CSV file with a byte order mark, as Excel expects.

    A cell that a spreadsheet would treat as a formula starts with an apostrophe, which the import removes.
    """
    plan = exportable_text(document)
    columns = export_columns(plan)
    has_notes = any(priority.notes for priority in plan.priorities)
    of_action = [None if column.is_of_milestone else column for column in columns]
    of_step = [
        (place, milestone_reader(column)) for place, column in enumerate(columns) if column.is_of_milestone
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    last = [PRIORITY_NOTES] if has_notes else []
    writer.writerow([PRIORITY, KIND, *map(escape_formula, (column.heading for column in columns)), *last])
    for priority in plan.priorities:
        before = [escape_formula(priority.heading), escape_formula(priority.kind)]
        after = [escape_formula(priority.notes)] if has_notes else []
        rows = [cells for action in priority.actions for cells in _rows(of_action, of_step, action)]
        writer.writerows([*before, *cells, *after] for cells in rows or [[""] * len(columns)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _rows(
    of_action: list[ExportColumn | None],
    of_step: list[tuple[int, Callable[[MilestoneText], str]]],
    action: ActionText,
) -> Iterator[list[str]]:
    """Return the cells of an action, a row for each milestone; the action's own are made once."""
    own = [escape_formula(value_of(column, action, None)) if column else "" for column in of_action]
    for step in action.milestones:
        cells = own.copy()
        for place, read in of_step:
            cells[place] = escape_formula(read(step))
        yield cells
    if not action.milestones:
        yield own


def escape_formula(text: str) -> str:
    """Return a text that no spreadsheet treats as a formula."""
    return f"'{text}" if text[:1] in _FIRST and _UNSAFE.match(text) else text
