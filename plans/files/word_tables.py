"""The tables of a Word file, each with the paragraphs above it."""

from __future__ import annotations

from lxml import etree

from plans.files import limits
from plans.files.archive import DAMAGED, Archive, child, local, value
from plans.files.errors import KEEP_LESS, SourceFileError
from plans.files.grid import SourceCell, SourceParagraph, SourceRow, SourceTable
from plans.files.text_cleaning import clean_text
from plans.files.word_styles import Styles
from plans.files.word_text import CellFlags, paragraph_of, runs_on, unwrapped

# A table of one or two cells is only for layout; the table inside it is the content.
_LAYOUT_CELLS = 2


def read_word(archive: Archive) -> list[SourceTable]:
    """Return every table of the document in order. Raises SourceFileError if there is none, or too much."""
    root = archive.tree(archive.main_part)
    body = child(root, "body")
    if body is None:
        raise SourceFileError(DAMAGED)
    reader = _Reader(Styles(archive, archive.main_part))
    reader.blocks(body)
    if not reader.tables:
        raise SourceFileError(
            "The selected file contains no tables. Put the action plan into a table with a row of "
            "headings, such as “No., Action, Lead”, and try again."
        )
    return reader.tables


class _Reader:
    def __init__(self, styles: Styles):
        self.styles = styles
        self.tables: list[SourceTable] = []
        self.above: list[SourceParagraph] = []
        self.rows = 0

    def blocks(self, body: etree._Element) -> None:
        """Yield paragraphs and tables in their order."""
        marks = CellFlags()
        for each in unwrapped(body, marks):
            if local(each) == "p":
                paragraph = paragraph_of(each, self.styles, marks)
                if paragraph.text:
                    self.above.append(paragraph)
            elif local(each) == "tbl":
                self.table(each)

    def table(self, element: etree._Element) -> None:
        marks = CellFlags()
        rows = [row for row in unwrapped(element, marks) if local(row) == "tr"]
        inner = self._layout(rows)
        if inner is not None:
            self.blocks(inner)
            return
        table = SourceTable(f"Table {len(self.tables) + 1}", [], tuple(self.above), has_paragraphs=True)
        self.above = []
        # Grid column to the cell that is merged downwards there.
        open_cells: dict[int, SourceCell] = {}
        for number, row in enumerate(rows, 1):
            table.rows.append(SourceRow(number, self._cells(row, number, open_cells, marks.seen)))
            if table.rows[-1].filled:
                self.rows += 1
            if self.rows > limits.ROWS:
                raise SourceFileError(
                    f"The tables in this file have more than {limits.ROWS:,} rows. {KEEP_LESS}"
                )
        if len(table.columns) > limits.COLUMNS:
            raise SourceFileError(f"{table.name} has more than {limits.COLUMNS} columns. {KEEP_LESS}")
        self.tables.append(table)

    def _layout(self, rows: list[etree._Element]) -> etree._Element | None:
        """Return the cell of a table used only for layout, if it contains a table."""
        cells = [cell for row in rows[:3] for cell in row.iter("{*}tc") if _parent_row(cell) is row]
        if len(rows) > 2 or not 0 < len(cells) <= _LAYOUT_CELLS:
            return None
        return next((cell for cell in cells if child(cell, "tbl") is not None), None)

    def _cells(
        self, row: etree._Element, number: int, open_cells: dict[int, SourceCell], seen: set[str]
    ) -> list[SourceCell]:
        marks = CellFlags(set(seen))
        start = _number(value(child(row, "trPr", "gridBefore")), 0)
        cells: list[SourceCell] = []
        if child(row, "trPr", "del") is not None:
            # A deleted row: its text is left out, and an issue is raised.
            for each in row.iter("{*}t", "{*}delText"):
                marks.deleted.append(each.text or "")
            return [SourceCell(start, (), marks=marks.frozen())]
        for element in unwrapped(row, marks):
            if local(element) != "tc":
                continue
            properties = child(element, "tcPr")
            span = min(max(_number(value(child(properties, "gridSpan")), 1), 1), 200)
            across = child(properties, "hMerge")
            paragraphs = self._paragraphs(element, marks)
            down = child(properties, "vMerge")
            if across is not None and value(across) != "restart" and cells:
                cells[-1].span += span
                start += span
                continue
            style = next((each.style for each in paragraphs if each.style), "")
            cell = SourceCell(start, paragraphs, span, style=style, marks=marks.frozen())
            self._merge_down(cell, down, open_cells)
            if len(cell.text) > limits.CELL:
                raise SourceFileError(
                    f"A cell of table {len(self.tables) + 1}, row {number} has more than {limits.CELL:,} "
                    "characters. Shorten it and try again."
                )
            cells.append(cell)
            start += span
            marks = CellFlags()
        return cells

    def _merge_down(
        self, cell: SourceCell, down: etree._Element | None, open_cells: dict[int, SourceCell]
    ) -> None:
        """Merge a cell into the one above, or open or close the column for those below."""
        covered = range(cell.start, cell.start + cell.span)
        over = [
            start
            for start, top in open_cells.items()
            if start in covered or cell.start in range(start, start + top.span)
        ]
        if down is not None and value(down) != "restart" and not cell.text:
            # Borders that were moved manually leave rows whose columns start a little apart.
            exact = cell.start if cell.start in open_cells else next(iter(over), None)
            if exact is not None:
                cell.above = open_cells[exact]
            return
        for start in over:
            del open_cells[start]
        if down is not None:
            open_cells[cell.start] = cell

    def _paragraphs(self, element: etree._Element, marks: CellFlags) -> tuple[SourceParagraph, ...]:
        found: list[SourceParagraph] = []
        joins = False
        for each in unwrapped(element, marks):
            if local(each) == "p":
                paragraph = paragraph_of(each, self.styles, marks)
                if joins and found:
                    before = found.pop()
                    text = clean_text(f"{before.text} {paragraph.text}")
                    paragraph = SourceParagraph(
                        text, before.level, before.label, before.style, before.is_bold
                    )
                found.append(paragraph)
                joins = runs_on(each)
            elif local(each) == "tbl":
                found.extend(self._nested(each, marks))
        if found and joins and not found[-1].text:
            found.pop()
        return tuple(found)

    def _nested(self, table: etree._Element, marks: CellFlags) -> list[SourceParagraph]:
        """Return a table inside a cell as paragraphs, one for each row."""
        lines = []
        for row in unwrapped(table, marks):
            if local(row) != "tr":
                continue
            cells = [
                " ".join(paragraph.text for paragraph in self._paragraphs(cell, marks) if paragraph.text)
                for cell in unwrapped(row, marks)
                if local(cell) == "tc"
            ]
            lines.append(SourceParagraph(" ".join(cell for cell in cells if cell)))
        return [line for line in lines if line.text]


def _parent_row(cell: etree._Element) -> etree._Element | None:
    parent = cell.getparent()
    while parent is not None and local(parent) != "tr":
        parent = parent.getparent()
    return parent


def _number(text: str, otherwise: int) -> int:
    try:
        return int(text)
    except ValueError:
        return otherwise
