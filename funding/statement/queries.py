"""Read statements of grants from the database, in the same few queries for any number of grants and bids.

At most six queries: pots, printed totals, ledger entries, projects with their evaluations, returns and actions.
Only the columns that a statement needs are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from funding.ledger.pots import PotEntry, PotStatement, compute_position
from funding.lifecycles import ENDED, SENDS_RETURNS, ProjectState
from funding.models import (
    Grant,
    LedgerEntry,
    Project,
    SubmissionState,
)
from funding.money.printed import is_award
from funding.projects.spending import (
    ReturnFigures,
    days_late,
    quarters_of_project,
    quarters_owed,
    spending,
    sum_spending,
)
from funding.statement.rows import (
    EVALUATION_TEXTS,
    read_actions,
    read_lines,
    read_pots,
    read_projects,
    read_returns,
    read_totals,
)
from funding.statement.values import (
    EvaluationStatement,
    GrantStatement,
    PrintedTotalStatement,
    ProjectStatement,
    Results,
    ReturnStatement,
    StatementOptions,
)
from plans.models import Partnership
from plans.periods import Quarter

_PAID = frozenset({LedgerEntry.Kind.PAYMENT, LedgerEntry.Kind.RETURN})
_COMMITTED = frozenset({LedgerEntry.Kind.COMMITMENT, LedgerEntry.Kind.RELEASE})
_LAST_YEAR = 9999


def reportable_grants(partnership: Partnership, on: date) -> QuerySet[Grant]:
    """Return the partnership's grants in progress on that date, and ended ones with projects not evaluated yet."""
    unfinished = Project.objects.filter(
        grant=OuterRef("pk"), is_withdrawn=False, state__in=sorted(SENDS_RETURNS)
    )
    grants = Grant.objects.in_partnership(partnership).filter(starts__lte=on)
    grants = grants.filter(Q(ends__gte=on) | Exists(unfinished))
    return grants.select_related("funder", "partnership")


def get_report_statements(grants: Iterable[Grant], options: StatementOptions) -> tuple[GrantStatement, ...]:
    """Return the statements, without grants that ended before the quarter's end and have no return missing."""
    found = get_statements(grants, options).values()
    return tuple(each for each in found if each.ends >= options.quarter.ends or each.owing)


def get_quarter_statement(grant: Grant, quarter: Quarter, *, approved_only: bool = False) -> GrantStatement:
    """Return the statement of a quarter that has ended, with the ledger as it was on the quarter's last day."""
    options = StatementOptions(
        quarter.ends, quarter, lines_to=quarter.ends, approved_only=approved_only, in_full=True
    )
    return get_statement(grant, options)


def get_final_statement(grant: Grant, *, approved_only: bool = False) -> GrantStatement:
    """Return the statement of the grant's last quarter, with the ledger as it is now."""
    last = grant.period.quarters[-1]
    return get_statement(grant, StatementOptions(last.ends, last, approved_only=approved_only, in_full=True))


def get_statement(grant: Grant, options: StatementOptions) -> GrantStatement:
    """Return the statement of one grant."""
    return get_statements([grant], options)[grant.pk]


def get_statements(grants: Iterable[Grant], options: StatementOptions) -> dict[int, GrantStatement]:
    """Return grant → its statement, in at most six queries for any number of grants; in none for no grant."""
    grants = list(grants)
    if not grants:
        return {}
    reader = _StatementReader(grants, options)
    return {grant.pk: reader.build_grant(grant) for grant in grants}


@dataclass(slots=True)
class _LedgerLine:
    grant: int
    pot: str
    project: int | None
    kind: str
    amount: int
    on: date
    balance_before: int
    reason: str

    @property
    def overcommits_pot(self) -> bool:
        """Return whether the entry over-committed its pot, or over-committed it further: see Entry.overcommits_pot."""
        if self.kind == LedgerEntry.Kind.COMMITMENT:
            return self.amount > self.balance_before
        is_cut = self.kind in (LedgerEntry.Kind.AWARD, LedgerEntry.Kind.MOVEMENT) and self.amount < 0
        return is_cut and self.balance_before + self.amount < 0


@dataclass(slots=True)
class _Project:
    """A project as it was on the date of the statement."""

    id: int
    grant: int
    number: int
    title: str
    lead_id: int | None
    lead: str
    lead_as_printed: str
    pot: str
    state: str
    runs_in: list[str]
    closed_on: date | None
    is_approved: bool
    """Whether the statement's time is after its approval."""
    evaluation: EvaluationStatement | None
    returns: list[ReturnStatement] = field(default_factory=list)
    actions: list[int] = field(default_factory=list)


