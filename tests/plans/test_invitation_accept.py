from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.utils import timezone

from plans.models import Invitation, Membership, User
from plans.people import accept_invitation
from plans.people.partnerships import close_partnership
from plans.records import OperationError
from tests.factories import make_body, make_member, make_partnership, make_user
from tests.plans.pages import main, said

# The email is sent on commit, so these tests commit.
pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = "/northshire/people/"
TYPED = {"name": "Nell New", "email": "nell@partners.example", "role": "scrutiny", "body": ""}
ACCOUNT = {"name": "Nell New", "password": "three words together"}


def link():
    """Return the URL in the last email, on this site."""
    address = next(line for line in mail.outbox[-1].body.splitlines() if "/invitations/" in line)
    return "/" + address.split("/", 3)[3]


@pytest.fixture
def invited(client, officer):
    """The link that was sent to Nell."""
    client.post(PEOPLE + "invite/", TYPED, follow=True)
    return link()


def roles(email):
    return [
        (member.partnership.slug, member.role, str(member.body or ""))
        for member in Membership.objects.current().filter(person__email=email).order_by("id")
    ]


# --- Invite.


def test_officer_invites_by_email(client, officer, partnership, settings):
    settings.SITE_URL = "https://plans.example"
    body = make_body(partnership)

    response = client.post(PEOPLE + "invite/", TYPED | {"role": "lead", "body": body.pk})

    assert response.url == PEOPLE
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.body, invitation.created_by) == (
        "nell@partners.example", "lead", body, officer,
    )  # fmt: skip
    letter = mail.outbox[0]
    assert letter.to == ["nell@partners.example"]
    assert letter.subject == "Invitation to Northshire Community Safety Partnership"
    assert "Olive Officer has invited you" in letter.body
    assert "as lead officer for Kent Police" in letter.body
    assert "https://plans.example/invitations/" in letter.body


def test_the_token_is_not_in_the_database(invited):
    token = invited.split("/")[2]

    assert token not in str(Invitation.objects.values().get())
    assert len(token) == 43


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "not an address"}, "email"),
        ({"role": ""}, "role"),
        ({"role": "king"}, "role"),
        ({"role": "lead"}, "body"),
        ({"name": ""}, "name"),
        ({"email": "OLIVE.officer@partners.example"}, "__all__"),
    ],
)
def test_invalid_invitation_is_rejected(client, officer, typed, field):
    response = client.post(PEOPLE + "invite/", TYPED | typed)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def test_another_partnerships_body_is_rejected(client, officer, neighbour):
    typed = TYPED | {"role": "lead", "body": make_body(neighbour).pk}

    assert client.post(PEOPLE + "invite/", typed).status_code == 422


def test_person_cannot_be_invited_again_to_the_same_role(client, officer, partnership, invited):
    again = client.post(PEOPLE + "invite/", TYPED | {"email": "NELL@partners.example"})
    member = make_member(partnership, "funder", name="Fay")
    held = client.post(PEOPLE + "invite/", TYPED | {"email": member.email, "role": "funder"})

    assert again.context["form"].non_field_errors() == [
        "NELL@partners.example is already invited to this role. Send the invitation again from the list."
    ]
    assert held.context["form"].non_field_errors() == [
        f"{member.email} already has this role in the partnership."
    ]


def test_a_second_chair_is_not_invited(client, officer, partnership):
    assert client.post(PEOPLE + "invite/", TYPED | {"role": "chair"}).status_code == 302
    waiting = client.post(PEOPLE + "invite/", TYPED | {"role": "chair", "email": "b@partners.example"})
    make_member(partnership, "chair")
    sitting = client.post(PEOPLE + "invite/", TYPED | {"role": "chair", "email": "c@partners.example"})

    assert waiting.context["form"].non_field_errors() == [
        "Someone is already invited as chair. Cancel that invitation first."
    ]
    assert sitting.context["form"].non_field_errors() == [
        "This partnership already has a chair. Only the chair can make someone else the chair."
    ]


def test_invitation_is_saved_when_its_email_fails(client, officer, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    response = client.post(PEOPLE + "invite/", TYPED, follow=True)

    assert said(response)[0].startswith("The invitation was saved, but the email could not be sent.")
    assert Invitation.objects.count() == 1


# --- Accept.


def test_new_user_sets_a_name_and_a_password_and_has_access(invited):
    nell = Client()
    assert "Olive Officer has invited you as scrutiny member" in main(nell.get(invited))

    response = nell.post(invited, ACCOUNT)

    assert response.url == "/northshire/"
    assert roles("nell@partners.example") == [("northshire", "scrutiny", "")]
    assert get_user(nell).name == "Nell New"
    assert nell.login(email="nell@partners.example", password="three words together")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"password": ""}, "password"),
        ({"password": "short"}, "password"),
        ({"password": "nell@partners.example"}, "password"),
    ],
)
def test_invalid_name_or_password_is_rejected(invited, typed, field):
    response = Client().post(invited, ACCOUNT | typed)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert User.objects.filter(email="nell@partners.example").count() == 0


