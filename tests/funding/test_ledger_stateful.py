"""Generated ledgers: the pots add up to the total after every step, and every balance can be calculated again.

The rules are those of `funding/ledger/entries.py`. In memory the same rules are applied with the functions of
`funding/ledger/pots.py`, to 10,000 ledgers.
"""

from collections import defaultdict
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.ledger import entries, transfers
from funding.ledger.entries import get_position
from funding.ledger.pots import PotEntry, compute_position
from funding.models import LedgerEntry
from plans.records import OperationError
from tests.funding.factories import make_grant, make_project, pot_of
from tests.sampling import number_of

POTS = ("upfront", "tactical", "share")
BIDS = range(4)
AMOUNTS = st.integers(min_value=-5, max_value=10**6)
ACTS = ("award", "commit", "release", "pay", "take_back", "move")
RECORDED = {"release": "record_release", "pay": "record_payment", "take_back": "record_repayment"}
# One choice from all combinations takes a third of the time of four choices.
STEPS = st.lists(
    st.tuples(st.sampled_from(list(product(ACTS, POTS, POTS, BIDS))), AMOUNTS),
    max_size=25,
)


class Book:
    """A ledger in memory with the rules of the ledger, and running balances."""

    def __init__(self):
        self.lines: list[PotEntry] = []
        self.left = dict.fromkeys(POTS, 0)
        self.committed, self.paid = defaultdict(int), defaultdict(int)

    def write(self, pot, kind, amount):
        self.lines.append(PotEntry(pot, kind, amount))
        if kind in ("award", "movement"):
            self.left[pot] += amount
        if kind in ("commitment", "release"):
            self.left[pot] -= amount

    def step(self, act, pot, target, bid, amount):
        # A bid stays in its own pot, even if the step names another pot.
        home, open_sum = POTS[bid % len(POTS)], self.committed[bid] - self.paid[bid]
        if act == "award" and amount:
            self.write(pot, "award", amount)
        elif act == "commit" and amount > 0:
            self.committed[bid] += amount
            self.write(home, "commitment", amount)
        elif act == "release" and 0 < amount <= open_sum:
            self.committed[bid] -= amount
            self.write(home, "release", -amount)
        elif act == "pay" and 0 < amount <= open_sum:
            self.paid[bid] += amount
            self.write(home, "payment", amount)
        elif act == "take_back" and 0 < amount <= self.paid[bid]:
            self.paid[bid] -= amount
            self.write(home, "return", -amount)
        elif act == "move" and amount > 0 and pot != target:
            self.write(pot, "movement", -amount)
            self.write(target, "movement", amount)


def assert_whole(where):
    whole = where.whole
    for name in ("allocated", "approved", "paid", "left"):
        assert sum(getattr(pot, name) for pot in where.pots) == getattr(whole, name)
    for pot in where.pots:
        assert pot.left == pot.allocated - pot.approved
        assert pot.over == max(pot.approved - pot.allocated, 0)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(STEPS)
def test_balances_of_ten_thousand_ledgers_add_up_after_every_step(steps):
    book = Book()
    for step, amount in steps:
        book.step(*step, amount)
        where = compute_position(POTS, book.lines)
        assert_whole(where)
        assert {pot.name: pot.left for pot in where.pots} == book.left
    assert sum(book.committed.values()) == where.whole.approved if steps else not book.lines
    assert sum(book.paid.values()) == compute_position(POTS, book.lines).whole.paid


@pytest.fixture
def desk(partnership):
    """A grant with a bid of £10 in each of its 3 pots. The entries of a generated ledger are rolled back."""
    pots = {"upfront": 1_000, "tactical": 500, "share": 0}
    grant = make_grant(partnership, "2024-25", award=1_500, pots=pots)
    return grant, [make_project(grant, f"Bid {bid}", 1_000, pot=POTS[bid % len(POTS)]) for bid in range(3)]


@settings(
    max_examples=number_of(100, 20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(st.sampled_from(["release", "pay", "take_back", "move"]), st.sampled_from(POTS), st.sampled_from(POTS), st.integers(0, 2), st.integers(-5, 1_500)), max_size=6))  # fmt: skip
def test_balances_of_ledgers_in_the_database_add_up_after_every_step(desk, steps):
    grant, bids = desk
    with transaction.atomic():
        for place, (act, pot, target, bid, amount) in enumerate(steps):
            before = grant.entries.count()
            try:
                write(act, grant, pot, target, bids[bid], amount, f"{grant.pk} {place}")
            except OperationError:
                assert grant.entries.count() == before
            where = get_position(grant)
            assert_whole(where)
            assert where == rebuilt(grant)
            assert where.award == 1_500
        transaction.set_rollback(True)


def write(act, grant, pot, target, bid, amount, key):
    if act == "move":
        transfers.transfer_between_pots(
            grant, pot_of(grant, pot), pot_of(grant, target), amount,
            reason="Why", consent="By letter", by=None, key=key,
        )  # fmt: skip
    else:
        getattr(entries, RECORDED[act])(bid, amount, reason="Why", by=None, key=key)


def rebuilt(grant):
    """Return the balances calculated entry by entry, and check the balance saved with each entry."""
    left, lines = dict.fromkeys(POTS, 0), []
    for place, entry in enumerate(
        LedgerEntry.objects.filter(grant=grant).select_related("pot").order_by("sequence"), 1
    ):
        assert (entry.sequence, entry.balance_before) == (place, left[entry.pot.name])
        if entry.kind in ("award", "movement"):
            left[entry.pot.name] += entry.amount
        if entry.kind in ("commitment", "release"):
            left[entry.pot.name] -= entry.amount
        lines.append(PotEntry(entry.pot.name, entry.kind, entry.amount))
    return compute_position(POTS, lines)
