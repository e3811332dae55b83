"""Write a grant's ledger: every entry is written once, in sequence, and every balance is a sum of entries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Max, Sum
from django.utils import timezone

from funding.ledger.pots import GrantPosition, PotEntry, PotStatement, compute_position
from funding.lifecycles import CHANGE_EDITABLE_STATES
from funding.models import Grant, LedgerEntry, Pot, Project, ProjectChange, amount_answers
from funding.money.amounts import format_money
from plans.periods import format_date
from plans.prepared_queries import prepared
from plans.records import OperationError, write_row


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be written; `amount` in pence."""

    pot: Pot
    kind: str
    amount: int
    key: str
    project: Project | None = None
    reason: str = ""
    consent: str = ""
    group: str = ""
    is_provisional: bool = False
    overcommit_reason: str = ""
    """The reason recorded instead when the entry commits more than is left of its pot."""


def get_position(
    grant: Grant, *, spent: dict[str, int] | None = None, forecast: dict[str, int] | None = None
) -> GrantPosition:
    """Return the amounts of the grant and its pots, in pence, from the ledger, in two queries.

    `spent` and `forecast` are the totals of projects' returns, by the pot's name.
    """
    names = _pot_names(grant.pk)
    lines = [PotEntry(*row) for row in _sums(grant.pk)]
    names += [line.pot for line in lines if line.pot not in names]
    return compute_position(
        dict.fromkeys(names), lines, spent=spent, forecast=forecast, printed_left=grant.printed_left
    )


@prepared
def _pot_names(grant: int):
    return Pot.objects.filter(grant=grant, is_withdrawn=False).values_list("name", flat=True)


@prepared
def _sums(grant: int):
    lines = LedgerEntry.objects.filter(grant=grant).order_by()
    return lines.values_list("pot__name", "kind").annotate(total=Sum("amount"))


def awarded_by_pot(grant: Grant) -> list[tuple[str, int]]:
    """Return pot name → what the funder awards to it, in pence, without transfers since."""
    sums = dict(
        LedgerEntry.objects.filter(grant=grant, kind=LedgerEntry.Kind.AWARD)
        .order_by()
        .values_list("pot_id")
        .annotate(total=Sum("amount"))
    )
    return [(pot.name, sums.get(pot.pk, 0)) for pot in grant.pots.filter(is_withdrawn=False)]


def sum_entries(entries) -> PotStatement:
    """Return the total of these entries, in any pot."""
    sums = entries.order_by().values_list("kind").annotate(total=Sum("amount"))
    return compute_position([""], [PotEntry("", kind, total) for kind, total in sums]).whole


def post_entries(grant: Grant, lines: Iterable[NewEntry], *, by, on: date | None = None) -> list[LedgerEntry]:
    """Write entries in the grant's ledger, in order, in one atomic transaction.

    The grant's row is locked, so that two simultaneous requests never use the same balance. An entry whose
    idempotency key exists is not written again, so a repeated request changes nothing.
    """
    on = on or timezone.localdate()
    written = []
    with transaction.atomic():
        Grant.objects.select_for_update().get(pk=grant.pk)
        place = LedgerEntry.objects.filter(grant=grant).aggregate(last=Max("sequence"))["last"] or 0
        left = {pot.name: pot.left for pot in get_position(grant).pots}
        for line in lines:
            if _is_there(line):
                continue
            place += 1
            entry = LedgerEntry(
                grant=grant,
                sequence=place,
                pot=line.pot,
                project=line.project,
                kind=line.kind,
                amount=line.amount,
                on=on,
                reason=line.reason,
                consent=line.consent,
                group=line.group,
                is_provisional=line.is_provisional,
                balance_before=left.get(line.pot.name, 0),
                key=line.key,
                created_by=by,
                created_at=timezone.now(),
            )
            if line.overcommit_reason and entry.overcommits_pot:
                entry.reason = line.overcommit_reason
            entry.save(force_insert=True)
            written.append(entry)
            left[line.pot.name] = entry.balance_before + _SIGNS_IN_LEFT.get(line.kind, 0) * line.amount
    return written


