"""What is told of a grant in other rooms: plain frozen values, amounts in whole pence.

Nothing here knows Django or what day it is; `funding/telling/grants.py` fills these from the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from funding.ledger.pots import GrantPosition, PotPosition
from funding.projects.spending import Spending


@dataclass(frozen=True, slots=True)
class ReturnStatement:
    """A project's return for one quarter, as it was sent."""

    quarter: str
    """As printed: "Q2 2024/25"."""
    spent: int
    forecast: int
    words: str = ""
    results: tuple[tuple[str, ...], ...] = ()
    """Measure, target and result."""
    is_approved: bool = False


@dataclass(frozen=True, slots=True)
class MissingReturn:
    """A return that is asked of a project and is not in."""

    quarter: str
    due_by: date
    """The last day on which it is in time."""


@dataclass(frozen=True, slots=True)
class EvaluationStatement:
    """What a closed project achieved, approved by an officer."""

    achieved: str
    difference: str = ""
    learned: str = ""
    next_steps: str = ""
    results: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectStatement:
    """A project that the funder approved."""

    key: int
    """The bid's id; it stays, whatever becomes of its number."""
    number: int
    title: str
    lead: str
    pot: str
    state: str
    state_words: str
    stands: Spending
    """Approved, paid, spent and forecast, by the rule of `funding/projects/spending.py`."""
    returned: int = 0
    """Unspent money that it paid back; taken off what was paid already."""
    said: ReturnStatement | None = None
    """Its return for the quarter; None when it is not in."""
    latest: ReturnStatement | None = None
    """Its latest return up to the quarter."""
    owes: bool = False
    """Whether a return is asked of it for the quarter and is not in."""
    missing: tuple[MissingReturn, ...] = ()
    """All its returns up to the quarter that are asked and not in, in order."""
    evaluation: EvaluationStatement | None = None
    is_running: bool = True
    """Whether it was not closed yet."""
    actions: tuple[int, ...] = ()
    """Ids of the actions that it pays for."""


@dataclass(frozen=True, slots=True)
class PotStatement:
    """A pot with where it stands."""

    stands: PotPosition
    forecast: int = 0
    over_why: str = ""
    """The reason recorded when more was approved than it held; "" when it is not over."""

    @property
    def name(self) -> str:
        return self.stands.name

    @property
    def over(self) -> int:
        return self.stands.over


@dataclass(frozen=True, slots=True)
class PrintedTotalStatement:
    """A total as a sheet or a report prints it, beside ours."""

    label: str
    printed: int
    computed: int

    @property
    def difference(self) -> int:
        """Printed less computed."""
        return self.printed - self.computed


@dataclass(frozen=True, slots=True)
class GrantStatement:
    """A grant with its pots and projects, and what they said for a quarter."""

    slug: str
    title: str
    funder: str
    starts: date
    ends: date
    where: GrantPosition
    quarter: str
    """The quarter of which it is told, as printed: "Q2 2024/25"."""
    last_line_on: date | None = None
    """The day of the ledger's last line that counts here."""
    is_provisional: bool = False
    conditions: str = ""
    pots: tuple[PotStatement, ...] = ()
    projects: tuple[ProjectStatement, ...] = ()
    """In the order of their numbers."""
    printed: tuple[PrintedTotalStatement, ...] = ()
    """Printed totals, what is left among them where a report printed it."""

    @property
    def award(self) -> int:
        return self.where.award

    @property
    def left(self) -> int:
        """What can still be approved."""
        return self.where.left

    @property
    def forecast(self) -> int:
        """What the projects will have spent by the end of the period."""
        return sum(pot.forecast for pot in self.pots)

    @property
    def over(self) -> tuple[PotStatement, ...]:
        """Pots of which more is approved than they hold."""
        return tuple(pot for pot in self.pots if pot.over)

    @property
    def owing(self) -> tuple[ProjectStatement, ...]:
        """Projects of which a return is not in, for the quarter or an earlier one."""
        return tuple(project for project in self.projects if project.missing)

    @property
    def underspent(self) -> tuple[ProjectStatement, ...]:
        """Projects forecast to spend less than was approved."""
        return tuple(project for project in self.projects if project.stands.underspend)
