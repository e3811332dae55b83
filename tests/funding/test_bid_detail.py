"""A bid's page: what each user reads, and the buttons that each has."""

import pytest

from funding.lifecycles import BidState, ProjectState
from funding.models import BidFile
from plans.records import add_row
from tests.factories import make_member, make_partnership
from tests.funding.bid_addresses import page
from tests.funding.bid_factories import change_words
from tests.funding.factories import make_grant, make_project
from tests.funding.page_text import words_of_page
from tests.plans.pages import main, queries

pytestmark = pytest.mark.django_db
PEOPLE = ("officer", "lead", "executive", "chair", "scrutiny", "county", "funder")


def read(client, person, bid, name="bid_detail"):
    client.force_login(person)
    return client.get(page(name, bid))


def test_draft_shows_what_is_complete_and_what_is_missing(client, cast):
    bid = cast.draft(need="", safeguarding="")

    words = words_of_page(read(client, cast.lead, bid))

    assert "Training Draft A charity, upfront pot Amount requested £4,000.00" in words
    assert "Next step: Complete and submit the bid (the bidder)." in words
    assert "The project Complete" in words
    assert "Why it is needed Enter what the need is and how you know To do" in words
    assert "After the project, and safeguarding Enter how people are kept safe To do" in words
    assert "There are no files with this bid." in words
    assert "This bid has not been submitted yet." in words


def test_empty_draft_shows_a_message(client, cast, grant):
    bid = cast.draft()
    type(bid).objects.update(**dict.fromkeys(("summary", "need", "amount_requested_text"), ""), asked=None)

    assert "Amount requested Not entered yet" in words_of_page(read(client, cast.lead, bid))


@pytest.mark.parametrize("state", BidState.values)
def test_the_page_offers_each_the_moves_of_their_own(client, cast, state):
    from funding.access import bid_permissions
    from plans.access.access import get_access

    bid = cast.in_state(state)
    bid = bid.bid if state == "approved" else bid
    for name in PEOPLE:
        person = getattr(cast, name)
        response = read(client, person, bid)
        if response.status_code == 404:
            assert state != "approved"
            continue
        offered = {button.words for button in response.context["buttons"]}
        assert len(offered) == len(
            bid_permissions.available_transitions(get_access(person, "northshire"), bid)
        )
        for button in response.context["buttons"]:
            # Pages of other apps have tests of their own.
            if button.address.startswith(bid.get_absolute_url()) and "evaluation" not in button.address:
                assert client.get(button.address).status_code == 200, (name, button)


def test_progress_is_shown_with_comments_and_amounts(client, cast):
    bid = cast.recommended()

    words = words_of_page(read(client, cast.officer, bid))

    assert "Submitted Chris Charity," in words
    assert "Recommended: £4,000.00 Edie Executive," in words
    assert "£70,973.00 was left in the pot before this All agreed on 29 April" in words


def test_questions_are_shown_with_their_answers(client, cast):
    bid = cast.clarification()

    words = words_of_page(read(client, cast.lead, bid))

    assert "Which figures? About “What is the need, and how do you know?”. Olive Officer," in words
    assert "Not answered yet." in words


@pytest.mark.parametrize("state", [state for state in ProjectState.values if state != "withdrawn"])
def test_the_page_of_a_project_offers_each_their_own_transitions(client, cast, state):
    project = cast.in_state(state)
    offered = {}
    for name in PEOPLE:
        response = read(client, getattr(cast, name), project)
        assert response.status_code == 200
        for button in response.context["buttons"]:
            offered.setdefault(button.words, set()).add(name)
            assert client.get(button.address).status_code == 200, (name, button)

    assert (
        offered
        == {
            "approved": {
                "Start project": {"officer"},
                "Propose change": {"officer", "lead"},
                "Withdraw project": {"officer"},
            },
            "live": {"Propose change": {"officer", "lead"}, "Close project": {"officer"}},
            "closed": {"Approve evaluation": {"officer"}},
            "evaluated": {},
        }[state]
    )


def test_page_of_a_change_shows_what_it_changes_and_what_is_missing(client, cast):
    change = changed(cast, cast.changing())

    words = words_of_page(read(client, cast.lead, change))

    assert "Change 1 to Training Secret title Change in draft" in words
    assert "Amount approved £4,000.00, version 1 Amount requested £9,000.00" in words
    assert "Reason A room costs more" in words
    assert "Next step: Complete and submit the change (the bidder)." in words
    assert "How much are you requesting? £4,000.00 £9,000.00" in words
    assert "How the money is spent The costs total £4,000.00" in words or "The costs total £4,000.00" in words
    assert "There are no files with this change." in words


