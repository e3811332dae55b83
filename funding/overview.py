"""What a grant's page shows: pots and whole side by side, the bids with what became of them, and warnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet, Sum

from funding.ledger import position_of
from funding.models import Bid, Entry, Grant, Pot, PrintedTotal
from funding.position import warnings_of
from funding.pots import Line, Position, PotPosition, position


@dataclass(frozen=True, slots=True)
class OverRecord:
    """The line that took a pot over its sum."""

    on: object
    reason: str


@dataclass(frozen=True, slots=True)
class PotShown:
    """A pot with where it stands."""

    pot: Pot
    stands: PotPosition
    over: OverRecord | None


@dataclass(frozen=True, slots=True)
class BidShown:
    """A bid with what is committed and was paid, in pence."""

    bid: Bid
    approved: int
    paid: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the page, its files and the list of grants show of a grant."""

    where: Position
    pots: tuple[PotShown, ...]
    bids: tuple[BidShown, ...]
    totals: tuple[PrintedTotal, ...]
    warnings: tuple[str, ...]


def over_pots(grants: Iterable[Grant]) -> list[tuple[Grant, PotPosition]]:
    """The pots of these grants of which more was approved than allocated, in one statement."""
    lines: dict[int, list[Line]] = defaultdict(list)
    sums = (
        Entry.objects.filter(grant__in=grants)
        .order_by("pot__position")
        .values("grant_id", "pot__name", "kind")
    )
    for row in sums.annotate(total=Sum("amount")):
        lines[row["grant_id"]].append(Line(row["pot__name"], row["kind"], row["total"]))
    found = []
    for grant in grants:
        names = dict.fromkeys(line.pot for line in lines[grant.pk])
        found += [(grant, pot) for pot in position(names, lines[grant.pk]).pots if pot.over]
    return found


def overview_of(grant: Grant, *, bids: QuerySet[Bid] | None = None) -> Overview:
    """The grant in the same few statements however many bids it has; with `bids` only these are shown."""
    where = position_of(grant)
    totals = tuple(grant.printed_totals.all())
    pots = {pot.name: pot for pot in grant.pots.filter(is_withdrawn=False)}
    over = _over_records(grant) if any(pot.over for pot in where.pots) else {}
    return Overview(
        where=where,
        pots=tuple(
            PotShown(pots[stands.name], stands, over.get(pots[stands.name].pk) if stands.over else None)
            for stands in where.pots
        ),
        bids=_bids(grant, bids),
        totals=totals,
        warnings=tuple(warnings_of(grant, where, totals)),
    )


def _over_records(grant: Grant) -> dict[int, OverRecord]:
    """Of each pot the latest commitment of more than was left."""
    lines = Entry.objects.filter(grant=grant, kind=Entry.Kind.COMMITMENT, amount__gt=F("left_before"))
    return {line.pot_id: OverRecord(line.on, line.reason) for line in lines.order_by("sequence")}


def _bids(grant: Grant, bids: QuerySet[Bid] | None) -> tuple[BidShown, ...]:
    sums: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    lines = Entry.objects.filter(grant=grant).exclude(bid=None).order_by()
    for bid, kind, total in lines.values_list("bid_id", "kind").annotate(total=Sum("amount")):
        is_paid = kind in (Entry.Kind.PAYMENT, Entry.Kind.RETURN)
        sums[bid]["paid" if is_paid else "approved"] += total
    bids = Bid.objects.of_grant(grant) if bids is None else bids
    shown = bids.select_related("pot", "lead")
    return tuple(BidShown(bid, sums[bid.pk]["approved"], sums[bid.pk]["paid"]) for bid in shown)
