"""Tables of the pages on which bids are recommended and approved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from funding.decisions.approval_list import PendingBid, PotBeforeApproval
from funding.decisions.decision_sheet import Suggestion
from funding.models import Bid
from funding.money.amounts import format_money
from funding.scoring.score_table import BidScore
from plans.govuk import Cell, Column, Table, number_column, total


def pots_table(pots: Iterable[PotBeforeApproval]) -> Table:
    """Return the balance of each pot before an approval."""
    headings = ("Allocated", "Approved by the funder", "Awaiting the funder", "Left to approve")
    rows = (
        (
            _capitalise(pot.name),
            *map(format_money, (pot.allocated, pot.approved, pot.promised, pot.left)),
        )
        for pot in pots
    )
    return Table(
        "Pots",
        (Column("Pot"), *map(number_column, headings)),
        rows,
        id="pots",
        caption_size="m",
        css_class="grant-table",
        is_cards=True,
    )


def decided_table(decided: Iterable[tuple[Bid, BidScore]]) -> Table:
    """Return the bids to a pot that have been decided, with the amounts decided."""
    rows = [
        (
            Cell(bid.title, href=bid.get_absolute_url()),
            bid.lead_words,
            bid.get_state_display(),
            "" if score.weighted is None else score.words,
            *map(_amount, (bid.asked, bid.recommended_amount, project.amount if project else None)),
        )
        for bid, score in decided
        for project in [getattr(bid, "project", None)]
    ]
    amounts = map(number_column, ("Requested", "Recommended", "Approved"))
    return Table(
        f"Decided: {len(rows)}",
        (Column("Project"), Column("Lead"), Column("Status"), Column("Score"), *amounts),
        rows,
        id="decided",
        caption_size="m",
        css_class="grant-table",
        is_cards=True,
    )


def suggestions_table(suggestions: Iterable[Suggestion]) -> Table:
    """Return the combinations of bids that fit the amount left, each with a link that selects its bids."""
    rows = [
        (
            Cell(each.name, href=f"{each.query}#choose", note="" if each.found.is_exact else "(best found)"),
            f"{len(each.bids)}: {', '.join(map(str, each.bids))}",
            format_money(each.found.cost),
            format_money(each.left),
        )
        for each in suggestions
    ]
    return Table(
        "Combinations of bids that fit the amount left",
        (Column("Combination"), Column("Bids"), number_column("Total"), number_column("Left")),
        rows,
        caption_size="hidden",
        css_class="grant-table fits-table",
        is_cards=True,
    )


def reviewed_table(reviewed: Sequence[PendingBid]) -> Table:
    """Return the bids that will be approved together, with their amounts."""
    amount = sum(each.bid.recommended_amount for each in reviewed)
    rows = [
        (
            each.bid.title,
            _capitalise(each.bid.pot.name),
            str(each.bid.version),
            format_money(each.bid.recommended_amount),
        )
        for each in reviewed
    ]
    return Table(
        f"Approve {len(rows)} bid{'' if len(rows) == 1 else 's'}: {format_money(amount)}",
        (Column("Project"), Column("Pot"), Column("Version"), number_column("Amount")),
        rows,
        id="reviewed",
        caption_size="m",
        css_class="grant-table",
        is_cards=True,
    )


def _amount(pence: int | None) -> str:
    return "" if pence is None else format_money(pence)


def _capitalise(name: str) -> str:
    return name[:1].upper() + name[1:]


def recommended_table(recommended: list[tuple[Bid, int]]) -> Table:
    """Return the bids that the group recommends, with the amounts requested and recommended, in pence."""
    rows = [(bid.title, format_money(bid.asked), format_money(amount)) for bid, amount in recommended]
    return Table(
        f"Recommended: {len(recommended)}",
        (Column("Project"), number_column("Requested"), number_column("Recommended")),
        (*rows, total("Total", "", format_money(sum(amount for _, amount in recommended)))),
        id="recommended",
        caption_size="m",
        css_class="grant-table",
        is_cards=True,
    )
