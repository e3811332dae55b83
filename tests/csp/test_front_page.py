from datetime import date

import pytest

from plans.models import Membership, User
from tests.factories import make_body, make_member, make_partnership, make_user

pytestmark = pytest.mark.django_db


def places(response):
    return [(partnership.slug, roles) for partnership, roles in response.context["places"]]


def test_who_is_signed_out_reads_what_it_is_and_signs_in(client):
    page = client.get("/").content.decode()

    assert "Community safety plans" in page
    assert 'href="/accounts/login/"' in page
    assert 'href="/published/"' in page


def test_member_of_one_partnership_is_redirected_to_it(client):
    client.force_login(make_member(make_partnership()))

    assert client.get("/").url == "/northshire/"


def test_a_member_of_two_chooses_and_sees_the_roles(client):
    person = make_member(make_partnership(), "officer")
    other = make_partnership("southshire")
    make_member(other, "lead", person=person, body=make_body(other))
    make_member(other, "scrutiny", person=person)
    client.force_login(person)

    assert places(client.get("/")) == [
        ("northshire", ["Officer"]),
        ("southshire", ["Lead officer for Kent Police", "Scrutiny member"]),
    ]


def test_a_county_team_finds_its_districts(client):
    county = make_partnership("county", tier="county")
    make_partnership("northshire", county=county)
    make_partnership("oldshire", county=county, closed_on=date(2020, 1, 1))
    make_partnership("elsewhere")
    client.force_login(make_member(county, "county"))

    assert places(client.get("/")) == [("county", ["County team"]), ("northshire", ["County team"])]


def test_a_closed_partnership_and_an_ended_role_lead_nowhere(client):
    person = make_member(make_partnership(closed_on=date(2020, 1, 1)))
    make_member(make_partnership("southshire"), person=person)
    Membership.objects.filter(partnership__slug="southshire").update(is_withdrawn=True)
    client.force_login(person)

    response = client.get("/")

    assert places(response) == []
    assert b"You are not a member of any partnership." in response.content


def test_the_administrator_is_led_to_the_partnerships(client):
    client.force_login(User.objects.create_superuser("admin@site.example", name="Ada"))

    assert b'href="/partnerships/"' in client.get("/").content


def test_the_page_takes_as_many_queries_with_three_places(client, django_assert_num_queries):
    person = make_user()
    for slug in ("one", "two"):
        make_member(make_partnership(slug), "county", person=person)
    client.force_login(person)
    client.get("/")
    with django_assert_num_queries(4):
        client.get("/")
    make_partnership("three", county=make_member_county(person))
    with django_assert_num_queries(4):
        client.get("/")


def make_member_county(person):
    county = make_partnership("fourth", tier="county")
    make_member(county, "county", person=person)
    return county


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/help/", "You can use an invitation once, within 2 weeks."),
        ("/accessibility/", "You can use everything with the keyboard alone, and without JavaScript."),
        ("/privacy/", "Do not enter case records, or details of victims or offenders."),
    ],
)
def test_everybody_reads_the_sites_own_pages(client, address, words):
    response = client.get(address)

    assert response.status_code == 200
    assert words in response.content.decode()


def test_refusal_shows_the_reason(client):
    client.force_login(make_member(make_partnership(), "scrutiny"))

    response = client.get("/northshire/people/")

    assert response.status_code == 403
    assert (
        "Your role does not allow you to view people, organisations and groups." in response.content.decode()
    )
