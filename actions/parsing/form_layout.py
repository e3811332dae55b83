"""Tables laid out as forms: headings on the left, an action in each column next to them."""

from __future__ import annotations

from actions.parsing.columns import certainty
from actions.parsing.vocabulary import is_heading
from plans.files import SourceTable, one_line, transpose

_MOST_ACTIONS = 12


def transpose_form(table: SourceTable) -> SourceTable | None:
    """Return the table transposed, if its first column has the headings of a plan; otherwise None."""
    if len(table.columns) < 2 or len(table.columns) > _MOST_ACTIONS:
        return None
    left = table.columns[0]
    labels = [
        one_line(cell.text) for row in table.rows for cell in row.cells if cell.start == left and cell.text
    ]
    if (
        len(labels) < 3
        or sum(is_heading(label) for label in labels) * 2 < len(labels)
        or not certainty(labels)
    ):
        return None
    return transpose(table)
