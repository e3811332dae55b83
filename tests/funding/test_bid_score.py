"""Scoring: the bids that a person is invited to score, and the group's table of scores."""

import pytest
from django.urls import reverse

from funding.bids.clarification import answer_clarification, request_clarification
from funding.models import Assessment
from funding.scoring.score_table import ScoreTable
from plans.records import get_history
from tests.factories import make_member, make_partnership
from tests.funding.bid_factories import change_words
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, queries, said, send

pytestmark = pytest.mark.django_db
HERE = ["northshire", "2024-25"]


@pytest.fixture
def officer(client, cast):
    """The grant's officer, signed in."""
    client.force_login(cast.officer)
    return cast.officer


@pytest.fixture
def criteria(cast):
    """Need, 20, and Value, 10."""
    return cast.criterion("Need", 20), cast.criterion("Value", 10)


@pytest.fixture
def scorer(client, cast, criteria):
    """The executive member of the police, invited and signed in."""
    client.force_login(cast.executive)
    return cast.scorer(cast.executive)


def page(name, *args):
    return reverse(name, args=[*HERE, *args])


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def marks(criteria, *points, **others):
    """Return a completed form: the points for each criterion, with a reason."""
    typed = {"stand": "score"}
    for criterion, given in zip(criteria, points, strict=True):
        typed |= {f"points_{criterion.pk}": str(given), f"why_{criterion.pk}": f"Because {given}"}
    return typed | others


def test_invited_person_scores_a_bid(client, cast, criteria, scorer):
    bid = cast.submitted("Training")

    response = send(client, page("bid_score", bid.number), **marks(criteria, 5, 2))

    assert response.url == page("grant_scores")
    scoring = Assessment.objects.get()
    assert (scoring.bid, scoring.scorer, scoring.interest) == (bid, scorer, "")
    assert list(scoring.marks.values_list("criterion", "points", "rationale")) == [
        (criteria[0].pk, 5, "Because 5"),
        (criteria[1].pk, 2, "Because 2"),
    ]
    words = words_of_page(client.get(page("grant_scores")))
    assert "Training Upfront, A charity Scored 80 of 100" in words


def test_bids_answers_are_next_to_the_criteria(client, cast, scorer):
    bid = cast.clarification("Training")
    change_words(bid, by=cast.lead, need="Other words, not submitted yet")

    words = words_of_page(client.get(page("bid_score", bid.number)))

    assert "Reports rose by a tenth in 2023 (police figures, March 2024)." in words
    assert "Other words" not in words
    assert "Which figures? Not answered yet" in words
    assert "Points: Need" in words
    assert "4: Good, with evidence" in words


def test_a_changed_score_keeps_the_one_before_in_its_history(client, cast, criteria, scorer):
    bid = cast.submitted()
    send(client, page("bid_score", bid.number), **marks(criteria, 5, 2))
    send(client, page("bid_score", bid.number), **marks(criteria, 1, 2))

    scoring = Assessment.objects.get()
    assert scoring.revision == 2
    latest = get_history(scoring.thread)[0]
    assert [(field.label, field.before, field.after) for field in latest.fields] == [
        ("Marks", "Need, 5, Because 5; Value, 2, Because 2", "Need, 1, Because 1; Value, 2, Because 2")
    ]


def test_the_same_person_in_two_windows_loses_nothing(client, cast, criteria, scorer):
    bid = cast.submitted()
    address = page("bid_score", bid.number)
    opened = fields_of(client.get(address))
    client.post(address, opened | marks(criteria, 5, 2))

    response = client.post(address, opened | marks(criteria, 0, 0))

    assert response.status_code == 409
    assert "Need, 5, Because 5; Value, 2, Because 2" in words_of_page(response)
    settled = fields_of(response) | {"choose-marks": "mine"}
    assert client.post(address, settled).status_code == 302
    assert list(Assessment.objects.get().marks.values_list("points", flat=True)) == [0, 0]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"points": ""}, "Select 0 to 5 points for “Need”"),
        ({"points": "6"}, "Select a valid choice. 6 is not one of the available choices."),
        ({"points": "2.5"}, "Select a valid choice. 2.5 is not one of the available choices."),
        ({"why": " "}, "Enter a reason for the points for “Need”"),
        ({"stand": ""}, "Select whether you will score the bid or have an interest in it"),
        ({"stand": "interest"}, "Enter your interest"),
        (
            {"interest": "A trustee"},
            "Select that you have an interest, or delete the interest you entered",
        ),
        ({"revision": "x"}, "Enter a whole number."),
    ],
)
def test_wrong_score_is_rejected_with_a_message(client, cast, criteria, scorer, typed, words):
    bid = cast.submitted()
    names = {"points": f"points_{criteria[0].pk}", "why": f"why_{criteria[0].pk}"}
    wrong = {names.get(name, name): value for name, value in typed.items()}

    response = send(client, page("bid_score", bid.number), **marks(criteria, 5, 2) | wrong)

    assert (response.status_code, errors_of(response)) == (422, [words])
    assert Assessment.objects.count() == 0


