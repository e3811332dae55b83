"""The way of a bid: its states, the moves between them, and who may make each (design §6).

One table, BID_TRANSITIONS, holds every legal move. The database checks the same table (the constraint of
BidTransition).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import TextChoices

from plans.lifecycles import Lifecycle, Transition, build_transition


class BidState(TextChoices):
    """Where a bid stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    CLARIFICATION = "clarification", "Clarification asked"
    SHORTLISTED = "shortlisted", "Shortlisted"
    RECOMMENDED = "recommended", "Recommended"
    CHAIR_APPROVED = "chair_approved", "Approved by the chair"
    APPROVED = "approved", "Approved by the funder"
    LIVE = "live", "Live"
    CHANGE_DRAFT = "changing", "Change being written"
    CLOSED = "closed", "Closed"
    EVALUATED = "evaluated", "Closed and evaluated"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class BidTransitionCode(TextChoices):
    """What is done to a bid, as a button says it."""

    IMPORT = "import", "Bring in"
    IMPORT_APPROVED = "approve", "Take as approved already"
    SUBMIT = "submit", "Submit"
    ASK = "ask", "Ask for clarification"
    ANSWER = "answer", "Answer"
    SHORTLIST = "shortlist", "Shortlist"
    RECOMMEND = "recommend", "Recommend"
    CHAIR_APPROVE = "chair_approve", "Approve as chair"
    FUNDER_APPROVE = "funder_approve", "Approve as funder"
    START = "start", "Start"
    CHANGE = "change", "Propose a change"
    CANCEL_CHANGE = "drop_change", "Drop the change"
    CLOSE = "close", "Close"
    EVALUATE = "evaluate", "Approve the evaluation"
    DECLINE = "decline", "Decline"
    WITHDRAW = "withdraw", "Withdraw"


PAST: dict[str, str] = {
    BidTransitionCode.IMPORT: "Brought in",
    BidTransitionCode.IMPORT_APPROVED: "Taken as approved already",
    BidTransitionCode.SUBMIT: "Submitted",
    BidTransitionCode.ASK: "Clarification asked",
    BidTransitionCode.ANSWER: "Answered",
    BidTransitionCode.SHORTLIST: "Shortlisted",
    BidTransitionCode.RECOMMEND: "Recommended",
    BidTransitionCode.CHAIR_APPROVE: "Approved by the chair",
    BidTransitionCode.FUNDER_APPROVE: "Approved by the funder",
    BidTransitionCode.START: "Started",
    BidTransitionCode.CHANGE: "Change begun",
    BidTransitionCode.CANCEL_CHANGE: "Change dropped",
    BidTransitionCode.CLOSE: "Closed",
    BidTransitionCode.EVALUATE: "Evaluation approved",
    BidTransitionCode.DECLINE: "Declined",
    BidTransitionCode.WITHDRAW: "Withdrawn",
}
"""A move as the record tells it afterwards."""

NEEDS_WORDS = frozenset({BidTransitionCode.ASK, BidTransitionCode.ANSWER, BidTransitionCode.RECOMMEND, BidTransitionCode.CHANGE, BidTransitionCode.CANCEL_CHANGE, BidTransitionCode.CLOSE, BidTransitionCode.DECLINE, BidTransitionCode.WITHDRAW})  # fmt: skip
"""Moves that say why, or what was agreed."""
APPROVALS = (BidTransitionCode.CHAIR_APPROVE, BidTransitionCode.FUNDER_APPROVE)
WITHOUT_PRESS = (BidTransitionCode.IMPORT, BidTransitionCode.IMPORT_APPROVED)
"""Moves that come with a sheet of bids, not with a press on the bid's page."""


def _step(move: str, before: Iterable[str], after: Iterable[str], capability: str) -> Transition:
    return build_transition(
        move,
        before,
        after,
        capability,
        label=BidTransitionCode(move).label,
        past=PAST[move],
        needs_comment=move in NEEDS_WORDS,
    )


