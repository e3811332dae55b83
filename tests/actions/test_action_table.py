from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import Action
from plans.models import Plan
from plans.periods import Quarter
from plans.records import withdraw_row, write_row
from tests.factories import (
    make_action,
    make_body,
    make_milestone,
    make_plan,
    make_priority,
    write_update_in_its_quarter,
)
from tests.malicious import hostile_texts
from tests.plans.pages import main

Q1, Q2 = Quarter(2024, 1), Quarter(2024, 2)


def rows_of(response):
    """Return the rows shown, in the page's order."""
    return [row for group in response.context["groups"] for row in group.rows]


def numbers(response):
    return [row.number for row in rows_of(response)]


# The elements of a row; no typed text can add to it.
ROW_ELEMENTS = {"tbody", "tr", "th", "td", "a", "input", "span", "strong", "br", "details", "summary"}


class _Page(HTMLParser):
    """The elements and the texts of a page, as a browser reads them."""

    def __init__(self, page: str):
        super().__init__()
        self.elements: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        assert not [name for name, _ in attributes if name.startswith("on")]

    def handle_data(self, data):
        self.texts.append(data)


def elements(page: str) -> list[str]:
    return _Page(page).elements


def texts_in(page: str) -> set[str]:
    return set(_Page(page).texts)


def say(action, status="on_track", words="Two courses run.", *, quarter=Q2):
    return write_update_in_its_quarter(action, quarter, {"status": status, "words": words})


# --- What the table shows.


def test_actions_are_under_their_headings_in_the_plans_order(client, officer, plan, table):
    second = make_priority(plan, "Priority 2: Serious violence", position=2)
    first = make_priority(plan, "Priority 1: Domestic abuse", position=1)
    make_action(second, "2.1", status="at_risk")
    make_action(first, "1.2", status="off_track")
    make_action(first, "1.1", status="on_track")
    make_action(first, "1.3", status="on_track")

    groups = client.get(table).context["groups"]

    assert [
        (str(group.priority), [row.number for row in group.rows], group.standing) for group in groups
    ] == [
        ("Priority 1: Domestic abuse", ["1.2", "1.1", "1.3"], "1 off track, 2 on track"),
        ("Priority 2: Serious violence", ["2.1"], "1 at risk"),
    ]


def test_one_ten_comes_after_one_nine(client, officer, priority, table):
    for number in ("1.10", "1.9", "1.1"):
        make_action(priority, number)
    Action.objects.update(position=0)

    assert numbers(client.get(table)) == ["1.1", "1.9", "1.10"]


def test_leads_are_next_to_what_they_lead(client, officer, priority, table, police, council):
    both = make_action(priority, "1.1", leads=[police])
    make_milestone(both, "First", leads=[council])
    make_milestone(both, "Second", leads=[police])
    make_action(priority, "1.2")
    make_action(priority, "1.3", lead_to_be_confirmed=True)
    later = make_action(priority, "1.4")
    make_milestone(later, "First", lead_to_be_confirmed=True)

    rows = rows_of(client.get(table))

    assert [[step.leads for step in row.steps] for row in rows] == [
        ["Swale Borough Council", "Kent Police"],
        ["No lead"],
        ["To be confirmed"],
        ["No lead\nTo be confirmed"],
    ]


def test_a_lead_that_was_withdrawn_since_keeps_its_name(client, officer, action, police, table):
    withdraw_row(police, by=officer)

    assert rows_of(client.get(table))[0].steps[0].leads == "Kent Police"


