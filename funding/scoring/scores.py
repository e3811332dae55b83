"""What a bid's marks come to: weighted scores of 100, exact, from 0 to 5 points a criterion.

A scorer's score counts when every criterion has its points and no interest was declared; a bid's is the mean of its
scorers'. Plain values in, fractions and words out; a fraction is rounded only where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

MOST_POINTS = 5
OUT_OF = 100
POINTS: dict[int, str] = {
    0: "Nothing about it",
    1: "Little, and not convincing",
    2: "Some, with large gaps",
    3: "Enough, with small gaps",
    4: "Good, and shown by evidence",
    5: "Very good, and fully shown by evidence",
}
"""What a number of points means."""


def weighted_score(points: Mapping[int, int], weights: Mapping[int, int]) -> Fraction | None:
    """What one scorer gives a bid, of 100; None while a criterion lacks its points, or there is none.

    `points` and `weights` by criterion; points for a criterion that was withdrawn since are left out.
    """
    if not weights or not weights.keys() <= points.keys():
        return None
    earned = sum(points[criterion] * weight for criterion, weight in weights.items())
    return Fraction(OUT_OF * earned, MOST_POINTS * sum(weights.values()))


def mean(scores: Iterable[Fraction | int]) -> Fraction | None:
    """The mean of the scores that count; None when there is none."""
    scores = list(scores)
    return Fraction(sum(scores), len(scores)) if scores else None


def with_one_decimal(score: Fraction) -> str:
    """The number with one decimal at most, halves upwards: "73", "72.5"."""
    whole, tenth = divmod((score * 20 + 1) // 2, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def format_score(score: Fraction | None) -> str:
    """The score as it is shown: "73 of 100", "not scored"."""
    return "not scored" if score is None else f"{with_one_decimal(score)} of {OUT_OF}"


def format_points(points: Fraction | None) -> str:
    """The mean of a criterion's points as it is shown: "3.5 of 5", "not scored"."""
    return "not scored" if points is None else f"{with_one_decimal(points)} of {MOST_POINTS}"
