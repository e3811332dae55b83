"""10,000 edits of 20 rows by 8 processes: none is lost, and with plain saves many would be."""

import json

import pytest
from django.db import connections

from tests.processes import run, shared_address
from tests.sampling import number_of


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    yield shared_address(tmp_path)
    connections.close_all()


def race(address: str, edits: int, way: str) -> tuple[int, int]:
    """Return the total of the rows, and how many history entries there are, after so many edits."""
    found = json.loads(run(address, "tests.actions.race", str(edits), way))
    return found["total"], found["entries"]


@pytest.mark.slow
def test_no_edit_is_lost(shared_database):
    edits = number_of(10_000, 1_000)

    assert race(shared_database, edits, "safe") == (edits, edits)


@pytest.mark.slow
def test_plain_saves_lose_edits(shared_database):
    total, entries = race(shared_database, 1_000, "plain")

    assert total < 1_000 - 50
    assert entries == 0
