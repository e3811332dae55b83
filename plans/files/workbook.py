"""Parse the sheets of an Excel file into tables: only cells with content, however far out."""

from __future__ import annotations

import bisect
import datetime
import re
from typing import NamedTuple

from lxml import etree

from plans.files import limits
from plans.files.archive import DAMAGED, TOO_LARGE, Archive, child, local, value
from plans.files.errors import KEEP_LESS, NO_TEXT, SourceFileError
from plans.files.grid import OUR_ROW_STYLES, SourceCell, SourceParagraph, SourceRow, SourceTable
from plans.files.printed_dates import printed_day
from plans.files.text_cleaning import clean_text, has_control_characters
from plans.files.workbook_values import (
    CellStyles,
    is_date,
    printed,
    stored_digits,
    strings,
    text_of,
    unescaped,
)

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SHEET_PARTS = {"worksheet"}
# A merged range one row or column wide is one cell; thousands of them are a layout that is not read.
_MERGES = 20_000
_FORMULA = frozenset({"formula"})


def read_workbook(archive: Archive) -> tuple[list[SourceTable], list[tuple[str, str]]]:
    """Return the sheets that contain text, and those skipped with the reason."""
    main = archive.main_part
    root = archive.tree(main)
    if root is None:
        raise SourceFileError(DAMAGED)
    parts = archive.related(main)
    by_kind = dict(parts.values())
    styles = CellStyles(archive.tree(by_kind["styles"]) if "styles" in by_kind else None)
    shared = strings(archive, by_kind.get("sharedStrings", ""))
    properties = child(root, "workbookPr")
    from_1904 = value(properties, "date1904") in {"1", "true"}
    tables: list[SourceTable] = []
    aside: list[tuple[str, str]] = []
    rows = characters = 0
    sheets = child(root, "sheets")
    for each in sheets if sheets is not None else ():
        title = clean_text(value(each, "name"))
        kind, path = parts.get(value(each, "id"), ("", ""))
        name = f"Sheet “{title}”"
        if kind not in _SHEET_PARTS or path not in archive:
            continue
        if value(each, "state") in {"hidden", "veryHidden"}:
            aside.append(
                (
                    name,
                    "This sheet is hidden in Excel. To import it, unhide it and import the file again.",
                )
            )
            continue
        table = _Sheet(archive, path, styles, shared, from_1904=from_1904).table(name, title)
        rows += sum(1 for row in table.rows if row.filled)
        characters += sum(len(cell.text) for row in table.rows for cell in row.cells)
        if characters > limits.TEXT:
            raise SourceFileError(TOO_LARGE)
        if rows > limits.ROWS:
            raise SourceFileError(f"This file has more than {limits.ROWS:,} rows with text. {KEEP_LESS}")
        if len(table.columns) > limits.COLUMNS:
            raise SourceFileError(f"{name} has more than {limits.COLUMNS} columns. {KEEP_LESS}")
        if table.rows:
            tables.append(table)
    if not tables:
        raise SourceFileError(NO_TEXT)
    return tables, aside


class _CellValue(NamedTuple):
    """What a cell holds: its text, and how the file stores it."""

    text: str
    stored: str = ""
    is_date: bool = False
    marks: frozenset[str] = frozenset()


