"""The way of a bid: its states, the moves between them, and who may make each (design §6).

One table, STEPS, holds every legal move. The database checks the same table (BidMove's constraint).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    """Where a bid stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    CLARIFICATION = "clarification", "Clarification asked"
    SHORTLISTED = "shortlisted", "Shortlisted"
    RECOMMENDED = "recommended", "Recommended"
    CHAIR_APPROVED = "chair_approved", "Approved by the chair"
    APPROVED = "approved", "Approved by the funder"
    LIVE = "live", "Live"
    CHANGING = "changing", "Change being written"
    CLOSED = "closed", "Closed"
    EVALUATED = "evaluated", "Closed and evaluated"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Move(TextChoices):
    """What is done to a bid, as a button says it."""

    BRING_IN = "import", "Bring in"
    APPROVED_ALREADY = "approve", "Take as approved already"
    SUBMIT = "submit", "Submit"
    ASK = "ask", "Ask for clarification"
    ANSWER = "answer", "Answer"
    SHORTLIST = "shortlist", "Shortlist"
    RECOMMEND = "recommend", "Recommend"
    CHAIR_APPROVE = "chair_approve", "Approve as chair"
    FUNDER_APPROVE = "funder_approve", "Approve as funder"
    START = "start", "Start"
    CHANGE = "change", "Propose a change"
    DROP_CHANGE = "drop_change", "Drop the change"
    CLOSE = "close", "Close"
    EVALUATE = "evaluate", "Approve the evaluation"
    DECLINE = "decline", "Decline"
    WITHDRAW = "withdraw", "Withdraw"


PAST: dict[str, str] = {
    Move.BRING_IN: "Brought in",
    Move.APPROVED_ALREADY: "Taken as approved already",
    Move.SUBMIT: "Submitted",
    Move.ASK: "Clarification asked",
    Move.ANSWER: "Answered",
    Move.SHORTLIST: "Shortlisted",
    Move.RECOMMEND: "Recommended",
    Move.CHAIR_APPROVE: "Approved by the chair",
    Move.FUNDER_APPROVE: "Approved by the funder",
    Move.START: "Started",
    Move.CHANGE: "Change begun",
    Move.DROP_CHANGE: "Change dropped",
    Move.CLOSE: "Closed",
    Move.EVALUATE: "Evaluation approved",
    Move.DECLINE: "Declined",
    Move.WITHDRAW: "Withdrawn",
}
"""A move as the record tells it afterwards."""

NEEDS_WORDS = frozenset({Move.ASK, Move.ANSWER, Move.RECOMMEND, Move.CHANGE, Move.DROP_CHANGE, Move.CLOSE, Move.DECLINE, Move.WITHDRAW})  # fmt: skip
"""Moves that say why, or what was agreed."""
APPROVALS = (Move.CHAIR_APPROVE, Move.FUNDER_APPROVE)
WITHOUT_PRESS = (Move.BRING_IN, Move.APPROVED_ALREADY)
"""Moves that come with a sheet of bids, not with a press on the bid's page."""


@dataclass(frozen=True, slots=True)
class Step:
    """One legal move: from which states, to which, and by which capability (plans/access.py)."""

    move: str
    was: frozenset[str]
    now: frozenset[str]
    """More than one where the way leads back to where the bid was before."""
    capability: str


def _step(move: str, was: Iterable[str], now: Iterable[str], capability: str) -> Step:
    return Step(move, frozenset(was), frozenset(now), capability)


