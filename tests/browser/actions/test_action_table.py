"""The action plan in a real browser: rows opened, edited and saved in place, by mouse and keyboard."""

from itertools import pairwise

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from actions.models import Action, Milestone
from plans.models import User
from tests.browser.actions.screen import TABLE, is_same_page, opener, row, spoken, step_key
from tests.browser.axe import assert_accessible, assert_accessible_at_both_widths
from tests.factories import make_action, make_milestone, make_priority

pytestmark = pytest.mark.django_db(transaction=True)


# --- Opening, leaving, saving.


def test_click_opens_the_row_in_place_at_the_clicked_field(desk):
    row(desk, "1.1").get_by_text("Staff know the signs").click()
    expect(desk.get_by_label("Action", exact=True)).to_be_focused()
    desk.keyboard.press("Escape")
    expect(opener(desk, "1.1")).to_be_focused()

    row(desk, "1.1").get_by_text("Second course held").click()
    expect(desk.locator(f"#id_m{step_key('Second course held')}-milestone")).to_be_focused()
    assert is_same_page(desk)
    assert desk.url.endswith(TABLE)
    assert [each.inner_text() for each in desk.locator("tbody.row .row__open").all()] == ["1.2", "2.1"]


def test_enter_opens_tab_continues_and_escape_leaves(desk):
    opener(desk, "1.1").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Action", exact=True)).to_be_focused()

    met = []
    for _ in range(5):
        desk.keyboard.press("Tab")
        met.append(desk.evaluate("document.activeElement.name || document.activeElement.textContent"))
    key, first = Action.objects.get(number="1.1").pk, step_key("First course held")
    assert met == [
        f"a{key}-desired_outcome",
        f"a{key}-leads",
        "Add a lead",
        f"a{key}-status",
        f"m{first}-milestone",
    ]

    desk.keyboard.press("Escape")
    expect(opener(desk, "1.1")).to_be_focused()
    assert is_same_page(desk)
    assert Action.objects.get(number="1.1").revision == 1


def test_fields_of_a_milestone_are_in_one_line_under_their_headings(desk):
    opener(desk, "1.1").press("Enter")
    key = step_key("First course held")
    fields = [desk.locator(f'[name="m{key}-{name}"]') for name in ("milestone", "timescale", "leads")]
    boxes = [field.first.bounding_box() for field in fields]

    assert all(left["x"] + left["width"] <= right["x"] for left, right in pairwise(boxes))
    assert max(box["y"] for box in boxes) - min(box["y"] for box in boxes) < 30
    assert boxes[0]["width"] > 1.5 * boxes[1]["width"]


def test_saving_returns_to_the_row_with_the_focus_and_a_message(desk):
    opener(desk, "1.1").press("Enter")
    desk.get_by_label("Action", exact=True).fill("Train everybody")
    desk.locator(".row-form").get_by_label("Status").select_option("off_track")
    desk.keyboard.press("Control+Enter")

    expect(opener(desk, "1.1")).to_be_focused()
    expect(spoken(desk)).to_have_text("Action 1.1 saved")
    expect(row(desk, "1.1").locator(".status-tag")).to_have_text("Off track")
    expect(desk.locator(".group__standing").first).to_have_text("1 off track, 1 on track")
    assert is_same_page(desk)
    action = Action.objects.get(number="1.1")
    assert (action.action, action.status) == ("Train everybody", "off_track")


