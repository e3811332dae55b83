"""Warnings about the amounts of a grant, each a sentence."""

from __future__ import annotations

from funding.money.amounts import format_money
from funding.money.pot_names import REST
from funding.projects.spending import Spending
from funding.statement.values import GrantStatement


def position_warnings(grant: GrantStatement) -> list[str]:
    """Return the warnings about the amounts of a grant, each a sentence."""
    found = [
        f"The pots add up to {format_money(pot.over)} more than the award."
        if pot.name == REST
        else f"The {pot.name} pot is over-committed by {format_money(pot.over)}: {format_money(pot.approved)} approved,"
        f" {format_money(pot.allocated)} available."
        for pot in grant.over
    ]
    found += [
        f"The shares add up to {format_money(pot.allocated)} less than the award."
        for pot in grant.pots
        if pot.name == REST and pot.allocated > 0
    ]
    found += [
        f"{format_money(pot.given_back)} of the {pot.name} pot was returned to the funder."
        for pot in grant.pots
        if pot.given_back
    ]
    if grant.left < 0:
        found.append(f"The grant is over-committed by {format_money(-grant.left)}.")
    if grant.difference:
        found.append(
            f"The published amount left is {format_money(grant.printed_left)}. The calculated amount is"
            f" {format_money(grant.left)}. The difference is {format_money(grant.difference)}."
        )
    found += [
        f"{total.filename}, {total.cell}: “{total.label}” is {format_money(total.printed)} in the spreadsheet. The"
        f" calculated total is {format_money(total.computed)}. The difference is {format_money(total.difference)}."
        for total in grant.printed
        if total.difference
    ]
    for name in dict.fromkeys(project.pot for project in grant.projects):
        found += forecast_warnings(name, grant.spending_of(name))
    if grant.is_provisional:
        found.append("The award is provisional.")
    return found


def forecast_warnings(pot: str, several: Spending) -> list[str]:
    """Return the warnings about the forecasts of a pot's projects, each a sentence."""
    found = []
    if several.underspend:
        found.append(f"Underspend of {format_money(several.underspend)} is forecast in the {pot} pot.")
    if several.overspend:
        found.append(
            f"Projects in the {pot} pot are forecast to spend {format_money(several.overspend)} more than approved."
        )
    if several.not_foreseen:
        found.append(
            f"Projects in the {pot} pot have spent {format_money(several.not_foreseen)} more than their latest returns"
            " forecast. The forecast shown is the amount spent."
        )
    return found
