"""A closed plan can be read, and not changed."""

import pytest

from plans.models import Plan
from tests.factories import (
    make_action,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
)

HOME = "/northshire/plans/2024-25/actions/"


@pytest.fixture
def closed(db, client):
    partnership = make_partnership()
    action = make_action(make_priority(make_plan(partnership, state=Plan.State.CLOSED)))
    make_milestone(action)
    client.force_login(make_member(partnership))
    return action


def test_table_and_action_are_read_only(closed, client):
    table = client.get(HOME).content.decode()

    assert client.get(f"{HOME}1.1/").status_code == 200
    assert f"{HOME}1.1/edit/" not in table
    assert "Add action" not in table


@pytest.mark.parametrize(
    "step", ["add/", "bulk-edit/", "1.1/edit/", "1.1/updates/2024-Q4/", "1.1/close/", "import/"]
)
def test_nothing_is_written(closed, client, step):
    before = closed.values()

    answer = client.post(HOME + step, {"revision": "1"})

    assert answer.status_code == 403
    assert "This plan is closed. Reopen it before you change it." in answer.content.decode()
    closed.refresh_from_db()
    assert closed.values() == before
