from datetime import date

import pytest
from django.test import Client

from actions.editing.operations import write_milestone
from actions.models import Action, Milestone
from plans.models import HistoryEntry, Partnership
from plans.periods import Quarter
from plans.records import withdraw_row, write_row
from tests.factories import (
    make_action,
    make_milestone,
    make_plan,
    make_priority,
    write_update_in_its_quarter,
)
from tests.plans.pages import main, queries, said


@pytest.fixture
def address(table, action, milestone):
    return f"{table}1.1/"


def entry(row, act="added"):
    """The oldest entry of that kind in the row's own history."""
    return HistoryEntry.objects.of_row(f"{row._meta.model_name}:{row.pk}").filter(act=act).last()


def test_page_shows_everything_about_an_action(client, officer, action, milestone, council, address):
    write_milestone(
        milestone, {"timescale": "Autumn 24"}, base_revision=1, by=officer, why="The trainer left."
    )
    write_update_in_its_quarter(
        action,
        Quarter(2024, 1),
        {"status": "at_risk", "words": "One course run.", "on_behalf_of_id": council.pk},
        by=officer,
    )
    Action.objects.update(notes={"Budget": "None needed"}, leads_as_printed="Kent Pol.")

    page = main(client.get(address))

    for words in (
        "Train the front line",
        "Staff know the signs",
        "might not be delivered by its date",
        "In the original: Kent Pol.",
        "None needed",
        "First course held",
        "Moved from 31 August 2024 to 30 November 2024. Reason: “The trainer left.”",
        "Q1 2024/25: At risk",
        "One course run.",
        "Olive Officer for Swale Borough Council",
        "Write the Q2 2024/25 update",
        "Close action without completing",
        "Reason: The trainer left.",
    ):
        assert words in page, words


def test_history_restores_an_earlier_version(client, officer, action, address, table):
    write_row(action, {"action": "Worse words", "status": "off_track"}, base_revision=1, by=None)

    response = client.post(f"{table}id-{action.pk}/history/{entry(action).pk}/restore/", follow=True)

    assert response.redirect_chain == [(address, 302)]
    assert said(response) == ["Version restored"]
    action.refresh_from_db()
    assert (action.action, action.status, action.revision) == ("Train the front line", "on_track", 3)
    assert f"id-{action.pk}/history/{entry(action, 'changed').pk}/restore/" in main(response)


def test_restored_milestone_keeps_the_reason_for_its_date(client, officer, action, milestone, table):
    write_row(milestone, {"timescale": "July 24"}, base_revision=1, by=None)

    client.post(f"{table}1.1/history/{entry(milestone).pk}/restore/")

    milestone.refresh_from_db()
    assert milestone.due == date(2024, 8, 31)
    assert milestone.moves.get().why.startswith("Restored the version of")


def test_version_that_is_no_longer_possible_is_rejected_with_a_message(client, officer, action, table):
    closed = {"status": "closed", "closing_reason": "stopped"}
    write_row(action, closed, base_revision=1, by=None)
    HistoryEntry.objects.filter(row=f"action:{action.pk}", act="changed").update(
        fields={"status": ["on_track", "closed"]}
    )

    response = client.post(f"{table}1.1/history/{entry(action).pk}/restore/", follow=True)

    assert said(response) == ["Enter a reason for closing the action without completing"]
    assert Action.objects.get().status == "closed"


def test_an_entry_of_another_row_is_not_found(client, officer, priority, action, table):
    other = make_action(priority, "1.2")

    assert client.post(f"{table}1.1/history/{entry(other).pk}/restore/").status_code == 404


def test_withdrawn_action_has_a_page_for_users_who_can_reinstate_it(
    client, officer, visit, police, action, address, table
):
    withdraw_row(action, by=officer, why="Doubled")

    page = main(client.get(address))
    assert "This action has been withdrawn" in page
    assert "/restore/" not in page
    assert "/edit/" not in page
    assert visit("lead", body=police).get(address).status_code == 404
    assert visit("chair").get(address).status_code == 404

    response = client.post(f"{table}id-{action.pk}/reinstate/", follow=True)
    assert response.redirect_chain == [(f"{table}#a-{action.pk}", 302)]
    assert said(response) == ["Action 1.1 reinstated"]
    assert Action.objects.get().is_withdrawn is False


def test_number_finds_the_current_row(client, officer, priority, action, address):
    withdraw_row(action, by=officer)
    make_action(priority, "1.1", "The one that stands")

    assert "The one that stands" in main(client.get(address))


@pytest.mark.parametrize("number", ["", "A & B", "Ä1"])
def test_action_with_a_number_that_cannot_be_in_a_url_uses_its_id(client, officer, priority, table, number):
    action = make_action(priority, number, "Words of it")

    assert "Words of it" in main(client.get(f"{table}id-{action.pk}/"))
    assert f'href="id-{action.pk}/"' in main(client.get(table))


def test_who_sees_the_history_and_what_is_offered(visit, police, council, action, address):
    pages = {
        name: main(visit(role, name=name, body=body).get(address))
        for name, role, body in (
            ("own", "lead", police),
            ("other", "lead", council),
            ("chair", "chair", None),
            ("county", "county", None),
        )
    }

    assert {name: "history-list" in page for name, page in pages.items()} == {
        "own": True,
        "other": False,
        "chair": True,
        "county": False,
    }
    assert {name: "Write the Q2" in page for name, page in pages.items()} == {
        "own": True,
        "other": False,
        "chair": False,
        "county": False,
    }
    for page in pages.values():
        assert "/edit/" not in page
        assert "/restore/" not in page


def test_outsiders_and_visitors_do_not_see_it(visit, stranger, action, table, address):
    assert visit("scrutiny").get(address).status_code == 403
    assert stranger.get(address).status_code == 404
    assert Client().get(address).url == f"/accounts/login/?next={address}"


def test_a_neighbours_row_is_not_found(client, officer, table, action, stranger):
    theirs = make_action(make_priority(make_plan(Partnership.objects.get(slug="southshire"))), "9.9")

    for part in (f"id-{theirs.pk}/", "9.9/"):
        assert client.get(table + part).status_code == 404
        for step in ("restore/", "reinstate/", "close/", "move/", "withdraw/", "reopen/"):
            words = f"history/{entry(theirs).pk}/restore/" if step == "restore/" else step
            assert client.post(table + part + words).status_code == 404


def test_only_an_officer_restores_and_reinstates(visit, police, action, table):
    for role in ("lead", "executive", "chair", "county", "scrutiny", "funder"):
        browser = visit(role, body=police)
        assert browser.post(f"{table}1.1/history/{entry(action).pk}/restore/").status_code == 403
        assert browser.post(f"{table}1.1/reinstate/").status_code == 403


def test_the_page_costs_the_same_for_ten_milestones_as_for_one(client, officer, action, address, police):
    make_milestone(action, "Second course held", "Q3", leads=[police])
    one = queries(client, address)
    for _ in range(9):
        make_milestone(action, "More", "Q3", leads=[police])

    assert Milestone.objects.count() == 11
    assert queries(client, address) == one


def test_the_row_alone_for_htmx_and_the_table_for_others(client, officer, action, table):
    address = f"{table}id-{action.pk}/row/"

    row = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert row.startswith(f'<tbody id="a-{action.pk}" class="row">')
    assert client.get(f"{address}?status=on_track").url == f"{table}?status=on_track#a-{action.pk}"
