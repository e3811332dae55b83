"""Changes to grants and bids that touch several rows: each is one transaction, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from funding import ledger
from funding.amounts import money, tactical_split
from funding.models import Bid, BidMove, Grant, Pot
from funding.sheets import BidRow
from plans.models import Partnership
from plans.periods import Period
from plans.writing import add_row

UPFRONT, TACTICAL = "upfront", "tactical"


def open_grant(
    partnership: Partnership,
    slug: str,
    period: Period,
    *,
    award: int,
    pots: dict[str, int] | None = None,
    by,
    is_provisional: bool = False,
    printed_left: int | None = None,
    title: str = "Crime Reduction Grant",
) -> Grant:
    """A new grant with its pots and award, in pence.

    Without `pots` the split is the proposed one: the tactical third rounded up to the pound.
    """
    upfront, tactical = tactical_split(award)
    split = pots or {UPFRONT: upfront, TACTICAL: tactical}
    with transaction.atomic():
        grant = Grant(
            partnership=partnership,
            slug=slug,
            title=f"{title} {period.label}",
            starts=period.starts,
            ends=period.ends,
            is_provisional=is_provisional,
            printed_left=printed_left,
        )
        add_row(grant, by=by)
        rows = {add_pot(grant, name, by=by): amount for name, amount in split.items()}
        ledger.award(grant, rows, total=award, is_provisional=is_provisional, by=by)
    return grant


def add_pot(grant: Grant, name: str, *, by) -> Pot:
    """A pot of the grant; its kind follows from its name."""
    kind = {UPFRONT: Pot.Kind.UPFRONT, TACTICAL: Pot.Kind.TACTICAL}.get(name, Pot.Kind.SHARE)
    pot = Pot(grant=grant, name=name, kind=kind, position=grant.pots.count() + 1)
    add_row(pot, by=by)
    return pot


def bring_in_bids(grant: Grant, rows: Iterable[BidRow], *, approved: bool, by) -> list[Bid]:
    """Adds the bids of a sheet to their pots: submitted, or as approved already and committed.

    A pot of the sheet that the grant does not have becomes one, with nothing in it.
    """
    with transaction.atomic():
        Grant.objects.select_for_update().get(pk=grant.pk)
        pots = {pot.name.casefold(): pot for pot in grant.pots.filter(is_withdrawn=False)}
        number = grant.bids.aggregate(last=Max("number"))["last"] or 0
        made = []
        for row in rows:
            name = row.pot or next(iter(pots.values())).name
            if name.casefold() not in pots:
                pots[name.casefold()] = add_pot(grant, name, by=by)
            number += 1
            made.append(_bring_in(grant, pots[name.casefold()], number, row, approved, by))
    return made


def _bring_in(grant: Grant, pot: Pot, number: int, row: BidRow, approved: bool, by) -> Bid:
    bid = Bid(
        grant=grant,
        number=number,
        pot=pot,
        title=row.title,
        lead_as_printed=row.lead,
        lead=_body_named(grant.partnership, row.lead),
        asked=row.asked,
        state="approved" if approved else "submitted",
        made_by=by,
    )
    if approved:
        bid.approved_version, bid.approved_amount = 1, row.asked
        bid.approved_content = {"title": row.title, "asked": row.asked, "pot": pot.name}
    add_row(bid, by=by)
    words = "Brought in as approved already" if approved else "Brought in from a sheet"
    BidMove.objects.create(
        bid=bid,
        move="import",
        was="draft",
        now=bid.state,
        words=words,
        bid_version=1,
        made_by=by,
        lead=bid.lead,
    )
    if approved:
        ledger.commit(bid, by=by, reason=words)
    return bid


def _body_named(partnership: Partnership, printed: str):
    """The body of that name or alias, if there is one."""
    if not printed:
        return None
    wanted = printed.casefold()
    for body in partnership.bodies.filter(is_withdrawn=False).prefetch_related("other_names"):
        if wanted in {body.name.casefold(), *(other.name.casefold() for other in body.other_names.all())}:
            return body
    return None


def warnings_of(grant: Grant) -> list[str]:
    """What somebody should know of the grant's figures, each in a sentence."""
    where = ledger.position_of(grant)
    found = [
        f"The {pot.name} pot is over by {money(pot.over)}: {money(pot.approved)} approved of {money(pot.allocated)}."
        for pot in where.pots
        if pot.over
    ]
    if where.left < 0:
        found.append(f"More was approved than the whole grant: over by {money(-where.left)}.")
    if where.difference:
        found.append(
            f"The printed remaining, {money(where.printed_left)}, is not ours, {money(where.left)}:"
            f" the difference is {money(where.difference)}."
        )
    if grant.is_provisional:
        found.append("The award is provisional.")
    return found
