"""The chair's and the funder's approval: selected, reviewed, and approved in one request."""

import pytest
from django.urls import reverse

from funding.bids.project_changes import start_change
from funding.bids.submission import submit_change
from funding.bids.tactical import open_pot_early
from funding.ledger import entries
from funding.models import LedgerEntry
from tests.factories import make_member, make_partnership
from tests.funding.approval_steps import (
    HERE,
    approvals,
    approve,
    errors_of,
    every_stage,
    page,
    review_of,
    signed_in,
    state_of,
)
from tests.funding.bid_factories import change_words, get_project
from tests.funding.factories import make_bid, make_grant
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, queries, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant(partnership):
    """£10,000 upfront and £5,000 tactical."""
    return make_grant(partnership, award=1_500_000, pots={"upfront": 1_000_000, "tactical": 500_000})


# --- One request for all.


def test_chair_approves_two_bids_in_one_request(client, cast, grant):
    first, second, third = (cast.recommended(name, "1,000") for name in ("First", "Second", "Third"))
    chair = signed_in(client, cast, "chair")

    review = review_of(client, "approve_for_chair", first, second)
    words = words_of_page(review)
    assert "Approve 2 bids: £2,000.00" in words
    assert "Upfront: £10,000.00 left before, £2,000.00 approved now, £8,000.00 left after." in words
    assert state_of(first) == "recommended"
    response = approve(client, "approve_for_chair", first, second, words="As recommended")

    assert said(response) == ["2 bids approved"]
    assert [state_of(bid) for bid in (first, second, third)] == [
        "chair_approved",
        "chair_approved",
        "recommended",
    ]
    assert {(move.created_by, move.words, move.amount) for move in approvals()} == {
        (chair, "As recommended", 100_000)
    }
    assert len({move.idempotency_key for move in approvals()}) == 1
    assert LedgerEntry.objects.filter(kind="commitment").count() == 0


def test_the_funder_approves_and_the_money_is_committed(client, cast, grant):
    first, second = cast.chair_approved("First", "1,000.50"), cast.chair_approved("Second", "2,000")
    funder = signed_in(client, cast, "funder")

    words = words_of_page(client.get(page("approve_for_funder")))
    assert "First Upfront · A charity · £1,000.50 requested · £1,000.50 recommended · version 1" in words
    assert "“All agreed on 29 April”" in words
    assert "Approved by the chair, Cara Chair" in words
    response = approve(client, "approve_for_funder", first, second)

    assert said(response) == ["2 bids approved"]
    assert [state_of(first), state_of(second)] == ["approved", "approved"]
    assert first.project.amount == 100_050
    lines = LedgerEntry.objects.filter(kind="commitment").values_list("project__bid", "amount", "created_by")
    assert list(lines) == [(first.pk, 100_050, funder.pk), (second.pk, 200_000, funder.pk)]
    assert "There are no bids for the funder to approve." in words_of_page(response)


@every_stage
def test_repeated_request_approves_once(client, cast, name, state, role):
    bid = cast.in_state(state)
    signed_in(client, cast, role)
    typed = fields_of(review_of(client, name, bid))

    first = client.post(page(name), typed, follow=True)
    second = client.post(page(name), typed, follow=True)

    assert (said(first), said(second)) == (["1 bid approved"], ["These bids were already approved"])
    assert bid.moves.filter(created_by=getattr(cast, role)).count() == 1
    assert LedgerEntry.objects.filter(kind="commitment").count() == (1 if role == "funder" else 0)


@every_stage
def test_nothing_waits(client, cast, name, state, role):
    signed_in(client, cast, role)

    words = words_of_page(client.get(page(name)))

    assert f"There are no bids for the {role} to approve." in words


@every_stage
def test_selecting_nothing_is_rejected_with_a_message(client, cast, name, state, role):
    bid = cast.in_state(state)
    signed_in(client, cast, role)

    response = client.post(page(name), fields_of(client.get(page(name))))

    assert (response.status_code, errors_of(response)) == (422, ["Select at least one bid to approve"])
    assert state_of(bid) == state


# --- More than the pot holds.


def test_over_committing_a_pot_needs_a_reason_which_is_saved_and_shown(client, cast, grant):
    first, second = cast.recommended("First", "6,000"), cast.recommended("Second", "4,000.01")
    signed_in(client, cast, "chair")

    review = review_of(client, "approve_for_chair", first, second)
    assert "This commits £0.01 more than the pot holds." in words_of_page(review)
    refused = approve(client, "approve_for_chair", first, second, reason=" ")
    assert (refused.status_code, errors_of(refused)) == (
        422, ["Enter a reason for approving more than the pot holds"],
    )  # fmt: skip
    assert approvals().count() == 0
    approve(client, "approve_for_chair", first, second, reason="The tactical pot has room", words="Agreed")

    assert list(approvals().order_by("id").values_list("bid__title", "words", "balance_before")) == [
        ("First", "Agreed", 1_000_000),
        ("Second", "Agreed\nThe tactical pot has room", 400_000),
    ]
    signed_in(client, cast, "funder")
    assert "The tactical pot has room”" in words_of_page(client.get(page("approve_for_funder")))
    review = review_of(client, "approve_for_funder", first, second)
    assert "This commits £0.01 more than the pot holds." in words_of_page(review)
    approve(client, "approve_for_funder", first, second, reason="Known to the Commissioner")

    entry = LedgerEntry.objects.get(project__bid=second, kind="commitment")
    assert (entry.reason, entry.balance_before) == ("Known to the Commissioner", 400_000)
    assert second.moves.get(move="funder_approve").words == "Known to the Commissioner"
    assert entries.get_position(grant).pots[0].over == 1


