"""The meaning of the headings of a spreadsheet of bids, and the financial year that a cell names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plans.files import SourceCell, SourceRow, SourceTable, assign_meanings, one_line
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
    """The row of headings, the column of each meaning, and the columns of amounts for one year each."""

    header: int
    """Its position among the rows of the table."""
    at: dict[str, int]
    years: dict[str, int] = field(default_factory=dict)
    """Year label such as "2024/25" → column."""

    @property
    def can_be_read(self) -> bool:
        """Return whether there are columns for a project and an amount."""
        has_amount = bool({"asked", "allocated"} & self.at.keys() or self.years)
        return has_amount and bool({"title", "pot", "lead", "recipient"} & self.at.keys())


def year_in(text: str) -> str:
    """Return the financial year that a text names, as "2024/25"; "" if it names none."""
    for first, last in _YEAR.findall(text):
        if (int(first) + 1) % 100 == int(last):
            return f"20{first}/{last}"
    return ""


def years_of(period: Period) -> tuple[str, ...]:
    """Return the financial years of a grant's period: "2024/25", "2025/26"."""
    return tuple(dict.fromkeys(year_label(quarter.year) for quarter in period.quarters))


def cell_text(cell: SourceCell | None) -> str:
    """Return the text of a cell with single spaces; "" if there is no cell."""
    return one_line(cell.text) if cell else ""


def columns_of(table: SourceTable) -> SheetColumns:
    """Return the row of headings: the row with the most known headings among the first 30."""
    found = [_columns(place, row) for place, row in enumerate(table.rows[:30])]
    return max(found, key=lambda each: len(each.at) + len(each.years), default=SheetColumns(0, {}))


def _columns(place: int, row: SourceRow) -> SheetColumns:
    headings = {cell.start: cell_text(cell.source) for cell in row.cells}
    years = {year_in(heading): column for column, heading in headings.items() if year_in(heading)}
    claims = [
        (score, column, meaning)
        for column, heading in headings.items()
        if column not in years.values()
        for meaning, score in _scores_of(_plain(heading)).items()
    ]
    found = assign_meanings(claims)
    return SheetColumns(place, {meaning: column for column, meaning in found.items()}, years)


def _scores_of(heading: str) -> dict[str, int]:
    """Return a score for each meaning of a heading: 2 for its whole text, 1 for one of its words."""
    if len(heading) > 60:
        return {}
    words = set(heading.split())
    return {
        meaning: 2 if heading in names else 1
        for meaning, (names, parts) in MEANINGS.items()
        if heading in names or words & set(parts)
    }


def _plain(heading: str) -> str:
    letters = one_line(re.sub(r"[^a-z ]", " ", heading.lower()))
    # A column whose heading is only the pound sign has amounts.
    return letters or ("amount" if "£" in heading else "")
