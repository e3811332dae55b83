"""Signing in and out, and setting a new password."""

import re

import pytest
from django.core import mail

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
EMAIL = "olive@partners.example"


@pytest.fixture
def olive():
    return make_user("Olive Officer", EMAIL, password=PASSWORD)


def sign_in(client, email=EMAIL, password=PASSWORD):
    return client.post("/accounts/login/", {"login": email, "password": password})


@pytest.mark.parametrize("email", [EMAIL, "Olive@Partners.Example", f" {EMAIL} "])
def test_user_signs_in_by_email_in_any_case(client, olive, email):
    assert sign_in(client, email)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(olive.pk)


def test_signing_in_redirects_to_the_requested_page(client, olive):
    response = client.post("/accounts/login/?next=/northshire/", {"login": EMAIL, "password": PASSWORD})
    assert response["Location"] == "/northshire/"


def test_signing_in_never_leads_to_another_site(client, olive):
    response = client.post(
        "/accounts/login/?next=https://elsewhere.example/", {"login": EMAIL, "password": PASSWORD}
    )
    assert response["Location"] == "/"


def test_wrong_password_and_unknown_user_get_the_same_message(client, olive):
    wrong, unknown = sign_in(client, password="not this one"), sign_in(client, "nobody@partners.example")
    errors = [response.context["form"].non_field_errors() for response in (wrong, unknown)]
    assert errors[0] == errors[1]
    assert "_auth_user_id" not in client.session


def test_user_of_a_closed_account_gets_a_message(client, olive):
    olive.is_active = False
    olive.save()
    assert sign_in(client, EMAIL)["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped(client, olive):
    for _ in range(5):
        sign_in(client, password="not this one")
    response = sign_in(client)
    assert response.context["form"].non_field_errors() == ["Too many attempts to sign in. Try again later"]
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_post_request(client, olive):
    client.force_login(olive)
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_sign_up_is_closed(client):
    for response in (
        client.get("/accounts/signup/"),
        client.post("/accounts/signup/", {"email": EMAIL, "password1": PASSWORD}),
    ):
        assert response.templates[0].name == "account/signup_closed.html"


def test_forgotten_password_is_reset_by_a_link_that_works_once(client, olive):
    client.post("/accounts/password/reset/", {"email": EMAIL})
    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == ("Reset your Partnership Plans password", [EMAIL])
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", letter.body)[1]
    form_at = client.get(link)["Location"]
    refused = client.post(form_at, {"password1": "short", "password2": "short"})
    assert refused.context["form"]["password1"].words == [
        "This password is too short. It must contain at least 10 characters."
    ]
    client.post(form_at, {"password1": "three new words", "password2": "three new words"})
    client.logout()
    assert sign_in(client, password="three new words").status_code == 302
    client.logout()
    assert client.get(link).context["token_fail"] is True


def test_no_email_is_sent_to_an_unknown_address(client):
    response = client.post("/accounts/password/reset/", {"email": "nobody@partners.example"})
    assert response["Location"] == "/accounts/password/reset/done/"
    assert mail.outbox == []


def test_user_who_knows_the_password_changes_it(client, olive):
    client.force_login(olive)
    new = {"password1": "three new words", "password2": "three new words"}
    wrong = client.post("/accounts/password/change/", {"oldpassword": "not this one", **new})
    assert wrong.context["form"]["oldpassword"].words == ["Current password is incorrect"]
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})
    olive.refresh_from_db()
    assert olive.check_password("three new words")


def test_changing_a_password_is_for_those_who_are_signed_in(client):
    assert client.get("/accounts/password/change/")["Location"].startswith("/accounts/login/")
