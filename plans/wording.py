"""Numbers and lists as a sentence says them."""

from __future__ import annotations

from collections.abc import Iterable


def count_noun(count: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 action", "3 actions", "2 priorities"."""
    return f"{count} {noun if count == 1 else plural or f'{noun}s'}"


def join_with_and(parts: Iterable[str]) -> str:
    """Return the parts as a list in a sentence: "a", "a and b", "a, b and c"; "" for none."""
    *others, last = [*parts] or [""]
    return f"{', '.join(others)} and {last}" if others else last
