"""Warnings for the officer who decides about a return."""

from __future__ import annotations

from collections.abc import Iterable

from funding.models import ProjectReturn
from funding.money.amounts import format_money


def return_warnings(row: ProjectReturn, others: Iterable[ProjectReturn], *, paid: int) -> list[str]:
    """Return the inconsistencies of a return to approve, each as a sentence; `others` are all of the project's.

    `paid` is what the project was paid and has not repaid, in pence.
    """
    if row.is_writable:
        return []
    are_in = sorted((each for each in others if not each.is_writable), key=lambda each: each.for_quarter)
    spent, last = sum(each.spent for each in are_in), are_in[-1]
    found = []
    if spent > paid:
        found.append(
            f"The returns received show {format_money(spent)} spent in total, but {format_money(paid)} was paid:"
            f" {format_money(spent - paid)} more was spent than was paid."
        )
    if last.pk != row.pk and spent > last.forecast:
        found.append(
            f"The returns received show {format_money(spent)} spent in total, but the return for"
            f" {last.for_quarter.label} forecasts {format_money(last.forecast)}. Until the forecast is corrected, the"
            " forecast shown is the amount spent."
        )
    return found