@pytest.mark.parametrize(
    ("timescale", "done_on", "status", "state", "reading"),
    [
        ("September 24", None, "on_track", "", "due 30 Sep 2024"),
        ("Summer 24", None, "on_track", "overdue", "due 31 Aug 2024"),
        ("Summer 24", date(2024, 9, 2), "on_track", "done", "due 31 Aug 2024 · done 2 Sep 2024"),
        ("Summer 24", None, "complete", "", "due 31 Aug 2024"),
        ("Quarterly", None, "on_track", "", "quarterly, no due date"),
        ("Autumn 25", None, "on_track", "", "due 30 Nov 2025 · The date is after the plan ends."),
        ("", None, "on_track", "", ""),
    ],
)
def test_a_milestone_is_late_as_at_the_open_quarter(
    client, officer, priority, table, timescale, done_on, status, state, reading
):
    action = make_action(priority, "1.1", status=status)
    make_milestone(action, "First", timescale, done_on=done_on)

    step = rows_of(client.get(table))[0].steps[0]

    assert (step.timescale, step.state, step.reading) == (timescale or "No date", state, reading)


def test_what_changed_since_the_last_report_is_marked(client, officer, plan, priority, table):
    kept, changed = make_action(priority, "1.1"), make_action(priority, "1.2")
    milestone = make_milestone(make_action(priority, "1.3"))
    assert client.get(table).context["has_since"] is False
    Plan.objects.update(last_report_frozen_at=datetime.now(UTC))

    write_row(changed, {"action": "Other words"}, base_revision=1, by=officer)
    write_row(milestone, {"milestone": "Other words"}, base_revision=1, by=officer)
    make_action(priority, "1.4")
    say(kept)
    rows = {row.number: row.changed for row in rows_of(client.get(table))}

    assert rows == {"1.1": "changed", "1.2": "changed", "1.3": "changed", "1.4": "new"}


def test_text_is_shown_as_typed(client, officer, priority, table):
    make_action(priority, "<b>1", "<script>alert(1)</script>\nSecond line", desired_outcome="{{ 7 }}")

    page = main(client.get(table))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;\nSecond line" in page
    assert "<script>alert(1)" not in page


def test_malicious_texts_are_shown_in_the_rows_as_typed(client, officer, plan, table, police):
    """In the table and in the row that is swapped in: no text has the effect that it would have as markup."""
    texts = [text for text in hostile_texts(200) if text.strip() and "\x00" not in text and len(text) < 500]
    priority = make_priority(plan)
    for text in texts:
        action = make_action(priority, text.split()[0][:30], text, desired_outcome=text, notes={text: text})
        make_milestone(action, text, text)
    write_row(police, {"name": "<b>“Police” & 'co'</b>"}, base_revision=police.revision, by=officer)
    make_action(priority, "9", leads=[police])

    page = client.get(table)
    body = page.content.decode().split("<tbody", 1)[1].split("</table>")[0]

    for row in rows_of(page)[::20]:
        swapped = client.get(f"{table}id-{row.key}/row/", headers={"HX-Request": "true"}).content.decode()
        assert set(elements(swapped)) <= ROW_ELEMENTS | {"template", "title"}
    assert set(elements(body)) <= ROW_ELEMENTS
    shown = texts_in(body)
    assert [text for text in texts if text not in shown] == []
    assert "<b>“Police” & 'co'</b>" in shown


def test_rows_that_bear_the_same_number_are_each_reached(client, officer, priority, table):
    first, second = make_action(priority, "1.1", "First"), make_action(priority, "1.1", "Second")
    make_action(priority, "1.2")

    addresses = [row.address for row in rows_of(client.get(table))]

    assert addresses == [f"id-{first.pk}", f"id-{second.pk}", "1.2"]
    assert [row.address for row in rows_of(client.get(table, {"q": "Second"}))] == [f"id-{second.pk}"]
    assert "Second" in main(client.get(f"{table}id-{second.pk}/"))


# --- Filters.


