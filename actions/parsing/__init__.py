"""Parse an action plan from a Word, Excel or CSV file into plain values: ``parse_plan``.

Nothing here uses the database; nothing is guessed or lost: what could not be placed is in the issues, and tables
that have no actions are listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.parsing.assembler import ParsedTable, PlanAssembler, UnplacedText
from actions.parsing.columns import (
    MEANINGS,
    ColumnMappingError,
    SourceColumn,
    UnknownHeadingsError,
    checked_meanings,
    parse_columns,
)
from actions.parsing.header import as_overrides, best_looking_row, make_header
from actions.parsing.issues import CODES, ParseIssue, Path
from actions.parsing.lost_text import find_lost_text
from actions.plan_text import PlanText
from plans.files import (
    SourceFileError,
    SourceLocation,
    SourceTable,
    heading_key,
    read_tables,
    truncate,
)

__all__ = [
    "CODES",
    "MEANINGS",
    "ColumnMappingError",
    "ParseIssue",
    "ParsedPlan",
    "ParsedTable",
    "Path",
    "SourceColumn",
    "SourceFileError",
    "UnknownHeadingsError",
    "UnplacedText",
    "parse_columns",
    "parse_plan",
]


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """A plan that was parsed from a file, with its issues."""

    document: PlanText
    columns: tuple[SourceColumn, ...]
    doubts: tuple[ParseIssue, ...]
    tables: tuple[ParsedTable, ...]
    """Every table or sheet, parsed or skipped, with the reason."""
    asides: tuple[UnplacedText, ...] = ()
    """Text of parsed tables that is outside any action; each is also an issue."""


def parse_plan(filename: str, content: bytes, *, columns: Mapping[str, str] | None = None) -> ParsedPlan:
    """Return the action plan in a .docx, .xlsx or .csv file, as printed, with its issues.

    ``columns`` matches headings to meanings manually, and comes before what is guessed. Raises SourceFileError with
    what to do; its subclass UnknownHeadingsError has the columns to match manually. Raises ColumnMappingError when
    ``columns`` names a heading that is not in the file, or a meaning that does not exist.
    """
    overrides = as_overrides(checked_meanings(columns or {}))
    tables, aside = read_tables(filename, content)
    assembly = PlanAssembler(overrides)
    assembly.take(tables)
    is_read = any(table.is_read for table in assembly.tables)
    if not is_read or overrides.keys() - assembly.headings:
        _refuse(tables, assembly, columns or {})
    assembly.tables.extend(ParsedTable(SourceLocation(name), False, words) for name, words in aside)
    _point_out_losses(tables, assembly)
    return ParsedPlan(
        assembly.draft.finished(),
        tuple(assembly.columns.values()),
        tuple(assembly.doubts),
        tuple(assembly.tables),
        tuple(assembly.asides),
    )


def _refuse(tables: list[SourceTable], assembly: PlanAssembler, columns: Mapping[str, str]) -> None:
    """Raise an error with the headings of the file, so that they can be matched manually."""
    found = tuple(assembly.columns.values()) or _columns_to_match(tables)
    known = {heading_key(column.heading) for column in found}
    headings = ", ".join(f"“{truncate(column.heading, 40)}”" for column in found)
    if unknown := [heading for heading in columns if heading_key(heading) not in known]:
        raise ColumnMappingError(
            f"The file does not have a column “{unknown[0]}”. "
            + (f"Its columns are {headings}." if headings else "No row of headings was found.")
        )
    if not headings:
        raise SourceFileError(
            "The file has no row of headings. Add headings such as “No., Action, Lead” above the columns "
            "of the plan and try again."
        )
    if columns:
        raise ColumnMappingError(
            f"No column was matched to the action. Select which of {headings} is the action."
        )
    raise UnknownHeadingsError(
        f"The headings of an action plan were not recognised. The file has {headings}. Select what each "
        "column contains, or rename them “No., Action, Milestones, Timescale, Lead” and try again.",
        found,
    )


def _columns_to_match(tables: list[SourceTable]) -> tuple[SourceColumn, ...]:
    """Return the columns of the row that looks most like headings in the largest table."""
    for table in sorted(tables, key=lambda each: -len(each.content_rows) * len(each.columns)):
        index = best_looking_row(table)
        if index is not None:
            return tuple(make_header(table, index, {}).columns)
    return ()


def _point_out_losses(tables: list[SourceTable], assembly: PlanAssembler) -> None:
    """Add an issue for every text of the parsed tables that is not in the plan, so that nothing is lost silently."""
    read = {table.place.words for table in assembly.tables if table.is_read}
    elsewhere = [aside.text for aside in assembly.asides]
    elsewhere += [column.heading for column in assembly.columns.values()]
    kept = [table for table in tables if (table.name or "The file") in read]
    for table, row, words in find_lost_text(kept, assembly.draft.finished(), elsewhere):
        place = table.place(row)
        assembly.asides.append(UnplacedText(words, place))
        said = f"“{truncate(words)}” is not part of any action and was not imported."
        assembly.doubts.append(ParseIssue("outside", said, place))
