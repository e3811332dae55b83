"""A partnership with an adopted plan, its officer signed in, and another partnership."""

import pytest
from django.test import Client

from tests.factories import make_member, make_partnership, make_plan


@pytest.fixture
def partnership(db):
    return make_partnership("northshire")


@pytest.fixture
def neighbour(db):
    return make_partnership("southshire")


@pytest.fixture
def plan(partnership):
    return make_plan(partnership)


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
