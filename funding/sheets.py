"""Reading a spreadsheet of bids: each amount exact or refused by its cell, printed totals kept apart."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from funding.amounts import AmountUnreadable, read_amount

LONGEST, WIDEST = 2_000, 60

MEANINGS = {
    "pot": ("pot", "fund", "stream", "recipient", "csp", "partnership", "district", "area"),
    "title": (
        "project",
        "title",
        "bid",
        "proposal",
        "initiative",
        "name",
        "activity",
        "scheme",
        "description",
    ),
    "lead": (
        "lead organisation",
        "lead",
        "lead body",
        "lead agency",
        "organisation",
        "applicant",
        "delivered by",
    ),
    "asked": (
        *(
            "amount",
            "asked",
            "requested",
            "amount requested",
            "award",
            "awarded",
            "cost",
            "funding",
            "value",
            "grant",
        ),
        *("allocation", "allocated", "approved", "total cost"),
    ),
    "year": ("year", "financial year"),
}


class SheetRefused(ValueError):
    """The file cannot be read as bids; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that cannot be read, by its address."""

    cell: str
    words: str


@dataclass(frozen=True, slots=True)
class BidRow:
    """One bid as the sheet has it; the amount in pence."""

    row: int
    pot: str
    title: str
    lead: str
    asked: int
    year: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A total that the sheet prints, with what the rows above it come to, in pence."""

    cell: str
    label: str
    printed: int
    computed: int

    @property
    def difference(self) -> int:
        """Printed less computed."""
        return self.printed - self.computed


@dataclass(frozen=True, slots=True)
class BidSheet:
    """What a sheet holds: its bids, the cells refused, and its printed totals."""

    bids: tuple[BidRow, ...]
    refusals: tuple[Refusal, ...]
    totals: tuple[PrintedTotal, ...]


def read_bids(filename: str, content: bytes) -> BidSheet:
    """The bids of an .xlsx or .csv. Raises SheetRefused; a doubtful amount is a refusal by its cell."""
    ending = filename.rpartition(".")[2].lower()
    if ending == "csv":
        rows = _rows_of_csv(content)
    elif ending == "xlsx":
        rows = _rows_of_xlsx(content)
    else:
        raise SheetRefused(
            "Bids are read from .xlsx and .csv files. Save the sheet as one of these and try again."
        )
    header, columns = _header(rows)
    return _read(rows[header + 1 :], header + 2, columns)


def _rows_of_csv(content: bytes) -> list[list[object]]:
    if b"\x00" in content[:2000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetRefused("This is not a CSV file. Save the sheet as CSV or .xlsx and try again.")
    for encoding in (
        "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig",
        "cp1252",
        "latin-1",
    ):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    return [list(row)[:WIDEST] for row in csv.reader(io.StringIO(text), delimiter=mark)][:LONGEST]


def _rows_of_xlsx(content: bytes) -> list[list[object]]:
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=False, data_only=True)
    except Exception as broken:
        raise SheetRefused(
            "This Excel file cannot be opened. Open it in Excel, save it again and try again."
        ) from broken
    sheet = book.worksheets[0]
    return [list(row) for row in sheet.iter_rows(max_row=LONGEST, max_col=WIDEST, values_only=True)]


def _refuse_bombs(content: bytes) -> None:
    """Limits that hold before anything is parsed (stack: 2,000 members, 100 MB, ratio 200)."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as broken:
        raise SheetRefused(
            "This is not an .xlsx file. Open it in Excel, save it as .xlsx and try again."
        ) from broken
    large = [m for m in members if m.file_size > 1_000_000 and m.file_size > 200 * max(m.compress_size, 1)]
    if len(members) > 2_000 or sum(member.file_size for member in members) > 100_000_000 or large:
        raise SheetRefused(
            "This file unpacks to far more than a sheet of bids holds. Copy the rows into a new sheet."
        )


def _words(value: object) -> str:
    return re.sub(r"\s+", " ", str(value)).strip() if value is not None else ""


def _header(rows: list[list[object]]) -> tuple[int, dict[str, int]]:
    """Which row is the header, and which column means what."""
    best: tuple[int, dict[str, int]] = (0, {})
    for place, row in enumerate(rows[:30]):
        columns: dict[str, int] = {}
        for at, value in enumerate(row):
            heading = re.sub(r"[^a-z ]", " ", _words(value).lower()).strip()
            heading = re.sub(r"\s+", " ", heading)
            for meaning, names in MEANINGS.items():
                if heading in names and meaning not in columns:
                    columns[meaning] = at
                    break
        if len(columns) > len(best[1]):
            best = (place, columns)
    if "asked" not in best[1] or not {"title", "pot", "lead"} & best[1].keys():
        raise SheetRefused(
            "No header row with a project and an amount was found. Name the columns Pot, Project, Lead"
            " organisation and Amount, and try again."
        )
    return best


def _read(rows, first: int, columns: dict[str, int]) -> BidSheet:
    bids, refusals, totals, since = [], [], [], 0

    def text(row, meaning):
        at = columns.get(meaning)
        return _words(row[at]) if at is not None and at < len(row) else ""

    for place, row in enumerate(rows, first):
        if not any(_words(value) for value in row):
            continue
        at = columns["asked"]
        value = row[at] if at < len(row) else None
        cell = f"{get_column_letter(at + 1)}{place}"
        named = " ".join(text(row, meaning) for meaning in ("pot", "title", "lead")).strip()
        is_total = bool(re.match(r"(grand |sub ?)?total\b|sum\b", named, re.I))
        try:
            amount = read_amount(value)
        except AmountUnreadable as refusal:
            refusals.append(Refusal(cell, str(refusal)))
            continue
        if is_total:
            grand = named.lower().startswith("grand")
            computed = sum(bid.asked for bid in (bids if grand else bids[since:]))
            totals.append(PrintedTotal(cell, named, amount, computed))
            since = len(bids)
            continue
        if amount < 0:
            refusals.append(Refusal(cell, "A bid cannot ask for less than nothing."))
            continue
        bids.append(
            BidRow(
                row=place,
                pot=text(row, "pot"),
                title=text(row, "title") or text(row, "lead") or text(row, "pot"),
                lead=text(row, "lead"),
                asked=amount,
                year=text(row, "year"),
            )
        )
    return BidSheet(tuple(bids), tuple(refusals), tuple(totals))
