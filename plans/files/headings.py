"""Give each column of a table a meaning, from what its heading and its text claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def assign_meanings(
    claims: Iterable[tuple[int, int, str]],
    *,
    given: Mapping[int, str] | None = None,
    repeated: frozenset[str] = frozenset(),
) -> dict[int, str]:
    """Return column to meaning: the best claims first, each column once, each meaning once unless it is `repeated`.

    A claim is a score, a column and a meaning. Of two with the same score, the column to the left comes first, then
    the claim that was made first. `given` is what was matched manually, and stays.
    """
    meanings = dict(given or {})
    taken = set(meanings.values())
    for _, column, meaning in sorted(claims, key=lambda claim: (-claim[0], claim[1])):
        if column not in meanings and (meaning in repeated or meaning not in taken):
            meanings[column] = meaning
            taken.add(meaning)
    return meanings
