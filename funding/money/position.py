"""Where a grant stands: as data for scripts, in pence, and what somebody should know of it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from funding.models import Bid, Grant, PrintedTotal
from funding.money.amounts import money
from funding.money.ledger import position_of
from funding.money.pots import Position
from funding.projects.owed import pot_sums, spendings_of
from funding.projects.spending import Spending
from funding.sheets.reading import REST


def warnings_of(
    grant: Grant,
    where: Position,
    totals: Iterable[PrintedTotal],
    by_pot: Mapping[str, Spending] | None = None,
) -> list[str]:
    """What somebody should know of the grant's figures, each in a sentence.

    `by_pot` is what each pot's projects spend together.
    """
    found = [
        f"More is allocated than the award: over by {money(pot.over)}."
        if pot.name == REST
        else f"The {pot.name} pot is over by {money(pot.over)}: {money(pot.approved)} approved of"
        f" {money(pot.allocated)}."
        for pot in where.pots
        if pot.over
    ]
    found += [
        f"The shares come to {money(pot.allocated)} less than the award."
        for pot in where.pots
        if pot.name == REST and pot.allocated > 0
    ]
    found += [
        f"{money(pot.given_back)} of the {pot.name} pot was given back to the funder."
        for pot in where.pots
        if pot.given_back
    ]
    if where.left < 0:
        found.append(f"More was approved than the whole grant: over by {money(-where.left)}.")
    if where.difference:
        found.append(
            f"The printed remaining, {money(where.printed_left)}, is not ours, {money(where.left)}:"
            f" the difference is {money(where.difference)}."
        )
    found += [
        f"{total.filename}, {total.cell}: “{total.label}” is printed as {money(total.printed)}; ours is"
        f" {money(total.computed)}: the difference is {money(total.difference)}."
        for total in totals
        if total.difference
    ]
    found += [words for name, money_of in (by_pot or {}).items() for words in forecast_words(name, money_of)]
    if grant.is_provisional:
        found.append("The award is provisional.")
    return found


def forecast_words(pot: str, several: Spending) -> list[str]:
    """What a pot's projects are forecast not to spend, or to spend too much, each in a sentence."""
    found = []
    if several.underspend:
        found.append(f"Underspend of {money(several.underspend)} is forecast in the {pot} pot.")
    if several.overspend:
        found.append(f"Projects of the {pot} pot are forecast to spend {money(several.overspend)} too much.")
    if several.not_foreseen:
        found.append(
            f"{money(several.not_foreseen)} more was spent in the {pot} pot than the latest returns of its projects"
            " forecast: their forecast is shown as what was spent."
        )
    return found


def position_data(grant: Grant) -> dict:
    """Award, pots, what is left, the printed remaining and its difference, and warnings in words."""
    by_pot = pot_sums(spendings_of(Bid.objects.of_grant(grant)))
    where = position_of(grant, spent={name: each.spent for name, each in by_pot.items()})
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
        "warnings": warnings_of(grant, where, grant.printed_totals.all(), by_pot),
    }
