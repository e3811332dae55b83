"""A grant's table taken out as Excel and CSV; no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from funding.models import Grant
from funding.overview import Overview

HEADINGS = ("No.", "Pot", "Project", "Lead organisation", "State", "Amount", "Approved", "Paid")
POT_HEADINGS = ("Pot", "Allocated", "Approved", "Paid", "Left")
_UNSAFE = re.compile(r"'*[=+\-@\t\r]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
POUNDS = '"£"#,##0.00;[Red]-"£"#,##0.00'

Cell = str | int | Decimal


def to_csv(shown: Overview) -> bytes:
    """The bids as UTF-8 CSV with a byte order mark, as Excel wants it; pounds with two figures of pence."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in bid_rows(shown):
        writer.writerow([shielded(cell) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def to_xlsx(grant: Grant, shown: Overview) -> bytes:
    """The bids and the pots as an Excel workbook; amounts are numbers."""
    book = Workbook()
    book.properties.title = grant.title
    book.properties.language = "en-GB"
    book.properties.creator = ""
    sheet = book.active
    sheet.title = "Bids"
    _write(sheet, HEADINGS, bid_rows(shown), (6, 16, 46, 34, 14, 14, 14, 14))
    _write(book.create_sheet("Pots"), POT_HEADINGS, pot_rows(shown), (24, 16, 16, 16, 16))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bid_rows(shown: Overview) -> Iterable[tuple[Cell, ...]]:
    """A row for each bid; amounts in pounds."""
    for row in shown.bids:
        bid = row.bid
        words = (bid.pot.name, bid.title, bid.lead_words, bid.get_state_display())
        yield (bid.number, *words, pounds(bid.asked), pounds(row.approved), pounds(row.paid))


def pot_rows(shown: Overview) -> Iterable[tuple[Cell, ...]]:
    """A row for each pot and one for the whole; amounts in pounds."""
    for stands in (*shown.where.pots, shown.where.whole):
        sums = (stands.allocated, stands.approved, stands.paid, stands.left)
        yield (stands.name, *map(pounds, sums))


def pounds(pence: int) -> Decimal:
    """Exact pounds of whole pence."""
    return Decimal(pence).scaleb(-2)


def shielded(text: str) -> str:
    """A text that no spreadsheet takes for a formula; bringing it in takes the apostrophe off again."""
    return f"'{text}" if _UNSAFE.match(text) else text


def _write(sheet, headings: Sequence[str], rows: Iterable[tuple[Cell, ...]], widths: Sequence[int]) -> None:
    sheet.append(headings)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(place, column)
            if isinstance(value, str):
                # Text always, whatever it begins with: no formula, no error value, no number.
                cell.value, cell.data_type = _UNPRINTABLE.sub("", value), "s"
                cell.quotePrefix = bool(_UNSAFE.match(value))
            else:
                cell.value = value
                if isinstance(value, Decimal):
                    cell.number_format = POUNDS
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
