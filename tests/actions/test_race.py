"""10,000 edits of 20 rows by 8 processes: none is lost, and with plain saves hundreds would be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 8
ROWS = 20


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """The address of a database that several processes can open, with 20 rows that say 0."""
    if connection.vendor == "sqlite":
        address = f"sqlite:///{tmp_path / 'race.sqlite3'}"
    else:
        found = connection.settings_dict
        host = found["HOST"].replace("/", "%2F") or "localhost"
        login = found["USER"] + (f":{found['PASSWORD']}" if found["PASSWORD"] else "")
        address = f"postgresql://{login}@{host}:{found['PORT'] or 5432}/{found['NAME']}"
    run(address, "-m", "tests.actions.race_rows", str(ROWS))
    yield address
    connections.close_all()


def run(address: str, *command: str) -> str:
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=500
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def race(address: str, edits: int, way: str) -> tuple[int, int]:
    """What the rows add up to, and how many history entries there are, after so many edits."""
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    each = str(edits // WORKERS)
    command = [sys.executable, "-m", "tests.actions.race"]
    workers = [
        subprocess.Popen(
            [*command, str(worker), each, way], cwd=ROOT, env=environment, stderr=subprocess.PIPE
        )
        for worker in range(WORKERS)
    ]
    said = [worker.communicate(timeout=500)[1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * WORKERS, said
    total, entries = run(address, "-m", "tests.actions.race_rows", "count").split()
    return int(total), int(entries)


@pytest.mark.slow
def test_no_edit_is_lost(shared_database):
    assert race(shared_database, 10_000, "safe") == (10_000, 10_000)


@pytest.mark.slow
def test_plain_saves_lose_edits(shared_database):
    total, entries = race(shared_database, 4_000, "plain")

    assert total < 4_000 - 200
    assert entries == 0
