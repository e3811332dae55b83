"""Which returns of projects are due, and each project's money, in the same few queries for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from funding.lifecycles import ENDED, SENDS_RETURNS, ProjectState
from funding.models import Grant, LedgerEntry, Project, ProjectReturn, SubmissionState
from funding.projects.spending import (
    ReturnFigures,
    Spending,
    days_late,
    due_by,
    quarters_of_project,
    quarters_owed,
    spending,
)
from plans.periods import Quarter


@dataclass(frozen=True, slots=True)
class QuarterReturn:
    """A project's return for one quarter that has ended or has been started; `row` is None before that."""

    quarter: Quarter
    row: ProjectReturn | None
    is_owed: bool
    """Whether the quarter has ended, so that the return is due."""
    days_late: int = 0

    @property
    def due(self) -> date:
        return due_by(self.quarter)

    @property
    def is_in(self) -> bool:
        """Whether it was sent, and not sent back."""
        return self.row is not None and not self.row.is_writable

    @property
    def is_missing(self) -> bool:
        return self.is_owed and not self.is_in

    @property
    def waits(self) -> bool:
        """Whether it is awaiting an officer's approval."""
        return self.row is not None and self.row.state == SubmissionState.SENT


@dataclass(frozen=True, slots=True)
class ProjectProgress:
    """A funded project with its money and its returns."""

    project: Project
    spending: Spending
    quarters: tuple[Quarter, ...]
    """The quarters for which it sends a return."""
    returns: tuple[QuarterReturn, ...]
    """Its returns for quarters that have ended, or that were started, in order."""
    running: Quarter | None = None
    """The current quarter, if its return was not started yet."""
    to_come: tuple[Quarter, ...] = ()
    """Returns that a closed project must still send, including that of the quarter in which it was closed."""

    @property
    def missing(self) -> tuple[QuarterReturn, ...]:
        """Return the returns that are due and not received."""
        return tuple(each for each in self.returns if each.is_missing)

    @property
    def still_to_send(self) -> tuple[Quarter, ...]:
        """Return the quarters without a received return; for a closed project all that it still sends."""
        return self.to_come or tuple(each.quarter for each in self.missing)

    @property
    def waiting(self) -> tuple[QuarterReturn, ...]:
        """Return the returns that are awaiting an officer's approval."""
        return tuple(each for each in self.returns if each.waits)

    @property
    def is_all_in(self) -> bool:
        return not self.missing


def get_project_progress(projects: QuerySet[Project], on: date) -> list[ProjectProgress]:
    """Return the funded projects among these with their money and returns on that day, in three queries."""
    sums = sums_by_project(projects)
    wanted = projects.funded().order_by()
    reported: dict[int, dict[Quarter, ProjectReturn]] = defaultdict(dict)
    for row in ProjectReturn.objects.filter(project__in=wanted.values("pk"), is_withdrawn=False):
        reported[row.project_id][row.for_quarter] = row
    return [
        _progress(project, reported[project.pk], sums.get(project.pk, (0, 0)), on)
        for project in projects.funded().select_related("pot", "lead", "grant__partnership")
    ]


def spending_by_project(projects: QuerySet[Project]) -> list[tuple[Project, Spending]]:
    """Return the funded projects among these with only their money, in three queries."""
    sums = sums_by_project(projects)
    said: dict[int, list[ReturnFigures]] = defaultdict(list)
    for row in ProjectReturn.objects.filter(project__in=projects.order_by().values("pk"), is_withdrawn=False):
        said[row.project_id] += return_figures([row])
    return [
        (
            project,
            spending(*sums.get(project.pk, (0, 0)), said[project.pk], is_closed=project.state in ENDED),
        )
        for project in projects.funded().select_related("pot")
    ]


def sums_by_project(projects: QuerySet[Project], *, to: date | None = None) -> dict[int, tuple[int, int]]:
    """Return for each project what the ledger commits to it and what was paid, in pence; up to a day, if given."""
    lines = LedgerEntry.objects.filter(project__in=projects.order_by().values("pk")).order_by()
    if to is not None:
        lines = lines.filter(on__lte=to)
    approved: dict[int, int] = defaultdict(int)
    paid: dict[int, int] = defaultdict(int)
    for project, kind, total in lines.values_list("project_id", "kind").annotate(total=Sum("amount")):
        into = paid if kind in (LedgerEntry.Kind.PAYMENT, LedgerEntry.Kind.RETURN) else approved
        into[project] += total
    return {project: (approved[project], paid[project]) for project in approved.keys() | paid.keys()}


def quarters_for(project: Project) -> tuple[Quarter, ...]:
    """Return the quarters for which the project sends a return, as they were approved."""
    return quarters_of_project(map(Quarter.parse, project.quarters), project.grant.period)


def return_figures(rows: Iterable[ProjectReturn]) -> list[ReturnFigures]:
    """Return the amounts of returns as plain values."""
    return [ReturnFigures(row.for_quarter, row.state, row.spent, row.forecast) for row in rows]


def _progress(
    project: Project, rows: dict[Quarter, ProjectReturn], sums: tuple[int, int], on: date
) -> ProjectProgress:
    quarters, closed_on = quarters_for(project), project.closed_on
    sends = project.state in SENDS_RETURNS
    owed = quarters_owed(quarters, on, closed_on=closed_on) if sends else ()
    returns = tuple(
        QuarterReturn(
            quarter,
            rows.get(quarter),
            quarter in owed,
            days_late(quarter, on) if quarter in owed else 0,
        )
        for quarter in sorted({*owed, *rows})
    )
    now = Quarter.of(on)
    is_to_begin = sends and now in quarters and now not in rows
    is_in = {quarter for quarter, row in rows.items() if not row.is_writable}
    asked = quarters_owed(quarters, date.max, closed_on=closed_on) if closed_on else ()
    is_closed = project.state == ProjectState.CLOSED
    to_come = tuple(quarter for quarter in asked if quarter not in is_in) if is_closed else ()
    money = spending(*sums, return_figures(rows.values()), is_closed=project.state in ENDED)
    return ProjectProgress(project, money, quarters, returns, now if is_to_begin else None, to_come)


def projects_of_grants(grants: Iterable[Grant] | QuerySet[Grant]) -> QuerySet[Project]:
    """Return all projects of these grants."""
    return Project.objects.filter(grant__in=grants, is_withdrawn=False)
