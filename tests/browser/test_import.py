"""A file is imported in four steps in a real browser, with and without JavaScript, at both widths."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from actions.exporting import plan_to_docx, plan_to_xlsx
from actions.models import Action, Milestone, PlanImport
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from plans.models import Body
from tests.browser.axe import assert_accessible_at_both_widths
from tests.factories import (
    make_action,
    make_body,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
)

FILE = PlanText(
    "Plan",
    (
        PriorityText(
            "Priority 1: Domestic abuse",
            actions=(
                ActionText(
                    "1.1",
                    "Train the front line",
                    "Staff know what to do",
                    milestones=(
                        MilestoneText("First course held", "Summer 24", "Kent Police"),
                        MilestoneText("Report", "Autumn 25", "NBC"),
                    ),
                ),
                ActionText("1.2", "Run a campaign", milestones=(MilestoneText("Launch", "soonish", "TBC"),)),
            ),
        ),
    ),
)


def shot(page, name):
    """Save a screenshot in the folder SHOTS."""
    if os.environ.get("SHOTS"):
        page.screenshot(path=str(Path(os.environ["SHOTS"]) / f"{name}.png"), full_page=True)


@pytest.fixture
def plan():
    partnership = make_partnership()
    make_body(partnership, "Kent Police")
    make_body(partnership, "Northshire Borough Council")
    return make_plan(partnership)


def officer_of(plan):
    return make_member(plan.partnership)


def upload(page, plan, name, content):
    page.goto(f"/{plan.partnership.slug}/plans/{plan.slug}/actions/import/")
    page.get_by_label("Action plan file").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.get_by_role("button", name="Continue").click()


def test_file_is_imported_in_four_steps_and_undone_in_one(page, plan, sign_in):
    sign_in(page, officer_of(plan))
    page.goto(f"/northshire/plans/{plan.slug}/actions/import/")
    assert_accessible_at_both_widths(page)
    shot(page, "upload")

    upload(page, plan, "plan.docx", plan_to_docx(FILE))
    expect(page.get_by_role("heading", level=1)).to_have_text("Check the columns")
    assert_accessible_at_both_widths(page)
    shot(page, "columns")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Check the import")
    expect(page.get_by_text("2 actions, 3 milestones in 1 heading. 4 issues to check.")).to_be_visible()
    assert_accessible_at_both_widths(page)
    shot(page, "check")
    assert Action.objects.count() == 0
    page.get_by_label("Change “Autumn 25” to").fill("Autumn 24")
    page.get_by_label("Which lead is “NBC”?").select_option(label="Northshire Borough Council")
    page.get_by_label("Lead", exact=True).select_option(label="Kent Police")
    page.get_by_role("group", name="Or set a due date").nth(1).get_by_label("Day").fill("24")
    page.get_by_role("group", name="Or set a due date").nth(1).get_by_label("Month").fill("12")
    page.get_by_role("group", name="Or set a due date").nth(1).get_by_label("Year").fill("2024")
    page.get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Plan imported")
    assert_accessible_at_both_widths(page)
    shot(page, "done")
    rows = Milestone.objects.order_by("action__number", "position")
    assert [(row.timescale, row.due.isoformat()) for row in rows] == [
        ("Summer 24", "2024-08-31"),
        ("Autumn 24", "2024-11-30"),
        ("soonish", "2024-12-24"),
    ]
    assert Body.objects.count() == 2
    assert [link.body.name for link in Action.objects.get(number="1.2").action_leads.all()] == ["Kent Police"]

    page.get_by_role("button", name="Undo import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Import undone")
    assert Action.objects.current().count() == 0
    assert_accessible_at_both_widths(page)
    shot(page, "undone")

    page.get_by_role("button", name="Import this file again").click()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan imported")
    assert Action.objects.current().count() == 2


def test_later_version_shows_its_differences(page, plan, sign_in):
    sign_in(page, officer_of(plan))
    priority = make_priority(plan)
    action = make_action(priority, "1.1", "Train everybody")
    make_milestone(action, "First course held", "Summer 24")
    make_action(priority, "1.9", "Old action")

    upload(page, plan, "plan.xlsx", plan_to_xlsx(FILE))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="To be changed: 2 items")).to_be_visible()
    assert_accessible_at_both_widths(page)
    shot(page, "differences")
    page.get_by_role("checkbox", name="Import: 1.1 Train the front line, Action").uncheck()
    page.get_by_role("checkbox", name="Withdraw 1.9 Old action").check()
    page.get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Plan imported")
    assert list(Action.objects.current().order_by("number").values_list("action", flat=True)) == [
        "Train everybody",
        "Run a campaign",
    ]


def test_enter_in_a_field_shows_the_page_again_and_imports_nothing(page, plan, sign_in):
    sign_in(page, officer_of(plan))
    upload(page, plan, "plan.docx", plan_to_docx(FILE))
    page.get_by_role("button", name="Continue").click()

    box = page.get_by_label("Change “Autumn 25” to")
    box.fill("Autumn 24")
    box.press("Enter")

    expect(page.get_by_label("Change “Autumn 25” to")).to_have_value("Autumn 24")
    expect(page.get_by_text("We took this to mean: due 30 November 2024.")).to_be_visible()
    assert PlanImport.objects.get().state == "uploaded"


def test_refusal_leads_to_the_file(page, plan, sign_in):
    sign_in(page, officer_of(plan))

    upload(page, plan, "plan.pdf", b"%PDF-1.7")

    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible_at_both_widths(page)
    shot(page, "refused")


def test_file_is_imported_without_javascript(without_scripts, plan, sign_in):
    page = without_scripts
    sign_in(page, officer_of(plan))

    upload(page, plan, "plan.docx", plan_to_docx(FILE))
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Plan imported")
    assert Action.objects.current().count() == 2
