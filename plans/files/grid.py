"""A table of a file before it is interpreted: rows of cells of paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from plans.files.place import SourceLocation
from plans.files.text_cleaning import clean_text

# The styles of our own Word and Excel exports; a row with one of them is identified by it.
OUR_COLUMN_HEADING = "Plan column heading"
OUR_PRIORITY = "Plan priority heading"
OUR_THEME = "Plan theme heading"
OUR_NOTES = "Plan priority notes"
OUR_TEXT = "Plan text"
OUR_TITLE = "Plan title"
OUR_SUBTITLE = "Plan subtitle"
OUR_ROW_STYLES = frozenset({OUR_PRIORITY, OUR_THEME, OUR_NOTES})


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph of a cell; a line break within it is "\\n"."""

    text: str
    level: int | None = None
    """Its level in a list, 0 for the outermost; None outside lists."""
    label: str = ""
    """The number that Word prints before it ("1.1"), which is not part of its text."""
    style: str = ""
    is_bold: bool = False


@dataclass(slots=True)
class SourceCell:
    """A cell: where it starts, how many columns it covers, and its paragraphs."""

    start: int
    paragraphs: tuple[SourceParagraph, ...]
    span: int = 1
    above: SourceCell | None = None
    """The cell that this one is merged into from below."""
    style: str = ""
    marks: frozenset[str] = frozenset()
    """What the user must be warned about: "inserted", "deleted: words", "control", "cut", …"""
    stored: str = ""
    """The digits that the file stores if it is a number, because its text can be rounded; "" for dates."""
    is_date: bool = False
    """Whether the file stores a date or a time."""
    text: str = field(init=False)

    def __post_init__(self) -> None:
        lines = [paragraph.text for paragraph in self.paragraphs]
        self.text = clean_text("\n".join(line for line in lines if line)) if lines else ""

    @property
    def is_filled(self) -> bool:
        """Whether the cell has text of its own."""
        return self.above is None and self.text != ""

    @property
    def is_bold(self) -> bool:
        """Whether all of its text is bold."""
        filled = [paragraph for paragraph in self.paragraphs if paragraph.text]
        return bool(filled) and all(paragraph.is_bold for paragraph in filled)

    @property
    def label(self) -> str:
        """The number that Word prints before the first paragraph."""
        return next((paragraph.label for paragraph in self.paragraphs if paragraph.label), "")

    @property
    def source(self) -> SourceCell:
        """The cell whose text is shown here: itself, or the one it is merged into."""
        return self.above or self


@dataclass(slots=True)
class SourceRow:
    """A row of cells, with its number in its table, sheet or file."""

    number: int
    cells: list[SourceCell]

    @property
    def filled(self) -> list[SourceCell]:
        return [cell for cell in self.cells if cell.is_filled]

    @property
    def our_style(self) -> str:
        """The style that marks a heading or note of our own export."""
        return next((cell.style for cell in self.cells if cell.style in OUR_ROW_STYLES), "")


@dataclass
class SourceTable:
    """A Word table, a sheet, or a CSV file."""

    name: str
    """Its name for an officer: "Table 1", "Sheet “Plan”", or "" for a CSV file."""
    rows: list[SourceRow]
    above: tuple[SourceParagraph, ...] = ()
    """The paragraphs between it and the table before it."""
    sheet: str = ""
    is_turned: bool = False
    """Whether its rows are the file's columns: a form with the headings on the left."""
    has_paragraphs: bool = False
    """Whether its cells contain paragraphs, as in Word, or only lines."""

    def place(self, row: SourceRow | None) -> SourceLocation:
        """Return where a row is, as text: "Table 1, row 4"."""
        if row is None:
            return SourceLocation(self.name or "The file", 0)
        if not self.name:
            return SourceLocation(f"Line {row.number}", row.number)
        if self.is_turned:
            return SourceLocation(f"{self.name}, column {row.number}", row.number)
        return SourceLocation(f"{self.name}, row {row.number}", row.number)

    @cached_property
    def columns(self) -> list[int]:
        """Return the grid columns that contain text, from left to right."""
        return sorted({cell.start for row in self.rows for cell in row.cells if cell.text})

    @property
    def content_rows(self) -> list[SourceRow]:
        return [row for row in self.rows if row.filled or row.our_style]


def transpose(table: SourceTable) -> SourceTable:
    """Return the table with its columns as rows."""
    columns: dict[int, list[SourceCell]] = {}
    for row in table.rows:
        for cell in row.cells:
            if cell.text:
                columns.setdefault(cell.start, []).append(replace(cell, start=row.number, span=1, above=None))
    rows = [SourceRow(order, columns[start]) for order, start in enumerate(sorted(columns), 1)]
    return SourceTable(table.name, rows, table.above, table.sheet, True, table.has_paragraphs)
