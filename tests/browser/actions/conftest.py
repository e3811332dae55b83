"""A plan of three actions with its officer, opened in a wide browser or in one without scripts."""

import pytest

from plans.periods import Quarter
from tests.browser.actions.screen import TABLE
from tests.factories import (
    make_action,
    make_body,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
    write_update_in_its_quarter,
)


@pytest.fixture
def partnership():
    return make_partnership("northshire")


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, open_quarter="2024-Q2")


@pytest.fixture
def police(partnership):
    return make_body(partnership, "Kent Police")


@pytest.fixture
def rows(plan, police, partnership):
    """1.1 with two milestones, one of them overdue; 1.2 and 2.1 with one each."""
    make_body(partnership, "Swale Borough Council")
    first = make_priority(plan, "Priority 1: Domestic abuse")
    second = make_priority(plan, "Priority 2: Serious violence")
    training = make_action(
        first,
        "1.1",
        "Train the front line",
        leads=[police],
        desired_outcome="Staff know the signs",
        status="on_track",
    )
    make_milestone(training, "First course held", "Summer 24", leads=[police])
    make_milestone(training, "Second course held", "March 25")
    walk = make_action(first, "1.2", "Walk the streets", status="on_track")
    make_milestone(walk, "First walk", "Quarterly")
    map_ = make_action(second, "2.1", "Map the hot spots", status="at_risk")
    make_milestone(map_, "Map drawn", "Autumn 24")
    write_update_in_its_quarter(training, Quarter(2024, 1), {"status": "on_track", "words": "It began."})
    return {"1.1": training, "1.2": walk, "2.1": map_}


@pytest.fixture
def officer(partnership):
    return make_member(partnership, "officer", name="Olive Officer")


@pytest.fixture
def desk(page, sign_in, officer, rows):
    """The officer's browser with the table open; a page that is loaded again would lose its mark."""
    sign_in(page, officer)
    page.goto(TABLE)
    page.evaluate("window.mark = 'the same page'")
    return page


@pytest.fixture
def plain(without_scripts, sign_in, officer, rows):
    sign_in(without_scripts, officer)
    without_scripts.goto(TABLE)
    return without_scripts
