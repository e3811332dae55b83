"""Quarters, periods, and dates in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.periods import (
    InvalidQuarter,
    Period,
    Quarter,
    format_date,
    format_short_date,
    last_day_of_month,
    period_of_slug,
    quarters_between,
    reporting_date,
)


@pytest.mark.parametrize(
    ("written", "label", "months", "starts", "ends"),
    [
        ("2024-Q1", "Q1 2024/25", "April to June 2024", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-Q2", "Q2 2024/25", "July to September 2024", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-Q3", "Q3 2024/25", "October to December 2024", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-Q4", "Q4 2024/25", "January to March 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("1999-Q4", "Q4 1999/00", "January to March 2000", date(2000, 1, 1), date(2000, 3, 31)),
    ],
)
def test_quarter_has_its_months_and_days(written, label, months, starts, ends):
    quarter = Quarter.parse(written)
    told = (str(quarter), quarter.label, quarter.months, quarter.starts, quarter.ends)
    assert told == (written, label, months, starts, ends)


@pytest.mark.parametrize(
    "words",
    ["", "2024", "2024-Q5", "2024-Q0", "24-Q2", "Q2 2024", "2024-Q2 ", "2024-Q2\n", "٢٠٢٤-Q2", "9999-Q4"],
)
def test_other_text_is_not_a_quarter(words):
    with pytest.raises(InvalidQuarter) as refused:
        Quarter.parse(words)
    assert str(refused.value) == (
        f"“{words}” is not a quarter. Use the format 2024-Q2, which is July to September 2024."
    )


def test_long_text_is_cut_in_the_message():
    with pytest.raises(InvalidQuarter) as refused:
        Quarter.parse("x" * 1000)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize(("year", "number"), [(2024, 0), (2024, 5), (1, 1), (9999, 4)])
def test_a_quarter_that_does_not_exist_cannot_be_made(year, number):
    with pytest.raises(InvalidQuarter):
        Quarter(year, number)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2024, 3, 31), "2023-Q4"),
        (date(2024, 4, 1), "2024-Q1"),
        (date(2024, 6, 30), "2024-Q1"),
        (date(2024, 7, 1), "2024-Q2"),
        (date(2024, 12, 31), "2024-Q3"),
        (date(2025, 1, 1), "2024-Q4"),
        (date(2024, 2, 29), "2023-Q4"),
    ],
)
def test_each_day_has_its_quarter(day, quarter):
    assert str(Quarter.of(day)) == quarter


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)))
def test_every_day_is_in_its_quarter_and_in_no_neighbour(day):
    quarter = Quarter.of(day)
    assert quarter.contains(day)
    assert not quarter.next.contains(day) and not quarter.previous.contains(day)
    assert quarter.next.previous == quarter == Quarter.parse(str(quarter))
    assert quarter.next.starts == quarter.ends + timedelta(days=1)
    assert quarter.previous < quarter < quarter.next


@pytest.mark.parametrize(
    ("starts", "ends", "quarters"),
    [
        (date(2024, 4, 1), date(2025, 3, 31), ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]),
        (date(2024, 6, 30), date(2024, 7, 1), ["2024-Q1", "2024-Q2"]),
        (date(2024, 6, 30), date(2024, 6, 30), ["2024-Q1"]),
        (date(2025, 3, 31), date(2024, 4, 1), []),
        (date(2024, 6, 30), date(2024, 6, 29), []),
    ],
)
def test_quarters_between_two_days(starts, ends, quarters):
    assert [str(quarter) for quarter in quarters_between(starts, ends)] == quarters


@pytest.mark.parametrize(
    ("today", "stands"),
    [
        (date(2024, 6, 30), date(2024, 7, 1)),
        (date(2024, 7, 1), date(2024, 7, 1)),
        (date(2024, 8, 15), date(2024, 8, 15)),
        (date(2024, 9, 30), date(2024, 9, 30)),
        (date(2024, 10, 1), date(2024, 9, 30)),
        (date(2026, 1, 1), date(2024, 9, 30)),
    ],
)
def test_reporting_date_is_today_while_the_quarter_is_in_progress(today, stands):
    assert reporting_date(Quarter(2024, 2), today) == stands


@pytest.mark.parametrize(
    ("starts", "ends", "label"),
    [
        (date(2024, 4, 1), date(2025, 3, 31), "2024/25"),
        (date(2024, 4, 1), date(2027, 3, 31), "2024 to 2027"),
        (date(2024, 1, 1), date(2024, 12, 31), "1 January 2024 to 31 December 2024"),
        (date(2024, 4, 1), date(2025, 3, 30), "1 April 2024 to 30 March 2025"),
    ],
)
def test_period_has_its_years(starts, ends, label):
    assert Period(starts, ends).label == label


def test_a_period_contains_its_first_and_last_day():
    period = Period(date(2024, 4, 1), date(2025, 3, 31))
    days = [date(2024, 3, 31), date(2024, 4, 1), date(2025, 3, 31), date(2025, 4, 1)]
    assert [period.contains(day) for day in days] == [False, True, True, False]
    assert [quarter.number for quarter in period.quarters] == [1, 2, 3, 4]


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="starts on 1 April 2024 and ends on 31 March 2024"):
        Period(date(2024, 4, 1), date(2024, 3, 31))


@pytest.mark.parametrize(
    ("slug", "starts", "ends"),
    [
        ("2024-25", date(2024, 4, 1), date(2025, 3, 31)),
        ("2024-27", date(2024, 4, 1), date(2027, 3, 31)),
        ("2024", date(2024, 4, 1), date(2025, 3, 31)),
        ("2024-2025", date(2024, 4, 1), date(2025, 3, 31)),
        ("1999-00", date(1999, 4, 1), date(2000, 3, 31)),
        ("2098-02", date(2098, 4, 1), date(2102, 3, 31)),
    ],
)
def test_a_slug_names_the_years_of_a_plan(slug, starts, ends):
    assert period_of_slug(slug) == Period(starts, ends)


@pytest.mark.parametrize(
    "slug",
    ["", "24-25", "2024-24", "2024-23", "2024-99", "2024-2024", "2024/25", "plan", "2024-25\n", "٢٠٢٤"],
)
def test_other_slugs_name_no_years(slug):
    with pytest.raises(ValueError) as refused:
        period_of_slug(slug)
    assert str(refused.value) == (
        f"“{slug}” is not a plan's years. Use 2024-25 for 1 year from April 2024, or 2024-27 for 3 years."
    )


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text())
def test_any_text_is_parsed_or_rejected_with_a_sentence(words):
    for read in (Quarter.parse, period_of_slug):
        try:
            read(words)
        except ValueError as refused:
            assert str(refused).endswith(".")


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2024, 2, 29),
        (2025, 2, 28),
        (2000, 2, 29),
        (2100, 2, 28),
        (2024, 12, 31),
        (2024, 13, 31),
        (2024, 14, 28),
    ],
)
def test_months_end_as_in_the_calendar(year, month, day):
    assert last_day_of_month(year, month).day == day


def test_dates_are_written_without_a_leading_zero():
    assert format_date(date(2025, 3, 31)) == "31 March 2025"
    assert format_date(date(2025, 3, 1)) == "1 March 2025"
    assert format_short_date(date(2025, 9, 1)) == "1 Sep 2025"
