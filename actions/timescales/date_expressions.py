"""Parse a date as officers write it (a day, month, season, quarter, year) into the days it means.

Days always come before months. If a text has several plausible interpretations, all of them are returned; the
caller, which knows the plan, selects one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from actions.timescales.tokens import APART, TokenLine
from plans.periods import LONGEST_PLAN, Period, last_day_of_month, later_year

DAY, MONTH, SEASON, QUARTER, YEAR, SPAN = "day", "month", "season", "quarter", "year", "span"

# The month in which each starts; each lasts three (design §4: winter ends on the last day of February).
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}

# First month and length of English school terms. They end at different dates in every county, Easter
# between March and April: the latest end is taken.
_TERMS = {"autumn": (9, 4), "spring": (1, 4), "summer": (4, 4)}

# Easter and half term change from year to year, and are not parsed.
_FEASTS = {"christmas": (25, 12), "xmas": (25, 12), "halloween": (31, 10)}

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_QUARTERS = {"q", "qs", "qtr", "qtrs", "quarter", "quarters"}
_YEARS = {"year", "years", "yr", "yrs", "y"}
_JOINS = ("-", "/", "&", "and", "or", "to")


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A period of whole months, or of days in one month.

    `year` is the calendar year in which it starts, None if none is printed.
    """

    kind: str
    month: int
    months: int = 1
    year: int | None = None
    day: int = 0
    last_day: int = 0
    short_year: bool = False
    """The year is two digits after a month, so it could be a day: "Sept 15"."""
    from_plan: bool = False
    """The year was counted from the plan: "Year 2"."""

    def in_year(self, year: int) -> Period | None:
        """Return its days if it starts in a calendar year; None if there are none (31 February)."""
        try:
            if self.day:
                first = date(year, self.month, self.day)
                return Period(first, date(year, self.month, self.last_day or self.day))
            last = last_day_of_month(year, self.month + self.months - 1)
            return Period(date(year, self.month, 1), last)
        except ValueError:
            return None


Interpretations = tuple[tuple[DateExpression, ...], int]
"""Every interpretation, likeliest first, and the position after the text. Without one it is not a date."""


def parse_date_expression(line: TokenLine, at: int) -> Interpretations | None:
    """Return every interpretation of the date that starts at a position of the line; None if none starts there."""
    for reader in _READERS:
        found = reader(line, at)
        if found is not None:
            return found
    return None


def quarter_expression(number: int, year: int | None = None) -> DateExpression:
    """Return quarter 1 to 4 of the plan year that starts in a calendar year."""
    if number == 4:
        return DateExpression(QUARTER, 1, 3, None if year is None else year + 1)
    return DateExpression(QUARTER, 3 * number + 1, 3, year)


def _numeric_date(line: TokenLine, at: int) -> Interpretations | None:
    """Parse 31/03/2025, 31.3.25, 2025-03-31 and 2025-03-31 00:00:00. Day first, never corrected."""
    sign = line.text(at + 1)
    first, second, third = (line.number(at + step) for step in (0, 2, 4))
    if sign not in APART or line.text(at + 3) != sign or None in (first, second, third):
        return None
    if len(line.text(at)) == 4:
        year, month, day = line.year(at), second, third
    else:
        day, month, year = first, second, line.year(at + 4)
    if year is None or not 1 <= month <= 12 or not 1 <= day <= 31:
        return (), at + 5
    return (DateExpression(DAY, month, year=year, day=day),), line.after_time(at + 5)


def _day_in_words(line: TokenLine, at: int) -> Interpretations | None:
    """Parse 31 March 2025, 31st of March, 31-Mar-25, and the days 1st – 30th June."""
    day = line.number(at, digits=(1, 2))
    if day is None:
        return None
    last, place = 0, line.after_ordinal(at + 1)
    if line.text(place) in _JOINS and line.number(place + 1, digits=(1, 2)):
        beyond = line.after(line.after_ordinal(place + 2), "of")
        if line.month(beyond):
            last, place = line.number(place + 1), beyond
    place = line.after(place, "of")
    if line.text(place) in APART and line.touches(place):
        place += 1
    month = line.month(place)
    if month is None:
        return None
    printed = line.year_after(place + 1, month)
    if day == 0:
        return (), printed.after
    moment = DateExpression(DAY, month, year=printed.year, day=day, last_day=last)
    return (moment,), line.after_time(printed.after)


