"""Changes to several rows of a grant, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from funding.ledger import entries
from funding.models import BidImport, Grant, LedgerEntry, Pot, PrintedTotal
from funding.money.amounts import format_money, propose_split
from funding.money.pot_names import REST, TACTICAL, UPFRONT, pot_key, pot_name
from plans.models import Partnership
from plans.periods import Period
from plans.records import OperationError, StaleRevisionError, add_row, write_row


def create_grant(
    partnership: Partnership,
    slug: str,
    period: Period,
    *,
    award: int,
    pots: Mapping[str, int] | None = None,
    by,
    **fields,
) -> Grant:
    """Create a grant with its pots and award, in pence. `fields` are further columns of the grant.

    Without `pots`, the suggested split is used: the tactical third rounded up to the pound. Raises
    OperationError if the pots do not add up to the award.
    """
    fields = {"title": f"Crime Reduction Grant {period.label}"} | fields
    grant = Grant(partnership=partnership, slug=slug, starts=period.starts, ends=period.ends, **fields)
    return add_grant(grant, award=award, pots=pots, by=by)


def add_grant(grant: Grant, *, award: int, pots: Mapping[str, int] | None = None, by) -> Grant:
    """Save a new grant with its pots and award, in pence. Raises OperationError."""
    upfront, tactical = propose_split(award)
    split = pots or {UPFRONT: upfront, TACTICAL: tactical}
    with transaction.atomic():
        add_row(grant, by=by)
        rows = {add_pot(grant, name, by=by): amount for name, amount in split.items()}
        entries.record_award(grant, rows, total=award, is_provisional=grant.is_provisional, by=by)
    return grant


def split_by_shares(award: int, shares: Mapping[str, int]) -> dict[str, int]:
    """Return a pot for each recipient's share, and one for the difference from the award if there is any."""
    rest = award - sum(shares.values())
    return dict(shares) | ({REST: rest} if rest else {})


def add_pot(grant: Grant, name: str, *, by) -> Pot:
    """Add a pot to the grant. Its name gives its kind, and "Tactical pot" is named "tactical"."""
    kinds = {UPFRONT: Pot.Kind.UPFRONT, TACTICAL: Pot.Kind.TACTICAL, REST: Pot.Kind.REST}
    name = pot_name(name)
    kind = kinds.get(name, Pot.Kind.SHARE)
    pot = Pot(grant=grant, name=name, kind=kind, position=grant.pots.count() + 1)
    add_row(pot, by=by)
    return pot


def award_token(grant: Grant) -> str:
    """Return a token of the current award: its last ledger entry, and whether it is provisional."""
    last = grant.entries.filter(kind=LedgerEntry.Kind.AWARD).aggregate(last=Max("sequence"))["last"]
    return f"{last or 0}-{'provisional' if grant.is_provisional else 'confirmed'}"


def change_award(
    grant: Grant,
    split: Mapping[str, int],
    *,
    total: int,
    is_provisional: bool,
    reason: str,
    by,
    seen: str | None = None,
) -> None:
    """Change the award to these amounts by pot, in pence. A new name becomes a pot.

    The differences are added to the ledger, and the reason to the history. `seen` is the award_token that the user
    started from. Raises StaleRevisionError if the award has changed since then, and OperationError.
    """
    with transaction.atomic():
        grant = Grant.objects.select_for_update().select_related("partnership").get(pk=grant.pk)
        if seen is not None and seen != award_token(grant):
            raise StaleRevisionError(_award_words(grant), current=award_token(grant))
        if not reason.strip():
            raise OperationError("Enter a reason for changing the award.")
        pots = {pot_key(pot.name): pot for pot in grant.pots.filter(is_withdrawn=False)}
        rows = {
            pots.get(pot_key(name)) or add_pot(grant, name, by=by): amount for name, amount in split.items()
        }
        entries.record_award(grant, rows, total=total, is_provisional=is_provisional, reason=reason, by=by)
        printed = [row.pk for row in PrintedTotal.kept.filter(grant=grant) if row.is_award]
        PrintedTotal.kept.filter(pk__in=printed).update(computed=total)
        if is_provisional != grant.is_provisional:
            changes = {"is_provisional": is_provisional}
            write_row(grant, changes, base_revision=grant.revision, by=by, why=reason)


def _award_words(grant: Grant) -> str:
    """Return the message about an award that another user has changed."""
    pots = entries.awarded_by_pot(grant)
    split = ", ".join(f"{name} {format_money(amount)}" for name, amount in pots)
    stage = "provisional" if grant.is_provisional else "confirmed"
    return (
        "Someone else changed the award while you were editing. It is now"
        f" {format_money(sum(amount for _, amount in pots))}, {stage} ({split}). Your answers are below. Select ‘Change"
        " award’ again to confirm."
    )


def store_bid_import(grant: Grant, *, filename: str, content: bytes, by) -> BidImport:
    """Save a spreadsheet of bids unchanged. Nothing is imported yet."""
    return BidImport.objects.create(grant=grant, filename=filename[-200:], content=content, created_by=by)


def hide_printed_totals(grant: Grant, filenames: Iterable[str], *, by) -> None:
    """Hide the totals of these spreadsheets. Importing a spreadsheet again shows them again."""
    shown = PrintedTotal.objects.filter(grant=grant, filename__in=list(filenames))
    shown.update(withdrawn_at=timezone.now(), withdrawn_by=by)


def mark_imported(kept: BidImport) -> None:
    """Record that the bids of the spreadsheet were imported."""
    kept.imported_at = timezone.now()
    kept.save(update_fields=["imported_at"])
