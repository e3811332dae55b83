"""A scorer sees how many bids they have to score, on the grant's page and on the home page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding.scoring.scoring_queue import bids_to_score
from plans.access.access import get_access
from tests.factories import make_member, make_plan
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page

pytestmark = pytest.mark.django_db


def count(cast, person=None, grants=None):
    access = get_access(person or cast.executive, "northshire")
    return bids_to_score(access, grants or [cast.grant]).get(cast.grant.pk, 0)


def test_what_is_left_to_score(cast):
    cast.criterion("Need", 20)
    cast.criterion("Value", 10)
    scorer = cast.scorer(cast.executive)
    whole, half, tied = cast.submitted("Whole"), cast.shortlisted("Half"), cast.submitted("Tied")
    cast.clarification("Asked")
    cast.submitted("Of the police", lead=cast.police)
    cast.draft("Draft")
    cast.declined("Declined")
    cast.score(whole, scorer, 4, 3)
    cast.score(half, scorer, 4)
    cast.score(tied, scorer, interest="My brother works there")

    assert count(cast) == 2  # "Half" and "Asked"


def test_nothing_is_left_without_criteria_or_invitation(cast):
    cast.submitted()
    scorer = cast.scorer(cast.executive)
    assert count(cast) == 0
    cast.criterion()
    assert count(cast) == 1
    assert (count(cast, cast.other_executive), count(cast, cast.funder)) == (0, 0)
    type(scorer).objects.update(is_withdrawn=True)
    assert count(cast) == 0


@pytest.mark.parametrize("role", ["executive", "lead", "county"])
def test_an_invited_scorer_reads_it_at_home(client, cast, role):
    make_plan(cast.grant.partnership)
    cast.criterion()
    person = make_member(cast.grant.partnership, role, name="Ida Invited", body=cast.police)
    cast.scorer(person)
    for title in ("First", "Second", "Third"):
        cast.submitted(title, lead=cast.fire)
    client.force_login(person)

    response = client.get(reverse("partnership_home", args=["northshire"]))

    assert "3 bids to score" in words_of_page(response)
    assert reverse("grant_scores", args=["northshire", "2024-25"]) in response.content.decode()


def test_three_grants_take_as_many_statements_as_one(cast):
    cast.criterion()
    cast.scorer(cast.executive)
    cast.submitted()
    with CaptureQueriesContext(connection) as few:
        count(cast)
    grants = [cast.grant]
    for slug in ("2025-26", "2026-27"):
        cast.grant = make_grant(cast.grant.partnership, slug)
        cast.criterion()
        cast.scorer(cast.executive)
        cast.submitted()
        grants.append(cast.grant)

    with CaptureQueriesContext(connection) as many:
        assert count(cast, grants=grants) == 1
    # The first also reads what the grant belongs to.
    assert len(many) <= len(few)
