"""The example's grants: awarded, their bids brought in and approved, the first projects paid."""

from __future__ import annotations

from csp.example.people import person
from csp.example.telling import as_on, read_text
from funding import ledger
from funding.amounts import read_amount
from funding.bringing_in import bring_in_bids
from funding.models import Funder, Grant
from funding.operations import change_award, open_grant
from funding.sheets import BidRow, BidSheet
from plans.models import Partnership
from plans.periods import period_of_slug
from plans.writing import add_row, write_row


def add_grant(partnership: Partnership, name: str) -> Grant:
    """A grant of the partnership with everything that happened to it, in the order in which it happened."""
    text = read_text(name)
    officer = person(partnership, "officer")
    with as_on(text["grant"]["made_at"]):
        grant = _open(partnership, text, by=officer)
    if "letter_at" in text["grant"]:
        with as_on(text["grant"]["letter_at"]):
            _confirm(grant, text["grant"]["letter"], by=officer)
    for sheet in text["sheet"]:
        with as_on(sheet["at"]):
            bring_in_bids(
                grant,
                _read(sheet["bids"]),
                filename="bids.xlsx",
                approved=True,
                reason=sheet.get("reason", ""),
                by=officer,
            )
    for payment in text.get("payment", []):
        with as_on(payment["at"]):
            for bid in grant.bids.filter(number__in=payment["bids"]).select_related("pot", "grant"):
                ledger.pay(bid, bid.asked, by=officer, key=f"example's payment of bid {bid.pk}")
    if "printed_left" in text["grant"]:
        with as_on(text["sheet"][-1]["at"]):
            grant.refresh_from_db()
            changes = {"printed_left": read_amount(text["grant"]["printed_left"])}
            write_row(grant, changes, base_version=grant.version, by=officer)
    return grant


def _open(partnership: Partnership, text: dict, *, by) -> Grant:
    funder = Funder(partnership=partnership, **text["funder"])
    add_row(funder, by=by)
    words = ("conditions", "project_types", "funder_priorities")
    return open_grant(
        partnership,
        text["grant"]["slug"],
        period_of_slug(text["grant"]["slug"]),
        award=read_amount(text["grant"]["award"]),
        funder=funder,
        is_provisional="letter_at" in text["grant"],
        by=by,
        **{name: text["grant"][name] for name in words if name in text["grant"]},
    )


def _confirm(grant: Grant, reason: str, *, by) -> None:
    split = dict(ledger.awarded(grant))
    change_award(grant, split, total=sum(split.values()), is_provisional=False, reason=reason, by=by)


def _read(rows: list[list[str]]) -> BidSheet:
    return BidSheet(
        bids=tuple(
            BidRow(place, pot, title, lead, read_amount(asked))
            for place, (pot, title, lead, asked) in enumerate(rows, 2)
        )
    )