def test_arrow_keys_move_between_rows(desk):
    opener(desk, "1.1").focus()
    desk.keyboard.press("ArrowDown")
    expect(opener(desk, "1.2")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(opener(desk, "2.1")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(opener(desk, "2.1")).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")
    expect(opener(desk, "1.1")).to_be_focused()


def test_links_dates_and_boxes_keep_their_own_meaning(desk):
    summary = row(desk, "1.1").locator("summary").first
    summary.click()
    expect(row(desk, "1.1").get_by_text("due 31 Aug 2024")).to_be_visible()
    row(desk, "1.1").get_by_label("Select 1.1").check()
    expect(row(desk, "1.1").locator(".row__open")).to_be_visible()
    row(desk, "1.1").get_by_role("link", name="Open 1.1").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("1.1 Train the front line")


def test_two_rows_can_be_open_and_each_is_saved_by_itself(desk):
    opener(desk, "1.1").click()
    opener(desk, "2.1").click()
    key = Action.objects.get(number="2.1").pk
    desk.locator(f"#id_a{key}-action").fill("Map them all")
    desk.locator(f"#a-{key}").get_by_role("button", name="Save").click()

    expect(opener(desk, "2.1")).to_be_focused()
    expect(desk.locator(".row--editing")).to_have_count(1)
    assert Action.objects.get(number="2.1").action == "Map them all"


# --- Timescales and dates.


def test_a_timescale_is_read_while_it_is_typed(desk):
    opener(desk, "1.1").click()
    milestone = desk.locator(".row-form__milestone").nth(1)
    milestone.get_by_label("When").fill("December 24")
    expect(milestone.locator(".reading")).to_have_text("Due 31 December 2024.")
    milestone.get_by_label("When").fill("when we can")
    expect(milestone.locator(".reading")).to_contain_text("We could not work out a date.")
    new = desk.locator(".row-form__milestone").nth(2)
    new.get_by_label("When").fill("Summer")
    expect(new.locator(".reading")).to_contain_text("The timescale has no year")


def test_later_date_requires_its_reason_immediately(desk):
    opener(desk, "1.1").click()
    milestone = desk.locator(".row-form__milestone").first
    why = milestone.get_by_label("Reason for the later due date")
    expect(why).to_be_hidden()
    milestone.get_by_label("When").fill("Autumn 24")
    expect(why).to_be_visible()
    milestone.get_by_label("When").fill("July 24")
    expect(why).to_be_hidden()
    milestone.get_by_label("When").fill("Autumn 24")
    expect(why).to_be_visible()

    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".govuk-error-summary")).to_be_focused()
    assert desk.title().startswith("Error: Action plan")
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("link", name="Enter a reason for moving the due date").click()
    expect(why).to_be_focused()
    desk.keyboard.type("The trainer left.")
    desk.keyboard.press("Control+Enter")

    expect(opener(desk, "1.1")).to_be_focused()
    assert desk.title().startswith("Action plan")
    assert Milestone.objects.get(milestone="First course held").moves.get().why == "The trainer left."


def test_an_error_in_a_folded_part_is_shown_unfolded(desk):
    opener(desk, "1.1").click()
    milestone = desk.locator(".row-form__milestone").first
    milestone.get_by_text("Mark as done, withdraw or set a date").click()
    milestone.get_by_role("group", name="Done on").get_by_label("Day").fill("31")
    milestone.get_by_role("group", name="Done on").get_by_label("Month").fill("2")
    milestone.get_by_role("group", name="Done on").get_by_label("Year").fill("2024")
    desk.get_by_label("Action", exact=True).fill("")
    desk.get_by_role("button", name="Save").click()

    expect(desk.locator(".govuk-error-summary")).to_be_focused()
    assert desk.locator(".govuk-error-summary__list").inner_text().split("\n") == [
        "Enter the action",
        "Done on must be a real date",
    ]
    desk.get_by_role("link", name="Done on must be a real date").click()
    expect(milestone.get_by_role("group", name="Done on").get_by_label("Day")).to_be_focused()
    assert_accessible_at_both_widths(desk)


# --- Adding.


def test_an_action_is_added_below_the_one_that_is_open(desk):
    opener(desk, "1.1").click()
    desk.get_by_role("link", name="Add an action below").click()
    new = desk.locator("tbody[id^=a-new]")
    expect(new.get_by_label("Action", exact=True)).to_be_focused()
    expect(new.get_by_label("Number")).to_have_value("1.3")
    new.get_by_label("Action", exact=True).fill("Open a drop-in")
    new.get_by_label("Milestone").fill("Doors open")
    assert_accessible(desk)
    desk.keyboard.press("Control+Enter")

    expect(spoken(desk)).to_have_text("Action 1.3 added")
    expect(opener(desk, "1.3")).to_be_focused()
    expect(desk.locator(".table-bar__count")).to_have_text("4 of 4 actions")
    assert is_same_page(desk)
    desk.goto(TABLE)
    assert [each.inner_text() for each in desk.locator(".row__open").all()] == ["1.1", "1.3", "1.2", "2.1"]


def test_leaving_a_new_action_takes_it_away(desk):
    opener(desk, "1.2").click()
    desk.get_by_role("link", name="Add an action below").click()
    desk.locator("tbody[id^=a-new]").get_by_label("Action", exact=True).press("Escape")

    expect(desk.locator("tbody[id^=a-new]")).to_have_count(0)
    expect(desk.locator(".row--editing textarea").first).to_be_focused()
    assert Action.objects.count() == 3


