"""Set up a bidding round: its criteria and scorers."""

import pytest
from django.urls import reverse

from tests.factories import make_body, make_member, make_partnership
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, said, send

pytestmark = pytest.mark.django_db
HERE = ["northshire", "2024-25"]


@pytest.fixture
def officer(client, cast):
    """The grant's officer, signed in."""
    client.force_login(cast.officer)
    return cast.officer


def page(name, *args):
    return reverse(name, args=[*HERE, *args])


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


# --- Criteria.


def test_the_usual_criteria_are_added_once(client, officer, grant):
    client.post(page("criterion_add"), {"usual": "yes"})
    response = client.post(page("criterion_add"), {"usual": "yes"}, follow=True)

    assert said(response) == [
        "5 criteria added. You can edit them.",
        "Nothing was added, because there are already criteria",
    ]
    assert list(grant.criteria.values_list("name", "weight", "position")) == [
        ("Need and evidence", 25, 1),
        ("Fits the priorities", 20, 2),
        ("Will work, and can be measured", 25, 3),
        ("Value for money", 20, 4),
        ("Lasts", 10, 5),
    ]


def test_a_criterion_is_added_and_changed(client, officer, grant):
    send(client, page("criterion_add"), name="Need", guidance="Figures", weight="30")
    criterion = grant.criteria.get()
    send(client, page("criterion_edit", criterion.pk), weight="40")

    criterion.refresh_from_db()
    assert (criterion.name, criterion.guidance, criterion.weight) == ("Need", "Figures", 40)
    assert "Need: 40 of 40" in words_of_page(client.get(page("grant_round")))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "Enter the name of the criterion"),
        ({"weight": ""}, "Weight must be a whole number between 1 and 100"),
        ({"weight": "0"}, "Weight must be a whole number between 1 and 100"),
        ({"weight": "101"}, "Weight must be a whole number between 1 and 100"),
        ({"weight": "1.5"}, "Weight must be a whole number between 1 and 100"),
        ({"name": "Known"}, "Enter a name that another criterion does not use"),
        ({"guidance": "x" * 2001}, "Guidance must be 2,000 characters or fewer"),
    ],
)
def test_wrong_criterion_is_rejected_with_a_message(client, officer, cast, grant, typed, words):
    cast.criterion("Known")

    response = send(client, page("criterion_add"), **({"name": "New", "weight": "10"} | typed))

    assert response.status_code == 422
    assert errors_of(response) == [words]
    assert grant.criteria.count() == 1


def test_changing_a_weight_shows_the_effect_on_scores(client, officer, cast):
    criterion = cast.criterion()
    cast.score(cast.shortlisted(), cast.scorer(cast.executive), 4)
    address = page("criterion_edit", criterion.pk)

    assert "1 bid has already been scored" in words_of_page(client.get(address))
    response = client.post(address, fields_of(client.get(address)) | {"weight": "20"}, follow=True)

    assert said(response)[-1] == ("1 bid has already been scored. Weighted scores now use the new weight.")


def test_withdrawn_criterion_no_longer_counts_and_its_points_are_kept(client, officer, cast, grant):
    criterion = cast.criterion()
    cast.score(cast.shortlisted(), cast.scorer(cast.executive), 4)
    address = page("criterion_withdraw", criterion.pk)

    assert (
        "1 score for this criterion will be kept in the history but will no longer count."
        in words_of_page(client.get(address))
    )
    client.post(address)

    assert (grant.criteria.get().is_withdrawn, criterion.marks.count()) == (True, 1)
    assert client.get(address).status_code == 404


# --- Scorers.


def test_several_people_are_invited_together(client, officer, cast, grant):
    response = send(
        client, page("scorer_add"), people=[str(cast.executive.pk), str(cast.county.pk), str(cast.officer.pk)]
    )

    assert response.url == page("grant_round")
    invited = {scorer.person for scorer in grant.scorers.all()}
    assert invited == {cast.executive, cast.county, cast.officer}
    words = words_of_page(client.get(page("grant_round")))
    assert "Edie Executive, executive member for Police" in words
    assert "Connie County, county team for Council" in words


def test_only_people_whose_role_can_score_are_offered(client, officer, cast):
    make_member(make_partnership("southshire"), "officer", name="Ned Neighbour")
    choices = client.get(page("scorer_add")).context["form"].fields["people"].choices

    assert {pk for pk, _ in choices} == {
        person.pk
        for person in (cast.officer, cast.lead, cast.executive, cast.other_executive, cast.chair, cast.county)
    }


def test_the_county_team_from_above_is_offered(client, officer, grant):
    county = make_partnership("county", tier="county")
    here = grant.partnership
    here.county = county
    here.save()
    person = make_member(county, "county", name="Una Upstairs", body=make_body(county, "County Council"))

    choices = dict(client.get(page("scorer_add")).context["form"].fields["people"].choices)

    assert choices[person.pk] == "Una Upstairs, county team for County Council"


@pytest.mark.parametrize("chosen", [[], ["999999"], ["x"], "funder"])
def test_wrong_choice_of_people_is_rejected(client, officer, cast, grant, chosen):
    people = [str(cast.funder.pk)] if chosen == "funder" else chosen

    response = client.post(page("scorer_add"), {"people": people})

    assert response.status_code == 422
    assert errors_of(response) == [
        "Select at least one person" if not people else "Select people who can be invited to score"
    ]
    assert grant.scorers.count() == 0


def test_points_of_a_removed_scorer_are_kept_and_count_again_after_a_new_invitation(
    client, officer, cast, grant
):
    cast.criterion()
    scorer = cast.scorer(cast.executive)
    scoring = cast.score(cast.shortlisted(), scorer, 4)
    address = page("scorer_remove", scorer.pk)

    assert "has scored 1 bid." in words_of_page(client.get(address))
    client.post(address)
    scorer.refresh_from_db()
    assert (scorer.is_withdrawn, scoring.marks.count()) == (True, 1)
    assert client.get(address).status_code == 404

    send(client, page("scorer_add"), people=[str(cast.executive.pk)])
    scorer.refresh_from_db()
    assert (scorer.is_withdrawn, grant.scorers.count()) == (False, 1)
