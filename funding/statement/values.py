"""The amounts of a grant on a date: frozen values in whole pence, independent of Django and the clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from funding.ledger.pots import PotStatement, whole_of
from funding.projects.spending import COUNTS_AS_SPENT, COUNTS_FOR_FORECAST, Spending, due_by, sum_spending
from plans.periods import Quarter

Results = tuple[tuple[str, ...], ...]
"""Measure, target and result, row by row."""


@dataclass(frozen=True, slots=True)
class StatementOptions:
    """The date of a statement, and what counts in it."""

    on: date
    quarter: Quarter | None = None
    """The last quarter whose returns count. None counts all of them, up to the day."""
    lines_to: date | None = None
    """The date of the last ledger entries that count. None counts all of them."""
    known_at: datetime | None = None
    """Nothing entered after this moment counts. None counts everything."""
    approved_only: bool = False
    """Whether a return counts only after an officer has approved it."""
    in_full: bool = False
    """Whether the text of returns and evaluations and the actions of projects are read too."""
    is_brief: bool = False
    """Whether printed totals and projects that were not started are left out, as for a list of what to do: such a
    project has no returns and is forecast to spend what was approved. The sums of the pots' projects lack them."""


@dataclass(frozen=True, slots=True)
class ReturnStatement:
    """A project's return for one quarter, started or only due."""

    quarter: Quarter
    state: str = ""
    """draft, sent, sent_back or approved; "" for a return that was not started."""
    spent: int | None = None
    forecast: int | None = None
    words: str = ""
    results: Results = ()
    is_due: bool = False
    """Whether the quarter has ended, so that the return is due."""
    days_late: int = 0

    @property
    def due_by(self) -> date:
        """The last day on which the return is in time."""
        return due_by(self.quarter)

    @property
    def state_label(self) -> str:
        """ "sent back"; "" for a return that was not started."""
        return self.state.replace("_", " ")

    @property
    def is_received(self) -> bool:
        """Whether it was sent, and not sent back."""
        return self.state in COUNTS_FOR_FORECAST

    @property
    def is_approved(self) -> bool:
        return self.state in COUNTS_AS_SPENT

    @property
    def is_missing(self) -> bool:
        """Whether it is due and was not received."""
        return self.is_due and not self.is_received

    @property
    def is_to_approve(self) -> bool:
        """Whether it is awaiting an officer's approval."""
        return self.is_received and not self.is_approved


@dataclass(frozen=True, slots=True)
class EvaluationStatement:
    """What a closed project achieved, approved by an officer."""

    achieved: str
    difference: str = ""
    learned: str = ""
    next_steps: str = ""
    results: Results = ()


@dataclass(frozen=True, slots=True)
class ProjectStatement:
    """A project that the funder approved, as it was approved, without changes that are not approved yet."""

    id: int
    """The id stays the same if the number changes."""
    number: int
    title: str
    lead: str
    lead_id: int | None
    pot: str
    state: str
    spending: Spending
    """Approved, paid, spent and forecast, by the rule of `funding/projects/spending.py`."""
    returned: int = 0
    """Unspent money that the project repaid. It is already subtracted from what was paid."""
    returns: tuple[ReturnStatement, ...] = ()
    """Those that are due or were started, in order."""
    quarter: Quarter | None = None
    """The quarter that the statement is for; None for a statement of all quarters."""
    evaluation: EvaluationStatement | None = None
    actions: tuple[int, ...] = ()
    """Ids of the actions that the project pays for."""
    is_running: bool = True
    """Whether it was not closed yet."""

    @property
    def sent(self) -> ReturnStatement | None:
        """Its return for the quarter; None when it was not received."""
        return next((each for each in self._received if each.quarter == self.quarter), None)

    @property
    def latest(self) -> ReturnStatement | None:
        """Its latest return that was received."""
        return next(reversed(self._received), None)

    @property
    def missing(self) -> tuple[ReturnStatement, ...]:
        """Its returns that are due and were not received, in order."""
        return tuple(each for each in self.returns if each.is_missing)

    @property
    def to_approve(self) -> tuple[ReturnStatement, ...]:
        """Its returns that an officer has still to approve."""
        return tuple(each for each in self.returns if each.is_to_approve)

    @property
    def is_missing(self) -> bool:
        """Whether its return for the quarter is due and was not received."""
        return any(each.quarter == self.quarter for each in self.missing)

    @property
    def _received(self) -> tuple[ReturnStatement, ...]:
        return tuple(each for each in self.returns if each.is_received)


@dataclass(frozen=True, slots=True)
class PrintedTotalStatement:
    """A total in a spreadsheet, next to the total of its rows."""

    filename: str
    cell: str
    label: str
    printed: int
    computed: int
    is_award: bool = False
    """Whether the award is printed. It is compared with the grant's award as it is now."""

    @property
    def difference(self) -> int:
        """Return the total in the spreadsheet less the calculated total, in pence."""
        return self.printed - self.computed


@dataclass(frozen=True, slots=True)
class GrantStatement:
    """A grant with its pots and projects. The grant's total is always the sum of its pots."""

    id: int
    slug: str
    title: str
    funder: str
    starts: date
    ends: date
    is_provisional: bool = False
    conditions: str = ""
    pots: tuple[PotStatement, ...] = ()
    projects: tuple[ProjectStatement, ...] = ()
    """In the order of their numbers."""
    printed_left: int | None = None
    """The amount left in a published report; None if there is none."""
    printed: tuple[PrintedTotalStatement, ...] = ()
    last_line_on: date | None = None
    """The date of the last ledger entry that counts."""
    quarter: Quarter | None = None

    @property
    def whole(self) -> PotStatement:
        """All pots together."""
        return whole_of(self.pots)

    @property
    def award(self) -> int:
        """Return the award."""
        return self.whole.allocated

    @property
    def left(self) -> int:
        """The amount left: what can still be approved."""
        return self.whole.left

    @property
    def forecast(self) -> int:
        """What the projects are forecast to have spent by the end of the period."""
        return self.whole.forecast

    @property
    def difference(self) -> int | None:
        """Return the published amount left less the calculated amount; None if none is published."""
        return None if self.printed_left is None else self.printed_left - self.left

    @property
    def over(self) -> tuple[PotStatement, ...]:
        """Pots for which more is approved than they hold."""
        return tuple(pot for pot in self.pots if pot.over)

    @property
    def missing(self) -> tuple[ReturnStatement, ...]:
        """The returns of all projects that are due and were not received."""
        return tuple(each for project in self.projects for each in project.missing)

    @property
    def owing(self) -> tuple[ProjectStatement, ...]:
        """Projects with a return that is due and was not received, for the quarter or an earlier one."""
        return tuple(project for project in self.projects if project.missing)

    @property
    def underspent(self) -> tuple[ProjectStatement, ...]:
        """Projects that are forecast to spend less than was approved."""
        return tuple(project for project in self.projects if project.spending.underspend)

    def projects_of(self, pot: str) -> tuple[ProjectStatement, ...]:
        """The projects of the pot with this name."""
        return tuple(project for project in self.projects if project.pot == pot)

    def spending_of(self, pot: str) -> Spending:
        """What the pot's projects spend together."""
        return spending_together(self.projects_of(pot))

    def of_projects(self, ids: Collection[int]) -> tuple[ProjectStatement, ...]:
        """Return the spending of the pot's projects together."""
        return tuple(project for project in self.projects if project.id in ids)


def spending_together(projects: Iterable[ProjectStatement]) -> Spending:
    """Return the spending of these projects together."""
    return sum_spending(project.spending for project in projects)
