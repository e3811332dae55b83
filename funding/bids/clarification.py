"""Clarification of a bid: request it about named questions, and answer it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from funding.bids.project_changes import amount_of_change
from funding.bids.questions import find_missing_answers
from funding.bids.transitions import (
    apply_transition,
    latest_transition,
    lock_grant,
    next_version,
    refetch_bid,
)
from funding.bids.versions import answers_of, available_choices, get_version, record_author, store_version
from funding.lifecycles import UNDECIDED, BidState, BidTransitionCode
from funding.models import Bid, ClarificationQuestion
from plans.records import IncompleteError, OperationError


def request_clarification(bid: Bid, asked: Mapping[str, str], *, by, seen_revision: int | None = None) -> Bid:
    """Request clarification and return the bid; `asked` maps the name of a form question to what is asked."""
    asked = {name: words.strip() for name, words in asked.items() if words.strip()}
    if not asked:
        raise OperationError("Enter at least one question.")
    with transaction.atomic():
        lock_grant(bid.grant_id)
        if get_version(bid, bid.version) is None and bid.state in UNDECIDED:
            # An imported bid has no version yet, and it can be edited from now on.
            store_version(refetch_bid(bid), by=by)
        words = "\n".join(asked.values())
        moved = apply_transition(bid, BidTransitionCode.ASK, by=by, words=words, seen_revision=seen_revision)
        now = timezone.now()
        for name, words in asked.items():
            ClarificationQuestion.objects.create(
                bid=moved, about=name, words=words, version=moved.version, requested_by=by, requested_at=now
            )
        return moved


def answer_clarification(
    bid: Bid, answers: Mapping[int, str], *, by, seen_revision: int | None = None
) -> Bid:
    """Answer every question and return the bid in its earlier state; `answers` maps question keys to answers.

    If the bid was edited, it becomes a new version: the chair approves it again, and the group recommends it again
    if the amount changed. Raises OperationError if a question has no answer.
    """
    with transaction.atomic():
        lock_grant(bid.grant_id)
        bid = refetch_bid(bid)
        waiting = list(bid.questions.filter(answered_at=None))
        if any(not answers.get(question.pk, "").strip() for question in waiting):
            raise OperationError("Enter an answer to every question.")
        to, changes = _back_from_clarification(bid)
        is_changed = "version" in changes
        if is_changed and (found := find_missing_answers(answers_of(bid), choices=available_choices(bid))):
            raise IncompleteError(*(gap.words for gap in found), missing=found)
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


def _back_from_clarification(bid: Bid) -> tuple[str, dict[str, object]]:
    """Return the state of the bid after the answers, and the values that change with it."""
    to = latest_transition(bid, BidTransitionCode.ASK).was
    kept = get_version(bid, bid.version)
    now = bid.values((*bid.answer_fields, "partners", "priorities"))
    if kept is None or kept.values == now:
        return to, {}
    changes: dict[str, object] = {"version": next_version(bid)}
    if to in (BidState.RECOMMENDED, BidState.CHAIR_APPROVED):
        if bid.approved_version is not None:
            to, changes["recommended_amount"] = BidState.RECOMMENDED, amount_of_change(bid)
        elif kept.values["asked"] != bid.asked:
            to, changes["recommended_amount"] = BidState.SHORTLISTED, None
        else:
            to = BidState.RECOMMENDED
    return to, changes
