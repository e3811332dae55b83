"""Printed timescales: design §4's table, strings that we collected, the plan's edges, any Unicode at all."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.timescales.parsing import LONGEST_READ, WORDS, Kind, TimescaleWarning, parse_timescale
from tests.actions.timescale_strings import STRINGS
from tests.cpu_time import cpu_limit

PLAN = {"plan_starts": date(2024, 4, 1), "plan_ends": date(2025, 3, 31)}

# Printed, kind, starts, due, recurrence, warnings, status words; blank ones at the end are left out.
DESIGN = (
    ("March 25", "point", "", "2025-03-31"),
    ("Mar 2025", "point", "", "2025-03-31"),
    ("By July 24", "point", "", "2024-07-31"),
    ("Sept 24", "point", "", "2024-09-30"),
    ("end September 24", "point", "", "2024-09-30"),
    ("Apr-25", "point", "", "2025-04-30", "", "after_plan"),
    ("31/03/2025", "point", "", "2025-03-31"),
    ("31 March 2025", "point", "", "2025-03-31"),
    ("31st March 2025", "point", "", "2025-03-31"),
    ("Summer 24", "season", "", "2024-08-31"),
    ("Autumn 25", "season", "", "2025-11-30", "", "after_plan"),
    ("Spring 2026", "season", "", "2026-05-31", "", "after_plan"),
    ("Winter 24", "season", "", "2025-02-28"),
    ("Summer", "season", "", "2024-08-31", "", "year_from_plan"),
    ("Q3", "quarter", "", "2024-12-31", "", "year_from_plan"),
    ("Qtr 3", "quarter", "", "2024-12-31", "", "year_from_plan"),
    ("Quarter 3", "quarter", "", "2024-12-31", "", "year_from_plan"),
    ("Q4 24/25", "quarter", "", "2025-03-31"),
    ("2024/25", "year", "", "2025-03-31"),
    ("24-25", "year", "", "2025-03-31"),
    ("end of the financial year", "year", "", "2025-03-31", "", "year_from_plan"),
    ("April 24 – March 25", "span", "2024-04-01", "2025-03-31"),
    ("Oct to Dec 08", "span", "2008-10-01", "2008-12-31", "", "before_plan"),
    ("July-Sept 08", "span", "2008-07-01", "2008-09-30", "", "before_plan"),
    ("Quarterly", "recurring", "", "", "quarterly"),
    ("Monthly", "recurring", "", "", "monthly"),
    ("Six weekly", "recurring", "", "", "every six weeks"),
    ("Annually in April", "recurring", "", "", "annually in April"),
    ("bi-annually", "recurring", "", "", "bi-annually", "ambiguous"),
    ("Ongoing", "open"),
    ("As required", "open"),
    ("rolling", "open"),
    ("throughout", "open"),
    ("", "undecided"),
    ("TBC", "undecided"),
    ("funding dependent", "undecided"),
    ("Annually in April Complete", "recurring", "", "", "annually in April", "status_words", "Complete"),
    ("On track. Summer 24", "season", "", "2024-08-31", "", "status_words", "On track"),
    ("March 24", "point", "", "2024-03-31", "", "before_plan"),
    ("Fish supper", "unread", "", "", "", "unread"),
)


def told(printed, **plan):
    """Return a parsed timescale as a row of the tables above."""
    reading = parse_timescale(printed, **(plan or PLAN))
    return (
        reading.printed,
        reading.kind.value,
        reading.starts.isoformat() if reading.starts else "",
        reading.due.isoformat() if reading.due else "",
        reading.recurrence,
        " ".join(reading.warnings),
        reading.status_words,
    )


def whole(row):
    return tuple(row) + ("",) * (7 - len(row))


@pytest.mark.parametrize("row", DESIGN, ids=lambda row: row[0] or "blank")
def test_each_row_of_the_design_is_read(row):
    assert told(row[0]) == whole(row)


@pytest.mark.parametrize("row", STRINGS, ids=lambda row: ascii(row[0]) if row[0] else "blank")
def test_each_string_of_our_finding_is_read(row):
    assert told(row[0]) == whole(row)


def test_strings_of_our_finding_are_more_than_a_hundred_and_all_different():
    printed = [row[0] for row in STRINGS]
    assert len(set(printed)) == len(printed)
    assert len(set(printed) - {row[0] for row in DESIGN}) > 100


@pytest.mark.parametrize(
    ("printed", "due"),
    [
        ("February 24", date(2024, 2, 29)),
        ("February 25", date(2025, 2, 28)),
        ("Winter 23", date(2024, 2, 29)),
        ("Winter 24", date(2025, 2, 28)),
        ("Winter 27/28", date(2028, 2, 29)),
        ("29 February 2024", date(2024, 2, 29)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29 February 2025", None),
        ("29/02/2100", None),
        ("Feb 2000", date(2000, 2, 29)),
        ("Q4 23/24", date(2024, 3, 31)),
        ("Spring 24", date(2024, 5, 31)),
        ("30 April 2024", date(2024, 4, 30)),
        ("31 April 2024", None),
    ],
)
def test_last_days_of_months_are_those_of_the_calendar(printed, due):
    assert parse_timescale(printed, **PLAN).due == due


@pytest.mark.parametrize(
    ("printed", "warnings"),
    [
        ("31 March 2024", ("before_plan",)),
        ("1 April 2024", ()),
        ("31 March 2025", ()),
        ("1 April 2025", ("after_plan",)),
        ("From 31 March 2025", ()),
        ("From 1 April 2025", ("after_plan",)),
        ("Jan 24 – April 24", ()),
    ],
)
def test_the_plan_s_first_and_last_day_are_inside_it(printed, warnings):
    assert parse_timescale(printed, **PLAN).warnings == warnings


@pytest.mark.parametrize(
    ("starts", "ends", "printed", "due", "warnings"),
    [
        # A plan of three years: the first such in it.
        (date(2024, 4, 1), date(2027, 3, 31), "Summer", date(2024, 8, 31), "year_from_plan"),
        (date(2024, 4, 1), date(2027, 3, 31), "end of FY", date(2025, 3, 31), "year_from_plan"),
        (date(2024, 4, 1), date(2027, 3, 31), "Year 3", date(2027, 3, 31), "year_from_plan"),
        (date(2024, 4, 1), date(2027, 3, 31), "2024-27", date(2027, 3, 31), ""),
        # A plan of a leap winter.
        (date(2023, 4, 1), date(2024, 3, 31), "Winter", date(2024, 2, 29), "year_from_plan"),
        (date(2023, 4, 1), date(2024, 3, 31), "29 Feb", date(2024, 2, 29), "year_from_plan"),
        # A plan of a calendar year begins before its first quarter, and in winter.
        (date(2024, 1, 1), date(2024, 12, 31), "Q4", date(2024, 3, 31), "year_from_plan"),
        (date(2024, 1, 1), date(2024, 12, 31), "Winter", date(2024, 2, 29), "year_from_plan"),
        # A plan too short for the season: the next one, with a warning that it is outside.
        (date(2024, 10, 1), date(2025, 3, 31), "Summer", date(2025, 8, 31), "after_plan year_from_plan"),
        # An old plan, where 11/12 is its own year rather than a month or a day.
        (date(2011, 4, 1), date(2012, 3, 31), "11/12", date(2012, 3, 31), "ambiguous"),
        (date(2008, 4, 1), date(2009, 3, 31), "Oct to Dec 08", date(2008, 12, 31), ""),
        (date(2015, 4, 1), date(2016, 3, 31), "Sept 15", date(2015, 9, 30), ""),
    ],
)
def test_a_year_that_is_not_printed_is_the_plan_s(starts, ends, printed, due, warnings):
    reading = parse_timescale(printed, plan_starts=starts, plan_ends=ends)
    assert (reading.due, " ".join(reading.warnings)) == (due, warnings)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Summer 24", "due 31 August 2024"),
        ("Quarterly", "quarterly, no due date"),
        ("Annually in April", "annually in April, no due date"),
        ("Ongoing", "no due date"),
        ("April 24 – March 25", "April 2024 to March 2025, due 31 March 2025"),
        ("25 Nov – 10 Dec", "25 November 2024 to 10 December 2024, due 10 December 2024"),
        ("1 – 30 June 2024", "June 2024, due 30 June 2024"),
        ("Ongoing to March 25", "due 31 March 2025"),
        ("From April 24", "from April 2024, no due date"),
        ("From 15 April 24", "from 15 April 2024, no due date"),
        ("Monthly from Sept 24", "monthly, from September 2024, no due date"),
        ("TBC", "not decided, no due date"),
        ("", "not decided, no due date"),
        ("31 February 2025", "no date recognised"),
    ],
)
def test_a_reading_is_one_short_phrase(printed, words):
    assert parse_timescale(printed, **PLAN).words == words


def test_only_recurring_and_open_timescales_need_an_update_each_quarter():
    owed = {kind for kind in Kind if read_for(kind).is_owed_each_quarter}
    assert owed == {Kind.RECURRING, Kind.OPEN}


def read_for(kind):
    printed = {
        Kind.POINT: "March 25",
        Kind.SEASON: "Summer 24",
        Kind.QUARTER: "Q3",
        Kind.YEAR: "24/25",
        Kind.SPAN: "May to June 24",
        Kind.RECURRING: "Monthly",
        Kind.OPEN: "Ongoing",
        Kind.UNDECIDED: "TBC",
        Kind.UNREAD: "Fish supper",
    }[kind]
    reading = parse_timescale(printed, **PLAN)
    assert reading.kind == kind
    return reading


def test_each_warning_has_a_sentence():
    assert set(WORDS) == set(TimescaleWarning)
    assert parse_timescale("March 24", **PLAN).doubts == ("The date is before the plan starts.",)


@pytest.mark.parametrize("printed", ["  March 25 ", "\tOn track.  Summer\u00a024\n", "31\ufeff March 2025"])
def test_printed_text_is_kept_to_the_last_space(printed):
    assert parse_timescale(printed, **PLAN).printed == printed


def test_status_words_are_kept_as_printed():
    assert parse_timescale("“Not  yet\u00a0Started” – Q4", **PLAN).status_words == "Not  yet\u00a0Started"


@pytest.mark.parametrize(
    "printed",
    ["x" * 100_000, "2024 " * 20_000, "1/" * 50_000, " " * 100_000, "-" * 100_000, "(" * 100_000],
    ids=["letters", "years", "slashes", "spaces", "dashes", "brackets"],
)
def test_a_cell_of_100_kilobytes_is_quick(printed):
    with cpu_limit(1):
        reading = parse_timescale(printed, **PLAN)
    assert reading.printed == printed


@pytest.mark.parametrize("unit", ["2024 ", "24/25 ", "Q4 2024 ", "May ", "every ", "1-", "to "])
def test_the_longest_text_that_is_read_has_no_slow_corner(unit):
    printed = (unit * LONGEST_READ)[:LONGEST_READ]
    with cpu_limit(1):
        parse_timescale(printed, **PLAN)


def check(printed):
    reading = parse_timescale(printed, **PLAN)
    assert reading.printed == printed
    assert (reading.kind == Kind.UNREAD) == (TimescaleWarning.UNREAD in reading.warnings)
    assert (reading.kind == Kind.RECURRING) == bool(reading.recurrence)
    assert reading.due is None or reading.kind not in (
        Kind.RECURRING,
        Kind.OPEN,
        Kind.UNDECIDED,
        Kind.UNREAD,
    )
    assert reading.starts is None or reading.due is None or reading.starts <= reading.due
    assert reading.words
    if reading.status_words:
        assert all(words in printed for words in reading.status_words.split(", "))


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text())
def test_any_text_is_read_without_raising(printed):
    check(printed)


# Heaps of known words reach corners that random text does not.
_PIECES = """
    Q q - – / . , ' ( ) : ? + & 0 1 2 3 4 5 12 24 25 29 31 99 00 2024 2025 9999 ٣ st th of to March Feb Sept May
    Summer winter term year end FY early mid from until onwards every each before Quarterly monthly 6 weekly
    twice a Complete RED on track ongoing TBC w/c Monday Christmas
"""
_HEAPS = st.lists(st.tuples(st.sampled_from(_PIECES.split()), st.sampled_from(["", " "])), max_size=12)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(_HEAPS)
def test_any_sequence_of_known_words_is_parsed_without_an_error(pieces):
    check("".join(piece + space for piece, space in pieces))
