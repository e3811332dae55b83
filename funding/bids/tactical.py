"""When bids to the tactical pot can be decided: after every upfront bid, or earlier with an officer's reason."""

from __future__ import annotations

from funding.lifecycles import UNDECIDED_STATES
from funding.models import Bid, Pot
from plans.records import OperationError, write_row


def undecided_upfront_bids(pot: Pot) -> list[Bid]:
    """Return the upfront bids that must be decided before this pot's bids; none if the pot is open."""
    if pot.kind != Pot.Kind.TACTICAL or pot.opened_early_why:
        return []
    waiting = Bid.objects.filter(
        grant=pot.grant_id,
        pot__kind=Pot.Kind.UPFRONT,
        pot__is_withdrawn=False,
        is_withdrawn=False,
        state__in=sorted(UNDECIDED_STATES),
    )
    return list(waiting)


def check_pot_open(pot: Pot) -> None:
    """Check the pot. Raises OperationError if upfront bids are undecided and the pot was not opened early."""
    waiting = undecided_upfront_bids(pot)
    if waiting:
        listed = ", ".join(f"“{bid}”" for bid in waiting[:3]) + (" and others" if len(waiting) > 3 else "")
        raise OperationError(
            f"Bids to the {pot.name} pot can be decided once every upfront bid has been decided."
            f" Still to decide: {listed}."
        )


def open_pot_early(pot: Pot, *, why: str, by) -> Pot:
    """Open the tactical pot for decisions early, with the officer's reason, and return it."""
    if not why.strip():
        raise OperationError("Enter a reason for opening the pot early.")
    if pot.kind != Pot.Kind.TACTICAL:
        raise OperationError("Only the tactical pot can be opened early.")
    return write_row(pot, {"opened_early_why": why.strip()}, base_revision=pot.revision, by=by, why=why).row
