"""Moving a bid along its way: each move by a person, at a time, with words, in one transaction.

Every move takes its turn at the grant's row, writes its step first (BidMove, never edited) and the bid's state after
it, as the database demands. Who may press what is asked by `funding/rights.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from funding import ledger
from funding.amounts import money
from funding.editions import answers_of, choices_of, edition_of, keep_edition, note_author
from funding.models import Bid, BidMove, Grant, Pot, Question
from funding.questions import Gap, gaps
from funding.way import FUNDED, NEEDS_WORDS, PAST, UNDECIDED, Move, State, steps_of
from plans.periods import date_words
from plans.writing import write_row


class MoveRefused(ValueError):
    """What was asked cannot be done with the bid; the message says why. Nothing was done."""


class BidNotWhole(MoveRefused):
    """A bid lacks something before it can be submitted."""

    def __init__(self, found: list[Gap]):
        super().__init__("; ".join(gap.words for gap in found))
        self.gaps = found


@dataclass(frozen=True, slots=True)
class Weighed:
    """An amount that is decided, and what was left of its pot before; both in pence."""

    amount: int
    left_before: int


def take_turn(grant_id: int) -> Grant:
    """The grant's row, locked until the transaction ends: whoever decides about its bids waits here."""
    return Grant.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=grant_id)


def fresh(bid: Bid) -> Bid:
    """The bid as it stands now, within a turn."""
    return Bid.objects.select_related("pot", "lead", "grant__partnership").get(pk=bid.pk)


def move_bid(
    bid: Bid,
    move: str,
    *,
    to: str = "",
    by,
    words: str = "",
    changes: Mapping[str, object] | None = None,
    weighed: Weighed | None = None,
    seen_version: int | None = None,
    press: str = "",
) -> Bid:
    """The bid after one move, with its step recorded; `to` says where it leads when there is a choice.

    `changes` are columns that change with it. Raises MoveRefused when the move is not legal where the bid stands,
    lacks its words, or the bid was changed since version `seen_version`.
    """
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        if seen_version is not None and bid.version != seen_version:
            raise MoveRefused(f"“{bid}” was changed since you opened this page. Look at it again.")
        targets = {now for step in steps_of(move, bid.state) for now in step.now}
        if not targets or (to and to not in targets):
            state = bid.get_state_display()
            raise MoveRefused(
                f"“{bid}” stands at “{state}”, so this cannot be done: {Move(move).label.lower()}."
            )
        if move == Move.SHORTLIST and bid.lead_id is None:
            raise MoveRefused(
                f"“{bid}” names no body that leads it. Ask for clarification, and choose the body in its form first."
            )
        if move == Move.DROP_CHANGE and bid.approved_edition is None:
            raise MoveRefused(f"“{bid}” was not approved yet, so there is no change of it to give up.")
        if move in NEEDS_WORDS and not words.strip():
            raise MoveRefused("Say why, in a few words.")
        if len(targets) > 1 and not to:
            raise ValueError(f"{move} leads to {' or '.join(sorted(targets))}: say which.")
        now = to or min(targets)
        BidMove.objects.create(
            bid=bid,
            move=move,
            was=bid.state,
            now=now,
            words=words.strip(),
            edition=max(bid.edition, (changes or {}).get("edition", 0)),
            amount=weighed.amount if weighed else None,
            left_before=weighed.left_before if weighed else None,
            press=press,
            made_by=by,
            made_at=timezone.now(),
        )
        written = write_row(
            bid,
            {"state": now} | dict(changes or {}),
            base_version=bid.version,
            by=by,
            why=words.strip() or PAST[move],
        )
        return written.row


# --- Submitting.


def closed_words(pot: Pot, now: datetime) -> str:
    """Why a bid for this pot comes too early or too late, with the times; "" when it is in time."""
    if pot.opens_at and now < pot.opens_at:
        return (
            f"The {pot.name} pot takes bids from {moment_words(pot.opens_at)}; it is now {moment_words(now)}."
        )
    if pot.closes_at and now > pot.closes_at:
        return f"The {pot.name} pot took bids until {moment_words(pot.closes_at)}; it is now {moment_words(now)}."
    return ""


def moment_words(moment: datetime) -> str:
    """A moment as people say it in London: "12 April 2024 at 17:00"."""
    local = timezone.localtime(moment)
    return f"{date_words(local.date())} at {local:%H:%M}"


def submit_bid(bid: Bid, *, by, words: str = "", seen_version: int | None = None) -> Bid:
    """The bid as submitted, its words kept as a version.

    A change of an approved project goes to the chair again. Raises BidNotWhole with every gap, and MoveRefused
    with the times when the pot does not take bids now.
    """
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        found = gaps(answers_of(bid), choices=choices_of(bid))
        if bid.state == State.DRAFT and (late := closed_words(bid.pot, timezone.now())):
            raise MoveRefused(late)
        if bid.state in (State.DRAFT, State.CHANGING) and found:
            raise BidNotWhole(found)
        changes = {"edition": next_edition(bid)}
        if bid.state == State.CHANGING:
            changes["recommended_amount"] = amount_of_change(bid)
        moved = move_bid(bid, Move.SUBMIT, by=by, words=words, changes=changes, seen_version=seen_version)
        note_author(moved, by)
        keep_edition(moved, by=by, why=words)
        return moved


def next_edition(bid: Bid) -> int:
    """The number of the version that is submitted next."""
    last = bid.editions.order_by("-number").values_list("number", flat=True).first()
    return max(last or 0, bid.edition if bid.state != State.DRAFT else 0) + 1


