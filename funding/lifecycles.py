"""Workflows of bids, projects and changes: states, allowed transitions, and the capability each needs (design §6).

Each workflow is one table. The database checks the same tables (the constraint of BidTransition).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import TextChoices

from plans.lifecycles import Lifecycle, Transition, build_transition


class BidState(TextChoices):
    """Status of a bid: an application, until it is approved, declined or withdrawn."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    CLARIFICATION = "clarification", "Clarification requested"
    SHORTLISTED = "shortlisted", "Shortlisted"
    RECOMMENDED = "recommended", "Recommended"
    CHAIR_APPROVED = "chair_approved", "Approved by the chair"
    APPROVED = "approved", "Approved by the funder"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ProjectState(TextChoices):
    """Status of a project: a bid that the funder approved."""

    APPROVED = "approved", "Approved by the funder"
    LIVE = "live", "Live"
    CLOSED = "closed", "Closed"
    EVALUATED = "evaluated", "Evaluated"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ChangeState(TextChoices):
    """Status of a proposed change to a project."""

    DRAFT = "draft", "Change in draft"
    SUBMITTED = "submitted", "Change submitted"
    CLARIFICATION = "clarification", "Clarification requested"
    CHAIR_APPROVED = "chair_approved", "Approved by the chair"
    APPROVED = "approved", "Approved by the funder"
    DECLINED = "declined", "Declined"
    CANCELLED = "cancelled", "Discarded"


class BidTransitionCode(TextChoices):
    """Transition of a bid, a project or a change; the label is the text of its button."""

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

NEEDS_COMMENT = frozenset({BidTransitionCode.ASK, BidTransitionCode.ANSWER, BidTransitionCode.RECOMMEND, BidTransitionCode.CHANGE, BidTransitionCode.CANCEL_CHANGE, BidTransitionCode.CLOSE, BidTransitionCode.DECLINE, BidTransitionCode.WITHDRAW})  # fmt: skip
"""Transitions that need a reason, or what was agreed."""
APPROVALS = (BidTransitionCode.CHAIR_APPROVE, BidTransitionCode.FUNDER_APPROVE)
MADE_BY_IMPORT = (BidTransitionCode.IMPORT, BidTransitionCode.IMPORT_APPROVED)
"""Transitions made by an import, which have no button."""


def _step(move: str, before: Iterable[str], after: Iterable[str], capability: str) -> Transition:
    return build_transition(
        move,
        before,
        after,
        capability,
        label=BidTransitionCode(move).label,
        past=PAST[move],
        needs_comment=move in NEEDS_COMMENT,
    )


_B, _P, _C = BidState, ProjectState, ChangeState
_M = BidTransitionCode
_NOT_NOW = "You cannot use ‘{label}’ because the status of “{row}” is “{state}”."
_STALE = "“{row}” has changed since you opened this page. Check it and try again."

BID_TRANSITIONS = Lifecycle(
    (
        _step(_M.IMPORT, [""], [_B.SUBMITTED], "manage_grants"),
        _step(_M.IMPORT_APPROVED, [_B.SUBMITTED], [_B.APPROVED], "manage_grants"),
        _step(_M.SUBMIT, [_B.DRAFT], [_B.SUBMITTED], "write_bid"),
        _step(_M.ASK, [_B.SUBMITTED, _B.SHORTLISTED], [_B.CLARIFICATION], "manage_grants"),
        _step(_M.ASK, [_B.SHORTLISTED], [_B.CLARIFICATION], "recommend_bids"),
        _step(_M.ASK, [_B.RECOMMENDED], [_B.CLARIFICATION], "approve_bids"),
        _step(_M.ASK, [_B.CHAIR_APPROVED], [_B.CLARIFICATION], "approve_bids_as_funder"),
        _step(
            _M.ANSWER,
            [_B.CLARIFICATION],
            [_B.SUBMITTED, _B.SHORTLISTED, _B.RECOMMENDED, _B.CHAIR_APPROVED],
            "write_bid",
        ),
        _step(_M.SHORTLIST, [_B.SUBMITTED], [_B.SHORTLISTED], "manage_grants"),
        _step(_M.RECOMMEND, [_B.SHORTLISTED], [_B.RECOMMENDED], "recommend_bids"),
        _step(_M.CHAIR_APPROVE, [_B.RECOMMENDED], [_B.CHAIR_APPROVED], "approve_bids"),
        _step(_M.FUNDER_APPROVE, [_B.CHAIR_APPROVED], [_B.APPROVED], "approve_bids_as_funder"),
        _step(_M.DECLINE, [_B.SUBMITTED], [_B.DECLINED], "manage_grants"),
        _step(_M.DECLINE, [_B.SUBMITTED, _B.SHORTLISTED], [_B.DECLINED], "recommend_bids"),
        _step(_M.DECLINE, [_B.RECOMMENDED], [_B.DECLINED], "approve_bids"),
        _step(_M.DECLINE, [_B.CHAIR_APPROVED], [_B.DECLINED], "approve_bids_as_funder"),
        _step(
            _M.WITHDRAW,
            [_B.DRAFT, _B.SUBMITTED, _B.CLARIFICATION, _B.SHORTLISTED, _B.RECOMMENDED, _B.CHAIR_APPROVED],
            [_B.WITHDRAWN],
            "write_bid",
        ),
    ),
    not_now=_NOT_NOW,
    stale=_STALE,
)

