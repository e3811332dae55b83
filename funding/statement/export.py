"""A grant's table taken out as Excel and CSV; no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from funding.models import Grant
from funding.statement.overview import GrantOverview
from plans.files import clean_text

HEADINGS = (
    "No.",
    "Pot",
    "Project",
    "Lead organisation",
    "Status",
    "Amount",
    "Approved",
    "Paid",
    "Spent",
    "Forecast",
)
POT_HEADINGS = ("Pot", "Allocated", "Approved", "Paid", "Spent", "Forecast", "Left")
_UNSAFE = re.compile(r"'*[=+\-@\t\r]")
POUNDS = '"£"#,##0.00;[Red]-"£"#,##0.00'


@dataclass(frozen=True, slots=True)
class Pounds:
    """An amount as a spreadsheet's number: "1234.50" for 123450 pence, digit by digit."""

    pence: int

    def __str__(self) -> str:
        sign = "-" if self.pence < 0 else ""
        return f"{sign}{abs(self.pence) // 100}.{abs(self.pence) % 100:02}"


Cell = str | int | Pounds


def grant_to_csv(shown: GrantOverview) -> bytes:
    """The bids as UTF-8 CSV with a byte order mark, as Excel wants it; pounds with two figures of pence."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in bid_rows(shown):
        writer.writerow([shielded(clean_text(cell)) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def grant_to_xlsx(grant: Grant, shown: GrantOverview, *, with_pots: bool = True) -> bytes:
    """The bids as an Excel workbook, with the pots for who sees them; amounts are numbers."""
    book = Workbook()
    book.properties.title = clean_text(grant.title)
    book.properties.language = "en-GB"
    book.properties.creator = ""
    sheet = book.active
    sheet.title = "Bids"
    _write(sheet, HEADINGS, bid_rows(shown), (6, 16, 46, 34, 22, 14, 14, 14, 14, 14))
    if with_pots:
        _write(book.create_sheet("Pots"), POT_HEADINGS, pot_rows(shown), (24, 16, 16, 16, 16, 16, 16))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bid_rows(shown: GrantOverview) -> Iterable[tuple[Cell, ...]]:
    """A row for each bid; amounts in pounds."""
    for row in shown.bids:
        bid = row.bid
        words = (bid.pot.name, bid.title, bid.lead_words, bid.get_state_display())
        asked = bid.amount_requested_text if bid.asked is None else Pounds(bid.asked)
        sums = (row.approved, row.paid, row.spent, row.forecast)
        yield (bid.number, *words, asked, *map(Pounds, sums))


def pot_rows(shown: GrantOverview) -> Iterable[tuple[Cell, ...]]:
    """A row for each pot and one for the whole; amounts in pounds."""
    for stands in (*shown.where.pots, shown.where.whole):
        sums = (stands.allocated, stands.approved, stands.paid, stands.spent, stands.forecast, stands.left)
        yield (stands.name, *map(Pounds, sums))


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
                cell.value, cell.data_type = clean_text(value), "s"
                cell.quotePrefix = bool(_UNSAFE.match(cell.value))
            elif isinstance(value, Pounds):
                # The file holds the digits as they are, and Excel takes them for a number.
                cell.value, cell.data_type, cell.number_format = str(value), "n", POUNDS
            else:
                cell.value = value
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
