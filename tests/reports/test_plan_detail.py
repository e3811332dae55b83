"""The plan as a document: what was agreed, as a page and as a PDF."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Risk, VersionTableRow
from plans.records import add_row, write_row
from reports.plan.document import build_plan_display
from tests.factories import (
    make_action,
    make_body,
    make_member,
    make_milestone,
    make_plan,
    make_priority,
    make_user,
)
from tests.reports.factories import Northshire
from tests.reports.pdf_checks import faults, read_text

pytestmark = pytest.mark.django_db
ADDRESS = "/northshire/plans/2024-25/"


@pytest.fixture
def house():
    house = Northshire()
    write_row(
        house.plan,
        {
            "introduction": "Why this plan.\n\n- one\n- two",
            "adopted_on": date(2024, 3, 26),
            "adopted_by": "Cabinet",
        },
        base_revision=house.plan.revision,
        by=house.officer,
    )
    write_row(
        house.priority,
        {"summary": "Too many are harmed.", "leads": [["operational", house.police.pk]]},
        base_revision=house.priority.revision,
        by=house.officer,
    )
    add_row(
        VersionTableRow(plan=house.plan, number="1.0", on=date(2024, 3, 26), words="Adopted"),
        by=house.officer,
    )
    add_row(
        Risk(plan=house.plan, position=1, risk="The grant ends", likelihood="C", impact="II"),
        by=house.officer,
    )
    action = house.action("1.1", desired_outcome="Fewer are harmed", status="at_risk")
    council = make_body(house.partnership, "Northshire Council")
    make_milestone(action, "First course held", "Summer 24", leads=[council])
    make_milestone(action, "Second course held", "TBC", lead_to_be_confirmed=True)
    house.plan.refresh_from_db()
    return house


def test_page_shows_what_was_agreed_and_no_statuses(client, house):
    client.force_login(house.officer)
    page = " ".join(client.get(ADDRESS).text.split()).replace("<b >", "<b>")
    for words in (
        "1 April 2024 to 31 March 2025",
        "Adopted by Cabinet on 26 March 2024",
        "<li>one</li>",
        "Operational lead:</b> Kent Police",
        "Too many are harmed.",
        "Fewer are harmed",
        "First course held: <b>Summer 24</b> (Northshire Council)",
        "Second course held: <b>TBC</b> (To be confirmed)",
        "CII",
        "1 action and 2 milestones.",
    ):
        assert words in page, words
    assert "At risk" not in page


def test_pdf_has_the_same_text_and_is_accessible(client, house):
    client.force_login(house.officer)
    answer = client.get(f"{ADDRESS}plan.pdf")
    pdf = answer.getvalue()
    assert "northshire-2024-25-plan.pdf" in answer["Content-Disposition"]
    assert faults(pdf, title="Plan 2024-25", tables=3) == []
    text = read_text(pdf) or pytest.skip("pdftotext is not installed")
    assert "Adopted by Cabinet on 26 March 2024" in text and "DRAFT" not in text


def test_officers_are_led_to_what_they_can_change(client, house):
    client.force_login(house.officer)
    assert "Edit plan" in client.get(ADDRESS).text
    client.force_login(make_member(house.partnership, "scrutiny"))
    page = client.get(ADDRESS).text
    assert "Edit plan" not in page and "Status today" not in page


def test_draft_is_visible_by_role_and_a_lead_sees_their_own_rows(client, house):
    plan = make_plan(house.partnership, "2025-26", state="draft")
    priority = make_priority(plan)
    make_action(priority, "1.1", "Led by the police", leads=[house.police])
    make_action(priority, "1.2", "Led by nobody")
    address = "/northshire/plans/2025-26/"
    client.force_login(make_member(house.partnership, "lead", body=house.police))
    page = client.get(address).text
    assert "Led by the police" in page and "Led by nobody" not in page
    client.force_login(make_member(house.partnership, "executive"))
    assert "Led by nobody" in client.get(address).text
    text = read_text(client.get(f"{address}plan.pdf").getvalue()) or pytest.skip("pdftotext is not installed")
    assert {"DRAFT" in each for each in text.split("\f")[:-1]} == {True}
    for role in ("scrutiny", "county", "funder"):
        client.force_login(make_member(house.partnership, role, body=house.police))
        assert client.get(address).status_code == 404


def test_a_lead_sees_of_a_draft_nothing_that_is_not_theirs(client, house):
    plan = make_plan(house.partnership, "2025-26", state="draft", introduction="Secret introduction")
    make_action(make_priority(plan, "Their heading"), "1.1", leads=[house.police])
    make_action(make_priority(plan, "Secret heading", summary="Secret summary"), "2.1")
    add_row(Risk(plan=plan, position=1, risk="Secret risk", likelihood="C", impact="II"), by=None)
    add_row(VersionTableRow(plan=plan, number="0.1", on=date(2025, 1, 6), words="Secret version"), by=None)
    client.force_login(make_member(house.partnership, "lead", body=house.police))

    for address in ("", "actions/", "plan.pdf"):
        answer = client.get(f"/northshire/plans/2025-26/{address}")
        said = read_text(answer.getvalue()) if address == "plan.pdf" else answer.text
        assert ("Their heading" in said or not said, "Secret" in said) == (True, False)


def test_empty_plan_shows_a_message(client, house):
    make_plan(house.partnership, "2025-26", title="Next year's plan")
    client.force_login(house.officer)
    assert "There are no priorities in this plan." in client.get("/northshire/plans/2025-26/").text


def test_outsiders_neighbours_and_the_signed_out(client, house):
    other = Northshire("southshire")
    make_plan(other.partnership, "2030-31")
    addresses = [ADDRESS, f"{ADDRESS}plan.pdf"]
    assert [client.get(address).status_code for address in addresses] == [302, 302]
    client.force_login(make_user("Otto Outsider"))
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.force_login(house.officer)
    assert client.get("/northshire/plans/2030-31/").status_code == 404


def test_withdrawn_rows_are_not_in_the_document(house):
    for row in (house.plan.actions.get(), house.plan.risks.get()):
        write_row(row, {"is_withdrawn": True}, base_revision=row.revision, by=house.officer)
    shown = build_plan_display(house.plan)
    assert (shown.action_count, shown.risks) == (0, ())


def test_leads_that_were_printed_and_are_no_body_are_shown_as_printed(house):
    action = house.action("1.2", leads=[], leads_as_printed="Town wardens\nAll")
    shown = build_plan_display(house.plan)
    assert shown.priorities[0]["actions"][-1]["leads"] == ["Town wardens", "All"]
    assert action.action_leads.count() == 0


def test_the_plan_is_read_in_as_many_queries_with_one_row_as_with_many(house):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            build_plan_display(type(house.plan).objects.select_related("partnership").get(pk=house.plan.pk))
        return len(queries)

    one = asked()
    for place in range(2, 5):
        priority = make_priority(house.plan, f"Priority {place}")
        for number in range(3):
            make_milestone(make_action(priority, f"{place}.{number}", leads=[house.police]))
    # The plan itself, three of the snapshot, the versions and the risks.
    assert asked() == one == 6


def test_malicious_text_in_a_plan_is_shown_as_typed(client, house):
    house.action("1.9", action="<script>alert(1)</script>{{ x }}", desired_outcome="<b>")
    client.force_login(house.officer)
    page = client.get(ADDRESS).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ x }}" in page
