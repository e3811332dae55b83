"""What a grant's pots come to: sums of the ledger's lines, in whole pence (design §6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PotEntry:
    """One line of the ledger, as far as the sums care."""

    pot: str
    kind: str
    """award, movement, commitment, release, payment, return or given_back."""
    amount: int


@dataclass(frozen=True, slots=True)
class PotStatement:
    """What one pot comes to, in pence."""

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
    id: int | None = None
    """None for a sum of several pots."""
    over_on: date | None = None
    """The day of the last line that took the pot over what it holds; None when it is not over."""
    over_why: str = ""
    """The reason recorded on that line."""

    @property
    def left(self) -> int:
        """What can still be approved; below nothing when more was approved than allocated."""
        return self.allocated - self.approved - self.given_back

    @property
    def over(self) -> int:
        """By how much more was approved than allocated; 0 when it was not."""
        return max(-self.left, 0)


def whole_of(pots: Iterable[PotStatement]) -> PotStatement:
    """All these pots together."""
    pots = tuple(pots)
    sums = ("allocated", "approved", "paid", "spent", "forecast", "given_back")
    return PotStatement("total", **{name: sum(getattr(pot, name) for pot in pots) for name in sums})


@dataclass(frozen=True, slots=True)
class GrantPosition:
    """Where a grant and its pots stand, in pence; the whole is the sum of its parts, always."""

    pots: tuple[PotStatement, ...]
    printed_left: int | None = None

    @property
    def whole(self) -> PotStatement:
        """All pots together."""
        return whole_of(self.pots)

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
        PotStatement(name, spent=(spent or {}).get(name, 0), forecast=(forecast or {}).get(name, 0), **total)
        for name, total in sums.items()
    )
    return GrantPosition(pots, printed_left)