_S = State
STEPS: tuple[Step, ...] = (
    _step(Move.BRING_IN, [""], [_S.SUBMITTED], "run_grants"),
    _step(Move.APPROVED_ALREADY, [_S.SUBMITTED], [_S.APPROVED], "run_grants"),
    _step(Move.SUBMIT, [_S.DRAFT], [_S.SUBMITTED], "write_bid"),
    _step(Move.SUBMIT, [_S.CHANGING], [_S.RECOMMENDED], "write_bid"),
    _step(Move.ASK, [_S.SUBMITTED, _S.SHORTLISTED], [_S.CLARIFICATION], "run_grants"),
    _step(Move.ASK, [_S.SHORTLISTED], [_S.CLARIFICATION], "recommend_bids"),
    _step(Move.ASK, [_S.RECOMMENDED], [_S.CLARIFICATION], "approve_bids"),
    _step(Move.ASK, [_S.CHAIR_APPROVED], [_S.CLARIFICATION], "approve_bids_as_funder"),
    _step(
        Move.ANSWER,
        [_S.CLARIFICATION],
        [_S.SUBMITTED, _S.SHORTLISTED, _S.RECOMMENDED, _S.CHAIR_APPROVED],
        "write_bid",
    ),
    _step(Move.SHORTLIST, [_S.SUBMITTED], [_S.SHORTLISTED], "run_grants"),
    _step(Move.RECOMMEND, [_S.SHORTLISTED], [_S.RECOMMENDED], "recommend_bids"),
    _step(Move.CHAIR_APPROVE, [_S.RECOMMENDED], [_S.CHAIR_APPROVED], "approve_bids"),
    _step(Move.FUNDER_APPROVE, [_S.CHAIR_APPROVED], [_S.APPROVED, _S.LIVE], "approve_bids_as_funder"),
    _step(Move.START, [_S.APPROVED], [_S.LIVE], "run_grants"),
    _step(Move.CHANGE, [_S.APPROVED, _S.LIVE], [_S.CHANGING], "write_bid"),
    _step(Move.DROP_CHANGE, [_S.CHANGING], [_S.APPROVED, _S.LIVE], "write_bid"),
    _step(
        Move.DROP_CHANGE,
        [_S.CLARIFICATION, _S.RECOMMENDED, _S.CHAIR_APPROVED],
        [_S.APPROVED, _S.LIVE],
        "write_bid",
    ),
    _step(Move.CLOSE, [_S.LIVE], [_S.CLOSED], "run_grants"),
    _step(Move.EVALUATE, [_S.CLOSED], [_S.EVALUATED], "run_grants"),
    # A bid is declined where it stands; of a change only the change is, and the project goes on as approved.
    _step(Move.DECLINE, [_S.SUBMITTED], [_S.DECLINED], "run_grants"),
    _step(Move.DECLINE, [_S.SUBMITTED, _S.SHORTLISTED], [_S.DECLINED], "recommend_bids"),
    _step(Move.DECLINE, [_S.RECOMMENDED], [_S.DECLINED, _S.APPROVED, _S.LIVE], "approve_bids"),
    _step(Move.DECLINE, [_S.CHAIR_APPROVED], [_S.DECLINED, _S.APPROVED, _S.LIVE], "approve_bids_as_funder"),
    _step(
        Move.WITHDRAW,
        [_S.DRAFT, _S.SUBMITTED, _S.CLARIFICATION, _S.SHORTLISTED, _S.RECOMMENDED, _S.CHAIR_APPROVED],
        [_S.WITHDRAWN],
        "write_bid",
    ),
    _step(Move.WITHDRAW, [_S.APPROVED], [_S.WITHDRAWN], "run_grants"),
)

LEGAL: dict[str, frozenset[tuple[str, str]]] = {
    move: frozenset((was, now) for step in STEPS if step.move == move for was in step.was for now in step.now)
    for move in Move.values
}
"""Move → the pairs of states between which it leads."""

# A bid in one of these was never decided about; in the others its words stand as submitted.
WRITABLE = frozenset({State.DRAFT, State.CHANGING, State.CLARIFICATION})
"""States in which a bid's words can be changed."""
SCORABLE = frozenset({State.SUBMITTED, State.SHORTLISTED, State.CLARIFICATION})
"""States in which a bid is scored."""
UNDECIDED = frozenset({State.SUBMITTED, State.CLARIFICATION, State.SHORTLISTED, State.RECOMMENDED, State.CHAIR_APPROVED})  # fmt: skip
"""States of a bid that waits for its decision; a change of an approved project does not count."""
FUNDED = frozenset({State.APPROVED, State.LIVE, State.CHANGING, State.CLOSED, State.EVALUATED, State.CLARIFICATION, State.RECOMMENDED, State.CHAIR_APPROVED})  # fmt: skip
"""States in which a bid that was approved once still holds its money: those of a change of it among them."""
NEVER_APPROVED = frozenset({State.DRAFT, State.SUBMITTED, State.CLARIFICATION, State.SHORTLISTED, State.RECOMMENDED, State.CHAIR_APPROVED, State.DECLINED, State.WITHDRAWN})  # fmt: skip
"""States of a bid that was not approved yet, or never will be."""
OVER = frozenset({State.DECLINED, State.WITHDRAWN, State.EVALUATED})


def steps_of(move: str, was: str) -> tuple[Step, ...]:
    """The legal steps of that move from that state; none when it is not legal there."""
    return tuple(step for step in STEPS if step.move == move and was in step.was)


def moves_from(was: str) -> tuple[str, ...]:
    """The moves that are legal from that state, by a press, in the order of the way."""
    found = [step.move for step in STEPS if was in step.was and was and step.move not in WITHOUT_PRESS]
    return tuple(dict.fromkeys(found))
