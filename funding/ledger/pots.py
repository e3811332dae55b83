"""What a grant's pots come to: sums of the ledger's lines, in whole pence (design §6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PotEntry:
    """One line of the ledger, as far as the sums care."""

    pot: str
    kind: str
    """award, movement, commitment, release, payment, return or given_back."""
    amount: int


@dataclass(frozen=True, slots=True)
class PotPosition:
    """Where one pot stands, in pence."""

    name: str
    allocated: int = 0
    approved: int = 0
    paid: int = 0
    spent: int = 0
    """By its projects' approved returns."""
    forecast: int = 0
    """What its projects will have spent at the end (funding/projects/spending.py)."""
    given_back: int = 0
    """What nobody needed and went back to the funder."""

    @property
    def left(self) -> int:
        """What can still be approved; below nothing when more was approved than allocated."""
        return self.allocated - self.approved - self.given_back

    @property
    def over(self) -> int:
        """By how much more was approved than allocated; 0 when it was not."""
        return max(-self.left, 0)


@dataclass(frozen=True, slots=True)
class GrantPosition:
    """Where a grant and its pots stand, in pence; the whole is the sum of its parts, always."""

    pots: tuple[PotPosition, ...]
    printed_left: int | None = None

    @property
    def whole(self) -> PotPosition:
        """All pots together."""
        return PotPosition(
            name="whole",
            allocated=sum(pot.allocated for pot in self.pots),
            approved=sum(pot.approved for pot in self.pots),
            paid=sum(pot.paid for pot in self.pots),
            spent=sum(pot.spent for pot in self.pots),
            forecast=sum(pot.forecast for pot in self.pots),
            given_back=sum(pot.given_back for pot in self.pots),
        )

    @property
    def award(self) -> int:
        """What the funder gives."""
        return self.whole.allocated

    @property
    def left(self) -> int:
        """What is left of the whole."""
        return self.whole.left

    @property
    def difference(self) -> int | None:
        """What a published report says is left, less what the ledger says; None when nothing was published."""
        return None if self.printed_left is None else self.printed_left - self.left


# The sum that each kind of line belongs to. What was given back is told as what went, not as what is missing.
_INTO = {
    "award": ("allocated", 1),
    "movement": ("allocated", 1),
    "commitment": ("approved", 1),
    "release": ("approved", 1),
    "payment": ("paid", 1),
    "return": ("paid", 1),
    "given_back": ("given_back", -1),
}


def compute_position(
    names: Iterable[str],
    lines: Iterable[PotEntry],
    *,
    spent: dict[str, int] | None = None,
    forecast: dict[str, int] | None = None,
    printed_left: int | None = None,
) -> GrantPosition:
    """The position that these lines come to; `names` are the pots in order.

    `spent` and `forecast` are what projects' returns come to, by the pot's name.
    """
    sums = {name: {"allocated": 0, "approved": 0, "paid": 0, "given_back": 0} for name in names}
    for line in lines:
        name, sign = _INTO[line.kind]
        sums[line.pot][name] += sign * line.amount
    pots = tuple(
        PotPosition(name, spent=(spent or {}).get(name, 0), forecast=(forecast or {}).get(name, 0), **total)
        for name, total in sums.items()
    )
    return GrantPosition(pots, printed_left)
