"""What a file says of a cell besides its words: tracked changes, forms, formulas, what was cut."""

from __future__ import annotations

from actions.reading.doubts import Doubt
from actions.reading.drafts import PlanDraft
from actions.reading.grid import Row, Table
from actions.reading.header import Header

_WORDS = {
    "inserted": "{table} has tracked insertions; they were read as if accepted.",
    "control": "{table} has words in the boxes of a form (content controls); they were read.",
    "footnote": "A footnote hangs on these words; it was not read.",
    "cut": "This cell holds exactly 32,767 characters, the most Excel keeps, so its end was probably cut.",
    "formula": "This cell's formula has no value, or an error. Open the file in Excel, save it and import it again.",
    "characters": "Control characters, which cannot be kept, were left out.",
    "deleted": "“{words}” is marked as deleted, so it was left out.",
}
# Said once for a table, since a plan that was edited so has them everywhere.
_ONCE = frozenset({"inserted", "control"})


def doubts_of(
    table: Table, row: Row, header: Header, draft: PlanDraft, marked: set[tuple[str, str]]
) -> list[Doubt]:
    """Doubts about the cells of a row that has been read into the draft."""
    found: list[Doubt] = []
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
                found.append(Doubt(code, said, table.place(row), column.heading, path))
    return found
