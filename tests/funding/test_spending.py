"""Spending and due returns of projects: plain values, with boundary dates."""

from datetime import date

import pytest

from funding.projects.spending import (
    ReturnFigures,
    Spending,
    days_late,
    due_by,
    quarters_of_project,
    quarters_owed,
    spending,
    spent_before,
    sum_spending,
)
from plans.periods import Period, Quarter
from plans.wording import join_with_and

Q1, Q2, Q3, Q4 = (Quarter(2024, number) for number in (1, 2, 3, 4))
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("returns", "spent", "waiting", "forecast", "underspend", "overspend"),
    [
        ([], 0, 0, 1000, 0, 0),
        ([ReturnFigures(Q1, "draft", 300, 400)], 0, 0, 1000, 0, 0),
        ([ReturnFigures(Q1, "sent_back", 300, 400)], 0, 0, 1000, 0, 0),
        ([ReturnFigures(Q1, "draft")], 0, 0, 1000, 0, 0),
        ([ReturnFigures(Q1, "sent", 300, 900)], 0, 300, 900, 100, 0),
        ([ReturnFigures(Q1, "approved", 300, 1000)], 300, 0, 1000, 0, 0),
        ([ReturnFigures(Q1, "approved", 300, 1001)], 300, 0, 1001, 0, 1),
        (
            [ReturnFigures(Q1, "approved", 300, 999), ReturnFigures(Q2, "sent", 200, 800)],
            300,
            200,
            800,
            200,
            0,
        ),
        (
            [ReturnFigures(Q2, "sent", 200, 800), ReturnFigures(Q1, "approved", 300, 999)],
            300,
            200,
            800,
            200,
            0,
        ),
        ([ReturnFigures(Q1, "approved", 300, 999), ReturnFigures(Q2, "draft", 200, 100)], 300, 0, 999, 1, 0),
        ([ReturnFigures(Q1, "approved", 0, 0)], 0, 0, 0, 1000, 0),
        # An earlier return was corrected after the latest was approved. The forecast is never below the amount spent.
        (
            [ReturnFigures(Q1, "approved", 700, 800), ReturnFigures(Q2, "approved", 200, 800)],
            900,
            0,
            900,
            100,
            0,
        ),
        (
            [ReturnFigures(Q1, "sent", 700, 800), ReturnFigures(Q2, "approved", 400, 800)],
            400,
            700,
            1100,
            0,
            100,
        ),
        (
            [ReturnFigures(Q1, "draft", 700, 800), ReturnFigures(Q2, "approved", 400, 800)],
            400,
            0,
            800,
            200,
            0,
        ),
    ],
)
def test_spending_of_a_project(returns, spent, waiting, forecast, underspend, overspend):
    found = spending(1000, 600, returns)

    assert (found.approved, found.paid) == (1000, 600)
    assert (found.spent, found.waiting, found.forecast) == (spent, waiting, forecast)
    assert (found.underspend, found.overspend) == (underspend, overspend)


def test_spending_above_the_latest_forecast():
    latest = ReturnFigures(Q2, "approved", 200, 800)

    assert spending(1000, 0, [ReturnFigures(Q1, "approved", 600, 800), latest]).not_foreseen == 0
    assert spending(1000, 0, [ReturnFigures(Q1, "sent", 601, 800), latest]).not_foreseen == 1
    assert spending(1000, 0, [ReturnFigures(Q1, "sent_back", 601, 800), latest]).not_foreseen == 0


@pytest.mark.parametrize(
    ("returns", "forecast", "underspend", "overspend"),
    [
        ([], 0, 1000, 0),
        ([ReturnFigures(Q1, "approved", 300, 900)], 300, 700, 0),
        ([ReturnFigures(Q1, "approved", 300, 900), ReturnFigures(Q2, "sent", 100, 900)], 400, 600, 0),
        ([ReturnFigures(Q1, "approved", 300, 900), ReturnFigures(Q2, "draft", 100, 900)], 300, 700, 0),
        ([ReturnFigures(Q1, "approved", 1200, 1200)], 1200, 0, 200),
    ],
)
def test_closed_project_is_forecast_to_spend_what_its_returns_show(returns, forecast, underspend, overspend):
    found = spending(1000, 600, returns, is_closed=True)

    assert (found.forecast, found.underspend, found.overspend) == (forecast, underspend, overspend)
    assert found.not_foreseen == 0


@pytest.mark.parametrize(
    ("approved", "paid", "spent", "to_return", "to_release"),
    [
        (1000, 600, 600, 0, 400),
        (1000, 600, 500, 100, 400),
        (1000, 600, 700, 0, 300),
        (1000, 1000, 1000, 0, 0),
        (1000, 0, 1200, 0, 0),
        (1000, 0, 0, 0, 1000),
    ],
)
def test_amounts_a_closed_project_repays_and_releases(approved, paid, spent, to_return, to_release):
    found = spending(approved, paid, [ReturnFigures(Q1, "approved", spent, spent)])

    assert (found.to_return, found.to_release) == (to_return, to_release)


def test_an_underspend_does_not_hide_an_overspend():
    whole = sum_spending(
        [
            spending(100, 0, [ReturnFigures(Q1, "sent", 0, 70)]),
            spending(100, 0, [ReturnFigures(Q1, "sent", 0, 120)]),
        ]
    )

    assert (whole.approved, whole.forecast, whole.underspend, whole.overspend) == (200, 190, 30, 20)
    assert sum_spending([]) == Spending()


def test_what_was_spent_before_a_quarter():
    returns = [
        ReturnFigures(Q1, "approved", 10),
        ReturnFigures(Q2, "sent", 20),
        ReturnFigures(Q3, "draft", 40),
        ReturnFigures(Q4, "sent", 80),
    ]

    assert [spent_before(returns, quarter) for quarter in (Q1, Q2, Q3, Q4)] == [0, 10, 30, 30]


@pytest.mark.parametrize(
    ("runs_in", "quarters"),
    [([Q3, Q2], (Q2, Q3)), ([Q2, Q2], (Q2,)), ([], (Q1, Q2, Q3, Q4))],
)
def test_for_which_quarters_a_project_sends_a_return(runs_in, quarters):
    assert quarters_of_project(runs_in, YEAR) == quarters


def test_names_in_a_row():
    assert [join_with_and(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a and b",
        "a, b and c",
    ]


@pytest.mark.parametrize(
    ("on", "closed_on", "owed"),
    [
        (date(2024, 6, 30), None, ()),
        (date(2024, 7, 1), None, (Q1,)),
        (date(2024, 9, 30), None, (Q1,)),
        (date(2024, 10, 1), None, (Q1, Q2)),
        (date(2025, 4, 1), None, (Q1, Q2, Q3, Q4)),
        (date(2025, 4, 1), date(2024, 9, 30), (Q1, Q2)),
        (date(2025, 4, 1), date(2024, 10, 1), (Q1, Q2, Q3)),
    ],
)
def test_which_returns_are_due(on, closed_on, owed):
    assert quarters_owed((Q1, Q2, Q3, Q4), on, closed_on=closed_on) == owed


@pytest.mark.parametrize(
    ("on", "late"),
    [(date(2024, 7, 1), 0), (date(2024, 7, 14), 0), (date(2024, 7, 15), 1), (date(2024, 8, 14), 31)],
)
def test_from_when_a_return_is_late(on, late):
    assert due_by(Q1) == date(2024, 7, 14)
    assert days_late(Q1, on) == late
