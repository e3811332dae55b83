"""Tables as values: one Table is shown on a page, printed in a PDF and written to a Word file.

    Table(
        "Pots",
        columns=(Column("Pot"), number_column("Allocated"), number_column("Left")),
        rows=(("Upfront", "£2.00", Cell("£1.00", href="/ledger/", hidden="left of upfront")), total("Total", "£2.00", "£1.00")),
    )

A page shows it with `{% load tables %}{% table pots %}` (templates/compiled/components/table.html).
"""  # fmt: skip

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and how its cells are laid out."""

    heading: str
    width: str = ""
    """A class of static/print.css, such as "w14". Columns without one share the rest of the width."""
    is_number: bool = False
    """Whether its cells are numbers or amounts, which are aligned to the right."""
    label: str = ""
    """The label before each cell on a narrow screen; the heading if it is empty."""
    is_heading_hidden: bool = False
    """Whether only screen readers get the heading, such as that of a column of buttons."""


def number_column(heading: str, width: str = "", *, label: str = "") -> Column:
    """Return a column of numbers or amounts."""
    return Column(heading, width, is_number=True, label=label)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. A cell that is only text can be given to a row as a string."""

    text: str = ""
    """Escaped, with its line breaks; HTML of format_html is shown as it is."""
    href: str = ""
    """The web address that the text links to."""
    hidden: str = ""
    """What only screen readers get after the text, so that a link makes sense without its row."""
    note: str = ""
    """A second line in smaller type."""
    paragraphs: tuple[str, ...] = ()
    """Further lines in smaller type, each a paragraph."""
    tag: str = ""
    """The classes of the status tag round the text, such as "govuk-tag--green"; "" for no tag."""
    css_class: str = ""
    template: str = ""
    """A template that the page shows instead of all this: for a form, or for several links."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Variables of the template, in addition to those of the page."""


def status_cell(status: str, text: str) -> Cell:
    """Return the delivery status of an action as a tag: `status_cell("on_track", "On track")`."""
    return Cell(text, tag=f"status-tag status-tag--{status}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a cell for each column, or one cell across all columns."""

    cells: Sequence[Cell | str]
    id: str = ""
    css_class: str = ""
    is_total: bool = False
    is_heading: bool = False
    """Whether its one cell is the heading of the rows that follow."""


def total(*cells: Cell | str) -> Row:
    """Return a row of totals."""
    return Row(cells, is_total=True)


def group_heading(heading: Cell | str, *, id: str = "") -> Row:
    """Return the heading of the rows that follow, across all columns."""
    return Row((heading,), id=id, is_heading=True)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption, columns and rows. The first cell of each row is its heading.

    Raises ValueError for a row that has neither one cell nor a cell for each column.
    """

    caption: str
    columns: Sequence[Column]
    rows: Iterable[Row | Sequence[Cell | str]]
    id: str = ""
    """The id of the caption."""
    caption_size: str = ""
    """ "s" or "m" of the design system, or "hidden" for a caption that only screen readers get."""
    css_class: str = ""
    empty: str = ""
    """The sentence that is shown instead of a table without rows."""
    is_cards: bool = False
    """Whether a narrow screen shows each row as a card, with the column's label before each cell."""
    can_scroll: bool = True
    """Whether the table scrolls by itself where it is wider than the screen."""
    has_row_headings: bool = True
    body: tuple[Row, ...] = field(init=False)
    """The rows, each cell a Cell."""

    def __post_init__(self):
        object.__setattr__(self, "body", tuple(self._row(row) for row in self.rows))

    def _row(self, row: Row | Sequence[Cell | str]) -> Row:
        given = row if isinstance(row, Row) else Row(row)
        cells = tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in given.cells)
        if len(cells) not in (1, len(self.columns)):
            raise ValueError(f"{len(cells)} cells in a table of {len(self.columns)} columns: {cells}")
        return Row(cells, given.id, given.css_class, given.is_total, given.is_heading)

    @property
    def groups(self) -> list[list[Row]]:
        """The rows in groups; a row that is a heading starts a group."""
        groups: list[list[Row]] = []
        for row in self.body:
            if row.is_heading or not groups:
                groups.append([])
            groups[-1].append(row)
        return groups

    @property
    def has_widths(self) -> bool:
        return any(column.width for column in self.columns)
