"""Several processes that visit pages at the same time, each with a copy of the database."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, connections

if TYPE_CHECKING:
    from tests.characterisation.run import Person, Visits


def in_processes(
    people: Sequence[Person], work: Callable[[Visits], None], temporary: Path
) -> Iterator[Visits]:
    """Run the work for each user, and yield what each was shown in the order of the users.

    Every visit is rolled back, so that the order of the visits does not matter.
    """
    count = min(len(os.sched_getaffinity(0)), len(people))
    copies = [temporary / f"site-{place}.sqlite3" for place in range(count)]
    for copy in copies:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
    connections.close_all()
    forking = multiprocessing.get_context("fork")
    workers = [
        forking.Process(target=_work, args=(people, work, copy, place, count, temporary))
        for place, copy in enumerate(copies)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError(f"The processes ended with {[worker.exitcode for worker in workers]}.")
    for copy in copies:
        copy.unlink()
    for place in range(len(people)):
        file = _file(temporary, place)
        yield pickle.loads(file.read_bytes())
        file.unlink()


def _work(people, work, copy: Path, first: int, count: int, temporary: Path) -> None:
    """Do the work for every so many-th person on a copy of the database."""
    from tests.characterisation.run import Visits

    connection.settings_dict["NAME"] = str(copy)
    for place in range(first, len(people), count):
        visits = Visits(people[place])
        work(visits)
        _file(temporary, place).write_bytes(pickle.dumps(visits))
    connections.close_all()


def _file(temporary: Path, place: int) -> Path:
    return temporary / f"visits-{place}.pickle"
