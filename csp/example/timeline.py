"""The example's texts, and the days on which its story happens."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.utils import timezone

TEXTS = Path(__file__).parent


def read_text(name: str) -> dict:
    """One of the texts beside this module, as plain values."""
    with (TEXTS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


Event = tuple[datetime, Callable[[], object]]
"""When something happened, and the operation that does it."""


def happen(events: Iterable[Event]) -> None:
    """Everything in the order in which it happened, each at its moment."""
    for moment, do in sorted(events, key=lambda event: event[0]):
        with as_on(moment):
            do()


@contextmanager
def as_on(moment: datetime) -> Iterator[None]:
    """What is done within happens at that moment, London time.

    The example's past is made by the same operations that a click calls, so that its history, reports and
    packs are true ones; for them the clock is set back. Only `load_example` may do this, in one process of
    its own.
    """
    real = timezone.now
    fixed = timezone.make_aware(moment)
    timezone.now = lambda: fixed
    try:
        yield
    finally:
        timezone.now = real