PROJECT_TRANSITIONS = Lifecycle(
    (
        _step(_M.START, [_P.APPROVED], [_P.LIVE], "manage_grants"),
        _step(_M.CLOSE, [_P.LIVE], [_P.CLOSED], "manage_grants"),
        _step(_M.EVALUATE, [_P.CLOSED], [_P.EVALUATED], "manage_grants"),
        _step(_M.WITHDRAW, [_P.APPROVED], [_P.WITHDRAWN], "manage_grants"),
    ),
    not_now=_NOT_NOW,
    stale=_STALE,
)

CHANGE_TRANSITIONS = Lifecycle(
    (
        _step(_M.CHANGE, [""], [_C.DRAFT], "write_bid"),
        _step(_M.SUBMIT, [_C.DRAFT], [_C.SUBMITTED], "write_bid"),
        _step(_M.ASK, [_C.SUBMITTED], [_C.CLARIFICATION], "approve_bids"),
        _step(_M.ASK, [_C.CHAIR_APPROVED], [_C.CLARIFICATION], "approve_bids_as_funder"),
        _step(_M.ANSWER, [_C.CLARIFICATION], [_C.SUBMITTED, _C.CHAIR_APPROVED], "write_bid"),
        _step(_M.CHAIR_APPROVE, [_C.SUBMITTED], [_C.CHAIR_APPROVED], "approve_bids"),
        _step(_M.FUNDER_APPROVE, [_C.CHAIR_APPROVED], [_C.APPROVED], "approve_bids_as_funder"),
        _step(
            _M.CANCEL_CHANGE,
            [_C.DRAFT, _C.SUBMITTED, _C.CLARIFICATION, _C.CHAIR_APPROVED],
            [_C.CANCELLED],
            "write_bid",
        ),
        _step(_M.DECLINE, [_C.SUBMITTED], [_C.DECLINED], "approve_bids"),
        _step(_M.DECLINE, [_C.CHAIR_APPROVED], [_C.DECLINED], "approve_bids_as_funder"),
    ),
    not_now=_NOT_NOW,
    stale=_STALE,
)

EDITABLE_STATES = frozenset({BidState.DRAFT, BidState.CLARIFICATION})
"""States in which the answers of a bid can be edited."""
SCORABLE_STATES = frozenset({BidState.SUBMITTED, BidState.SHORTLISTED, BidState.CLARIFICATION})
"""States in which a bid is scored."""
UNDECIDED_STATES = frozenset({BidState.SUBMITTED, BidState.CLARIFICATION, BidState.SHORTLISTED, BidState.RECOMMENDED, BidState.CHAIR_APPROVED})  # fmt: skip
"""States of a bid that has not been decided."""

CHANGE_EDITABLE_STATES = frozenset({ChangeState.DRAFT, ChangeState.CLARIFICATION})
"""States in which the answers of a change can be edited."""
CHANGE_OPEN = frozenset({ChangeState.DRAFT, ChangeState.SUBMITTED, ChangeState.CLARIFICATION, ChangeState.CHAIR_APPROVED})  # fmt: skip
"""States of a change that has not been decided."""

HOLDS_MONEY = frozenset({ProjectState.APPROVED, ProjectState.LIVE, ProjectState.CLOSED, ProjectState.EVALUATED})  # fmt: skip
"""States in which a project holds money of its grant."""
SENDS_RETURNS = frozenset({ProjectState.LIVE, ProjectState.CLOSED})
"""States of a project that sends returns: it was started, and its evaluation has not been approved."""
ENDED = frozenset({ProjectState.CLOSED, ProjectState.EVALUATED})
"""States of a project that is over: it spends no more."""
CHANGEABLE = frozenset({ProjectState.APPROVED, ProjectState.LIVE})
"""States of a project to which a change can be proposed."""


def transitions_from(lifecycle: Lifecycle, state: str) -> tuple[str, ...]:
    """Return the transitions that people can make from this state, in workflow order."""
    found = [step.code for step in lifecycle.from_state(state) if state and step.code not in MADE_BY_IMPORT]
    return tuple(dict.fromkeys(found))


STATE_COLOURS: dict[str, str] = {
    BidState.SUBMITTED: "blue",
    BidState.CLARIFICATION: "yellow",
    BidState.SHORTLISTED: "blue",
    BidState.RECOMMENDED: "purple",
    BidState.CHAIR_APPROVED: "teal",
    BidState.APPROVED: "green",
    ProjectState.LIVE: "green",
    BidState.DECLINED: "red",
}


def state_colour(state: str) -> str:
    """Return the colour of the tag of a bid's, project's or change's status; grey for drafts and what has ended."""
    return STATE_COLOURS.get(state, "grey")
