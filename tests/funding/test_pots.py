import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.ledger.pots import PotEntry, compute_position
from funding.money.amounts import propose_split

KINDS = ("award", "movement", "commitment", "release", "payment", "return")
LINES = st.lists(
    st.builds(
        PotEntry, st.sampled_from(["upfront", "tactical", "share"]), st.sampled_from(KINDS), st.integers()
    )
)


def test_balances_of_medways_pots_match_the_published_report():
    lines = [
        PotEntry("upfront", "award", 7_097_300),
        PotEntry("tactical", "award", 3_548_700),
        PotEntry("upfront", "commitment", 5_667_500),
        PotEntry("tactical", "commitment", 3_614_000),
    ]

    where = compute_position(["upfront", "tactical"], lines, printed_left=1_364_500)

    upfront, tactical = where.pots
    assert (upfront.left, upfront.over) == (1_429_800, 0)
    assert (tactical.left, tactical.over) == (-65_300, 65_300)
    assert (where.award, where.left, where.difference) == (10_646_000, 1_364_500, 0)


@pytest.mark.parametrize(
    ("kind", "allocated", "approved", "paid"),
    [
        ("award", 5, 0, 0),
        ("movement", 5, 0, 0),
        ("commitment", 0, 5, 0),
        ("release", 0, 5, 0),
        ("payment", 0, 0, 5),
        ("return", 0, 0, 5),
    ],
)
def test_each_kind_of_entry_is_added_to_one_total(kind, allocated, approved, paid):
    (pot,) = compute_position(["upfront"], [PotEntry("upfront", kind, 5)]).pots

    assert (pot.allocated, pot.approved, pot.paid) == (allocated, approved, paid)


@given(LINES)
def test_total_is_the_sum_of_the_pots(lines):
    where = compute_position(["upfront", "tactical", "share"], lines)

    for name in ("allocated", "approved", "paid", "left"):
        assert sum(getattr(pot, name) for pot in where.pots) == getattr(where.whole, name)


@given(LINES, st.randoms())
def test_order_of_entries_does_not_matter(lines, chance):
    mixed = list(lines)
    chance.shuffle(mixed)

    names = ["upfront", "tactical", "share"]
    assert compute_position(names, mixed) == compute_position(names, lines)


@given(st.integers(min_value=0, max_value=10**14))
def test_suggested_split_adds_up_and_is_a_third_in_whole_pounds(award):
    upfront, tactical = propose_split(award)

    assert upfront + tactical == award
    assert tactical % 100 == 0 or upfront == 0
    assert tactical == award or award <= 3 * tactical < award + 300


@pytest.mark.parametrize(
    ("award", "upfront", "tactical"),
    [
        (3_966_100, 2_644_000, 1_322_100),
        (10_646_000, 7_097_300, 3_548_700),
        (0, 0, 0),
        (1, 0, 1),
        (300, 200, 100),
    ],
)
def test_suggested_split(award, upfront, tactical):
    assert propose_split(award) == (upfront, tactical)
