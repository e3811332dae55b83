"""The meaning of the headings of a spreadsheet of bids, and the financial year that a cell names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from funding.bid_imports.spreadsheets import Rows
from plans.files import clean_text, one_line
from plans.periods import Period, year_label

# Meaning → headings that have it, then words of longer headings that have it.
MEANINGS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "pot": (("pot", "fund", "stream"), ("pot",)),
    "recipient": (
        ("recipient", "csp", "partnership", "community safety partnership", "district", "area"),
        ("recipient", "csp", "partnership", "district"),
    ),
    "lead": (
        (
            *("lead organisation", "lead", "lead body", "lead agency", "organisation", "applicant"),
            *("delivered by", "provider"),
        ),
        ("lead", "organisation", "applicant"),
    ),
    "title": (
        (
            *("project", "title", "bid", "proposal", "initiative", "name", "activity", "scheme"),
            *("description", "project title", "project name"),
        ),
        ("project", "proposal", "initiative"),
    ),
    "year": (("year", "financial year"), ("year",)),
    "allocated": (("allocation", "allocated", "share"), ("allocation", "allocated")),
    "asked": (
        (
            *("amount", "amount requested", "requested", "asked", "approved", "awarded", "award", "cost"),
            *("funding", "value", "grant", "total cost", "total"),
        ),
        ("amount", "cost", "requested", "awarded", "approved"),
    ),
}

_YEAR = re.compile(r"(?<![0-9])(?:20)?([0-9]{2})\s*[/–-]\s*(?:20)?([0-9]{2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The row of headings, the meaning of each column, and the columns of amounts for one year each."""

    header: int
    at: dict[str, int]
    years: dict[str, int] = field(default_factory=dict)
    """Year label such as "2024/25" → column."""

    @property
    def can_be_read(self) -> bool:
        """Return whether there are columns for a project and an amount."""
        has_amount = bool({"asked", "allocated"} & self.at.keys() or self.years)
        return has_amount and bool({"title", "pot", "lead", "recipient"} & self.at.keys())


def year_in(value: object) -> str:
    """Return the financial year that a cell names, as "2024/25"; "" if it names none."""
    for first, last in _YEAR.findall(cell_text(value)):
        if (int(first) + 1) % 100 == int(last):
            return f"20{first}/{last}"
    return ""


def years_of(period: Period) -> tuple[str, ...]:
    """Return the financial years of a grant's period: "2024/25", "2025/26"."""
    return tuple(dict.fromkeys(year_label(quarter.year) for quarter in period.quarters))


def cell_text(value: object) -> str:
    """Return the text of a cell with single spaces, without the apostrophe that prevents a formula.

    Characters that files and databases cannot hold are removed.
    """
    said = one_line(clean_text(str(value))) if value is not None else ""
    return re.sub(r"^'(?='*[=+@-])", "", said)


def columns_of(rows: Rows) -> SheetColumns:
    """Return the row of headings: the row with the most known headings among the first 30."""
    found = [_columns(place, row) for place, row in enumerate(rows[:30])]
    return max(found, key=lambda each: len(each.at) + len(each.years), default=SheetColumns(0, {}))


def _columns(place: int, row: Sequence[object]) -> SheetColumns:
    at: dict[str, int] = {}
    headings = {column: _plain(value) for column, value in enumerate(row) if cell_text(value)}
    years = {year_in(row[column]): column for column in headings if year_in(row[column])}
    for column in years.values():
        headings.pop(column)
    for rank in (0, 1):
        for column, heading in headings.items():
            if column in at.values():
                continue
            for meaning, names in MEANINGS.items():
                said = heading in names[0] if rank == 0 else set(heading.split()) & set(names[1])
                if said and meaning not in at and len(heading) <= 60:
                    at[meaning] = column
                    break
    return SheetColumns(place, at, years)


def _plain(value: object) -> str:
    letters = re.sub(r"[^a-z ]", " ", cell_text(value).lower())
    # A column whose heading is only the pound sign has amounts.
    return re.sub(r"\s+", " ", letters).strip() or ("amount" if "£" in cell_text(value) else "")