class _Sheet:
    def __init__(
        self, archive: Archive, path: str, styles: CellStyles, shared: list[str], *, from_1904: bool
    ):
        self.archive, self.path, self.styles, self.shared = archive, path, styles, shared
        self.from_1904 = from_1904
        self.characters = 0

    def table(self, name: str, title: str) -> SourceTable:
        rows: dict[int, SourceRow] = {}
        merges: list[tuple[int, int, int, int]] = []
        number = 0
        filled = 0
        for element in self.archive.elements(self.path, ("row", "mergeCell")):
            if local(element) == "mergeCell":
                merges.extend(_range(value(element, "ref")))
                if len(merges) > _MERGES:
                    raise SourceFileError(DAMAGED)
                continue
            told = value(element, "r")
            number = int(told) if told.isdecimal() and len(told) < 8 else number + 1
            cells = self._cells(element, name, number)
            if cells:
                rows[number] = SourceRow(number, cells)
                filled += any(cell.text for cell in cells)
            if filled > limits.ROWS:
                break
        table = SourceTable(name, [rows[number] for number in sorted(rows)], sheet=title)
        _merge(table, merges)
        return table

    def _cells(self, row: etree._Element, name: str, number: int) -> list[SourceCell]:
        cells: list[SourceCell] = []
        column = 0
        for element in row:
            address, style_number = element.get("r"), element.get("s")
            # Cells that only have a colour, of which a sheet can hold a million.
            if len(element) == 0 and address and style_number not in self.styles.ours:
                continue
            if local(element) != "c":
                continue
            found = _ADDRESS.fullmatch(address or "")
            column = _column(found[1]) if found else column + 1
            held = self._value(element)
            text, marks = held.text, set(held.marks)
            _, is_bold, style = self.styles.of(style_number or "")
            self.characters += len(text)
            if len(cells) > limits.COLUMNS or self.characters > limits.TEXT:
                raise SourceFileError(
                    f"{name}, row {number}: the sheet has too many rows or columns. {KEEP_LESS}"
                )
            kept = clean_text(text)
            if has_control_characters(text):
                marks.add("characters")
            if len(kept) > limits.CELL:
                raise SourceFileError(
                    f"A cell in {name}, row {number} has more than {limits.CELL:,} characters. Shorten it "
                    "and try again."
                )
            if len(text) == limits.EXCEL_CELL:
                marks.add("cut")
            if kept or marks or style in OUR_ROW_STYLES:
                paragraph = SourceParagraph(kept, style=style, is_bold=is_bold)
                cells.append(
                    SourceCell(
                        column,
                        (paragraph,),
                        style=style,
                        marks=frozenset(marks),
                        stored=held.stored,
                        is_date=held.is_date,
                    )
                )
        cells.sort(key=lambda cell: cell.start)
        return cells

    def _value(self, element: etree._Element) -> _CellValue:
        kind = value(element, "t")
        if kind == "inlineStr":
            inline = child(element, "is")
            return _CellValue(text_of(inline) if inline is not None else "")
        stored = child(element, "v")
        if stored is None or stored.text is None:
            # A formula whose value is not text has the type "str"; one that was never calculated has none.
            is_unreckoned = child(element, "f") is not None and kind != "str"
            return _CellValue("", marks=_FORMULA if is_unreckoned else frozenset())
        if kind == "s":
            index = int(stored.text) if stored.text.strip().isdecimal() else -1
            return _CellValue(self.shared[index] if 0 <= index < len(self.shared) else "")
        if kind == "str":
            return _CellValue(unescaped(stored.text))
        digits = stored.text.strip()
        if kind == "b":
            return _CellValue("TRUE" if digits == "1" else "FALSE")
        if kind == "d":
            return _CellValue(_iso(digits), is_date=True)
        if kind == "e":
            return _CellValue(stored.text, marks=_FORMULA)
        code, _, _ = self.styles.of(value(element, "s"))
        text = printed(digits, code, from_1904=self.from_1904)
        if is_date(digits, code):
            return _CellValue(text, is_date=True)
        return _CellValue(text, stored=stored_digits(digits))


def _iso(text: str) -> str:
    """Return a date that a strict workbook stores as 2025-03-31, as it is printed."""
    try:
        return printed_day(datetime.date.fromisoformat(text[:10]))
    except ValueError:
        return text


def _merge(table: SourceTable, merges: list[tuple[int, int, int, int]]) -> None:
    """Widen cells that are merged across, and put a cell under each that is merged downwards."""
    numbers = [row.number for row in table.rows]
    covers = 0
    for first, left, last, right in merges:
        at = bisect.bisect_left(numbers, first)
        if at == len(numbers) or numbers[at] != first:
            continue
        top = next((cell for cell in table.rows[at].cells if cell.start == left), None)
        if top is None:
            continue
        top.span = max(top.span, right - left + 1)
        until = bisect.bisect_right(numbers, last)
        for row in table.rows[at + 1 : until]:
            covers += 1
            if covers > limits.ROWS * limits.COLUMNS:
                raise SourceFileError(DAMAGED)
            if all(cell.start != left for cell in row.cells):
                row.cells.append(SourceCell(left, (), top.span, above=top))
                row.cells.sort(key=lambda cell: cell.start)


def _range(reference: str) -> list[tuple[int, int, int, int]]:
    first, _, last = reference.partition(":")
    top, bottom = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
    if not top or not bottom:
        return []
    return [(int(top[2]), _column(top[1]), int(bottom[2]), _column(bottom[1]))]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(column: int) -> str:
    """Return the letters of a sheet's column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
