"""Projects that the funder approved: changes to them, and their withdrawal."""

import contextlib
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from funding.bids.decline_withdraw import decline_bid, withdraw_project
from funding.bids.project_changes import cancel_change, start_change
from funding.bids.submission import submit_change
from funding.bids.transitions import apply_transition
from funding.bids.versions import compare_versions
from funding.decisions.record import SelectedBid, approve_bids
from funding.ledger import entries
from funding.lifecycles import BidTransitionCode
from funding.models import ProjectReturn
from funding.projects.starting import close_project
from plans.records import OperationError
from tests.factories import make_partnership
from tests.funding.bid_factories import Cast, change_words
from tests.funding.factories import make_grant
from tests.funding.returns import sent


@pytest.fixture
def cast(db):
    """A grant of £106,460: £70,973 upfront, £35,487 tactical."""
    return Cast(make_grant(make_partnership("northshire")))


# --- Changes after approval.


def test_a_change_is_a_new_version_with_differences_approved_again(cast):
    project = cast.live()
    change = start_change(project, by=cast.lead, words="The hall costs more")
    change = change_words(
        change,
        by=cast.lead,
        title="Training for all",
        need="More of it",
        asked=450_000,
        amount_requested_text="4,500",
        costs=[["All", "4,500"]],
    )
    change = submit_change(change, by=cast.lead, words="The hall costs more")

    assert (change.state, change.version, change.recommended_amount) == ("submitted", 2, 450_000)
    before, after = project.bid.versions.all()
    assert (before.change, after.change) == (None, change)
    assert [(row.label, row.after) for row in compare_versions(before.content, after.content)] == [
        ("What is the project called?", "Training for all"),
        ("What is the need, and how do you know?", "More of it"),
        ("How much are you requesting?", "£4,500.00"),
        ("What will the project cost?", "All: £4,500.00"),
    ]
    assert entries.committed_amount(project) == 400_000

    project = cast.approve_change(change)

    change.refresh_from_db()
    assert (project.state, project.version, project.amount) == ("live", after, 450_000)
    assert (project.title, change.state) == ("Training for all", "approved")
    assert [line.amount for line in project.entries.order_by("sequence")] == [400_000, 50_000]
    # The application stays as it was approved.
    assert (project.bid.title, project.bid.asked, project.bid.version) == ("Training", 400_000, 1)


def test_a_smaller_change_gives_money_back(cast):
    change = start_change(cast.approved(), by=cast.lead, words="Cheaper")
    change = change_words(
        change, by=cast.lead, asked=300_000, amount_requested_text="3,000", costs=[["All", "3,000"]]
    )
    project = cast.approve_change(submit_change(change, by=cast.lead))

    assert (project.state, project.amount, entries.committed_amount(project)) == (
        "approved",
        300_000,
        300_000,
    )


@pytest.mark.parametrize(
    ("end", "state"),
    [("discarded", "cancelled"), ("declined", "declined"), ("discarded while the chair looks", "cancelled")],
)
def test_rejected_change_leaves_the_project_as_approved(cast, end, state):
    project = cast.live()
    was = project.values()
    change = change_words(start_change(project, by=cast.lead, words="Why"), by=cast.lead, need="Another need")
    if end != "discarded":
        change = submit_change(change, by=cast.lead)
    if end == "declined":
        change = decline_bid(change, by=cast.chair, words="Not now")
    else:
        change = cancel_change(change, by=cast.lead, words="Not needed")

    project.refresh_from_db()
    assert (change.state, project.values(), project.open_change) == (state, was, None)
    assert entries.committed_amount(project) == 400_000
    again = submit_change(start_change(project, by=cast.lead, words="Again"), by=cast.lead)
    assert (again.number, again.version) == (2, 2 if end == "discarded" else 3)


def test_project_has_one_open_change(cast):
    project = cast.changing().project

    with pytest.raises(OperationError, match="already a change"):
        start_change(project, by=cast.lead, words="Another")


def test_project_with_open_change_is_neither_started_nor_closed(cast):
    approved, live = cast.approved("Approved"), cast.live("Live")
    for project in (approved, live):
        start_change(project, by=cast.lead, words="Why")

    with pytest.raises(OperationError, match="has not been decided"):
        apply_transition(approved, BidTransitionCode.START, by=cast.officer)
    with pytest.raises(OperationError, match="has not been decided"):
        close_project(live, by=cast.officer, words="Done", on=date(2024, 9, 1))


def test_an_approval_of_a_change_is_two_peoples_again(cast):
    change = cast.approve(submit_change(cast.changing(), by=cast.lead))

    with pytest.raises(OperationError, match="Someone else must approve"):
        approve_bids(cast.grant, BidTransitionCode.FUNDER_APPROVE, [SelectedBid.of(change)], by=cast.chair)


# --- Withdrawing.


def test_an_approved_project_that_is_withdrawn_frees_its_money(cast):
    project = withdraw_project(cast.approved(), by=cast.officer, words="The charity closes")

    assert (project.state, project.amount, entries.committed_amount(project)) == ("withdrawn", 0, 0)
    assert (project.bid.state, project.is_funded) == ("approved", False)
    assert [(line.kind, line.amount) for line in project.entries.order_by("sequence")] == [
        ("commitment", 400_000),
        ("release", -400_000),
    ]


def test_a_project_that_was_paid_is_closed_not_withdrawn(cast):
    project = cast.approved()
    entries.record_payment(project, 100, by=cast.officer, key="pay")

    with pytest.raises(OperationError, match=r"£1\.00 has been paid to it"):
        withdraw_project(project, by=cast.officer, words="The charity closes")


def test_project_with_approved_spending_is_closed_not_withdrawn(cast):
    project = cast.live()
    sent(project, by=cast.lead, approved_by=cast.officer)

    with pytest.raises(
        OperationError, match=r"approved returns show that it spent £1,250\.00\. Close the project instead\."
    ):
        withdraw_project(project, by=cast.officer, words="The charity closes")
    project.refresh_from_db()
    assert (project.state, project.amount) == ("live", 400_000)


@pytest.mark.parametrize(("spent", "state"), [(1, "approved"), (0, "withdrawn")])
def test_project_that_spent_before_its_start_is_not_withdrawn(cast, spent, state):
    project = cast.approved()
    ProjectReturn.objects.create(
        project=project, year=2024, quarter=1, spent=spent, forecast=1, state="approved",
        sent_by=cast.lead, decided_by=cast.officer, submitted_at=timezone.now(), decided_at=timezone.now(),
    )  # fmt: skip

    with contextlib.suppress(OperationError):
        withdraw_project(project, by=cast.officer, words="The charity closes")
    project.refresh_from_db()
    assert project.state == state


def test_database_keeps_a_project_that_spent_from_being_withdrawn(cast):
    project = cast.approved()
    ProjectReturn.objects.create(
        project=project, year=2024, quarter=1, spent=1, forecast=1, state="approved",
        sent_by=cast.lead, decided_by=cast.officer, submitted_at=timezone.now(), decided_at=timezone.now(),
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="spent money"), transaction.atomic():
        apply_transition(project, BidTransitionCode.WITHDRAW, by=cast.officer, words="The charity closes")


def test_a_change_is_discarded_before_its_project_is_withdrawn(cast):
    change = start_change(cast.approved(), by=cast.lead, words="Why")

    with pytest.raises(OperationError, match="Decide or discard the change first"):
        withdraw_project(change.project, by=cast.officer, words="No")
