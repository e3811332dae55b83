"""Find what a cell holds besides its text: tracked changes, form fields, formulas, text that was cut."""

from __future__ import annotations

from actions.parsing.builders import PlanBuilder
from actions.parsing.header import HeaderRow
from actions.parsing.issues import ParseIssue
from plans.files import SourceRow, SourceTable

_WORDS = {
    "inserted": "{table} has tracked insertions. They were imported as if accepted.",
    "control": "{table} has text in content controls. It was imported.",
    "footnote": "This text has a footnote, which was not imported.",
    "cut": (
        "This cell has 32,767 characters, the most that Excel can save, so the end of the text might be "
        "missing."
    ),
    "formula": (
        "This cell's formula has no value, or an error. Open the file in Excel, save it and import it again."
    ),
    "characters": "Control characters were removed.",
    "deleted": "“{words}” is marked as deleted, so it was not imported.",
}
# Reported once for a table, since a plan that was edited like this has them everywhere.
_ONCE = frozenset({"inserted", "control"})


def find_cell_issues(
    table: SourceTable, row: SourceRow, header: HeaderRow, draft: PlanBuilder, marked: set[tuple[str, str]]
) -> list[ParseIssue]:
    """Return issues about the cells of a row that has been added to the builder."""
    found: list[ParseIssue] = []
    if not any(cell.marks for cell in row.cells):
        return found
    for position, cells in header.placed(row).items():
        column = header.columns[position]
        for cell in cells:
            for mark in sorted(cell.marks):
                code, _, words = mark.partition(": ")
                if code in _ONCE:
                    if (table.name, code) in marked:
                        continue
                    marked.add((table.name, code))
                said = _WORDS[code].format(table=table.name or "The file", words=words)
                steps = len(draft.action.milestones) if draft.action else 0
                step = (
                    steps - 1 if steps and column.meaning in {"milestone", "timescale", "done_on"} else None
                )
                path = draft.path(column.meaning, milestone=step)
                found.append(ParseIssue(code, said, table.place(row), column.heading, path))
    return found
