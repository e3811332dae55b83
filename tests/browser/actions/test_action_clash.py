"""Drafts, edit conflicts and updates in a real browser: nothing typed is lost, and the user stays in the row."""

from datetime import date

import pytest
from playwright.sync_api import expect

from actions.models import Action, Milestone
from plans.models import FormDraft
from plans.records import write_row
from tests.browser.actions.screen import TABLE, is_same_page, opener, row, spoken
from tests.browser.axe import assert_accessible_at_both_widths
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db(transaction=True)


# --- Nothing typed is lost.


def test_draft_is_saved_offered_and_used(desk, officer):
    opener(desk, "1.1").click()
    desk.get_by_label("Desired outcome").fill("Half a thought")
    expect(desk.locator("[data-draft-status]")).to_contain_text("Draft saved")
    desk.reload()
    opener(desk, "1.1").click()

    expect(desk.locator(".row-form__offer")).to_contain_text("You have an unsaved draft from")
    expect(spoken(desk)).to_have_text("You have an unsaved draft")
    expect(desk.get_by_label("Desired outcome")).to_have_value("Staff know the signs")
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("link", name="Continue with draft").click()
    expect(desk.get_by_label("Desired outcome")).to_have_value("Half a thought")
    desk.get_by_role("button", name="Save").click()

    expect(opener(desk, "1.1")).to_be_focused()
    assert Action.objects.get(number="1.1").desired_outcome == "Half a thought"
    assert not FormDraft.objects.filter(person=officer).exists()


def test_text_typed_just_before_escape_is_a_draft_that_can_be_discarded(desk, officer):
    opener(desk, "1.1").click()
    desk.get_by_label("Desired outcome").fill("Gone?")
    desk.keyboard.press("Escape")
    expect(opener(desk, "1.1")).to_be_focused()
    desk.wait_for_timeout(300)
    desk.keyboard.press("Enter")
    expect(desk.locator(".row-form__offer")).to_contain_text("You have an unsaved draft from")
    desk.get_by_role("button", name="Discard draft").click()

    expect(desk.locator(".row-form__offer")).to_have_count(0)
    expect(desk.get_by_label("Desired outcome")).to_have_value("Staff know the signs")
    assert is_same_page(desk)
    assert not FormDraft.objects.filter(person=officer).exists()


def test_edit_conflict_is_resolved_in_the_row(desk, rows):
    opener(desk, "1.1").click()
    desk.get_by_label("Desired outcome").fill("Mine")
    theirs = {"desired_outcome": "Theirs", "status": "at_risk"}
    write_row(rows["1.1"], theirs, base_revision=1, by=make_user("Priya Police"))
    desk.get_by_role("button", name="Save").click()

    clash = desk.locator(".clash")
    expect(clash).to_be_focused()
    expect(spoken(desk)).to_have_text("Not saved yet: someone else changed the same fields")
    expect(clash).to_contain_text("Priya Police changed action 1.1")
    expect(clash).to_contain_text("Delivery status (their change)")
    assert_accessible_at_both_widths(desk)
    clash.get_by_label("Combined version of").fill("Theirs and mine")
    desk.get_by_role("button", name="Save").click()

    expect(opener(desk, "1.1")).to_be_focused()
    assert is_same_page(desk)
    action = Action.objects.get(number="1.1")
    assert (action.desired_outcome, action.status) == ("Theirs and mine", "at_risk")


def test_text_stays_when_the_row_was_withdrawn_in_the_meantime(desk, rows):
    opener(desk, "1.1").click()
    desk.get_by_label("Desired outcome").fill("Mine")
    write_row(rows["1.1"], {"is_withdrawn": True}, base_revision=1, by=None)
    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_text("This action has been withdrawn.")).to_be_visible()
    expect(
        desk.get_by_text(
            "Someone else withdrew the action while you were editing. Your text is in the history."
        )
    ).to_be_visible()
    expect(desk.locator(".history-list").first).to_contain_text("Mine")


def test_the_form_as_a_page_of_its_own_saves_too(desk, rows):
    desk.goto(f"{TABLE}1.1/edit/")
    expect(desk.locator("main :focus")).to_have_count(0)
    desk.get_by_label("Action", exact=True).fill("")
    desk.get_by_role("button", name="Save").click()
    expect(desk.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible_at_both_widths(desk)
    desk.get_by_label("Action", exact=True).fill("Mine")
    write_row(rows["1.1"], {"action": "Theirs"}, base_revision=1, by=None)
    desk.get_by_role("button", name="Save").click()
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("radio", name="Your version").check()
    desk.get_by_role("button", name="Save").click()

    expect(spoken(desk)).to_have_text("Success Action 1.1 saved")
    assert Action.objects.get(number="1.1").action == "Mine"


# --- Updates.


def test_update_is_written_in_the_row(desk):
    row(desk, "1.1").get_by_role("link", name="Update 1.1 for Q2 2024/25").click()
    expect(desk.locator(".row-form__title")).to_be_focused()
    expect(desk.locator(".update-form__previous")).to_contain_text("It began.")
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("button", name="Send update").click()
    expect(desk.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible_at_both_widths(desk)
    desk.get_by_label("At risk").check()
    desk.get_by_label("What has happened since the last update?").fill("The trainer is ill.")
    done = desk.get_by_role("group", name="First course held")
    for label, typed in (("Day", "12"), ("Month", "Jul"), ("Year", "2024")):
        done.get_by_label(label).fill(typed)
    desk.keyboard.press("Control+Enter")

    expect(spoken(desk)).to_have_text("Update on action 1.1 for Q2 2024/25 sent")
    expect(opener(desk, "1.1")).to_be_focused()
    expect(row(desk, "1.1")).to_contain_text("Updated")
    assert is_same_page(desk)
    assert Milestone.objects.get(milestone="First course held").done_on == date(2024, 7, 12)


def test_a_lead_updates_its_own_row_and_escape_leaves_it(page, sign_in, partnership, police, rows):
    sign_in(page, make_member(partnership, "lead", name="Priya Police", body=police))
    page.goto(TABLE)
    assert page.locator(".row__update").count() == 1
    page.get_by_role("link", name="Update 1.1 for Q2 2024/25").press("Enter")
    page.get_by_label("What has happened since the last update?").press("Escape")

    expect(page.get_by_role("link", name="Open 1.1")).to_be_focused()
