"""Updates are written while the quarter is frozen: each is in the report, or was not stored."""

import json

import pytest
from django.db import connections

from tests.processes import run, shared_address


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    yield shared_address(tmp_path)
    connections.close_all()


@pytest.mark.slow
def test_every_update_stored_is_in_the_frozen_report(shared_database):
    found = json.loads(run(shared_database, "tests.reports.freeze_race"))

    assert (found["told"], found["late"], found["state"]) == (found["stored"], 0, "closed")
