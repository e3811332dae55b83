"""The exception report on screen: what each role sees, of which version, and in how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.records import write_row
from reports.exceptions.operations import start_new_version
from tests.factories import make_member, make_milestone, make_plan
from tests.reports.factories import Q1, Q2, Northshire

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = Northshire()
    north.update(north.action("1.1", action="Train the front line"), status="at_risk")
    return north


def page(client, north, rest="", who=None, quarter="2024-Q2"):
    client.force_login(who or north.officer)
    return client.get(north.address(rest, quarter))


def test_draft_is_marked_and_shows_the_current_plan(client, north):
    response = page(client, north)
    said = response.content.decode()
    assert response.context["shown"].is_draft
    assert "DRAFT" in said
    assert "This is a draft. It shows the plan as it is today." in said
    assert response.context["content"]["counts"]["exceptions"] == 1
    assert f'href="/northshire/plans/2024-25/actions/id-{north.plan.actions.get().pk}/"' in said


def test_an_empty_plan_has_a_report_too(client, north):
    empty = make_plan(north.partnership, "2024-27")
    client.force_login(north.officer)
    response = client.get(f"/northshire/plans/{empty.slug}/reports/2024-Q2/")
    said = response.content.decode()
    assert "There are no actions in this plan." in said
    assert "The plan has no priorities yet." in said
    assert "There are no exceptions." in said


def test_a_frozen_report_stays_as_it_was_whatever_becomes_of_the_plan(client, north):
    north.freeze(Q2)
    before = page(client, north).content
    action = north.plan.actions.get()
    write_row(action, {"action": "Changed", "status": "off_track"}, base_revision=action.revision, by=None)
    after = page(client, north).content
    # Only the tokens of the session and the script differ from one page to the next.
    assert strip_tokens(after) == strip_tokens(before)
    assert b"Train the front line" in after


def strip_tokens(content: bytes) -> list[bytes]:
    return [
        line for line in content.splitlines() if b"csrfmiddlewaretoken" not in line and b"nonce" not in line
    ]


def test_each_version_can_be_read_and_the_latest_is_first(client, north):
    first = north.approve(north.freeze(Q2))
    start_new_version(first, why="1.1 was off track.", by=north.officer)
    assert page(client, north).context["content"]["version"] == 2
    old = page(client, north, "?version=1")
    assert old.context["content"]["version"] == 1
    assert "View version 2, the latest version" in old.content.decode()
    assert page(client, north, "?version=3").status_code == 404
    assert page(client, north, "?version=x").status_code == 404


SEES = {
    # role: the status of a draft, a frozen and an approved report
    "officer": (200, 200, 200),
    "executive": (200, 200, 200),
    "chair": (200, 200, 200),
    "lead": (404, 404, 200),
    "scrutiny": (404, 404, 200),
    "county": (404, 404, 200),
    "funder": (404, 404, 200),
}


@pytest.mark.parametrize("role", SEES)
def test_who_sees_which_state(client, north, role):
    who = make_member(north.partnership, role, name=f"A {role}", body=north.police)
    draft = page(client, north, who=who).status_code
    frozen = north.freeze(Q2)
    waiting = page(client, north, who=who).status_code
    north.approve(frozen)
    assert (draft, waiting, page(client, north, who=who).status_code) == SEES[role]


def test_user_who_sees_only_approved_reports_still_sees_the_approved_version(client, north):
    first = north.approve(north.freeze(Q2))
    start_new_version(first, why="1.1 was off track.", by=north.officer)
    member = make_member(north.partnership, "scrutiny")
    seen = page(client, north, who=member)
    assert seen.context["content"]["version"] == 1
    assert "version 2" not in seen.content.decode()
    assert page(client, north, "?version=2", who=member).status_code == 404
    # They cannot see an action's current status, so no number links to it.
    assert "/actions/" not in seen.content.decode().split("<main")[1]


def test_outsider_gets_404_and_signed_out_user_must_sign_in(client, north):
    south = Northshire("southshire")
    assert page(client, north, who=south.officer).status_code == 404
    assert page(client, south, who=north.officer).status_code == 404
    client.logout()
    assert (
        client.get(north.address()).url == "/accounts/login/?next=/northshire/plans/2024-25/reports/2024-Q2/"
    )


@pytest.mark.parametrize("quarter", ["2024-Q5", "2025-Q1", "2023-Q4", "q2"])
def test_a_quarter_that_the_plan_does_not_have_is_not_there(client, north, quarter):
    assert page(client, north, quarter=quarter).status_code == 404


def test_frozen_report_shows_the_chair_the_decision_and_the_officer_why_not(client, north):
    report = north.freeze(Q2)
    assert "The report is waiting for you" in page(client, north, who=north.chair).content.decode()
    assert "The report is waiting for the chair" in page(client, north).content.decode()
    both = make_member(north.partnership, "chair", person=north.officer)
    said = page(client, north, who=both).content.decode()
    assert "You froze this report, so someone else must approve or return it." in said
    assert "/decide/" not in said
    assert report.why_not_decided_by(north.chair) == ""


def test_chairs_comment_is_on_the_page(client, north):
    north.give_back(north.freeze(Q2), "Say more of 1.1.")
    said = page(client, north).content.decode()
    assert "Say more of 1.1." in said
    assert "Start a new version" in said


def test_what_changed_since_the_report_before(client, north):
    north.update(north.plan.actions.get(), Q1)
    north.freeze(Q1)
    said = page(client, north).content.decode()
    assert "Changed since Q1 2024/25" in said
    assert (
        "New exceptions: 1. No longer exceptions: 0. Still exceptions: 0. Actions added: 0. Actions withdrawn: 0."
        in said
    )


def test_malicious_text_in_a_report_is_shown_as_typed(client, north):
    north.action("1.2", action="<script>alert(1)</script>{{ 7 }}{% now 'Y' %}")
    said = page(client, north).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}{% now &#x27;Y&#x27; %}" in said
    assert "<script>alert" not in said


@pytest.mark.parametrize(("state", "most"), [("draft", 12), ("frozen", 7)])
def test_as_many_queries_with_one_action_as_with_sixty(client, north, state, most):
    """Twelve in all for a draft: the user (4), the plan, its reports (2 with the commentary), and its rows (5)."""
    counts = []
    client.force_login(north.officer)
    for place in (2, 60):
        for number in range(north.plan.actions.count() + 1, place):
            action = north.action(f"1.{number}")
            for step in range(3):
                make_milestone(action, f"Step {step}", "Sept 24", leads=[north.police])
        if state == "frozen":
            north.freeze(Q1 if place == 2 else Q2)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            quarter = "2024-Q1" if state == "frozen" and place == 2 else "2024-Q2"
            assert client.get(north.address("", quarter)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= most
