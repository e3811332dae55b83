"""What an exception report is made from: one plan as it stands for one quarter, in plain frozen values.

Nothing here knows Django, the database or what day it is. `reports/exceptions/queries.py` fills these from the
database, `reports/exceptions/report.py` judges them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.statuses import Status
from funding.statement.values import GrantStatement
from plans.periods import Quarter


@dataclass(frozen=True, slots=True)
class DateChangeSnapshot:
    """A date that was moved later: from, to (None when it was taken away), and why."""

    was: date
    now: date | None
    why: str


@dataclass(frozen=True, slots=True)
class MilestoneSnapshot:
    """A step of an action."""

    words: str
    timescale: str = ""
    """As printed."""
    due: date | None = None
    done_on: date | None = None
    leads: tuple[str, ...] = ()
    moves_since: tuple[DateChangeSnapshot, ...] = ()
    """Moves since the last frozen report, oldest first."""
    times_moved: int = 0
    """How many times its date has moved in all."""

    def is_done(self, as_at: date) -> bool:
        """Whether it was done by that day; what was done later does not count yet."""
        return self.done_on is not None and self.done_on <= as_at

    def is_overdue(self, as_at: date) -> bool:
        """Whether it was late on that day: what is due on 30 June is late from 1 July."""
        return self.due is not None and self.due < as_at and not self.is_done(as_at)


@dataclass(frozen=True, slots=True)
class PrioritySnapshot:
    """A priority or cross-cutting theme."""

    key: int
    heading: str
    kind: str = "priority"


@dataclass(frozen=True, slots=True)
class ActionSnapshot:
    """An action as it stands for the quarter, and as it stood before."""

    key: int
    """What it is known by from report to report, whatever becomes of its number."""
    number: str
    priority: int
    """The key of its priority."""
    action: str
    desired_outcome: str = ""
    status: str = Status.NOT_STARTED
    status_before: str = ""
    """Its status for the quarter before; "" when nothing was said of it by then."""
    quarters_running: int = 1
    """For how many quarters in a row it has stood so, this one included."""
    status_reported: str | None = None
    """Its status in the last frozen report of an earlier quarter; None when it was not in it."""
    has_update: bool = False
    words: str = ""
    """This quarter's words."""
    words_before: str = ""
    """Last quarter's words."""
    leads: tuple[str, ...] = ()
    lead_to_be_confirmed: bool = False
    milestones: tuple[MilestoneSnapshot, ...] = ()
    closing_reason: str = ""
    """Why it was closed without completing, in words."""
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
        """Whether a body answers for it, or for one of its milestones; "to be confirmed" is not one."""
        return not self.lead_to_be_confirmed and bool(
            self.leads or any(milestone.leads for milestone in self.milestones)
        )


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """One plan for one quarter."""

    quarter: Quarter
    as_at: date
    priorities: tuple[PrioritySnapshot, ...]
    actions: tuple[ActionSnapshot, ...]
    """In the order of the plan, with those that were withdrawn."""
    since: str = ""
    """The quarter of the last frozen report before this one, as printed ("Q1 2024/25"); "" when there is none."""
    left_out: frozenset[str] = frozenset()
    """Codes of reasons that the partnership has chosen not to count."""
    grants: tuple[GrantStatement, ...] = ()
    """The partnership's grants whose period holds the quarter's last day."""


@dataclass(frozen=True, slots=True)
class QuarterStatus:
    """How an action stands for a quarter, how it stood before, and for how many quarters it has stood so."""

    status: str
    before: str
    quarters_running: int


def get_quarter_status(quarter: Quarter, present: str, said: Mapping[Quarter, str]) -> QuarterStatus:
    """How an action stands for a quarter, from its present status and what its updates said.

    While no later quarter has been written of, the present status counts: an update sets it, and what an
    officer has set by hand since then is newer. Afterwards what was said for the quarter counts, or else the
    last thing said before it. A quarter of which nothing was said stands as the one before it did.
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
    """What the last update of that quarter or an earlier one said; "" when there is none."""
    known = [other for other in said if other <= quarter]
    return said[max(known)] if known else ""
