"""The order of sibling rows, such as the priorities of a plan."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from plans.models.tracked import TrackedModel
from plans.records.tracked_writes import write_row

DIRECTIONS = {"up": -1, "down": 1}


def move_row(row: TrackedModel, step: str, among: Iterable[TrackedModel], *, by) -> bool:
    """Move the row one position "up" or "down" among its siblings; False when it is the first or last."""
    with transaction.atomic():
        rows = list(among)
        at = next((place for place, other in enumerate(rows) if other.pk == row.pk), None)
        to = -1 if at is None else at + DIRECTIONS[step]
        if not 0 <= to < len(rows):
            return False
        rows[at], rows[to] = rows[to], rows[at]
        for place, other in enumerate(rows, 1):
            if other.position != place:
                write_row(other, {"position": place}, base_revision=other.revision, by=by)
        return True


def next_position(rows) -> int:
    """Return the position after the last of these rows."""
    return max((row.position for row in rows), default=0) + 1
