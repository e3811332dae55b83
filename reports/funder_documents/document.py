"""A document for a funder as plain frozen values, from which its PDF and its Word file are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.govuk import Column, Row, Table, number_column

AMOUNT_WIDTH = "w14"
"""The width of a column of amounts, as a class of static/print.css."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A paragraph with its line breaks."""

    text: str
    is_heading: bool = False
    """Whether it is a heading inside its section."""


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A section of the document with its heading."""

    heading: str
    parts: tuple[DocumentText | Table, ...]


@dataclass(frozen=True, slots=True)
class FunderDocument:
    """A document for a funder."""

    title: str
    owner: str
    """The partnership, as shown above the title and in the margins."""
    facts: tuple[tuple[str, str], ...]
    """The names and values of the facts below the title."""
    sections: tuple[DocumentSection, ...]
    is_draft: bool = False


def amount_column(heading: str, width: str = AMOUNT_WIDTH) -> Column:
    """Return a column of amounts."""
    return number_column(heading, width)


def nonblank_details(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the facts that are not blank."""
    return tuple((name, words) for name, words in facts if words)


def results_table(results: Iterable[tuple[str, ...]], of: str) -> tuple[Table, ...]:
    """Return measures against targets as a table, or nothing if there are none. `of` is their owner, for the caption."""
    rows = tuple(results)
    columns = (Column("Measure"), Column("Target", "w28"), Column("Result", "w28"))
    return (document_table(f"Measures against targets: {of}", columns, rows),) if rows else ()


def document_table(caption: str, columns: Sequence[Column], rows: Iterable[Row | Sequence[str]]) -> Table:
    """Return a table for paper, which does not scroll."""
    return Table(caption, columns, rows, can_scroll=False)
