"""The version of a bid or change that a person can read, where they see only what is approved.

They read what the funder approved. The funder also reads what the chair approved: that version, not answers that were
edited since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass

from funding.access.bid_permissions import can_write_bid
from funding.access.selectors import sees_approved_only
from funding.bids.transitions import Subject, latest_transition
from funding.bids.versions import get_version
from funding.lifecycles import BidState, BidTransitionCode
from funding.models import Bid, BidTransition, BidVersion, Project
from plans.access import Access


@dataclass(frozen=True, slots=True)
class VisibleVersion:
    """The version that is read by a person who sees only what is approved."""

    version: BidVersion | None
    is_deciding: bool
    """Whether it awaits the decision of the funder who reads it."""


def reads_approved_only(access: Access, row: Subject | Project) -> bool:
    """Return whether the person reads only what is approved of this row, without names."""
    return sees_approved_only(access) and not can_write_bid(access, row)


def get_visible_version(access: Access, row: Subject) -> VisibleVersion:
    """Return the version that the person reads, who sees only what is approved; in three queries at most."""
    if row.state == BidState.APPROVED:
        return VisibleVersion(get_version(row, row.version), False)
    asked = latest_transition(row, BidTransitionCode.ASK) if row.state == BidState.CLARIFICATION else None
    state = asked.was if asked else row.state
    is_deciding = state == BidState.CHAIR_APPROVED and access.can("approve_bids_as_funder")
    chair = latest_transition(row, BidTransitionCode.CHAIR_APPROVE)
    return VisibleVersion(get_version(row, chair.version) if chair else None, is_deciding)


def with_visible_answers(access: Access, bids: Iterable[Bid]) -> list[Bid]:
    """Return the bids as the person can see them, in two queries at most.

    For a person who sees only what is approved, a bid that is not decided has the answers that the chair approved.
    """
    bids = list(bids)
    if not sees_approved_only(access):
        return bids
    undecided = [bid for bid in bids if bid.state != BidState.APPROVED and not can_write_bid(access, bid)]
    versions = _chair_versions(undecided) if undecided else {}
    return [_copy_at(bid, versions[bid.pk]) if bid.pk in versions else bid for bid in bids]


def _chair_versions(bids: Iterable[Bid]) -> Mapping[int, BidVersion]:
    steps = BidTransition.objects.filter(bid__in=bids, change=None, move=BidTransitionCode.CHAIR_APPROVE)
    numbers = dict(steps.order_by("id").values_list("bid_id", "version"))
    found = BidVersion.objects.filter(bid__in=numbers, number__in=set(numbers.values()))
    return {each.bid_id: each for each in found.order_by() if numbers[each.bid_id] == each.number}


def _copy_at(bid: Bid, version: BidVersion) -> Bid:
    """Return a copy of the bid with the answers of that version; never save it."""
    shown = copy(bid)
    for name in bid.answer_fields:
        setattr(shown, name, version.values[name])
    shown.version = version.number
    return shown
