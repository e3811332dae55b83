"""Which transitions a person can make with a bid, project or change now, and who acts next."""

from __future__ import annotations

from dataclasses import dataclass

from funding.lifecycles import (
    CHANGEABLE,
    SCORABLE_STATES,
    BidState,
    ChangeState,
    ProjectState,
    transitions_from,
)
from funding.models import Bid, Grant, Project, ProjectChange
from plans.access import Access

Row = Bid | Project | ProjectChange

# State → the next step, and who takes it.
NEXT_FOR_BID: dict[str, tuple[str, str]] = {
    BidState.DRAFT: ("Complete and submit the bid", "the bidder"),
    BidState.SUBMITTED: ("Shortlist or decline the bid", "an officer"),
    BidState.CLARIFICATION: ("Answer the questions", "the bidder"),
    BidState.SHORTLISTED: ("Score the bid and agree a consensus", "the group"),
    BidState.RECOMMENDED: ("Approve or decline the bid", "the chair"),
    BidState.CHAIR_APPROVED: ("Approve or decline the bid", "the funder"),
}
NEXT_FOR_PROJECT: dict[str, tuple[str, str]] = {
    ProjectState.APPROVED: ("Start the project", "an officer"),
    ProjectState.LIVE: ("Send a return each quarter", "the bidder"),
    ProjectState.CLOSED: ("Write the evaluation, then approve it", "the bidder and an officer"),
}
NEXT_FOR_CHANGE: dict[str, tuple[str, str]] = {
    ChangeState.DRAFT: ("Complete and submit the change", "the bidder"),
    ChangeState.SUBMITTED: ("Approve or decline the change", "the chair"),
    ChangeState.CLARIFICATION: ("Answer the questions", "the bidder"),
    ChangeState.CHAIR_APPROVED: ("Approve or decline the change", "the funder"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step and who takes it; both "" if there is none."""

    words: str = ""
    whose: str = ""


def next_step_for(row: Row) -> NextStep:
    """Return the next step of the bid, project or change, and who takes it."""
    if isinstance(row, Project):
        return NextStep(*NEXT_FOR_PROJECT.get(row.state, ()))
    is_change = isinstance(row, ProjectChange)
    awaits = {ChangeState.SUBMITTED, ChangeState.CHAIR_APPROVED} if is_change else {
        BidState.RECOMMENDED, BidState.CHAIR_APPROVED,
    }  # fmt: skip
    if row.state in awaits and row.grant.is_provisional:
        return NextStep("Confirm the award before bids are approved", "an officer")
    return NextStep(*(NEXT_FOR_CHANGE if is_change else NEXT_FOR_BID).get(row.state, ()))


def can_transition(access: Access, row: Row, move: str) -> bool:
    """Return whether the person's roles allow this transition in the row's current state."""
    return any(
        access.can_for_bodies(step.capability, row.lead_ids)
        for step in row.lifecycle.from_state(row.state)
        if step.code == move
    )


def can_transition_later(access: Access, row: Row, move: str) -> bool:
    """Return whether the person's roles allow this transition in any state of the row."""
    return any(
        access.can_for_bodies(step.capability, row.lead_ids)
        for step in row.lifecycle.transitions
        if step.code == move
    )


def is_possible(row: Row, move: str) -> bool:
    """Return whether the transition is possible in the row's current state, for anyone."""
    return move in transitions_from(row.lifecycle, row.state)


def available_transitions(access: Access, row: Row) -> list[str]:
    """Return the transitions that the person can make now, in workflow order."""
    return [move for move in transitions_from(row.lifecycle, row.state) if can_transition(access, row, move)]


def can_propose_change(access: Access, project: Project) -> bool:
    """Return whether the person's roles allow them to propose a change to the project in its current state."""
    return project.state in CHANGEABLE and can_write_bid(access, project)


def can_write_bid(access: Access, row: Row) -> bool:
    """Return whether the person's roles allow them to write the bid, or a change to the project."""
    return access.can_for_bodies("write_bid", row.lead_ids)


def is_scorer(access: Access, grant: Grant) -> bool:
    """Return whether the person is invited to score the grant's bids."""
    return (
        access.can("score_bids")
        and grant.scorers.filter(person=access.person.pk, is_withdrawn=False).exists()
    )


def is_scorable(bid: Bid) -> bool:
    """Return whether the bid can be scored in its current state."""
    return bid.state in SCORABLE_STATES
