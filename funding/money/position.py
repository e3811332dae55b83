"""Where a grant stands: as data for scripts, in pence, and what somebody should know of it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from funding.ledger.entries import get_position
from funding.ledger.pots import GrantPosition
from funding.models import Bid, Grant, PrintedTotal
from funding.money.amounts import format_money
from funding.money.pot_names import REST
from funding.projects.progress import pot_sums, spending_by_project
from funding.projects.spending import Spending


def position_warnings(
    grant: Grant,
    where: GrantPosition,
    totals: Iterable[PrintedTotal],
    by_pot: Mapping[str, Spending] | None = None,
) -> list[str]:
    """What somebody should know of the grant's figures, each in a sentence.

    `by_pot` is what each pot's projects spend together.
    """
    found = [
        f"More is allocated than the award: over by {format_money(pot.over)}."
        if pot.name == REST
        else f"The {pot.name} pot is over by {format_money(pot.over)}: {format_money(pot.approved)} approved of"
        f" {format_money(pot.allocated)}."
        for pot in where.pots
        if pot.over
    ]
    found += [
        f"The shares come to {format_money(pot.allocated)} less than the award."
        for pot in where.pots
        if pot.name == REST and pot.allocated > 0
    ]
    found += [
        f"{format_money(pot.given_back)} of the {pot.name} pot was given back to the funder."
        for pot in where.pots
        if pot.given_back
    ]
    if where.left < 0:
        found.append(f"More was approved than the whole grant: over by {format_money(-where.left)}.")
    if where.difference:
        found.append(
            f"The printed remaining, {format_money(where.printed_left)}, is not ours, {format_money(where.left)}:"
            f" the difference is {format_money(where.difference)}."
        )
    found += [
        f"{total.filename}, {total.cell}: “{total.label}” is printed as {format_money(total.printed)}; ours is"
        f" {format_money(total.computed)}: the difference is {format_money(total.difference)}."
        for total in totals
        if total.difference
    ]
    found += [
        words for name, money_of in (by_pot or {}).items() for words in forecast_warnings(name, money_of)
    ]
    if grant.is_provisional:
        found.append("The award is provisional.")
    return found


def forecast_warnings(pot: str, several: Spending) -> list[str]:
    """What a pot's projects are forecast not to spend, or to spend too much, each in a sentence."""
    found = []
    if several.underspend:
        found.append(f"Underspend of {format_money(several.underspend)} is forecast in the {pot} pot.")
    if several.overspend:
        found.append(
            f"Projects of the {pot} pot are forecast to spend {format_money(several.overspend)} too much."
        )
    if several.not_foreseen:
        found.append(
            f"{format_money(several.not_foreseen)} more was spent in the {pot} pot than the latest returns of its projects"
            " forecast: their forecast is shown as what was spent."
        )
    return found


def position_data(grant: Grant) -> dict:
    """Award, pots, what is left, the printed remaining and its difference, and warnings in words."""
    by_pot = pot_sums(spending_by_project(Bid.objects.of_grant(grant)))
    where = get_position(grant, spent={name: each.spent for name, each in by_pot.items()})
    return {
        "partnership": grant.partnership.slug,
        "grant": grant.slug,
        "award": where.award,
        "pots": [
            {
                "name": pot.name,
                "allocated": pot.allocated,
                "approved": pot.approved,
                "paid": pot.paid,
                "spent": pot.spent,
                "left": pot.left,
                "over": pot.over,
            }
            for pot in where.pots
        ],
        "left": where.left,
        "printed_left": where.printed_left,
        "difference": where.difference,
        "warnings": position_warnings(grant, where, grant.printed_totals.all(), by_pot),
    }
