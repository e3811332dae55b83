"""What a reader should know about a grant's figures, each in a sentence."""

from __future__ import annotations

from funding.money.amounts import format_money
from funding.money.pot_names import REST
from funding.projects.spending import Spending
from funding.statement.values import GrantStatement


def position_warnings(grant: GrantStatement) -> list[str]:
    """What a reader should know about the grant's figures, each in a sentence."""
    found = [
        f"More is allocated than the award: over by {format_money(pot.over)}."
        if pot.name == REST
        else f"The {pot.name} pot is over by {format_money(pot.over)}: {format_money(pot.approved)} approved of"
        f" {format_money(pot.allocated)}."
        for pot in grant.over
    ]
    found += [
        f"The shares come to {format_money(pot.allocated)} less than the award."
        for pot in grant.pots
        if pot.name == REST and pot.allocated > 0
    ]
    found += [
        f"{format_money(pot.given_back)} of the {pot.name} pot was given back to the funder."
        for pot in grant.pots
        if pot.given_back
    ]
    if grant.left < 0:
        found.append(f"More was approved than the whole grant: over by {format_money(-grant.left)}.")
    if grant.difference:
        found.append(
            f"The printed remaining, {format_money(grant.printed_left)}, is not ours, {format_money(grant.left)}:"
            f" the difference is {format_money(grant.difference)}."
        )
    found += [
        f"{total.filename}, {total.cell}: “{total.label}” is printed as {format_money(total.printed)}; ours is"
        f" {format_money(total.computed)}: the difference is {format_money(total.difference)}."
        for total in grant.printed
        if total.difference
    ]
    for name in dict.fromkeys(project.pot for project in grant.projects):
        found += forecast_warnings(name, grant.spending_of(name))
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