# --- Users who see only what is approved.


def changed(cast, change):
    """The change with answers that are not approved yet."""
    return change_words(change, by=cast.lead, title="Secret title", need="Secret need", asked=900_000, amount_requested_text="9,000")  # fmt: skip


@pytest.mark.parametrize("role", ["scrutiny", "county", "funder"])
def test_others_read_the_approved_answers_of_a_project_that_changes(client, cast, role):
    project = changed(cast, cast.changing()).project

    for row, name in ((project.bid, "bid_detail"), (project.bid, "bid_versions"), (project, "bid_detail")):
        response = read(client, getattr(cast, role), row, name)
        body = response.content.decode()
        assert "Secret" not in body and "9,000" not in body
        assert "A room costs more" not in body
        assert "Edie Executive" not in body
        assert "Training" in body
    assert "Training Live A charity" in words_of_page(response)


@pytest.mark.parametrize("role", ["scrutiny", "county", "funder"])
def test_a_change_stays_unread_until_it_is_approved(client, cast, role):
    from funding.bids.submission import submit_change

    change = submit_change(
        changed(cast, cast.changing(costs=[["All of it", "9,000"]], asked="9,000")), by=cast.lead, words="New"
    )
    person = getattr(cast, role)
    assert read(client, person, change).status_code == 404

    change = cast.approve(change)
    answer = read(client, person, change)
    assert (answer.status_code == 200 and "Secret title" in main(answer)) == (role == "funder")

    project = cast.approve_as_funder(change)
    assert "Secret title" in main(read(client, person, project))


def test_the_funder_reads_what_the_chair_approved(client, cast):
    bid = cast.chair_approved()

    words = words_of_page(read(client, cast.funder, bid))

    assert "Training Approved by the chair" in words
    assert "Amount recommended £4,000.00" in words
    assert "Version 1, approved by the chair" in words
    assert "Progress" not in words
    assert "Next step: Approve or decline the bid (the funder)." in words


@pytest.mark.parametrize("role", ["scrutiny", "county", "funder"])
@pytest.mark.parametrize("state", ["draft", "submitted", "shortlisted", "recommended", "declined"])
def test_what_was_not_approved_is_not_there(client, cast, role, state):
    assert read(client, getattr(cast, role), cast.in_state(state)).status_code == 404


def add_file(bid, name="quote.txt") -> BidFile:
    file = BidFile(bid=bid, filename=name, size=5, content=b"Words")
    add_row(file, by=None)
    return file


def test_imported_bid_is_shown(client, grant, partnership):
    bid = make_project(grant, "Movable cameras", 395_000, lead="A trust").bid
    client.force_login(make_member(partnership, "scrutiny"))

    words = words_of_page(client.get(page("bid_detail", bid)))

    assert "Movable cameras Approved by the funder A trust, upfront pot Amount requested £3,950.00" in words
    assert "no version" not in words
    assert "Version 1 Approved" in words_of_page(client.get(page("bid_versions", bid)))


# --- Permissions.


def test_lead_of_another_body_gets_403(client, cast, grant):
    bid = cast.submitted(lead=cast.fire)

    assert read(client, cast.lead, bid).status_code == 403


def test_an_outsider_and_a_neighbours_bid(client, cast):
    bid = cast.submitted()
    next_door = make_partnership("southshire")
    other = make_project(make_grant(next_door, "2023-24"))

    assert read(client, make_member(next_door, "officer"), bid).status_code == 404
    client.force_login(cast.officer)
    assert client.get(f"/northshire/grants/2023-24/bids/{other.number}/").status_code == 404


@pytest.mark.parametrize("name", ["bid_detail", "bid_versions", "bid_history"])
def test_pages_take_as_many_statements_for_many_rows(client, cast, name):
    from funding.bids.clarification import answer_clarification, request_clarification

    bid = cast.submitted()
    client.force_login(cast.officer)

    def round_of_questions(bid, number):
        bid = request_clarification(bid, {"need": "Why?", "match": "Who?"}, by=cast.officer)
        add_file(bid, f"{number}.txt")
        bid = change_words(bid, by=cast.lead, need=f"Another need {number}")
        answers = {question.pk: "So" for question in bid.questions.filter(answered_at=None)}
        return answer_clarification(bid, answers, by=cast.lead)

    bid = round_of_questions(bid, 1)
    few = queries(client, page(name, bid))
    for number in (2, 3, 4):
        bid = round_of_questions(bid, number)

    assert bid.version == 5
    assert queries(client, page(name, bid)) == few <= 22
