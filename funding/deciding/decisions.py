"""Deciding about bids: the group's consensus, the chair's approval and the funder's, each in one press.

Whoever decides waits at the grant's row, so no two decisions are worked out from the same remaining sum. A press that
comes twice decides once. More than a pot holds is approved all the same, with a reason that is kept.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from funding.deciding.between_people import Ties
from funding.deciding.score_table import ScoreTable
from funding.models import Bid, BidMove, Grant, Pot
from funding.money import ledger
from funding.money.amounts import money
from funding.moves.ending import decline_bid
from funding.moves.step import MoveRefused, Weighed, fresh, last_step, move_bid, take_turn
from funding.moves.tactical import refuse_closed_pot
from funding.way import Move, State

PROVISIONAL = "The award is provisional. Bids are approved when the funder has confirmed it."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A bid that is decided, as the page showed it; `amount` in pence where it is chosen."""

    bid: int
    version: int
    amount: int | None = None


def promised(grant: Grant) -> dict[int, int]:
    """Pot → pence that the chair approved and the funder has not yet; of a change only what it adds."""
    rows = Bid.objects.filter(grant=grant, state=State.CHAIR_APPROVED).order_by()
    found: dict[int, int] = defaultdict(int)
    for pot, amount, had in rows.values_list("pot_id", "recommended_amount", "approved_amount"):
        # What a change will free is not free before the funder approves it.
        found[pot] += max(amount - (had or 0), 0)
    return dict(found)


def left_of(pot: Pot) -> int:
    """What the funder can still approve of the pot, in pence."""
    return next(stands.left for stands in ledger.position_of(pot.grant).pots if stands.name == pot.name)


def left_to_promise(pot: Pot) -> int:
    """What the chair can still approve of it: what waits for the funder is taken off, in pence."""
    return left_of(pot) - promised(pot.grant).get(pot.pk, 0)


def record_consensus(
    pot: Pot, recommended: Iterable[Chosen], declined: Iterable[Chosen], *, words: str, by, press: str = ""
) -> list[Bid]:
    """The bids that the group recommends, each with its amount, and those that it does not: one press, whole or not.

    `words` say who was there and what was agreed. A `press` that was recorded already does nothing, and gives no
    bids back. Raises MoveRefused.
    """
    if not words.strip():
        raise MoveRefused("Record the consensus: who was there, and what was agreed.")
    recommended, declined = list(recommended), list(declined)
    if not recommended and not declined:
        raise MoveRefused("Choose at least one bid.")
    with transaction.atomic():
        grant = take_turn(pot.grant_id)
        if is_recorded(grant, press):
            return []
        refuse_closed_pot(Pot.objects.get(pk=pot.pk))
        ties, press, done = Ties(grant), press or uuid.uuid4().hex, []
        for chosen in recommended:
            bid = _chosen(grant, chosen, pot)
            amount = bid.asked if chosen.amount is None else chosen.amount
            if not 0 < amount <= bid.asked:
                raise MoveRefused(
                    f"“{bid}” asks for {money(bid.asked)}: recommend some of it, or all, not {money(amount)}."
                )
            if why_not := ties.why_not_decided(bid, by):
                raise MoveRefused(f"“{bid}”: {why_not}")
            if lacking := scores_lacking(bid, ties):
                raise MoveRefused(lacking)
            done.append(
                move_bid(
                    bid, Move.RECOMMEND, by=by, words=words, changes={"recommended_amount": amount},
                    weighed=Weighed(amount, left_to_promise(bid.pot)), seen_version=chosen.version, press=press,
                )
            )  # fmt: skip
        for chosen in declined:
            bid = _chosen(grant, chosen, pot)
            done.append(decline_bid(bid, by=by, words=words, seen_version=chosen.version, press=press))
        return done


def is_recorded(grant: Grant, press: str) -> bool:
    """Whether that press of somebody's was recorded already."""
    return bool(press) and BidMove.objects.filter(bid__grant=grant, press=press).exists()


def scores_lacking(bid: Bid, ties: Ties) -> str:
    """Why a bid is not scored well enough to be recommended; "" when it is, or its grant has no criteria."""
    return ScoreTable(bid.grant, ties, bids=[bid]).of(bid).lacking


