"""How a bid's points add up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.scoring.scores import format_points, format_score, mean, weighted_score, with_one_decimal


@pytest.mark.parametrize(
    ("points", "weights", "score"),
    [
        ({}, {}, None),
        ({1: 5}, {}, None),
        ({}, {1: 10}, None),
        ({1: 0}, {1: 10}, 0),
        ({1: 5}, {1: 1}, 100),
        ({1: 5}, {1: 100}, 100),
        ({1: 3}, {1: 10}, 60),
        ({1: 5, 2: 0}, {1: 10, 2: 10}, 50),
        ({1: 5, 2: 0}, {1: 20, 2: 10}, Fraction(200, 3)),
        ({1: 0, 2: 5}, {1: 20, 2: 10}, Fraction(100, 3)),
        ({1: 4, 2: 3, 3: 5}, {1: 30, 2: 20, 3: 10}, Fraction(230, 3)),
        ({1: 5}, {1: 10, 2: 10}, None),
        ({1: 5, 9: 0}, {1: 10}, 100),
    ],
)
def test_the_weighted_score_of_one_scorer(points, weights, score):
    assert weighted_score(points, weights) == score


@pytest.mark.parametrize(
    ("scores", "found"),
    [([], None), ([Fraction(50)], 50), ([0, 100], 50), ([Fraction(200, 3), 60, 0], Fraction(380, 9))],
)
def test_the_bids_score_is_the_mean(scores, found):
    assert mean(scores) == found


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (None, "not scored"),
        (Fraction(0), "0 of 100"),
        (Fraction(73), "73 of 100"),
        (Fraction(145, 2), "72.5 of 100"),
        (Fraction(200, 3), "66.7 of 100"),
        (Fraction(7304, 100), "73 of 100"),
        (Fraction(7305, 100), "73.1 of 100"),
        (Fraction(73049999, 1000000), "73 of 100"),
        (Fraction(9995, 100), "100 of 100"),
        (Fraction(100), "100 of 100"),
    ],
)
def test_a_score_is_shown_with_one_decimal_at_most(score, words):
    assert format_score(score) == words


def test_points_are_shown_of_five():
    assert [format_points(each) for each in (None, Fraction(0), Fraction(7, 2), Fraction(5))] == [
        "not scored", "0 of 5", "3.5 of 5", "5 of 5",
    ]  # fmt: skip


@given(
    st.dictionaries(st.integers(1, 9), st.tuples(st.integers(0, 5), st.integers(1, 100)), min_size=1),
    st.integers(1, 50),
)
def test_only_the_proportion_of_weights_counts(marks, times):
    points = {key: given for key, (given, _) in marks.items()}
    weights = {key: weight for key, (_, weight) in marks.items()}

    score = weighted_score(points, weights)

    assert 0 <= score <= 100
    assert score == weighted_score(points, {key: weight * times for key, weight in weights.items()})
    assert min(points.values()) * 20 <= score <= max(points.values()) * 20


@given(st.fractions(0, 100))
def test_what_is_shown_is_within_half_a_tenth(score):
    shown = Fraction(with_one_decimal(score))

    assert -Fraction(1, 20) < shown - score <= Fraction(1, 20)
