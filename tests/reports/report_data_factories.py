"""Data for tests of the rules: Q2 2024/25 on 30 September 2024, an action that is no exception."""

from dataclasses import replace
from datetime import date

from plans.periods import Quarter
from reports.exceptions.report_data import (
    DateMove,
    ReportAction,
    ReportData,
    ReportMilestone,
    ReportPriority,
)

Q2 = Quarter(2024, 2)
END = date(2024, 9, 30)
PRIORITY = ReportPriority(1, "Priority 1: Domestic abuse")
CALM = ReportAction(
    key=1,
    number="1.1",
    priority=1,
    action="Train the front line",
    status="on_track",
    status_before="on_track",
    status_reported="on_track",
    has_update=True,
    words="Two courses held.",
    words_before="Booked.",
    leads=("Kent Police",),
)


def action(**fields) -> ReportAction:
    return replace(CALM, **fields)


def milestone(words="First course held", **fields) -> ReportMilestone:
    return ReportMilestone(words, **fields)


def move(was=date(2024, 9, 30), now=date(2025, 3, 31), why="bid refused") -> DateMove:
    return DateMove(was, now, why)


def plan(*actions, **fields) -> ReportData:
    fields = {"since": "Q1 2024/25"} | fields
    return ReportData(Q2, END, (PRIORITY,), tuple(actions), **fields)
