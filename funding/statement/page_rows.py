"""The rows of a grant's page as HTML texts, for the compiled templates of the two long tables.

A grant can have hundreds of bids. Each text is made here once, because a template takes three times as long for a
number or a method as for a text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TypeVar

from django.utils.html import escape
from django.utils.text import capfirst

from funding.lifecycles import ProjectState
from funding.money.amounts import format_money
from funding.projects.spending import Spending
from funding.statement.overview import BidSummary, PotSummary
from funding.statement.values import ReturnStatement

R = TypeVar("R", "BidTableRow", "ReturnRow", "SpendingRow")


@dataclass(slots=True)
class BidTableRow:
    """A bid, or the project that it became; a text is "" for a blank cell."""

    number: str
    name: str
    path: str
    """Its URL, below that of the grant's page."""
    lead: str
    pot: str
    requested: str
    approved: str
    paid: str
    colour: str
    status: str
    change: str
    """The status of the change to it that is being written or decided."""
    next_step: str
    project_path: str
    """The URL of a project that holds money; blank for others."""


@dataclass(slots=True)
class ReturnRow:
    """A project's return for one quarter, and its status."""

    quarter: str
    path: str
    """The URL where the user writes or decides it; "" if they do neither."""
    status: str


@dataclass(slots=True)
class SpendingRow:
    """The spending of a project, or of all projects of a pot together."""

    name: str
    path: str
    approved: str
    spent: str
    waiting: str
    """The amount in returns that an officer must still approve; "" for none."""
    forecast: str
    difference: str
    returns: tuple[ReturnRow, ...] = ()
    is_started: bool = True


@dataclass(frozen=True, slots=True)
class PotSpendingRows:
    """A pot with a row for each of its projects, and their total."""

    id: str
    name: str
    projects: tuple[SpendingRow, ...]
    total: SpendingRow


def build_bid_rows(bids: Iterable[BidSummary]) -> list[BidTableRow]:
    """Return a row for each bid, in order."""
    return [_escaped(_bid_row(each)) for each in bids]


def build_spending_rows(
    pots: Iterable[PotSummary], *, may_write: bool, may_decide: bool
) -> list[PotSpendingRows]:
    """Return the pots that have projects, each with a row for every project.

    `may_write` is whether the user writes returns, `may_decide` whether they approve them.
    """
    return [
        PotSpendingRows(
            id=str(pot.pot.id),
            name=escape(capfirst(pot.pot.name)),
            projects=tuple(_escaped(_spending_row(each, may_write, may_decide)) for each in pot.projects),
            total=_escaped(_total(pot.spending)),
        )
        for pot in pots
        if pot.projects
    ]


def _escaped(row: R) -> R:
    """Return the row with each text as HTML: the templates print a name up to five times, and escape nothing."""
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, str):
            setattr(row, field.name, escape(value))
    return row


def _bid_row(summary: BidSummary) -> BidTableRow:
    bid, now, turn = summary.bid, summary.row, summary.turn
    return BidTableRow(
        number=str(bid.number),
        name=str(now),
        path=f"{'projects' if summary.is_project else 'bids'}/{bid.number}/",
        lead=now.lead_words,
        pot=capfirst(bid.pot.name),
        requested=bid.amount_requested_text or "Not entered"
        if bid.asked is None
        else format_money(bid.asked),
        approved=format_money(summary.approved) if summary.project or summary.approved else "",
        paid=format_money(summary.paid) if summary.project or summary.paid else "",
        colour=summary.colour,
        status=summary.status,
        change=summary.change.get_state_display() if summary.change else "",
        next_step=f"{turn.words}: {turn.whose}" if turn.words else "",
        project_path=f"projects/{bid.number}/" if summary.project else "",
    )


def _spending_row(summary: BidSummary, may_write: bool, may_decide: bool) -> SpendingRow:
    project, money = summary.row, summary.project.spending
    path = f"projects/{project.number}/"
    return SpendingRow(
        name=str(project),
        path=path,
        approved=format_money(money.approved),
        spent=format_money(money.spent),
        waiting=format_money(money.waiting) if money.waiting else "",
        forecast=format_money(money.forecast),
        difference=_difference(money) or "As approved",
        returns=tuple(_return_row(each, path, may_write, may_decide) for each in summary.project.returns),
        is_started=project.state != ProjectState.APPROVED,
    )


def _return_row(each: ReturnStatement, path: str, may_write: bool, may_decide: bool) -> ReturnRow:
    page = f"{path}returns/{each.quarter}/"
    if each.is_to_approve and may_decide:
        page += "decide/"
    elif not may_write:
        page = ""
    late = "late" if each.days_late else "due"
    return _escaped(ReturnRow(each.quarter.label, page, late if each.is_missing else each.state_label))


def _total(money: Spending) -> SpendingRow:
    return SpendingRow(
        name="",
        path="",
        approved=format_money(money.approved),
        spent=format_money(money.spent),
        waiting="",
        forecast=format_money(money.forecast),
        difference=_difference(money),
    )


def _difference(money: Spending) -> str:
    """Return "£1.00 under", "£1.00 over", or both for several projects together; "" for neither."""
    parts = []
    if money.underspend:
        parts.append(f"{format_money(money.underspend)} under")
    if money.overspend:
        parts.append(f"{format_money(money.overspend)} over")
    return ", ".join(parts)
