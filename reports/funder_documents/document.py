"""A paper for a funder, as plain frozen values: what it says, from which its PDF and its Word file are both made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.govuk import Column, Row, Table, number_column

AMOUNT_WIDTH = "w14"
"""The width of a column of amounts, as a class of static/print.css."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A paragraph; its lines stay lines."""

    text: str
    is_heading: bool = False
    """Whether it heads what follows, within its section."""


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A part of the paper under its heading."""

    heading: str
    parts: tuple[DocumentText | Table, ...]


@dataclass(frozen=True, slots=True)
class FunderDocument:
    """The whole paper."""

    title: str
    owner: str
    """The partnership, as it stands above the title and in the margins."""
    facts: tuple[tuple[str, str], ...]
    """Name and words of what stands under the title."""
    sections: tuple[DocumentSection, ...]
    is_draft: bool = False


def amount_column(heading: str, width: str = AMOUNT_WIDTH) -> Column:
    """Return a column of amounts."""
    return number_column(heading, width)


def nonblank_details(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The facts that have words."""
    return tuple((name, words) for name, words in facts if words)


def results_table(results: Iterable[tuple[str, ...]], of: str) -> tuple[Table, ...]:
    """Measures against targets as a table; none where none was given. `of` says whose, for the caption."""
    rows = tuple(results)
    columns = (Column("Measure"), Column("Target", "w28"), Column("Result", "w28"))
    return (document_table(f"Measures against targets: {of}", columns, rows),) if rows else ()


def document_table(caption: str, columns: Sequence[Column], rows: Iterable[Row | Sequence[str]]) -> Table:
    """Return a table for paper, which does not scroll."""
    return Table(caption, columns, rows, can_scroll=False)