class _StatementReader:
    """The rows of some grants, each kind read once."""

    def __init__(self, grants: list[Grant], options: StatementOptions):
        self.grants, self.options = grants, options
        self.pots: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
        self.keys = [grant.pk for grant in grants]
        self.known_at = [options.known_at] if options.known_at else []
        for grant, *pot in read_pots(self.keys):
            self.pots[grant].append(tuple(pot))
        self.totals = defaultdict(list) if options.is_brief else _read_totals(self.keys)
        lines = self._read_lines()
        projects = self._read_projects()
        if projects:
            self._read_returns(projects)
        if options.in_full:
            _read_actions(projects)
        self.projects = _by_grant(projects.values())
        self.in_ledger = {line.project for line in lines}
        reported = {each.id for each in projects.values() if any(row.is_received for row in each.returns)}
        self.lines = _by_grant(_lines_to(lines, options.lines_to, reported))

    # --- Reading.

    def _read_lines(self) -> list[_LedgerLine]:
        return [_LedgerLine(*row) for row in read_lines(self.keys, *self.known_at)]

    def _read_projects(self) -> dict[int, _Project]:
        options = self.options
        rows = read_projects(self.keys, *self.known_at, is_brief=options.is_brief, in_full=options.in_full)
        return {row[0]: _project(row) for row in rows}

    def _read_returns(self, projects: dict[int, _Project]) -> None:
        options, quarter = self.options, self.options.quarter
        until = (quarter.year, quarter.number) if quarter else (_LAST_YEAR, 4)
        rows = read_returns(
            self.keys, *until, *self.known_at, approved_only=options.approved_only, in_full=options.in_full
        )
        for project, year, number, state, spent, forecast, *texts in rows:
            if project in projects:
                words, results = texts or ("", [])
                row = ReturnStatement(Quarter(year, number), state, spent, forecast, words, _results(results))
                projects[project].returns.append(row)

    # --- Building.

    def build_grant(self, grant: Grant) -> GrantStatement:
        """Return the statement of one of the grants, from the rows that were read."""
        lines = self.lines[grant.pk]
        return GrantStatement(
            id=grant.pk,
            slug=grant.slug,
            title=grant.title,
            funder=str(grant.funder or ""),
            starts=grant.starts,
            ends=grant.ends,
            is_provisional=grant.is_provisional,
            conditions=grant.conditions,
            pots=tuple(self._pots(grant, projects := tuple(self._projects(grant)))),
            projects=projects,
            printed_left=grant.printed_left,
            printed=tuple(self.totals[grant.pk]),
            last_line_on=max((line.on for line in lines), default=None),
            quarter=self.options.quarter,
        )

    def _position(self, grant: Grant, **sums: dict[str, int]) -> tuple[PotStatement, ...]:
        """Return the grant's pots in order, including those that only the ledger still has."""
        lines = self.lines[grant.pk]
        names = [name for _, name, is_withdrawn in self.pots[grant.pk] if not is_withdrawn]
        names = dict.fromkeys([*names, *(line.pot for line in lines)])
        return compute_position(
            names, [PotEntry(line.pot, line.kind, line.amount) for line in lines], **sums
        ).pots

    def _pots(self, grant: Grant, projects: tuple[ProjectStatement, ...]) -> Iterable[PotStatement]:
        of_pot = defaultdict(list)
        for project in projects:
            of_pot[project.pot].append(project.spending)
        money = {name: sum_spending(several) for name, several in of_pot.items()}
        pots = self._position(
            grant,
            spent={name: each.spent for name, each in money.items()},
            forecast={name: each.forecast for name, each in money.items()},
        )
        # A current pot comes before a withdrawn one of the same name.
        ids = {name: pk for pk, name, _ in sorted(self.pots[grant.pk], key=lambda pot: not pot[2])}
        # The reason of the latest entry that over-committed the pot is the one shown.
        over = {line.pot: (line.on, line.reason) for line in self.lines[grant.pk] if line.overcommits_pot}
        for pot in pots:
            on, why = over.get(pot.name, (None, "")) if pot.over else (None, "")
            yield replace(pot, id=ids.get(pot.name), over_on=on, over_why=why)

    def _projects(self, grant: Grant) -> Iterable[ProjectStatement]:
        own = defaultdict(list)
        for line in self.lines[grant.pk]:
            own[line.project].append(line)
        for project in self.projects[grant.pk]:
            # A project that was approved with £0 has no entry in the ledger.
            is_counted = own[project.id] or (project.id not in self.in_ledger and project.is_approved)
            if project.state != ProjectState.WITHDRAWN and is_counted:
                yield self._build_project(grant, project, own[project.id])

    def _build_project(self, grant: Grant, project: _Project, lines: list[_LedgerLine]) -> ProjectStatement:
        quarters = quarters_of_project(map(Quarter.parse, project.runs_in), grant.period)
        money = spending(
            sum(line.amount for line in lines if line.kind in _COMMITTED),
            sum(line.amount for line in lines if line.kind in _PAID),
            [ReturnFigures(each.quarter, each.state, each.spent, each.forecast) for each in project.returns],
            is_closed=self._is_over(project, quarters),
        )
        return ProjectStatement(
            id=project.id,
            number=project.number,
            title=project.title,
            lead=project.lead_as_printed or project.lead,
            lead_id=project.lead_id,
            pot=project.pot,
            state=project.state,
            spending=money,
            returned=-sum(line.amount for line in lines if line.kind == LedgerEntry.Kind.RETURN),
            returns=tuple(self._returns(project, quarters)),
            quarter=self.options.quarter,
            evaluation=project.evaluation if project.state == ProjectState.EVALUATED else None,
            actions=tuple(project.actions),
            is_running=project.state not in ENDED,
        )

    def _returns(self, project: _Project, quarters: tuple[Quarter, ...]) -> Iterable[ReturnStatement]:
        """Return the project's returns that are due or were started, in order."""
        rows = {row.quarter: row for row in project.returns}
        on = self.options.on
        due = self._due(project, quarters)
        for quarter in sorted({*due, *rows}):
            row = rows.get(quarter) or ReturnStatement(quarter)
            is_due = quarter in due
            yield replace(row, is_due=True, days_late=days_late(quarter, on)) if is_due else row

    def _due(self, project: _Project, quarters: tuple[Quarter, ...]) -> frozenset[Quarter]:
        """Return the quarters whose return is due: those that have ended, once the project was started."""
        if project.state not in SENDS_RETURNS:
            return frozenset()
        last, on = self.options.quarter, self.options.on
        # The statement of a quarter on its last day counts that quarter as ended.
        after = on if last is None else on + timedelta(days=1)
        due = quarters_owed(quarters, after, closed_on=project.closed_on)
        return frozenset(quarter for quarter in due if last is None or quarter <= last)

    def _is_over(self, project: _Project, quarters: tuple[Quarter, ...]) -> bool:
        """Return whether it was closed, and the statement counts every return that it can send."""
        if self.options.quarter is None:
            return project.state in ENDED
        if project.closed_on is None:
            return False
        return min(Quarter.of(project.closed_on), quarters[-1]) <= self.options.quarter