def _month_in_words(line: TokenLine, at: int) -> Interpretations | None:
    """Parse March 25, Nov-24, March 2024/25, March; and March 31st 2025."""
    month = line.month(at)
    if month is None:
        return None
    day, place = line.number(at + 1, digits=(1, 2)), line.after_ordinal(at + 2)
    beyond = line.after(place, ",")
    if day and (year := line.year(beyond, digits=(4,))) and line.text(beyond + 1) not in APART:
        return (DateExpression(DAY, month, year=year, day=day),), line.after_time(beyond + 1)
    if day and (place > at + 2 or len(line.text(at + 1)) == 1):
        return (DateExpression(DAY, month, day=day),), place
    printed = line.year_after(at + 1, month)
    return (DateExpression(MONTH, month, year=printed.year, short_year=printed.is_short),), printed.after


def _season(line: TokenLine, at: int) -> Interpretations | None:
    """Parse Summer 24, Winter 24/25, Autumn term."""
    name = line.text(at)
    if name not in SEASONS:
        return None
    month, months, place = SEASONS[name], 3, at + 1
    if line.text(place) == "term":
        if name not in _TERMS:
            return (), place
        (month, months), place = _TERMS[name], place + 1
    elif line.text(place) in ("holiday", "holidays"):
        # Only the summer holidays last a whole season.
        if name != "summer":
            return (), place
        place += 1
    printed = line.year_after(place, month)
    readings = (DateExpression(SEASON, month, months, printed.year),)
    if months == 4:
        # The term can end a month earlier: two interpretations, so that a warning is shown.
        readings += (DateExpression(SEASON, month, 3, printed.year),)
    elif name == "spring" and printed.is_financial:
        # March to May is in two financial years.
        readings += (DateExpression(SEASON, month, months, printed.year - 1),)
    return readings, printed.after


def _quarter(line: TokenLine, at: int) -> Interpretations | None:
    """Parse Q3, Qtr 3, 3rd quarter, Q1-2, Q3 24/25, Q3 2024."""
    place = line.after(at + 1, "-")
    if line.text(at) in _QUARTERS and line.number(place, digits=(1,)) is not None:
        first, place = line.number(place), place + 1
    else:
        first, place = _ORDINALS.get(line.text(at)), at + 1
        if line.is_ordinal(place):
            first, place = line.number(at, digits=(1,)), at + 2
        if first is None or line.text(place) not in _QUARTERS:
            return None
        place += 1
    last = first
    if line.text(place) in _JOINS and line.number(place + 1, digits=(1,)) is not None:
        last, place = line.number(place + 1), place + 2
        if line.text(place - 2) not in ("-", "to") and last != first + 1:
            return (), place
    if not 1 <= first <= last <= 4:
        return (), place
    moment = quarter_expression(first)
    if first < last:
        moment = replace(moment, kind=SPAN, months=3 * (last - first + 1))
    printed = line.year_after(place, moment.month)
    readings = (replace(moment, year=printed.year),)
    if first == 4 and printed.year is not None and not printed.is_financial:
        # Q4 2024 is January to March of 2025, in the plan year 2024/25, or of 2024.
        readings = (replace(moment, year=printed.year + 1), *readings)
    return readings, printed.after


def _two_numbers(line: TokenLine, at: int) -> Interpretations | None:
    """Parse 2024/25, 24-25, 2024 to 2027, 03/25, 2024-03, 31/03: years, month and year, or day and month."""
    first, sign, second, place = line.number(at), line.text(at + 1), line.number(at + 2), at + 3
    if first is None or second is None or sign not in (*APART, "to"):
        return None
    if line.text(place) in APART and line.number(place + 1) is not None and line.text(place + 2) != sign:
        return (), place
    width, second_width = len(line.text(at)), len(line.text(at + 2))
    if (sign == "to" and width != 4) or (sign != "/" and min(width, second_width) < 2):
        return None
    readings = []
    year = line.year(at)
    if year and sign != "." and 2 <= second_width <= width:
        years = later_year(year, line.text(at + 2)) - year
        if 1 <= years <= LONGEST_PLAN:
            readings.append(DateExpression(YEAR if years == 1 else SPAN, 4, 12 * years, year))
    if width <= 2 and 1 <= first <= 12 and (month_year := line.year(at + 2)):
        readings.append(DateExpression(MONTH, first, year=month_year))
    if width == 4 and year and second_width <= 2 and 1 <= second <= 12:
        readings.append(DateExpression(MONTH, second, year=year))
    if width <= 2 and second_width <= 2 and 1 <= second <= 12 and 1 <= first <= 31:
        readings.append(DateExpression(DAY, second, day=first))
    return tuple(readings), place


