"""The chart of an exception report: a mark for each action, whose shape shows its status, and a row for each priority.

Only geometry, in the units of the picture. The template draws it, and the table next to it shows the same in text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actions.statuses import MEANINGS, SEVERITY
from reports.charts.status_marks import SHAPES

WIDTH = 460
MARK, GAP = 16, 3
HEADING = 17
BETWEEN_ROWS = 10
A_LINE = (WIDTH + GAP) // (MARK + GAP)
# A heading is cut to what fits on one line of the picture. The table has the complete heading.
LONGEST_HEADING = 62
# The number of rows that fit on one A4 page. Further rows go into another picture.
ROWS = 14

COLOURS = {
    "off_track": "#a1260d",
    "at_risk": "#b35900",
    "not_started": "#505a5f",
    "on_track": "#12703c",
    "closed": "#23292e",
    "complete": "#1d4f8c",
}


@dataclass(frozen=True, slots=True)
class ChartMark:
    """One action."""

    shape: str
    colour: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A priority: its heading, and a mark for each of its actions, worst first."""

    heading: str
    y: int
    marks: tuple[ChartMark, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """What a shape means."""

    words: str
    mark: ChartMark
    x: int
    """Where its text starts."""
    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, and its description for people who cannot see it."""

    title: str
    words: str
    width: int
    height: int
    rows: tuple[ChartRow, ...]
    legend: tuple[Legend, ...]


def charts(priorities: Iterable[Mapping]) -> tuple[Chart, ...]:
    """Return the picture of the priorities in a report's content: several if there are many priorities, none without actions."""
    rows = [priority for priority in priorities if priority["statuses"]]
    parts = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
    return tuple(_chart(part, place, len(parts)) for place, part in enumerate(parts, 1))


def _chart(priorities: list[Mapping], place: int, parts: int) -> Chart:
    used = [status.value for status in SEVERITY if any(_count(row, status) for row in priorities)]
    legend = _legend(used)
    y = legend[-1].mark.y + MARK + 18
    rows = []
    for priority in priorities:
        statuses = [each["status"] for each in priority["statuses"] for _ in range(each["count"])]
        marks = tuple(_mark(status, index, y + HEADING + 4) for index, status in enumerate(statuses))
        rows.append(ChartRow(_short(priority["heading"]), y + 13, marks))
        y = marks[-1].y + MARK + BETWEEN_ROWS
    title = "Actions of each priority by status"
    return Chart(
        title=title if parts == 1 else f"{title}, part {place} of {parts}",
        words="Each mark is one action. " + " ".join(map(_row_words, priorities)),
        width=WIDTH,
        height=y,
        rows=tuple(rows),
        legend=legend,
    )


def _mark(status: str, index: int, y: int) -> ChartMark:
    line, place = divmod(index, A_LINE)
    return ChartMark(SHAPES[status], COLOURS[status], place * (MARK + GAP), y + line * (MARK + GAP))


def _legend(used: list[str]) -> tuple[Legend, ...]:
    """Return the legend, with three items on a line."""
    entries = []
    for index, status in enumerate(used):
        x, y = index % 3 * 150, 2 + index // 3 * 22
        mark = ChartMark(SHAPES[status], COLOURS[status], x, y)
        entries.append(Legend(MEANINGS[status][0], mark, x + MARK + 6, y + 13))
    return tuple(entries)


def _row_words(priority: Mapping) -> str:
    counts = ", ".join(f"{each['count']} {each['words'].lower()}" for each in priority["statuses"])
    return f"{priority['heading']}: {counts}."


def _count(priority: Mapping, status: str) -> int:
    return sum(each["count"] for each in priority["statuses"] if each["status"] == status)


def _short(heading: str) -> str:
    return heading if len(heading) <= LONGEST_HEADING else heading[: LONGEST_HEADING - 1].rstrip() + "…"