# The effect of an entry's amount on what is left of its pot.
_SIGNS_IN_LEFT = {
    LedgerEntry.Kind.AWARD: 1,
    LedgerEntry.Kind.MOVEMENT: 1,
    LedgerEntry.Kind.RETURNED_TO_FUNDER: 1,
    LedgerEntry.Kind.COMMITMENT: -1,
    LedgerEntry.Kind.RELEASE: -1,
}


def _is_there(line: NewEntry) -> bool:
    """Return whether the request already wrote the entry. Raises OperationError if the amount is different now."""
    amount = LedgerEntry.objects.filter(key=line.key).values_list("amount", flat=True).first()
    if amount is not None and amount != line.amount:
        raise OperationError(
            f"This form has already recorded {format_money(abs(amount))}. To record more, open the form again."
        )
    return amount is not None


def check_ledger_started(grant: Grant, on: date | None) -> None:
    """Check the date. Raises OperationError if it is before the grant's period and before its first entry."""
    first = grant.entries.order_by("on").values_list("on", flat=True).first()
    earliest = min(grant.starts, first or grant.starts)
    if on is not None and on < earliest:
        raise OperationError(
            f"Date must be the same as or after {format_date(earliest)}, the first day of the grant."
        )


def record_award(
    grant: Grant, split: dict[Pot, int], *, total: int, is_provisional: bool, reason: str = "", by, on=None
) -> list[LedgerEntry]:
    """Record the current award: the difference from what was awarded to the pots before.

    `split` and `total` in pence; transfers between pots stay. Raises OperationError when the pots do not add up to
    the total, or one is missing.
    """
    if sum(split.values()) != total:
        raise OperationError(
            f"The pots add up to {format_money(sum(split.values()))}, but the award is {format_money(total)}."
        )
    if any(amount < 0 for pot, amount in split.items() if pot.kind != Pot.Kind.REST):
        raise OperationError("The amount in each pot must be £0 or more.")
    with transaction.atomic():
        Grant.objects.select_for_update().get(pk=grant.pk)
        before = dict(
            LedgerEntry.objects.filter(grant=grant, kind=LedgerEntry.Kind.AWARD)
            .order_by()
            .values_list("pot_id")
            .annotate(total=Sum("amount"))
        )
        if any(before[pot] for pot in before.keys() - {pot.pk for pot in split}):
            raise OperationError("Enter the amount of the award for every pot.")
        idempotency_key = uuid.uuid4().hex
        lines = [
            NewEntry(
                pot=pot,
                kind=LedgerEntry.Kind.AWARD,
                amount=amount - before.get(pot.pk, 0),
                key=f"award {idempotency_key} {pot.pk}",
                reason=reason,
                group=idempotency_key,
                is_provisional=is_provisional,
            )
            for pot, amount in split.items()
            if amount != before.get(pot.pk, 0)
        ]
        return post_entries(grant, lines, by=by, on=on)


def record_commitment(
    project: Project,
    amount: int,
    *,
    version: int,
    by,
    reason: str = "",
    overcommit_reason: str = "",
    on: date | None = None,
) -> Project:
    """Commit the approved amount, in pence, from the project's pot, and return the project with it.

    If an approval changes, the difference is committed or released. More than the pot holds is still committed:
    `overcommit_reason` then explains why.
    """
    with transaction.atomic():
        Grant.objects.select_for_update().get(pk=project.grant_id)
        change = amount - committed_amount(project)
        if not change:
            return project
        line = NewEntry(
            pot=project.pot,
            kind=LedgerEntry.Kind.COMMITMENT if change > 0 else LedgerEntry.Kind.RELEASE,
            amount=change,
            key=f"approval of project {project.pk}, version {version}",
            project=project,
            reason=reason,
            overcommit_reason=overcommit_reason,
        )
        post_entries(project.grant, [line], by=by, on=on)
        return follow_ledger(project, by=by, why=reason)


def committed_amount(project: Project) -> int:
    """Return what is committed to the project, in pence."""
    kinds = [LedgerEntry.Kind.COMMITMENT, LedgerEntry.Kind.RELEASE]
    lines = LedgerEntry.objects.filter(project=project, kind__in=kinds)
    return lines.aggregate(total=Sum("amount"))["total"] or 0


