"""The balances of a grant's pots: sums of the ledger entries, in whole pence (design §6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PotEntry:
    """The part of a ledger entry that the sums need."""

    pot: str
    kind: str
    """award, movement, commitment, release, payment, return or given_back."""
    amount: int


@dataclass(frozen=True, slots=True)
class PotStatement:
    """The amounts of one pot, in pence."""

    name: str
    allocated: int = 0
    approved: int = 0
    paid: int = 0
    spent: int = 0
    """The amount in approved returns of its projects."""
    forecast: int = 0
    """The amount that its projects will have spent at the end (funding/projects/spending.py)."""
    given_back: int = 0
    """The amount that was returned to the funder."""
    id: int | None = None
    """None for a sum of several pots."""
    over_on: date | None = None
    """The date of the last entry that over-committed the pot; None if it is not over-committed."""
    over_why: str = ""
    """The reason recorded with that entry."""

    @property
    def left(self) -> int:
        """Return the amount left in a pot, which can still be approved; negative if the pot is over-committed."""
        return self.allocated - self.approved - self.given_back

    @property
    def over(self) -> int:
        """Return by how much the pot is over-committed, or 0."""
        return max(-self.left, 0)


def whole_of(pots: Iterable[PotStatement]) -> PotStatement:
    """Return the totals of these pots."""
    pots = tuple(pots)
    sums = ("allocated", "approved", "paid", "spent", "forecast", "given_back")
    return PotStatement("total", **{name: sum(getattr(pot, name) for pot in pots) for name in sums})


@dataclass(frozen=True, slots=True)
class GrantPosition:
    """The amounts of a grant and its pots, in pence. The total is always the sum of the pots."""

    pots: tuple[PotStatement, ...]
    printed_left: int | None = None

    @property
    def whole(self) -> PotStatement:
        """All pots together."""
        return whole_of(self.pots)

    @property
    def award(self) -> int:
        """Return the award."""
        return self.whole.allocated

    @property
    def left(self) -> int:
        """Return the amount left in total."""
        return self.whole.left

    @property
    def difference(self) -> int | None:
        """Return the published amount left less the calculated amount; None if none was published."""
        return None if self.printed_left is None else self.printed_left - self.left


# Kind of entry → the sum that it is added to, and its sign. Money returned to the funder is shown as positive.
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
    """Return the balances from these entries. `names` are the pots in order.

    `spent` and `forecast` are the sums of the projects' returns, by the name of the pot.
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
