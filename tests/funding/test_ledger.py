from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from funding.grants.operations import change_award
from funding.ledger import entries, transfers
from funding.ledger.entries import get_position
from funding.migrations import _rules
from funding.models import Bid, BidTransition, LedgerEntry
from plans.models import HistoryEntry
from plans.records import OperationError, add_row
from tests.funding.factories import make_grant, make_project, pot_of
from tests.funding.page_text import statement_data

ON = date(2024, 6, 3)


def stands(grant, name="upfront"):
    """Return what is allocated, approved, paid and left of a pot, in pounds."""
    pot = next(pot for pot in get_position(grant).pots if pot.name == name)
    return tuple(amount // 100 for amount in (pot.allocated, pot.approved, pot.paid, pot.left))


def test_award_of_new_grant_is_split_into_its_pots(grant):
    assert stands(grant) == (70_973, 0, 0, 70_973)
    assert stands(grant, "tactical") == (35_487, 0, 0, 35_487)
    assert list(grant.entries.values_list("sequence", "kind", "balance_before")) == [
        (1, "award", 0),
        (2, "award", 0),
    ]


def test_approved_amount_is_committed_paid_released_and_repaid(grant):
    bid = make_project(grant, asked=1_000_000)
    assert stands(grant) == (70_973, 10_000, 0, 60_973)

    entries.record_payment(bid, 600_000, by=None, key="pay 1", on=ON)
    assert stands(grant) == (70_973, 10_000, 6_000, 60_973)

    entries.record_release(bid, 400_000, reason="Cheaper than thought", by=None, key="free 1", on=ON)
    assert stands(grant) == (70_973, 6_000, 6_000, 64_973)

    entries.record_repayment(bid, 50_000, reason="Not spent", by=None, key="back 1", on=ON)
    assert stands(grant) == (70_973, 6_000, 5_500, 64_973)
    assert (entries.committed_amount(bid), entries.paid_amount(bid)) == (600_000, 550_000)
    assert [(line.kind, line.amount, line.balance_before) for line in bid.entries.order_by("sequence")] == [
        ("commitment", 1_000_000, 7_097_300),
        ("payment", 600_000, 6_097_300),
        ("release", -400_000, 6_097_300),
        ("return", -50_000, 6_497_300),
    ]


def test_movement_between_pots_has_two_entries_that_add_up_to_nothing(grant):
    upfront, tactical = pot_of(grant), pot_of(grant, "tactical")

    lines = transfers.transfer_between_pots(
        grant, upfront, tactical, 65_300, reason="Underspend", consent="By letter", by=None, key="m", on=ON
    )

    assert [(line.pot_id, line.amount) for line in lines] == [(upfront.pk, -65_300), (tactical.pk, 65_300)]
    assert len({line.group for line in lines}) == 1
    assert (stands(grant)[0], stands(grant, "tactical")[0]) == (70_320, 36_140)
    assert get_position(grant).award == 10_646_000


def test_changed_approval_commits_or_releases_the_difference(grant):
    bid = make_project(grant, asked=100_000)
    for amount in (150_000, 120_000):
        bid = entries.record_commitment(bid, amount, version=amount, by=None)
        assert bid.amount == amount

    assert [(line.kind, line.amount) for line in bid.entries.order_by("sequence")] == [
        ("commitment", 100_000),
        ("commitment", 50_000),
        ("release", -30_000),
    ]
    assert entries.record_commitment(bid, 120_000, version=3, by=None) == bid
    assert bid.entries.count() == 3


def test_over_committed_pot_has_the_reason_in_its_entry(grant):
    first = make_project(grant, "First", 3_500_000, pot="tactical")
    second = make_project(grant, "Second", 100_000, pot="tactical", reason="Drawn from upfront")

    line = second.entries.get()

    assert (line.balance_before, line.reason) == (48_700, "Drawn from upfront")
    assert first.entries.get().reason == "Imported as already approved"
    assert stands(grant, "tactical")[3] == -513


def test_repeated_request_adds_one_entry(grant):
    bid = make_project(grant)
    upfront, tactical = pot_of(grant), pot_of(grant, "tactical")
    why = {"reason": "Why", "by": None}
    for _ in range(2):
        entries.record_payment(bid, 60_000, by=None, key="pay")
        entries.record_release(bid, 40_000, key="free", **why)
        entries.record_repayment(bid, 60_000, key="back", **why)
        transfers.transfer_between_pots(grant, upfront, tactical, 100, consent="By letter", key="move", **why)

    kinds = list(grant.entries.values_list("kind", flat=True))
    assert kinds == ["award", "award", "commitment", "payment", "release", "return", "movement", "movement"]
    assert list(grant.entries.values_list("sequence", flat=True)) == list(range(1, 9))


# --- The award.


def test_changed_award_adds_the_difference_with_its_reason(grant):
    split = {"upfront": 7_000_000, "tactical": 3_548_700, "New pot": 97_300}

    change_award(grant, split, total=10_646_000, is_provisional=False, reason="By letter", by=None)

    added = grant.entries.filter(sequence__gt=2).values_list("pot__name", "amount", "reason")
    assert list(added) == [("upfront", -97_300, "By letter"), ("New pot", 97_300, "By letter")]


def test_confirmation_of_an_award_is_saved_with_its_reason(partnership):
    grant = make_grant(partnership, is_provisional=True)
    assert grant.entries.first().is_provisional

    split = {"upfront": 7_097_300, "tactical": 3_548_700}
    change_award(grant, split, total=10_646_000, is_provisional=False, reason="By letter", by=None)

    grant.refresh_from_db()
    assert not grant.is_provisional
    change = HistoryEntry.objects.of_row(f"grant:{grant.pk}").first()
    assert (change.fields, change.why) == ({"is_provisional": [True, False]}, "By letter")


def test_changed_award_does_not_change_movements(grant):
    upfront, tactical = pot_of(grant), pot_of(grant, "tactical")
    transfers.transfer_between_pots(
        grant, upfront, tactical, 10_000, reason="R", consent="C", by=None, key="m"
    )

    split = {"upfront": 7_197_300, "tactical": 3_548_700}
    change_award(grant, split, total=10_746_000, is_provisional=False, reason="More", by=None)

    assert (stands(grant)[0], stands(grant, "tactical")[0]) == (71_873, 35_587)


# --- Rejected entries.


def refusals():
    def awarded(**split):
        return lambda grant, bid: change_award(
            grant, split, total=10_646_000, is_provisional=False, reason="Why", by=None
        )

    def moved(source, target, amount=100, reason="Why", consent="By letter"):
        return lambda grant, bid: transfers.transfer_between_pots(
            grant, pot_of(grant, source), pot_of(grant, target), amount,
            reason=reason, consent=consent, by=None, key="m",
        )  # fmt: skip

    def written(name, amount, **fields):
        return lambda grant, bid: getattr(entries, f"record_{name}")(bid, amount, by=None, key="k", **fields)

    says = "Enter a reason for moving the money, and who agreed."
    return [
        (awarded(upfront=1, tactical=2), "The pots add up to £0.03, but the award is £106,460.00."),
        (awarded(upfront=10_646_001, tactical=-1), "The amount in each pot must be £0 or more."),
        (awarded(upfront=10_646_000), "Enter the amount of the award for every pot."),
        (moved("upfront", "upfront"), "Select two different pots of this grant."),
        (moved("upfront", "tactical", amount=0), "Enter an amount of more than £0."),
        (moved("upfront", "tactical", amount=-5), "Enter an amount of more than £0."),
        (moved("upfront", "tactical", reason=" "), says),
        (moved("upfront", "tactical", consent=""), says),
        (written("payment", 100_001), "You can pay up to £1,000.00 to this project, not £1,000.01."),
        (written("payment", 0), "You can pay up to £1,000.00 to this project, not £0.00."),
        (written("payment", -1), "You can pay up to £1,000.00 to this project, not −£0.01."),
        (
            written("release", 100_001, reason="Why"),
            "You can record up to £1,000.00 for this project, not £1,000.01.",
        ),
        (written("repayment", 1, reason="Why"), "You can record up to £0.00 for this project, not £0.01."),
        (written("release", 1, reason=""), "Enter a reason for this entry."),
    ]


@pytest.mark.parametrize(("write", "words"), refusals())
def test_impossible_entry_is_rejected_with_the_reason(grant, write, words):
    bid = make_project(grant, asked=100_000)

    with pytest.raises(OperationError) as refused:
        write(grant, bid)

    assert str(refused.value) == words
    assert grant.entries.count() == 3


def test_paid_amount_cannot_be_released(grant):
    bid = make_project(grant, asked=100_000)
    entries.record_payment(bid, 80_000, by=None, key="pay")

    with pytest.raises(OperationError, match="You can record up to £200"):
        entries.record_release(bid, 20_001, reason="Why", by=None, key="free")


def test_pot_of_another_grant_is_rejected(grant, partnership):
    other = make_grant(partnership, "2025-26")

    with pytest.raises(OperationError, match="two different pots of this grant"):
        transfers.transfer_between_pots(
            grant, pot_of(grant), pot_of(other), 1, reason="Why", consent="C", by=None, key="m"
        )


# --- Over-committed pots.


def test_movement_or_smaller_award_can_over_commit_a_pot(grant):
    bid = make_project(grant, asked=7_000_000)
    upfront, tactical = pot_of(grant), pot_of(grant, "tactical")
    assert [line.overcommits_pot for line in grant.entries.all()] == [False] * 3

    transfers.transfer_between_pots(
        grant, upfront, tactical, 200_000, reason="Needed there", consent="C", by=None, key="m"
    )
    split = {"upfront": 7_000_000, "tactical": 3_548_700}
    change_award(grant, split, total=10_548_700, is_provisional=False, reason="Cut", by=None)

    over = [(line.kind, line.reason) for line in grant.entries.taking_over()]
    assert over == [("movement", "Needed there"), ("award", "Cut")]
    assert over == [(line.kind, line.reason) for line in grant.entries.all() if line.overcommits_pot]
    assert bid.entries.count() == 1


# --- Money returned to the funder.


def test_money_that_is_not_needed_is_returned_to_the_funder(grant):
    make_project(grant)
    upfront = pot_of(grant)
    before = get_position(grant)

    for _ in range(2):
        transfers.return_to_funder(grant, upfront, 1_000_000, reason="Not needed", by=None, key="back")

    after = get_position(grant)
    assert grant.entries.filter(kind="given_back").count() == 1
    assert (after.award, after.whole.given_back) == (before.award, 1_000_000)
    assert (after.left, after.pots[0].left) == (before.left - 1_000_000, before.pots[0].left - 1_000_000)
    assert "£10,000.00 of the upfront pot was returned to the funder." in statement_data(grant)["warnings"]


@pytest.mark.parametrize(
    ("amount", "reason", "on", "words"),
    [
        (7_097_301, "Why", None, "You can return up to £70,973.00 from the upfront pot"),
        (0, "Why", None, "You can return up to £70,973.00"),
        (1, " ", None, "Enter a reason for this entry"),
        (
            1,
            "Why",
            date(1999, 1, 1),
            "Date must be the same as or after 1 April 2024, the first day of the grant.",
        ),
    ],
)
def test_amount_that_cannot_be_returned_to_the_funder_is_rejected(grant, amount, reason, on, words):
    with pytest.raises(OperationError, match=words):
        transfers.return_to_funder(grant, pot_of(grant), amount, reason=reason, by=None, key="back", on=on)

    assert not grant.entries.filter(kind="given_back").exists()


def test_repeated_request_with_another_amount_is_rejected(grant):
    bid = make_project(grant)
    entries.record_payment(bid, 60_000, by=None, key="pay")

    with pytest.raises(OperationError, match="This form has already recorded £600"):
        entries.record_payment(bid, 10_000, by=None, key="pay")

    assert entries.paid_amount(bid) == 60_000


# --- Constraints of the database.


@pytest.mark.parametrize("table", ["funding_ledgerentry", "funding_bidtransition"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_database_rejects_changed_and_deleted_entries(grant, table, statement):
    make_project(grant)

    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert (LedgerEntry.objects.count(), BidTransition.objects.count()) == (3, 2)


@pytest.mark.parametrize("name", ["id", "key", "sequence"])
def test_sqlite_does_not_replace_an_entry(grant, name):
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite has INSERT OR REPLACE.")
    line = grant.entries.first()
    new = {"id": line.pk + 100, "key": "new", "sequence": 99} | {name: getattr(line, name)}

    with (
        pytest.raises(IntegrityError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            'INSERT OR REPLACE INTO funding_ledgerentry (id, key, sequence, grant_id, pot_id, kind, amount, "on", reason,'
            ' consent, is_provisional, balance_before, "group", created_at) SELECT %s, %s, %s, grant_id, pot_id, kind, 1,'
            ' "on", reason, consent, is_provisional, balance_before, "group", created_at FROM funding_ledgerentry WHERE id = %s',
            [new["id"], new["key"], new["sequence"], line.pk],
        )
    assert grant.entries.get(pk=line.pk).amount == line.amount


def test_postgresql_does_not_empty_the_ledger(grant):
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL has TRUNCATE.")
    # The tests' own database is emptied by TRUNCATE, so the rule is set for this test alone.
    _rules.install(connection)

    for table in _rules.TABLES:
        with (
            pytest.raises(DatabaseError, match="never changed or deleted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            # The deferred checks of the test's own transaction must run first.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {table} CASCADE")


CONSTRAINTS = [
    ("an_entry_is_of_something", {"kind": "award", "amount": 0}),
    ("what_is_committed_is_above_nothing", {"kind": "payment", "amount": -1, "project": True}),
    ("what_goes_back_is_below_nothing", {"kind": "release", "amount": 1, "project": True}),
    ("a_movement_has_reason_and_consent", {"kind": "movement", "amount": 1, "reason": "Why", "group": "g"}),
    ("a_commitment_is_for_a_project", {"kind": "commitment", "amount": 1}),
    ("one_entry_a_number", {"kind": "award", "amount": 1, "sequence": 1}),
]


@pytest.mark.parametrize(("name", "fields"), CONSTRAINTS, ids=[name for name, _ in CONSTRAINTS])
def test_database_enforces_each_rule_of_an_entry(grant, name, fields):
    bid = make_project(grant)
    fields = {"sequence": 99, "key": name, "on": ON, "pot": pot_of(grant)} | fields
    if fields.get("project"):
        fields["project"] = bid

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        LedgerEntry.objects.create(grant=grant, **fields)

    # SQLite rejects a replaced entry before it checks its own constraint.
    assert name in str(refused.value) or "never changed or deleted" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_bid_has_its_project", {"state": "submitted"}),
        ("an_amount_asked_is_not_below_nothing", {"asked": -1}),
        (
            "what_is_recommended_has_its_amount",
            {"state": "recommended", "title": "T", "asked": 1, "version": 1},
        ),
    ],
)
def test_database_enforces_each_rule_of_a_bid(grant, name, changes):
    bid = Bid(grant=grant, number=1, pot=pot_of(grant), state="draft", version=0)
    add_row(bid, by=None)
    if "state" in changes:
        # Change the row without the workflow, as only an error in the database could.
        BidTransition.objects.create(bid=bid, move="submit", was="draft", now="submitted")
        if changes["state"] == "recommended":
            Bid.objects.filter(pk=bid.pk).update(**changes | {"state": "submitted"})
            BidTransition.objects.create(bid=bid, move="shortlist", was="submitted", now="shortlisted")
            Bid.objects.filter(pk=bid.pk).update(state="shortlisted")
            BidTransition.objects.create(bid=bid, move="recommend", was="shortlisted", now="recommended")

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Bid.objects.filter(pk=bid.pk).update(**changes)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a_grant_ends_after_it_starts", lambda grant: type(grant).objects.update(ends=date(2024, 3, 31))),
        ("one_pot_a_name", lambda grant: grant.pots.filter(name="tactical").update(name="upfront")),
    ],
)
def test_database_enforces_each_rule_of_a_grant(grant, name, write):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write(grant)

    assert name in str(refused.value) or "funding_pot.grant_id, funding_pot.name" in str(refused.value)
