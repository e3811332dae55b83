"""Several users decide the same requests at the same time: each is decided once, and its money moves once."""

import json

import pytest
from django.db import connections

from tests.funding.transfer_request_race import REQUESTS
from tests.processes import run, shared_address


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    yield shared_address(tmp_path)
    connections.close_all()


@pytest.mark.slow
def test_each_request_is_decided_once(shared_database):
    found = json.loads(run(shared_database, "tests.funding.transfer_request_race"))

    states, amounts, versions = zip(*found["requests"], strict=True)
    assert "waiting" not in states
    # The request and its decision each have one revision and one history entry.
    assert versions == (2,) * REQUESTS
    assert found["changes"] == [2] * REQUESTS
    agreed = sorted(amount for state, amount in zip(states, amounts, strict=True) if state == "agreed")
    sequences, moved = zip(*found["lines"], strict=True) if found["lines"] else ((), ())
    assert sequences == tuple(range(3, 3 + 2 * len(agreed)))
    assert sorted(amount for amount in moved if amount > 0) == agreed
    assert sum(moved) == 0
