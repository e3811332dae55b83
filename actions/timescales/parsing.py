"""Parse a printed timescale: when it is due, how often it recurs, and its warnings.

The printed text is kept permanently, with the result next to it. An unreadable timescale never raises an error and
is never corrected: a text with an unknown word gets the kind UNREAD, no due date and a warning. Design §4 has the
table of printed forms.

The steps: `tokens`, `date_expressions`, `parts` (how dates are joined), `years` (which year, which of several
interpretations), and here the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from actions.timescales import vocabulary as words
from actions.timescales.date_expressions import (
    DAY,
    MONTH,
    QUARTER,
    SEASON,
    SEASONS,
    SPAN,
    YEAR,
    DateExpression,
)
from actions.timescales.parts import RANGE, TimescaleParts, split_timescale
from actions.timescales.tokens import TokenLine, tokenise
from actions.timescales.years import DateInterpretation, interpret_dates
from plans.periods import MONTHS, Period, Quarter, format_date
from plans.wording import join_with_and


class Kind(StrEnum):
    """The kind of timescale."""

    POINT = "point"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"
    RECURRING = "recurring"
    OPEN = "open"
    UNDECIDED = "undecided"
    UNREAD = "unread"


class TimescaleWarning(StrEnum):
    """Something that a user should check: a warning, never a correction."""

    BEFORE_PLAN = "before_plan"
    AFTER_PLAN = "after_plan"
    YEAR_FROM_PLAN = "year_from_plan"
    AMBIGUOUS = "ambiguous"
    UNREAD = "unread"
    STATUS_WORDS = "status_words"


WORDS = {
    TimescaleWarning.BEFORE_PLAN: "The date is before the plan starts.",
    TimescaleWarning.AFTER_PLAN: "The date is after the plan ends.",
    TimescaleWarning.YEAR_FROM_PLAN: (
        "The timescale has no year, so we used the first year that fits the plan."
    ),
    TimescaleWarning.AMBIGUOUS: (
        "The timescale has more than one meaning. Check that the due date is correct."
    ),
    TimescaleWarning.UNREAD: (
        "We could not work out a date. Your text is saved, and you can set a due date manually."
    ),
    TimescaleWarning.STATUS_WORDS: "The timescale also has a delivery status.",
}

# A longer cell is prose: it is not parsed, so that a cell of any size costs the same.
LONGEST_READ = 200

_KINDS = {
    DAY: Kind.POINT,
    MONTH: Kind.POINT,
    SEASON: Kind.SEASON,
    QUARTER: Kind.QUARTER,
    YEAR: Kind.YEAR,
    SPAN: Kind.SPAN,
}


@dataclass(frozen=True, slots=True)
class Timescale:
    """A printed timescale and what it was parsed as."""

    printed: str
    kind: Kind
    starts: date | None = None
    """The first day of a period, or of something that continues from a date."""
    due: date | None = None
    """The last day that is in time; what is due on 30 June is late from 1 July, London time."""
    recurrence: str = ""
    """How often it recurs: "quarterly", "every six weeks", "annually in April"."""
    warnings: tuple[TimescaleWarning, ...] = ()
    status_words: str = ""
    """Words for a status in it ("Complete"), as printed."""

    @property
    def is_owed_each_quarter(self) -> bool:
        """Whether it is never overdue, but needs an update each quarter."""
        return self.kind in (Kind.RECURRING, Kind.OPEN)

    @property
    def words(self) -> str:
        """The result in one short phrase: "due 31 August 2024", "quarterly, no due date"."""
        if self.kind == Kind.UNREAD:
            return "no date recognised"
        if self.kind == Kind.UNDECIDED:
            return "not decided, no due date"
        if self.due and self.starts:
            return f"{_stretch_words(self.starts, self.due)}, due {format_date(self.due)}"
        if self.due:
            return f"due {format_date(self.due)}"
        start = f"from {_start_words(self.starts)}" if self.starts else ""
        return ", ".join(part for part in (self.recurrence, start, "no due date") if part)

    @property
    def doubts(self) -> tuple[str, ...]:
        """The warnings as sentences for the screen."""
        return tuple(WORDS[warning] for warning in self.warnings)


@dataclass(frozen=True, slots=True)
class _Found:
    """A result before it is checked against the plan's period."""

    kind: Kind
    starts: date | None = None
    due: date | None = None
    recurrence: str = ""
    doubts: frozenset[TimescaleWarning] = frozenset()


