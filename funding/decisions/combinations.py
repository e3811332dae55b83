"""Find combinations of bids that fit a pot: the highest score, the most bids, the most money, to the penny.

Sets of bids are built bid by bid. A set that costs as much as another or more, and is worth no more, is dropped. If
too many sets are left, only some are kept, and the result is the best set found. With more bids fewer sets are
kept, so that 200 bids take less than a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

ORDINARY = 30
"""The number of bids of an ordinary round. Up to this number, up to MOST_KEPT sets are kept."""
MOST_KEPT = 20_000
MOST_IN_ALL = 120_000
"""The number of sets kept in a larger round, for all its bids."""
MOST_BITS = 400_000_000
"""Steps of money times bids, within which the fullest use of a pot is searched exactly."""

Worth = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A bid that could be recommended: its key, its cost in pence, and its score if it has one."""

    key: int
    cost: int
    score: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Combination:
    """Bids that fit together, by key, their cost in pence and their total score."""

    keys: frozenset[int]
    cost: int
    score: Fraction
    is_exact: bool
    """Whether no better one exists; if not, it is the best that was found."""


def highest_score(bids: Iterable[Candidate], budget: int) -> Combination | None:
    """Return the bids with the highest total score; of equal sets the cheapest. None if no bid fits."""
    bids = fitting(bids, budget)
    scaled = whole_scores(bids)
    return _best(bids, budget, lambda bid: (scaled[bid.key], 0))


def most_bids(bids: Iterable[Candidate], budget: int) -> Combination | None:
    """Return as many bids as fit; of equal sets the one with the highest score, then the cheapest."""
    bids = fitting(bids, budget)
    scaled = whole_scores(bids)
    return _best(bids, budget, lambda bid: (1, scaled[bid.key]))


def most_money(bids: Iterable[Candidate], budget: int) -> Combination | None:
    """Return the bids that leave the least of the pot."""
    bids = fitting(bids, budget)
    if not bids:
        return None
    # Amounts in whole pounds, or multiples of £50, are searched in steps of that size.
    step = gcd(*(bid.cost for bid in bids))
    chosen = _fullest([bid.cost // step for bid in bids], budget // step)
    if chosen is None:
        return _best(bids, budget, lambda bid: (bid.cost, 0))
    return _combination(bids, chosen, True)


def fitting(bids: Iterable[Candidate], budget: int) -> list[Candidate]:
    """Return the bids that each fit, in the order of their keys."""
    return sorted((bid for bid in bids if 0 < bid.cost <= budget), key=lambda bid: bid.key)


def whole_scores(bids: Sequence[Candidate]) -> dict[int, int]:
    """Return the scores as whole numbers in the same proportion; 0 for a bid without a score."""
    scores = {bid.key: bid.score or Fraction(0) for bid in bids}
    common = lcm(*(score.denominator for score in scores.values()))
    return {key: score.numerator * (common // score.denominator) for key, score in scores.items()}


def most_kept(bids: int) -> int:
    """Return how many sets are kept for a number of bids."""
    return MOST_KEPT if bids <= ORDINARY else min(MOST_KEPT, MOST_IN_ALL // bids + 1)


def _best(bids: Sequence[Candidate], budget: int, worth: Callable[[Candidate], Worth]) -> Combination | None:
    """Return the most valuable set within the budget, among those that no cheaper set equals."""
    # (cost, worth, chosen): in ascending order of cost, and so of worth; `chosen` has a bit for each bid.
    kept: list[tuple[int, Worth, int]] = [(0, (0, 0), 0)]
    is_exact, most = True, most_kept(len(bids))
    for place, bid in enumerate(bids):
        first, second = worth(bid)
        with_bid = [
            (cost + bid.cost, (had[0] + first, had[1] + second), chosen | 1 << place)
            for cost, had, chosen in kept
            if cost + bid.cost <= budget
        ]
        kept = _undominated(kept + with_bid)
        if len(kept) > most:
            is_exact = False
            kept = kept[:: len(kept) // most + 1] + kept[-1:]
    chosen = kept[-1][2]
    return _combination(bids, chosen, is_exact) if chosen else None


def _undominated(sets: list[tuple[int, Worth, int]]) -> list[tuple[int, Worth, int]]:
    """Return the sets without those that cost no less than another and are worth no more."""
    found: list[tuple[int, Worth, int]] = []
    for each in sorted(sets, key=lambda each: (each[0], -each[1][0], -each[1][1])):
        if not found or each[1] > found[-1][1]:
            found.append(each)
    return found


def _fullest(costs: Sequence[int], budget: int) -> int | None:
    """Return the set that leaves the least, as a bit for each cost. Bit n of `reached` means that n can be spent exactly.

    The search ends when nothing is left. Returns None if it would take more than MOST_BITS.
    """
    within = (1 << budget + 1) - 1
    reached = [1]
    for cost in costs:
        if len(reached) * budget > MOST_BITS:
            return None
        reached.append((reached[-1] | reached[-1] << cost) & within)
        if reached[-1] >> budget:
            break
    spent, chosen = reached[-1].bit_length() - 1, 0
    for place in reversed(range(len(reached) - 1)):
        if not reached[place] >> spent & 1:
            chosen |= 1 << place
            spent -= costs[place]
    return chosen


def _combination(bids: Sequence[Candidate], chosen: int, is_exact: bool) -> Combination:
    taken = [bid for place, bid in enumerate(bids) if chosen >> place & 1]
    return Combination(
        keys=frozenset(bid.key for bid in taken),
        cost=sum(bid.cost for bid in taken),
        score=sum((bid.score or Fraction(0) for bid in taken), Fraction(0)),
        is_exact=is_exact,
    )
