"""Columns and their meanings: the best claims come first, and each meaning is given once."""

import pytest

from plans.files import assign_meanings


@pytest.mark.parametrize(
    ("claims", "meanings"),
    [
        ([], {}),
        ([(1, 1, "lead"), (2, 2, "lead")], {2: "lead"}),
        ([(2, 2, "lead"), (2, 1, "lead")], {1: "lead"}),
        ([(2, 1, "title"), (2, 1, "lead")], {1: "title"}),
        ([(2, 1, "title"), (1, 2, "title"), (1, 2, "lead")], {1: "title", 2: "lead"}),
        ([(2, 1, "notes"), (2, 2, "notes")], {1: "notes", 2: "notes"}),
    ],
)
def test_best_claim_gets_the_meaning(claims, meanings):
    assert assign_meanings(claims, repeated=frozenset({"notes"})) == meanings


def test_columns_matched_manually_stay():
    claims = [(9, 1, "title"), (9, 2, "lead"), (1, 3, "title")]

    assert assign_meanings(claims, given={2: "title"}) == {2: "title"}
    assert assign_meanings(claims, given={3: "amount"}) == {1: "title", 2: "lead", 3: "amount"}
