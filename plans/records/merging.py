"""Merging two people's changes of one row, field by field, against the values that both started from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that both sides changed: the original, their value and yours."""

    name: str
    original: object
    theirs: object
    yours: object


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What is to be written, and which fields only one side changed; with conflicts, nothing is written."""

    fields: dict[str, tuple[object, object]] = field(default_factory=dict)
    """Field → its value now and the value to be written."""
    conflicts: tuple[FieldConflict, ...] = ()
    only_yours: tuple[str, ...] = ()
    """Fields that only you changed; empty while no one else has changed anything."""
    only_theirs: tuple[str, ...] = ()


def merge(
    base: Mapping[str, object],
    theirs: Mapping[str, object],
    mine: Mapping[str, object],
    *,
    resolved: Collection[str] = frozenset(),
) -> MergeResult:
    """Return what `mine` writes over `theirs`, where both started from `base`; all in plain values.

    `mine` has only the fields of the form. A field that both changed is a conflict, unless both changed it to the
    same value or the user has `resolved` it.
    """
    changed_by_them = {name for name in base if theirs.get(name) != base[name]}
    wanted = {name: value for name, value in mine.items() if value != base.get(name)}
    differing = {name: value for name, value in wanted.items() if value != theirs.get(name)}
    conflicts = tuple(
        FieldConflict(name, base.get(name), theirs.get(name), value)
        for name, value in differing.items()
        if name in changed_by_them and name not in resolved
    )
    return MergeResult(
        fields={} if conflicts else {name: (theirs.get(name), value) for name, value in differing.items()},
        conflicts=conflicts,
        only_yours=tuple(name for name in wanted if name not in changed_by_them) if changed_by_them else (),
        only_theirs=tuple(sorted(changed_by_them - wanted.keys())),
    )
