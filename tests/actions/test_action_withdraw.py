import pytest
from django.test import Client

from actions.models import Action
from plans.models import HistoryEntry
from plans.records import withdraw_row, write_row
from tests.plans.pages import fields_of, main, said, send


@pytest.fixture
def address(table, action):
    return f"{table}id-{action.pk}/withdraw/"


def test_an_action_is_withdrawn_with_its_reason_and_stays_in_the_history(
    client, officer, action, address, table
):
    response = client.post(address, fields_of(client.get(address)) | {"why": "It stands twice."}, follow=True)

    assert response.redirect_chain == [(f"{table}1.1/", 302)]
    assert said(response) == ["Action 1.1 withdrawn. You can reinstate it on this page."]
    assert Action.objects.get().is_withdrawn
    newest = HistoryEntry.objects.of_thread(action.thread).first()
    assert (newest.act, newest.why, newest.created_by) == ("withdrawn", "It stands twice.", officer)
    assert "Reinstate action" in main(response)
    assert client.get(table).context["shown"] == 0


def test_reason_is_required(client, officer, action, address):
    response = send(client, address)

    assert response.status_code == 422
    assert response.context["form"]["why"].words == ["Enter a reason for withdrawing the action"]
    assert Action.objects.get().is_withdrawn is False


def test_other_users_changes_in_the_meantime_are_kept(client, officer, action, address):
    form = fields_of(client.get(address)) | {"why": "It stands twice."}
    write_row(action, {"action": "Theirs"}, base_revision=1, by=None)

    client.post(address, form)

    action.refresh_from_db()
    assert (action.action, action.is_withdrawn) == ("Theirs", True)


def test_what_is_withdrawn_is_not_withdrawn_again(client, officer, action, address, table):
    withdraw_row(action, by=officer)

    assert client.post(address, {"revision": 1, "why": "Again"}).url == f"{table}1.1/"
    assert Action.objects.get().revision == 2


def test_only_an_officer_withdraws(visit, stranger, police, action, address):
    for role in ("lead", "executive", "chair", "county", "scrutiny", "funder"):
        assert visit(role, body=police).post(address, {"why": "x", "revision": 1}).status_code == 403
    assert stranger.post(address).status_code == 404
    assert Client().get(address).url.startswith("/accounts/login/")
    assert Action.objects.get().is_withdrawn is False
