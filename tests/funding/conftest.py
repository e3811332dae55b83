import pytest

from tests.factories import make_member, make_partnership
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_grant


@pytest.fixture
def partnership(db):
    return make_partnership("northshire")


@pytest.fixture
def grant(partnership):
    """£106,460: £70,973 upfront, £35,487 tactical."""
    return make_grant(partnership)


@pytest.fixture
def cast(grant):
    """The grant with the people around it."""
    return Cast(grant)


@pytest.fixture
def officer(client, partnership):
    """The officer of the partnership, signed in."""
    person = make_member(partnership, "officer", name="Olive Officer")
    client.force_login(person)
    return person
