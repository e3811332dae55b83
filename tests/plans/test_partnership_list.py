import pytest
from django.core import mail

from plans.models import Invitation, Partnership, User
from tests.factories import make_member, make_partnership
from tests.plans.pages import main, queries, said

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/partnerships/"
NEW = LIST + "new/"
TYPED = {
    "name": "Westshire Community Safety Partnership", "slug": "westshire", "tier": "district", "county": "",
    "area": "Borough of Westshire", "officer_name": "Nell New", "officer_email": "nell@partners.example",
}  # fmt: skip


@pytest.fixture
def administrator(client):
    person = User.objects.create_superuser("admin@site.example", name="Ada Administrator")
    client.force_login(person)
    return person


def test_the_administrator_opens_a_partnership_and_invites_its_officer(client, administrator):
    county = make_partnership("shire", tier="county")

    response = client.post(NEW, TYPED | {"county": county.pk}, follow=True)

    opened = Partnership.objects.get(slug="westshire")
    assert (opened.name, opened.tier, opened.county, opened.area) == (
        "Westshire Community Safety Partnership", "district", county, "Borough of Westshire",
    )  # fmt: skip
    invitation = opened.invitations.get()
    assert (invitation.email, invitation.role, invitation.created_by) == (
        "nell@partners.example", "officer", administrator,
    )  # fmt: skip
    assert mail.outbox[0].to == ["nell@partners.example"]
    assert said(response) == [
        "Westshire Community Safety Partnership added. Invitation sent to nell@partners.example."
    ]
    assert "None, 1 invited" in " ".join(main(response).split())


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"slug": "published"}, "slug", "Enter a different web address. “published” is reserved"),
        ({"slug": "northshire"}, "slug", "Partnership with this Address already exists."),
        (
            {"slug": "West Shire"},
            "slug",
            "Web address must include only lower-case letters, numbers and single hyphens",
        ),
        ({"name": ""}, "name", "Enter the name"),
        ({"officer_email": "nobody"}, "officer_email", "Enter an email address in the correct format"),
        ({"officer_email": "ADMIN@site.example"}, "officer_email", "You cannot give yourself a role"),
        (
            {"tier": "county", "county": "county"},
            "county",
            "A county partnership cannot belong to another county",
        ),
        ({"county": "district"}, "county", "Select a valid choice"),
    ],
)
def test_invalid_partnership_is_rejected_and_not_saved(client, administrator, typed, field, words):
    rows = {"county": make_partnership("shire", tier="county"), "district": make_partnership("northshire")}
    typed = {name: rows[value].pk if name == "county" else value for name, value in typed.items()}

    response = client.post(NEW, TYPED | typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"][field].words[0].startswith(words)
    assert (Partnership.objects.count(), Invitation.objects.count()) == (2, 0)


def test_a_partnership_is_closed_and_opened_again(client, administrator, partnership):
    person = make_member(partnership)

    client.post(f"{LIST}northshire/close/")
    partnership.refresh_from_db()
    assert partnership.closed_on is not None
    client.force_login(person)
    assert client.get("/northshire/plans/").status_code == 404

    client.force_login(administrator)
    client.post(f"{LIST}northshire/open/")
    client.force_login(person)
    assert client.get("/northshire/plans/").status_code == 200


def test_closed_county_has_no_access_to_its_districts(client, administrator):
    county = make_partnership("shire", tier="county")
    make_partnership("northshire", county=county)
    team = make_member(county, "county")
    client.force_login(team)
    assert client.get("/northshire/plans/").status_code == 200

    client.force_login(administrator)
    client.post(f"{LIST}shire/close/")
    client.force_login(team)
    assert client.get("/northshire/plans/").status_code == 404


def test_the_administrator_sees_nothing_inside(client, administrator, partnership, plan):
    for page in ("", "plans/", "plans/2024-25/outline/", "people/", "bodies/", "settings/"):
        assert client.get(f"/northshire/{page}").status_code == 404


def test_another_first_officer_is_invited_only_if_there_is_none(client, administrator, partnership):
    typed = {"name": "Nell", "email": "nell@partners.example"}
    assert client.post(f"{LIST}northshire/officer/", typed).url == LIST
    assert client.post(f"{LIST}northshire/officer/", typed).status_code == 422
    make_member(partnership)

    response = client.post(f"{LIST}northshire/officer/", typed, follow=True)

    assert said(response)[-1] == (
        "Northshire Community Safety Partnership already has an officer. The officer can invite everyone else."
    )
    assert Invitation.objects.count() == 1


def test_the_list_takes_as_many_queries_with_three_partnerships(client, administrator, partnership):
    one = queries(client, LIST)
    for slug in ("a", "b"):
        make_member(make_partnership(slug))

    assert queries(client, LIST) == one == 3


def test_empty_site_shows_the_first_step(client, administrator):
    assert "There are no partnerships. Add a partnership." in main(client.get(LIST))


@pytest.mark.parametrize("address", [LIST, NEW, f"{LIST}northshire/officer/"])
def test_an_officer_is_not_the_sites_administrator(client, officer, address):
    response = client.get(address)

    assert response.status_code == 403
    assert "Only administrators of this service can do this." in main(response).replace("&#x27;", "'")


def test_who_is_signed_out_is_sent_to_sign_in(client, db):
    assert client.get(LIST).url == "/accounts/login/?next=/partnerships/"
