"""Start a bid."""

import pytest
from django.urls import reverse

from funding.models import Bid
from plans.models import HistoryEntry
from tests.factories import make_body, make_member, make_partnership
from tests.funding.bid_addresses import HERE, errors_of, page, send
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page

pytestmark = pytest.mark.django_db
NEW = reverse("bid_add", args=HERE)


def test_a_lead_begins_a_bid_for_their_own_body(client, grant, cast):
    client.force_login(cast.lead)

    response = send(client, NEW, title="Training", pot=str(grant.pots.first().pk))

    bid = Bid.objects.get()
    assert response.url == page("bid_detail", bid)
    assert (bid.number, bid.title, bid.lead, bid.state, bid.version) == (
        1,
        "Training",
        cast.charity,
        "draft",
        0,
    )
    assert [author.person for author in bid.authors.all()] == [cast.lead]
    assert HistoryEntry.objects.get(row=f"bid:{bid.pk}").act == "added"


def test_numbers_go_on_within_the_grant(client, grant, cast):
    cast.draft()
    client.force_login(cast.officer)

    send(client, NEW, title="Second", pot=str(grant.pots.first().pk), lead=str(cast.fire.pk))

    assert list(grant.bids.values_list("number", "title")) == [(1, "Training"), (2, "Second")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Enter the name of the project"),
        ({"pot": ""}, "Select a pot"),
        ({"lead": ""}, "Select the lead organisation"),
        ({"title": "x" * 301}, "Ensure this value has at most 300 characters (it has 301)."),
        ({"pot": "999999"}, "Select a valid choice. That choice is not one of the available choices."),
    ],
)
def test_invalid_new_bid_is_rejected_with_a_message(client, grant, cast, typed, words):
    client.force_login(cast.lead)
    whole = {"title": "Training", "pot": str(grant.pots.first().pk), "lead": str(cast.charity.pk)}

    response = send(client, NEW, **whole | typed)

    assert (response.status_code, errors_of(response)) == (422, [words])
    assert not Bid.objects.exists()


@pytest.mark.parametrize("role", ["lead", "executive", "county"])
def test_user_cannot_bid_for_another_body(client, grant, cast, role):
    client.force_login(getattr(cast, role))
    other = make_body(grant.partnership, "Another charity")

    response = send(client, NEW, title="T", pot=str(grant.pots.first().pk), lead=str(other.pk))

    assert response.status_code == 422
    assert not Bid.objects.exists()


def test_user_who_represents_no_body_gets_a_message(client, grant, partnership):
    client.force_login(make_member(partnership, "executive"))

    response = client.get(NEW)

    assert "your role is not linked to an organisation" in response.content.decode()
    assert "Start bid" not in response.content.decode()


def test_an_officer_without_bodies_is_led_to_them(client, grant, partnership):
    client.force_login(make_member(partnership, "officer"))

    body = client.get(NEW).content.decode()

    assert "before you start a bid." in body and "Start bid" not in body


@pytest.mark.parametrize("place", ["grant_detail", "grant_list"])
def test_a_bid_is_offered_where_there_is_a_body_to_bid_for(client, grant, cast, partnership, place):
    address = reverse(place, args=HERE if place == "grant_detail" else HERE[:1])
    partnership.county = make_partnership("shire", tier="county")
    partnership.save()
    offered = {
        "an officer": cast.officer,
        "a lead": cast.lead,
        "an executive": cast.executive,
        "the county's team": cast.county,
        "an executive for no body": make_member(partnership, "executive", name="Nan Nobody"),
        "the county's team, from above": make_member(partnership.county, "county", name="Abe Above"),
        "the chair": cast.chair,
        "the funder": cast.funder,
    }

    for name, person in offered.items():
        client.force_login(person)
        offered[name] = NEW in client.get(address).content.decode()

    assert [name for name, is_offered in offered.items() if is_offered] == [
        "an officer",
        "a lead",
        "an executive",
        "the county's team",
    ]


def test_users_without_permission_are_refused(client, grant, partnership):
    for role in ("chair", "scrutiny", "funder"):
        client.force_login(make_member(partnership, role))
        assert client.get(NEW).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(NEW).status_code == 404


def test_the_county_team_is_offered_no_bid_where_it_leads_no_body(client):
    county = make_partnership("county", tier="county")
    cast = Cast(make_grant(make_partnership("northshire", county=county)))
    cora = make_member(county, "county", body=make_body(county, "County council"))
    client.force_login(cora)
    offered = {}
    for slug in ("northshire", "county"):
        grant = cast.grant if slug == "northshire" else make_grant(county)
        address = reverse("bid_add", args=[slug, grant.slug])
        pages = [reverse("grant_detail", args=[slug, grant.slug]), reverse("grant_list", args=[slug])]
        offered[slug] = [address in client.get(each).content.decode() for each in pages]

    assert offered == {"northshire": [False, False], "county": [True, True]}
    response = client.get(reverse("bid_add", args=HERE))
    assert "or to write the bid for your organisation" in words_of_page(response)