def test_a_milestone_is_added_to_the_row_that_is_open(desk):
    opener(desk, "1.2").click()
    desk.locator(".row-form__milestone").nth(1).get_by_label("Milestone").fill("Second walk")
    desk.get_by_role("button", name="Add another milestone").click()
    third = desk.locator(".row-form__milestone").nth(2).get_by_label("Milestone")
    expect(third).to_be_focused()
    third.fill("Third walk")
    desk.get_by_role("button", name="Save").click()

    expect(opener(desk, "1.2")).to_be_focused()
    expect(row(desk, "1.2")).to_contain_text("Third walk")
    assert [step.milestone for step in Action.objects.get(number="1.2").milestones.all()] == [
        "First walk",
        "Second walk",
        "Third walk",
    ]


def test_leads_are_added_one_after_the_other(desk, rows):
    opener(desk, "1.1").click()
    own = desk.locator(".row-form__own")
    expect(own.locator(".lead-box:visible")).to_have_count(1)
    own.get_by_role("button", name="Add a lead").click()
    expect(own.get_by_label("Lead 2")).to_be_focused()
    own.get_by_label("Lead 2").select_option("Swale Borough Council")
    own.get_by_role("button", name="Add a lead").click()
    expect(own.get_by_label("Lead 3")).to_be_focused()
    desk.get_by_role("button", name="Save").click()

    expect(opener(desk, "1.1")).to_be_focused()
    assert [link.body.name for link in rows["1.1"].action_leads.all()] == [
        "Kent Police",
        "Swale Borough Council",
    ]


# --- Bulk edit.


def test_several_rows_are_changed_with_a_preview_and_one_undo(desk):
    bar = desk.locator("#several")
    expect(bar).to_be_hidden()
    desk.get_by_label("Select 1.1").check()
    desk.get_by_label("Select 2.1").press("Space")
    expect(bar.get_by_role("heading")).to_have_text("Change 2 selected actions")
    assert_accessible_at_both_widths(desk)
    bar.get_by_label("Set status").select_option("complete")
    bar.get_by_role("button", name="Review changes").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text("Change 2 actions?")
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("button", name="Change 2 actions").click()
    expect(desk.locator(".status-tag")).to_have_text(["Complete", "On track", "Complete"])
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("button", name="Undo this change").click()
    expect(desk.locator(".status-tag")).to_have_text(["On track", "On track", "At risk"])


# --- The page itself.


def test_every_state_suits_everybody(desk, plan, rows):
    assert_accessible_at_both_widths(desk)
    opener(desk, "1.1").click()
    desk.locator(".row-form__more summary").first.click()
    assert_accessible_at_both_widths(desk)
    for address in (
        f"{TABLE}?status=at_risk",
        f"{TABLE}?status=lost&q=nothing+like+it",
        f"{TABLE}1.1/",
        f"{TABLE}1.1/edit/",
        f"{TABLE}add/",
        f"{TABLE}1.1/updates/2024-Q2/",
        f"{TABLE}1.1/updates/2024-Q3/",
        f"{TABLE}1.1/close/",
        f"{TABLE}1.1/move/",
        f"{TABLE}1.1/withdraw/",
        "/northshire/updates/",
    ):
        desk.goto(address)
        assert_accessible_at_both_widths(desk)


def test_an_empty_plan_suits_everybody(page, sign_in, officer, plan):
    sign_in(page, officer)
    page.goto(TABLE)
    expect(page.get_by_text("There are no actions in this plan.")).to_be_visible()
    assert_accessible_at_both_widths(page)


def test_the_header_and_the_number_stay_in_view(desk, plan):
    priority = make_priority(plan, "Priority 3: Everything else")
    for number in range(20):
        make_milestone(make_action(priority, f"3.{number}"))
    desk.reload()
    opener(desk, "3.19").focus()
    for _ in range(18):
        desk.keyboard.press("ArrowUp")

    header = desk.locator(".plan-table thead th").nth(1).bounding_box()
    focused = opener(desk, "3.1").bounding_box()
    assert header["y"] == 0
    assert focused["y"] >= header["y"] + header["height"]


def test_eight_actions_fit_on_the_screen(open_browser, sign_in, settings):
    """The example's plan, at 1280 by 800, once the table fills the window."""
    settings.DEBUG = True
    call_command("load_example", verbosity=0)
    settings.DEBUG = False
    page = open_browser(1280, height=800)
    sign_in(page, User.objects.get(email="officer@swale.example"))
    page.goto("/swale/plans/2024-25/actions/")
    page.evaluate("document.querySelector('.plan-table').scrollIntoView()")

    seen = page.evaluate(
        """() => {
            const top = document.querySelector(".plan-table thead").getBoundingClientRect().bottom;
            return [...document.querySelectorAll("tbody.row")]
                .map((row) => row.getBoundingClientRect())
                .filter((box) => box.top >= top - 1 && box.bottom <= window.innerHeight).length;
        }"""
    )
    assert seen >= 8
