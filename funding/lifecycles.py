"""Bid workflow: states, allowed transitions, and the capability each transition needs (design §6).

One table, BID_TRANSITIONS, holds every allowed transition. The database checks the same table (the constraint of
BidTransition).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import TextChoices

from plans.lifecycles import Lifecycle, Transition, build_transition


class BidState(TextChoices):
    """Status of a bid."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    CLARIFICATION = "clarification", "Clarification requested"
    SHORTLISTED = "shortlisted", "Shortlisted"
    RECOMMENDED = "recommended", "Recommended"
    CHAIR_APPROVED = "chair_approved", "Approved by the chair"
    APPROVED = "approved", "Approved by the funder"
    LIVE = "live", "Live"
    CHANGE_DRAFT = "changing", "Change in draft"
    CLOSED = "closed", "Closed"
    EVALUATED = "evaluated", "Evaluated"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class BidTransitionCode(TextChoices):
    """Transition of a bid; the label is the text of its button."""

    IMPORT = "import", "Import bid"
    IMPORT_APPROVED = "approve", "Import as approved"
    SUBMIT = "submit", "Submit bid"
    ASK = "ask", "Request clarification"
    ANSWER = "answer", "Answer questions"
    SHORTLIST = "shortlist", "Shortlist bid"
    RECOMMEND = "recommend", "Recommend bid"
    CHAIR_APPROVE = "chair_approve", "Approve as chair"
    FUNDER_APPROVE = "funder_approve", "Approve as funder"
    START = "start", "Start project"
    CHANGE = "change", "Propose change"
    CANCEL_CHANGE = "drop_change", "Discard change"
    CLOSE = "close", "Close project"
    EVALUATE = "evaluate", "Approve evaluation"
    DECLINE = "decline", "Decline bid"
    WITHDRAW = "withdraw", "Withdraw bid"


PAST: dict[str, str] = {
    BidTransitionCode.IMPORT: "Imported",
    BidTransitionCode.IMPORT_APPROVED: "Imported as approved",
    BidTransitionCode.SUBMIT: "Submitted",
    BidTransitionCode.ASK: "Clarification requested",
    BidTransitionCode.ANSWER: "Questions answered",
    BidTransitionCode.SHORTLIST: "Shortlisted",
    BidTransitionCode.RECOMMEND: "Recommended",
    BidTransitionCode.CHAIR_APPROVE: "Approved by the chair",
    BidTransitionCode.FUNDER_APPROVE: "Approved by the funder",
    BidTransitionCode.START: "Project started",
    BidTransitionCode.CHANGE: "Change started",
    BidTransitionCode.CANCEL_CHANGE: "Change discarded",
    BidTransitionCode.CLOSE: "Project closed",
    BidTransitionCode.EVALUATE: "Evaluation approved",
    BidTransitionCode.DECLINE: "Declined",
    BidTransitionCode.WITHDRAW: "Withdrawn",
}
"""Transition → how the history and messages describe it."""

NEEDS_WORDS = frozenset({BidTransitionCode.ASK, BidTransitionCode.ANSWER, BidTransitionCode.RECOMMEND, BidTransitionCode.CHANGE, BidTransitionCode.CANCEL_CHANGE, BidTransitionCode.CLOSE, BidTransitionCode.DECLINE, BidTransitionCode.WITHDRAW})  # fmt: skip
"""Transitions that need a reason, or what was agreed."""
APPROVALS = (BidTransitionCode.CHAIR_APPROVE, BidTransitionCode.FUNDER_APPROVE)
WITHOUT_PRESS = (BidTransitionCode.IMPORT, BidTransitionCode.IMPORT_APPROVED)
"""Transitions made by an import, which have no button."""


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
    # Declining a change ends only the change: the project continues as approved.
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
    not_now="You cannot use ‘{label}’ because the status of “{row}” is “{state}”.",
    stale="“{row}” has changed since you opened this page. Check it and try again.",
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
"""Transition → the allowed pairs of states (before, after)."""

WRITABLE = frozenset({BidState.DRAFT, BidState.CHANGE_DRAFT, BidState.CLARIFICATION})
"""States in which a bid can be edited."""
SCORABLE = frozenset({BidState.SUBMITTED, BidState.SHORTLISTED, BidState.CLARIFICATION})
"""States in which a bid is scored."""
UNDECIDED = frozenset({BidState.SUBMITTED, BidState.CLARIFICATION, BidState.SHORTLISTED, BidState.RECOMMENDED, BidState.CHAIR_APPROVED})  # fmt: skip
"""States of a bid that has not been decided; a change to an approved project does not count."""
FUNDED = frozenset({BidState.APPROVED, BidState.LIVE, BidState.CHANGE_DRAFT, BidState.CLOSED, BidState.EVALUATED, BidState.CLARIFICATION, BidState.RECOMMENDED, BidState.CHAIR_APPROVED})  # fmt: skip
"""States in which an approved bid still holds its money, including while a change to it is decided."""
NEVER_APPROVED = frozenset({BidState.DRAFT, BidState.SUBMITTED, BidState.CLARIFICATION, BidState.SHORTLISTED, BidState.RECOMMENDED, BidState.CHAIR_APPROVED, BidState.DECLINED, BidState.WITHDRAWN})  # fmt: skip
"""States of a bid that has not been approved."""
OVER = frozenset({BidState.DECLINED, BidState.WITHDRAWN, BidState.EVALUATED})


def moves_from(was: str) -> tuple[str, ...]:
    """Return the transitions that people can make from this state, in workflow order."""
    found = [step.code for step in BID_TRANSITIONS.from_state(was) if was and step.code not in WITHOUT_PRESS]
    return tuple(dict.fromkeys(found))
