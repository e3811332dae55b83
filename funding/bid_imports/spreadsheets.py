"""Open a spreadsheet of bids as rows of cells, within limits that are checked first."""

from __future__ import annotations

import csv
import io
import zipfile

from openpyxl import load_workbook

from plans.records import OperationError

LONGEST, WIDEST = 2_000, 60
LARGEST_FILE = 10_000_000

Rows = list[list[object]]


def read_spreadsheet(filename: str, content: bytes) -> dict[str, Rows]:
    """Return the worksheets of an .xlsx or .csv file by name, each as rows of cells. Raises OperationError."""
    if len(content) > LARGEST_FILE:
        raise OperationError("The file must be smaller than 10MB. Copy the rows into a new spreadsheet.")
    ending = filename.rpartition(".")[2].lower()
    if ending == "csv":
        sheets = {"": _rows_of_csv(content)}
    elif ending == "xlsx":
        sheets = _rows_of_xlsx(content)
    else:
        raise OperationError(
            "The file must be an .xlsx or .csv file. Save the spreadsheet as one of these and try again."
        )
    if any(len(rows) > LONGEST for rows in sheets.values()):
        raise OperationError(
            f"The spreadsheet must have {LONGEST:,} rows or fewer. Split it and import each part."
        )
    return sheets


def _rows_of_csv(content: bytes) -> Rows:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in content and not is_utf16:
        raise OperationError("This is not a CSV file. Save the spreadsheet as CSV or .xlsx and try again.")
    text = _decoded(content, ("utf-16" if is_utf16 else "utf-8-sig", "cp1252", "latin-1"))
    mark = max(",;\t", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as broken:
        raise OperationError(
            "This CSV file cannot be read. Save it again from Excel and try again."
        ) from broken
    return [list(row)[:WIDEST] for row in rows]


def _decoded(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise OperationError("This CSV file cannot be read. Save it again from Excel and try again.")


def _rows_of_xlsx(content: bytes) -> dict[str, Rows]:
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
        return {sheet.title: _rows_of_sheet(sheet) for sheet in book.worksheets}
    except Exception as broken:
        raise OperationError(
            "This Excel file cannot be opened. Open it in Excel, save it again and try again."
        ) from broken


def _rows_of_sheet(sheet) -> Rows:
    # Cells after the last written cell are not read, because openpyxl would create all of them.
    last_row, last_column = min(sheet.max_row, LONGEST + 1), min(sheet.max_column, WIDEST)
    rows = [list(row) for row in sheet.iter_rows(max_row=last_row, max_col=last_column, values_only=True)]
    # The value of a merged cell applies to every row that it covers.
    for area in sheet.merged_cells.ranges:
        value = sheet.cell(area.min_row, area.min_col).value
        for row in rows[area.min_row - 1 : area.max_row]:
            if area.min_col <= len(row):
                row[area.min_col - 1] = value
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    return rows


def _refuse_bombs(content: bytes) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as broken:
        raise OperationError(
            "This is not an .xlsx file. Open it in Excel, save it as .xlsx and try again."
        ) from broken
    large = [m for m in members if m.file_size > 1_000_000 and m.file_size > 200 * max(m.compress_size, 1)]
    if len(members) > 2_000 or sum(member.file_size for member in members) > 100_000_000 or large:
        raise OperationError("The content of this file is too large. Copy the rows into a new spreadsheet.")