def test_user_with_an_account_signs_in_first(invited):
    nell = make_user("Nell New", "Nell@partners.example")
    browser = Client()

    page = main(browser.get(invited))
    assert f"/accounts/login/?next={invited}" in page
    assert browser.post(invited, ACCOUNT).url == invited

    browser.force_login(nell)
    assert browser.post(invited).url == "/northshire/"
    assert roles(nell.email) == [("northshire", "scrutiny", "")]


def test_another_user_cannot_accept_it(client, officer, invited):
    page = main(client.get(invited))

    assert (
        "This invitation is for nell@partners.example, but you are signed in as olive.officer@partners.example."
        in page
    )
    assert client.post(invited, ACCOUNT).url == invited
    assert roles("nell@partners.example") == []


def test_a_member_elsewhere_gets_a_second_place(client, officer):
    nell = make_member(make_partnership("southshire"), "officer", name="Nell")
    client.post(PEOPLE + "invite/", TYPED | {"email": nell.email})
    browser = Client()
    browser.force_login(nell)

    browser.post(link())

    assert roles(nell.email) == [("southshire", "officer", ""), ("northshire", "scrutiny", "")]


# --- Too late.


def ended(invited):
    response = Client().get(invited)
    assert response.status_code == 410
    assert Client().post(invited, ACCOUNT).status_code == 410
    return response.context["ended"]


def test_used_link_shows_a_message(invited):
    Client().post(invited, ACCOUNT)

    assert ended(invited) == "This invitation has already been used. If you used it, sign in."
    assert roles("nell@partners.example") == [("northshire", "scrutiny", "")]


def test_cancelled_link_shows_a_message(client, invited):
    response = client.post(f"{PEOPLE}invitations/{Invitation.objects.get().pk}/cancel/", follow=True)

    assert said(response) == ["Invitation to nell@partners.example cancelled"]
    assert ended(invited).startswith("This invitation was cancelled.")


@pytest.mark.parametrize(
    ("age", "status"), [(timedelta(days=14, seconds=-60), 200), (timedelta(days=14), 410)]
)
def test_a_link_is_good_for_two_weeks(invited, age, status):
    Invitation.objects.update(created_at=timezone.now() - age)

    assert Client().get(invited).status_code == status


def test_expired_link_shows_whom_to_ask(invited):
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=15))

    assert ended(invited) == (
        "This invitation has expired. Invitations are valid for 2 weeks. Ask Olive Officer to send you another."
    )


def test_link_to_a_closed_partnership_shows_a_message(invited, partnership, officer):
    close_partnership(partnership, on=timezone.localdate(), by=officer)

    assert ended(invited) == "This partnership has been closed since you were invited."


def test_a_link_that_we_never_sent_is_not_found(invited):
    assert Client().get("/invitations/" + "x" * 43 + "/").status_code == 404


def test_sending_again_renews_the_link(client, invited):
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=20))

    client.post(f"{PEOPLE}invitations/{Invitation.objects.get().pk}/send-again/")

    assert len(mail.outbox) == 2
    assert Client().get(invited).status_code == 404
    assert Client().get(link()).status_code == 200


def test_a_used_invitation_is_neither_sent_again_nor_cancelled(client, invited):
    Client().post(invited, ACCOUNT)
    address = f"{PEOPLE}invitations/{Invitation.objects.get().pk}/"

    for press in ("send-again/", "cancel/"):
        assert said(client.post(address + press, follow=True)) == [
            "This invitation has been accepted or cancelled."
        ]
    assert len(mail.outbox) == 1


def test_only_one_of_two_simultaneous_requests_accepts(invited):
    invitation = Invitation.objects.get()
    nell = make_user("Nell", "nell@partners.example")
    accept_invitation(invitation, person=nell, now=timezone.now())

    with pytest.raises(OperationError):
        # The second request read the invitation before the first was stored.
        accept_invitation(invitation, person=nell, now=timezone.now())
    assert roles(nell.email) == [("northshire", "scrutiny", "")]


def test_second_chair_gets_a_message(client, officer, partnership):
    client.post(PEOPLE + "invite/", TYPED | {"role": "chair"})
    make_member(partnership, "chair")

    response = Client().post(link(), ACCOUNT)

    assert (
        response.context["ended"]
        == "This partnership already has a chair. Only the chair can make someone else the chair."
    )
    assert roles("nell@partners.example") == []
    assert Invitation.objects.get().accepted_at is None
    assert User.objects.filter(email="nell@partners.example").count() == 0


def test_neighbours_invitation_is_not_found(client, officer, neighbour):
    theirs = Invitation.objects.create(
        partnership=neighbour, email="a@b.example", role="officer", token_hash="x"
    )

    for press in ("send-again", "cancel"):
        assert client.post(f"{PEOPLE}invitations/{theirs.pk}/{press}/").status_code == 404


def test_lead_cannot_invite(partnership, visit):
    assert visit("executive").post(PEOPLE + "invite/", TYPED).status_code == 403
    assert Invitation.objects.count() == 0
