"""An action's status in a quarter, and for how long it is overdue."""

from datetime import date

import pytest

from plans.periods import Quarter
from reports.exceptions.reasons import how_long
from reports.exceptions.report_data import (
    get_quarter_status,
)
from tests.reports.report_data_factories import Q2


@pytest.mark.parametrize(
    ("due", "as_at", "words"),
    [
        (date(2024, 6, 30), date(2024, 7, 1), "1 day"),
        (date(2024, 6, 30), date(2024, 7, 13), "13 days"),
        (date(2024, 6, 30), date(2024, 7, 14), "2 weeks"),
        (date(2024, 6, 30), date(2024, 8, 29), "8 weeks"),
        (date(2024, 6, 30), date(2024, 8, 30), "2 months"),
        (date(2024, 7, 31), date(2024, 9, 29), "8 weeks"),
        (date(2024, 7, 31), date(2024, 9, 30), "2 months"),
        (date(2023, 12, 31), date(2024, 2, 29), "2 months"),
        (date(2022, 10, 1), date(2024, 9, 30), "23 months"),
        (date(2022, 9, 30), date(2024, 9, 30), "2 years"),
    ],
)
def test_how_long(due, as_at, words):
    assert how_long(due, as_at) == words


Q1, Q3, Q4 = Quarter(2024, 1), Quarter(2024, 3), Quarter(2024, 4)


@pytest.mark.parametrize(
    ("present", "said", "expected"),
    [
        ("on_track", {}, ("on_track", "", 1)),
        ("on_track", {Q2: "on_track"}, ("on_track", "", 1)),
        ("at_risk", {Q1: "at_risk", Q2: "at_risk"}, ("at_risk", "at_risk", 2)),
        ("at_risk", {Q1: "at_risk"}, ("at_risk", "at_risk", 2)),
        ("at_risk", {Quarter(2023, 4): "at_risk", Q2: "at_risk"}, ("at_risk", "at_risk", 3)),
        # An officer set it manually after the update.
        ("off_track", {Q1: "on_track", Q2: "on_track"}, ("off_track", "on_track", 1)),
        # A later quarter has an update: its status is not this quarter's.
        ("complete", {Q2: "at_risk", Q3: "complete"}, ("at_risk", "", 1)),
        ("complete", {Q1: "at_risk", Q4: "complete"}, ("at_risk", "at_risk", 2)),
        ("complete", {Q3: "complete"}, ("not_started", "", 1)),
    ],
)
def test_standing(present, said, expected):
    found = get_quarter_status(Q2, present, said)
    assert (found.status, found.before, found.quarters_running) == expected
