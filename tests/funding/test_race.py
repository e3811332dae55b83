"""Fifty approvals race for one pot: no two are worked out from the same remainder, and none is made twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, connections

from tests.funding.race_rows import ALLOCATED, EACH

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 5
BIDS = 50


@pytest.fixture
def shared_database(request, tmp_path):
    """The address of a database that several processes can open, with 50 recommended bids of one pot.

    On SQLite a file of its own: the ledger refuses the DELETE by which a test's database is emptied.
    """
    if connection.vendor == "sqlite":
        address = f"sqlite:///{tmp_path / 'race.sqlite3'}"
    else:
        request.getfixturevalue("transactional_db")
        found = connection.settings_dict
        host = found["HOST"].replace("/", "%2F") or "localhost"
        login = found["USER"] + (f":{found['PASSWORD']}" if found["PASSWORD"] else "")
        address = f"postgresql://{login}@{host}:{found['PORT'] or 5432}/{found['NAME']}"
    run(address, "-m", "tests.funding.race_rows", str(BIDS))
    yield address
    connections.close_all()


def start(address: str, *command: str) -> subprocess.Popen:
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(address: str, *command: str) -> str:
    worker = start(address, *command)
    said, wrong = worker.communicate(timeout=300)
    assert worker.returncode == 0, wrong[-2000:]
    return said


@pytest.mark.slow
def test_fifty_approvals_race_for_one_pot(shared_database):
    workers = [
        start(shared_database, "-m", "tests.funding.race", str(worker), str(WORKERS))
        for worker in range(WORKERS)
    ]
    said = [worker.communicate(timeout=300)[1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * WORKERS, said

    found = json.loads(run(shared_database, "-m", "tests.funding.race_rows", "steps"))

    remainders = [ALLOCATED - EACH * place for place in range(BIDS)]
    for stage in ("chair_approve", "funder_approve"):
        bids, left = zip(*found[stage], strict=True)
        assert len(set(bids)) == BIDS
        # What the chair can still approve does not change when the funder follows.
        assert left == tuple(remainders)
    sequences, bids, amounts, left = zip(*found["lines"], strict=True)
    assert sequences == tuple(range(3, 3 + BIDS))
    assert len(set(bids)) == BIDS
    assert set(amounts) == {EACH}
    assert left == tuple(remainders)
