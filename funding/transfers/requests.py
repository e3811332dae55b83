"""Asking the funder to agree to a movement of money, and what becomes of it.

Nothing is written in the ledger before a person of the funder agrees. Then the movement is written in the same
transaction, by the operations that write it with consent given by letter. The grant's row is the turnstile: a request
is decided once.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from funding.ledger import entries
from funding.models import Bid, Grant, LedgerEntry, Pot, TransferRequest
from funding.money.amounts import format_money
from plans.access import members_with_capability
from plans.periods import format_date
from plans.writing import add_row, write_row

State = TransferRequest.State
AGREED_ON = " agreed on "
_KEY = "consent "


class TransferRequestError(ValueError):
    """What was asked cannot be done with the request; the message says why. Nothing was done."""


def with_somebody_to_ask(grants: QuerySet[Grant], person) -> QuerySet[Grant]:
    """The grants, each with whether somebody other than this person can agree for the funder."""
    others = members_with_capability(OuterRef("partnership"), "decide_transfer").exclude(person=person.pk)
    return grants.annotate(has_somebody_to_ask=Exists(others))


def why_not_asked(grant: Grant, person) -> str:
    """Why this person cannot ask for consent now, in a sentence; "" when they can."""
    if grant.is_provisional:
        return "The award is provisional. The funder sees the grant, and can agree, once it is confirmed."
    if not members_with_capability(grant.partnership, "decide_transfer").exclude(person=person.pk).exists():
        return "No other person signs in here for the funder, so nobody could agree."
    return ""


def request_transfer(
    grant: Grant,
    source: Pot | Bid,
    target: Pot | Bid,
    amount: int,
    *,
    reason: str,
    overcommit_reason="",
    by,
    press: str,
) -> TransferRequest | None:
    """A new request to move money, in pence, between two pots or two projects; None where this press asked already.

    Raises ConsentRefused when there is nobody to ask, and LedgerRefused for what the ledger would refuse today.
    """
    with transaction.atomic():
        grant = _take_turn(grant.pk)
        if before := TransferRequest.objects.filter(press=press).first():
            if before.amount != amount:
                raise TransferRequestError(
                    f"This form asked for {format_money(before.amount)} already. Open it again to ask for more."
                )
            return None
        if why_not := why_not_asked(grant, by):
            raise TransferRequestError(why_not)
        ends = (
            {"source_bid": source, "target_bid": target}
            if isinstance(source, Bid)
            else {"source_pot": source, "target_pot": target}
        )
        asked = TransferRequest(
            grant=grant, amount=amount, reason=reason.strip(), overcommit_reason=overcommit_reason.strip(),
            press=press, requested_by=by, **ends,
        )  # fmt: skip
        _refuse_what_the_ledger_refuses(asked, by)
        add_row(asked, by=by)
        return asked


def approve_transfer(asked: TransferRequest, *, words: str, by) -> bool:
    """Writes the movement in the ledger for a person of the funder; False where this person had agreed already.

    Raises ConsentRefused when it does not wait any more or is their own, and LedgerRefused: then it still waits.
    """
    with transaction.atomic():
        stored = _in_turn(asked)
        if stored.state == State.AGREED and stored.decided_by_id == by.pk:
            return False
        _refuse_to_decide(stored, by)
        today = timezone.localdate()
        _move(stored, consent=_consent_words(by, today, words), by=by, key=ledger_key(stored), on=today)
        _settle(stored, State.AGREED, words, by)
        return True


def reject_transfer(asked: TransferRequest, *, words: str, by) -> bool:
    """Records that the funder does not agree, and why; False where this person had said so already.

    Raises ConsentRefused.
    """
    if not words.strip():
        raise TransferRequestError("Say why you do not agree.")
    with transaction.atomic():
        stored = _in_turn(asked)
        if stored.state == State.NOT_AGREED and stored.decided_by_id == by.pk:
            return False
        _refuse_to_decide(stored, by)
        _settle(stored, State.NOT_AGREED, words, by)
        return True


def withdraw_request(asked: TransferRequest, *, by) -> bool:
    """Takes the request back for who asked; False where that was done already. Raises ConsentRefused."""
    with transaction.atomic():
        stored = _in_turn(asked)
        if stored.requested_by_id != by.pk:
            raise TransferRequestError(f"Only {stored.requested_by}, who asked, can take the request back.")
        if stored.state == State.TAKEN_BACK:
            return False
        if not stored.is_waiting:
            raise TransferRequestError(request_outcome(stored))
        _settle(stored, State.TAKEN_BACK, "", by)
        return True


def request_outcome(asked: TransferRequest) -> str:
    """What became of a request that does not wait any more, in a sentence; "" while it waits."""
    if asked.is_waiting:
        return ""
    day = format_date(timezone.localdate(asked.decided_at))
    done = {
        State.AGREED: "agreed",
        State.NOT_AGREED: "did not agree",
        State.TAKEN_BACK: "took the request back",
    }[asked.state]
    return f"{asked.decided_by} {done} on {day}."


def ledger_key(asked: TransferRequest) -> str:
    """What the ledger's lines of the request are known by."""
    return f"{_KEY}{asked.pk}"


def consent_without_name(line: LedgerEntry) -> str:
    """Who agreed to a line, for those to whom no person is named: the funder, the day and the words."""
    _, cut, rest = line.consent.partition(AGREED_ON)
    return f"The funder{cut}{rest}" if line.key.startswith(_KEY) and cut else line.consent


def _consent_words(person, on: date, words: str) -> str:
    said = f": {words.strip()}" if words.strip() else "."
    return f"{person}{AGREED_ON}{format_date(on)}{said}"


def _take_turn(grant_id: int) -> Grant:
    return Grant.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=grant_id)


def _in_turn(asked: TransferRequest) -> TransferRequest:
    """The request as it stands now, within its grant's turn."""
    _take_turn(asked.grant_id)
    rows = TransferRequest.objects.select_related("grant__partnership", "requested_by", "decided_by")
    return rows.get(pk=asked.pk)


def _refuse_to_decide(stored: TransferRequest, person) -> None:
    if stored.requested_by_id == person.pk:
        raise TransferRequestError("You asked for it, so another person of the funder decides.")
    if not stored.is_waiting:
        raise TransferRequestError(request_outcome(stored))


def _settle(stored: TransferRequest, state: str, words: str, by) -> None:
    write_row(
        stored,
        {"state": state, "decision_comment": words.strip()},
        base_revision=stored.revision,
        by=by,
        why=words.strip(),
        also={"decided_by": by, "decided_at": timezone.now()},
    )


def _move(asked: TransferRequest, *, consent: str, by, key: str, on: date) -> list[LedgerEntry]:
    """The movement in the ledger. Raises LedgerRefused."""
    facts = {"reason": asked.reason, "consent": consent, "by": by, "key": key, "on": on}
    if not asked.is_of_projects:
        return entries.transfer_between_pots(
            asked.grant, asked.source_pot, asked.target_pot, asked.amount, **facts
        )
    return entries.transfer_between_projects(
        asked.source_bid, asked.target_bid, asked.amount, overcommit_reason=asked.overcommit_reason, **facts
    )


class _NotYet(Exception):
    """Takes back what was written to see whether the ledger takes it."""


def _refuse_what_the_ledger_refuses(asked: TransferRequest, by) -> None:
    """Raises LedgerRefused for what could not be written today, whoever agreed. Nothing stays written."""
    try:
        with transaction.atomic():
            _move(
                asked, consent="Asked for", by=by, key=f"{_KEY}asked {asked.press}", on=timezone.localdate()
            )
            raise _NotYet
    except _NotYet:
        pass
