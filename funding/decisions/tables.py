"""Tables of the pages on which bids are recommended and approved."""

from __future__ import annotations

from collections.abc import Iterable

from funding.decisions.approval_list import PotBeforeApproval
from funding.models import Bid
from funding.money.amounts import format_money
from plans.govuk import Column, Table, number_column, total


def pots_table(pots: Iterable[PotBeforeApproval]) -> Table:
    """Return the balance of each pot before an approval."""
    headings = ("Allocated", "Approved by the funder", "Awaiting the funder", "Left to approve")
    rows = (
        (
            pot.name[:1].upper() + pot.name[1:],
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
