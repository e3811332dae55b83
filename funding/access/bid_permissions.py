"""Which moves a person may make with a bid now, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass

from funding.lifecycles import BID_TRANSITIONS, BidState, BidTransitionCode, moves_from
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
    BidState.CHANGE_DRAFT: ("Finish the change and submit it", "the bidder"),
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


def can_transition(access: Access, bid: Bid, move: str) -> bool:
    """Whether the person's roles let them make that move with this bid where it stands."""
    return any(
        access.can_for_bodies(step.capability, bid.lead_ids)
        for step in BID_TRANSITIONS.legal(move, bid.state)
    )


def can_transition_later(access: Access, bid: Bid, move: str) -> bool:
    """Whether the person's roles let them make that move with this bid somewhere on its way."""
    return any(access.can_for_bodies(step.capability, bid.lead_ids) for step in BID_TRANSITIONS.named(move))


def is_possible(bid: Bid, move: str) -> bool:
    """Whether the move can be made with the bid as it stands, whoever makes it."""
    if move == BidTransitionCode.CANCEL_CHANGE and bid.approved_version is None:
        return False
    # A change is dropped; the project that was approved goes on.
    return move in moves_from(bid.state) and not (move == BidTransitionCode.WITHDRAW and bid.is_change)


def available_transitions(access: Access, bid: Bid) -> list[str]:
    """The moves that the person may make with the bid now, in the order of the way."""
    return [
        move for move in moves_from(bid.state) if is_possible(bid, move) and can_transition(access, bid, move)
    ]


def can_write_bid(access: Access, bid: Bid) -> bool:
    """Whether the person may write the bid's words, as far as their roles go."""
    return access.can_for_bodies("write_bid", bid.lead_ids)


def is_scorer(access: Access, grant: Grant) -> bool:
    """Whether the person was invited to score the grant's bids."""
    return (
        access.can("score_bids")
        and grant.scorers.filter(person=access.person.pk, is_withdrawn=False).exists()
    )
