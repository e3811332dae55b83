"""Answer clarification questions about a bid."""

import pytest

from funding.bids.clarification import answer_clarification, request_clarification
from funding.models import Bid
from plans.models import FormDraft
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


@pytest.fixture
def bid(cast):
    """Submitted, and asked about its need and its costs."""
    asked = {"need": "Which figures?", "costs": "Why so dear?"}
    return request_clarification(cast.submitted(), asked, by=cast.officer)


def fresh(bid) -> Bid:
    return Bid.objects.get(pk=bid.pk)


def answers(bid, words="Because") -> dict[str, str]:
    return {f"answer-{question.pk}": f"{words} {question.about}" for question in bid.questions.all()}


def test_bidder_answers_and_the_bid_continues(client, cast, bid):
    words = words_of_page(client.get(page("bid_answer", bid)))
    assert "Which figures? About “What is the need, and how do you know?”" in words
    assert "Edit “Money”" in words

    response = client.post(page("bid_answer", bid), fields_of(client.get(page("bid_answer", bid))) | answers(bid), follow=True)  # fmt: skip

    assert said(response) == ["Answers sent. The status of “Training” is “Submitted” again."]
    assert (fresh(bid).state, fresh(bid).version) == ("submitted", 1)
    found = bid.questions.values_list("answer", "answered_by")
    assert list(found) == [("Because need", cast.lead.pk), ("Because costs", cast.lead.pk)]


def test_edited_answers_are_a_second_version(client, cast, bid):
    send(client, page("bid_edit", bid, "need"), need="Calls rose by a fifth (police figures, May 2024).")
    shown = words_of_page(client.get(page("bid_answer", bid)))
    assert "Changes since the submission Question Before After What is the need" in shown

    response = client.post(page("bid_answer", bid), fields_of(client.get(page("bid_answer", bid))) | answers(bid), follow=True)  # fmt: skip

    assert said(response) == ["Answers sent with version 2 of “Training”. Its status is “Submitted”."]
    assert (fresh(bid).version, bid.versions.count()) == (2, 2)
    assert bid.versions.get(number=2).content["need"].startswith("Calls rose")


def test_edited_answers_with_one_missing_are_not_sent(client, cast, bid):
    bid = change_words(bid, by=cast.lead, costs=[["Room", "1"]])

    response = send(client, page("bid_answer", bid), **answers(bid))

    assert response.status_code == 422
    assert "The costs total £1.00, but £4,000.00 is requested: the difference is £3,999.00" in words_of_page(
        response
    )
    assert fields_of(response).items() >= {name: [words] for name, words in answers(bid).items()}.items()
    assert fresh(bid).state == "clarification"


def test_answers_edited_after_the_chairs_approval_are_approved_again(client, cast):
    bid = request_clarification(cast.chair_approved(), {"need": "Why?"}, by=cast.funder)
    bid = change_words(bid, by=cast.lead, need="Calls rose.")

    send(client, page("bid_answer", bid), **answers(bid))

    bid = fresh(bid)
    assert (bid.state, bid.version) == ("recommended", 2)
    assert cast.approve_as_funder(cast.approve(bid)).version.number == 2


def test_a_question_without_an_answer_is_named(client, bid):
    first, second = answers(bid)

    response = send(client, page("bid_answer", bid), **{first: "Because", second: " "})

    assert (response.status_code, errors_of(response)) == (422, ["Enter an answer to “Why so dear?”"])
    assert fields_of(response)[first] == ["Because"]
    assert not bid.questions.exclude(answer="").exists()


@pytest.mark.parametrize("state", ["draft", "submitted", "shortlisted", "declined"])
def test_page_without_questions_shows_a_message(client, cast, state):
    assert client.get(page("bid_answer", cast.in_state(state))).status_code == 409


def test_users_without_permission_are_refused(client, cast, bid):
    for person in (cast.executive, cast.chair, cast.scrutiny, cast.funder):
        client.force_login(person)
        assert client.post(page("bid_answer", bid), answers(bid)).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.post(page("bid_answer", bid), answers(bid)).status_code == 404
    assert fresh(bid).state == "clarification"


def test_many_questions_take_as_many_statements_as_one(client, cast):
    one = request_clarification(cast.submitted(), {"need": "Why?"}, by=cast.officer)
    few = queries(client, page("bid_answer", one))
    three = request_clarification(cast.submitted("Other"), {"need": "1?", "costs": "2?", "title": "3?"}, by=cast.officer)  # fmt: skip

    assert queries(client, page("bid_answer", three)) == few <= 18


# --- Two people answer at once.


def test_answers_to_questions_answered_in_the_meantime_are_shown_and_kept(client, cast, bid):
    address = page("bid_answer", bid)
    typed = fields_of(client.get(address)) | answers(bid, "My own words on")
    answer_clarification(bid, {question.pk: "Theirs" for question in bid.questions.all()}, by=cast.officer)

    response = client.post(address, typed)

    assert response.status_code == 409
    words = words_of_page(response)
    assert "Which figures? My own words on need Why so dear? My own words on costs" in words
    assert "My own words on need" in words_of_page(client.get(address))
    assert set(bid.questions.values_list("answer", flat=True)) == {"Theirs"}


def test_answers_are_shown_when_new_questions_were_asked_in_the_meantime(client, cast, bid):
    address = page("bid_answer", bid)
    typed = fields_of(client.get(address)) | answers(bid, "My own words on")
    answer_clarification(bid, {question.pk: "Theirs" for question in bid.questions.all()}, by=cast.officer)
    request_clarification(fresh(bid), {"summary": "In which towns?"}, by=cast.officer)

    response = client.post(address, typed)

    assert response.status_code == 422
    assert errors_of(response) == ["Enter an answer to “In which towns?”"]
    assert "Which figures? My own words on need" in words_of_page(response)
    assert FormDraft.objects.get(person=cast.lead, form=address)
