"""One move of a bid: made by a person, at a time, with words, in one transaction.

Every move takes its turn at the grant's row, writes its step first (BidTransition, never edited) and the bid's state after
it, as the database demands. Who may press what is asked by `funding/access/bid_permissions.py`.
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
    """An amount that is decided, and what was left of its pot before; both in pence."""

    amount: int
    balance_before: int


def lock_grant(grant_id: int) -> Grant:
    """The grant's row, locked until the transaction ends: whoever decides about its bids waits here."""
    return Grant.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=grant_id)


def refetch_bid(bid: Bid) -> Bid:
    """The bid as it stands now, within a turn."""
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
    """The bid after one move, with its step recorded; `to` says where it leads when there is a choice.

    `changes` are columns that change with it. Raises OperationError when the move is not legal where the bid stands,
    lacks its words, or the bid was changed since version `seen_revision`.
    """

    def lacking(bid: Bid) -> Iterator[str]:
        if move == BidTransitionCode.SHORTLIST and bid.lead_id is None:
            yield (
                f"“{bid}” names no body that leads it. Ask for clarification, and choose the body in its form first."
            )
        if move == BidTransitionCode.CANCEL_CHANGE and bid.approved_version is None:
            yield f"“{bid}” was not approved yet, so there is no change of it to give up."

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
    """The latest step of that kind."""
    return bid.moves.filter(move=move).order_by("-id").first()


def next_version(bid: Bid) -> int:
    """The number of the version that is submitted next."""
    last = bid.versions.order_by("-number").values_list("number", flat=True).first()
    return max(last or 0, bid.version if bid.state != BidState.DRAFT else 0) + 1
