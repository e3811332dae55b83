"""Which moves a person may make with a bid now, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass

from funding.models import Bid, Grant
from funding.way import STEPS, Move, State, moves_from, steps_of
from plans.access import Seat

# State → what comes next, and who does it.
NEXT: dict[str, tuple[str, str]] = {
    State.DRAFT: ("Finish and submit it", "the bidder"),
    State.SUBMITTED: ("Shortlist it or decline it", "an officer"),
    State.CLARIFICATION: ("Answer what is asked", "the bidder"),
    State.SHORTLISTED: ("Score it and decide in the group", "the group"),
    State.RECOMMENDED: ("Approve or decline it", "the chair"),
    State.CHAIR_APPROVED: ("Approve or decline it", "the funder"),
    State.APPROVED: ("Start the project", "an officer"),
    State.LIVE: ("Send each quarter's return", "the bidder"),
    State.CHANGING: ("Finish the change and submit it", "the bidder"),
    State.CLOSED: ("Write the evaluation, then approve it", "the bidder and an officer"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes next for a bid, and whose turn it is; both "" when nothing does."""

    words: str = ""
    whose: str = ""


def turn_of(bid: Bid) -> Turn:
    """What comes next, and who does it."""
    if bid.state in (State.RECOMMENDED, State.CHAIR_APPROVED) and bid.grant.is_provisional:
        return Turn("Confirm the award, before bids are approved", "an officer")
    return Turn(*NEXT.get(bid.state, ()))


def may_move(seat: Seat, bid: Bid, move: str) -> bool:
    """Whether the person's roles let them make that move with this bid where it stands."""
    return any(seat.may_on(step.capability, bid.lead_ids) for step in steps_of(move, bid.state))


def may_move_elsewhere(seat: Seat, bid: Bid, move: str) -> bool:
    """Whether the person's roles let them make that move with this bid somewhere on its way."""
    return any(seat.may_on(step.capability, bid.lead_ids) for step in STEPS if step.move == move)


def is_possible(bid: Bid, move: str) -> bool:
    """Whether the move can be made with the bid as it stands, whoever makes it."""
    if move == Move.DROP_CHANGE and bid.approved_edition is None:
        return False
    # A change is dropped; the project that was approved goes on.
    return move in moves_from(bid.state) and not (move == Move.WITHDRAW and bid.is_change)


def moves_of(seat: Seat, bid: Bid) -> list[str]:
    """The moves that the person may make with the bid now, in the order of the way."""
    return [move for move in moves_from(bid.state) if is_possible(bid, move) and may_move(seat, bid, move)]


def may_write(seat: Seat, bid: Bid) -> bool:
    """Whether the person may write the bid's words, as far as their roles go."""
    return seat.may_on("write_bid", bid.lead_ids)


def is_invited(seat: Seat, grant: Grant) -> bool:
    """Whether the person was invited to score the grant's bids."""
    return seat.may("score_bids") and grant.scorers.filter(person=seat.person.pk, is_withdrawn=False).exists()