def test_a_pot_that_is_used_up_to_the_penny_needs_no_reason(client, cast):
    first, second = cast.recommended("First", "6,000"), cast.recommended("Second", "4,000")
    signed_in(client, cast, "chair")

    review = review_of(client, "approve_for_chair", first, second)

    assert "reason" not in fields_of(review)
    assert "£0.00 left after." in words_of_page(review)


def test_pot_used_up_in_the_meantime_requires_a_reason(client, cast):
    first, second = cast.recommended("First", "6,000"), cast.recommended("Second", "5,000")
    signed_in(client, cast, "chair")
    typed = fields_of(review_of(client, "approve_for_chair", second))
    cast.approve(first)

    response = client.post(page("approve_for_chair"), typed)

    assert response.status_code == 422
    assert "This commits £1,000.00 more than the pot holds." in words_of_page(response)
    assert "reason" in fields_of(response)
    assert state_of(second) == "recommended"


# --- Who cannot approve, and why.


@every_stage
def test_people_with_a_conflict_of_interest_see_why_and_cannot_approve(client, cast, name, state, role):
    bid = cast.in_state(state, "Training")
    person = signed_in(client, cast, role)
    bid.authors.create(person=person)

    response = client.get(page(name))
    assert "You cannot approve this bid because you helped to write it." in words_of_page(response)
    assert f"approve_{bid.pk}" not in response.content.decode()
    ticked = client.post(page(name), fields_of(response) | {f"approve_{bid.pk}": "on"})
    pressed = client.post(page(name), {"chosen": f"{bid.pk}:{bid.revision}", "words": ""})

    assert (ticked.status_code, pressed.status_code) == (409, 409)
    assert "You cannot approve this bid because you helped to write it." in words_of_page(pressed)
    assert "Nothing was approved." in words_of_page(pressed)
    assert state_of(bid) == state


@every_stage
def test_interest_and_the_bidders_own_people_are_rejected_with_a_message(client, cast, name, state, role):
    person = signed_in(client, cast, role)
    bid = cast.in_state(state, "Training")
    cast.score(bid, cast.scorer(person), interest="My brother works there")
    assert "You cannot approve this bid because you declared an interest in it." in words_of_page(
        client.get(page(name))
    )
    make_member(cast.grant.partnership, "executive", person=person, body=cast.charity)

    response = client.get(page(name))

    assert (
        "You cannot approve this bid because you work for the organisation that submitted it."
        in words_of_page(response)
    )
    assert client.post(page(name), {"chosen": f"{bid.pk}:{bid.revision}"}).status_code == 409
    assert state_of(bid) == state


def test_one_person_does_not_approve_for_both(client, cast, grant):
    make_member(grant.partnership, "funder", person=cast.chair)
    bid = cast.chair_approved()
    signed_in(client, cast, "chair")

    response = client.get(page("approve_for_funder"))

    assert "You approved this bid as chair. Someone else must approve it for the funder." in words_of_page(
        response
    )
    assert client.post(page("approve_for_funder"), {"chosen": f"{bid.pk}:{bid.revision}"}).status_code == 409
    assert state_of(bid) == "chair_approved"


def test_one_bid_that_cannot_be_approved_stops_the_whole_request(client, cast):
    first, second = cast.recommended("First"), cast.recommended("Second")
    chair = signed_in(client, cast, "chair")
    typed = fields_of(review_of(client, "approve_for_chair", first, second))
    second.authors.create(person=chair)

    response = client.post(page("approve_for_chair"), typed)

    assert response.status_code == 409
    assert "“Second”: You cannot approve this bid because you helped to write it." in words_of_page(response)
    assert state_of(first) == "recommended"


@pytest.mark.parametrize("name", ["approve_for_chair", "approve_for_funder"])
def test_users_without_permission_are_refused(client, cast, name):
    bid = cast.recommended()
    own = {"approve_for_chair": "chair", "approve_for_funder": "funder"}[name]
    typed = {"chosen": f"{bid.pk}:{bid.revision}"}
    for role in {"officer", "lead", "executive", "chair", "scrutiny", "county", "funder"} - {own}:
        signed_in(client, cast, role)
        assert client.get(page(name)).status_code == 403
        assert client.post(page(name), typed).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), own))
    assert client.get(page(name)).status_code == 404
    assert approvals().count() == 0


