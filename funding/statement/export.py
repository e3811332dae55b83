"""Export the bids of a grant to Excel and CSV. No cell is interpreted as a formula."""

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
    """An amount as a number of a spreadsheet: "1234.50" for 123450 pence, exactly."""

    pence: int

    def __str__(self) -> str:
        sign = "-" if self.pence < 0 else ""
        return f"{sign}{abs(self.pence) // 100}.{abs(self.pence) % 100:02}"


Cell = str | int | Pounds


def grant_to_csv(shown: GrantOverview) -> bytes:
    """Return the bids as UTF-8 CSV with a byte order mark for Excel. Amounts are pounds with two digits of pence."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in bid_rows(shown):
        writer.writerow([shielded(clean_text(cell)) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def grant_to_xlsx(grant: Grant, shown: GrantOverview, *, with_pots: bool = True) -> bytes:
    """Return the bids, and the pots if `with_pots`, as an Excel workbook. Amounts are numbers."""
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
    """Yield a row for each bid, with amounts in pounds."""
    for row in shown.bids:
        bid, now = row.bid, row.row
        words = (bid.pot.name, now.title, now.lead_words, now.get_state_display())
        asked = bid.amount_requested_text if bid.asked is None else Pounds(bid.asked)
        sums = (row.approved, row.paid, row.spent, row.forecast)
        yield (bid.number, *words, asked, *map(Pounds, sums))


def pot_rows(shown: GrantOverview) -> Iterable[tuple[Cell, ...]]:
    """Yield a row for each pot and a row of totals, with amounts in pounds."""
    for stands in (*shown.where.pots, shown.where.whole):
        sums = (stands.allocated, stands.approved, stands.paid, stands.spent, stands.forecast, stands.left)
        yield (stands.name, *map(Pounds, sums))


def shielded(text: str) -> str:
    """Return text that no spreadsheet interprets as a formula. An import removes the apostrophe again."""
    return f"'{text}" if _UNSAFE.match(text) else text


def _write(sheet, headings: Sequence[str], rows: Iterable[tuple[Cell, ...]], widths: Sequence[int]) -> None:
    sheet.append(headings)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(place, column)
            if isinstance(value, str):
                # The value is always text, so that it is not a formula, an error value or a number.
                cell.value, cell.data_type = clean_text(value), "s"
                cell.quotePrefix = bool(_UNSAFE.match(cell.value))
            elif isinstance(value, Pounds):
                # The file has the exact digits, and Excel interprets them as a number.
                cell.value, cell.data_type, cell.number_format = str(value), "n", POUNDS
            else:
                cell.value = value
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