def approve_bids(
    grant: Grant, stage: str, chosen: Iterable[Chosen], *, by, words: str = "", reason_if_over: str = ""
) -> list[Bid]:
    """The bids that this press approved, for the chair or the funder; those approved already are not again.

    At the funder's stage the money is committed. Raises MoveRefused, and then none is approved: a bid that was
    changed since the page was opened, a rule between people, a pot not open, or one that goes over without a reason.
    Where interests that were declared since leave a bid with too few scores, it is approved with words.
    """
    chosen = list(chosen)
    with transaction.atomic():
        grant = take_turn(grant.pk)
        if grant.is_provisional:
            raise MoveRefused(PROVISIONAL)
        ties, press, done = Ties(grant), uuid.uuid4().hex, []
        table = None if words.strip() else ScoreTable(grant, ties, bids=[each.bid for each in chosen])
        for each in chosen:
            bid = _chosen(grant, each, None)
            if is_approved(bid, stage):
                continue
            if why_not := ties.why_not_approved(bid, by):
                raise MoveRefused(f"“{bid}”: {why_not}")
            if stage == Move.FUNDER_APPROVE and is_approved_by(bid, by):
                raise MoveRefused(
                    f"“{bid}”: you approved it for the chair; the funder's approval is another person's."
                )
            if not bid.is_change:
                refuse_closed_pot(bid.pot)
            if table and not bid.is_change and (lacking := table.of(bid).lacking):
                raise MoveRefused(f"{lacking} Say why it is approved all the same.")
            done.append(_approve(bid, each, stage, by=by, words=words, reason=reason_if_over, press=press))
        return done


def _approve(bid: Bid, chosen: Chosen, stage: str, *, by, words: str, reason: str, press: str) -> Bid:
    if bid.state not in (State.RECOMMENDED, State.CHAIR_APPROVED):
        raise MoveRefused(f"“{bid}” stands at “{bid.get_state_display()}”, so it cannot be approved.")
    amount = bid.recommended_amount
    if amount < (was_paid := ledger.paid(bid)):
        raise MoveRefused(f"{money(was_paid)} was paid to “{bid}”: it cannot be approved at {money(amount)}.")
    more = amount - (bid.approved_amount or 0)
    left = left_to_promise(bid.pot) if stage == Move.CHAIR_APPROVE else left_of(bid.pot)
    if more > max(left, 0) and not reason.strip():
        raise MoveRefused(
            f"“{bid}” would take the {bid.pot.name} pot over by {money(more - left)}. Say why, and it is recorded."
        )
    said = "\n".join(text for text in (words.strip(), reason.strip() if more > max(left, 0) else "") if text)
    to, changes = State.CHAIR_APPROVED, {}
    if stage == Move.FUNDER_APPROVE:
        to = last_step(bid, Move.CHANGE).was if bid.approved_edition is not None else State.APPROVED
        changes = {"approved_amount": amount, "approved_edition": bid.edition}
    moved = move_bid(
        bid, stage, to=to, by=by, words=said, changes=changes,
        weighed=Weighed(amount, left), seen_version=chosen.version, press=press,
    )  # fmt: skip
    if stage == Move.FUNDER_APPROVE:
        why = words.strip() or f"Approved by the funder, version {moved.edition}"
        ledger.commit(moved, by=by, reason=why, reason_if_over=said)
    return moved


def is_approved(bid: Bid, stage: str) -> bool:
    """Whether this version of the bid was approved at that stage already."""
    return BidMove.objects.filter(bid=bid, edition=bid.edition, move=stage).exists()


def is_approved_by(bid: Bid, person) -> bool:
    """Whether this person approved this version of the bid for the chair."""
    return BidMove.objects.filter(
        bid=bid, edition=bid.edition, move=Move.CHAIR_APPROVE, made_by=person
    ).exists()


def _chosen(grant: Grant, chosen: Chosen, pot: Pot | None) -> Bid:
    bid = Bid.objects.of_grant(grant).filter(pk=chosen.bid).first()
    if bid is None or (pot is not None and bid.pot_id != pot.pk):
        raise MoveRefused("One of these bids is not in this pot any more. Look at the page again.")
    return fresh(bid)
