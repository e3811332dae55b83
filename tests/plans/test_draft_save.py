from datetime import UTC, datetime, timedelta

import pytest

from plans.models import FormDraft
from plans.records import LONGEST_DRAFT, MOST_DRAFTS, get_draft, save_draft, write_row
from tests.factories import make_user
from tests.plans.pages import fields_of, main, send

pytestmark = pytest.mark.django_db
EDIT = "/northshire/plans/2024-25/edit/"
NOON = datetime(2024, 5, 1, 11, 0, tzinfo=UTC)


def keep(client, address=EDIT, **typed):
    return client.post("/drafts/", {"draft_form": address} | typed)


def test_input_is_saved_and_offered(client, officer, plan):
    typed = fields_of(client.get(EDIT))
    response = client.post("/drafts/", typed | {"title": "Half a ti", "draft_form": EDIT})

    assert response.content.decode().startswith("Draft saved at ")
    assert "You have an unsaved draft from" in main(client.get(EDIT))
    taken = client.get(EDIT + "?draft=use")
    assert fields_of(taken)["title"] == ["Half a ti"]
    assert "You have an unsaved draft" not in main(taken)


def test_draft_is_discarded_when_its_form_is_saved(client, officer, plan):
    keep(client, title="Half a ti")

    send(client, EDIT, title="A whole title")

    assert FormDraft.objects.count() == 0


def test_draft_stays_when_the_form_has_errors(client, officer, plan):
    keep(client, title="Half a ti")

    send(client, EDIT, title="")

    assert FormDraft.objects.count() == 1


def test_a_draft_keeps_the_version_on_which_it_was_typed(client, officer, plan):
    typed = fields_of(client.get(EDIT))
    client.post("/drafts/", typed | {"title": "Mine", "draft_form": EDIT})
    write_row(plan, {"title": "Theirs"}, base_revision=1, by=None)

    response = client.post(EDIT, fields_of(client.get(EDIT + "?draft=use")))

    assert response.status_code == 409


def test_draft_is_discarded_on_request(client, officer, plan):
    keep(client, title="Half a ti")

    response = client.post("/drafts/discard/", {"form": EDIT})

    assert (response.url, FormDraft.objects.count()) == (EDIT, 0)


@pytest.mark.parametrize(
    "form", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_letting_go_leads_nowhere_else(client, officer, form):
    assert client.post("/drafts/discard/", {"form": form}).url == "/"


def test_other_users_do_not_see_the_draft(client, officer, plan, visit):
    keep(client, title="Half a ti")

    assert "You have an unsaved draft" not in main(visit("officer", name="Second").get(EDIT))


def test_the_later_draft_of_a_form_takes_the_place_of_the_earlier(client, officer):
    keep(client, title="One")
    keep(client, title="Two")

    assert FormDraft.objects.get().data == {"title": ["Two"]}


def test_passwords_and_tokens_are_never_saved(client, officer):
    keep(
        client,
        title="Words",
        password="secret",
        csrfmiddlewaretoken="x",
        password1="s",
        password2="s",
        oldpassword="s",
    )

    assert FormDraft.objects.get().data == {"title": ["Words"]}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": "x" * LONGEST_DRAFT}, "Draft not saved: the text is too long. Save the form instead."),
        (
            {"title": "a\0b"},
            "Draft not saved: the text has a null character. Remove it.",
        ),
        ({"address": "elsewhere"}, "Draft not saved: the form has no web address."),
        ({"address": "/" + "x" * 200}, "Draft not saved: the form has no web address."),
    ],
)
def test_input_that_cannot_be_saved_is_rejected_with_a_message(client, officer, typed, words):
    response = keep(client, **typed)

    assert (response.status_code, response.content.decode(), FormDraft.objects.count()) == (422, words, 0)


def test_oldest_draft_is_replaced():
    person = make_user()
    for number in range(MOST_DRAFTS + 1):
        save_draft(person, f"/form/{number}/", [("a", ["b"])], now=NOON + timedelta(minutes=number))

    assert FormDraft.objects.count() == MOST_DRAFTS
    assert get_draft(person, "/form/0/") is None
    assert get_draft(person, "/form/1/") is not None


def test_only_a_signed_in_user_can_post_a_draft(client, officer):
    assert client.get("/drafts/").status_code == 405
    client.logout()
    assert keep(client, title="Words").url.startswith("/accounts/login/")
    assert FormDraft.objects.count() == 0