def _project(row: tuple) -> _Project:
    pk, grant, number, title, lead_id, lead, printed, pot, runs_in, state, closed_on, approved_at, *rest = row
    return _Project(
        id=pk,
        grant=grant,
        number=number,
        title=title,
        lead_id=lead_id,
        lead=lead or "",
        lead_as_printed=printed,
        pot=pot,
        state=state,
        runs_in=runs_in,
        closed_on=closed_on if state in ENDED else None,
        is_approved=approved_at is not None,
        evaluation=_evaluation(*rest) if rest else None,
    )


def _evaluation(state: str | None, results: list | None, *texts: str) -> EvaluationStatement | None:
    if state != SubmissionState.APPROVED:
        return None
    return EvaluationStatement(**dict(zip(EVALUATION_TEXTS, texts, strict=True)), results=_results(results))


def _read_actions(projects: dict[int, _Project]) -> None:
    for project, action in read_actions([*projects]):
        projects[project].actions.append(action)


def _read_totals(grants: list[int]) -> dict[int, list[PrintedTotalStatement]]:
    found = defaultdict(list)
    for grant, *columns in read_totals(grants):
        found[grant].append(PrintedTotalStatement(*columns, is_award(columns[2])))
    return found


def _lines_to(lines: list[_LedgerLine], until: date | None, reported: set[int]) -> list[_LedgerLine]:
    """Return the entries up to that date, or all of them.

    A ledger that was started here only later counts as it was on its first day; so does a project among `reported`,
    which sent a return of that time.
    """
    if until is None:
        return lines
    latest_first = sorted(lines, key=lambda line: line.on, reverse=True)
    grants = {line.grant: line.on for line in latest_first}
    projects = {line.project: line.on for line in latest_first}
    return [
        line
        for line in lines
        if line.on <= max(until, grants[line.grant])
        or (line.project in reported and line.on <= projects[line.project])
    ]


def _by_grant(rows: Iterable) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.grant].append(row)
    return found


def _results(rows: list) -> Results:
    return tuple(tuple(row) for row in rows)