# --- An interest.


def test_interest_removes_the_points_and_the_history_keeps_them(client, cast, criteria, scorer, grant):
    bid = cast.submitted()
    send(client, page("bid_score", bid.number), **marks(criteria, 5, 2))

    send(client, page("bid_score", bid.number), stand="interest", interest="I am a trustee")

    scoring = Assessment.objects.get()
    assert (scoring.interest, scoring.marks.count()) == ("I am a trustee", 0)
    assert ScoreTable(grant).of(bid).weighted is None
    assert "Need, 5, Because 5" in get_history(scoring.thread)[0].fields[1].before
    assert "Interest declared" in words_of_page(client.get(page("grant_scores")))


def test_interest_is_withdrawn_only_with_a_reason(client, cast, criteria, scorer):
    bid = cast.submitted()
    send(client, page("bid_score", bid.number), stand="interest", interest="I am a trustee")

    response = send(client, page("bid_score", bid.number), **marks(criteria, 3, 3))
    assert errors_of(response) == ["Enter why you no longer have this interest"]
    send(client, page("bid_score", bid.number), **marks(criteria, 3, 3, why="Another charity was meant"))

    scoring = Assessment.objects.get()
    assert (scoring.interest, scoring.marks.count()) == ("", 2)
    assert get_history(scoring.thread)[0].why == "Another charity was meant"


# --- Who cannot score which bid.


def test_people_of_the_bidder_and_authors_cannot_score_and_see_why(client, cast, criteria):
    bid = cast.submitted()
    bid.authors.create(person=cast.officer)
    for person, words in (
        (cast.lead, "You cannot score this bid because you work for the organisation that submitted it."),
        (cast.officer, "You cannot score this bid because you helped to write it."),
    ):
        cast.scorer(person)
        client.force_login(person)
        response = client.get(page("bid_score", bid.number))
        assert response.status_code == 200
        assert words in words_of_page(response)
        response = client.post(page("bid_score", bid.number), marks(criteria, 5, 5))
        assert (response.status_code, words in words_of_page(response)) == (409, True)
        assert words in words_of_page(client.get(page("grant_scores")))
    assert Assessment.objects.count() == 0


def test_who_is_not_invited_sees_a_sentence_and_not_the_bid(client, cast, criteria):
    bid = cast.submitted("Training")
    client.force_login(cast.county)

    response = client.get(page("bid_score", bid.number))
    posted = client.post(page("bid_score", bid.number), marks(criteria, 5, 5))

    assert (response.status_code, posted.status_code) == (200, 422)
    words = words_of_page(response)
    assert "You have not been invited to score bids to this grant." in words
    assert "Training" not in words
    assert "You have not been invited" in words_of_page(client.get(page("grant_scores")))
    assert Assessment.objects.count() == 0


@pytest.mark.parametrize("role", ["lead", "county"])
def test_scorer_reads_a_bid_that_they_could_not_see_before(client, cast, criteria, role):
    bid = cast.submitted("Cameras", lead=cast.fire)
    bid.authors.all().delete()
    person = getattr(cast, role)
    cast.scorer(person)
    client.force_login(person)

    assert "Cameras" in words_of_page(client.get(page("grant_scores")))
    response = send(client, page("bid_score", bid.number), **marks(criteria, 4, 4))

    assert response.status_code == 302
    assert Assessment.objects.get().marks.count() == 2


@pytest.mark.parametrize("state", ["recommended", "approved", "live", "declined", "withdrawn"])
def test_a_bid_that_is_decided_is_not_scored_any_more(client, cast, state):
    bid = cast.in_state(state, "Training")
    criterion = cast.criterion()
    cast.scorer(cast.executive)
    client.force_login(cast.executive)

    response = client.post(page("bid_score", bid.number), marks([criterion], 5))

    assert response.status_code == 409
    assert "can no longer be scored because its status is" in words_of_page(response)
    assert Assessment.objects.count() == 0


def test_a_draft_and_a_bid_of_another_grant_are_not_there(client, cast, scorer):
    cast.draft()
    make_grant(make_partnership("southshire"))

    assert client.get(page("bid_score", 1)).status_code == 404
    assert client.get(page("bid_score", 9)).status_code == 404
    assert client.get(reverse("bid_score", args=["southshire", "2024-25", 1])).status_code == 404


def test_without_criteria_nothing_is_scored(client, cast):
    bid = cast.submitted()
    cast.scorer(cast.executive)
    client.force_login(cast.executive)

    assert "There are no criteria yet." in words_of_page(client.get(page("bid_score", bid.number)))
    assert client.post(page("bid_score", bid.number)).status_code == 409


