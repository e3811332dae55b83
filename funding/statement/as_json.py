"""The amounts of a grant as JSON, for other programs."""

from __future__ import annotations

from funding.statement.values import GrantStatement
from funding.statement.warnings import position_warnings

POT_KEYS = ("name", "allocated", "approved", "paid", "spent", "left", "over")


def as_json(grant: GrantStatement, *, partnership: str) -> dict:
    """Return the award, pots, amount left, published amount left and difference in pence, and the warnings."""
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
