"""The record of the group's consensus: one request, recorded once, and nothing typed is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.bids.clarification import answer_clarification, request_clarification
from funding.forms.decision_sheet import valid_idempotency_key
from funding.models import BidTransition
from plans.models import FormDraft
from tests.funding.decision_sheet_steps import WORDS, chosen, errors_of, page, record, states
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant(partnership):
    """£10,000 upfront and £5,000 tactical."""
    return make_grant(partnership, award=1_500_000, pots={"upfront": 1_000_000, "tactical": 500_000})


@pytest.fixture
def executive(client, cast):
    """An executive member, signed in."""
    client.force_login(cast.executive)
    return cast.executive


def test_group_recommends_and_declines_in_one_request(client, cast, grant, executive):
    first, second, third = (cast.shortlisted(name, "4,000") for name in ("First", "Second", "Third"))
    typed = chosen(client, grant, amounts={first: "3,500.25"}, declined=[second])

    review = client.post(page(grant, "consensus_record"), typed)
    words = words_of_page(review)
    assert "Recommended: 1" in words
    assert "First £4,000.00 £3,500.25" in words
    assert "Not recommended: 1 Second (will be declined)" in words
    assert "£10,000.00 is left to recommend. £6,499.75 will be left after this." in words
    assert states(first, second) == ["shortlisted", "shortlisted"]
    response = client.post(page(grant, "consensus_record"), fields_of(review) | {"words": WORDS}, follow=True)

    assert said(response) == ["Consensus recorded: 1 recommended (£3,500.25), 1 declined"]
    assert states(first, second, third) == ["recommended", "declined", "shortlisted"]
    assert (first.recommended_amount, second.recommended_amount) == (350_025, None)
    moves = BidTransition.objects.filter(move__in=["recommend", "decline"])
    assert {(move.words, move.created_by) for move in moves} == {(WORDS, cast.executive)}
    assert len({move.idempotency_key for move in moves}) == 1
    page_words = words_of_page(response)
    assert "Earlier decisions of the group" in page_words
    assert "by Edie Executive Police, fire and council agreed on 29 April" in page_words
    assert "Recommended, £3,500.25: First £3,500.25" in page_words


def test_review_warns_about_more_than_the_pot_holds(client, cast, grant, executive):
    first, second = cast.shortlisted("First", "6,000"), cast.shortlisted("Second", "5,000")

    review = client.post(
        page(grant, "consensus_record"), chosen(client, grant, amounts={first: None, second: None})
    )

    assert "This is £1,000.00 more than the pot holds." in words_of_page(review)
    assert (
        record(client, grant, chosen(client, grant, amounts={first: None, second: None})).status_code == 302
    )
    assert states(first, second) == ["recommended", "recommended"]


def test_repeated_request_is_recorded_once(client, cast, grant, executive):
    bid = cast.shortlisted()
    review = client.post(page(grant, "consensus_record"), chosen(client, grant, amounts={bid: None}))
    typed = fields_of(review) | {"words": WORDS}

    client.post(page(grant, "consensus_record"), typed)
    response = client.post(page(grant, "consensus_record"), typed, follow=True)

    assert said(response)[-1] == "This consensus was already recorded"
    assert bid.moves.filter(move="recommend").count() == 1


def test_consensus_needs_its_text(client, cast, grant, executive):
    bid = cast.shortlisted()

    response = record(client, grant, chosen(client, grant, amounts={bid: None}), words=" ")

    assert (response.status_code, errors_of(response)) == (
        422, ["Enter who attended and what the group agreed"],
    )  # fmt: skip
    assert states(bid) == ["shortlisted"]


def test_selecting_nothing_is_rejected_with_a_message(client, cast, grant, executive):
    cast.shortlisted()

    response = client.post(page(grant, "consensus_record"), chosen(client, grant))

    assert response.status_code == 422
    assert "Select at least one bid to recommend or decline." in words_of_page(response)


def test_bid_changed_in_the_meantime_is_shown_and_nothing_is_recorded(client, cast, grant, executive):
    first, second = cast.shortlisted("First"), cast.shortlisted("Second")
    review = client.post(
        page(grant, "consensus_record"), chosen(client, grant, amounts={first: None, second: None})
    )
    typed = fields_of(review) | {"words": WORDS}
    cast.recommend(second)

    response = client.post(page(grant, "consensus_record"), typed)

    assert response.status_code == 409
    words = words_of_page(response)
    assert "This decision sheet has changed since you opened the page" in words
    assert "1 bid recommended" in words
    assert states(first) == ["shortlisted"]


def test_bid_clarified_in_the_meantime_must_be_reviewed_again(client, cast, grant, executive):
    bid = cast.shortlisted("First")
    typed = chosen(client, grant, amounts={bid: None})
    asked = request_clarification(bid, {"need": "Which?"}, by=cast.officer)
    answer_clarification(asked, {asked.questions.get().pk: "These"}, by=cast.lead)

    response = client.post(page(grant, "consensus_record"), typed)

    assert response.status_code == 409
    assert "the page: “First”. Check it and try again." in words_of_page(response)


@pytest.mark.parametrize("state", ["submitted", "clarification"])
def test_only_a_shortlisted_bid_is_recommended(client, cast, grant, executive, state):
    bid = cast.in_state(state)
    typed = chosen(client, grant) | {f"choice_{bid.pk}": "recommend", f"amount_{bid.pk}": "1"}

    response = client.post(page(grant, "consensus_record"), typed)

    assert (response.status_code, states(bid)) == (422, [state])


def test_bid_with_too_few_scores_cannot_be_recommended_and_shows_why(client, cast, grant, executive):
    cast.criterion()
    bid = cast.shortlisted("Training")
    cast.score(bid, cast.scorer(cast.executive), 4)

    response = client.get(page(grant))

    assert (
        "“Training” has been scored by people from 1 organisation. At least 2 are needed."
        in words_of_page(response)
    )
    assert f"amount_{bid.pk}" not in fields_of(response)
    assert response.context["sheet"].suggestions == ()


LONG = "Words of the consensus\nthat took an hour"


def test_late_request_keeps_the_input_and_shows_what_changed(client, cast, grant, executive):
    names = ("First", "Second", "Third", "Fourth")
    first, second, third, fourth = (cast.shortlisted(name, "2,000") for name in names)
    amounts = {first: "1,234.56", second: "999", fourth: "1"}
    review = client.post(
        page(grant, "consensus_record"), chosen(client, grant, amounts=amounts, declined=[third])
    )
    typed = fields_of(review) | {"words": LONG}
    cast.recommend(second)
    asked = request_clarification(fourth, {"need": "Which?"}, by=cast.officer)

    response = client.post(page(grant, "consensus_record"), typed)

    assert response.status_code == 409
    words = words_of_page(response)
    assert "“Fourth”, the status of “Second” is now “Recommended”. Check it and try again." in words
    assert "The choices and amounts that you can still make are filled in below" in words
    assert "Your unsaved input Words of the consensus that took an hour" in words
    assert "You entered 999 for “Second”, which the group can no longer decide." in words
    found = fields_of(response)
    assert (found[f"choice_{first.pk}"], found[f"amount_{first.pk}"]) == (["recommend"], ["1,234.56"])
    assert (found[f"choice_{third.pk}"], found[f"choice_{fourth.pk}"]) == (["decline"], ["leave"])
    assert found[f"revision_{fourth.pk}"] == [str(asked.revision)]
    kept = FormDraft.objects.get(person=executive).data
    assert (kept["words"], kept[f"amount_{second.pk}"]) == ([LONG], ["999"])

    again = client.post(page(grant), found)
    assert "that took an hour" in words_of_page(again)
    review = client.post(page(grant, "consensus_record"), fields_of(again))
    assert fields_of(review)["words"] == [LONG.replace("\n", "\r\n")]
    assert client.post(page(grant, "consensus_record"), fields_of(review)).status_code == 302
    assert (states(first, third), first.recommended_amount) == (["recommended", "declined"], 123_456)
    assert FormDraft.objects.count() == 0


def test_draft_of_a_late_request_is_used_when_bids_have_changed(client, cast, grant, executive):
    bid = cast.shortlisted("First")
    typed = chosen(client, grant, amounts={bid: "1,000"}) | {"words": LONG, "idempotency_key": "0" * 32}
    type(bid).objects.filter(pk=bid.pk).update(revision=bid.revision + 1)
    assert client.post(page(grant, "consensus_record"), typed).status_code == 409
    assert "You have an unsaved draft of a consensus" in words_of_page(client.get(page(grant)))

    response = client.get(page(grant, "consensus_record", draft=["use"]))

    assert response.status_code == 200
    assert fields_of(response)[f"amount_{bid.pk}"] == ["1,000"]
    assert "that took an hour" in words_of_page(response)


def test_input_is_shown_when_no_bid_is_left_to_decide(client, cast, grant, executive):
    bid = cast.shortlisted("First")
    typed = chosen(client, grant, amounts={bid: None}) | {"words": LONG, "idempotency_key": "0" * 32}
    cast.recommend(bid)

    response = client.post(page(grant, "consensus_record"), typed)

    assert response.status_code == 409
    assert "that took an hour" in words_of_page(response)


def test_input_is_shown_when_the_pot_was_closed_in_the_meantime(client, cast, grant, executive):
    bid = cast.shortlisted("Small steps", "1,000", pot="tactical")
    typed = chosen(client, grant, pot="tactical", amounts={bid: None}) | {
        "words": LONG,
        "idempotency_key": "0" * 32,
    }
    cast.submitted("Upfront one")

    response = client.post(page(grant, "consensus_record", "tactical"), typed)

    assert response.status_code == 409
    assert "Nothing was recorded, because the pot is not open for decisions yet." in words_of_page(response)
    assert "that took an hour" in words_of_page(response)


@pytest.mark.parametrize("idempotency_key", ["\0" * 32, "0" * 31, "0" * 33, "g" * 32, "0" * 32 + "\n"])
def test_foreign_idempotency_key_is_not_looked_up(client, cast, grant, executive, idempotency_key):
    bid = cast.shortlisted()
    typed = chosen(client, grant, amounts={bid: None}) | {"words": "All agreed"}

    with CaptureQueriesContext(connection) as captured:
        response = client.post(page(grant, "consensus_record"), typed | {"idempotency_key": idempotency_key})

    assert (valid_idempotency_key({"idempotency_key": idempotency_key}), response.status_code) == ("", 422)
    assert not any(idempotency_key in query["sql"] for query in captured.captured_queries)


def test_the_review_is_reached_from_the_sheet_alone(client, cast, grant, executive):
    response = client.get(page(grant, "consensus_record"))

    assert response.url == page(grant).removesuffix("?")


def test_unrecorded_input_is_offered(client, cast, grant, executive):
    bid = cast.shortlisted("Training")
    review = client.post(page(grant, "consensus_record"), chosen(client, grant, amounts={bid: None}))
    address = page(grant, "consensus_record").removesuffix("?")
    client.post("/drafts/", fields_of(review) | {"words": "All agreed", "draft_form": address})

    assert "You have an unsaved draft of a consensus" in words_of_page(client.get(page(grant)))
    response = client.get(address, {"draft": "use"})
    assert fields_of(response)["words"] == ["All agreed"]
    client.post(address, fields_of(response))

    assert states(bid) == ["recommended"]
    assert "You have an unsaved draft" not in words_of_page(client.get(page(grant)))