@pytest.mark.parametrize("name", ["grant_scores", "bid_score"])
def test_users_without_permission_are_refused(client, cast, name):
    address = page(name, *([cast.submitted().number] if name == "bid_score" else []))
    for role in ("scrutiny", "funder"):
        client.force_login(getattr(cast, role))
        assert client.get(address).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(address).status_code == 404


# --- The group's table, and what counts.


def test_the_group_sees_every_score_and_what_is_missing(client, cast, criteria, officer):
    bid = cast.submitted("Training")
    cast.score(bid, cast.scorer(cast.executive), 5, 2)
    cast.score(bid, cast.scorer(cast.other_executive), interest="I know them")
    cast.scorer(cast.chair)
    cast.scorer(cast.lead)

    words = words_of_page(client.get(page("grant_scores")))

    # By name: Cara Chair, Chris Charity, Edie Executive, Fred Fire.
    assert (
        "Training Upfront not scored yet cannot score this bid 80 of 100 interest declared"
        " 80 of 100 1 person of 1 organisation (too few)"
    ) in words


def test_who_was_removed_and_who_lacks_a_new_criterion_do_not_count(cast, criteria, grant):
    bid = cast.submitted()
    first, second = cast.scorer(cast.executive), cast.scorer(cast.other_executive)
    cast.score(bid, first, 5, 5)
    cast.score(bid, second, 0, 0)
    assert ScoreTable(grant).of(bid).weighted == 50

    type(second).objects.filter(pk=second.pk).update(is_withdrawn=True)
    assert (ScoreTable(grant).of(bid).weighted, ScoreTable(grant).of(bid).people) == (100, 1)
    assert "from 1 organisation. At least 2 are needed" in ScoreTable(grant).of(bid).lacking

    cast.criterion("Lasts")
    (stand,) = ScoreTable(grant).stands(bid)
    assert (stand.words, stand.is_missing, stand.is_counted) == ("incomplete", True, False)


def test_score_of_a_later_author_does_not_count(cast, criteria, grant):
    bid = cast.submitted()
    cast.score(bid, cast.scorer(cast.executive), 5, 5)

    bid.authors.create(person=cast.executive)

    assert ScoreTable(grant).of(bid).weighted is None


def test_three_bids_take_as_many_statements_as_one(client, cast, criteria, officer):
    scorer = cast.scorer(cast.executive)
    cast.scorer(officer)
    cast.score(cast.submitted("First"), scorer, 5, 2)
    few = queries(client, page("grant_scores"))
    for name in ("Second", "Third"):
        cast.score(cast.submitted(name, lead=cast.fire), scorer, 3, 2)

    assert queries(client, page("grant_scores")) == few


def test_saving_shows_a_message(client, cast, criteria, scorer):
    bid = cast.submitted("Training")
    address = page("bid_score", bid.number)

    response = client.post(address, fields_of(client.get(address)) | marks(criteria, 5, 2), follow=True)

    assert said(response) == ["Score saved for “Training”"]


# --- Answers that were replaced after the bid was scored.


def replaced(cast, bid):
    """The bid in its second version, with new answers."""
    asked = request_clarification(bid, {"need": "Which figures?"}, by=cast.officer)
    changed = change_words(asked, by=cast.lead, need="Quite other figures")
    return answer_clarification(changed, {asked.questions.get().pk: "These"}, by=cast.lead)


def test_score_for_an_earlier_version_is_marked_until_it_is_changed(client, cast, criteria, scorer):
    bid = cast.submitted("Training")
    send(client, page("bid_score", bid.number), **marks(criteria, 5, 2))
    assert "Check your score" not in words_of_page(client.get(page("bid_score", bid.number)))

    replaced(cast, bid)

    words = words_of_page(client.get(page("bid_score", bid.number)))
    assert "You scored this bid before version 2 was submitted. Check your score." in words
    assert "80 of 100, before version 2 was submitted. Check your score" in words_of_page(
        client.get(page("grant_scores"))
    )
    send(client, page("bid_score", bid.number), **marks(criteria, 4, 2))
    assert "Check your score" not in words_of_page(client.get(page("bid_score", bid.number)))


def test_decision_sheet_counts_scores_for_earlier_versions_and_shows_how_many(client, cast, criteria, grant):
    bid = cast.submitted("Training")
    cast.score(bid, cast.scorer(cast.executive), 5, 5)
    cast.score(bid, cast.scorer(cast.other_executive), 5, 5)
    sheet = page("decision_sheet", bid.pot_id)
    client.force_login(cast.executive)
    before = queries(client, sheet)
    assert "before version" not in words_of_page(client.get(sheet))

    bid = replaced(cast, bid)

    assert "2 scores were given before version 2 was submitted, and still count" in words_of_page(
        client.get(sheet)
    )
    assert (ScoreTable(grant).of(bid).weighted, queries(client, sheet)) == (100, before)
    cast.score(bid, cast.scorer(cast.chair), 5, 5)
    assert (ScoreTable(grant).of(bid).people, ScoreTable(grant).of(bid).before) == (3, 2)
