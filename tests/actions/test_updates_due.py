from datetime import date

import pytest
from django.test import Client

from plans.models import Plan
from plans.periods import Quarter
from tests.factories import (
    make_action,
    make_body,
    make_milestone,
    make_plan,
    make_priority,
    write_update_in_its_quarter,
)
from tests.plans.pages import main, queries

ADDRESS = "/northshire/updates/"
Q1, Q2 = Quarter(2024, 1), Quarter(2024, 2)


def say(action, quarter=Q2, status="on_track", words="Two courses run."):
    return write_update_in_its_quarter(action, quarter, {"status": status, "words": words})


def owed(response):
    """Return each plan with how many were sent, and its rows with whether they were."""
    return [
        (
            room.plan.slug,
            str(room.quarter),
            room.sent,
            [(row.action.number, bool(row.update)) for row in room.rows],
        )
        for room in response.context["rooms"]
    ]


@pytest.fixture
def rows(priority, police, council):
    """Four actions: two of the police, one of them by a milestone; two of the council, one complete."""
    first = make_action(priority, "1.1", leads=[police])
    by_step = make_action(priority, "1.10")
    make_milestone(by_step, leads=[police])
    others = make_action(priority, "1.9", leads=[council])
    complete = make_action(priority, "1.2", leads=[council], status="complete")
    return {row.number: row for row in (first, by_step, others, complete)}


def test_lead_sees_the_updates_due_of_its_body(visit, rows, police):
    say(rows["1.1"])
    say(rows["1.10"], Q1, "at_risk", "The trainer is ill.")

    response = visit("lead", body=police).get(ADDRESS)

    assert owed(response) == [("2024-25", "2024-Q2", 1, [("1.10", False), ("1.1", True)])]
    page = main(response)
    for words in (
        "Updates due this quarter",
        "July to September 2024",
        "1 of 2 sent.",
        "Last quarter, at risk: “The trainer is ill.”",
        "Change update",
        "Write update",
        f"id-{rows['1.10'].pk}/updates/2024-Q2/?from=owed",
    ):
        assert words in page, words


def test_officer_sees_all_updates_due(client, officer, rows):
    assert owed(client.get(ADDRESS)) == [
        ("2024-25", "2024-Q2", 0, [("1.1", False), ("1.10", False), ("1.9", False)])
    ]


def test_body_must_also_update_what_belongs_to_it(visit, partnership, priority, police, rows):
    desk = make_body(partnership, "Desk", kind="unit", parent=police)
    make_action(priority, "1.11", leads=[desk])

    police_rows = owed(visit("lead", body=police).get(ADDRESS))[0][3]
    desk_rows = owed(visit("lead", name="Dan Desk", body=desk).get(ADDRESS))[0][3]

    assert [number for number, _ in police_rows] == ["1.1", "1.10", "1.11"]
    assert [number for number, _ in desk_rows] == ["1.11"]


def test_what_was_sent_as_complete_stays_among_what_was_sent(visit, rows, police):
    say(rows["1.1"], status="complete")
    say(rows["1.10"])

    response = visit("lead", body=police).get(ADDRESS)

    assert owed(response)[0][2:] == (2, [("1.1", True), ("1.10", True)])
    assert "You've sent all your updates for this quarter." in main(response)


def test_only_plans_that_are_adopted_and_have_begun_count(client, officer, partnership, rows):
    for slug, state, starts in (
        ("2025-26", "draft", date(2025, 4, 1)),
        ("2023-24", "closed", date(2023, 4, 1)),
        ("2199-20", "adopted", date(2199, 4, 1)),
    ):
        plan = make_plan(partnership, slug, state=state, starts=starts, ends=starts.replace(month=12))
        make_action(make_priority(plan), "9.9")

    assert [slug for slug, *_ in owed(client.get(ADDRESS))] == ["2024-25"]


def test_no_updates_are_due(visit, rows, partnership):
    response = visit("lead", body=make_body(partnership, "Fire and Rescue")).get(ADDRESS)

    assert "You have no updates to send. Your organisation does not lead any current actions." in main(
        response
    )


def test_member_without_a_body_has_no_updates_due(visit, rows):
    assert owed(visit("executive").get(ADDRESS)) == []


def test_no_plan_yet(client, officer):
    assert "There are no current actions in an adopted plan." in main(client.get(ADDRESS))


@pytest.mark.parametrize(
    ("role", "answer"),
    [("officer", 200), ("lead", 200), ("executive", 200), ("county", 200), ("chair", 403), ("scrutiny", 403)],
)
def test_who_can_see_the_updates_due(visit, police, rows, role, answer):
    assert visit(role, body=police).get(ADDRESS).status_code == answer


def test_outsiders_and_visitors(stranger, rows):
    assert stranger.get(ADDRESS).status_code == 404
    assert Client().get(ADDRESS).url == f"/accounts/login/?next={ADDRESS}"


def test_it_costs_the_same_for_twenty_actions_as_for_one(client, officer, plan, priority, police):
    say(make_action(priority, "1.1", leads=[police]))
    one = queries(client, ADDRESS)
    for number in range(19):
        say(make_action(priority, f"2.{number}", leads=[police]), Q1)

    assert Plan.objects.count() == 1
    assert queries(client, ADDRESS) == one


def test_it_costs_the_same_for_three_plans_as_for_one(client, officer, partnership, action):
    one = queries(client, ADDRESS)
    for year in (2022, 2023):
        plan = make_plan(
            partnership, f"{year}-{year - 1999}", starts=date(year, 4, 1), ends=date(year + 1, 3, 31)
        )
        make_action(make_priority(plan), "1.1", status="on_track")

    assert queries(client, ADDRESS) == one
    assert len(client.get(ADDRESS).context["rooms"]) == 3
