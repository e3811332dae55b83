"""The part of an exception report about a grant, in plain values: amounts in pence, reasons as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from funding.ledger.pots import PotStatement
from plans.periods import format_date
from reports.exceptions.grant_reasons import GrantRow


def grant_content(row: GrantRow) -> dict:
    """Return a grant with its pots, the whole grant, and the reasons that the Executive must see."""
    grant, whole = row.grant, row.grant.whole
    pots = [_pot(pot) for pot in grant.pots]
    return {
        "address": grant.slug,
        "title": grant.title,
        "funder": grant.funder,
        "is_provisional": grant.is_provisional,
        "award": grant.award,
        "last_line_words": format_date(grant.last_line_on) if grant.last_line_on else "",
        "pots": [*pots, _pot(whole) | {"name": "The whole grant"}],
        "left": grant.left,
        "reasons": [asdict(reason) for reason in row.reasons],
    }


def published_grant(content: Mapping) -> dict:
    """Return the same as other programs read it, amounts in pence."""
    return {
        "grant": content["address"],
        "award": content["award"],
        "left": content["left"],
        "reasons": [{"code": reason["code"], "words": reason["words"]} for reason in content["reasons"]],
    }


def public_grant(content: Mapping) -> dict:
    """Return what the public can read: the amounts and the reasons, without the recorded explanations."""
    names = ("title", "funder", "is_provisional", "award", "last_line_words", "pots", "left")
    return {name: content[name] for name in names} | {
        "reasons": [
            {"code": reason["code"], "words": reason["public_words"]} for reason in content["reasons"]
        ]
    }


def _pot(pot: PotStatement) -> dict:
    return {
        "name": pot.name[:1].upper() + pot.name[1:],
        "allocated": pot.allocated,
        "approved": pot.approved,
        "paid": pot.paid,
        "spent": pot.spent,
        "forecast": pot.forecast,
        "left": pot.left,
    }
