"""The contents of a grant's page: its amounts, and the bids that the user can view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from funding.access.bid_permissions import NextStep, next_step_for
from funding.access.selectors import sees_approved_only, visible_bids
from funding.bids.approved_version import with_visible_values
from funding.ledger.pots import PotStatement
from funding.lifecycles import BidState
from funding.models import Bid, Grant, Pot
from funding.projects.progress import sums_by_bid
from funding.projects.spending import Spending
from funding.statement.queries import get_statement
from funding.statement.values import GrantStatement, ProjectStatement, StatementOptions, spending_together
from funding.statement.warnings import position_warnings
from plans.access import Access

# A row needs only these columns of a bid, and not its long texts.
_COLUMNS = (
    "number", "title", "lead_as_printed", "asked", "amount_requested_text", "state", "version", "approved_version",
    "grant_id", "pot_id", "lead_id",
)  # fmt: skip
_COLOURS = {
    BidState.APPROVED: "green",
    BidState.LIVE: "green",
    BidState.CLARIFICATION: "yellow",
    BidState.CHANGE_DRAFT: "yellow",
    BidState.DRAFT: "grey",
    BidState.DECLINED: "grey",
    BidState.WITHDRAWN: "grey",
}


@dataclass(frozen=True, slots=True)
class BidSummary:
    """A bid with the amounts committed and paid, in pence, and its next step."""

    bid: Bid
    approved: int
    paid: int
    project: ProjectStatement | None
    """Its money and returns, if it is funded."""

    @property
    def turn(self) -> NextStep:
        return next_step_for(self.bid)

    @property
    def colour(self) -> str:
        """Return the colour of the status tag."""
        return _COLOURS.get(self.bid.state, "blue")

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
    pots = {pot.pk: pot for pot in Pot.objects.filter(grant=grant)}
    bids = tuple(_summaries(_bids_seen(access, grant, pots), projects))
    return GrantOverview(
        where=statement,
        pots=tuple(_pot_summary(pot, bids) for pot in statement.pots),
        bids=bids,
        warnings=tuple(position_warnings(statement)),
        windows=tuple(pot for pot in pots.values() if not pot.is_withdrawn and _has_window(pot)),
    )


def _has_window(pot: Pot) -> bool:
    return bool(pot.opens_at or pot.closes_at or pot.opened_early_why)


def _bids_seen(access: Access, grant: Grant, pots: Mapping[int, Pot]) -> list[Bid]:
    """Return the bids as the user can see them, with their grant and pot already set."""
    bids = visible_bids(access, grant).select_related(None).select_related("lead")
    rows = list(bids.only(*_COLUMNS, "lead__name"))
    for bid in rows:
        bid.grant, bid.pot = grant, pots[bid.pot_id]
    return with_visible_values(access, rows)


def _summaries(bids: list[Bid], projects: dict[int, ProjectStatement]) -> Iterable[BidSummary]:
    # A withdrawn project is no longer a project, but its entries stay in the ledger.
    others = [bid.pk for bid in bids if bid.approved_version is not None and bid.pk not in projects]
    sums = sums_by_bid(Bid.objects.filter(pk__in=others)) if others else {}
    for bid in bids:
        project = projects.get(bid.pk)
        if project:
            yield BidSummary(bid, project.spending.approved, project.spending.paid, project)
        else:
            yield BidSummary(bid, *sums.get(bid.pk, (0, 0)), None)


def _pot_summary(pot: PotStatement, bids: Iterable[BidSummary]) -> PotSummary:
    rows = tuple(row for row in bids if row.project and row.project.pot == pot.name)
    return PotSummary(pot, rows, spending_together(row.project for row in rows))
