"""Quarters and periods of a partnership's year, which runs from 1 April to 31 March.

Nothing here knows the current date: the caller passes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# Years outside these are typing errors; within them no date arithmetic can overflow.
FIRST_YEAR, LAST_YEAR = 1900, 2199

# The longest plan that a slug can name: "2024-99" is a typing error, not a plan of 75 years.
LONGEST_PLAN = 10


class InvalidQuarter(ValueError):
    """The text does not name a quarter; the message says how to write one."""


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A quarter of a plan year: number 1 is April to June of `year`, 4 is January to March after it.

    `year` is the calendar year in which the plan year starts. Raises InvalidQuarter.
    """

    year: int
    number: int

    def __post_init__(self):
        if self.number not in (1, 2, 3, 4) or not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise InvalidQuarter(
                f"Quarter {self.number} of {self.year} does not exist. Quarters are 1 to 4 and years "
                f"{FIRST_YEAR} to {LAST_YEAR}."
            )

    @classmethod
    def parse(cls, words: str) -> Quarter:
        """Return the quarter named as 2024-Q2. Raises InvalidQuarter with a sentence for the screen."""
        found = re.fullmatch(r"([0-9]{4})-[Qq]([1-4])", words)
        if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            shown = words if len(words) <= 40 else words[:40] + "…"
            raise InvalidQuarter(
                f"“{shown}” is not a quarter. Use the format 2024-Q2, which is July to September 2024."
            )
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter that contains a date."""
        number = (day.month - 4) % 12 // 3 + 1
        return cls(day.year - 1 if number == 4 else day.year, number)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def label(self) -> str:
        """The quarter as reports print it: "Q2 2024/25"."""
        return f"Q{self.number} {year_label(self.year)}"

    @property
    def months(self) -> str:
        """The months of the quarter: "July to September 2024"."""
        return f"{MONTHS[self.starts.month - 1]} to {MONTHS[self.ends.month - 1]} {self.ends.year}"

    @property
    def starts(self) -> date:
        """Its first day."""
        return date(self.year + 1, 1, 1) if self.number == 4 else date(self.year, 3 * self.number + 1, 1)

    @property
    def ends(self) -> date:
        """Its last day."""
        return last_day_of_month(self.starts.year, self.starts.month + 2)

    @property
    def next(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> Quarter:
        """The quarter before this one."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def contains(self, day: date) -> bool:
        """Return whether a date is in this quarter, its first and last day included."""
        return self.starts <= day <= self.ends


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A period of days, first and last day included. Raises ValueError when it would end before it starts."""

    starts: date
    ends: date

    def __post_init__(self):
        if self.ends < self.starts:
            raise ValueError(
                f"The period must end on or after its first day: it starts on {format_date(self.starts)} "
                f"and ends on {format_date(self.ends)}."
            )

    def contains(self, day: date) -> bool:
        """Return whether a date is in this period."""
        return self.starts <= day <= self.ends

    @property
    def label(self) -> str:
        """The period as text: "2024/25" for a financial year, "2024 to 2027" for several, otherwise both dates."""
        if (self.starts.month, self.starts.day, self.ends.month, self.ends.day) == (4, 1, 3, 31):
            if self.ends.year == self.starts.year + 1:
                return year_label(self.starts.year)
            return f"{self.starts.year} to {self.ends.year}"
        return f"{format_date(self.starts)} to {format_date(self.ends)}"

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Return the quarters that the period overlaps, in order."""
        return quarters_between(self.starts, self.ends)


@lru_cache(maxsize=200)
def quarters_between(starts: date, ends: date) -> tuple[Quarter, ...]:
    """Return every quarter from the first date's to the last date's; none if they are reversed."""
    quarters = []
    quarter = Quarter.of(starts)
    while quarter <= Quarter.of(ends) and starts <= ends:
        quarters.append(quarter)
        quarter = quarter.next
    return tuple(quarters)


def reporting_date(quarter: Quarter, today: date) -> date:
    """Return the date of a quarter's report: its last day, or today while it is in progress.

    Before the quarter starts, its first day.
    """
    return min(max(today, quarter.starts), quarter.ends)


def period_of_slug(slug: str) -> Period:
    """Return the period that a plan's slug names, in financial years from 1 April to 31 March.

    "2024-25" and "2024" are one year, "2024-27" three. Raises ValueError with a sentence.
    """
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}|[0-9]{4}))?", slug)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        first = int(found[1])
        last = first + 1 if found[2] is None else later_year(first, found[2])
        if 1 <= last - first <= LONGEST_PLAN:
            return financial_years(first, last)
    shown = slug if len(slug) <= 40 else slug[:40] + "…"
    raise ValueError(
        f"“{shown}” is not a plan's years. Use 2024-25 for 1 year from April 2024, or 2024-27 for 3 years."
    )


def slug_of_period(starts: date, ends: date) -> str:
    """Return the slug of a period: "2024-25", "2024-27"; "2024" when it ends that year."""
    if (starts.month, starts.day) < (4, 1) and ends.year == starts.year:
        return str(starts.year)
    last = max(ends.year, starts.year + 1)
    return f"{starts.year}-{last % 100:02d}"


def financial_years(first: int, last: int) -> Period:
    """Return the period from 1 April of the first calendar year to 31 March of the last."""
    return Period(date(first, 4, 1), date(last, 3, 31))


def later_year(first: int, digits: str) -> int:
    """Return the year that two or four digits after a first year mean: 1999 and "00" give 2000."""
    if len(digits) == 4:
        return int(digits)
    return first + (int(digits) - first) % 100


def last_day_of_month(year: int, month: int) -> date:
    """Return the last day of a month; month 13 is January of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)


def year_label(year: int) -> str:
    """Return the plan year that starts in April of a calendar year: "2024/25"."""
    return f"{year}/{(year + 1) % 100:02d}"


def format_date(day: date) -> str:
    """Return a date as text: "31 March 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_time(moment: datetime) -> str:
    """Return the time of day as "5:30pm", "midday" or "midnight"; `moment` is in local time."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    half = "am" if moment.hour < 12 else "pm"
    return f"{moment.hour % 12 or 12}:{moment:%M}{half}"


def format_short_date(day: date) -> str:
    """Return a date for a narrow column: "31 Mar 2025"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
