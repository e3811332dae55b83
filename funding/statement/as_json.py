"""A grant's statement as data for other programs."""

from __future__ import annotations

from funding.statement.values import GrantStatement
from funding.statement.warnings import position_warnings

POT_KEYS = ("name", "allocated", "approved", "paid", "spent", "left", "over")


def as_json(grant: GrantStatement, *, partnership: str) -> dict:
    """Award, pots, what is left, the printed remaining and its difference in pence, and warnings in sentences."""
    return {
        "partnership": partnership,
        "grant": grant.slug,
        "award": grant.award,
        "pots": [{key: getattr(pot, key) for key in POT_KEYS} for pot in grant.pots],
        "left": grant.left,
        "printed_left": grant.printed_left,
        "difference": grant.difference,
        "warnings": position_warnings(grant),
    }
