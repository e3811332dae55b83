"""Add the example's grants: awarded, with bids imported or written, and projects paid, reported and closed."""

from __future__ import annotations

from collections.abc import Iterable

from csp.example.bids import bid_events, open_round
from csp.example.people import person
from csp.example.projects import project_events
from csp.example.timeline import Event, read_text
from funding.bid_imports.importing import import_bids
from funding.bid_imports.parsing import BidRow, ParsedBids
from funding.grants.operations import change_award, create_grant
from funding.ledger import entries
from funding.models import Funder, Grant, Project
from funding.money.amounts import parse_amount
from plans.models import Partnership
from plans.periods import period_of_slug
from plans.records import add_row, write_row


def grant_events(partnership: Partnership, name: str) -> Iterable[Event]:
    """Return every event of the partnership's grant."""
    text, officer = read_text(name), person(partnership, "officer")
    slug = text["grant"]["slug"]

    def grant() -> Grant:
        """Return the grant as it is when the event happens."""
        return Grant.objects.select_related("partnership").get(partnership=partnership, slug=slug)

    yield text["grant"]["created_at"], lambda: _open(partnership, text, by=officer)
    if "letter_at" in text["grant"]:
        yield text["grant"]["letter_at"], lambda: _confirm(grant(), text["grant"]["letter"], by=officer)
    if "round" in text:
        yield text["round"]["at"], lambda: open_round(grant(), text["round"])
        yield from bid_events(grant, text)
    for sheet in text.get("sheet", []):
        yield sheet["at"], lambda each=sheet: _bring_in(grant(), each, by=officer)
    for payment in text.get("payment", []):
        yield payment["at"], lambda each=payment: _pay(grant(), each["bids"], by=officer)
    yield from project_events(grant, text)
    if "printed_left" in text["grant"]:
        yield (
            text["sheet"][-1]["at"],
            lambda: _keep_printed(grant(), text["grant"]["printed_left"], by=officer),
        )


def _open(partnership: Partnership, text: dict, *, by) -> Grant:
    funder = Funder(partnership=partnership, **text["funder"])
    add_row(funder, by=by)
    words = ("conditions", "project_types", "funder_priorities")
    return create_grant(
        partnership,
        text["grant"]["slug"],
        period_of_slug(text["grant"]["slug"]),
        award=parse_amount(text["grant"]["award"]),
        funder=funder,
        is_provisional="letter_at" in text["grant"],
        by=by,
        **{name: text["grant"][name] for name in words if name in text["grant"]},
    )


def _confirm(grant: Grant, reason: str, *, by) -> None:
    split = dict(entries.awarded_by_pot(grant))
    change_award(grant, split, total=sum(split.values()), is_provisional=False, reason=reason, by=by)


def _bring_in(grant: Grant, sheet: dict, *, by) -> None:
    read = _read(sheet["bids"])
    import_bids(grant, read, filename="bids.xlsx", approved=True, reason=sheet.get("reason", ""), by=by)


def _read(rows: list[list[str]]) -> ParsedBids:
    return ParsedBids(
        bids=tuple(
            BidRow(place, pot, title, lead, parse_amount(asked))
            for place, (pot, title, lead, asked) in enumerate(rows, 2)
        )
    )


def _pay(grant: Grant, numbers: list[int], *, by) -> None:
    for project in Project.objects.of_grant(grant).filter(number__in=numbers).select_related("pot", "grant"):
        key = f"example's payment of project {project.pk}"
        entries.record_payment(project, project.amount, by=by, key=key)


def _keep_printed(grant: Grant, printed: str, *, by) -> None:
    write_row(grant, {"printed_left": parse_amount(printed)}, base_revision=grant.revision, by=by)
