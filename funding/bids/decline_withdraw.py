"""Decline or withdraw a bid, decline a change, or withdraw a project."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Sum

from funding.access.conflicts_of_interest import InterestChecker
from funding.bids.project_changes import cancel_change
from funding.bids.tactical import check_pot_open
from funding.bids.transitions import Subject, apply_transition, lock_grant, refetch
from funding.ledger import entries
from funding.lifecycles import BidTransitionCode, ProjectState
from funding.models import Bid, Project, ProjectChange, SubmissionState
from funding.money.amounts import format_money
from plans.records import OperationError


def why_not_declined(bid: Subject, person) -> str:
    """Return why the person cannot decline the bid or change now; "" if they can."""
    if why_not := InterestChecker(bid.grant).why_not_decided(bid, person):
        return why_not
    if isinstance(bid, ProjectChange):
        return ""
    try:
        check_pot_open(bid.pot)
    except OperationError as refused:
        return str(refused)
    return ""


def decline_bid(
    bid: Subject, *, by, words: str, seen_revision: int | None = None, idempotency_key: str = ""
) -> Subject:
    """Decline and return the bid or change; the project of a declined change continues as approved.

    Raises OperationError for a person of the bidding organisation, and where the bid's pot is not open for decisions.
    """
    with transaction.atomic():
        lock_grant(bid.grant_id)
        bid = refetch(bid)
        if why_not := why_not_declined(bid, by):
            raise OperationError(f"“{bid}”: {why_not}")
        if isinstance(bid, ProjectChange):
            return cancel_change(
                bid, by=by, words=words, move=BidTransitionCode.DECLINE, seen_revision=seen_revision
            )
        return apply_transition(
            bid,
            BidTransitionCode.DECLINE,
            by=by,
            words=words,
            seen_revision=seen_revision,
            idempotency_key=idempotency_key,
        )


def withdraw_bid(bid: Bid, *, by, words: str, seen_revision: int | None = None) -> Bid:
    """Withdraw and return the bid."""
    with transaction.atomic():
        lock_grant(bid.grant_id)
        return apply_transition(
            refetch(bid), BidTransitionCode.WITHDRAW, by=by, words=words, seen_revision=seen_revision
        )


def _why_not_withdrawn(project: Project) -> str:
    """Return why the project cannot be withdrawn, and what to do instead; "" if no money was paid or spent."""
    is_live = project.state == ProjectState.LIVE
    instead = "Close the project instead" if is_live else "Start the project and then close it instead"
    if paid := entries.paid_amount(project):
        return (
            f"You cannot withdraw this project, because {format_money(paid)} has been paid to it."
            f" {instead}, and record any repayment."
        )
    returns = project.returns.filter(state=SubmissionState.APPROVED, is_withdrawn=False)
    if spent := returns.aggregate(total=Sum("spent"))["total"]:
        return (
            f"You cannot withdraw this project, because approved returns show that it spent {format_money(spent)}."
            f" {instead}."
        )
    return ""


def withdraw_project(project: Project, *, by, words: str, seen_revision: int | None = None) -> Project:
    """Withdraw and return the project; its commitment is released to the pot.

    Raises OperationError for a project that was paid or spent money: close it instead, and record any repayment.
    """
    with transaction.atomic():
        lock_grant(project.grant_id)
        project = refetch(project)
        if why_not := _why_not_withdrawn(project):
            raise OperationError(why_not)
        open_sum = entries.committed_amount(project)
        moved = apply_transition(
            project, BidTransitionCode.WITHDRAW, by=by, words=words, seen_revision=seen_revision
        )
        if open_sum:
            key = f"withdrawal of project {project.pk}"
            entries.record_release(moved, open_sum, reason=words, by=by, key=key)
        return refetch(moved)
