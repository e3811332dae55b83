"""Submit a bid, and a change to a project."""

from datetime import UTC, datetime

import pytest

from funding.bids.project_changes import cancel_change
from plans.records import write_row
from tests.factories import make_member, make_partnership
from tests.funding.bid_addresses import errors_of, page, send
from tests.funding.bid_factories import Cast, change_words
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, queries, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client, grant):
    cast = Cast(grant)
    client.force_login(cast.lead)
    return cast


def address(bid) -> str:
    return page("bid_submit", bid)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def post_submit(client, bid, **typed):
    """Submit the form as a browser does, with the revision that the page showed."""
    return client.post(address(bid), {"revision": str(bid.revision)} | typed, follow=True)


def test_complete_bid_is_submitted_after_its_review(client, cast):
    bid = cast.draft()
    review = client.get(address(bid))
    words = words_of_page(review)
    assert "What is the need, and how do you know? Reports rose by a tenth" in words
    assert "Complete or correct these answers" not in words

    response = client.post(address(bid), fields_of(review), follow=True)

    bid = fresh(bid)
    assert said(response) == ["“Training” submitted as version 1"]
    assert (bid.state, bid.version, bid.versions.get().content["asked"]) == ("submitted", 1, "£4,000.00")
    assert [(step.move, step.created_by) for step in bid.moves.all()] == [("submit", cast.lead)]


def test_every_missing_answer_has_a_link_and_nothing_is_submitted(client, cast):
    bid = cast.draft(need="", measures=[["Staff trained", ""]], costs=[["Room", "£6,00"]])

    for response in (client.get(address(bid)), post_submit(client, bid)):
        words = words_of_page(response)
        assert "Enter what the need is and how you know" in words
        assert "Enter both a measure and a target for “Staff trained”" in words
        assert "Room: “£6,00” could be pounds and pence or a comma in the wrong place." in words
        for section, question in (("need", "need"), ("delivery", "measures"), ("money", "costs")):
            assert f'href="{page("bid_edit", bid, section)}#q-{question}"' in response.content.decode()

    assert response.status_code == 422
    assert errors_of(response) == ["Complete or correct 3 answers before you submit"]
    assert (fresh(bid).state, fresh(bid).version, bid.moves.count()) == ("draft", 0, 0)


@pytest.mark.parametrize(
    ("costs", "match", "words"),
    [
        (
            [["Room", "3,999.99"]],
            [],
            "The costs total £3,999.99, but £4,000.00 is requested: the difference is £0.01",
        ),
        (
            [["Room", "4,600"]],
            [["Council", "cash", "500"], ["Hall", "in kind", "100"]],
            "The costs total £4,600.00, but £4,000.00 is requested with £500.00 of match funding in cash: the difference is £100.00",
        ),
    ],
)
def test_costs_that_do_not_add_up_are_rejected_with_the_difference(client, cast, costs, match, words):
    bid = cast.draft(costs=costs, match=match)

    response = post_submit(client, bid)

    assert response.status_code == 422
    assert words in words_of_page(response)
    assert fresh(bid).state == "draft"


def test_answer_over_its_limit_is_rejected(client, cast):
    bid = cast.draft(summary=" ".join(["word"] * 305))

    assert "“What will be done?” is 5 words over the limit of 300" in words_of_page(post_submit(client, bid))
    assert fresh(bid).state == "draft"


def test_late_submission_is_rejected_with_the_time_and_nothing_is_lost(client, cast):
    bid = cast.draft()
    closed = datetime(2024, 4, 12, 16, 0, tzinfo=UTC)
    write_row(bid.pot, {"closes_at": closed}, base_revision=bid.pot.revision, by=cast.officer)

    response = post_submit(client, bid)

    assert response.status_code == 409
    assert errors_of(response)[0].startswith(
        "The upfront pot closed for bids at 5:00pm on 12 April 2024. It is now "
    )
    words = words_of_page(client.get(address(bid)))
    assert "The upfront pot closed for bids at 5:00pm on 12 April 2024" in words
    assert "Submit your bid You cannot edit" in words and "Cancel" in words
    assert (fresh(bid).state, fresh(bid).need, bid.versions.count()) == ("draft", bid.need, 0)


def test_review_shows_until_when_the_pot_accepts_bids(client, cast):
    bid = cast.draft()
    write_row(bid.pot, {"closes_at": datetime(2199, 4, 12, 16, 0, tzinfo=UTC)}, base_revision=1, by=None)

    assert "The upfront pot closes for bids at 5:00pm on 12 April 2199." in words_of_page(
        client.get(address(bid))
    )


