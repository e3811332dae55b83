"""What of a bid is agreed: the version that was approved, and where its project stood before a change of it.

Who sees of a grant just what is agreed reads bids through here, and so does everything that is told of it: words and
sums of a change that nobody approved are not there.
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
"""States in which an approved project is while a change of it is written and decided."""


@dataclass(frozen=True, slots=True)
class ApprovedVersion:
    """What of a bid is agreed."""

    number: int
    """The version that was approved; for the funder, the one that waits for the funder's decision."""
    state: str
    """Where the bid stands, or its project stood before the change of it."""
    is_deciding: bool
    """Whether it waits for the funder who reads it."""
    kept: BidVersion | None
    """That version; None of a bid that came with a sheet, which stands as it came until it is changed."""


def get_approved_versions(bids: Iterable[Bid], *, as_funder: bool = False) -> dict[int, ApprovedVersion]:
    """Bid → what of it is agreed, in one statement; `as_funder` for who decides last."""
    bids = list(bids)
    kept = _versions(bids)
    return {bid.pk: _agreed(bid, kept.get(bid.pk, {}), as_funder) for bid in bids}


def with_approved_values(bids: Iterable[Bid], *, as_funder: bool = False) -> list[Bid]:
    """The bids with the words, sums and states that are agreed, in one statement: to show, never to write."""
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
    """The bids as the person may see them: as they stand, or where only what is agreed is seen, as agreed."""
    bids = list(bids)
    if not sees_approved_only(access):
        return bids
    others = [bid for bid in bids if not can_write_bid(access, bid)]
    agreed = with_approved_values(others, as_funder=access.can("approve_bids_as_funder"))
    shown = {bid.pk: bid for bid in agreed}
    return [shown.get(bid.pk, bid) for bid in bids]


def versions_by_bid(numbers: Mapping[int, int]) -> dict[int, BidVersion]:
    """Bid → its version of that number, in one statement; none of a bid that came with a sheet."""
    found = BidVersion.objects.filter(bid__in=numbers, number__in=set(numbers.values()))
    return {each.bid_id: each for each in found.order_by() if numbers[each.bid_id] == each.number}


def copy_at_version(bid: Bid, version: BidVersion | None) -> Bid:
    """The bid saying what that version says: a copy to show, never to write."""
    shown = copy(bid)
    if version is not None:
        for name in bid.answer_fields:
            setattr(shown, name, version.values[name])
    return shown


def _versions(bids: Iterable[Bid]) -> dict[int, dict[int, BidVersion]]:
    """Bid → its versions by their numbers, each with what the bid's latest steps say."""
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
        # The chair approved it once, or it is not for this person to read.
        number = (last and last.promised) or bid.version
        return ApprovedVersion(number, bid.state, False, versions.get(number))
    is_changing = last is not None and bid.state in OF_A_CHANGE
    state = last.before_change if is_changing else bid.state
    return ApprovedVersion(bid.approved_version, state, False, versions.get(bid.approved_version))
