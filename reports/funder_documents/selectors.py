"""Versions of a bid, and returns, that a document can show to the user."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest

from funding.access.selectors import sees_approved_only
from funding.bids.versions import get_version
from funding.lifecycles import WRITABLE, BidTransitionCode
from funding.models import Bid, BidTransition, Grant, ProjectReturn, SubmissionState
from plans.access import Access
from plans.periods import Quarter
from reports.funder_documents.business_case import BidText

DRAFT = "draft"


def bid_words(request: HttpRequest, bid: Bid) -> BidText:
    """Return the version requested by `?version=`, or else the latest that the user can see. Raises Http404."""
    access, asked = request.access, request.GET.get("version", "")
    if asked == DRAFT or (bid.version == 0 and not asked):
        if bid.state not in WRITABLE or not may_see_draft(access, bid):
            raise Http404("Draft not found.")
        return BidText.of_draft(bid)
    numbers = visible_versions(access, bid)
    number = next((each for each in numbers if asked in ("", str(each))), None)
    if number is None:
        raise Http404("Version not found.")
    version = get_version(bid, number)
    if version is not None:
        return BidText.of_version(version)
    return BidText.of_sheet(bid)


def may_see_draft(access: Access, bid: Bid) -> bool:
    """Return whether the user can see answers that have not been submitted: those who can edit them can."""
    return access.can_for_bodies("write_bid", bid.lead_ids)


def reads_approved_only(access: Access, bid: Bid) -> bool:
    """Return whether the user can read only the approved version of this bid, without names."""
    return sees_approved_only(access) and not may_see_draft(access, bid)


def visible_versions(access: Access, bid: Bid) -> list[int]:
    """Return the versions that the user can see, newest first; only approved versions if that is all the user can see."""
    if not reads_approved_only(access, bid):
        return list(range(bid.version, 0, -1))
    # The funder decides on the version that the chair approved.
    stage = (
        BidTransitionCode.CHAIR_APPROVE
        if access.can("approve_bids_as_funder")
        else BidTransitionCode.FUNDER_APPROVE
    )
    steps = BidTransition.objects.filter(
        bid=bid, move__in=[stage, BidTransitionCode.FUNDER_APPROVE, BidTransitionCode.IMPORT_APPROVED]
    )
    return sorted(set(steps.order_by().values_list("version", flat=True)), reverse=True)


def visible_returns(access: Access, bid: Bid) -> list[ProjectReturn]:
    """Return the project's returns that the user can see: those sent, or only approved ones."""
    states = (
        [SubmissionState.APPROVED]
        if reads_approved_only(access, bid)
        else [SubmissionState.SENT, SubmissionState.APPROVED]
    )
    return list(bid.returns.filter(state__in=states, is_withdrawn=False).order_by("year", "quarter"))


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
