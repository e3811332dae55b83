import pytest
from django.test import Client

from actions.models import Action
from plans.models import HistoryEntry
from plans.records import write_row
from tests.plans.pages import fields_of, main, said, send

WHY = {"reason": "stopped", "words": "The money ran out.", "link": "2.1"}


@pytest.fixture
def address(table, action):
    return f"{table}id-{action.pk}/close/"


@pytest.fixture
def closed(action):
    write_row(
        action,
        {"status": "closed", "closing_reason": "stopped", "closing_comment": "Done with"},
        base_revision=1,
        by=None,
    )
    action.refresh_from_db()
    return action


def test_action_is_closed_with_its_reason_and_reference(client, officer, action, address, table):
    response = client.post(address, fields_of(client.get(address)) | WHY, follow=True)

    assert response.redirect_chain == [(f"{table}1.1/", 302)]
    assert said(response) == ["Action 1.1 closed"]
    action.refresh_from_db()
    assert (action.status, action.closing_reason, action.closing_comment, action.closing_reference) == (
        "closed",
        "stopped",
        "The money ran out.",
        "2.1",
    )
    assert HistoryEntry.objects.of_thread(action.thread).first().why == "The money ran out."
    assert "Stopped: The money ran out. Continued in: 2.1" in main(response)


def test_reason_is_required_and_nothing_is_saved_without_one(client, officer, action, address):
    response = send(client, address)

    assert response.status_code == 422
    assert [words for bound in response.context["form"] for words in bound.words] == [
        "Select a reason for closing the action",
        "Enter what happened",
    ]
    assert Action.objects.get().status == "on_track"


def test_another_users_new_status_is_shown_before_the_action_is_closed(client, officer, action, address):
    form = fields_of(client.get(address)) | WHY
    write_row(action, {"status": "complete"}, base_revision=1, by=None)

    response = client.post(address, form)

    assert response.status_code == 409
    assert "“On track” → “Complete”" in main(response)
    assert fields_of(response)["words"] == ["The money ran out."]
    assert Action.objects.get().status == "complete"

    assert client.post(address, fields_of(response)).status_code == 302
    assert Action.objects.get().status == "closed"


def test_change_of_other_text_in_the_meantime_does_not_prevent_closing(client, officer, action, address):
    form = fields_of(client.get(address)) | WHY
    write_row(action, {"action": "Theirs"}, base_revision=1, by=None)

    client.post(address, form)

    action.refresh_from_db()
    assert (action.status, action.action) == ("closed", "Theirs")


def test_a_closed_action_is_opened_again(client, officer, closed, table):
    response = send(client, f"{table}1.1/reopen/", status="at_risk")

    assert response.url == f"{table}1.1/"
    closed.refresh_from_db()
    assert (closed.status, closed.closing_reason, closed.closing_comment) == ("at_risk", "", "")


def test_reopening_requires_a_status(client, officer, closed, table):
    response = send(client, f"{table}1.1/reopen/")

    assert response.status_code == 422
    assert response.context["form"]["status"].words == ["Select the delivery status"]


def test_two_who_open_it_differently_see_each_other(client, officer, closed, table):
    address = f"{table}1.1/reopen/"
    form = fields_of(client.get(address))
    write_row(closed, {"closing_reason": "merged"}, base_revision=2, by=None)

    response = client.post(address, form | {"status": "on_track"})

    assert response.status_code == 409
    assert client.post(address, fields_of(response)).status_code == 302


def test_what_is_open_is_not_opened(client, officer, action, table):
    response = client.get(f"{table}1.1/reopen/", follow=True)

    assert said(response) == ["Action 1.1 is already open"]


def test_only_an_officer_closes_and_opens(visit, stranger, police, action, address, table):
    for role in ("lead", "executive", "chair", "county", "scrutiny", "funder"):
        browser = visit(role, body=police)
        assert browser.post(address, WHY | {"revision": 1}).status_code == 403
        assert browser.post(f"{table}1.1/reopen/").status_code == 403
    assert stranger.post(address, WHY).status_code == 404
    assert Client().get(address).url.startswith("/accounts/login/")
    assert Action.objects.get().revision == 1
