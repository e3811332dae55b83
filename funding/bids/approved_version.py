"""The approved version of a bid, and the state of its project before a change.

People who see only what is approved read bids through this module, and so do reports and documents: the text and
amounts of a change that has not been approved are excluded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from funding.access.bid_permissions import can_write_bid
from funding.access.selectors import sees_approved_only
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Bid, BidTransition, BidVersion
from plans.access import Access

OF_A_CHANGE = frozenset(
    {BidState.CHANGE_DRAFT, BidState.CLARIFICATION, BidState.RECOMMENDED, BidState.CHAIR_APPROVED}
)
"""States of an approved project while a change to it is written and decided."""


@dataclass(frozen=True, slots=True)
class ApprovedVersion:
    """The approved values of a bid."""

    number: int
    """The approved version; for the funder, the version awaiting the funder's decision."""
    state: str
    """The state of the bid, or of its project before the change."""
    is_deciding: bool
    """Whether it is awaiting the decision of the funder who reads it."""
    kept: BidVersion | None
    """That version; None for an imported bid that has not been changed."""


def get_approved_versions(bids: Iterable[Bid], *, as_funder: bool = False) -> dict[int, ApprovedVersion]:
    """Return the approved version of each bid, in one query; `as_funder` for the person who decides last."""
    bids = list(bids)
    kept = _versions(bids)
    return {bid.pk: _agreed(bid, kept.get(bid.pk, {}), as_funder) for bid in bids}


def with_approved_values(bids: Iterable[Bid], *, as_funder: bool = False) -> list[Bid]:
    """Return copies of the bids with approved text, amounts and states, in one query; never save them."""
    bids = list(bids)
    agreed = get_approved_versions(bids, as_funder=as_funder)
    shown = []
    for bid in bids:
        found = agreed[bid.pk]
        row = copy_at_version(bid, found.kept)
        row.version, row.state = found.number, found.state
        shown.append(row)
    return shown


def with_visible_values(access: Access, bids: Iterable[Bid]) -> list[Bid]:
    """Return the bids as the person can see them: the current values, or only the approved values."""
    bids = list(bids)
    if not sees_approved_only(access):
        return bids
    others = [bid for bid in bids if not can_write_bid(access, bid)]
    agreed = with_approved_values(others, as_funder=access.can("approve_bids_as_funder"))
    shown = {bid.pk: bid for bid in agreed}
    return [shown.get(bid.pk, bid) for bid in bids]


def versions_by_bid(numbers: Mapping[int, int]) -> dict[int, BidVersion]:
    """Return the numbered version of each bid, in one query; none for an imported bid."""
    found = BidVersion.objects.filter(bid__in=numbers, number__in=set(numbers.values()))
    return {each.bid_id: each for each in found.order_by() if numbers[each.bid_id] == each.number}


def copy_at_version(bid: Bid, version: BidVersion | None) -> Bid:
    """Return a copy of the bid with the values of that version; never save it."""
    shown = copy(bid)
    if version is not None:
        for name in bid.answer_fields:
            setattr(shown, name, version.values[name])
    return shown


def _versions(bids: Iterable[Bid]) -> dict[int, dict[int, BidVersion]]:
    """Return the versions of each bid by number, annotated from the bid's latest transitions."""
    steps = BidTransition.objects.filter(bid=OuterRef("bid")).order_by("-id")
    kept = BidVersion.objects.filter(bid__in=bids).annotate(
        before_change=Subquery(steps.filter(move=BidTransitionCode.CHANGE).values("was")[:1]),
        promised=Subquery(steps.filter(move=BidTransitionCode.CHAIR_APPROVE).values("version")[:1]),
        requested_at=Subquery(steps.filter(move=BidTransitionCode.ASK).values("was")[:1]),
    )
    found: dict[int, dict[int, BidVersion]] = defaultdict(dict)
    for each in kept.order_by():
        found[each.bid_id][each.number] = each
    return found


def _agreed(bid: Bid, versions: Mapping[int, BidVersion], as_funder: bool) -> ApprovedVersion:
    last = next(iter(versions.values()), None)
    stands_at = last.requested_at if last and bid.state == BidState.CLARIFICATION else bid.state
    if as_funder and stands_at == BidState.CHAIR_APPROVED:
        return ApprovedVersion(bid.version, bid.state, True, versions.get(bid.version))
    if bid.approved_version is None:
        # Either the chair has approved this version, or the person cannot read the bid.
        number = (last and last.promised) or bid.version
        return ApprovedVersion(number, bid.state, False, versions.get(number))
    is_changing = last is not None and bid.state in OF_A_CHANGE
    state = last.before_change if is_changing else bid.state
    return ApprovedVersion(bid.approved_version, state, False, versions.get(bid.approved_version))
