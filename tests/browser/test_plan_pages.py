"""The pages of plans/ in a real browser: accessible in each state, and no typed text is lost."""

import re
from datetime import date

import pytest

from plans.models import FormDraft, Plan, Risk, User, VersionTableRow
from plans.records import add_row, write_row
from tests.browser.axe import assert_accessible_at_both_widths
from tests.factories import make_body, make_member, make_partnership, make_plan, make_priority

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/northshire/"
PLAN = HERE + "plans/2024-25/"


@pytest.fixture
def officer():
    """Northshire with something on every page, and its officer."""
    partnership = make_partnership("northshire")
    council = make_body(partnership, "Northshire Borough Council", aliases=["NBC"])
    unit = make_body(partnership, "Community Safety Unit", kind="unit", parent=council)
    person = make_member(partnership, "officer", name="Olive Officer")
    make_member(partnership, "lead", name="Lee Lead", body=unit)
    make_member(partnership, "executive", name="Pia Proper", hat=True)
    plan = make_plan(partnership, introduction="What we agreed to do together.")
    priority = make_priority(plan, summary="Reports have risen.")
    write_row(priority, {"leads": [["strategic", unit.pk]]}, base_revision=1, by=person, why="As agreed")
    write_row(make_priority(plan, "Withdrawn"), {"is_withdrawn": True}, base_revision=1, by=person)
    add_row(Risk(plan=plan, position=1, risk="Too few staff", likelihood="D", impact="II"), by=person)
    add_row(VersionTableRow(plan=plan, number="1.0", on=date(2024, 3, 20), words="First issue"), by=person)
    return person


def pages_of(priority):
    return [
        "", "people/", "people/invite/", "people/history/", "bodies/", "bodies/new/", "settings/", "settings/history/",
        "plans/", "plans/new/", "plans/2024-25/outline/", "plans/2024-25/edit/", "plans/2024-25/history/",
        "plans/2024-25/priorities/new/", f"plans/2024-25/priorities/{priority}/edit/",
        f"plans/2024-25/priorities/{priority}/history/", "plans/2024-25/risks/new/", "plans/2024-25/versions/new/",
    ]  # fmt: skip


def test_every_page_of_an_officer_is_fit_for_everybody(page, officer, sign_in):
    sign_in(page, officer)
    priority = Plan.objects.get().priorities.first().pk

    for address in pages_of(priority)[1:]:
        page.goto(HERE + address)
        assert_accessible_at_both_widths(page)


def test_the_administrators_and_the_public_pages_are_fit_for_everybody(page, officer, sign_in):
    for address in ("/", "/help/", "/accessibility/", "/privacy/"):
        page.goto(address)
        assert_accessible_at_both_widths(page)
    sign_in(page, User.objects.create_superuser("admin@site.example", name="Ada"))
    for address in ("/", "/partnerships/", "/partnerships/new/"):
        page.goto(address)
        assert_accessible_at_both_widths(page)


@pytest.mark.parametrize(
    "address", ["plans/new/", "bodies/new/", "people/invite/", "plans/2024-25/priorities/new/"]
)
def test_form_with_errors_links_to_the_wrong_fields(page, officer, sign_in, address):
    sign_in(page, officer)
    page.goto(HERE + address)

    page.locator("main form button.govuk-button").first.click()

    page.locator(".govuk-error-summary").wait_for()
    assert_accessible_at_both_widths(page)


def test_edit_conflict_is_resolved_on_the_page(page, officer, sign_in):
    sign_in(page, officer)
    page.goto(PLAN + "edit/")
    plan = Plan.objects.get()
    write_row(plan, {"introduction": "Their words."}, base_revision=plan.revision, by=officer)

    page.get_by_label("Introduction").fill("My words.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Someone else changed the same fields").wait_for()
    assert_accessible_at_both_widths(page)
    page.get_by_label("Combined version of").fill("Their words, and mine.")
    page.get_by_role("button", name="Save").click()

    page.get_by_text("Plan saved").first.wait_for()
    assert Plan.objects.get().introduction == "Their words, and mine."


# --- Drafts.


def test_input_is_saved_as_a_draft_and_offered_later(page, officer, sign_in):
    sign_in(page, officer)
    page.goto(PLAN + "edit/")
    page.get_by_label("Introduction").fill("Half a sentence")
    page.get_by_text("Draft saved").wait_for()

    page.goto(PLAN + "edit/")
    page.get_by_text("You have an unsaved draft from").wait_for()
    assert_accessible_at_both_widths(page)
    page.get_by_role("link", name="Continue with draft").click()

    assert page.get_by_label("Introduction").input_value() == "Half a sentence"
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Plan saved").first.wait_for()
    assert Plan.objects.get().introduction == "Half a sentence"
    assert FormDraft.objects.count() == 0


def test_user_who_leaves_the_page_immediately_loses_nothing(page, officer, sign_in):
    sign_in(page, officer)
    page.goto(PLAN + "edit/")
    page.get_by_label("Introduction").fill("Gone in a moment")

    page.goto(HERE + "people/")

    # The browser sends it in the background, so the test can only check again.
    for _ in range(50):
        if FormDraft.objects.exists():
            break
        page.wait_for_timeout(100)
    page.goto(PLAN + "edit/?draft=use")
    assert page.get_by_label("Introduction").input_value() == "Gone in a moment"


def test_draft_is_discarded_by_one_click(page, officer, sign_in):
    sign_in(page, officer)
    FormDraft.objects.create(person=officer, form=PLAN + "edit/", data={"title": ["Half a title"]})
    page.goto(PLAN + "edit/")

    page.get_by_role("button", name="Discard draft").click()

    page.wait_for_url("**" + PLAN + "edit/")
    assert page.get_by_text("You have an unsaved draft from").count() == 0
    assert FormDraft.objects.count() == 0


def test_user_who_was_signed_out_in_the_meantime_gets_a_message(page, officer, sign_in, complaints):
    sign_in(page, officer)
    page.goto(PLAN + "edit/")
    page.context.clear_cookies(name="sessionid")

    page.get_by_label("Introduction").fill("Half a sentence")

    page.get_by_text("Draft not saved: you have been signed out.").wait_for()


def test_everything_works_without_scripts(without_scripts, officer, sign_in):
    page = without_scripts
    sign_in(page, officer)
    page.goto(PLAN + "priorities/new/")
    page.get_by_label("Heading").fill("Priority 2: Serious violence")
    page.get_by_label("Lead").first.select_option("Community Safety Unit")

    page.get_by_role("button", name="Save").click()

    page.get_by_role("main").get_by_text("Priority 2: Serious violence added").wait_for()
    page.get_by_role("button", name=re.compile("^Move up.*Serious violence")).click()
    page.get_by_role("main").get_by_text("Priority 2: Serious violence moved up").wait_for()
    assert [row.heading for row in Plan.objects.get().priorities.current()] == [
        "Priority 2: Serious violence",
        "Priority 1: Domestic abuse",
    ]
