"""The way of a bid: which state may follow which, by what move, and who may make it (design §6)."""

from __future__ import annotations

from dataclasses import dataclass

STATES = {
    "draft": "Draft",
    "submitted": "Submitted",
    "clarification": "Clarification asked",
    "shortlisted": "Shortlisted",
    "recommended": "Recommended",
    "chair_approved": "Approved by the chair",
    "approved": "Approved by the funder",
    "live": "Live",
    "closed": "Closed and evaluated",
    "declined": "Declined",
    "withdrawn": "Withdrawn by the bidder",
}

# States in which a bid has been decided, one way or the other: the tactical pot waits for these.
DECIDED = frozenset({"approved", "live", "closed", "declined", "withdrawn"})
# States in which money is committed to it.
COMMITTED = frozenset({"approved", "live", "closed"})


@dataclass(frozen=True, slots=True)
class Move:
    """One legal step: what it is called on its button, where from, where to, and the capability it needs."""

    words: str
    sources: tuple[str, ...]
    target: str
    capability: str
    needs_words: bool = False


MOVES: dict[str, Move] = {
    "submit": Move("Submit", ("draft",), "submitted", "write_bid"),
    "take_back": Move("Take back to change it", ("submitted",), "draft", "write_bid"),
    "ask": Move("Ask for clarification", ("submitted", "shortlisted"), "clarification", "run_bids", True),
    "answer": Move("Answer", ("clarification",), "submitted", "write_bid", True),
    "shortlist": Move("Shortlist", ("submitted",), "shortlisted", "run_bids"),
    "recommend": Move("Recommend", ("shortlisted",), "recommended", "recommend_bids", True),
    "approve_chair": Move("Approve as chair", ("recommended",), "chair_approved", "approve_as_chair"),
    "approve_funder": Move("Approve as funder", ("chair_approved",), "approved", "approve_as_funder"),
    "start": Move("Start the project", ("approved",), "live", "run_bids"),
    "close": Move("Close and evaluate", ("live",), "closed", "run_bids", True),
    "decline": Move(
        "Decline",
        ("submitted", "clarification", "shortlisted", "recommended"),
        "declined",
        "recommend_bids",
        True,
    ),
    "decline_chair": Move("Decline as chair", ("recommended",), "declined", "approve_as_chair", True),
    "decline_funder": Move("Decline as funder", ("chair_approved",), "declined", "approve_as_funder", True),
    "withdraw": Move(
        "Withdraw the bid",
        ("draft", "submitted", "clarification", "shortlisted", "recommended", "chair_approved"),
        "withdrawn",
        "write_bid",
        True,
    ),
}


def moves_from(state: str) -> dict[str, Move]:
    """The moves that are legal from that state."""
    return {name: move for name, move in MOVES.items() if state in move.sources}
