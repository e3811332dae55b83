"""Positions of new rows among existing ones: below the row that they follow in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from django.db.models import F

from plans.models.tracked import TrackedModel


def merged_order(standing: Sequence[Hashable], wanted: Iterable[Hashable]) -> list[Hashable]:
    """Return the existing rows in order, each new row of `wanted` below the one it follows there.

    A new row before every existing one comes first.
    """
    after: dict[Hashable | None, list[Hashable]] = defaultdict(list)
    known, last = set(standing), None
    for each in wanted:
        if each in known:
            last = each
        else:
            after[last].append(each)
    order = list(after[None])
    for each in standing:
        order += [each, *after[each]]
    return order


def new_positions(order: Sequence[Hashable], positions: dict[Hashable, int]) -> dict[Hashable, int]:
    """Return an ascending position for every row; an existing row keeps its own if possible."""
    placed, last = {}, 0
    for each in order:
        own = positions.get(each)
        last = own if own is not None and own > last else last + 1
        placed[each] = last
    return placed


def make_room(rows: dict[Hashable, TrackedModel], placed: dict[Hashable, int]) -> None:
    """Move existing rows down to their new positions. Changes no text, so it leaves no history."""
    by_distance = defaultdict(list)
    for key, row in rows.items():
        if placed[key] != row.position:
            by_distance[placed[key] - row.position].append(row)
    for distance, moved in by_distance.items():
        model = type(moved[0])
        for start in range(0, len(moved), 400):
            keys = [row.pk for row in moved[start : start + 400]]
            model.objects.filter(pk__in=keys).update(position=F("position") + distance)
        for row in moved:
            row.position += distance
