"""The error pages: in plain English, and with what to do next."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PAGES = [
    (400, "There is a problem with your request"),
    (403, "You do not have permission to do this"),
    (500, "Sorry, there is a problem with the service"),
]


@pytest.fixture(autouse=True)
def _gallery(settings):
    settings.ROOT_URLCONF = "tests.browser.gallery"


def heading(response) -> str:
    return response.content.decode().split('<h1 class="govuk-heading-l">')[1].split("</h1>")[0]


@pytest.mark.parametrize(("status", "words"), PAGES)
def test_failure_is_explained_in_plain_english(status, words):
    response = Client(raise_request_exception=False).get(f"/gallery/fail/{status}/")
    assert (response.status_code, heading(response)) == (status, words)


def test_a_page_that_is_not_there(client):
    response = client.get("/nowhere/at/all/")
    assert (response.status_code, heading(response)) == (404, "Page not found")


def test_a_form_that_was_open_too_long_runs_its_scripts_all_the_same():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert (response.status_code, heading(response)) == (403, "This form has expired")
    nonce = response["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    assert response.content.decode().count(f'nonce="{nonce}"') == 2


def test_failure_page_uses_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        Client(raise_request_exception=False).get("/gallery/fail/500/")