@pytest.fixture
def full_plan(plan, priority, police, council):
    """Six actions of which each filter finds some; 1.1 is changed by none of them."""
    violence = make_priority(plan, "Priority 2: Serious violence")
    desk = make_body(plan.partnership, "Desk", kind="unit", parent=police)
    spoken = make_action(priority, "1.1", "Walk the streets", leads=[council], status="on_track")
    say(spoken)
    late = make_action(priority, "1.2", "Train the front line", leads=[police], status="at_risk")
    make_milestone(late, "First course held", "Summer 24")
    step = make_action(violence, "2.1", "Map the hot spots", status="not_started")
    make_milestone(step, "Map drawn", "November 24", leads=[desk])
    say(step, "not_started")
    make_action(violence, "2.2", "Nobody leads this", status="on_track")
    say(make_action(violence, "2.3", "Somebody will", status="on_track", lead_to_be_confirmed=True))
    make_action(violence, "2.4", "All is done", leads=[council], status="complete")
    return {"domestic": priority, "violence": violence, "police": police, "desk": desk, "council": council}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"]),
        ({"priority": "violence"}, ["2.1", "2.2", "2.3", "2.4"]),
        ({"lead": "police"}, ["1.2", "2.1"]),
        ({"lead": "desk"}, ["2.1"]),
        ({"lead": "council"}, ["1.1", "2.4"]),
        ({"status": "at_risk"}, ["1.2"]),
        ({"status": "running"}, ["1.1", "1.2", "2.1", "2.2", "2.3"]),
        ({"due": "2024-Q2"}, ["1.2"]),
        ({"due": "2024-Q3"}, ["2.1"]),
        ({"overdue": "on"}, ["1.2"]),
        ({"no_lead": "on"}, ["2.2", "2.3"]),
        ({"no_update": "on"}, ["1.2", "2.2"]),
        ({"q": "course"}, ["1.2"]),
        ({"q": "MAP"}, ["2.1"]),
        ({"q": "2.2"}, ["2.2"]),
        ({"q": "100%"}, []),
        ({"lead": "police", "overdue": "on", "q": "train"}, ["1.2"]),
        ({"lead": "police", "priority": "violence", "status": "running", "due": "2024-Q3"}, ["2.1"]),
        ({"lead": "council", "no_lead": "on"}, []),
        # A value that is on no list is reported and filters nothing.
        ({"status": "lost"}, ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"]),
        ({"due": "2031-Q9", "priority": "none"}, ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"]),
    ],
)
def test_each_filter_alone_and_together(client, officer, full_plan, table, asked, found):
    query = {name: getattr(full_plan.get(value), "pk", value) for name, value in asked.items()}

    response = client.get(table, query)

    assert (response.status_code, numbers(response)) == (200, found)
    assert (response.context["shown"], response.context["all"]) == (len(found), 6)


def test_a_filter_that_is_on_no_list_is_pointed_out(client, officer, full_plan, table):
    form = client.get(table, {"status": "lost"}).context["filters"].form

    assert form["status"].words == ["Select a valid choice. lost is not one of the available choices."]


def test_filters_survive_in_every_address_of_the_page(client, officer, full_plan, table):
    Action.objects.filter(number="1.2").update(action="Lay a & b")
    page = main(client.get(table, {"status": "at_risk", "q": "a & b", "undo": "no", "page": "2"}))

    tail = "?status=at_risk&amp;q=a+%26+b"
    late = Action.objects.get(number="1.2")
    assert f'href="{table}export/docx/{tail}"' in page
    assert f'href="id-{late.pk}/edit/{tail}" hx-boost' in page
    assert f'action="{table}bulk-edit/{tail}"' in page
    assert "undo" not in page


def test_headings_without_a_row_are_left_out_of_a_filtered_table(client, officer, full_plan, table):
    groups = client.get(table, {"status": "at_risk"}).context["groups"]

    assert [str(group.priority) for group in groups] == ["Priority 1: Domestic abuse"]


def test_nothing_matches(client, officer, full_plan, table):
    page = main(client.get(table, {"q": "not in the plan"}))

    assert "No actions match these filters." in page
    assert "Show all 6" in page
    assert "plan-table" not in page


def test_empty_plan_shows_what_to_do(client, officer, priority, table):
    page = main(client.get(table))

    assert "There are no actions in this plan." in page
    assert f'href="{table}add/"' in page


def test_a_plan_without_a_heading_offers_no_action(client, officer, plan, table):
    assert "add/" not in main(client.get(table))


