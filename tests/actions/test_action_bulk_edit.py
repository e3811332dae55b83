import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Action
from plans.models import HistoryEntry, Partnership
from plans.records import write_row
from tests.factories import make_action, make_milestone, make_plan, make_priority
from tests.plans.pages import fields_of, main, said


@pytest.fixture
def address(table):
    return f"{table}bulk-edit/"


@pytest.fixture
def rows(priority, police):
    """Three actions: on track, at risk, on track; the police lead the first."""
    return [
        make_action(priority, "1.1", status="on_track", leads=[police]),
        make_action(priority, "1.2", status="at_risk"),
        make_action(priority, "1.3", status="on_track", lead_to_be_confirmed=True),
    ]


def keys(*rows):
    return [row.pk for row in rows]


def preview(client, address, rows, **change):
    return client.post(address, {"rows": keys(*rows), **change})


def shown(response):
    return [
        (difference["action"].number, *row)
        for difference in response.context["differences"]
        for row in difference["rows"]
    ]


def confirm(client, address, response, **more):
    return client.post(address, fields_of(response) | {"confirm": "1"} | more)


def state(rows):
    return list(Action.objects.filter(pk__in=keys(*rows)).order_by("pk").values_list("number", "status"))


def test_preview_shows_what_would_change_and_changes_nothing(client, officer, address, rows):
    response = preview(client, address, rows, status="at_risk")

    assert response.status_code == 200
    assert shown(response) == [
        ("1.1", "Status", "On track", "At risk"),
        ("1.3", "Status", "On track", "At risk"),
    ]
    assert "Change 2 actions?" in main(response)
    assert HistoryEntry.objects.exclude(act="added").count() == 0


def test_confirming_changes_the_rows_and_offers_one_undo(client, officer, address, rows, table):
    response = confirm(client, address, preview(client, address, rows, status="complete"))

    assert re.fullmatch(rf"{table}\?undo=[0-9a-f]{{32}}", response.url)
    page = client.get(response.url)
    assert said(page) == ["3 actions changed"]
    assert [status for _, status in state(rows)] == ["complete"] * 3
    assert {change.why for change in HistoryEntry.objects.filter(act="changed")} == {
        "Changed several actions together"
    }

    undo = re.search(r'action="([^"]*/undo/[^"]*)"', page.content.decode())[1]
    undone = client.post(undo, follow=True)
    assert said(undone) == ["3 changes undone"]
    assert [status for _, status in state(rows)] == ["on_track", "at_risk", "on_track"]


def test_undo_keeps_what_another_user_changed_since(client, officer, address, rows):
    response = confirm(client, address, preview(client, address, rows, status="complete"))
    second = Action.objects.get(number="1.2")
    write_row(second, {"status": "off_track"}, base_revision=2, by=None)
    third = Action.objects.get(number="1.3")
    write_row(third, {"action": "Other words"}, base_revision=2, by=None)

    undo = response.url.replace("?undo=", "undo/") + "/"
    undone = client.post(undo, follow=True)

    assert said(undone)[1:] == [
        "2 changes undone",
        "Action 1.2 not undone, because someone has edited the same fields since.",
    ]
    assert [status for _, status in state(rows)] == ["on_track", "off_track", "on_track"]
    assert Action.objects.get(number="1.3").action == "Other words"


def test_a_second_undo_takes_nothing_back(client, officer, address, rows):
    response = confirm(client, address, preview(client, address, rows, status="complete"))
    undo = response.url.replace("?undo=", "undo/") + "/"
    client.post(undo)
    before = HistoryEntry.objects.count()

    client.post(undo)

    assert HistoryEntry.objects.count() == before


def test_leads_are_set_or_to_be_confirmed(client, officer, address, rows, council):
    response = preview(client, address, rows, lead=council.pk)
    assert shown(response) == [
        ("1.1", "Lead", "Kent Police", "Swale Borough Council"),
        ("1.2", "Lead", "No lead", "Swale Borough Council"),
        ("1.3", "Lead", "To be confirmed", "Swale Borough Council"),
    ]
    confirm(client, address, response)
    assert [row.action_leads.get().body for row in rows] == [council] * 3

    confirm(client, address, preview(client, address, rows[:1], lead="tbc"))
    first = Action.objects.get(number="1.1")
    assert (first.lead_to_be_confirmed, first.action_leads.count()) == (True, 0)


def test_rows_move_to_the_end_of_another_heading_in_their_order(client, officer, plan, address, rows):
    second = make_priority(plan, "Priority 2: Violence")
    make_action(second, "2.1")

    confirm(client, address, preview(client, address, [rows[2], rows[0]], priority=second.pk))

    assert [row.number for row in plan.actions.in_order()] == ["1.2", "2.1", "1.1", "1.3"]


