"""Parse a CSV file into a table: detect the encoding and the separator, and split the rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from plans.files import limits
from plans.files.errors import KEEP_LESS, NO_TEXT, SourceFileError
from plans.files.grid import SourceCell, SourceParagraph, SourceRow, SourceTable
from plans.files.text_cleaning import clean_text, has_control_characters

_SEPARATORS = ",;\t|"
# Enough of a file to detect its separator.
_SAMPLE = 100_000
# Exports put an apostrophe before what Excel would take for a formula (and before such an apostrophe).
_SHIELDED = re.compile(r"'+[=+\-@\t\r]")
_WIDE = f"This file has more than {limits.COLUMNS} columns. {KEEP_LESS}"
_WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)


def read_delimited(content: bytes) -> SourceTable:
    """Return the rows of a CSV file. Raises SourceFileError if it has none or is too large."""
    text = decoded(content)
    if _WEB_PAGE.match(text):
        raise SourceFileError(
            "This file is named .csv but is a web page. Open it in Excel, select Save As and .xlsx, then "
            "try again."
        )
    table = SourceTable("", [])
    for number, values in _rows(text, separator_of(text)):
        filled = [(column, value) for column, value in enumerate(values, 1) if value.strip()]
        if len(filled) > limits.COLUMNS:
            raise SourceFileError(_WIDE)
        cells = [_cell(column, value, number) for column, value in filled]
        if cells:
            table.rows.append(SourceRow(number, cells))
        if len(table.rows) > limits.ROWS:
            raise SourceFileError(f"This file has more than {limits.ROWS:,} rows. {KEEP_LESS}")
    if len(table.columns) > limits.COLUMNS:
        raise SourceFileError(_WIDE)
    if not any(row.filled for row in table.rows):
        raise SourceFileError(NO_TEXT)
    return table


def decoded(content: bytes) -> str:
    """Return the file's text: UTF-16 or UTF-8 if it is marked or readable as such, otherwise Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    sample = content[:2_000]
    if b"\x00" in sample and len(sample) > 3:
        # Without a mark at its start, UTF-16 shows as a NUL at every other place.
        if sample[1::2].count(0) > len(sample) * 0.35:
            return content.decode("utf-16-le", "replace")
        if sample[::2].count(0) > len(sample) * 0.35:
            return content.decode("utf-16-be", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", _AS_CONTROL)


def _keep_byte(problem: UnicodeDecodeError) -> tuple[str, int]:
    """Decode a byte that means nothing in Windows-1252 as the control character it is."""
    return "".join(chr(byte) for byte in problem.object[problem.start : problem.end]), problem.end


_AS_CONTROL = "plan-file-control"
codecs.register_error(_AS_CONTROL, _keep_byte)


def separator_of(text: str) -> str:
    """Return the separator: the character that splits most rows into the same number of columns."""
    sample = text[:_SAMPLE]
    first = sample.partition("\n")[0].strip().lower()
    if found := re.fullmatch(r"sep=(.)", first):
        return found[1]
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        if separator not in sample:
            continue
        try:
            lengths = [
                len(row)
                for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
                if any(row)
            ]
        except csv.Error:
            continue
        widths = Counter(lengths)
        score = sum(count * (width - 1) for width, count in widths.items() if width > 1)
        common = max((count for width, count in widths.items() if width > 1), default=0)
        # Rows with the same number of columns are better evidence than commas within sentences.
        score = score * (common / sum(widths.values())) ** 2 if widths else 0
        # A row of headings has no sentences, so its separator counts more than those within texts and amounts.
        if common and widths[lengths[0]] == common and lengths[0] > 1:
            score *= 4
        if score > best_score:
            best, best_score = separator, score
    return best


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank, with the line it starts on."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as problem:
        if "unexpected end of data" in str(problem):
            raise SourceFileError(
                "A quotation mark in this file is not closed, so its rows cannot be identified. "
                "Open it in Excel, save it as .xlsx and try again."
            ) from problem
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for values in reader:
            is_hint = line == 1 and len(values) == 1 and values[0].lower().startswith("sep=")
            if any(values) and not is_hint:
                yield line, values
            line = reader.line_num + 1
    except csv.Error as problem:
        raise SourceFileError(
            f"The row that starts on line {line} cannot be read. A cell has more than {limits.CELL:,} "
            "characters, or a quotation mark is not closed. Open the file in Excel, save it as .xlsx and "
            "try again."
        ) from problem


def _cell(column: int, value: str, number: int) -> SourceCell:
    marks = {"characters"} if has_control_characters(value) else set()
    if _SHIELDED.match(value):
        value = value[1:]
    kept = clean_text(value)
    if len(kept) > limits.CELL:
        raise SourceFileError(
            f"A cell on line {number} has more than {limits.CELL:,} characters. Shorten it and try again."
        )
    if len(value) == limits.EXCEL_CELL:
        marks.add("cut")
    return SourceCell(column, (SourceParagraph(kept),), marks=frozenset(marks))
