"""Which large tests run in full: all of them on PostgreSQL, a fixed sample of each on SQLite.

WHOLE=1 in the environment runs them in full on SQLite too.
"""

import os
from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

from django.db import connection

T = TypeVar("T")


def is_whole() -> bool:
    """Return whether this run does every example of the large tests."""
    return connection.vendor == "postgresql" or os.environ.get("WHOLE") == "1"


def number_of(whole: int, sample: int) -> int:
    """Return how many examples a large test does in this run."""
    return whole if is_whole() else sample


def sampled(items: Sequence[T], one_in: int, *, name: str = "") -> Sequence[T]:
    """Return every item, or in a sample one in so many, always the same ones.

    The name decides where the sample starts, so that tests with different names take different items.
    """
    return items if is_whole() else items[crc32(name.encode()) % one_in :: one_in]
