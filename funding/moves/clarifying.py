"""Clarification: asked about named questions of a bid, and answered."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from funding.bids.editions import answers_of, choices_of, edition_of, keep_edition, note_author
from funding.bids.questions import gaps
from funding.models import Bid, Question
from funding.moves.changing import amount_of_change
from funding.moves.step import BidNotWhole, MoveRefused, fresh, last_step, move_bid, next_edition, take_turn
from funding.way import UNDECIDED, Move, State


def ask_clarification(bid: Bid, asked: Mapping[str, str], *, by, seen_version: int | None = None) -> Bid:
    """The bid with its bidder's turn to answer; `asked` holds the name of a question of the form → what is asked."""
    asked = {name: words.strip() for name, words in asked.items() if words.strip()}
    if not asked:
        raise MoveRefused("Ask at least one question.")
    with transaction.atomic():
        take_turn(bid.grant_id)
        if edition_of(bid, bid.edition) is None and bid.state in UNDECIDED:
            # A bid that came with a sheet has no version kept of it yet, and its words may be changed from now on.
            keep_edition(fresh(bid), by=by)
        words = "\n".join(asked.values())
        moved = move_bid(bid, Move.ASK, by=by, words=words, seen_version=seen_version)
        now = timezone.now()
        for name, words in asked.items():
            Question.objects.create(
                bid=moved, about=name, words=words, edition=moved.edition, asked_by=by, asked_at=now
            )
        return moved


def answer_clarification(bid: Bid, answers: Mapping[int, str], *, by, seen_version: int | None = None) -> Bid:
    """The bid back where it was when it was asked; `answers` holds the question's key → the answer.

    Where its words were changed meanwhile they are a new version: approved again by the chair, and recommended
    again when the amount is another. Raises MoveRefused when a question is left without an answer.
    """
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        waiting = list(bid.questions.filter(answered_at=None))
        if any(not answers.get(question.pk, "").strip() for question in waiting):
            raise MoveRefused("Answer every question.")
        to, changes = _back_from_clarification(bid)
        is_changed = "edition" in changes
        if is_changed and (found := gaps(answers_of(bid), choices=choices_of(bid))):
            raise BidNotWhole(found)
        words = "\n".join(answers[question.pk].strip() for question in waiting) or "Nothing was asked."
        moved = move_bid(
            bid, Move.ANSWER, to=to, by=by, words=words, changes=changes, seen_version=seen_version
        )
        for question in waiting:
            question.answer = answers[question.pk].strip()
            question.answered_by, question.answered_at = by, timezone.now()
            question.save(update_fields=["answer", "answered_by", "answered_at"])
        note_author(moved, by)
        if is_changed:
            keep_edition(moved, by=by, why=words)
        return moved


def _back_from_clarification(bid: Bid) -> tuple[str, dict[str, object]]:
    """Where the bid goes on after its answer, and what changes with it."""
    to = last_step(bid, Move.ASK).was
    kept = edition_of(bid, bid.edition)
    now = bid.values((*bid.words_of_bid, "partners", "priorities"))
    if kept is None or kept.values == now:
        return to, {}
    changes: dict[str, object] = {"edition": next_edition(bid)}
    if to in (State.RECOMMENDED, State.CHAIR_APPROVED):
        if bid.approved_edition is not None:
            to, changes["recommended_amount"] = State.RECOMMENDED, amount_of_change(bid)
        elif kept.values["asked"] != bid.asked:
            to, changes["recommended_amount"] = State.SHORTLISTED, None
        else:
            to = State.RECOMMENDED
    return to, changes
