"""When the tactical pot's bids may be decided: once every upfront bid is, or earlier with an officer's reason."""

from __future__ import annotations

from funding.models import Bid, Pot
from funding.moves.step import MoveRefused
from funding.way import UNDECIDED
from plans.writing import write_row


def waits_for_upfront(pot: Pot) -> list[Bid]:
    """The upfront bids that must be decided before this pot's are; none when it is open, or was opened early."""
    if pot.kind != Pot.Kind.TACTICAL or pot.opened_early_why:
        return []
    waiting = Bid.objects.filter(
        grant=pot.grant_id,
        pot__kind=Pot.Kind.UPFRONT,
        pot__is_withdrawn=False,
        is_withdrawn=False,
        state__in=sorted(UNDECIDED),
        approved_edition=None,
    )
    return list(waiting)


def refuse_closed_pot(pot: Pot) -> None:
    """Raises MoveRefused while upfront bids wait for their decision and nobody opened this pot early."""
    waiting = waits_for_upfront(pot)
    if waiting:
        listed = ", ".join(f"“{bid}”" for bid in waiting[:3]) + (" and others" if len(waiting) > 3 else "")
        raise MoveRefused(
            f"The {pot.name} pot opens for decisions when every upfront bid is decided. Still to decide: {listed}."
        )


def open_early(pot: Pot, *, why: str, by) -> Pot:
    """The tactical pot, opened for decisions before every upfront bid is decided, with the officer's reason."""
    if not why.strip():
        raise MoveRefused("Say why the pot is opened early.")
    if pot.kind != Pot.Kind.TACTICAL:
        raise MoveRefused("Only the tactical pot waits for another.")
    return write_row(pot, {"opened_early_why": why.strip()}, base_version=pot.version, by=by, why=why).row
