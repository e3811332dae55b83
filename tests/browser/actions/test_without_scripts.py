"""The action plan in a browser without JavaScript: the same, as plain pages."""

import pytest
from playwright.sync_api import expect

from actions.models import Action
from plans.records import write_row
from tests.browser.actions.screen import TABLE, opener, row

pytestmark = pytest.mark.django_db(transaction=True)


def test_editing_works_without_scripts(plain):
    opener(plain, "1.1").click()
    assert plain.locator("h1").count() == 1
    plain.get_by_label("Action", exact=True).fill("")
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_role("link", name="Enter the action")).to_be_visible()
    plain.get_by_label("Action", exact=True).fill("Train everybody")
    plain.get_by_label("Lead 2").first.select_option("Swale Borough Council")
    plain.get_by_role("button", name="Add another milestone").click()
    plain.locator(".row-form__milestone").nth(3).get_by_label("Milestone").fill("Third course held")
    plain.get_by_role("button", name="Save").click()

    expect(plain.locator(".govuk-notification-banner")).to_contain_text("Action 1.1 saved")
    assert plain.url.endswith(f"{TABLE}#{row(plain, '1.1').get_attribute('id')}")
    expect(row(plain, "1.1")).to_contain_text("Third course held")
    assert Action.objects.get(number="1.1").action_leads.count() == 2


def test_leaving_and_adding_work_without_scripts(plain):
    opener(plain, "1.2").click()
    plain.get_by_role("link", name="Cancel").click()
    assert plain.url.endswith(f"#{row(plain, '1.2').get_attribute('id')}")
    opener(plain, "1.2").click()
    plain.get_by_role("link", name="Add an action below").click()
    plain.get_by_label("Action", exact=True).fill("Open a drop-in")
    plain.get_by_role("button", name="Save").click()

    expect(plain.locator(".govuk-notification-banner")).to_contain_text("Action 1.3 added")


def test_later_date_requires_a_reason_without_scripts(plain):
    opener(plain, "1.1").click()
    plain.locator(".row-form__milestone").first.get_by_label("When").fill("Autumn 24")
    plain.get_by_role("button", name="Save").click()
    plain.locator(".row-form__milestone").first.get_by_label("Reason for the later due date").fill("Ill.")
    plain.get_by_role("button", name="Save").click()

    expect(plain.locator(".govuk-notification-banner")).to_contain_text("Action 1.1 saved")


def test_several_rows_work_without_scripts(plain):
    plain.get_by_label("Select 1.1").check()
    plain.locator("#several").get_by_label("Set status").select_option("complete")
    plain.get_by_role("button", name="Review changes").click()
    plain.get_by_role("button", name="Change 1 action").click()
    expect(plain.locator(".status-tag").first).to_have_text("Complete")
    plain.get_by_role("button", name="Undo this change").click()
    expect(plain.locator(".status-tag").first).to_have_text("On track")


def test_edit_conflict_is_resolved_without_scripts(plain, rows):
    opener(plain, "1.1").click()
    plain.get_by_label("Desired outcome").fill("Mine")
    write_row(rows["1.1"], {"desired_outcome": "Theirs"}, base_revision=1, by=None)
    plain.get_by_role("button", name="Save").click()
    plain.get_by_role("radio", name="Your version").check()
    plain.get_by_role("button", name="Save").click()

    expect(row(plain, "1.1")).to_contain_text("Mine")
    assert Action.objects.get(number="1.1").desired_outcome == "Mine"


def test_updates_work_without_scripts(plain):
    plain.get_by_role("link", name="Update 1.1 for Q2 2024/25").click()
    plain.get_by_label("On track").check()
    plain.get_by_label("What has happened since the last update?").fill("It goes on.")
    plain.get_by_role("button", name="Send update").click()
    expect(row(plain, "1.1").get_by_role("link", name="Updated 1.1")).to_be_visible()

    plain.goto("/northshire/updates/")
    plain.get_by_role("link", name="Write update for 1.2").click()
    plain.get_by_label("Complete").check()
    plain.get_by_role("button", name="Send update").click()
    expect(plain.get_by_text("2 of 3 sent.")).to_be_visible()


def test_filters_work_without_scripts(plain):
    plain.locator(".filters__summary").click()
    plain.locator(".filters").get_by_label("Status").select_option("at_risk")
    plain.get_by_role("button", name="Apply filters").click()
    expect(plain.locator(".row__open")).to_have_text(["2.1"])
    plain.get_by_role("link", name="Clear filters").click()
    expect(plain.locator(".row__open")).to_have_count(3)


def test_action_is_closed_moved_withdrawn_and_reinstated_without_scripts(plain):
    plain.get_by_role("link", name="Open 1.1").click()
    plain.get_by_role("link", name="Close action without completing").click()
    plain.get_by_label("Stopped").check()
    plain.get_by_label("What happened").fill("The money ran out.")
    plain.get_by_role("button", name="Close action").click()
    plain.get_by_role("link", name="Reopen").click()
    plain.get_by_label("At risk").check()
    plain.get_by_role("button", name="Reopen action").click()
    plain.get_by_role("link", name="Move").click()
    plain.get_by_label("Position").select_option(label="After 1.2 Walk the streets")
    plain.get_by_role("button", name="Move").click()
    expect(plain.locator(".row__open")).to_have_text(["1.2", "1.1", "2.1"])
    plain.get_by_role("link", name="Open 1.1").click()
    plain.get_by_role("link", name="Withdraw").click()
    plain.get_by_label("Reason for withdrawing the action").fill("It stands twice.")
    plain.get_by_role("button", name="Withdraw").click()
    plain.get_by_role("button", name="Reinstate action").click()
    expect(plain.locator(".row__open")).to_have_text(["1.2", "1.1", "2.1"])
