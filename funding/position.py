"""A grant's position as data, the shape that scripts read (issue: JSON of grant_position), in pence."""

from __future__ import annotations

from funding.ledger import position_of
from funding.models import Grant
from funding.operations import warnings_of


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
        "warnings": warnings_of(grant),
    }
