"""Requests for the funder's consent to move money, and their decisions.

Nothing is added to the ledger before a user of the funder agrees. The movement is then added in the same transaction,
by the operations that record a movement with consent given by letter. The row of the grant is locked, so a request is
decided once.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from funding.ledger import transfers
from funding.models import Grant, LedgerEntry, Pot, Project, TransferRequest
from funding.models.transfer_request import REQUEST_TRANSITIONS
from funding.money.amounts import format_money
from plans.access import members_with_capability
from plans.periods import format_date
from plans.records import OperationError, ReasonRequiredError, StaleRevisionError, add_row, locked, transition

State = TransferRequest.State
AGREED_ON = " agreed on "
_KEY = "consent "


def with_somebody_to_ask(grants: QuerySet[Grant], person: int) -> QuerySet[Grant]:
    """Annotate grants with whether a user other than this one can decide for the funder."""
    others = members_with_capability(OuterRef("partnership"), "decide_transfer").exclude(person=person)
    return grants.annotate(has_somebody_to_ask=Exists(others))


def why_not_asked(grant: Grant, person) -> str:
    """Return why this user cannot request consent now, in a sentence; "" if they can."""
    if grant.is_provisional:
        return "You cannot request consent until the award is confirmed, because the funder cannot see the grant before that."
    if not members_with_capability(grant.partnership, "decide_transfer").exclude(person=person.pk).exists():
        return "You cannot request consent because no one else in this partnership can decide for the funder."
    return ""


def request_transfer(
    grant: Grant,
    source: Pot | Project,
    target: Pot | Project,
    amount: int,
    *,
    reason: str,
    overcommit_reason="",
    by,
    idempotency_key: str,
) -> TransferRequest | None:
    """Save a request to move money, in pence, between two pots or two projects; None if `idempotency_key` was used before.

    Raises StaleRevisionError if no one can decide it, and OperationError if the ledger would reject it today.
    """
    with transaction.atomic():
        grant = _take_turn(grant.pk)
        if before := TransferRequest.objects.filter(idempotency_key=idempotency_key).first():
            if before.amount != amount:
                raise StaleRevisionError(
                    f"This form has already requested {format_money(before.amount)}. To request more, open the form again."
                )
            return None
        if why_not := why_not_asked(grant, by):
            raise StaleRevisionError(why_not)
        ends = (
            {"source_project": source, "target_project": target}
            if isinstance(source, Project)
            else {"source_pot": source, "target_pot": target}
        )
        asked = TransferRequest(
            grant=grant, amount=amount, reason=reason.strip(), overcommit_reason=overcommit_reason.strip(),
            idempotency_key=idempotency_key, requested_by=by, **ends,
        )  # fmt: skip
        _refuse_what_the_ledger_refuses(asked, by)
        add_row(asked, by=by)
        return asked


def approve_transfer(asked: TransferRequest, *, words: str, by) -> bool:
    """Agree for the funder and add the movement to the ledger; False if this user has already agreed.

    Raises OperationError if it was decided, is the user's own, or the ledger rejects it. It then stays undecided.
    """
    with locked(asked) as stored:
        if stored.state == State.AGREED and stored.decided_by_id == by.pk:
            return False
        _refuse_who_asked(stored, by)
        today = timezone.localdate()

        def write_lines(stored: TransferRequest, _: str) -> None:
            _move(stored, consent=_consent_words(by, today, words), by=by, key=ledger_key(stored), on=today)

        _decide(stored, "agree", words, by, log=write_lines)
        return True


def reject_transfer(asked: TransferRequest, *, words: str, by) -> bool:
    """Record that the funder does not agree, and why; False if this user has already done so.

    Raises OperationError.
    """
    if not words.strip():
        raise ReasonRequiredError(REQUEST_TRANSITIONS.comment_missing)
    with locked(asked) as stored:
        if stored.state == State.NOT_AGREED and stored.decided_by_id == by.pk:
            return False
        _refuse_who_asked(stored, by)
        _decide(stored, "disagree", words, by)
        return True


def withdraw_request(asked: TransferRequest, *, by) -> bool:
    """Withdraw a request of this user; False if it was already withdrawn. Raises OperationError."""
    with locked(asked) as stored:
        if stored.requested_by_id != by.pk:
            raise OperationError(f"Only {stored.requested_by}, who made the request, can withdraw it.")
        if stored.state == State.TAKEN_BACK:
            return False
        _decide(stored, "take_back", "", by)
        return True


def ledger_key(asked: TransferRequest) -> str:
    """Return the key of the ledger entries of a request."""
    return f"{_KEY}{asked.pk}"


def consent_without_name(line: LedgerEntry) -> str:
    """Return who agreed to an entry, with “The funder” in place of the user's name."""
    _, cut, rest = line.consent.partition(AGREED_ON)
    return f"The funder{cut}{rest}" if line.key.startswith(_KEY) and cut else line.consent


def _consent_words(person, on: date, words: str) -> str:
    said = f": {words.strip()}" if words.strip() else "."
    return f"{person}{AGREED_ON}{format_date(on)}{said}"


def _take_turn(grant_id: int) -> Grant:
    return Grant.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=grant_id)


def _refuse_who_asked(stored: TransferRequest, person) -> None:
    if stored.requested_by_id == person.pk:
        raise OperationError(
            "You cannot decide this request because you made it. Someone else must decide it for the funder."
        )


def _decide(stored: TransferRequest, code: str, words: str, by, *, log=None) -> None:
    transition(
        stored,
        code,
        by=by,
        comment=words,
        changes={"decision_comment": words.strip()},
        columns={"decided_by": by, "decided_at": timezone.now()},
        log=log,
    )


def _move(asked: TransferRequest, *, consent: str, by, key: str, on: date) -> list[LedgerEntry]:
    """Add the movement to the ledger. Raises OperationError."""
    facts = {"reason": asked.reason, "consent": consent, "by": by, "key": key, "on": on}
    if not asked.is_of_projects:
        return transfers.transfer_between_pots(
            asked.grant, asked.source_pot, asked.target_pot, asked.amount, **facts
        )
    return transfers.transfer_between_projects(
        asked.source_project,
        asked.target_project,
        asked.amount,
        overcommit_reason=asked.overcommit_reason,
        **facts,
    )


class _NotYet(Exception):
    """Raised to roll back entries that were added only to check whether the ledger accepts them."""


def _refuse_what_the_ledger_refuses(asked: TransferRequest, by) -> None:
    """Raise OperationError if the ledger would reject the movement today. Nothing is saved."""
    try:
        with transaction.atomic():
            _move(
                asked,
                consent="Asked for",
                by=by,
                key=f"{_KEY}asked {asked.idempotency_key}",
                on=timezone.localdate(),
            )
            raise _NotYet
    except _NotYet:
        pass
