"""Fifty concurrent approvals of one pot: no two use the same balance, and none is made twice."""

import json

import pytest
from django.db import connections

from tests.funding.race import ALLOCATED, BIDS, EACH
from tests.processes import run, shared_address


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    yield shared_address(tmp_path)
    connections.close_all()


@pytest.mark.slow
def test_fifty_approvals_race_for_one_pot(shared_database):
    found = json.loads(run(shared_database, "tests.funding.race"))

    remainders = [ALLOCATED - EACH * place for place in range(BIDS)]
    for stage in ("chair_approve", "funder_approve"):
        bids, left = zip(*found[stage], strict=True)
        assert len(set(bids)) == BIDS
        # The amount that the chair can approve does not change when the funder approves.
        assert left == tuple(remainders)
    sequences, bids, amounts, left = zip(*found["lines"], strict=True)
    assert sequences == tuple(range(3, 3 + BIDS))
    assert len(set(bids)) == BIDS
    assert set(amounts) == {EACH}
    assert left == tuple(remainders)