def test_a_bid_changed_since_the_review_is_looked_at_again(client, cast):
    bid = cast.draft()
    typed = fields_of(client.get(address(bid)))
    change_words(bid, by=cast.officer, need="Other words")

    response = client.post(address(bid), typed)

    assert response.status_code == 409
    assert errors_of(response) == [
        "“Training” has changed since you opened this page. Check it and try again."
    ]
    assert "Other words" in words_of_page(response)
    assert client.post(address(bid), fields_of(response)).status_code == 302
    assert fresh(bid).state == "submitted"


def test_repeated_request_submits_once(client, cast):
    bid = cast.draft()
    post_submit(client, bid)

    response = post_submit(client, bid)

    assert response.status_code == 409
    assert "You cannot use ‘Submit bid’ because the status of “Training” is “Submitted”." in words_of_page(
        response
    )
    assert bid.moves.count() == 1


# --- A change after approval.


@pytest.fixture
def change(cast):
    """£4,000 approved; £4,500 requested in a change that is being written."""
    bid = cast.changing()
    return change_words(
        bid, by=cast.lead, asked=450_000, amount_requested_text="4,500", costs=[["All of it", "4,500"]]
    )


def test_change_shows_what_it_changes_and_is_approved_again(client, cast, change):
    review = words_of_page(client.get(address(change)))
    assert (
        "Changes to the approved version Question Before After How much are you requesting? £4,000.00 £4,500.00"
        in review
    )

    response = send(client, address(change), words="Rooms cost more")

    change = fresh(change)
    assert response.url == page("bid_detail", change)
    assert (change.state, change.version, change.recommended_amount, change.project.amount) == (
        "submitted",
        2,
        450_000,
        400_000,
    )
    assert (change.versions.get().why, change.why) == ("Rooms cost more", "Rooms cost more")
    project = cast.approve_change(change)
    assert (project.state, project.version.number, project.amount) == ("live", 2, 450_000)


def test_change_without_an_explanation_is_rejected(client, cast, change):
    response = send(client, address(change), words=" ")

    assert (response.status_code, errors_of(response)) == (422, ["Enter what will change, and why"])
    assert fresh(change).state == "draft"


def test_a_discarded_change_leaves_the_project_as_approved(client, cast, change):
    discard = page("bid_transition", change, "drop_change")
    response = client.post(discard, fields_of(client.get(discard)) | {"words": "Not needed"}, follow=True)

    assert said(response) == ["Change discarded: “Training”"]
    assert fresh(change).state == "cancelled"
    project = fresh(change.project)
    assert (project.state, project.amount, project.version.number) == ("live", 400_000, 1)


def test_a_change_that_was_sent_can_still_be_discarded(client, cast, change):
    from funding.bids.submission import submit_change

    change = cancel_change(
        submit_change(change, by=cast.lead, words="More"), by=cast.lead, words="Not needed"
    )

    assert (change.state, change.project.amount) == ("cancelled", 400_000)
    assert client.get(address(change)).status_code == 409


# --- Permissions.


@pytest.mark.parametrize("state", ["submitted", "clarification", "declined", "withdrawn"])
def test_page_explains_why_there_is_nothing_to_submit(client, cast, state):
    bid = cast.in_state(state)

    response = post_submit(client, bid)

    assert response.status_code == 409
    assert "You cannot use ‘Submit bid’ because" in words_of_page(response)


def test_users_without_permission_are_refused(client, cast, grant):
    bid = cast.draft(lead=cast.fire)
    for person, status in ((cast.lead, 403), (cast.chair, 403), (cast.funder, 403), (cast.executive, 404)):
        client.force_login(person)
        assert client.post(address(bid)).status_code == status
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.post(address(bid)).status_code == 404
    assert fresh(bid).state == "draft"


def test_the_review_takes_as_many_statements_for_many_rows(client, cast):
    bid = cast.draft(costs=[["A", "1"]])
    few = queries(client, address(bid))
    write_row(
        bid, {"costs": [["A", "1"]] * 9, "partners": [cast.fire.pk, cast.police.pk]}, base_revision=1, by=None
    )

    assert queries(client, address(bid)) == few <= 18


def test_input_for_a_change_cancelled_in_the_meantime_is_shown_and_kept(client, cast, change):
    typed = fields_of(client.get(address(change))) | {"words": "A second room, as we agreed"}
    cancel_change(change, by=cast.officer, words="Not now")

    response = client.post(address(change), typed)

    assert response.status_code == 409
    assert "What will change, and why A second room, as we agreed" in words_of_page(response)
    assert "A second room, as we agreed" in words_of_page(client.get(address(change)))
