"""One move of a bid: made by a person, at a time, with words, in one transaction.

Every move takes its turn at the grant's row, writes its step first (BidTransition, never edited) and the bid's state after
it, as the database demands. Who may press what is asked by `funding/access/bid_permissions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from funding.bids.questions import MissingAnswer
from funding.lifecycles import NEEDS_WORDS, PAST, BidState, BidTransitionCode, steps_of
from funding.models import Bid, BidTransition, Grant
from plans.writing import write_row


class TransitionError(ValueError):
    """What was asked cannot be done with the bid; the message says why. Nothing was done."""


class IncompleteBidError(TransitionError):
    """A bid lacks something before it can be submitted."""

    def __init__(self, found: list[MissingAnswer]):
        super().__init__("; ".join(gap.words for gap in found))
        self.gaps = found


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

    `changes` are columns that change with it. Raises MoveRefused when the move is not legal where the bid stands,
    lacks its words, or the bid was changed since version `seen_revision`.
    """
    with transaction.atomic():
        lock_grant(bid.grant_id)
        bid = refetch_bid(bid)
        if seen_revision is not None and bid.revision != seen_revision:
            raise TransitionError(f"“{bid}” was changed since you opened this page. Look at it again.")
        targets = {now for step in steps_of(move, bid.state) for now in step.now}
        if not targets or (to and to not in targets):
            state = bid.get_state_display()
            raise TransitionError(
                f"“{bid}” stands at “{state}”, so this cannot be done: {BidTransitionCode(move).label.lower()}."
            )
        if move == BidTransitionCode.SHORTLIST and bid.lead_id is None:
            raise TransitionError(
                f"“{bid}” names no body that leads it. Ask for clarification, and choose the body in its form first."
            )
        if move == BidTransitionCode.CANCEL_CHANGE and bid.approved_version is None:
            raise TransitionError(f"“{bid}” was not approved yet, so there is no change of it to give up.")
        if move in NEEDS_WORDS and not words.strip():
            raise TransitionError("Say why, in a few words.")
        if len(targets) > 1 and not to:
            raise ValueError(f"{move} leads to {' or '.join(sorted(targets))}: say which.")
        now = to or min(targets)
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
        written = write_row(
            bid,
            {"state": now} | dict(changes or {}),
            base_revision=bid.revision,
            by=by,
            why=words.strip() or PAST[move],
        )
        return written.row


def latest_transition(bid: Bid, move: str) -> BidTransition:
    """The latest step of that kind."""
    return bid.moves.filter(move=move).order_by("-id").first()


def next_version(bid: Bid) -> int:
    """The number of the version that is submitted next."""
    last = bid.versions.order_by("-number").values_list("number", flat=True).first()
    return max(last or 0, bid.version if bid.state != BidState.DRAFT else 0) + 1
