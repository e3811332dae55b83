"""The exception report of one plan and quarter: what the Executive Group must see, and why (design §5).

It takes plain values and returns a frozen report, without a database or a clock. Every action is counted once:

- An action that is off track or at risk is always an exception; no setting hides it. The other reasons
  can be excluded by the partnership. An action whose reasons are all excluded is counted by its status.
- Overdue, no update, no lead, a moved date and a repeated comment apply only to current actions, which are not
  complete or closed. A recurring, open or not yet started action must have an update each quarter.
- Closing is an exception once, in the first report after it; afterwards the action is counted as closed.
- An action withdrawn since the last report is in this one, once, as an exception, so that no action
  disappears unnoticed. If the partnership excludes that reason, the action is not counted.
- The first report of a plan adds nothing: every action is new to it.
- Reasons about grants make no action an exception: they are shown separately and change no count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.statuses import MEANINGS, SEVERITY, Status
from plans.exception_reasons import ALWAYS_COUNT, GRANT_REASONS, REASONS
from plans.periods import Quarter
from reports.exceptions.grant_reasons import GrantRow, grant_reasons, paid_by
from reports.exceptions.reasons import Reason, find_reasons
from reports.exceptions.report_data import ReportAction, ReportData, ReportMilestone, ReportPriority

RANK = {code: place for place, code in enumerate(REASONS)}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many actions are in each group; the five add up to `all`."""

    all: int = 0
    exceptions: int = 0
    on_track: int = 0
    complete: int = 0
    not_started: int = 0
    closed: int = 0


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """An action that the Executive must see, with every reason, most serious first."""

    action: ReportAction
    reasons: tuple[Reason, ...]
    paid_by: tuple[str, ...] = ()
    """The current projects of a grant that pay for it, as text."""


@dataclass(frozen=True, slots=True)
class PrioritySummary:
    """The statuses of a priority: the worst, and how many of its actions have each status."""

    priority: ReportPriority
    worst: str
    """A status code; "" when it has no action."""
    statuses: tuple[tuple[str, int], ...]
    """Status and number of actions, worst first; none is averaged."""
    all: int
    exceptions: int


@dataclass(frozen=True, slots=True)
class ActionMilestone:
    """A milestone with the action that it belongs to."""

    action: ReportAction
    milestone: ReportMilestone


@dataclass(frozen=True, slots=True)
class ExceptionReport:
    """What is reported to the Executive on one plan and quarter."""

    quarter: Quarter
    as_at: date
    since: str
    counts: Counts
    exceptions: tuple[ExceptionRow, ...]
    completed: tuple[ReportAction, ...]
    """Actions that became complete in the quarter."""
    done: tuple[ActionMilestone, ...]
    """Completed milestones of other actions in the quarter."""
    due_next_quarter: tuple[ActionMilestone, ...]
    """Milestones still to be done that are due in the next quarter, soonest first."""
    priorities: tuple[PrioritySummary, ...]
    actions: tuple[ReportAction, ...]
    """The annex: every action that is counted."""
    rules: tuple[tuple[str, bool], ...]
    """Every reason's code, those of grants last, and whether it counted."""
    grants: tuple[GrantRow, ...] = ()


def exception_report(facts: ReportData) -> ExceptionReport:
    """Return the report on a plan and quarter; the five counts add up to all its actions."""
    known = (*REASONS, *GRANT_REASONS)
    counting = {code for code in known if code in ALWAYS_COUNT or code not in facts.left_out}
    found = {action.key: find_reasons(action, facts, counting) for action in facts.actions}
    actions = tuple(action for action in facts.actions if not action.is_withdrawn or found[action.key])
    payers = paid_by(facts.grants, counting)
    rows = [
        ExceptionRow(action, found[action.key], payers.get(action.key, ()))
        for action in actions
        if found[action.key]
    ]
    # The sort is stable: under one reason the actions stay in the order of the plan.
    rows.sort(key=lambda row: RANK[row.reasons[0].code])
    return ExceptionReport(
        quarter=facts.quarter,
        as_at=facts.as_at,
        since=facts.since,
        counts=counts_of(actions, {row.action.key for row in rows}),
        exceptions=tuple(rows),
        completed=tuple(action for action in actions if completed_in_quarter(action, facts)),
        done=tuple(_done_in_quarter(actions, facts)),
        due_next_quarter=tuple(_due_in(actions, facts.quarter.next, facts.as_at)),
        priorities=tuple(_standings(facts.priorities, actions, found)),
        actions=actions,
        rules=tuple((code, code in counting) for code in known),
        grants=tuple(GrantRow(grant, grant_reasons(grant, counting)) for grant in facts.grants),
    )


def counts_of(actions: Iterable[ReportAction], exceptional: set[int]) -> Counts:
    """Return each action counted once: as an exception if it is one, or else by its status."""
    counter = Counter("exceptions" if action.key in exceptional else str(action.status) for action in actions)
    return Counts(all=sum(counter.values()), **counter)


def completed_in_quarter(action: ReportAction, facts: ReportData) -> bool:
    """Whether an action became complete in the quarter.

    Without an earlier status, its milestones decide: the last was completed in the quarter, or none has a date.
    """
    if action.is_withdrawn or action.status != Status.COMPLETE:
        return False
    before = action.status_before or action.status_reported
    if before:
        return before != Status.COMPLETE
    days = [milestone.done_on for milestone in action.milestones if milestone.done_on]
    return not days or max(days) >= facts.quarter.starts


def _done_in_quarter(actions: Iterable[ReportAction], facts: ReportData) -> Iterable[ActionMilestone]:
    for action in actions:
        if action.is_withdrawn or completed_in_quarter(action, facts):
            continue
        for milestone in action.milestones:
            if milestone.is_done(facts.as_at) and milestone.done_on >= facts.quarter.starts:
                yield ActionMilestone(action, milestone)


def _due_in(actions: Iterable[ReportAction], quarter: Quarter, as_at: date) -> list[ActionMilestone]:
    steps = [
        ActionMilestone(action, milestone)
        for action in actions
        if action.is_running
        for milestone in action.milestones
        if milestone.due is not None and quarter.contains(milestone.due) and not milestone.is_done(as_at)
    ]
    return sorted(steps, key=lambda step: step.milestone.due)


def _standings(priorities, actions: Iterable[ReportAction], found: dict) -> Iterable[PrioritySummary]:
    for priority in priorities:
        own = [action for action in actions if action.priority == priority.key]
        counter = Counter(str(action.status) for action in own if not action.is_withdrawn)
        statuses = tuple((status.value, counter[status]) for status in SEVERITY if counter[status])
        yield PrioritySummary(
            priority=priority,
            worst=statuses[0][0] if statuses else "",
            statuses=statuses,
            all=len(own),
            exceptions=sum(1 for action in own if found[action.key]),
        )


def status_words(status: str) -> str:
    """Return the name of a status: "On track"."""
    return MEANINGS[status][0]
