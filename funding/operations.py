"""Changes to grants and bids that touch several rows: each is one transaction, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from funding.models import Grant, KeptSheet, Pot
from funding.money import ledger
from funding.money.amounts import tactical_split
from funding.sheets.reading import REST, TACTICAL, UPFRONT
from plans.models import Partnership
from plans.periods import Period
from plans.writing import add_row, write_row


def open_grant(
    partnership: Partnership,
    slug: str,
    period: Period,
    *,
    award: int,
    pots: Mapping[str, int] | None = None,
    by,
    **fields,
) -> Grant:
    """A new grant with its pots and award, in pence; `fields` are the grant's further columns.

    Without `pots` the split is the proposed one: the tactical third rounded up to the pound. Raises
    LedgerRefused when the pots do not add up to the award.
    """
    fields = {"title": f"Crime Reduction Grant {period.label}"} | fields
    grant = Grant(partnership=partnership, slug=slug, starts=period.starts, ends=period.ends, **fields)
    return add_grant(grant, award=award, pots=pots, by=by)


def add_grant(grant: Grant, *, award: int, pots: Mapping[str, int] | None = None, by) -> Grant:
    """Stores a new grant with its pots and award, in pence. Raises LedgerRefused."""
    upfront, tactical = tactical_split(award)
    split = pots or {UPFRONT: upfront, TACTICAL: tactical}
    with transaction.atomic():
        add_row(grant, by=by)
        rows = {add_pot(grant, name, by=by): amount for name, amount in split.items()}
        ledger.award(grant, rows, total=award, is_provisional=grant.is_provisional, by=by)
    return grant


def split_by_shares(award: int, shares: Mapping[str, int]) -> dict[str, int]:
    """A pot for each recipient with its share; what they do not come to, or come to too much, apart."""
    rest = award - sum(shares.values())
    return dict(shares) | ({REST: rest} if rest else {})


def add_pot(grant: Grant, name: str, *, by) -> Pot:
    """A pot of the grant; its kind follows from its name."""
    kinds = {UPFRONT: Pot.Kind.UPFRONT, TACTICAL: Pot.Kind.TACTICAL, REST: Pot.Kind.REST}
    pot = Pot(grant=grant, name=name, kind=kinds.get(name, Pot.Kind.SHARE), position=grant.pots.count() + 1)
    add_row(pot, by=by)
    return pot


def change_award(
    grant: Grant, split: Mapping[str, int], *, total: int, is_provisional: bool, reason: str, by
) -> None:
    """What the funder gives now, by pot, in pence; a name that is new becomes a pot.

    The ledger gets the differences, the grant's history the reason. Raises LedgerRefused.
    """
    with transaction.atomic():
        grant = Grant.objects.select_for_update().select_related("partnership").get(pk=grant.pk)
        if not reason.strip():
            raise ledger.LedgerRefused("Say why the award changes.")
        pots = {pot.name.casefold(): pot for pot in grant.pots.filter(is_withdrawn=False)}
        rows = {
            pots.get(name.casefold()) or add_pot(grant, name, by=by): amount for name, amount in split.items()
        }
        ledger.award(grant, rows, total=total, is_provisional=is_provisional, reason=reason, by=by)
        if is_provisional != grant.is_provisional:
            changes = {"is_provisional": is_provisional}
            write_row(grant, changes, base_version=grant.version, by=by, why=reason)


def keep_sheet(grant: Grant, *, filename: str, content: bytes, by) -> KeptSheet:
    """Keeps a sheet of bids as it came; nothing of it is brought in yet."""
    return KeptSheet.objects.create(grant=grant, filename=filename[-200:], content=content, made_by=by)


def mark_brought_in(kept: KeptSheet) -> None:
    """Notes that the sheet's bids were brought in."""
    kept.brought_in_at = timezone.now()
    kept.save(update_fields=["brought_in_at"])