def _year_first(line: TokenLine, at: int) -> Interpretations | None:
    """Parse 2024, and a quarter, month or season after its year: 2024-Q3, 2024 March."""
    year = line.year(at, digits=(4,))
    if year is None:
        return None
    place = at + 1 + (line.text(at + 1) == "-" and line.touches(at + 1))
    if line.text(place) in _QUARTERS and line.number(place + 1, digits=(1,)) in (1, 2, 3, 4):
        return (quarter_expression(line.number(place + 1), year),), place + 2
    if line.month(place) and line.year(place + 1) is None:
        return (DateExpression(MONTH, line.month(place), year=year),), place + 1
    if line.text(place) in SEASONS and line.year(place + 1) is None:
        return (DateExpression(SEASON, SEASONS[line.text(place)], 3, year),), place + 1
    return (DateExpression(YEAR, 1, 12, year), DateExpression(YEAR, 4, 12, year)), at + 1


def _financial_year(line: TokenLine, at: int) -> Interpretations | None:
    """Parse the financial year, year end, FY25, FY 24/25."""
    if line.text(at) in ("financial", "fiscal", "plan", "council") and line.text(at + 1) in _YEARS:
        place = at + 2
    elif line.text(at) in ("fy", "fye", "eoy") or (
        line.text(at) == "year" and line.text(line.after(at + 1, "-")) in ("end", "ending")
    ):
        place = at + 1
    else:
        return None
    place = line.after(place, "-", "end", "ending", "of")
    year = line.year(place)
    if year is None:
        return (DateExpression(YEAR, 4, 12),), place
    if line.text(place + 1) in (*APART, "to") and line.year(place + 2):
        return _two_numbers(line, place)
    # FY25 is the year that starts in 2025 to some and the one that ends in 2025 to others.
    return (DateExpression(YEAR, 4, 12, year), DateExpression(YEAR, 4, 12, year - 1)), place + 1


def _year_in_words(line: TokenLine, at: int) -> Interpretations | None:
    """Parse the calendar year, half year, Year 2, year 2024, the year."""
    if line.text(at) == "calendar" and line.text(at + 1) == "year":
        year = line.year(at + 2)
        return (DateExpression(YEAR, 1, 12, year),), at + 2 + (year is not None)
    beyond = line.after(at + 1, "-")
    if line.text(at) in ("half", "mid") and line.text(beyond) == "year":
        # Half way through a plan year is the end of September.
        return (quarter_expression(2),), beyond + 1
    if line.text(at) not in _YEARS:
        return None
    first = line.number(at + 1, digits=(1,))
    if first:
        last, place = first, at + 2
        if line.text(place) in _JOINS and line.number(place + 1, digits=(1,)):
            last, place = line.number(place + 1), place + 2
        if last < first:
            return (), place
        kind, year = (YEAR if first == last else SPAN), line.plan_starts.year + first - 1
        months = 12 * (last - first + 1)
        return (DateExpression(kind, line.plan_starts.month, months, year, from_plan=True),), place
    if line.year(at + 1):
        return parse_date_expression(line, at + 1)
    if line.text(at) != "year":
        return None
    # "End of the year" is 31 March to most councils and 31 December to others.
    return (DateExpression(YEAR, 4, 12), DateExpression(YEAR, 1, 12)), at + 1


def _feast(line: TokenLine, at: int) -> Interpretations | None:
    """Parse Christmas and Halloween."""
    if line.text(at) not in _FEASTS:
        return None
    day, month = _FEASTS[line.text(at)]
    printed = line.year_after(at + 1, month)
    return (DateExpression(DAY, month, day=day, year=printed.year),), printed.after


_READERS = (
    _numeric_date,
    _day_in_words,
    _quarter,
    _two_numbers,
    _year_first,
    _month_in_words,
    _season,
    _financial_year,
    _year_in_words,
    _feast,
)
