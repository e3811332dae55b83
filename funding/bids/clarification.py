"""Clarification of a bid or of a change to a project: request it about named questions, and answer it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from funding.bids.project_changes import amount_of_change
from funding.bids.submission import check_answers
from funding.bids.transitions import (
    Subject,
    about,
    apply_transition,
    latest_transition,
    lock_grant,
    next_version,
    refetch,
)
from funding.bids.versions import get_version, record_author, store_version
from funding.lifecycles import BidState, BidTransitionCode, ChangeState
from funding.models import Bid, ClarificationQuestion, amount_answers
from plans.records import OperationError, write_row


def request_clarification(
    bid: Subject, asked: Mapping[str, str], *, by, seen_revision: int | None = None
) -> Subject:
    """Request clarification and return the row; `asked` maps the name of a form question to what is asked."""
    asked = {name: words.strip() for name, words in asked.items() if words.strip()}
    if not asked:
        raise OperationError("Enter at least one question.")
    with transaction.atomic():
        lock_grant(bid.grant_id)
        words = "\n".join(asked.values())
        moved = apply_transition(bid, BidTransitionCode.ASK, by=by, words=words, seen_revision=seen_revision)
        now = timezone.now()
        for name, words in asked.items():
            ClarificationQuestion.objects.create(
                **about(moved),
                about=name,
                words=words,
                version=moved.version,
                requested_by=by,
                requested_at=now,
            )
        return _with_recommended_amount(moved, by=by)


def _with_recommended_amount(row: Subject, *, by) -> Subject:
    """Return the row; the form of a change shows the amount that followed the ledger while it could not be edited."""
    if isinstance(row, Bid) or row.recommended_amount == row.asked:
        return row
    answers = amount_answers(row.recommended_amount)
    return write_row(row, answers, base_revision=row.revision, by=by, why="The project's amount changed").row


def questions_of(bid: Subject):
    """Return what was asked about the bid itself, or about the change."""
    return bid.questions.filter(change=None) if isinstance(bid, Bid) else bid.questions.all()


def answer_clarification(
    bid: Subject, answers: Mapping[int, str], *, by, seen_revision: int | None = None
) -> Subject:
    """Return what was asked about the bid itself, or about the change."""
    with transaction.atomic():
        lock_grant(bid.grant_id)
        bid = refetch(bid)
        waiting = list(questions_of(bid).filter(answered_at=None))
        if any(not answers.get(question.pk, "").strip() for question in waiting):
            raise OperationError("Enter an answer to every question.")
        to, changes = _back_from_clarification(bid)
        is_changed = "version" in changes
        if is_changed:
            check_answers(bid)
        words = "\n".join(answers[question.pk].strip() for question in waiting) or "There were no questions."
        moved = apply_transition(
            bid,
            BidTransitionCode.ANSWER,
            to=to,
            by=by,
            words=words,
            changes=changes,
            seen_revision=seen_revision,
        )
        for question in waiting:
            question.answer = answers[question.pk].strip()
            question.answered_by, question.answered_at = by, timezone.now()
            question.save(update_fields=["answer", "answered_by", "answered_at"])
        record_author(moved, by)
        if is_changed:
            store_version(moved, by=by, why=words)
        return moved


def _back_from_clarification(bid: Subject) -> tuple[str, dict[str, object]]:
    """Return the state after the answers, and the values that change with it."""
    to = latest_transition(bid, BidTransitionCode.ASK).was
    kept = get_version(bid, bid.version)
    now = bid.values((*bid.answer_fields, *bid.tracked_relations))
    if kept.values == now:
        return to, {}
    changes: dict[str, object] = {"version": next_version(bid)}
    if not isinstance(bid, Bid):
        return ChangeState.SUBMITTED, changes | {"recommended_amount": amount_of_change(bid)}
    if to in (BidState.RECOMMENDED, BidState.CHAIR_APPROVED):
        if kept.values["asked"] != bid.asked:
            to, changes["recommended_amount"] = BidState.SHORTLISTED, None
        else:
            to = BidState.RECOMMENDED
    return to, changes
