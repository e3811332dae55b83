"""Reading an action plan out of a Word, Excel or CSV file into plain values.

``read_plan`` is the way in. Nothing here knows of a database; nothing is stored, guessed away or lost: what
could not be placed is in the doubts, and tables that are not of actions are listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.document import PlanDocument
from actions.reading.assembly import Aside, Assembly, TableRead
from actions.reading.columns import MEANINGS, Column, checked_meanings, parse_columns
from actions.reading.delimited import read_delimited
from actions.reading.doubts import CODES, Doubt, Path
from actions.reading.grid import Table
from actions.reading.header import as_overrides, best_looking_row, make_header
from actions.reading.kinds import kind_of
from actions.reading.losses import words_lost
from actions.reading.refusals import ColumnsUnreadable, FileRefused, HeadingsUnknown
from actions.reading.texts import heading_key, shortened
from actions.reading.word import read_word
from actions.reading.workbook import read_workbook

__all__ = [
    "CODES",
    "MEANINGS",
    "Aside",
    "Column",
    "ColumnsUnreadable",
    "Doubt",
    "FileRefused",
    "HeadingsUnknown",
    "Path",
    "Reading",
    "TableRead",
    "parse_columns",
    "read_plan",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan as it was read from a file, with what is doubtful in it."""

    document: PlanDocument
    columns: tuple[Column, ...]
    doubts: tuple[Doubt, ...]
    tables: tuple[TableRead, ...]
    """Every table or sheet, read or left aside, with the reason."""
    asides: tuple[Aside, ...] = ()
    """Words of the tables read that stand outside any action; each is among the doubts too."""


def read_plan(filename: str, content: bytes, *, columns: Mapping[str, str] | None = None) -> Reading:
    """The action plan in a .docx, .xlsx or .csv file, as printed, with its doubts.

    ``columns`` matches headings to meanings by hand, and goes before what is guessed. Raises FileRefused with
    what to do; its kind HeadingsUnknown carries the columns to match by hand. Raises ColumnsUnreadable where
    ``columns`` names a heading that is not in the file, or a meaning that does not exist.
    """
    overrides = as_overrides(checked_meanings(columns or {}))
    tables, aside = _tables(filename, content)
    assembly = Assembly(overrides)
    assembly.take(tables)
    is_read = any(table.is_read for table in assembly.tables)
    if not is_read or overrides.keys() - assembly.headings:
        _refuse(tables, assembly, columns or {})
    assembly.tables.extend(TableRead(table.place(None), False, words) for table, words in aside)
    _point_out_losses(tables, assembly)
    return Reading(
        assembly.draft.finished(),
        tuple(assembly.columns.values()),
        tuple(assembly.doubts),
        tuple(assembly.tables),
        tuple(assembly.asides),
    )


def _tables(filename: str, content: bytes) -> tuple[list[Table], list[tuple[Table, str]]]:
    kind, archive = kind_of(filename, content)
    if archive is None:
        return [read_delimited(content)], []
    if kind == ".docx":
        return read_word(archive).tables, []
    tables, aside = read_workbook(archive)
    return tables, [(Table(name, []), words) for name, words in aside]


def _refuse(tables: list[Table], assembly: Assembly, columns: Mapping[str, str]) -> None:
    """Says which headings there are, so that they can be matched by hand."""
    found = tuple(assembly.columns.values()) or _columns_to_match(tables)
    known = {heading_key(column.heading) for column in found}
    headings = ", ".join(f"“{shortened(column.heading, 40)}”" for column in found)
    if unknown := [heading for heading in columns if heading_key(heading) not in known]:
        raise ColumnsUnreadable(
            f"There is no column “{unknown[0]}” in this file. "
            + (f"Its columns are {headings}." if headings else "No row of headings was found in it.")
        )
    if not headings:
        raise FileRefused(
            "No row of headings was found in this file. Put headings such as “No., Action, Lead” above the plan's "
            "columns and try again."
        )
    if columns:
        raise ColumnsUnreadable(
            f"No column was matched to the action. Say which of {headings} holds what will be done."
        )
    raise HeadingsUnknown(
        f"No row of headings of an action plan was recognised. We found {headings}. "
        "Say which column means what, or name them “No., Action, Milestones, Timescale, Lead” and try again.",
        found,
    )


def _columns_to_match(tables: list[Table]) -> tuple[Column, ...]:
    """The columns of the best-looking row of headings in the largest table."""
    for table in sorted(tables, key=lambda each: -len(each.content_rows) * len(each.columns)):
        index = best_looking_row(table)
        if index is not None:
            return tuple(make_header(table, index, {}).columns)
    return ()


def _point_out_losses(tables: list[Table], assembly: Assembly) -> None:
    """Whatever of the tables read is nowhere in the plan is said, so that nothing is lost in silence."""
    read = {table.place.words for table in assembly.tables if table.is_read}
    elsewhere = [aside.text for aside in assembly.asides]
    elsewhere += [column.heading for column in assembly.columns.values()]
    kept = [table for table in tables if (table.name or "The file") in read]
    for table, row, words in words_lost(kept, assembly.draft.finished(), elsewhere):
        place = table.place(row)
        assembly.asides.append(Aside(words, place))
        said = f"“{shortened(words)}” could not be placed in any action and was not brought in."
        assembly.doubts.append(Doubt("outside", said, place))