def paid_amount(project: Project) -> int:
    """Return what was paid to the project and not repaid, in pence."""
    kinds = [LedgerEntry.Kind.PAYMENT, LedgerEntry.Kind.RETURN]
    lines = LedgerEntry.objects.filter(project=project, kind__in=kinds)
    return lines.aggregate(total=Sum("amount"))["total"] or 0


def unpaid_amount(project: Project) -> int:
    """Return what is committed to the project and was not paid, in pence."""
    return committed_amount(project) - paid_amount(project)


def record_release(
    project: Project, amount: int, *, reason: str, by, key: str, on: date | None = None
) -> list[LedgerEntry]:
    """Release what a project does not need to its pot; never what has been paid."""
    return _give_back(project, LedgerEntry.Kind.RELEASE, amount, unpaid_amount, reason, by, key, on)


def record_payment(
    project: Project, amount: int, *, reason: str = "", by, key: str, on: date | None = None
) -> list[LedgerEntry]:
    """Record a payment to a project; never more than is committed to it and not paid yet."""
    with transaction.atomic():
        grant = Grant.objects.select_for_update().get(pk=project.grant_id)
        check_ledger_started(grant, on)
        if not LedgerEntry.objects.filter(key=key).exists():
            open_sum = unpaid_amount(project)
            if not 0 < amount <= open_sum:
                raise OperationError(
                    f"You can pay up to {format_money(open_sum)} to this project, not {format_money(amount)}."
                )
        line = NewEntry(
            pot=project.pot,
            kind=LedgerEntry.Kind.PAYMENT,
            amount=amount,
            key=key,
            project=project,
            reason=reason,
        )
        return post_entries(project.grant, [line], by=by, on=on)


def record_repayment(
    project: Project, amount: int, *, reason: str, by, key: str, on: date | None = None
) -> list[LedgerEntry]:
    """Record the repayment of unspent money by a project; never more than it was paid."""
    return _give_back(project, LedgerEntry.Kind.RETURN, amount, paid_amount, reason, by, key, on)


def _give_back(project, kind, amount, so_far, reason, by, key, on) -> list[LedgerEntry]:
    with transaction.atomic():
        grant = Grant.objects.select_for_update().get(pk=project.grant_id)
        check_ledger_started(grant, on)
        if not LedgerEntry.objects.filter(key=key).exists():
            most = so_far(project)
            if not 0 < amount <= most:
                raise OperationError(
                    f"You can record up to {format_money(most)} for this project, not {format_money(amount)}."
                )
            if not reason.strip():
                raise OperationError("Enter a reason for this entry.")
        line = NewEntry(pot=project.pot, kind=kind, amount=-amount, key=key, project=project, reason=reason)
        written = post_entries(project.grant, [line], by=by, on=on)
        if kind == LedgerEntry.Kind.RELEASE and written:
            follow_ledger(project, by=by, why=reason)
        return written


def follow_ledger(project: Project, *, by, why: str) -> Project:
    """Return the project with the amount that the ledger commits to it.

    A change that asks for no other amount follows: what is approved of it, and its form while it can be edited.
    """
    project = Project.objects.select_related("pot", "lead", "version", "grant__partnership").get(
        pk=project.pk
    )
    before, amount = project.amount, committed_amount(project)
    written = write_row(project, {"amount": amount}, base_revision=project.revision, by=by, why=why).row
    change = project.open_change
    if change is None or amount == before:
        return written
    follows: dict[str, object] = {}
    if change.state in CHANGE_EDITABLE_STATES and change.asked == before:
        follows |= amount_answers(amount)
    if change.recommended_amount == before:
        follows["recommended_amount"] = amount
    if follows:
        write_row(change, follows, base_revision=change.revision, by=by, why=why)
    else:
        # The change adds a different amount now, so an approval from a page opened before is an error.
        ProjectChange.objects.filter(pk=change.pk).update(revision=F("revision") + 1)
    return written
