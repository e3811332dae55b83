"""Several processes on one database, each with its own connection: one Django, and forks of it."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[1]


def shared_address(folder: Path) -> str:
    """Return the URL of a database that several processes can open; on SQLite a copy of this one, with its tables."""
    if connection.vendor == "sqlite":
        file = folder / "race.sqlite3"
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{file}"
    found = connection.settings_dict
    host = found["HOST"].replace("/", "%2F") or "localhost"
    login = found["USER"] + (f":{found['PASSWORD']}" if found["PASSWORD"] else "")
    return f"postgresql://{login}@{host}:{found['PORT'] or 5432}/{found['NAME']}"


def run(address: str, *command: str) -> str:
    """Return the output of a Python module that works on the database with that URL."""
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=500,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def at_once(work: Callable[..., None], *argument_lists: tuple) -> None:
    """Run the work in one process for each list of arguments, all at the same time. Raises an error if one fails."""
    connections.close_all()
    forking = multiprocessing.get_context("fork")
    workers = [forking.Process(target=work, args=arguments) for arguments in argument_lists]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    ended = [worker.exitcode for worker in workers]
    if any(ended):
        raise RuntimeError(f"The processes ended with {ended}.")
