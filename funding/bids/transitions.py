"""Apply one transition to a bid, by a person, at a time, with a comment, in one transaction.

Every transition locks the grant's row, then writes its record (BidTransition, never edited) before the bid's state, because
the database requires that order. `funding/access/bid_permissions.py` checks permissions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from funding.lifecycles import PAST, BidState, BidTransitionCode
from funding.models import Bid, BidTransition, Grant
from plans.records import transition


@dataclass(frozen=True, slots=True)
class DecidedAmount:
    """The amount decided, and the amount left in the pot before; both in pence."""

    amount: int
    balance_before: int


def lock_grant(grant_id: int) -> Grant:
    """Return the grant's row, locked until the transaction ends, so that decisions about its bids are sequential."""
    return Grant.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=grant_id)


def refetch_bid(bid: Bid) -> Bid:
    """Return the current row of the bid, within a transaction that holds the lock."""
    return Bid.objects.select_related("pot", "lead", "grant__partnership").get(pk=bid.pk)


def apply_transition(
    bid: Bid,
    move: str,
    *,
    to: str = "",
    by,
    words: str = "",
    changes: Mapping[str, object] | None = None,
    weighed: DecidedAmount | None = None,
    seen_revision: int | None = None,
    press: str = "",
) -> Bid:
    """Apply and record one transition, and return the bid; `to` selects the new state if there are several.

    `changes` are columns that change with it. Raises OperationError if the transition is not allowed in the bid's
    state, lacks its reason, or the bid has changed since version `seen_revision`.
    """

    def lacking(bid: Bid) -> Iterator[str]:
        if move == BidTransitionCode.SHORTLIST and bid.lead_id is None:
            yield (
                f"“{bid}” has no lead organisation. Request clarification, and select the lead organisation first."
            )
        if move == BidTransitionCode.CANCEL_CHANGE and bid.approved_version is None:
            yield f"“{bid}” has not been approved, so there is no change to discard."

    def write_step(bid: Bid, now: str) -> None:
        BidTransition.objects.create(
            bid=bid,
            move=move,
            was=bid.state,
            now=now,
            words=words.strip(),
            version=max(bid.version, (changes or {}).get("version", 0)),
            amount=weighed.amount if weighed else None,
            balance_before=weighed.balance_before if weighed else None,
            press=press,
            created_by=by,
            created_at=timezone.now(),
        )

    return transition(
        bid,
        move,
        by=by,
        to=to,
        comment=words,
        why=words.strip() or PAST[move],
        revision=seen_revision,
        changes=changes,
        check=lacking,
        log=write_step,
    )


def latest_transition(bid: Bid, move: str) -> BidTransition:
    """Return the latest record of that transition."""
    return bid.moves.filter(move=move).order_by("-id").first()


def next_version(bid: Bid) -> int:
    """Return the number of the next version."""
    last = bid.versions.order_by("-number").values_list("number", flat=True).first()
    return max(last or 0, bid.version if bid.state != BidState.DRAFT else 0) + 1
