"""Tables laid out as forms: the headings on the left, an action in each column beside them."""

from __future__ import annotations

from actions.parsing.columns import certainty
from actions.parsing.vocabulary import is_heading
from plans.files import SourceTable, one_line, transpose

_MOST_ACTIONS = 12


def transpose_form(table: SourceTable) -> SourceTable | None:
    """The table turned, where the words in its first column are the headings of a plan; None where not."""
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
