"""Read the example's texts, and run its events on their dates."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.utils import timezone

TEXTS = Path(__file__).parent


def read_text(name: str) -> dict:
    """Return the data of one of the text files next to this module."""
    with (TEXTS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


Event = tuple[datetime, Callable[[], object]]
"""When an event happened, and the operation that does it."""


def run_events(events: Iterable[Event]) -> None:
    """Run every event in the order of their dates, each at its own time."""
    for moment, do in sorted(events, key=lambda event: event[0]):
        with at_time(moment):
            do()


@contextmanager
def at_time(moment: datetime) -> Iterator[None]:
    """Run what is inside at that time, in London.

    The example's past is made by the operations that a request calls, so that its history, reports and packs are
    real. For them the clock is set back. Only `load_example` can do this, in a process of its own.
    """
    real = timezone.now
    fixed = timezone.make_aware(moment)
    timezone.now = lambda: fixed
    try:
        yield
    finally:
        timezone.now = real
