"""Choose the days that a timescale's dates mean in a plan: years filled in, one interpretation selected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, pairwise, product
from math import prod

from actions.timescales import vocabulary as words
from actions.timescales.date_expressions import DAY, MONTH, SPAN, YEAR, DateExpression
from actions.timescales.parts import RANGE, PrintedDate
from actions.timescales.tokens import FAR_YEARS
from plans.periods import Period

# With more combinations than this, the likeliest interpretation of each date is used.
_MOST_READINGS = 64

# The months of "early", "mid" and "late" in a year, as thirds of it.
_THIRDS = {words.EARLY: (1, 4), words.MIDDLE: (5, 4), words.LATE: (9, 4)}


@dataclass(frozen=True, slots=True)
class DateInterpretation:
    """The days that a timescale means, and its warnings."""

    kind: str
    days: Period
    marks: frozenset[str] = frozenset()
    is_ambiguous: bool = False
    is_year_from_plan: bool = False


def interpret_dates(moments: list[PrintedDate], plan: Period) -> DateInterpretation | None:
    """Return the interpretation that an officer of this plan most likely meant, or None if no such days exist.

    Of several, those due inside the plan come first, and of those the latest: a date that is too early would call
    someone late who is not.
    """
    choices = [_choices(moment, plan, is_alone=len(moments) == 1) for moment in moments]
    too_many = prod(len(choice) for choice in choices) > _MOST_READINGS
    if too_many:
        choices = [choice[:1] for choice in choices]
    found = [reading for chosen in product(*choices) if (reading := _one_reading(moments, chosen, plan))]
    if not found:
        return None
    inside = [reading for reading in found if plan.contains(reading.days.ends)]
    best = max(inside or found, key=lambda reading: reading.days.ends)
    if len({reading.days.ends for reading in found}) > 1 or too_many:
        best = replace(best, is_ambiguous=True)
    day_before = best.days.starts - timedelta(days=1)
    if words.BEFORE in best.marks and best.days.ends > plan.ends and plan.contains(day_before):
        # "Before April 25" is by the end of April, or of March if April is outside the plan.
        best = replace(best, kind=DAY, days=Period(day_before, day_before))
    return best


def _choices(printed: PrintedDate, plan: Period, *, is_alone: bool) -> tuple[DateExpression, ...]:
    """Return the interpretations of one date, given the words before it and the plan it is in."""
    first = printed.readings[0]
    calendar = [each for each in printed.readings if each.kind == YEAR and each.month == 1 and each.year]
    if calendar and words.END in printed.marks:
        # "End of 2024" is December, though "2024" alone can be the year from April.
        return tuple(calendar)
    for mark, (month, months) in _THIRDS.items():
        if calendar and mark in printed.marks:
            return (DateExpression(MONTH, month, months, calendar[0].year),)
    if is_alone and first.short_year and abs(first.year - plan.starts.year) > FAR_YEARS:
        # "Sept 15" in a plan of 2024 can be a day.
        return (first, DateExpression(DAY, first.month, day=first.year % 100))
    return printed.readings


def _one_reading(
    printed: list[PrintedDate], chosen: tuple[DateExpression, ...], plan: Period
) -> DateInterpretation | None:
    """Return what the dates mean together if each has one interpretation."""
    if all(moment.year is None for moment in chosen):
        days = _in_plan(chosen, plan)
    else:
        days = _beside_each_other(chosen)
    if days is None:
        return None
    stretches: list[DateInterpretation] = []
    for part, moment, period in zip(printed, chosen, days, strict=True):
        if part.joined == RANGE and stretches:
            starts = stretches[-1].days.starts
            if period.ends < starts:
                return None
            stretches[-1] = DateInterpretation(SPAN, Period(starts, period.ends), stretches[-1].marks)
            continue
        kind = SPAN if moment.last_day else moment.kind
        if words.WEEK_OF in part.marks:
            if kind != DAY:
                return None
            kind, period = SPAN, Period(period.starts, period.starts + timedelta(days=6))
        stretches.append(DateInterpretation(kind, period, frozenset(part.marks)))
    reading = _together(stretches, are_joined=all(part.joined for part in printed[1:]))
    vague = {
        words.EARLY,
        words.MIDDLE,
        words.BEFORE,
    } & reading.marks and reading.days.starts < reading.days.ends
    return replace(
        reading,
        is_ambiguous=reading.is_ambiguous or bool(vague),
        is_year_from_plan=all(moment.year is None or moment.from_plan for moment in chosen),
    )


def _together(stretches: list[DateInterpretation], *, are_joined: bool) -> DateInterpretation:
    """Return one interpretation of dates next to each other."""
    # In "Q3 (Dec 24)" the wider date only shows where the narrower belongs.
    narrow = [
        each
        for each in stretches
        if not any(other.days != each.days and _holds(each.days, other.days) for other in stretches)
    ]
    # "Q3 (Oct – Dec)" states one thing twice.
    narrow = [next(same) for _, same in groupby(narrow, key=lambda each: each.days)]
    if len(narrow) == 1:
        return narrow[0]
    if all(first.days.ends + timedelta(days=1) == second.days.starts for first, second in pairwise(narrow)):
        # "Spring/Summer", "Dec/Jan", "Q2 and Q3" are one period; "May June" can be two dates.
        days = Period(narrow[0].days.starts, narrow[-1].days.ends)
        return DateInterpretation(SPAN, days, narrow[0].marks, is_ambiguous=not are_joined)
    # "Sept 24 & March 25" are two dates: no one is late before the last of them.
    return replace(max(narrow, key=lambda each: each.days.ends), is_ambiguous=True)


def _holds(wide: Period, narrow: Period) -> bool:
    """Return whether one period is inside another."""
    return wide.starts <= narrow.starts and narrow.ends <= wide.ends


def _beside_each_other(moments: tuple[DateExpression, ...]) -> list[Period] | None:
    """Return the days of dates of which some have a year: "Oct to Dec 08" starts in October 2008."""
    days = [None if moment.year is None else moment.in_year(moment.year) for moment in moments]
    known = [at for at, moment in enumerate(moments) if moment.year is not None]
    if any(days[at] is None for at in known):
        return None
    for at in range(known[0] - 1, -1, -1):
        days[at] = _latest(moments[at], by=days[at + 1].ends)
        if days[at] is None:
            return None
    for at in range(known[0] + 1, len(moments)):
        days[at] = days[at] or _earliest(moments[at], since=days[at - 1].starts)
        if days[at] is None:
            return None
    return days


def _in_plan(moments: tuple[DateExpression, ...], plan: Period) -> list[Period] | None:
    """Return the days of dates without any year: the first such that end inside the plan."""
    forwards = _first_in_plan(moments[0], plan)
    if forwards and len(moments) > 1:
        rest = _beside_each_other((replace(moments[0], year=forwards.starts.year), *moments[1:]))
        if rest and plan.contains(rest[-1].ends):
            return rest
        # "March – May" in a plan from April: the one that ends in the plan started before it.
        last = _first_in_plan(moments[-1], plan)
        return (
            _beside_each_other((*moments[:-1], replace(moments[-1], year=last.starts.year))) if last else rest
        )
    return [forwards] if forwards else None


def _first_in_plan(moment: DateExpression, plan: Period) -> Period | None:
    """Return the first of its kind that ends inside the plan; in a plan too short for one, the next after it."""
    for ends in (plan.ends, date.max):
        for year in range(plan.starts.year - 1, plan.ends.year + 2):
            days = moment.in_year(year)
            if days and plan.starts <= days.ends <= ends:
                return days
    return None


def _latest(moment: DateExpression, *, by: date) -> Period | None:
    """Return the last of its kind that starts by a date; five years include a leap day."""
    for year in range(by.year, by.year - 5, -1):
        days = moment.in_year(year)
        if days and days.starts <= by:
            return days
    return None


def _earliest(moment: DateExpression, *, since: date) -> Period | None:
    """Return the first of its kind that ends on or after a date."""
    for year in range(since.year - 1, since.year + 5):
        days = moment.in_year(year)
        if days and days.ends >= since:
            return days
    return None