_S = BidState
_TRANSITIONS = (
    _step(BidTransitionCode.IMPORT, [""], [_S.SUBMITTED], "manage_grants"),
    _step(BidTransitionCode.IMPORT_APPROVED, [_S.SUBMITTED], [_S.APPROVED], "manage_grants"),
    _step(BidTransitionCode.SUBMIT, [_S.DRAFT], [_S.SUBMITTED], "write_bid"),
    _step(BidTransitionCode.SUBMIT, [_S.CHANGE_DRAFT], [_S.RECOMMENDED], "write_bid"),
    _step(BidTransitionCode.ASK, [_S.SUBMITTED, _S.SHORTLISTED], [_S.CLARIFICATION], "manage_grants"),
    _step(BidTransitionCode.ASK, [_S.SHORTLISTED], [_S.CLARIFICATION], "recommend_bids"),
    _step(BidTransitionCode.ASK, [_S.RECOMMENDED], [_S.CLARIFICATION], "approve_bids"),
    _step(BidTransitionCode.ASK, [_S.CHAIR_APPROVED], [_S.CLARIFICATION], "approve_bids_as_funder"),
    _step(
        BidTransitionCode.ANSWER,
        [_S.CLARIFICATION],
        [_S.SUBMITTED, _S.SHORTLISTED, _S.RECOMMENDED, _S.CHAIR_APPROVED],
        "write_bid",
    ),
    _step(BidTransitionCode.SHORTLIST, [_S.SUBMITTED], [_S.SHORTLISTED], "manage_grants"),
    _step(BidTransitionCode.RECOMMEND, [_S.SHORTLISTED], [_S.RECOMMENDED], "recommend_bids"),
    _step(BidTransitionCode.CHAIR_APPROVE, [_S.RECOMMENDED], [_S.CHAIR_APPROVED], "approve_bids"),
    _step(
        BidTransitionCode.FUNDER_APPROVE,
        [_S.CHAIR_APPROVED],
        [_S.APPROVED, _S.LIVE],
        "approve_bids_as_funder",
    ),
    _step(BidTransitionCode.START, [_S.APPROVED], [_S.LIVE], "manage_grants"),
    _step(BidTransitionCode.CHANGE, [_S.APPROVED, _S.LIVE], [_S.CHANGE_DRAFT], "write_bid"),
    _step(BidTransitionCode.CANCEL_CHANGE, [_S.CHANGE_DRAFT], [_S.APPROVED, _S.LIVE], "write_bid"),
    _step(
        BidTransitionCode.CANCEL_CHANGE,
        [_S.CLARIFICATION, _S.RECOMMENDED, _S.CHAIR_APPROVED],
        [_S.APPROVED, _S.LIVE],
        "write_bid",
    ),
    _step(BidTransitionCode.CLOSE, [_S.LIVE], [_S.CLOSED], "manage_grants"),
    _step(BidTransitionCode.EVALUATE, [_S.CLOSED], [_S.EVALUATED], "manage_grants"),
    # A bid is declined where it stands; of a change only the change is, and the project goes on as approved.
    _step(BidTransitionCode.DECLINE, [_S.SUBMITTED], [_S.DECLINED], "manage_grants"),
    _step(BidTransitionCode.DECLINE, [_S.SUBMITTED, _S.SHORTLISTED], [_S.DECLINED], "recommend_bids"),
    _step(BidTransitionCode.DECLINE, [_S.RECOMMENDED], [_S.DECLINED, _S.APPROVED, _S.LIVE], "approve_bids"),
    _step(
        BidTransitionCode.DECLINE,
        [_S.CHAIR_APPROVED],
        [_S.DECLINED, _S.APPROVED, _S.LIVE],
        "approve_bids_as_funder",
    ),
    _step(
        BidTransitionCode.WITHDRAW,
        [_S.DRAFT, _S.SUBMITTED, _S.CLARIFICATION, _S.SHORTLISTED, _S.RECOMMENDED, _S.CHAIR_APPROVED],
        [_S.WITHDRAWN],
        "write_bid",
    ),
    _step(BidTransitionCode.WITHDRAW, [_S.APPROVED], [_S.WITHDRAWN], "manage_grants"),
)

BID_TRANSITIONS = Lifecycle(
    _TRANSITIONS,
    not_now="“{row}” stands at “{state}”, so this cannot be done: {label_lower}.",
    stale="“{row}” was changed since you opened this page. Look at it again.",
)

LEGAL: dict[str, frozenset[tuple[str, str]]] = {
    move: frozenset(
        (was, now)
        for step in _TRANSITIONS
        if step.code == move
        for was in step.from_states
        for now in step.to_states
    )
    for move in BidTransitionCode.values
}
"""Move → the pairs of states between which it leads."""

# A bid in one of these was never decided about; in the others its words stand as submitted.
WRITABLE = frozenset({BidState.DRAFT, BidState.CHANGE_DRAFT, BidState.CLARIFICATION})
"""States in which a bid's words can be changed."""
SCORABLE = frozenset({BidState.SUBMITTED, BidState.SHORTLISTED, BidState.CLARIFICATION})
"""States in which a bid is scored."""
UNDECIDED = frozenset({BidState.SUBMITTED, BidState.CLARIFICATION, BidState.SHORTLISTED, BidState.RECOMMENDED, BidState.CHAIR_APPROVED})  # fmt: skip
"""States of a bid that waits for its decision; a change of an approved project does not count."""
FUNDED = frozenset({BidState.APPROVED, BidState.LIVE, BidState.CHANGE_DRAFT, BidState.CLOSED, BidState.EVALUATED, BidState.CLARIFICATION, BidState.RECOMMENDED, BidState.CHAIR_APPROVED})  # fmt: skip
"""States in which a bid that was approved once still holds its money: those of a change of it among them."""
NEVER_APPROVED = frozenset({BidState.DRAFT, BidState.SUBMITTED, BidState.CLARIFICATION, BidState.SHORTLISTED, BidState.RECOMMENDED, BidState.CHAIR_APPROVED, BidState.DECLINED, BidState.WITHDRAWN})  # fmt: skip
"""States of a bid that was not approved yet, or never will be."""
OVER = frozenset({BidState.DECLINED, BidState.WITHDRAWN, BidState.EVALUATED})


def moves_from(was: str) -> tuple[str, ...]:
    """The moves that are legal from that state, by a press, in the order of the way."""
    found = [step.code for step in BID_TRANSITIONS.from_state(was) if was and step.code not in WITHOUT_PRESS]
    return tuple(dict.fromkeys(found))
