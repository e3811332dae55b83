"""Parse a spreadsheet of bids. Amounts that are not clear are errors of their cell, and totals are kept separate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from funding.bid_imports.columns import SheetColumns, cell_text, columns_of, year_in
from funding.money.amounts import AMOUNT_HINT, InvalidAmount, format_money, parse_amount
from funding.money.pot_names import TACTICAL, UPFRONT, pot_name
from funding.money.printed import AWARD_LABEL, is_award, plain_label
from plans.files import SourceCell, SourceFileError, SourceTable, letters_of, read_tables

KINDS = (".xlsx", ".csv")
LONGEST_NAME = {"pot": 100, "recipient": 100, "title": 300, "lead": 300}

# The cells of a row by their column; a merged cell is in every row that it covers.
Cells = dict[int, SourceCell]

_TOTAL = re.compile(r"\b(subtotal|total|totals|sum)\b")
_LEFT = re.compile(r"\b(remaining|left|balance|unallocated|uncommitted)\b")
_BESIDE_TOTAL = frozenset(
    re.findall(
        "[a-z]+",
        "grand overall sub subtotal total totals sum for of the all pot pots project projects bid bids upfront"
        " tactical amount asked requested approved awarded allocated allocation committed spend spent cost funding"
        " remaining left balance unallocated uncommitted grant award available to date in and",
    )
)


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell with an error, by its reference such as D4."""

    cell: str
    words: str


@dataclass(frozen=True, slots=True)
class BidRow:
    """One bid of the spreadsheet, with the amount in pence."""

    row: int
    pot: str
    title: str
    lead: str
    asked: int
    year: str = ""
    """The financial year of its row or its column of amounts; "" for none."""


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A total in the spreadsheet, with the calculated total of its rows, in pence."""

    cell: str
    label: str
    printed: int
    computed: int

    @property
    def difference(self) -> int:
        """Return the total in the spreadsheet less the calculated total, in pence."""
        return self.printed - self.computed

    @property
    def words(self) -> str:
        """Return a sentence with both totals and the difference."""
        said = f"{self.cell}: “{self.label}” is {format_money(self.printed)} in the spreadsheet"
        if not self.difference:
            return f"{said}, the same as the total of the rows."
        return f"{said}. The rows add up to {format_money(self.computed)}. The difference is {format_money(self.difference)}."


@dataclass(frozen=True, slots=True)
class ParsedBids:
    """The contents of a spreadsheet: bids, errors of cells, totals and recipients' shares."""

    bids: tuple[BidRow, ...]
    refusals: tuple[CellError, ...] = ()
    totals: tuple[TotalRow, ...] = ()
    shares: dict[str, int] = field(default_factory=dict)
    """Pot or recipient → its share in pence; empty if the spreadsheet has no shares."""
    printed_left: int | None = None
    printed_award: tuple[str, str, int] | None = None
    """Cell, label and pence of the award in the spreadsheet."""
    notes: tuple[str, ...] = ()
    """Sentences about what is skipped or assumed."""


def parse_bids(filename: str, content: bytes, *, years: Sequence[str] = ()) -> ParsedBids:
    """Return the bids of an .xlsx or .csv file for the years of the grant, such as "2024/25", or for all years.

    Rows, columns and worksheets of other years are skipped, with a note. An amount that is not clear is an error of its
    cell. Hidden worksheets are skipped. Raises SourceFileError if the file cannot be parsed or has no bids.
    """
    tables, hidden = read_tables(filename, content, kinds=KINDS)
    aside = [f"{name} is skipped. {words}" for name, words in hidden]
    found = [(table, columns) for table in tables if (columns := columns_of(table)).can_be_read]
    if not found:
        said = (
            "No row of headings with a project and an amount was found. Use the headings Pot, Project, Lead"
            " organisation and Amount, and try again."
        )
        raise SourceFileError(" ".join([said, *aside]))
    own = [each for each in found if year_in(each[0].sheet) in years]
    if len(of_years := {year_in(table.sheet) for table, _ in own}) > 1:
        raise SourceFileError(
            f"This file has a sheet for each of {_listed(of_years)}. Import each sheet as a separate file."
        )
    chosen, columns = (own or found)[0]
    notes = [f"{table.name} is skipped. {chosen.name} is used." for table, _ in found if table is not chosen]
    sheet = _Reading(chosen, columns, years, [*notes, *aside]).sheet()
    if not sheet.bids and not sheet.refusals:
        said = f"No bids{f' for {_listed(years)}' if years else ''} were found."
        raise SourceFileError(" ".join([said, *sheet.notes]))
    return sheet


def amount_in(cell: SourceCell | None) -> int:
    """Return the amount in a cell in pence, from the digits that the file stores. Raises InvalidAmount."""
    if cell is None:
        return parse_amount(None)
    if cell.is_date:
        raise InvalidAmount(f"“{cell_text(cell)}” is a date or a time, not an amount. {AMOUNT_HINT}")
    if cell.stored and (sign := re.search(r"[%$€]|[A-Za-z]+", cell.text.replace("GBP", ""))):
        raise InvalidAmount(
            f"“{cell_text(cell)}” is shown with “{sign[0]}”, so it is not clear. {AMOUNT_HINT}"
        )
    if "characters" in cell.marks:
        raise InvalidAmount(f"This amount has characters that cannot be read. {AMOUNT_HINT}")
    return parse_amount(cell.stored or cell.text)


