"""Detect the layout of a table's actions: a row for each milestone, or milestones stacked in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.action_numbers import split_leading_number
from actions.parsing.header import HeaderRow
from plans.files import SourceCell, SourceParagraph, SourceRow, SourceTable


@dataclass(frozen=True, slots=True)
class TableLayout:
    """What the rows of a table have in common."""

    splits_lines: bool
    """Each paragraph of a cell of milestones is a milestone."""
    splits_breaks: bool
    """Each line within a paragraph can be a milestone too."""
    plain_numbers: bool
    """Actions start with numbers without a dot: "3 Work with schools"."""
    dotted_numbers: bool
    """Actions are numbered 1.1, 1.2: a plain 1 next to text is the number of a heading."""
    bold_actions: bool
    """Actions are printed bold, so bold does not mark headings."""


def layout_of(table: SourceTable, rows: Sequence[SourceRow], header: HeaderRow) -> TableLayout:
    """Return the layout of the rows under a row of headings."""
    continuing = stacked = starting = plain = dotted = bold = 0
    before: tuple[str, str] = ("", "")
    for row in rows:
        if not row.filled:
            continue
        placed = header.placed(row)
        number, action = own(placed, header, "number"), own(placed, header, "action")
        steps = own_cells(placed, header, "milestone")
        if steps and (not (number or action) or ((number, action) == before and (number or action))):
            continuing += 1
        if any(len(lines_of(cell, table)) > 1 for cell in steps):
            stacked += 1
        dotted += _is_dotted(number or action)
        if action:
            starting += 1
            plain += bool(split_leading_number(action)[0])
            cells = own_cells(placed, header, "action")
            bold += len(row.filled) > 1 and all(cell.is_bold for cell in cells)
        before = (number or before[0], action or before[1])
    if header.is_ours:
        return TableLayout(table.has_paragraphs, False, False, False, bold * 2 > starting)
    return TableLayout(
        splits_lines=continuing == 0 or continuing < stacked,
        splits_breaks=True,
        plain_numbers=not header.has("number") and plain >= 2 and plain * 2 > starting,
        dotted_numbers=dotted > 0 and dotted * 2 >= starting,
        bold_actions=bold * 2 > starting,
    )


def _is_dotted(text: str) -> bool:
    return "." in split_leading_number(text[:40])[0]


def own_cells(placed: dict[int, list[SourceCell]], header: HeaderRow, meaning: str) -> list[SourceCell]:
    """Return the cells of a meaning that have text of their own."""
    return [
        cell
        for position in header.by_meaning.get(meaning, ())
        for cell in placed.get(position, ())
        if cell.is_filled
    ]


def own(placed: dict[int, list[SourceCell]], header: HeaderRow, meaning: str) -> str:
    """Return the text of a meaning in a row; several columns of one meaning are lines."""
    return "\n".join(cell.text for cell in own_cells(placed, header, meaning))


def lines_of(cell: SourceCell, table: SourceTable) -> tuple[SourceParagraph, ...]:
    """Return the paragraphs of a cell; in a sheet or CSV file, its lines."""
    if table.has_paragraphs:
        return tuple(paragraph for paragraph in cell.paragraphs if paragraph.text)
    return tuple(SourceParagraph(line.strip()) for line in cell.text.split("\n") if line.strip())


def as_lines(cell: SourceCell) -> SourceCell:
    """Return a cell of a sheet or CSV file with a paragraph for each of its lines, blank ones included."""
    paragraphs = tuple(
        SourceParagraph(line.strip()) for each in cell.paragraphs for line in each.text.split("\n")
    )
    return replace(cell, paragraphs=paragraphs)