def parse_timescale(printed: str, *, plan_starts: date, plan_ends: date) -> Timescale:
    """Return a printed timescale, parsed for a plan that runs from one date to another. Never raises an error."""
    unread = _Found(Kind.UNREAD, doubts=frozenset({TimescaleWarning.UNREAD}))
    plan = Period(plan_starts, plan_ends)
    parts = TimescaleParts(is_read=False)
    if len(printed.strip()) <= LONGEST_READ:
        parts = split_timescale(TokenLine(tokenise(printed), plan.starts), printed)
    found = (_found(parts, plan) if parts.is_read else None) or unread

    doubts = set(found.doubts)
    if parts.status_words:
        doubts.add(TimescaleWarning.STATUS_WORDS)
    if found.due and found.due < plan.starts:
        doubts.add(TimescaleWarning.BEFORE_PLAN)
    # A timescale without an end is outside the plan only if it starts after it.
    if (found.due or found.starts or plan.ends) > plan.ends:
        doubts.add(TimescaleWarning.AFTER_PLAN)
    return Timescale(
        printed=printed,
        kind=found.kind,
        starts=found.starts,
        due=found.due,
        recurrence=found.recurrence,
        warnings=tuple(doubt for doubt in TimescaleWarning if doubt in doubts),
        status_words=", ".join(parts.status_words),
    )


def _found(parts: TimescaleParts, plan: Period) -> _Found | None:
    """Return the result of the parts; None if there is none."""
    doubts = {TimescaleWarning.AMBIGUOUS} if parts.is_ambiguous else set()
    is_every = any(words.EVERY in moment.marks for moment in parts.moments)
    # "Quarterly, funding dependent" and "March 25 TBC" may never happen.
    if parts.is_undecided and (parts.moments or parts.rhythms or parts.is_open):
        doubts.add(TimescaleWarning.AMBIGUOUS)
    if parts.rhythms or is_every:
        return _recurring(parts, plan, doubts, is_every=is_every)
    if parts.moments:
        return _dated(parts, plan, doubts)
    if parts.is_open:
        return _Found(Kind.OPEN, doubts=frozenset(doubts))
    # A cell with only a status, or nothing at all, has no date yet.
    if parts.is_undecided or parts.status_words or parts.is_blank:
        return _Found(Kind.UNDECIDED, doubts=frozenset(doubts))
    return None


def _dated(parts: TimescaleParts, plan: Period, doubts: set[TimescaleWarning]) -> _Found | None:
    """Return a timescale with a date and no recurrence."""
    reading = interpret_dates(parts.moments, plan)
    if reading is None:
        return None
    doubts = frozenset(doubts | _doubts(reading, parts))
    kind, starts, due = _KINDS[reading.kind], reading.days.starts, reading.days.ends
    if kind != Kind.SPAN and words.FROM in reading.marks:
        # "From April 24" states when it starts and not when it ends.
        return _Found(Kind.OPEN, starts, doubts=doubts)
    if kind != Kind.SPAN and words.THROUGHOUT in reading.marks:
        # "Throughout 2024/25" has a start and an end.
        kind = Kind.SPAN
    elif kind != Kind.SPAN:
        starts = None
        if parts.is_open and words.UNTIL in reading.marks:
            # "Ongoing to March 25" has an end.
            kind = Kind.SPAN
        elif parts.is_open:
            # "March 25 (ongoing)" can be due then, or reviewed then: the date is used, with a warning.
            doubts |= {TimescaleWarning.AMBIGUOUS}
    return _Found(kind, starts, due, doubts=doubts)


