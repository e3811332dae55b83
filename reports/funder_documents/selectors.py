"""Which version of a bid, and which returns, a document can show to the person who asks."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest

from funding.access.bid_permissions import can_write_bid
from funding.bids.transitions import Subject, steps_of
from funding.bids.versions import get_version
from funding.bids.visible_version import reads_approved_only
from funding.lifecycles import CHANGE_EDITABLE_STATES, EDITABLE_STATES, BidTransitionCode
from funding.models import Bid, Grant, Project, ProjectReturn, SubmissionState
from plans.access import Access
from plans.periods import Quarter
from reports.funder_documents.business_case import BidText

DRAFT = "draft"


def bid_words(request: HttpRequest, bid: Subject) -> BidText:
    """Return the version that `?version=` asks for, or else the latest that the person can see. Raises Http404."""
    access, asked = request.access, request.GET.get("version", "")
    if asked == DRAFT or (bid.version == 0 and not asked):
        writable = EDITABLE_STATES if isinstance(bid, Bid) else CHANGE_EDITABLE_STATES
        if bid.state not in writable or not can_write_bid(access, bid):
            raise Http404("Draft not found.")
        return BidText.of_draft(bid)
    numbers = visible_versions(access, bid)
    number = next((each for each in numbers if asked in ("", str(each))), None)
    if number is None:
        raise Http404("Version not found.")
    return BidText.of_version(get_version(bid, number))


def visible_versions(access: Access, bid: Subject) -> list[int]:
    """Return the versions that the person can see, newest first; for some people only those that were approved."""
    if not reads_approved_only(access, bid):
        versions = bid.versions.filter(change=None) if isinstance(bid, Bid) else bid.versions.all()
        return sorted(versions.values_list("number", flat=True), reverse=True)
    # The funder decides on what the chair approved.
    stage = (
        BidTransitionCode.CHAIR_APPROVE
        if access.can("approve_bids_as_funder")
        else BidTransitionCode.FUNDER_APPROVE
    )
    steps = steps_of(bid).filter(
        move__in=[stage, BidTransitionCode.FUNDER_APPROVE, BidTransitionCode.IMPORT_APPROVED]
    )
    return sorted(set(steps.order_by().values_list("version", flat=True)), reverse=True)


def visible_returns(access: Access, project: Project) -> list[ProjectReturn]:
    """Return the project's returns that the person can see: those that were sent, or only approved ones."""
    states = (
        [SubmissionState.APPROVED]
        if reads_approved_only(access, project)
        else [SubmissionState.SENT, SubmissionState.APPROVED]
    )
    return list(project.returns.filter(state__in=states, is_withdrawn=False).order_by("year", "quarter"))


def get_listed_return_or_404(returns: Iterable[ProjectReturn], quarter: Quarter) -> ProjectReturn:
    """Return the one for the quarter. Raises Http404."""
    found = next((row for row in returns if row.for_quarter == quarter), None)
    if found is None:
        raise Http404("Return not found.")
    return found


def refuse_strange_quarter(grant: Grant, quarter: Quarter) -> None:
    """Raise Http404 for a quarter that is not in the grant's period."""
    if quarter not in grant.period.quarters:
        raise Http404("This grant does not have that quarter.")
