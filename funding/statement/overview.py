"""The contents of a grant's page: its amounts, and the bids that the user can view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from funding.access.bid_permissions import NextStep, can_write_bid, next_step_for
from funding.access.selectors import sees_all_bids, sees_approved_only, visible_bids
from funding.bids.visible_version import with_visible_answers
from funding.ledger.pots import PotStatement
from funding.lifecycles import BidState, ChangeState, ProjectState, state_colour
from funding.models import Bid, Grant, Pot, Project, ProjectChange
from funding.projects.progress import sums_by_project
from funding.projects.spending import Spending
from funding.statement.queries import get_statement
from funding.statement.to_do import open_changes
from funding.statement.values import GrantStatement, ProjectStatement, StatementOptions, spending_together
from funding.statement.warnings import position_warnings
from plans.access import Access
from plans.prepared_queries import prepared

# A row needs only these columns of a bid and of its project; long texts are not read.
_COLUMNS = (
    "number", "title", "lead_as_printed", "asked", "amount_requested_text", "state", "version",
    "grant_id", "pot_id", "lead_id", "lead__name", "project__number", "project__title", "project__state",
    "project__lead_as_printed", "project__grant_id", "project__lead_id", "project__lead__name", "project__bid_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BidSummary:
    """A bid, or the project that it became, with its money in pence and what comes next."""

    bid: Bid
    approved: int
    paid: int
    project: ProjectStatement | None
    """Its money and returns, if it is funded."""
    change: ProjectChange | None = None
    """The change to the project that is being written or decided, if the user can see it."""

    @property
    def row(self) -> Bid | Project:
        """The bid, or the project that it became after its approval."""
        return getattr(self.bid, "project", None) or self.bid

    @property
    def is_project(self) -> bool:
        return self.row is not self.bid

    @property
    def turn(self) -> NextStep:
        return next_step_for(self.change or self.row)

    @property
    def status(self) -> str:
        """Return the state in words; `get_state_display` takes twenty times as long."""
        states = ProjectState if self.is_project else BidState
        return states(self.row.state).label

    @property
    def colour(self) -> str:
        """Return the colour of the status tag."""
        return state_colour(self.row.state)

    @property
    def spent(self) -> int:
        return self.project.spending.spent if self.project else 0

    @property
    def forecast(self) -> int:
        return self.project.spending.forecast if self.project else 0


@dataclass(frozen=True, slots=True)
class PotSummary:
    """A pot with the projects that the user can view, and their spending."""

    pot: PotStatement
    projects: tuple[BidSummary, ...]
    spending: Spending


@dataclass(frozen=True, slots=True)
class GrantOverview:
    """Everything that the page of a grant and its exports show."""

    where: GrantStatement
    pots: tuple[PotSummary, ...]
    bids: tuple[BidSummary, ...]
    warnings: tuple[str, ...]
    changes: tuple[ProjectChange, ...]
    """Changes to projects that are being written or decided, if the user can see them."""
    windows: tuple[Pot, ...]
    """Pots that have opening or closing times, or that were opened early."""

    @property
    def projects(self) -> tuple[ProjectStatement, ...]:
        """Return the projects among the bids that the user can view."""
        return tuple(row.project for row in self.bids if row.project)


def get_overview(access: Access, grant: Grant, *, on: date) -> GrantOverview:
    """Return what the user can view of a grant, in a constant number of queries.

    Users who can view only their own organisation's bids do not get the pots.
    """
    options = StatementOptions(on, approved_only=sees_approved_only(access))
    statement = get_statement(grant, options)
    projects = {project.id: project for project in statement.projects}
    pots = {pot.pk: pot for pot in _pots(grant.pk)}
    changes = _changes_seen(access, grant)
    bids = tuple(_summaries(_bids_seen(access, grant, pots), projects, changes))
    return GrantOverview(
        where=statement,
        pots=tuple(_pot_summary(pot, bids) for pot in statement.pots),
        bids=bids,
        warnings=tuple(position_warnings(statement)),
        changes=tuple(changes),
        windows=tuple(pot for pot in pots.values() if not pot.is_withdrawn and _has_window(pot)),
    )


def _has_window(pot: Pot) -> bool:
    return bool(pot.opens_at or pot.closes_at or pot.opened_early_why)


@prepared
def _pots(grant: int):
    return Pot.objects.filter(grant=grant)


@prepared
def _bids(grant: int):
    return _with_columns(Bid.objects.of_grant(grant))


def _with_columns(bids):
    return bids.select_related(None).select_related("lead", "project__lead").only(*_COLUMNS)


def _bids_seen(access: Access, grant: Grant, pots: Mapping[int, Pot]) -> list[Bid]:
    """Return the bids as the person sees them, each with its grant and pot, neither of which is read again."""
    if sees_all_bids(access):
        rows = _bids(grant.pk)
    else:
        rows = list(_with_columns(visible_bids(access, grant)))
    for bid in rows:
        bid.grant, bid.pot = grant, pots[bid.pot_id]
        if project := getattr(bid, "project", None):
            project.grant = grant
    return with_visible_answers(access, rows)


def _changes_seen(access: Access, grant: Grant) -> list[ProjectChange]:
    """Return the open changes that the user can see, by the rule of `visible_changes`, for the whole grant."""
    is_funder = access.can("approve_bids_as_funder")
    approved_only = sees_approved_only(access)

    def is_seen(change: ProjectChange) -> bool:
        if can_write_bid(access, change):
            return True
        if approved_only:
            return is_funder and change.state == ChangeState.CHAIR_APPROVED
        return change.version > 0

    return [change for change in open_changes([grant]) if is_seen(change)]


def _summaries(
    bids: list[Bid], projects: dict[int, ProjectStatement], changes: Iterable[ProjectChange]
) -> Iterable[BidSummary]:
    rows = {bid.pk: project.pk for bid in bids if (project := getattr(bid, "project", None))}
    # A withdrawn project holds no money, but its entries stay in the ledger.
    others = [pk for pk in rows.values() if pk not in projects]
    sums = sums_by_project(Project.objects.filter(pk__in=others)) if others else {}
    open_now = {change.project_id: change for change in changes}
    for bid in bids:
        key = rows.get(bid.pk)
        project, change = projects.get(key), open_now.get(key)
        if change:
            change.project.grant = bid.grant
        if project:
            yield BidSummary(bid, project.spending.approved, project.spending.paid, project, change)
        else:
            yield BidSummary(bid, *sums.get(key, (0, 0)), None, change)


def _pot_summary(pot: PotStatement, bids: Iterable[BidSummary]) -> PotSummary:
    rows = tuple(row for row in bids if row.project and row.project.pot == pot.name)
    return PotSummary(pot, rows, spending_together(row.project for row in rows))
