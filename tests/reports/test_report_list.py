"""The list of reports, by plan and quarter, and the comparison of two."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.periods import Quarter
from reports.exceptions.operations import start_new_version
from tests.factories import make_member, make_plan
from tests.reports.factories import Q1, Q2, Northshire

pytestmark = pytest.mark.django_db
LIST = "/northshire/reports/"
PLAN_LIST = "/northshire/plans/2024-25/reports/"


@pytest.fixture
def north():
    north = Northshire()
    north.update(north.action("1.1"), Q1)
    return north


def rows(client, address, who) -> list[tuple]:
    client.force_login(who)
    return [
        (listed.plan.slug, str(row.quarter), row.words)
        for listed in client.get(address).context["plans"]
        for row in listed.quarters
    ]


def test_every_quarter_of_a_plan_is_listed_with_its_reports_status(client, north):
    north.approve(north.freeze(Q1))
    north.freeze(Q2)
    found = rows(client, PLAN_LIST, north.officer)
    assert [(quarter, words.split(" on ")[0]) for _, quarter, words in found] == [
        ("2024-Q4", "Not started"),
        ("2024-Q3", "Not started"),
        ("2024-Q2", "Version 1, waiting for approval"),
        ("2024-Q1", "Version 1, approved"),
    ]


def test_future_quarter_shows_when_it_starts(client, north):
    make_plan(north.partnership, "2090-91", starts=Quarter(2090, 1).starts, ends=Quarter(2090, 1).ends)
    assert ("2090-91", "2090-Q1", "Starts on 1 April 2090") in rows(client, LIST, north.officer)


def test_who_sees_only_approved_reports_finds_only_those(client, north):
    member = make_member(north.partnership, "scrutiny")
    first = north.freeze(Q1)
    assert rows(client, LIST, member) == []
    assert "No report has been approved yet." in client.get(LIST).content.decode()
    start_new_version(north.approve(first), why="A slip", by=north.officer)
    [(plan, quarter, words)] = rows(client, LIST, member)
    assert (plan, quarter, words.split(" on ")[0]) == ("2024-25", "2024-Q1", "Version 1, approved")


def test_partnership_without_plans_shows_a_message(client):
    north = Northshire()
    north.priority.delete()
    north.plan.delete()
    client.force_login(north.officer)
    assert "There are no plans to report on." in client.get(LIST).content.decode()


@pytest.mark.parametrize("address", [LIST, PLAN_LIST])
def test_outsiders_get_404_and_signed_out_users_must_sign_in(client, north, address):
    client.force_login(Northshire("southshire").officer)
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).url.startswith("/accounts/login/?next=")


def test_as_many_queries_for_one_plan_as_for_three(client, north):
    north.freeze(Q1)
    client.force_login(north.officer)
    counts = []
    for slug in ("2025-26", "2026-27"):
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
        make_plan(north.partnership, slug)
    assert counts[0] == counts[1] <= 6


# --- Comparing.


def counts(response) -> list[str]:
    """Return the row of exceptions in the comparison: its name, then and now."""
    return [cell.text for cell in response.context["counts"].body[1].cells]


def test_the_report_before_is_compared_with_unless_another_is_chosen(client, north):
    before = north.freeze(Q1)
    north.update(north.plan.actions.get(), Q2, status="off_track", words="The bid was refused.")
    north.freeze(Q2)
    client.force_login(north.officer)

    response = client.get(north.address("compare/"))

    assert response.context["other"] == before
    parts = {part["heading"]: [row.number for row in part["rows"]] for part in response.context["parts"]}
    assert parts["New exceptions"] == ["1.1"]
    assert parts["Status changed"] == ["1.1"]
    assert counts(response) == ["Exceptions", "0", "1"]
    assert "The bid was refused." in response.content.decode()

    chosen = client.get(
        north.address("compare/", "2024-Q1"), {"against": north.plan.reports.get(quarter=2).pk}
    )
    assert counts(chosen) == ["Exceptions", "1", "0"]


def test_two_versions_of_one_quarter_are_compared(client, north):
    first = north.approve(north.freeze(Q1))
    start_new_version(first, why="A slip", by=north.officer)
    client.force_login(north.officer)
    assert client.get(north.address("compare/", "2024-Q1")).context["other"] == first


def test_page_without_another_report_shows_a_message(client, north):
    client.force_login(north.officer)
    said = client.get(north.address("compare/")).content.decode()
    assert "There is no other report on this plan to compare it with yet." in said
    assert "There is a problem" not in said


def test_a_neighbours_report_and_one_that_is_not_there_are_no_choice(client, north):
    north.freeze(Q1)
    south = Northshire("southshire")
    theirs = south.freeze(Q1)
    client.force_login(north.officer)
    for against in (theirs.pk, 0, "x", ""):
        response = client.get(north.address("compare/"), {"against": against})
        assert "counts" not in response.context


def test_who_sees_only_approved_reports_compares_only_those(client, north):
    north.approve(north.freeze(Q1))
    north.freeze(Q2)
    client.force_login(make_member(north.partnership, "funder"))
    response = client.get(north.address("compare/", "2024-Q1"))
    assert response.context["others"] == []
    assert client.get(north.address("compare/")).status_code == 404
