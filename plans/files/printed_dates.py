"""Dates as they are printed in a column of completion dates."""

from __future__ import annotations

import datetime
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_FIGURES = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([a-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})", re.IGNORECASE)


def iso_date(printed: str) -> str:
    """Return the ISO date of a printed date, day first: "2025-03-31" for "31/03/2025"; "" if it is not a date."""
    text = printed.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _FIGURES.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    elif found := _WORDS.fullmatch(text):
        name = found[2][:3].lower()
        if name not in _MONTHS:
            return ""
        day, month, year = int(found[1]), _MONTHS.index(name) + 1, int(found[3])
    else:
        return ""
    try:
        return datetime.date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return ""


_FULL_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def printed_day(day: datetime.date) -> str:
    """Return a date as text: "31 March 2025"."""
    return f"{day.day} {printed_month(day)}"


def printed_month(day: datetime.date) -> str:
    """Return a month as text: "March 2025"."""
    return f"{_FULL_MONTHS[day.month - 1]} {day.year:04d}"


def printed_iso(date: str) -> str:
    """Return an ISO date as text; any other text unchanged."""
    try:
        return printed_day(datetime.date.fromisoformat(date))
    except ValueError:
        return date
