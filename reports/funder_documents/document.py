"""A paper for a funder, as plain frozen values: what it says, from which its PDF and its Word file are both made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

NUMERIC = "w14"
"""The width of a column of amounts."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A paragraph; its lines stay lines."""

    text: str
    is_heading: bool = False
    """Whether it heads what follows, within its section."""

    @property
    def is_table(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class DocumentColumn:
    """A column of a table: its heading, whether it holds amounts, and a class of static/print.css for its width."""

    heading: str
    is_numeric: bool = False
    width: str = ""


@dataclass(frozen=True, slots=True)
class DocumentCell:
    """A cell as it is laid out."""

    words: str
    is_numeric: bool


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row as it is laid out."""

    cells: tuple[DocumentCell, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """Rows under their headings; the first cell names its row, and the last row may be the total."""

    caption: str
    columns: tuple[DocumentColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False

    @property
    def is_table(self) -> bool:
        return True

    @property
    def lines(self) -> tuple[DocumentRow, ...]:
        """The rows, each cell with its column's look."""
        last = len(self.rows) - 1
        return tuple(
            DocumentRow(
                tuple(
                    DocumentCell(words, column.is_numeric)
                    for words, column in zip(row, self.columns, strict=True)
                ),
                self.has_total and place == last,
            )
            for place, row in enumerate(self.rows)
        )


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A part of the paper under its heading."""

    heading: str
    parts: tuple[DocumentText | DocumentTable, ...]


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


def column(heading: str, width: str = "") -> DocumentColumn:
    """A column of words."""
    return DocumentColumn(heading, width=width)


def amount(heading: str, width: str = NUMERIC) -> DocumentColumn:
    """A column of amounts."""
    return DocumentColumn(heading, is_numeric=True, width=width)


def nonblank_details(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The facts that have words."""
    return tuple((name, words) for name, words in facts if words)


def results_table(results: Iterable[tuple[str, ...]], of: str) -> tuple[DocumentTable, ...]:
    """Measures against targets as a table; none where none was given. `of` says whose, for the caption."""
    rows = tuple(results)
    columns = (column("Measure"), column("Target", "w28"), column("Result", "w28"))
    return (DocumentTable(f"Measures against targets: {of}", columns, rows),) if rows else ()
