"""Which files of a bid, and of its project's returns, a person can download."""

from __future__ import annotations

from datetime import datetime

from funding.access.bid_permissions import is_scorable, is_scorer
from funding.access.conflicts_of_interest import InterestChecker
from funding.bids.display import BidDisplay
from funding.lifecycles import BidTransitionCode
from funding.models import Bid, BidFile, SubmissionState
from plans.access import Access


def visible_files(reading: BidDisplay) -> list[BidFile]:
    """Return the files that the person can download.

    People who can write the bid get every file. Others do not get evidence of a return that has not been sent. People
    who see only what is approved get no files of a return or change that has not been approved.
    """
    files = reading.bid.files.filter(is_withdrawn=False).select_related("project_return")
    if reading.is_writer:
        return list(files)
    if not reading.is_agreed_only:
        return [file for file in files if _is_of(file, SubmissionState.SENT, SubmissionState.APPROVED)]
    if reading.bid.approved_version is None and not reading.is_deciding:
        return []
    spans = changes_not_approved(reading)
    return [
        file
        for file in files
        if _is_of(file, SubmissionState.APPROVED)
        and (file.project_return or not _is_within(file.created_at, spans))
    ]


def can_score(access: Access, bid: Bid) -> bool:
    """Return whether the person is invited to score the bid and has no conflict of interest."""
    if not (is_scorable(bid) and is_scorer(access, bid.grant)):
        return False
    return not InterestChecker(bid.grant).why_not_scored(bid, access.person)


def files_to_score(bid: Bid) -> list[BidFile]:
    """Return the files of the bid itself, for a scorer."""
    return list(bid.files.filter(is_withdrawn=False, project_return=None))


def changes_not_approved(reading: BidDisplay) -> list[tuple[datetime, datetime | None]]:
    """Return the periods in which an unapproved change was written, except one awaiting the reader's decision."""
    ends = [BidTransitionCode.CANCEL_CHANGE, BidTransitionCode.DECLINE, BidTransitionCode.FUNDER_APPROVE]
    began, found = None, []
    for step in reading.bid.moves.filter(move__in=[BidTransitionCode.CHANGE, *ends]).order_by("id"):
        if step.move == BidTransitionCode.CHANGE:
            began = step.created_at
        elif began is not None:
            if step.move != BidTransitionCode.FUNDER_APPROVE:
                found.append((began, step.created_at))
            began = None
    if began is not None and not reading.is_deciding:
        found.append((began, None))
    return found


def _is_of(file: BidFile, *states: str) -> bool:
    """Return whether the file is the bid's own, or evidence of a return in one of these states."""
    return file.project_return is None or file.project_return.state in states


def _is_within(moment: datetime, spans: list[tuple[datetime, datetime | None]]) -> bool:
    return any(began <= moment and (ended is None or moment <= ended) for began, ended in spans)
