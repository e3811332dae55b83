"""Combinations of bids that fit a pot, compared with all combinations."""

from fractions import Fraction
from itertools import combinations
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.decisions import combinations as rule
from funding.decisions.combinations import Candidate, highest_score, most_bids, most_money

BIDS = st.lists(
    st.tuples(st.integers(1, 3_000), st.none() | st.fractions(0, 100, max_denominator=15)), max_size=8
).map(lambda rows: [Candidate(key, cost, score) for key, (cost, score) in enumerate(rows, 1)])


def every_set(bids, budget):
    """Yield every set of bids that fits: (cost, score, number)."""
    sets = (chosen for size in range(1, len(bids) + 1) for chosen in combinations(bids, size))
    sums = (
        (sum(bid.cost for bid in chosen), sum((bid.score or 0) for bid in chosen), len(chosen))
        for chosen in sets
    )
    return [each for each in sums if each[0] <= budget]


def assert_adds_up(found, bids, budget):
    taken = [bid for bid in bids if bid.key in found.keys]
    assert len(taken) == len(found.keys)
    assert sum(bid.cost for bid in taken) == found.cost <= budget
    assert sum((bid.score or 0) for bid in taken) == found.score
    assert found.is_exact


@given(BIDS, st.integers(0, 12_000))
def test_each_is_the_best_of_all(bids, budget):
    sets = every_set(bids, budget)
    most = most_money(bids, budget)
    many = most_bids(bids, budget)
    high = highest_score(bids, budget)

    if not sets:
        assert (most, many) == (None, None)
        assert high is None
        return
    assert_adds_up(most, bids, budget)
    assert most.cost == max(cost for cost, _, _ in sets)
    assert_adds_up(many, bids, budget)
    assert (len(many.keys), many.score, -many.cost) == max((size, score, -cost) for cost, score, size in sets)
    best = max(score for _, score, _ in sets)
    if high is None:
        assert best == 0
    else:
        assert_adds_up(high, bids, budget)
        assert (high.score, -high.cost) == max((score, -cost) for cost, score, _ in sets)


@given(BIDS, st.integers(0, 12_000))
def test_other_algorithm_for_the_most_money_finds_as_much(bids, budget):
    found = rule._best(rule.fitting(bids, budget), budget, lambda bid: (bid.cost, 0))

    most = most_money(bids, budget)
    assert (found and found.cost) == (most and most.cost)


@pytest.mark.parametrize(("budget", "keys"), [(300, {1, 2}), (299, {2}), (100, {1}), (99, None)])
def test_a_penny_decides(budget, keys):
    found = most_money([Candidate(1, 100), Candidate(2, 200)], budget)

    assert (found and found.keys) == keys


def test_what_costs_nothing_or_more_than_the_pot_is_left_out():
    bids = [Candidate(1, 0, Fraction(90)), Candidate(2, 501, Fraction(90)), Candidate(3, 500, Fraction(1))]

    assert [find(bids, 500).keys for find in (highest_score, most_bids, most_money)] == [{3}] * 3


def test_forty_bids_with_odd_pence_are_searched_within_the_bounds():
    bids = [Candidate(key, 100_000 + key * key * 397, Fraction(key * 31 % 101)) for key in range(1, 41)]

    for find in (highest_score, most_bids):
        assert find(bids, 7_097_300).cost <= 7_097_300
    most = most_money(bids, 7_097_300)
    assert (most.is_exact, 7_097_300 - most.cost) == (True, 40)


def test_result_from_too_many_sets_is_marked_as_the_best_found(monkeypatch):
    monkeypatch.setattr(rule, "MOST_KEPT", 20)
    monkeypatch.setattr(rule, "MOST_BITS", 1)
    bids = [Candidate(key, 2**key, Fraction(2**key % 97)) for key in range(1, 13)]

    found = most_money(bids, 5_000)

    assert (found.is_exact, found.cost <= 5_000) == (False, True)


@pytest.mark.parametrize("find", [highest_score, most_bids, most_money])
def test_two_hundred_bids_with_odd_pence_are_searched_in_a_moment(find):
    bids = [
        Candidate(key, 100_001 + key * key * key * 397 % 1_900_003, Fraction(key * 3_331 % 15_000, 150))
        for key in range(1, 201)
    ]
    began = process_time()

    for budget in (7_097_300, sum(bid.cost for bid in bids) // 2):
        found = find(bids, budget)
        assert found.cost <= budget

    assert process_time() - began < 1


def test_an_odd_pot_is_filled_to_the_penny_however_many_bids_there_are():
    bids = [Candidate(key, 100_001 + key * key * key * 397 % 1_900_003) for key in range(1, 201)]

    found = most_money(bids, 7_097_300)

    assert (found.cost, found.is_exact) == (7_097_300, True)
    assert_adds_up(found, bids, 7_097_300)


@pytest.mark.parametrize(("bids", "most"), [(1, 20_000), (30, 20_000), (31, 3_871), (200, 601)])
def test_fewer_sets_are_kept_for_more_bids(bids, most):
    assert rule.most_kept(bids) == most


def test_thirty_bids_of_an_ordinary_round_are_searched_exactly():
    bids = [
        Candidate(key, 50_000 + key * key * 3_917 % 500_009, Fraction(key * 2_741 % 7_500, 75))
        for key in range(1, 31)
    ]

    assert all(find(bids, 3_548_700).is_exact for find in (highest_score, most_bids, most_money))