# --- Clarification.


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


def last_step(bid: Bid, move: str) -> BidMove:
    """The latest step of that kind."""
    return bid.moves.filter(move=move).order_by("-id").first()


# --- Changes after approval.


def amount_of_change(bid: Bid) -> int:
    """What a change of a project asks to be approved, in pence: what was approved, unless another amount is asked.

    Raises MoveRefused when that is less than the project was paid.
    """
    kept = edition_of(bid, bid.approved_edition)
    is_same = kept is not None and kept.values["asked"] == bid.asked
    amount = bid.approved_amount if is_same else bid.asked
    if amount < (was_paid := ledger.paid(bid)):
        raise MoveRefused(
            f"{money(was_paid)} was paid to “{bid}”, so it cannot be changed to {money(amount)}."
        )
    return amount


def begin_change(bid: Bid, *, by, words: str, seen_version: int | None = None) -> Bid:
    """The project with its words open for a change; what was approved stands until the change is approved."""
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        if edition_of(bid, bid.edition) is None:
            # A bid that came with a sheet has no version kept of it yet.
            keep_edition(bid, by=by)
        return move_bid(bid, Move.CHANGE, by=by, words=words, seen_version=seen_version)


def drop_change(
    bid: Bid, *, by, words: str, move: str = Move.DROP_CHANGE, seen_version: int | None = None
) -> Bid:
    """The project as it was approved, its change given up, or declined when `move` says so."""
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        if bid.approved_edition is None:
            raise MoveRefused(f"“{bid}” was not approved yet, so there is no change of it to give up.")
        to = last_step(bid, Move.CHANGE).was
        kept = edition_of(bid, bid.approved_edition)
        changes = dict(kept.values) | {
            "edition": bid.approved_edition,
            "recommended_amount": bid.approved_amount,
        }
        for question in bid.questions.filter(answered_at=None):
            question.answer, question.answered_at, question.answered_by = (
                "The change was given up.",
                timezone.now(),
                by,
            )
            question.save(update_fields=["answer", "answered_by", "answered_at"])
        return move_bid(bid, move, to=to, by=by, words=words, changes=changes, seen_version=seen_version)


# --- Ends.


def decline_bid(bid: Bid, *, by, words: str, seen_version: int | None = None, press: str = "") -> Bid:
    """The bid as declined; of a change only the change is, and the project goes on as approved."""
    if bid.is_change:
        return drop_change(bid, by=by, words=words, move=Move.DECLINE, seen_version=seen_version)
    return move_bid(
        bid, Move.DECLINE, to=State.DECLINED, by=by, words=words, seen_version=seen_version, press=press
    )


def withdraw_bid(bid: Bid, *, by, words: str, seen_version: int | None = None) -> Bid:
    """The bid as withdrawn; what was committed to it and not paid is free in its pot again.

    Raises MoveRefused for a project that was paid: close it, and record what it gives back.
    """
    with transaction.atomic():
        take_turn(bid.grant_id)
        bid = fresh(bid)
        if bid.is_change:
            raise MoveRefused("Give the change up first; the project goes on as approved.")
        if ledger.paid(bid):
            raise MoveRefused(
                f"{money(ledger.paid(bid))} was paid to this project. Close it, and record what it returns."
            )
        open_sum = ledger.committed(bid)
        moved = move_bid(bid, Move.WITHDRAW, by=by, words=words, seen_version=seen_version)
        if open_sum:
            key = f"withdrawal of bid {bid.pk}"
            ledger.release(moved, open_sum, reason=words, by=by, key=key)
        return fresh(moved)


# --- When a pot's bids may be decided.


def waits_for_upfront(pot: Pot) -> list[Bid]:
    """The upfront bids that must be decided before this pot's are; none when it is open, or was opened early."""
    if pot.kind != Pot.Kind.TACTICAL or pot.opened_early_why:
        return []
    waiting = Bid.objects.filter(
        grant=pot.grant_id,
        pot__kind=Pot.Kind.UPFRONT,
        pot__is_withdrawn=False,
        is_withdrawn=False,
        state__in=sorted(UNDECIDED),
        approved_edition=None,
    )
    return list(waiting)


def refuse_closed_pot(pot: Pot) -> None:
    """Raises MoveRefused while upfront bids wait for their decision and nobody opened this pot early."""
    waiting = waits_for_upfront(pot)
    if waiting:
        listed = ", ".join(f"“{bid}”" for bid in waiting[:3]) + (" and others" if len(waiting) > 3 else "")
        raise MoveRefused(
            f"The {pot.name} pot opens for decisions when every upfront bid is decided. Still to decide: {listed}."
        )


def open_early(pot: Pot, *, why: str, by) -> Pot:
    """The tactical pot, opened for decisions before every upfront bid is decided, with the officer's reason."""
    if not why.strip():
        raise MoveRefused("Say why the pot is opened early.")
    if pot.kind != Pot.Kind.TACTICAL:
        raise MoveRefused("Only the tactical pot waits for another.")
    return write_row(pot, {"opened_early_why": why.strip()}, base_version=pot.version, by=by, why=why).row


def is_undecided(bid: Bid) -> bool:
    """Whether the bid waits for its decision."""
    return bid.state in UNDECIDED and bid.approved_edition is None


def holds_money(bid: Bid) -> bool:
    """Whether payments and returns are recorded for it."""
    return bid.approved_edition is not None and bid.state in FUNDED