def test_rows_are_withdrawn_and_reinstated_by_the_undo(client, officer, address, rows, table):
    response = preview(client, address, rows[:1], withdraw="on")
    assert shown(response) == [("1.1", "In the plan", "Yes", "Withdrawn")]

    done = confirm(client, address, response)
    assert Action.objects.current().count() == 2

    client.post(done.url.replace("?undo=", "undo/") + "/")
    assert Action.objects.current().count() == 3


def test_what_moved_between_preview_and_confirming_is_shown_first(client, officer, address, rows):
    response = preview(client, address, rows[:2], status="complete")
    write_row(rows[0], {"status": "off_track"}, base_revision=1, by=None)

    again = confirm(client, address, response)

    assert again.status_code == 409
    assert "Someone else has changed one of these actions" in main(again)
    assert shown(again)[0] == ("1.1", "Status", "Off track", "Complete")
    assert [status for _, status in state(rows)] == ["off_track", "at_risk", "on_track"]

    confirm(client, address, again)
    assert [status for _, status in state(rows)] == ["complete", "complete", "on_track"]


def test_closed_row_keeps_its_status_and_a_message_says_so(client, officer, address, rows):
    closed = {"status": "closed", "closing_reason": "stopped", "closing_comment": "No money"}
    write_row(rows[0], closed, base_revision=1, by=None)

    response = preview(client, address, rows, status="complete")

    assert [row[0] for row in shown(response)] == ["1.2", "1.3"]
    assert "Closed, so it will not change" in main(response)
    confirm(client, address, response)
    assert [status for _, status in state(rows)] == ["closed", "complete", "complete"]

    alone = preview(client, address, rows[:1], status="complete")
    assert (alone.status_code, shown(alone)) == (422, [])


@pytest.mark.parametrize(
    ("ticked", "change", "words"),
    [
        (False, {"status": "complete"}, "Select the actions you want to change"),
        (True, {}, "Select what to change in the selected actions"),
        (True, {"status": "lost"}, "Select the change to make."),
        (True, {"lead": "999"}, "Select the change to make."),
        (True, {"status": "on_track"}, "The actions you selected already have these values."),
    ],
)
def test_impossible_change_is_rejected_with_a_message(client, officer, address, rows, ticked, change, words):
    asked = {"rows": keys(rows[0])} if ticked else {"rows": ["x", "", "9" * 30]}

    response = client.post(address, asked | change | {"confirm": "1"})

    assert response.status_code == 422
    assert words in main(response)
    assert HistoryEntry.objects.exclude(act="added").count() == 0


def test_user_returns_to_the_table_with_its_filters(client, officer, address, rows, table):
    tail = "?status=on_track"
    response = preview(client, address + tail, rows[:1], status="complete")
    assert f'href="{table}{tail}"' in main(response)

    done = confirm(client, address + tail, response)
    assert done.url.startswith(f"{table}{tail}&undo=")


def test_rows_of_others_are_never_touched(client, officer, address, rows, partnership, stranger):
    other_plan = make_action(make_priority(make_plan(partnership, "2025-26")), "8.1")
    neighbours = make_action(make_priority(make_plan(Partnership.objects.get(slug="southshire"))), "9.1")

    response = preview(client, address, [other_plan, neighbours], status="complete")

    assert (response.status_code, shown(response)) == (422, [])


def test_only_an_officer_changes_several(client, visit, stranger, police, address, rows, table):
    for role in ("lead", "executive", "chair", "county", "scrutiny", "funder"):
        browser = visit(role, body=police)
        assert preview(browser, address, rows, status="complete", confirm="1").status_code == 403
        assert browser.post(f"{table}undo/{'0' * 32}/").status_code == 403
    assert preview(stranger, address, rows, status="complete").status_code == 404
    assert preview(client, address, rows, status="complete").url.startswith("/accounts/login/")
    assert HistoryEntry.objects.exclude(act="added").count() == 0


def test_a_neighbour_cannot_undo_our_change(client, officer, address, rows, stranger):
    done = confirm(client, address, preview(client, address, rows, status="complete"))
    make_plan(Partnership.objects.get(slug="southshire"))

    batch = done.url.split("undo=")[1]
    stranger.post(f"/southshire/plans/2024-25/actions/undo/{batch}/")

    assert [status for _, status in state(rows)] == ["complete"] * 3


def test_the_preview_costs_the_same_for_thirty_rows_as_for_two(client, officer, address, priority, council):
    rows = [make_action(priority, f"1.{index}", leads=[council]) for index in range(30)]
    make_milestone(rows[0])
    costs = []
    for count in (2, 2, 30):
        with CaptureQueriesContext(connection) as captured:
            preview(client, address, rows[:count], lead="tbc")
        costs.append(len(captured))
    assert costs[1] == costs[2]
