"""Which moves a person may make with a bid now, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass

from funding.lifecycles import STEPS, BidState, BidTransitionCode, moves_from, steps_of
from funding.models import Bid, Grant
from plans.access import Access

# State → what comes next, and who does it.
NEXT: dict[str, tuple[str, str]] = {
    BidState.DRAFT: ("Finish and submit it", "the bidder"),
    BidState.SUBMITTED: ("Shortlist it or decline it", "an officer"),
    BidState.CLARIFICATION: ("Answer what is asked", "the bidder"),
    BidState.SHORTLISTED: ("Score it and decide in the group", "the group"),
    BidState.RECOMMENDED: ("Approve or decline it", "the chair"),
    BidState.CHAIR_APPROVED: ("Approve or decline it", "the funder"),
    BidState.APPROVED: ("Start the project", "an officer"),
    BidState.LIVE: ("Send each quarter's return", "the bidder"),
    BidState.CHANGING: ("Finish the change and submit it", "the bidder"),
    BidState.CLOSED: ("Write the evaluation, then approve it", "the bidder and an officer"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next for a bid, and whose turn it is; both "" when nothing does."""

    words: str = ""
    whose: str = ""


def next_step_for(bid: Bid) -> NextStep:
    """What comes next, and who does it."""
    if bid.state in (BidState.RECOMMENDED, BidState.CHAIR_APPROVED) and bid.grant.is_provisional:
        return NextStep("Confirm the award, before bids are approved", "an officer")
    return NextStep(*NEXT.get(bid.state, ()))


def can_transition(seat: Access, bid: Bid, move: str) -> bool:
    """Whether the person's roles let them make that move with this bid where it stands."""
    return any(seat.may_on(step.capability, bid.lead_ids) for step in steps_of(move, bid.state))


def can_transition_later(seat: Access, bid: Bid, move: str) -> bool:
    """Whether the person's roles let them make that move with this bid somewhere on its way."""
    return any(seat.may_on(step.capability, bid.lead_ids) for step in STEPS if step.move == move)


def is_possible(bid: Bid, move: str) -> bool:
    """Whether the move can be made with the bid as it stands, whoever makes it."""
    if move == BidTransitionCode.DROP_CHANGE and bid.approved_edition is None:
        return False
    # A change is dropped; the project that was approved goes on.
    return move in moves_from(bid.state) and not (move == BidTransitionCode.WITHDRAW and bid.is_change)


def available_transitions(seat: Access, bid: Bid) -> list[str]:
    """The moves that the person may make with the bid now, in the order of the way."""
    return [
        move for move in moves_from(bid.state) if is_possible(bid, move) and can_transition(seat, bid, move)
    ]


def can_write_bid(seat: Access, bid: Bid) -> bool:
    """Whether the person may write the bid's words, as far as their roles go."""
    return seat.may_on("write_bid", bid.lead_ids)


def is_scorer(seat: Access, grant: Grant) -> bool:
    """Whether the person was invited to score the grant's bids."""
    return seat.may("score_bids") and grant.scorers.filter(person=seat.person.pk, is_withdrawn=False).exists()
