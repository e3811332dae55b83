import pytest
from django.test import Client

from actions.models import Action
from plans.models import HistoryEntry, Partnership
from plans.records import write_row
from tests.factories import make_action, make_plan, make_priority
from tests.plans.pages import fields_of, main, send


@pytest.fixture
def violence(plan, priority):
    return make_priority(plan, "Priority 2: Violence")


@pytest.fixture
def rows(action, priority, violence):
    """1.1, 1.2 and 1.3 under the first heading, 2.1 and 2.2 under the second."""
    rows = {"1.1": action}
    for number in ("1.2", "1.3"):
        rows[number] = make_action(priority, number)
    for number in ("2.1", "2.2"):
        rows[number] = make_action(violence, number)
    return rows


def in_order(plan):
    return [action.number for action in plan.actions.in_order()]


def address_of(table, row):
    return f"{table}id-{row.pk}/move/"


@pytest.mark.parametrize(
    ("number", "under", "after", "order"),
    [
        ("1.3", "priority", "", ["1.3", "1.1", "1.2", "2.1", "2.2"]),
        ("1.3", "priority", "1.1", ["1.1", "1.3", "1.2", "2.1", "2.2"]),
        ("1.1", "priority", "1.3", ["1.2", "1.3", "1.1", "2.1", "2.2"]),
        ("1.1", "violence", "", ["1.2", "1.3", "1.1", "2.1", "2.2"]),
        ("1.1", "violence", "2.1", ["1.2", "1.3", "2.1", "1.1", "2.2"]),
        ("2.2", "priority", "1.2", ["1.1", "1.2", "2.2", "1.3", "2.1"]),
    ],
)
def test_an_action_moves_to_its_place(
    client, officer, plan, priority, violence, rows, table, number, under, after, order
):
    row, place = rows[number], {"priority": priority, "violence": violence}[under]

    response = send(client, address_of(table, row), priority=place.pk, after=rows[after].pk if after else "")

    assert response.url == f"{table}#a-{row.pk}"
    assert in_order(plan) == order
    row.refresh_from_db()
    assert row.priority == place
    assert HistoryEntry.objects.of_row(f"action:{row.pk}").first().created_by == officer


def test_form_starts_from_the_actions_position(client, officer, rows, table):
    form = fields_of(client.get(address_of(table, rows["1.3"])))

    assert (form["priority"], form["after"]) == ([str(rows["1.3"].priority_id)], [str(rows["1.2"].pk)])
    assert fields_of(client.get(address_of(table, rows["1.1"])))["after"] == [""]


def test_saving_the_place_it_has_changes_no_order(client, officer, plan, rows, table):
    before = in_order(plan)

    send(client, address_of(table, rows["1.2"]))

    assert in_order(plan) == before


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("after", "2.1", "Select an action that is under Priority 1: Domestic abuse"),
        ("after", "own", "Select a valid choice. {} is not one of the available choices."),
        ("priority", "999", "Select a valid choice. 999 is not one of the available choices."),
        ("priority", "", "Select the priority"),
    ],
)
def test_unknown_position_is_rejected_with_a_message(client, officer, plan, rows, table, field, typed, words):
    row = rows["1.2"]
    value = row.pk if typed == "own" else rows[typed].pk if typed in rows else typed

    response = send(client, address_of(table, row), **{field: value})

    assert response.status_code == 422
    assert response.context["form"][field].words == [words.format(value)]
    assert Action.objects.get(pk=row.pk).revision == 1


def test_two_who_move_it_see_each_other(client, officer, violence, rows, table, plan):
    address = address_of(table, rows["1.1"])
    form = fields_of(client.get(address))
    write_row(rows["1.1"], {"priority_id": violence.pk, "position": 9}, base_revision=1, by=None)

    response = client.post(address, form | {"after": str(rows["1.3"].pk)})

    assert response.status_code == 409
    assert "“Priority 1: Domestic abuse” → “Priority 2: Violence”" in main(response)
    # No row moved for a move that failed.
    assert in_order(plan) == ["1.2", "1.3", "2.1", "2.2", "1.1"]
    assert client.post(address, fields_of(response)).status_code == 302
    assert in_order(plan) == ["1.2", "1.3", "1.1", "2.1", "2.2"]


def test_a_heading_of_another_plan_is_no_place(client, officer, partnership, rows, table, stranger):
    elsewhere = [
        make_priority(make_plan(partnership, "2025-26")),
        make_priority(make_plan(Partnership.objects.get(slug="southshire"))),
    ]
    for heading in elsewhere:
        response = send(client, address_of(table, rows["1.1"]), priority=heading.pk, after="")
        assert response.status_code == 422


def test_only_an_officer_moves(visit, stranger, police, rows, table):
    address = address_of(table, rows["1.1"])
    for role in ("lead", "executive", "chair", "county", "scrutiny", "funder"):
        assert visit(role, body=police).post(address).status_code == 403
    assert stranger.post(address).status_code == 404
    assert Client().get(address).url.startswith("/accounts/login/")
