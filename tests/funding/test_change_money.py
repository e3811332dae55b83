"""A project's money and its changes: what is approved follows the ledger, and nothing is committed twice."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from funding.bids.clarification import answer_clarification, request_clarification
from funding.bids.decline_withdraw import withdraw_project
from funding.bids.project_changes import start_change
from funding.bids.submission import submit_change
from funding.bids.transitions import DecidedAmount, apply_transition
from funding.decisions.approval_list import approval_list
from funding.decisions.decision_sheet import build_decision_sheet
from funding.decisions.record import (
    SelectedBid,
    approve_bids,
    awaiting_funder,
    left_for_chair,
    left_for_funder,
    record_consensus,
)
from funding.ledger import entries, transfers
from funding.lifecycles import BidTransitionCode
from funding.models import Bid, Project, ProjectChange
from funding.money.amounts import format_money
from plans.models import Membership
from plans.records import OperationError, write_row
from tests.factories import make_body, make_member, make_partnership
from tests.funding.approval_steps import page, review_of, state_of
from tests.funding.bid_factories import WORDS, Cast, change_words
from tests.funding.factories import make_bid, make_grant, pot_of
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of


@pytest.fixture
def cast(db):
    """£10,000 upfront, £5,000 tactical."""
    pots = {"upfront": 1_000_000, "tactical": 500_000}
    return Cast(make_grant(make_partnership("northshire"), award=1_500_000, pots=pots))


def changed(cast, project, **words) -> ProjectChange:
    """A change to the project, submitted."""
    change = start_change(project, by=cast.lead, words="Why")
    return submit_change(change_words(change, by=cast.lead, **words), by=cast.lead)


def asking(pence: int) -> dict:
    typed = format_money(pence)
    return {"asked": pence, "amount_requested_text": typed, "costs": [["All", typed]]}


def test_what_is_approved_follows_what_was_released(cast):
    bid = cast.live()
    entries.record_release(bid, 100_000, reason="Cheaper", by=cast.officer, key="release")

    bid.refresh_from_db()
    assert (bid.amount, entries.committed_amount(bid)) == (300_000, 300_000)


def test_change_of_text_alone_commits_nothing_again(cast):
    bid = cast.live()
    entries.record_release(bid, 100_000, reason="Cheaper", by=cast.officer, key="release")
    other = cast.approved("Other", "7,000")
    assert left_for_funder(other.pot) == 0

    bid = cast.approve_change(changed(cast, bid, need="Another need", costs=[["All", "3,000"]]))

    assert (bid.amount, entries.committed_amount(bid), left_for_funder(bid.pot)) == (
        300_000,
        300_000,
        0,
    )


def test_release_while_a_change_is_pending_is_not_undone_by_it(cast):
    change = cast.approve(changed(cast, cast.live(), need="Another need"))
    entries.record_release(change.project, 100_000, reason="Cheaper", by=cast.officer, key="release")
    change.refresh_from_db()

    assert entries.committed_amount(cast.approve_as_funder(change)) == 300_000


def test_change_of_text_keeps_an_approval_below_the_amount_requested(cast):
    bid = cast.recommend(cast.shortlisted(), 300_000)
    bid = apply_transition(
        cast.approve_as_funder(cast.approve(bid)), BidTransitionCode.START, by=cast.officer
    )

    bid = changed(cast, bid, need="Another need", costs=[["All", "3,000"]])

    assert (bid.asked, bid.recommended_amount) == (300_000, 300_000)


def test_change_of_text_keeps_what_was_moved_to_another_project(cast):
    source, target = cast.live("Source"), cast.live("Target")
    why = {"reason": "Cheaper", "consent": "By letter", "by": cast.officer, "key": "move"}
    transfers.transfer_between_projects(source, target, 100_000, **why)

    for bid, held in ((source, 300_000), (target, 500_000)):
        costs = [["All", format_money(held)]]
        assert changed(cast, bid, need="Another need", costs=costs).recommended_amount == held


def test_a_change_is_not_submitted_below_what_was_paid(cast):
    bid = cast.live()
    entries.record_payment(bid, 350_000, by=cast.officer, key="pay")

    with pytest.raises(OperationError, match=r"because £3,500\.00 has been paid to it"):
        changed(cast, bid, **asking(200_000))


def test_a_change_is_not_approved_below_what_was_paid_since(cast):
    change = changed(cast, cast.live(), **asking(200_000))
    entries.record_payment(change.project, 350_000, by=cast.officer, key="pay")

    with pytest.raises(OperationError, match=r"cannot approve £2,000\.00 for “Training”"):
        cast.approve(change)


def test_what_a_change_will_free_is_not_free_before_the_funder_approves(cast):
    bid = cast.approve(changed(cast, cast.live("Big", "6,000"), **asking(200_000)))

    assert awaiting_funder(cast.grant) == {bid.pot_id: 0}
    assert (left_for_funder(bid.pot), left_for_chair(bid.pot)) == (400_000, 400_000)


def test_change_to_a_smaller_amount_adds_no_money_and_one_request_is_correct(client, cast):
    big, other = cast.live("Big", "6,000"), cast.live("Other", "3,000")
    fits, goes_over = cast.shortlisted("Fits", "1,000"), cast.shortlisted("Over", "1,500")
    change = changed(cast, other, **asking(100_000))

    money_left = build_decision_sheet(pot_of(cast.grant)).money
    assert (money_left.left, money_left.recommended, left_for_funder(big.pot)) == (100_000, 0, 100_000)
    fits, goes_over = cast.recommend(fits), cast.recommend(goes_over)
    listed = approval_list(cast.grant, BidTransitionCode.CHAIR_APPROVE, cast.chair)
    waiting = {each.bid.title: each for each in listed.waiting}
    (told,) = listed.after([waiting["Other"], waiting["Fits"]])
    assert (told.balance_before, told.more, told.left_after, told.over) == (100_000, 100_000, 0, 0)
    (told,) = listed.after([waiting["Other"], waiting["Over"]])
    assert (told.left_after, told.over) == (-50_000, 50_000)
    client.force_login(cast.chair)
    review = review_of(client, "approve_for_chair", change, goes_over)
    assert "This commits £500.00 more than the pot holds." in words_of_page(review)
    client.post(page("approve_for_chair"), fields_of(review) | {"reason": "The change frees more"})

    assert [state_of(row) for row in (change, goes_over)] == ["chair_approved"] * 2
    # The funder approves the change first: the bid after it can use what it releases.
    listed = approval_list(cast.grant, BidTransitionCode.FUNDER_APPROVE, cast.funder)
    waiting = {each.bid.title: each for each in listed.waiting}
    (told,) = listed.after([waiting["Other"], waiting["Over"]])
    assert (told.balance_before, told.more, told.left_after, told.over) == (100_000, -50_000, 150_000, 0)


def test_a_withdrawn_project_has_nothing_approved(cast):
    bid = withdraw_project(cast.approved(), by=cast.officer, words="The charity closes")

    assert (bid.amount, entries.committed_amount(bid)) == (0, 0)


@pytest.mark.parametrize("state", ["closed", "evaluated"])
def test_no_money_moves_to_a_project_that_is_over(cast, state):
    why = {"reason": "Cheaper", "consent": "By letter", "by": cast.officer, "key": "move"}

    with pytest.raises(OperationError, match="is closed"):
        transfers.transfer_between_projects(cast.live("Source"), cast.in_state(state, "Target"), 100, **why)


def test_transfer_within_an_over_committed_pot_makes_nothing_worse(cast):
    source, target = cast.live("Source", "9,000"), cast.shortlisted("Target", "3,000")
    target = cast.approve_as_funder(cast.approve(cast.recommend(target), reason="Drawn"), reason="Drawn")
    target = apply_transition(target, BidTransitionCode.START, by=cast.officer)
    why = {"reason": "Cheaper", "consent": "By letter", "by": cast.officer, "key": "move"}

    assert len(transfers.transfer_between_projects(source, target, 100_000, **why)) == 2


def test_comment_and_the_reason_for_over_committing_are_both_saved(cast):
    bid = cast.recommended("Big", "11,000")

    approve_bids(
        cast.grant, BidTransitionCode.CHAIR_APPROVE, [SelectedBid(bid.pk, bid.revision)], by=cast.chair,
        words="As discussed", overcommit_reason="Drawn from the tactical pot",
    )  # fmt: skip

    assert bid.moves.get(move="chair_approve").words == "As discussed\nDrawn from the tactical pot"


def test_nothing_is_approved_of_a_provisional_award(cast):
    bid = cast.recommended()
    write_row(cast.grant, {"is_provisional": True}, base_revision=cast.grant.revision, by=None)

    with pytest.raises(OperationError, match="the award is provisional"):
        cast.approve(bid)


# --- Bids imported from a spreadsheet.


def test_edited_answers_of_an_imported_bid_are_decided_again(cast):
    bid = make_bid(cast.grant, "Sheet", 300_000, approved=False, lead="A charity")
    bid = cast.approve(cast.recommend(apply_transition(bid, BidTransitionCode.SHORTLIST, by=cast.officer)))
    bid = request_clarification(bid, {"need": "Which?"}, by=cast.funder)
    bid = change_words(bid, by=cast.lead, title="Another project", **asking(900_000))

    words = {question.pk: "These" for question in bid.questions.all()}
    with pytest.raises(OperationError):
        answer_clarification(bid, words, by=cast.lead)
    bid = change_words(bid, by=cast.lead, **WORDS)
    bid = answer_clarification(bid, words, by=cast.lead)

    assert (bid.state, bid.version) == ("shortlisted", 2)
    assert [kept.content["title"] for kept in bid.versions.all()] == ["Sheet", "Another project"]


def test_a_bid_that_names_no_bidder_is_not_shortlisted_or_approved(cast):
    bid = make_bid(cast.grant, "Sheet", 300_000, approved=False)

    with pytest.raises(OperationError, match="has no lead organisation"):
        apply_transition(bid, BidTransitionCode.SHORTLIST, by=cast.officer)
    bid = request_clarification(bid, {"lead": "Who leads it?"}, by=cast.officer)
    bid = change_words(bid, by=cast.officer, lead_id=cast.charity.pk)
    assert bid.lead == cast.charity


# --- What the database stores of a submitted bid.


@pytest.mark.parametrize("changes", ["pot", "lead", "no lead", "quarters", "match"])
def test_pot_bidder_and_answers_stay_as_submitted(cast, changes):
    bid = cast.recommended()
    values = {
        "pot": {"pot": pot_of(cast.grant, "tactical")},
        "lead": {"lead": cast.police},
        "no lead": {"lead": None},
        "quarters": {"quarters": ["2024-Q4"]},
        "match": {"match": [["Council", "cash", "5"]]},
    }[changes]

    with pytest.raises(IntegrityError), transaction.atomic():
        Bid.objects.filter(pk=bid.pk).update(**values)


def test_pot_and_bidder_stay_while_a_change_is_written(cast):
    change = cast.changing()

    for row, values in (
        (change.project, {"pot": pot_of(cast.grant, "tactical")}),
        (change.project, {"lead": cast.police}),
        (change, {"lead": cast.police}),
        (change, {"number": 7}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**values)


def test_project_keeps_what_was_approved(cast):
    project = cast.live()

    for values in (
        {"title": "Another"},
        {"quarters": ["2024-Q4"]},
        {"measures": []},
        {"number": 7},
        {"amount": 1},
        {"state": "closed", "closed_on": date(2024, 9, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Project.objects.filter(pk=project.pk).update(**values)


@pytest.mark.parametrize("given", [{}, {"id": 900}])
def test_project_starts_without_an_amount_that_the_ledger_lacks(cast, given):
    bid = apply_transition(
        cast.chair_approved(),
        BidTransitionCode.FUNDER_APPROVE,
        by=cast.funder,
        weighed=DecidedAmount(400_000, 1),
    )
    project = Project(
        grant=bid.grant, bid=bid, number=bid.number, pot=bid.pot, version=bid.versions.get(), title="Training", **given
    )  # fmt: skip
    project.amount = 400_000

    with pytest.raises(IntegrityError, match="what the ledger commits to it"), transaction.atomic():
        project.save(force_insert=True)

    project.amount = 0
    project.save(force_insert=True)
    with pytest.raises(IntegrityError, match="what the ledger commits to it"), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(amount=400_000)


def test_project_is_made_of_an_approved_bid_only(cast):
    bid = cast.chair_approved()

    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.create(
            grant=bid.grant,
            bid=bid,
            number=bid.number,
            pot=bid.pot,
            version=bid.versions.get(),
            title="Early",
        )


# --- Who counts among the scorers.


def shortlisted_and_scored(cast, *people):
    cast.criterion()
    bid = cast.shortlisted()
    for person in people:
        cast.score(bid, cast.scorer(person), 4)
    return bid


def test_one_person_of_two_bodies_is_not_two_organisations(cast):
    make_member(cast.grant.partnership, "lead", person=cast.executive, body=cast.fire)
    bid = shortlisted_and_scored(cast, cast.executive)

    with pytest.raises(OperationError, match="people from 1 organisation"):
        cast.recommend(bid)


def test_who_left_does_not_count_among_the_scorers(cast):
    second = make_member(cast.grant.partnership, "lead", name="Second", body=cast.police)
    bid = shortlisted_and_scored(cast, cast.executive, second)
    chosen = [SelectedBid(bid.pk, bid.revision)]
    Membership.objects.filter(person=second).update(is_withdrawn=True)

    with pytest.raises(OperationError, match="people from 1 organisation"):
        record_consensus(bid.pot, chosen, [], words="Agreed", by=cast.chair)


def test_units_of_one_organisation_count_once(cast):
    here = cast.grant.partnership
    units = [make_body(here, name, kind="unit", parent=cast.council) for name in ("Housing", "Youth service")]
    people = [make_member(here, "lead", name=f"Of {unit}", body=unit) for unit in units]
    bid = shortlisted_and_scored(cast, *people)

    with pytest.raises(OperationError, match="people from 1 organisation"):
        cast.recommend(bid)


def test_who_answers_for_the_bidder_is_an_author(cast):
    bid = cast.clarification()
    answer_clarification(bid, {bid.questions.get().pk: "These"}, by=cast.officer)

    assert set(bid.authors.values_list("person", flat=True)) == {cast.lead.pk, cast.officer.pk}
