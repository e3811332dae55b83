"""What an exception report is made from: one plan as it is for one quarter, in plain frozen values.

Nothing here depends on Django, the database or the current day. `reports/exceptions/queries.py` fills these values
from the database, and `reports/exceptions/report.py` evaluates them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.statuses import Status
from funding.statement.values import GrantStatement
from plans.periods import Quarter


@dataclass(frozen=True, slots=True)
class DateMove:
    """A date that was moved later: from, to (None if it was removed), and why."""

    was: date
    now: date | None
    why: str


@dataclass(frozen=True, slots=True)
class ReportMilestone:
    """A milestone of an action."""

    words: str
    timescale: str = ""
    """As printed."""
    due: date | None = None
    done_on: date | None = None
    leads: tuple[str, ...] = ()
    moves_since: tuple[DateMove, ...] = ()
    """Moves since the last frozen report, oldest first."""
    times_moved: int = 0
    """How many times its date has moved in total."""

    def is_done(self, as_at: date) -> bool:
        """Whether it was done by that day; what was done later does not count yet."""
        return self.done_on is not None and self.done_on <= as_at

    def is_overdue(self, as_at: date) -> bool:
        """Return whether it was late on that date: what is due on 30 June is late from 1 July."""
        return self.due is not None and self.due < as_at and not self.is_done(as_at)


@dataclass(frozen=True, slots=True)
class ReportPriority:
    """A priority or cross-cutting theme."""

    key: int
    heading: str
    kind: str = "priority"


@dataclass(frozen=True, slots=True)
class ReportAction:
    """An action as it is for the quarter, and as it was before."""

    key: int
    """Identifies the action from report to report, even if its number changes."""
    number: str
    priority: int
    """The key of its priority."""
    action: str
    desired_outcome: str = ""
    status: str = Status.NOT_STARTED
    status_before: str = ""
    """Its status for the quarter before; "" if there was no update by then."""
    quarters_running: int = 1
    """For how many quarters in a row it has had this status, including this one."""
    status_reported: str | None = None
    """Its status in the last frozen report of an earlier quarter; None when it was not in it."""
    has_update: bool = False
    words: str = ""
    """This quarter's comment."""
    words_before: str = ""
    """Last quarter's comment."""
    leads: tuple[str, ...] = ()
    lead_to_be_confirmed: bool = False
    milestones: tuple[ReportMilestone, ...] = ()
    closing_reason: str = ""
    """Why it was closed without completing, as text."""
    closing_comment: str = ""
    closing_reference: str = ""
    is_withdrawn: bool = False
    withdrawn_why: str = ""

    @property
    def is_running(self) -> bool:
        """Whether something is still to be delivered: it is neither complete nor closed nor withdrawn."""
        return not self.is_withdrawn and self.status not in (Status.COMPLETE, Status.CLOSED)

    @property
    def has_lead(self) -> bool:
        """Whether a body leads it, or one of its milestones; "to be confirmed" is not a lead."""
        return not self.lead_to_be_confirmed and bool(
            self.leads or any(milestone.leads for milestone in self.milestones)
        )


@dataclass(frozen=True, slots=True)
class ReportData:
    """One plan for one quarter."""

    quarter: Quarter
    as_at: date
    priorities: tuple[ReportPriority, ...]
    actions: tuple[ReportAction, ...]
    """In the order of the plan, with those that were withdrawn."""
    partnership: str = ""
    """Its name on that day."""
    since: str = ""
    """The quarter of the last frozen report before this one, as printed ("Q1 2024/25"); "" when there is none."""
    left_out: frozenset[str] = frozenset()
    """Codes of reasons that the partnership has chosen not to count."""
    grants: tuple[GrantStatement, ...] = ()
    """The partnership's grants whose period includes the quarter's last day."""


@dataclass(frozen=True, slots=True)
class QuarterStatus:
    """The status of an action for a quarter, the status before, and for how many quarters in a row it has been so."""

    status: str
    before: str
    quarters_running: int


def get_quarter_status(quarter: Quarter, present: str, said: Mapping[Quarter, str]) -> QuarterStatus:
    """Return the status of an action for a quarter, from its current status and its updates.

    Until a later quarter has an update, the current status counts: an update sets it, and a change that an
    officer makes later is newer. After that, the update for the quarter counts, or else the last update before
    it. A quarter without an update has the status of the quarter before it.
    """
    if not any(later > quarter for later in said):
        status = present
    else:
        status = _said_by(quarter, said) or Status.NOT_STARTED.value
    before, running, earlier = _said_by(quarter.previous, said), 1, quarter.previous
    while said and earlier >= min(said) and _said_by(earlier, said) == status:
        running, earlier = running + 1, earlier.previous
    return QuarterStatus(status, before, running)


def _said_by(quarter: Quarter, said: Mapping[Quarter, str]) -> str:
    """Return the status in the last update of that quarter or an earlier one; "" if there is none."""
    known = [other for other in said if other <= quarter]
    return said[max(known)] if known else ""