def _listed(years: Iterable[str]) -> str:
    return " and ".join(sorted(set(years)))


class _Reading:
    """Parser of one worksheet, from rows of cells to bids."""

    def __init__(self, table: SourceTable, columns: SheetColumns, years: Sequence[str], notes: list[str]):
        self.rows = table.rows[columns.header + 1 :]
        self.is_workbook = bool(table.sheet)
        self.width = max((cell.start for cell in table.rows[columns.header].cells), default=0)
        self.merged: set[int] = set()
        self.columns, self.years, self.notes = columns, years, notes
        self.read: list[BidRow] = []
        self.totals: list[TotalRow] = []
        self.refusals: list[CellError] = []
        self.shares: dict[tuple[str, str], int] = {}
        self.printed_left: int | None = None
        self.printed_award: tuple[str, str, int] | None = None
        self.elsewhere: dict[str, int] = {}
        self.since = 0
        self.section = ""
        self.pot = "pot" if "pot" in columns.at else "recipient"
        self.money = self.columns_of_money()

    def columns_of_money(self) -> dict[int, str]:
        """Return the columns of amounts with their years: if there is a column per year, those of the grant's years."""
        at, years = self.columns.at, self.columns.years
        if not years or "asked" in at:
            return {at["asked"] if "asked" in at else at["allocated"]: ""}
        own = [year for year in sorted(years) if year in self.years] if self.years else [max(years)]
        if not own:
            raise SourceFileError(
                f"The spreadsheet has amounts for {', '.join(sorted(years))}, but none for {_listed(self.years)}."
            )
        verb = "is" if len(own) == 1 else "are"
        for other in sorted(years.keys() - set(own)):
            self.notes.append(f"The column for {other} is skipped. {_listed(own)} {verb} used.")
        return {years[year]: year for year in own}

    def sheet(self) -> ParsedBids:
        for row in self.rows:
            cells = {cell.start: cell.source for cell in row.cells}
            self.merged = {cell.start for cell in row.cells if cell.above}
            if any(cell.text for cell in cells.values()):
                self.take(row.number, cells)
        own = tuple(bid for bid in self.read if not self.is_elsewhere(bid.year))
        for other, count in sorted(self.elsewhere.items()):
            rows = "1 row" if count == 1 else f"{count} rows"
            self.notes.append(f"{rows} for {other} {'is' if count == 1 else 'are'} skipped.")
        said = [(bid.pot, bid.asked) for bid in own] if self.rows_are_shares() else []
        shares: dict[str, int] = {}
        for pot, amount in (*said, *((pot, amount) for (pot, _), amount in self.shares.items())):
            shares[pot] = shares.get(pot, 0) + amount
        return ParsedBids(
            bids=own,
            refusals=tuple(self.refusals),
            totals=tuple(self.totals),
            shares=shares,
            printed_left=self.printed_left,
            printed_award=self.printed_award,
            notes=tuple(self.notes),
        )

    def rows_are_shares(self) -> bool:
        """Return whether the share of a pot is the total of its rows, because no column has shares."""
        at = self.columns.at
        if ("allocated" in at and at["allocated"] not in self.money) or self.pot not in at:
            return False
        return self.pot == "recipient" or not {"title", "lead"} & at.keys()

    def text(self, row: Cells, meaning: str) -> str:
        return cell_text(row.get(self.columns.at.get(meaning, 0)))

    def cell(self, meaning_or_column: str | int, place: int) -> str:
        at = self.columns.at[meaning_or_column] if isinstance(meaning_or_column, str) else meaning_or_column
        return f"{letters_of(at)}{place}"

    def is_elsewhere(self, year: str) -> bool:
        return bool(self.years and year and year not in self.years)

    def take(self, place: int, row: Cells) -> None:
        if not self.is_workbook and (beyond := [at for at in row if at > self.width]):
            self.refuse(
                beyond[0],
                place,
                "This row has more cells than the headings. Put an amount such as 12,500 in quotation marks.",
            )
            return
        label = " ".join(self.text(row, name) for name in ("pot", "recipient", "title", "lead")).strip()
        first = next(cell_text(cell) for cell in row.values() if cell.text)
        if self.is_summary(label or first):
            self.take_summary(place, row, label or first)
            return
        if self.pot not in self.columns.at and pot_name(label) in (UPFRONT, TACTICAL):
            self.section = pot_name(label)
            return
        year = year_in(self.text(row, "year"))
        if "year" in self.columns.at and self.years and not year:
            self.refuse("year", place, f"Enter the financial year of this row, for example {self.years[0]}.")
            return
        if self.is_elsewhere(year):
            # Amounts of other years are not checked. They count only in totals of all years.
            self.elsewhere[year] = self.elsewhere.get(year, 0) + 1
        for at, of_column in self.money.items():
            self.take_bid(place, row, at, year or of_column)

    def take_bid(self, place: int, row: Cells, at: int, year: str) -> None:
        if at in self.merged and "asked" in self.columns.at:
            self.refuse(
                at, place, "This amount is in a cell that covers several rows. Enter an amount in each row."
            )
            return
        amount = self.amount(place, row, at, quiet=self.is_elsewhere(year))
        pot = pot_name(self.text(row, self.pot)) or self.section
        if amount is None:
            return
        if amount < 0:
            self.refuse(at, place, "Amount requested must be £0 or more.")
            return
        if not pot and self.pot in self.columns.at:
            self.refuse(self.pot, place, "Enter the pot of this row.")
            return
        for meaning, longest in LONGEST_NAME.items():
            if len(self.text(row, meaning)) > longest:
                self.refuse(meaning, place, f"Text must be {longest} characters or fewer.")
                return
        title = self.text(row, "title") or self.text(row, "lead") or pot
        if not title:
            self.refuse(at, place, "Enter the project that this amount is for.")
            return
        if not self.is_elsewhere(year) and not self.share(place, row, pot, year):
            return
        lead = self.text(row, "lead") or ("" if self.pot == "recipient" else self.text(row, "recipient"))
        self.read.append(BidRow(place, pot, title, lead, amount, year))

    def share(self, place: int, row: Cells, pot: str, year: str) -> bool:
        """Save the share of the row's pot in that year. Return False if its cell has an error."""
        at = self.columns.at.get("allocated")
        if at is None or at in self.money or not cell_text(row.get(at)):
            return True
        amount = self.amount(place, row, at)
        if amount is None:
            return False
        # A single column of shares next to columns of several years is for all of these years.
        key = (pot, year if len(self.money) == 1 else "")
        if self.shares.setdefault(key, amount) != amount:
            said = f"{pot} has {format_money(self.shares[key])} in an earlier row and {format_money(amount)} in this row."
            self.refuse("allocated", place, said)
            return False
        return True

    def amount(self, place: int, row: Cells, at: int, *, quiet: bool = False) -> int | None:
        try:
            return amount_in(row.get(at))
        except InvalidAmount as refusal:
            if not quiet:
                self.refuse(at, place, str(refusal))
            return None

    def refuse(self, column: str | int, place: int, said: str) -> None:
        refusal = CellError(self.cell(column, place), said)
        # A row is parsed once for each year that has a column.
        if refusal not in self.refusals:
            self.refusals.append(refusal)

    # --- Rows of totals.

    def is_summary(self, label: str) -> bool:
        """Return whether the text only names a total: “Total Respect” is a project."""
        plain = re.sub(r"[^a-z ]", " ", label.lower().replace("up-front", "upfront"))
        plain = re.sub(r"\s+", " ", plain).strip()
        pots = {word for bid in self.read for word in re.findall(r"[a-z]+", bid.pot.lower())}
        known = all(word in _BESIDE_TOTAL or word in pots for word in plain.split())
        return known and bool(_TOTAL.search(plain) or _LEFT.search(plain) or AWARD_LABEL.fullmatch(plain))

    def take_summary(self, place: int, row: Cells, label: str) -> None:
        sums_up = False
        for at, of_column in self.money.items():
            year = year_in(self.text(row, "year")) or year_in(label) or of_column
            amount = self.amount(place, row, at, quiet=self.is_elsewhere(year))
            if amount is None or self.is_elsewhere(year):
                sums_up = True
            elif _LEFT.search(plain_label(label)) or is_award(label):
                self.take_printed(self.cell(at, place), label, amount, year)
            else:
                self.take_total(self.cell(at, place), label, amount, year)
                sums_up = True
        if sums_up:
            self.since = len(self.read)

    def take_printed(self, cell: str, label: str, amount: int, year: str) -> None:
        """Save the award or the amount left in the spreadsheet, if it is for the complete grant."""
        if year and len(self.years) > 1:
            self.notes.append(f"{cell}: “{label}” is for {year} only, so it is skipped.")
        elif not _LEFT.search(plain_label(label)):
            self.printed_award = (cell, label, amount)
        elif not self.pot_in(label):
            self.printed_left = amount

    def take_total(self, cell: str, label: str, amount: int, year: str) -> None:
        """Save a total with the calculated total of its rows: of its pot, since the last total, or all rows."""
        pot = self.pot_in(label)
        is_of_all = pot or plain_label(label).startswith(("grand", "overall")) or self.since >= len(self.read)
        rows = self.read if is_of_all else self.read[self.since :]
        computed = sum(
            bid.asked for bid in rows if (not year or bid.year == year) and (not pot or bid.pot == pot)
        )
        self.totals.append(TotalRow(cell, label, amount, computed))

    def pot_in(self, label: str) -> str:
        """Return the pot that a total names; "" for none."""
        return next((bid.pot for bid in self.read if bid.pot and bid.pot.lower() in label.lower()), "")
