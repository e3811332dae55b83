"""Which transitions a person can make with a bid now, and who acts next."""

from __future__ import annotations

from dataclasses import dataclass

from funding.lifecycles import BID_TRANSITIONS, SCORABLE, BidState, BidTransitionCode, moves_from
from funding.models import Bid, Grant
from plans.access import Access

# State → the next step, and who takes it.
NEXT: dict[str, tuple[str, str]] = {
    BidState.DRAFT: ("Complete and submit the bid", "the bidder"),
    BidState.SUBMITTED: ("Shortlist or decline the bid", "an officer"),
    BidState.CLARIFICATION: ("Answer the questions", "the bidder"),
    BidState.SHORTLISTED: ("Score the bid and agree a consensus", "the group"),
    BidState.RECOMMENDED: ("Approve or decline the bid", "the chair"),
    BidState.CHAIR_APPROVED: ("Approve or decline the bid", "the funder"),
    BidState.APPROVED: ("Start the project", "an officer"),
    BidState.LIVE: ("Send a return each quarter", "the bidder"),
    BidState.CHANGE_DRAFT: ("Complete and submit the change", "the bidder"),
    BidState.CLOSED: ("Write the evaluation, then approve it", "the bidder and an officer"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step for a bid and who takes it; both "" if there is none."""

    words: str = ""
    whose: str = ""


def next_step_for(bid: Bid) -> NextStep:
    """Return the next step of the bid and who takes it."""
    if bid.state in (BidState.RECOMMENDED, BidState.CHAIR_APPROVED) and bid.grant.is_provisional:
        return NextStep("Confirm the award before bids are approved", "an officer")
    return NextStep(*NEXT.get(bid.state, ()))


def can_transition(access: Access, bid: Bid, move: str) -> bool:
    """Return whether the person's roles allow this transition in the bid's current state."""
    return any(
        access.can_for_bodies(step.capability, bid.lead_ids)
        for step in BID_TRANSITIONS.legal(move, bid.state)
    )


def can_transition_later(access: Access, bid: Bid, move: str) -> bool:
    """Return whether the person's roles allow this transition in any state of the bid."""
    return any(access.can_for_bodies(step.capability, bid.lead_ids) for step in BID_TRANSITIONS.named(move))


def is_possible(bid: Bid, move: str) -> bool:
    """Return whether the transition is possible in the bid's current state, for anyone."""
    if move == BidTransitionCode.CANCEL_CHANGE and bid.approved_version is None:
        return False
    # A change is discarded, not withdrawn: the approved project continues.
    return move in moves_from(bid.state) and not (move == BidTransitionCode.WITHDRAW and bid.is_change)


def available_transitions(access: Access, bid: Bid) -> list[str]:
    """Return the transitions that the person can make now, in workflow order."""
    return [
        move for move in moves_from(bid.state) if is_possible(bid, move) and can_transition(access, bid, move)
    ]


def can_write_bid(access: Access, bid: Bid) -> bool:
    """Return whether the person's roles allow them to write the bid."""
    return access.can_for_bodies("write_bid", bid.lead_ids)


def is_scorer(access: Access, grant: Grant) -> bool:
    """Return whether the person is invited to score the grant's bids."""
    return (
        access.can("score_bids")
        and grant.scorers.filter(person=access.person.pk, is_withdrawn=False).exists()
    )


def is_scorable(bid: Bid) -> bool:
    """Return whether the bid can be scored in its current state; a change to a project is not scored."""
    return bid.state in SCORABLE and bid.approved_version is None