@pytest.mark.parametrize("undo", ["", "x y", "<b>", "1" * 32 + "\n"])
def test_unknown_batch_has_no_undo_button(client, officer, action, table, undo):
    assert client.get(table, {"undo": undo}).context["undo"] == ""


# --- What each user sees.


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        ("officer", 200),
        ("lead", 200),
        ("executive", 200),
        ("chair", 200),
        ("county", 200),
        ("scrutiny", 403),
        ("funder", 403),
    ],
)
def test_the_table_is_for_those_who_work_with_it(visit, action, council, table, role, answer):
    assert visit(role, body=council).get(table).status_code == answer


def test_outsiders_and_visitors_do_not_see_it(stranger, action, table):
    assert stranger.get(table).status_code == 404
    assert Client().get(table).url == f"/accounts/login/?next={table}"


def test_a_lead_is_offered_updates_of_its_own_rows_alone(visit, full_plan, table):
    response = visit("lead", body=full_plan["police"]).get(table)
    page = main(response)

    own = [row.number for row in rows_of(response) if row.key in response.context["own_rows"]]
    assert own == ["1.2", "2.1"]
    assert page.count("/updates/2024-Q2/") == 2
    assert "/edit/" not in page
    assert "checkbox" not in page.replace('type="checkbox" name="overdue"', "").split("<table")[1]


def test_a_draft_shows_a_lead_the_rows_of_its_own_body(visit, partnership, police, council, table):
    draft = make_plan(partnership, "2025-26", state="draft")
    heading = make_priority(draft)
    make_priority(draft, "Priority 2: Secret plans")
    make_action(heading, "1.1", leads=[police], status="on_track")
    make_action(heading, "1.2", "Not for the police", status="off_track")
    address = table.replace("2024-25", "2025-26")

    lead = visit("lead", body=police).get(address)

    assert [(str(group.priority), group.standing) for group in lead.context["groups"]] == [
        ("Priority 1: Domestic abuse", "1 on track")
    ]
    assert (lead.context["shown"], lead.context["all"]) == (1, 1)
    assert "Not for the police" not in main(lead)
    nobodys = visit("lead", name="Carol Council", body=council).get(address)
    assert "Your organisation does not lead any of its actions" in main(nobodys)
    assert visit("county").get(address).status_code == 404
    assert numbers(visit("executive").get(address)) == ["1.1", "1.2"]


# --- Queries.


def fill(plan, priorities: int, actions: int, steps: int) -> None:
    bodies = list(plan.partnership.bodies.all())
    for heading in range(priorities):
        priority = make_priority(plan, f"Priority {heading}")
        for place in range(actions):
            action = make_action(priority, f"{heading}.{place}", leads=bodies[:2])
            for step in range(steps):
                make_milestone(action, f"Step {step}", "Summer 24", leads=bodies[2:])
            say(action, quarter=Q1)


@pytest.mark.parametrize("role", ["officer", "lead", "county"])
def test_the_table_costs_the_same_for_sixty_actions_as_for_one(visit, partnership, role):
    first, *_ = [make_body(partnership, f"Body {index}") for index in range(3)]
    small = make_plan(partnership, "2024-25", open_quarter="2024-Q2")
    large = make_plan(partnership, "2023-24", open_quarter="2024-Q2")
    fill(small, 1, 1, 1)
    fill(large, 6, 10, 3)
    Plan.objects.update(last_report_frozen_at=datetime(2024, 7, 15, tzinfo=UTC))
    browser = visit(role, body=first if role == "lead" else None)

    # Filters need one more query: how many actions there are in all.
    for asked, statements in (({}, 10), ({"status": "running", "q": "o", "overdue": "on"}, 11)):
        costs = {}
        for plan in (small, large):
            address = f"/northshire/plans/{plan.slug}/actions/"
            browser.get(address, asked)
            with CaptureQueriesContext(connection) as captured:
                shown = browser.get(address, asked).context["shown"]
            costs[shown] = len(captured)
        assert costs == {1: statements, 60: statements}
