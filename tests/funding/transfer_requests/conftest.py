"""A grant of £10,000 upfront and £5,000 tactical, and its people."""

import pytest

from tests.funding.factories import make_grant


@pytest.fixture
def grant(partnership):
    """£10,000 upfront and £5,000 tactical."""
    return make_grant(partnership, award=1_500_000, pots={"upfront": 1_000_000, "tactical": 500_000})


@pytest.fixture
def officer(client, cast):
    """The officer of the cast, signed in."""
    client.force_login(cast.officer)
    return cast.officer
