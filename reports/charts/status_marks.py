"""The statuses of actions as small marks in a row: one mark per action, and a shape for each status.

The shape shows the same as the colour, and so does the text next to it. Nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from actions.statuses import Status

SIZE = 18
"""Pixels from one mark to the next."""
A_ROW = 20

# Outlines on a square of 16: a cross, a triangle, a ring, a disc, a bar and a tick.
SHAPES = {
    Status.OFF_TRACK: "M2 4 4 2 8 6 12 2 14 4 10 8 14 12 12 14 8 10 4 14 2 12 6 8Z",
    Status.AT_RISK: "M8 1.5 15 14H1Z",
    Status.NOT_STARTED: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z",
    Status.ON_TRACK: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z",
    Status.CLOSED: "M2 6.5H14V9.5H2Z",
    Status.COMPLETE: "M2.5 8.5 4.5 6.5 7 9 12.5 3 14.5 5 7 13Z",
}


@dataclass(frozen=True, slots=True)
class StatusMark:
    """One action's mark: where, what outline, and of which status."""

    x: int
    y: int
    outline: str
    status: str


@dataclass(frozen=True, slots=True)
class StatusMarks:
    """The marks of some actions and the size of the drawing."""

    width: int
    height: int
    marks: tuple[StatusMark, ...]


def build_status_marks(statuses: Iterable[str]) -> StatusMarks:
    """Return one mark for each status, in the order given, with so many in a row."""
    marks = tuple(
        StatusMark((place % A_ROW) * SIZE, place // A_ROW * SIZE, SHAPES[Status(status)], status)
        for place, status in enumerate(statuses)
    )
    rows = -(-len(marks) // A_ROW)
    return StatusMarks(min(len(marks), A_ROW) * SIZE, rows * SIZE, marks)
