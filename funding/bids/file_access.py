"""Which files of a bid, of its project's returns and of its changes a person can download."""

from __future__ import annotations

from funding.access.bid_permissions import can_write_bid, is_scorable, is_scorer
from funding.access.conflicts_of_interest import InterestChecker
from funding.access.selectors import visible_changes
from funding.bids.visible_version import get_visible_version, reads_approved_only
from funding.lifecycles import ChangeState
from funding.models import Bid, BidFile, Project, ProjectChange, SubmissionState
from plans.access import Access


def visible_files(access: Access, row: Bid | Project) -> list[BidFile]:
    """Return the files of the bid that the person can download, those of its project and changes included.

    People who can write the bid get every file. Others do not get evidence of a return that has not been sent, or files
    of a change that was never submitted. People who see only what is approved get no files of a return or change that
    has not been approved; the funder also gets those that await the funder's decision.
    """
    bid = row.bid if isinstance(row, Project) else row
    files = bid.files.filter(is_withdrawn=False).select_related("project_return", "change", "project")
    if can_write_bid(access, row):
        return list(files)
    if not reads_approved_only(access, row):
        return [
            file
            for file in files
            if _is_of(file, SubmissionState.SENT, SubmissionState.APPROVED)
            and (file.change is None or file.change.version)
        ]
    project = row if isinstance(row, Project) else Project.objects.filter(bid=bid).first()
    if project is None:
        return list(files) if get_visible_version(access, bid).is_deciding else []
    deciding = {
        change.pk
        for change in visible_changes(access, project)
        if change.is_open and get_visible_version(access, change).is_deciding
    }
    return [
        file
        for file in files
        if _is_of(file, SubmissionState.APPROVED)
        and (file.change is None or file.change.state == ChangeState.APPROVED or file.change_id in deciding)
    ]


def files_of_bid(files: list[BidFile]) -> list[BidFile]:
    """Return those of the bid itself, as it was submitted."""
    return [
        file
        for file in files
        if file.change_id is None and file.project_id is None and file.project_return_id is None
    ]


def files_of_change(files: list[BidFile], change: ProjectChange) -> list[BidFile]:
    """Return those of the change."""
    return [file for file in files if file.change_id == change.pk]


def can_score(access: Access, bid: Bid) -> bool:
    """Return whether the person is invited to score the bid and has no conflict of interest."""
    if not (is_scorable(bid) and is_scorer(access, bid.grant)):
        return False
    return not InterestChecker(bid.grant).why_not_scored(bid, access.person)


def files_to_score(bid: Bid) -> list[BidFile]:
    """Return the files of the bid itself, for a scorer."""
    return list(bid.files.filter(is_withdrawn=False, project_return=None, change=None, project=None))


def _is_of(file: BidFile, *states: str) -> bool:
    """Return whether the file is not evidence, or is evidence of a return in one of these states."""
    return file.project_return is None or file.project_return.state in states