def test_a_neighbours_bid_is_not_approved_here(client, cast):
    bid = cast.recommended()
    neighbours = make_grant(make_partnership("southshire"))
    signed_in(client, cast, "chair")
    stranger = make_bid(neighbours, approved=False)

    response = client.post(
        page("approve_for_chair"), {"chosen": f"{stranger.pk}:{stranger.revision} {bid.pk}:{bid.revision}"}
    )

    assert response.status_code == 409
    assert state_of(bid) == "recommended"


@pytest.mark.parametrize("chosen", ["", "x", "1", "1:x", "1:", ":1", "²:1", "1:" + "9" * 30])
def test_invalid_request_is_rejected(client, cast, chosen):
    bid = cast.recommended()
    signed_in(client, cast, "chair")

    response = client.post(page("approve_for_chair"), {"chosen": chosen})

    assert response.status_code == 422
    assert state_of(bid) == "recommended"


# --- Changes, provisional awards and the tactical pot.


def test_a_change_shows_what_differs_and_takes_only_what_it_adds(client, cast, grant):
    bid = cast.live("Training", "9,000")
    bid = start_change(bid, by=cast.lead, words="A room costs more")
    costs = [["All of it", "9,500"]]
    bid = change_words(bid, by=cast.lead, asked=950_000, amount_requested_text="9,500", costs=costs)
    submit_change(bid, by=cast.lead)
    signed_in(client, cast, "chair")

    words = words_of_page(client.get(page("approve_for_chair")))
    assert "Approved in version 1: £9,000.00. Requested now: £9,500.00." in words
    assert "How much are you requesting? Before: £9,000.00 Now: £9,500.00" in words
    review = review_of(client, "approve_for_chair", bid)
    assert "£1,000.00 left before, £500.00 approved now, £500.00 left after." in words_of_page(review)
    approve(client, "approve_for_chair", bid)
    signed_in(client, cast, "funder")
    approve(client, "approve_for_funder", bid)

    project = get_project(bid.project_id)
    assert (state_of(bid), project.state, project.amount, project.version.number) == (
        "approved",
        "live",
        950_000,
        2,
    )
    assert entries.committed_amount(project) == 950_000


@every_stage
def test_nothing_is_approved_while_the_award_is_provisional_and_the_page_explains_it(
    client, cast, grant, name, state, role
):
    bid = cast.in_state(state, "First")
    type(grant).objects.update(is_provisional=True)
    signed_in(client, cast, role)
    if role == "funder":
        # The funder cannot see a grant that is not confirmed.
        assert client.get(page(name)).status_code == 404
        return

    response = client.get(page(name))
    words = words_of_page(response)

    assert "You cannot approve bids yet, because the award is provisional. Confirm the award first." in words
    assert "Approve “First”" not in words and "Review selected bids" not in words
    pressed = client.post(page(name), {"chosen": f"{bid.pk}:{bid.revision}", "words": ""})
    assert (pressed.status_code, state_of(bid)) == (409, state)


def test_user_who_can_confirm_the_award_sees_that_bids_wait_for_it(client, cast, grant):
    bid = cast.recommended("First")
    type(grant).objects.update(is_provisional=True)
    said = {}
    for role in ("officer", "chair"):
        signed_in(client, cast, role)
        said[role] = [(each.words, each.link) for each in client.get(page("grant_detail")).context["waiting"]]

    assert said == {
        "officer": [("1 bid that cannot be approved until the award is confirmed", "Confirm award")],
        "chair": [("1 bid that cannot be approved until the award is confirmed", "View bids")],
    }
    address = reverse("bid_detail", args=[*HERE, bid.number])
    assert "Next step: Confirm the award before bids are approved (an officer)." in words_of_page(
        client.get(address)
    )


def test_a_tactical_bid_waits_unless_the_pot_was_opened_early(client, cast, grant):
    tactical = cast.recommended("Small steps", "1,000", pot="tactical")
    cast.submitted("Upfront one")
    signed_in(client, cast, "chair")

    words = words_of_page(client.get(page("approve_for_chair")))
    assert "Bids to the tactical pot can be decided once every upfront bid has been decided." in words
    open_pot_early(grant.pots.get(name="tactical"), why="The summer begins", by=cast.officer)
    approve(client, "approve_for_chair", tactical)

    assert state_of(tactical) == "chair_approved"


@every_stage
def test_three_bids_take_as_many_statements_as_one(client, cast, name, state, role):
    cast.criterion()
    scorers = [cast.scorer(cast.executive), cast.scorer(cast.other_executive)]

    def add(title):
        bid = cast.shortlisted(title, "100")
        for scorer in scorers:
            cast.score(bid, scorer, 4)
        bid = cast.recommend(bid)
        return cast.approve(bid) if state == "chair_approved" else bid

    add("First")
    signed_in(client, cast, role)
    few = queries(client, page(name))
    add("Second")
    add("Third")

    assert "scored 80 of 100 by 2 people of 2 organisations" in words_of_page(client.get(page(name)))
    assert queries(client, page(name)) == few
