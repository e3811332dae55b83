"""Move money between pots or projects of a grant, or back to its funder."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from funding.ledger.entries import (
    NewEntry,
    check_ledger_started,
    follow_ledger,
    get_position,
    post_entries,
    unpaid_amount,
)
from funding.lifecycles import ENDED
from funding.models import Grant, LedgerEntry, Pot, Project
from funding.money.amounts import format_money
from plans.records import OperationError, ReasonRequiredError


def return_to_funder(
    grant: Grant, pot: Pot, amount: int, *, reason: str, by, key: str, on: date | None = None
) -> list[LedgerEntry]:
    """Record the return of money to the funder from what is left of a pot, in pence.

    Raises OperationError for more than is left, because the rest is approved for projects.
    """
    if pot.grant_id != grant.pk:
        raise OperationError("Select a pot of this grant.")
    if not reason.strip():
        raise OperationError("Enter a reason for this entry.")
    with transaction.atomic():
        grant = Grant.objects.select_for_update().get(pk=grant.pk)
        check_ledger_started(grant, on)
        if not LedgerEntry.objects.filter(key=key).exists():
            left = next(each.left for each in get_position(grant).pots if each.name == pot.name)
            if not 0 < amount <= left:
                raise OperationError(
                    f"You can return up to {format_money(max(left, 0))} from the {pot.name} pot, not {format_money(amount)}:"
                    " the rest is approved for projects."
                )
        return post_entries(
            grant,
            [NewEntry(pot, LedgerEntry.Kind.RETURNED_TO_FUNDER, -amount, key, reason=reason)],
            by=by,
            on=on,
        )


def transfer_between_pots(
    grant: Grant, source: Pot, target: Pot, amount: int, *, reason: str, consent: str, by, key: str, on=None
) -> list[LedgerEntry]:
    """Move money between two pots of a grant: two entries that cancel out, with the reason and who agreed."""
    if source.pk == target.pk or source.grant_id != grant.pk or target.grant_id != grant.pk:
        raise OperationError("Select two different pots of this grant.")
    if amount <= 0:
        raise OperationError("Enter an amount of more than £0.")
    if not reason.strip() or not consent.strip():
        raise OperationError("Enter a reason for moving the money, and who agreed.")
    check_ledger_started(grant, on)
    lines = [
        NewEntry(source, LedgerEntry.Kind.MOVEMENT, -amount, f"{key} out", None, reason, consent, key[:40]),
        NewEntry(target, LedgerEntry.Kind.MOVEMENT, amount, f"{key} in", None, reason, consent, key[:40]),
    ]
    return post_entries(grant, lines, by=by, on=on)


def transfer_between_projects(
    source: Project,
    target: Project,
    amount: int,
    *,
    reason: str,
    consent: str,
    overcommit_reason: str = "",
    by,
    key: str,
    on: date | None = None,
) -> list[LedgerEntry]:
    """Move money from one project to another of the grant, in pence: a release and a commitment, with who agreed.

    The amounts approved for both projects follow. Raises OperationError for more than the first project has not been
    paid, and ReasonRequiredError if the second project's pot is over-committed without a reason.
    """
    if source.pk == target.pk or source.grant_id != target.grant_id:
        raise OperationError("Select two different projects of this grant.")
    if not reason.strip() or not consent.strip():
        raise OperationError("Enter a reason for moving the money, and who agreed.")
    with transaction.atomic():
        grant = Grant.objects.select_for_update().get(pk=source.grant_id)
        check_ledger_started(grant, on)
        if LedgerEntry.objects.filter(key=f"{key} out").exists():
            return []
        projects = Project.objects.select_related("pot", "grant__partnership")
        source, target = projects.get(pk=source.pk), projects.get(pk=target.pk)
        if not (source.is_funded and target.is_funded):
            raise OperationError("You can only move money between projects that this grant funds.")
        if target.state in ENDED:
            raise OperationError(f"You cannot move money to “{target}” because it is closed.")
        if not 0 < amount <= unpaid_amount(source):
            most = format_money(max(unpaid_amount(source), 0))
            raise OperationError(
                f"You can move up to {most} from “{source}”, not {format_money(amount)}: the rest has been paid."
            )
        over = amount - _left_after_release(grant, source, target, amount)
        if over > 0 and source.pot_id != target.pot_id and not overcommit_reason.strip():
            raise ReasonRequiredError(
                f"This over-commits the {target.pot.name} pot by {format_money(over)}. Enter a reason, which is recorded."
            )
        why_over = f"{reason}\n{overcommit_reason}"
        group = key[-40:]
        lines = [
            NewEntry(source.pot, LedgerEntry.Kind.RELEASE, -amount, f"{key} out", source, reason, consent, group),
            NewEntry(
                target.pot, LedgerEntry.Kind.COMMITMENT, amount, f"{key} in", target, reason, consent, group,
                overcommit_reason=why_over,
            ),
        ]  # fmt: skip
        written = post_entries(grant, lines, by=by, on=on)
        why = f"{reason} Agreed: {consent}"
        for project in (source, target):
            follow_ledger(project, by=by, why=why)
        return written


def _left_after_release(grant: Grant, source: Project, target: Project, amount: int) -> int:
    """Return what the second project's pot holds after the first project's release, in pence."""
    left = {pot.name: pot.left for pot in get_position(grant).pots}[target.pot.name]
    return left + amount if source.pot_id == target.pot_id else left
