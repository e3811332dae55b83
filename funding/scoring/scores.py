"""Weighted scores of 100, as exact fractions, from 0 to 5 points for each criterion.

A scorer's score counts if every criterion has points and no interest is declared; a bid's score is the mean of its
scorers' scores. Fractions are rounded only for display.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

MOST_POINTS = 5
OUT_OF = 100
POINTS: dict[int, str] = {
    0: "No evidence",
    1: "Limited and not convincing",
    2: "Partial, with large gaps",
    3: "Satisfactory, with small gaps",
    4: "Good, with evidence",
    5: "Very good, with full evidence",
}
"""What a number of points means."""


def weighted_score(points: Mapping[int, int], weights: Mapping[int, int]) -> Fraction | None:
    """Return one scorer's score of 100; None if a criterion has no points, or there are no criteria.

    `points` and `weights` are by criterion; points for withdrawn criteria are excluded.
    """
    if not weights or not weights.keys() <= points.keys():
        return None
    earned = sum(points[criterion] * weight for criterion, weight in weights.items())
    return Fraction(OUT_OF * earned, MOST_POINTS * sum(weights.values()))


def mean(scores: Iterable[Fraction | int]) -> Fraction | None:
    """Return the mean of the scores; None if there are none."""
    scores = list(scores)
    return Fraction(sum(scores), len(scores)) if scores else None


def with_one_decimal(score: Fraction) -> str:
    """Format a score with at most one decimal place, halves rounded up: "73", "72.5"."""
    whole, tenth = divmod((score * 20 + 1) // 2, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def format_score(score: Fraction | None) -> str:
    """Format a score: "73 of 100", "not scored"."""
    return "not scored" if score is None else f"{with_one_decimal(score)} of {OUT_OF}"


def format_points(points: Fraction | None) -> str:
    """Format the mean points of a criterion: "3.5 of 5", "not scored"."""
    return "not scored" if points is None else f"{with_one_decimal(points)} of {MOST_POINTS}"
