"""An adopted plan whose second quarter is open, its officer signed in, a lead's body, and another partnership."""

import pytest
from django.test import Client

from tests.factories import (
    make_action,
    make_body,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
)


@pytest.fixture
def partnership(db):
    return make_partnership("northshire")


@pytest.fixture
def plan(partnership):
    """The plan of 2024/25; its state is reported for 30 September 2024."""
    return make_plan(partnership, open_quarter="2024-Q2")


@pytest.fixture
def priority(plan):
    return make_priority(plan)


@pytest.fixture
def police(partnership):
    return make_body(partnership, "Kent Police")


@pytest.fixture
def council(partnership):
    return make_body(partnership, "Swale Borough Council")


@pytest.fixture
def action(priority, police):
    """Action 1.1, led by the police, on track, with a milestone that is due on 31 August 2024."""
    action = make_action(
        priority,
        "1.1",
        "Train the front line",
        leads=[police],
        desired_outcome="Staff know the signs",
        status="on_track",
    )
    make_milestone(action, "First course held", "Summer 24")
    return action


@pytest.fixture
def milestone(action):
    return action.milestones.get()


@pytest.fixture
def table(plan):
    """The URL of the action plan."""
    return "/northshire/plans/2024-25/actions/"


@pytest.fixture
def officer(partnership, client):
    """The officer, who is signed in with `client`."""
    person = make_member(partnership, "officer", name="Olive Officer")
    client.force_login(person)
    return person


@pytest.fixture
def visit(partnership):
    """A client in which a member with that role is signed in."""

    def signed_in_as(role, **fields):
        browser = Client()
        browser.force_login(make_member(partnership, role, **fields))
        return browser

    return signed_in_as


@pytest.fixture
def stranger(db):
    """A client in which another partnership's officer is signed in."""
    browser = Client()
    browser.force_login(make_member(make_partnership("southshire"), "officer"))
    return browser
