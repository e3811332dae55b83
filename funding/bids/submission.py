"""Submit a bid while its pot is open, or a change to a project, and save it as a version."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from funding.bids.project_changes import amount_of_change
from funding.bids.questions import MissingAnswer, find_missing_answers
from funding.bids.transitions import Subject, apply_transition, lock_grant, next_version, refetch
from funding.bids.versions import answers_of, available_choices, record_author, store_version
from funding.lifecycles import BidState, BidTransitionCode, ChangeState
from funding.models import Bid, Pot, ProjectChange
from plans.periods import format_date, format_time
from plans.records import IncompleteError, OperationError


def window_closed_reason(pot: Pot, now: datetime) -> str:
    """Return why a bid to this pot is too early or too late, with the times; "" if it is in time."""
    if pot.opens_at and now < pot.opens_at:
        return f"The {pot.name} pot opens for bids at {format_datetime(pot.opens_at)}. It is now {format_datetime(now)}."
    # Bids are accepted to the end of the closing minute, because pages show the time without seconds.
    if pot.closes_at and now >= pot.closes_at.replace(second=0, microsecond=0) + timedelta(minutes=1):
        return f"The {pot.name} pot closed for bids at {format_datetime(pot.closes_at)}. It is now {format_datetime(now)}."
    return ""


def format_datetime(moment: datetime) -> str:
    """Return a moment in London time as "5:30pm on 5 April 2024"."""
    local = timezone.localtime(moment)
    return f"{format_time(local)} on {format_date(local.date())}"


def submit_bid(bid: Bid, *, by, words: str = "", seen_revision: int | None = None) -> Bid:
    """Submit and return the bid, and save its answers as a version.

    Raises IncompleteError with every missing answer, and OperationError with the times if the pot is not open.
    """
    with transaction.atomic():
        lock_grant(bid.grant_id)
        bid = refetch(bid)
        if bid.state == BidState.DRAFT and (late := window_closed_reason(bid.pot, timezone.now())):
            raise OperationError(late)
        if bid.state == BidState.DRAFT:
            check_answers(bid)
        return _submit(bid, {}, by=by, words=words, seen_revision=seen_revision)


def submit_change(
    change: ProjectChange, *, by, words: str = "", seen_revision: int | None = None
) -> ProjectChange:
    """Submit and return the change, which the chair decides next, and save its answers as a version.

    Raises IncompleteError with every missing answer, and OperationError if it asks for less than has been paid.
    """
    with transaction.atomic():
        lock_grant(change.grant_id)
        change = refetch(change)
        if change.state == ChangeState.DRAFT:
            check_answers(change)
        changes = {"recommended_amount": amount_of_change(change)}
        if words.strip():
            changes["why"] = words.strip()
        return _submit(change, changes, by=by, words=words, seen_revision=seen_revision)


def missing_answers(row: Subject) -> list[MissingAnswer]:
    """Return what the bid or change lacks before it can be submitted."""
    answers = answers_of(row)
    if isinstance(row, ProjectChange) and row.lead_id is None:
        # The name in the spreadsheet of an imported project is not enough: a change is approved of an organisation.
        answers["lead"] = ""
    return find_missing_answers(answers, choices=available_choices(row))


def check_answers(row: Subject) -> None:
    """Check the answers. Raises IncompleteError with every answer that is missing or invalid."""
    if found := missing_answers(row):
        raise IncompleteError(*(gap.words for gap in found), missing=found)


def _submit(
    row: Subject, changes: dict[str, object], *, by, words: str, seen_revision: int | None
) -> Subject:
    changes = {"version": next_version(row)} | changes
    moved = apply_transition(
        row, BidTransitionCode.SUBMIT, by=by, words=words, changes=changes, seen_revision=seen_revision
    )
    record_author(moved, by)
    store_version(moved, by=by, why=words)
    return moved