def _recurring(
    parts: TimescaleParts, plan: Period, doubts: set[TimescaleWarning], *, is_every: bool
) -> _Found | None:
    """Return a timescale that recurs; it is never overdue, so its date is a start, an end, or when in the year."""
    rhythms = list(dict.fromkeys(parts.rhythms)) or ["annually"]
    if len(rhythms) > 1 or (parts.rhythms and is_every):
        doubts.add(TimescaleWarning.AMBIGUOUS)
    recurrence, starts = " or ".join(rhythms), None
    if not parts.moments:
        return _Found(Kind.RECURRING, recurrence=recurrence, doubts=frozenset(doubts))
    reading = interpret_dates(parts.moments, plan)
    if reading is None:
        return None
    is_bare = all(moment.readings[0].year is None for moment in parts.moments)
    if words.FROM in reading.marks and reading.kind != SPAN:
        starts = reading.days.starts
        doubts |= _doubts(reading, parts)
    elif words.UNTIL in reading.marks and reading.kind != SPAN:
        recurrence += f" until {format_date(reading.days.ends)}"
        doubts |= _doubts(reading, parts)
    elif is_bare:
        # "Annually in April", "every March", "quarterly (June, Sept, Dec)".
        recurrence += f" {_when_in_year(parts)}"
    elif reading.kind in (YEAR, SPAN):
        # "Monthly, April 24 to March 25".
        starts = reading.days.starts
        recurrence += f" until {format_date(reading.days.ends)}"
        doubts |= _doubts(reading, parts)
    else:
        # "Annually, March 25": it recurs, and this year's date is not stored as a due date.
        if recurrence == "annually" and len(parts.moments) == 1:
            recurrence += f" {_when_in_year(parts)}"
        doubts.add(TimescaleWarning.AMBIGUOUS)
    return _Found(Kind.RECURRING, starts, recurrence=recurrence, doubts=frozenset(doubts))


def _doubts(reading: DateInterpretation, parts: TimescaleParts) -> set[TimescaleWarning]:
    """Return the warnings about the days of a result."""
    doubts = set()
    is_day = reading.days.starts == reading.days.ends
    if reading.is_ambiguous or (
        is_day and parts.weekday is not None and reading.days.ends.weekday() != parts.weekday
    ):
        doubts.add(TimescaleWarning.AMBIGUOUS)
    if reading.is_year_from_plan:
        doubts.add(TimescaleWarning.YEAR_FROM_PLAN)
    return doubts


def _when_in_year(parts: TimescaleParts) -> str:
    """Return when in each year: "in April", "in June and December", "on 25 November", "in April to June"."""
    names = []
    for moment in parts.moments:
        name = _name(moment.readings[0])
        if moment.joined == RANGE and names:
            names[-1] += f" to {name}"
        else:
            names.append(name)
    first = parts.moments[0].readings[0]
    preposition = {DAY: "on", YEAR: "by"}.get(first.kind, "in")
    return f"{preposition} {join_with_and(names)}"


def _name(moment: DateExpression) -> str:
    """Return a date expression without its year."""
    if moment.kind == DAY:
        return f"{moment.day} {MONTHS[moment.month - 1]}"
    if moment.kind == SEASON:
        named = {month: season for season, month in SEASONS.items()}
        return named.get(moment.month, "spring")
    if moment.kind == QUARTER:
        return f"Q{Quarter.of(date(2000, moment.month, 1)).number}"
    if moment.kind == YEAR:
        return "31 March" if moment.month == 4 else "31 December"
    return MONTHS[moment.month - 1]


def _stretch_words(starts: date, ends: date) -> str:
    """Return the period as text, in months where it is whole months."""
    if starts.day == 1 and (ends + timedelta(days=1)).day == 1:
        first, last = _start_words(starts), f"{MONTHS[ends.month - 1]} {ends.year}"
        return first if first == last else f"{first} to {last}"
    return f"{format_date(starts)} to {format_date(ends)}"


def _start_words(starts: date) -> str:
    """Return a month if it is its first day, otherwise the day."""
    return f"{MONTHS[starts.month - 1]} {starts.year}" if starts.day == 1 else format_date(starts)
