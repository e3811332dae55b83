"""The partnership's home page: the plan's status, and the user's tasks. Every number links to as many rows."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.models import Plan
from plans.periods import Quarter
from plans.records import write_row
from reports.charts.status_marks import SHAPES, build_status_marks
from reports.home.plan_summary import get_plan_summary, plan_to_show
from reports.models import Pack
from tests.factories import (
    make_action,
    make_body,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
    make_user,
)
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_grant, make_project
from tests.funding.page_text import words_of_page
from tests.funding.returns import sent
from tests.reports.factories import Q1, Q2, Northshire
from tests.reports.pack_factories import Scrutiny

pytestmark = pytest.mark.django_db
HOME = "/northshire/"
OCTOBER = date(2024, 10, 9)


@pytest.fixture
def house(monkeypatch):
    """A plan in its second quarter, whose updates are being written on 9 October 2024."""
    monkeypatch.setattr(timezone, "localdate", lambda *args: OCTOBER)
    house = Northshire()
    write_row(house.plan, {"open_quarter": "2024-Q2"}, base_revision=house.plan.revision, by=None)
    house.plan.refresh_from_db()
    return house


def fill(house):
    """Add actions in every state."""
    council = make_body(house.partnership, "Northshire Council")
    off = house.action("1.1")
    house.update(off, status="off_track")
    late = house.action("1.2")
    house.update(late, status="on_track")
    make_milestone(late, "Course held", "Summer 24")
    make_milestone(late, "Report written", "June 24")
    silent = house.action("1.3", leads=[council])
    make_milestone(silent, "Held again", "Autumn 24")
    bare = house.action("1.10", leads=[])
    house.update(bare, status="at_risk")
    make_milestone(bare, "Decided", "TBC")
    done = house.action("1.11", status="complete")
    make_milestone(done, "Long ago", "May 24", done_on=date(2024, 5, 2))
    return council


def test_the_officer_sees_what_needs_attention_with_links_to_the_rows(client, house):
    council = fill(house)
    client.force_login(house.officer)
    page = client.get(HOME)
    assert [need.words for need in page.context["needs"]] == [
        "1 action off track",
        "1 action at risk",
        "2 milestones overdue, in 1 action",
        "1 organisation has not updated 1 action for Q2 2024/25",
    ]
    assert [need.words for need in page.context["missing"]] == [
        "1 action without a lead",
        "1 action with a milestone without a date:",
        "1 priority without a lead",
    ]
    assert "1 off track, 1 at risk, 1 not started, 1 on track, 1 complete" in page.text
    assert "1 milestone</a> due by 31 December 2024" in page.text
    assert f"?lead={council.pk}&amp;no_update=on" in page.text


def test_every_figure_leads_to_as_many_rows(client, house):
    fill(house)
    client.force_login(house.officer)
    page = client.get(HOME)
    rows = {
        "status=off_track": 1,
        "status=at_risk": 1,
        "overdue=on": 1,
        "no_update=on": 1,
        "no_lead=on": 1,
        "due=2024-Q3": 1,
    }
    addresses = [
        address for need in [*page.context["needs"], *page.context["missing"]] for _, address in need.links
    ]
    addresses.append(page.context["due"])
    found = {}
    for address in addresses:
        query = urlsplit(address).query
        answer = client.get(address)
        assert answer.status_code == 200, address
        if query:
            found[query] = sum(len(group.rows) for group in answer.context["groups"])
    assert found == rows


def test_home_shows_that_nothing_needs_attention(client, house):
    action = house.action("1.1")
    house.update(action)
    client.force_login(house.officer)
    assert "Nothing needs attention." in client.get(HOME).text


def test_a_lead_sees_their_own_actions(client, house):
    council = fill(house)
    client.force_login(make_member(house.partnership, "lead", body=council))
    page = client.get(HOME)
    assert page.context["standing"].all == 1
    assert [need.words for need in page.context["needs"]] == ["1 action without an update for Q2 2024/25"]
    assert [words for words, _ in page.context["needs"][0].links] == ["View actions", "Send updates"]
    address = page.context["needs"][0].links[0][1]
    assert address.endswith(f"?no_update=on&lead={council.pk}")
    assert "Your actions" in page.text and "Organisations without updates" not in page.text


def test_scrutiny_and_funder_see_the_adopted_plan_approved_reports_and_published_packs(client, house):
    fill(house)
    house.approve(house.freeze(Q1))
    waiting = house.freeze(Q2)
    make_plan(house.partnership, "2025-26", state="draft", starts=date(2024, 4, 2), title="Next year")
    for role in ("scrutiny", "funder"):
        client.force_login(make_member(house.partnership, role))
        page = client.get(HOME)
        assert (page.context["standing"], page.context["needs"]) == (None, [])
        assert "Plan 2024-25</a>, as adopted" in page.text
        assert "Exception report, Q1 2024/25" in page.text
        assert waiting.for_quarter.label not in page.text and "Next year" not in page.text


def test_chair_sees_which_report_is_waiting_for_them(client, house):
    house.action("1.1")
    house.freeze(Q2)
    client.force_login(house.chair)
    needs = [need.words for need in client.get(HOME).context["needs"]]
    assert needs[-1] == "Exception report for Q2 2024/25 is waiting for your approval"
    client.force_login(house.officer)
    needs = [need.words for need in client.get(HOME).context["needs"]]
    assert needs[-1] == "Exception report for Q2 2024/25 is waiting for approval"


def test_packs_wait_for_their_authors_and_for_the_proper_officer(client):
    house = Scrutiny()
    house.pack("draft", title="Draft pack")
    house.frozen("frozen", title="Frozen pack")
    client.force_login(house.officer)
    assert [need.words for need in client.get(HOME).context["needs"]][-2:] == [
        "Pack for 12 December 2024 is a draft: Draft pack",
        "Pack for 12 December 2024 is waiting to be published: Frozen pack",
    ]
    client.force_login(house.proper)
    assert [need.words for need in client.get(HOME).context["needs"]] == [
        "Pack for 12 December 2024 is waiting to be published: Frozen pack"
    ]
    client.force_login(house.member)
    assert client.get(HOME).context["needs"] == []
    assert Pack.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("officer", "Import your plan"),
        ("chair", "There is no plan yet."),
        ("scrutiny", "No plan has been adopted."),
    ],
)
def test_new_partnership_shows_the_first_step(client, role, words):
    partnership = make_partnership()
    client.force_login(make_member(partnership, role))
    assert words in client.get(HOME).text


def test_plan_without_actions_shows_the_first_step(client, house):
    client.force_login(house.officer)
    assert "There are no actions in this plan." in client.get(HOME).text


def test_the_adopted_plan_that_runs_is_shown_else_the_latest():
    partnership = make_partnership()
    made = {
        slug: make_plan(partnership, slug, state=state, starts=date(year, 4, 1), ends=date(year + 1, 3, 31))
        for slug, state, year in (
            ("2023-24", "adopted", 2023), ("2024-25", "adopted", 2024), ("2025-26", "draft", 2025),
        )
    }  # fmt: skip
    plans = Plan.objects.in_partnership(partnership)
    cases = [
        (date(2024, 4, 1), "2024-25"),
        (date(2025, 3, 31), "2024-25"),
        (date(2025, 4, 1), "2025-26"),
        (date(2023, 12, 1), "2023-24"),
        (date(2030, 1, 1), "2025-26"),
    ]
    assert [plan_to_show(plans, on) for on, _ in cases] == [made[slug] for _, slug in cases]
    assert plan_to_show(Plan.objects.none(), OCTOBER) is None


def test_while_a_quarter_runs_its_own_milestones_are_due_next(house):
    make_milestone(house.action("1.1"), "Held", "Sept 24")
    assert get_plan_summary(house.plan, date(2024, 8, 1)).due_quarter == Quarter(2024, 2)
    assert get_plan_summary(house.plan, date(2024, 8, 1)).due_milestones == 1
    assert get_plan_summary(house.plan, OCTOBER).due_quarter == Quarter(2024, 3)


def test_outsiders_and_the_signed_out(client, house):
    assert client.get(HOME).url == "/accounts/login/?next=/northshire/"
    client.force_login(make_user("Otto Outsider"))
    assert client.get(HOME).status_code == 404
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(HOME).status_code == 404


def test_a_neighbours_plan_reports_and_packs_do_not_show(client, house):
    other = Scrutiny("southshire")
    other.frozen("theirs", title="Their pack")
    fill(house)
    client.force_login(house.officer)
    page = client.get(HOME)
    assert (page.context["plan"], page.context["reports"], page.context["packs"]) == (house.plan, [], [])
    assert "Their pack" not in page.text


def test_home_takes_as_many_queries_with_five_actions_as_with_twenty(client, house):
    fill(house)
    client.force_login(house.officer)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(HOME)
        return len(queries)

    few = asked()
    for place in range(2, 5):
        priority = make_priority(house.plan, f"Priority {place}")
        for number in range(5):
            make_milestone(make_action(priority, f"{place}.{number}", leads=[house.police]), "Held", "TBC")
    assert asked() == few <= 18


def test_marks_have_a_shape_for_every_status_and_twenty_to_a_row():
    drawing = build_status_marks(["off_track"] * 2 + ["complete"] * 19)
    assert (drawing.width, drawing.height, len(drawing.marks)) == (360, 36, 21)
    assert (drawing.marks[20].x, drawing.marks[20].y) == (0, 18)
    assert len(set(SHAPES.values())) == 6


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("chair", "1 bid to approve as chair"),
        ("officer", "1 return to approve"),
        ("lead", "“Half a bid” has not been submitted"),
    ],
)
def test_tasks_of_a_grant_are_shown_without_a_plan(client, role, words):
    cast = Cast(make_grant(make_partnership("northshire")))
    cast.recommended("First")
    cast.draft("Half a bid")
    sent(cast.live("Second"), by=cast.lead)
    client.force_login(getattr(cast, role))

    home = client.get(HOME)

    assert words in [need.words for need in home.context["needs"]]
    assert words in words_of_page(home)


def test_a_pot_that_is_over_needs_attention(client):
    partnership = make_partnership("northshire")
    make_plan(partnership)
    grant = make_grant(partnership)
    make_project(grant, "Too dear", 3_614_000, pot="tactical")
    client.force_login(make_member(partnership, "officer"))

    needs = client.get(HOME).context["needs"]

    assert [(need.words, need.links) for need in needs] == [
        ("Tactical pot over-committed by £653.00", (("View grant", "/northshire/grants/2024-25/"),)),
        ("1 project to start", (("Start projects", "/northshire/grants/2024-25/start/"),)),
    ]
