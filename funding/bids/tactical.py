"""When the tactical pot's bids may be decided: once every upfront bid is, or earlier with an officer's reason."""

from __future__ import annotations

from funding.lifecycles import UNDECIDED
from funding.models import Bid, Pot
from plans.records import OperationError, write_row


def undecided_upfront_bids(pot: Pot) -> list[Bid]:
    """The upfront bids that must be decided before this pot's are; none when it is open, or was opened early."""
    if pot.kind != Pot.Kind.TACTICAL or pot.opened_early_why:
        return []
    waiting = Bid.objects.filter(
        grant=pot.grant_id,
        pot__kind=Pot.Kind.UPFRONT,
        pot__is_withdrawn=False,
        is_withdrawn=False,
        state__in=sorted(UNDECIDED),
        approved_version=None,
    )
    return list(waiting)


def check_pot_open(pot: Pot) -> None:
    """Raises OperationError while upfront bids wait for their decision and nobody opened this pot early."""
    waiting = undecided_upfront_bids(pot)
    if waiting:
        listed = ", ".join(f"“{bid}”" for bid in waiting[:3]) + (" and others" if len(waiting) > 3 else "")
        raise OperationError(
            f"The {pot.name} pot opens for decisions when every upfront bid is decided. Still to decide: {listed}."
        )


def open_pot_early(pot: Pot, *, why: str, by) -> Pot:
    """The tactical pot, opened for decisions before every upfront bid is decided, with the officer's reason."""
    if not why.strip():
        raise OperationError("Say why the pot is opened early.")
    if pot.kind != Pot.Kind.TACTICAL:
        raise OperationError("Only the tactical pot waits for another.")
    return write_row(pot, {"opened_early_why": why.strip()}, base_revision=pot.revision, by=by, why=why).row
