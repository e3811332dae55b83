"""Where a grant stands: as data for scripts, in pence, and what somebody should know of it, in words."""

from __future__ import annotations

from collections.abc import Iterable

from funding.amounts import money
from funding.ledger import position_of
from funding.models import Grant, PrintedTotal
from funding.pots import Position
from funding.sheets import REST


def warnings_of(grant: Grant, where: Position, totals: Iterable[PrintedTotal]) -> list[str]:
    """What somebody should know of the grant's figures, each in a sentence."""
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
    if grant.is_provisional:
        found.append("The award is provisional.")
    return found


def position_data(grant: Grant) -> dict:
    """Award, pots, what is left, the printed remaining and its difference, and warnings in words."""
    where = position_of(grant)
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
        "warnings": warnings_of(grant, where, grant.printed_totals.all()),
    }
