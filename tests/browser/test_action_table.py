"""The action plan in a real browser: rows opened, edited and saved where they stand, by mouse and keyboard."""

from datetime import date

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from actions.models import Action, Milestone
from actions.operations import write_update
from plans.models import Draft
from plans.periods import Quarter
from plans.writing import write_row
from tests.browser.axe import assert_accessible, assert_accessible_at_both_widths
from tests.making import (
    make_action,
    make_body,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "/northshire/plans/2024-25/actions/"


@pytest.fixture
def partnership():
    return make_partnership("northshire")


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, open_quarter="2024-Q2")


@pytest.fixture
def police(partnership):
    return make_body(partnership, "Kent Police")


@pytest.fixture
def rows(plan, police, partnership):
    """1.1 with two milestones, one of them late; 1.2 and 2.1 with one each."""
    make_body(partnership, "Swale Borough Council")
    first = make_priority(plan, "Priority 1: Domestic abuse")
    second = make_priority(plan, "Priority 2: Serious violence")
    training = make_action(
        first,
        "1.1",
        "Train the front line",
        leads=[police],
        desired_outcome="Staff know the signs",
        status="on_track",
    )
    make_milestone(training, "First course held", "Summer 24", leads=[police])
    make_milestone(training, "Second course held", "March 25")
    walk = make_action(first, "1.2", "Walk the streets", status="on_track")
    make_milestone(walk, "First walk", "Quarterly")
    map_ = make_action(second, "2.1", "Map the hot spots", status="at_risk")
    make_milestone(map_, "Map drawn", "Autumn 24")
    write_update(training, Quarter(2024, 1), {"status": "on_track", "words": "It began."}, done={}, by=None)
    return {"1.1": training, "1.2": walk, "2.1": map_}


@pytest.fixture
def officer(partnership):
    return make_member(partnership, "officer", name="Olive Officer")


@pytest.fixture
def desk(page, sign_in, officer, rows):
    """The officer's browser with the table open; a page that is loaded anew would forget its mark."""
    sign_in(page, officer)
    page.goto(TABLE)
    page.evaluate("window.mark = 'the same page'")
    return page


def is_same_page(page) -> bool:
    return page.evaluate("window.mark") == "the same page"


def row(page, number):
    return page.locator(f"#a-{Action.objects.get(number=number).pk}")


def opener(page, number):
    return row(page, number).locator(".row__open")


def spoken(page):
    return page.locator("#announcements")


def step_key(words: str) -> int:
    return Milestone.objects.get(milestone=words).pk


# --- Opening, leaving, saving.


def test_a_click_opens_the_row_where_it_stands_at_what_was_clicked(desk):
    row(desk, "1.1").get_by_text("Staff know the signs").click()
    expect(desk.get_by_label("Action", exact=True)).to_be_focused()
    desk.keyboard.press("Escape")
    expect(opener(desk, "1.1")).to_be_focused()

    row(desk, "1.1").get_by_text("Second course held").click()
    expect(desk.locator(f"#id_m{step_key('Second course held')}-milestone")).to_be_focused()
    assert is_same_page(desk)
    assert desk.url.endswith(TABLE)
    assert [each.inner_text() for each in desk.locator("tbody.row .row__open").all()] == ["1.2", "2.1"]


def test_enter_opens_tab_goes_on_and_escape_leaves(desk):
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
    assert Action.objects.get(number="1.1").version == 1


def test_saving_comes_back_to_the_row_with_the_focus_and_says_so(desk):
    opener(desk, "1.1").press("Enter")
    desk.get_by_label("Action", exact=True).fill("Train everybody")
    desk.locator(".row-form").get_by_label("Status").select_option("off_track")
    desk.keyboard.press("Control+Enter")

    expect(opener(desk, "1.1")).to_be_focused()
    expect(spoken(desk)).to_have_text("Saved action 1.1.")
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
    row(desk, "1.1").get_by_label("Choose 1.1").check()
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
    expect(milestone.locator(".reading")).to_have_text("We read: due 31 December 2024")
    milestone.get_by_label("When").fill("when we can")
    expect(milestone.locator(".reading")).to_contain_text("We could not read this as a date.")
    new = desk.locator(".row-form__milestone").nth(2)
    new.get_by_label("When").fill("Summer")
    expect(new.locator(".reading")).to_contain_text("No year is printed")


def test_a_later_date_asks_for_its_reason_at_that_moment(desk):
    opener(desk, "1.1").click()
    milestone = desk.locator(".row-form__milestone").first
    why = milestone.get_by_label("Why does the date move later?")
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
    desk.get_by_role("link", name="Say why the date moved").click()
    expect(why).to_be_focused()
    desk.keyboard.type("The trainer left.")
    desk.keyboard.press("Control+Enter")

    expect(opener(desk, "1.1")).to_be_focused()
    assert desk.title().startswith("Action plan")
    assert Milestone.objects.get(milestone="First course held").moves.get().why == "The trainer left."


def test_an_error_in_a_folded_part_is_shown_unfolded(desk):
    opener(desk, "1.1").click()
    milestone = desk.locator(".row-form__milestone").first
    milestone.get_by_text("Done, withdraw or set a date").click()
    milestone.get_by_role("group", name="Done on").get_by_label("Day").fill("31")
    milestone.get_by_role("group", name="Done on").get_by_label("Month").fill("2")
    milestone.get_by_role("group", name="Done on").get_by_label("Year").fill("2024")
    desk.get_by_label("Action", exact=True).fill("")
    desk.get_by_role("button", name="Save").click()

    expect(desk.locator(".govuk-error-summary")).to_be_focused()
    assert desk.locator(".govuk-error-summary__list").inner_text().split("\n") == [
        "Enter what will be done",
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

    expect(spoken(desk)).to_have_text("Added action 1.3.")
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


# --- Several rows at once.


def test_several_rows_are_changed_with_a_preview_and_one_undo(desk):
    bar = desk.locator("#several")
    expect(bar).to_be_hidden()
    desk.get_by_label("Choose 1.1").check()
    desk.get_by_label("Choose 2.1").press("Space")
    expect(bar.get_by_role("heading")).to_have_text("2 rows chosen")
    assert_accessible_at_both_widths(desk)
    bar.get_by_label("Set status").select_option("complete")
    bar.get_by_role("button", name="See what will change").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text("2 rows will change")
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("button", name="Change these 2 rows").click()
    expect(desk.locator(".status-tag")).to_have_text(["Complete", "On track", "Complete"])
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("button", name="Undo this change").click()
    expect(desk.locator(".status-tag")).to_have_text(["On track", "On track", "At risk"])


# --- Nothing typed is lost.


def test_a_draft_is_kept_offered_and_used(desk, officer):
    opener(desk, "1.1").click()
    desk.get_by_label("Desired outcome").fill("Half a thought")
    expect(desk.locator("[data-draft-status]")).to_contain_text("Saved as draft")
    desk.reload()
    opener(desk, "1.1").click()

    expect(desk.locator(".row-form__offer")).to_contain_text("that were not saved")
    expect(spoken(desk)).to_have_text("You have words here that were not saved")
    expect(desk.get_by_label("Desired outcome")).to_have_value("Staff know the signs")
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("link", name="Use them").click()
    expect(desk.get_by_label("Desired outcome")).to_have_value("Half a thought")
    desk.get_by_role("button", name="Save").click()

    expect(opener(desk, "1.1")).to_be_focused()
    assert Action.objects.get(number="1.1").desired_outcome == "Half a thought"
    assert not Draft.objects.filter(person=officer).exists()


def test_words_typed_just_before_escape_are_a_draft_that_can_be_let_go(desk, officer):
    opener(desk, "1.1").click()
    desk.get_by_label("Desired outcome").fill("Gone?")
    desk.keyboard.press("Escape")
    expect(opener(desk, "1.1")).to_be_focused()
    desk.wait_for_timeout(300)
    desk.keyboard.press("Enter")
    expect(desk.locator(".row-form__offer")).to_contain_text("that were not saved")
    desk.get_by_role("button", name="Let them go").click()

    expect(desk.locator(".row-form__offer")).to_have_count(0)
    expect(desk.get_by_label("Desired outcome")).to_have_value("Staff know the signs")
    assert is_same_page(desk)
    assert not Draft.objects.filter(person=officer).exists()


def test_a_clash_is_settled_where_the_row_stands(desk, rows):
    opener(desk, "1.1").click()
    desk.get_by_label("Desired outcome").fill("Mine")
    theirs = {"desired_outcome": "Theirs", "status": "at_risk"}
    write_row(rows["1.1"], theirs, base_version=1, by=make_user("Priya Police"))
    desk.get_by_role("button", name="Save").click()

    clash = desk.locator(".clash")
    expect(clash).to_be_focused()
    expect(spoken(desk)).to_have_text("Not saved yet: somebody else changed the same words")
    expect(clash).to_contain_text("Priya Police changed action 1.1")
    expect(clash).to_contain_text("Delivery status (only they changed it)")
    assert_accessible_at_both_widths(desk)
    clash.get_by_label("Joined, to edit").fill("Theirs and mine")
    desk.get_by_role("button", name="Save").click()

    expect(opener(desk, "1.1")).to_be_focused()
    assert is_same_page(desk)
    action = Action.objects.get(number="1.1")
    assert (action.desired_outcome, action.status) == ("Theirs and mine", "at_risk")


def test_words_stay_when_the_row_was_withdrawn_meanwhile(desk, rows):
    opener(desk, "1.1").click()
    desk.get_by_label("Desired outcome").fill("Mine")
    write_row(rows["1.1"], {"is_withdrawn": True}, base_version=1, by=None)
    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_text("This action was withdrawn.")).to_be_visible()
    expect(desk.get_by_text("what you wrote is kept in its history")).to_be_visible()
    expect(desk.locator(".history-list").first).to_contain_text("Mine")


def test_the_form_as_a_page_of_its_own_saves_too(desk, rows):
    desk.goto(f"{TABLE}1.1/edit/")
    expect(desk.locator("main :focus")).to_have_count(0)
    desk.get_by_label("Action", exact=True).fill("")
    desk.get_by_role("button", name="Save").click()
    expect(desk.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible_at_both_widths(desk)
    desk.get_by_label("Action", exact=True).fill("Mine")
    write_row(rows["1.1"], {"action": "Theirs"}, base_version=1, by=None)
    desk.get_by_role("button", name="Save").click()
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("radio", name="Yours").check()
    desk.get_by_role("button", name="Save").click()

    expect(spoken(desk)).to_have_text("Done Saved action 1.1.")
    assert Action.objects.get(number="1.1").action == "Mine"


# --- Updates.


def test_an_update_is_written_where_the_row_stands(desk):
    row(desk, "1.1").get_by_role("link", name="Update 1.1 for Q2 2024/25").click()
    expect(desk.locator(".row-form__title")).to_be_focused()
    expect(desk.locator(".update-form__previous")).to_contain_text("It began.")
    assert_accessible_at_both_widths(desk)
    desk.get_by_role("button", name="Send").click()
    expect(desk.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible_at_both_widths(desk)
    desk.get_by_label("At risk").check()
    desk.get_by_label("What has happened since?").fill("The trainer is ill.")
    done = desk.get_by_role("group", name="First course held")
    for label, typed in (("Day", "12"), ("Month", "Jul"), ("Year", "2024")):
        done.get_by_label(label).fill(typed)
    desk.keyboard.press("Control+Enter")

    expect(spoken(desk)).to_have_text("Sent the update of action 1.1 for Q2 2024/25.")
    expect(opener(desk, "1.1")).to_be_focused()
    expect(row(desk, "1.1")).to_contain_text("Updated")
    assert is_same_page(desk)
    assert Milestone.objects.get(milestone="First course held").done_on == date(2024, 7, 12)


def test_a_lead_updates_its_own_row_and_escape_leaves_it(page, sign_in, partnership, police, rows):
    sign_in(page, make_member(partnership, "lead", name="Priya Police", body=police))
    page.goto(TABLE)
    assert page.locator(".row__update").count() == 1
    page.get_by_role("link", name="Update 1.1 for Q2 2024/25").press("Enter")
    page.get_by_label("What has happened since?").press("Escape")

    expect(page.get_by_role("link", name="Open 1.1")).to_be_focused()


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
    expect(page.get_by_text("There are no actions in this plan yet.")).to_be_visible()
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


def test_eight_actions_are_seen_at_once(open_browser, sign_in, settings):
    """The example's plan, at 1280 by 800, once the table fills the window."""
    from plans.models import User

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


# --- The same without JavaScript.


@pytest.fixture
def plain(without_scripts, sign_in, officer, rows):
    sign_in(without_scripts, officer)
    without_scripts.goto(TABLE)
    return without_scripts


def test_editing_works_without_scripts(plain):
    opener(plain, "1.1").click()
    assert_accessible_without_scripts(plain)
    plain.get_by_label("Action", exact=True).fill("")
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_role("link", name="Enter what will be done")).to_be_visible()
    plain.get_by_label("Action", exact=True).fill("Train everybody")
    plain.get_by_label("Lead 2").first.select_option("Swale Borough Council")
    plain.get_by_role("button", name="Add another milestone").click()
    plain.locator(".row-form__milestone").nth(3).get_by_label("Milestone").fill("Third course held")
    plain.get_by_role("button", name="Save").click()

    expect(plain.locator(".govuk-notification-banner")).to_contain_text("Saved action 1.1.")
    assert plain.url.endswith(f"{TABLE}#{row(plain, '1.1').get_attribute('id')}")
    expect(row(plain, "1.1")).to_contain_text("Third course held")
    assert Action.objects.get(number="1.1").action_leads.count() == 2


def test_leaving_and_adding_work_without_scripts(plain):
    opener(plain, "1.2").click()
    plain.get_by_role("link", name="Leave without saving").click()
    assert plain.url.endswith(f"#{row(plain, '1.2').get_attribute('id')}")
    opener(plain, "1.2").click()
    plain.get_by_role("link", name="Add an action below").click()
    plain.get_by_label("Action", exact=True).fill("Open a drop-in")
    plain.get_by_role("button", name="Save").click()

    expect(plain.locator(".govuk-notification-banner")).to_contain_text("Added action 1.3.")


def test_a_later_date_asks_why_without_scripts(plain):
    opener(plain, "1.1").click()
    plain.locator(".row-form__milestone").first.get_by_label("When").fill("Autumn 24")
    plain.get_by_role("button", name="Save").click()
    plain.locator(".row-form__milestone").first.get_by_label("Why does the date move later?").fill("Ill.")
    plain.get_by_role("button", name="Save").click()

    expect(plain.locator(".govuk-notification-banner")).to_contain_text("Saved action 1.1.")


def test_several_rows_work_without_scripts(plain):
    plain.get_by_label("Choose 1.1").check()
    plain.locator("#several").get_by_label("Set status").select_option("complete")
    plain.get_by_role("button", name="See what will change").click()
    plain.get_by_role("button", name="Change this row").click()
    expect(plain.locator(".status-tag").first).to_have_text("Complete")
    plain.get_by_role("button", name="Undo this change").click()
    expect(plain.locator(".status-tag").first).to_have_text("On track")


def test_a_clash_is_settled_without_scripts(plain, rows):
    opener(plain, "1.1").click()
    plain.get_by_label("Desired outcome").fill("Mine")
    write_row(rows["1.1"], {"desired_outcome": "Theirs"}, base_version=1, by=None)
    plain.get_by_role("button", name="Save").click()
    plain.get_by_role("radio", name="Yours").check()
    plain.get_by_role("button", name="Save").click()

    expect(row(plain, "1.1")).to_contain_text("Mine")
    assert Action.objects.get(number="1.1").desired_outcome == "Mine"


def test_updates_work_without_scripts(plain):
    plain.get_by_role("link", name="Update 1.1 for Q2 2024/25").click()
    plain.get_by_label("On track").check()
    plain.get_by_label("What has happened since?").fill("It goes on.")
    plain.get_by_role("button", name="Send").click()
    expect(row(plain, "1.1").get_by_role("link", name="Updated 1.1")).to_be_visible()

    plain.goto("/northshire/updates/")
    plain.get_by_role("link", name="Say how it stands for 1.2").click()
    plain.get_by_label("Complete").check()
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_text("2 of 3 sent.")).to_be_visible()


def test_filters_work_without_scripts(plain):
    plain.locator(".filters__summary").click()
    plain.locator(".filters").get_by_label("Status").select_option("at_risk")
    plain.get_by_role("button", name="Apply filters").click()
    expect(plain.locator(".row__open")).to_have_text(["2.1"])
    plain.get_by_role("link", name="Clear").click()
    expect(plain.locator(".row__open")).to_have_count(3)


def test_an_action_is_closed_moved_withdrawn_and_brought_back_without_scripts(plain):
    plain.get_by_role("link", name="Open 1.1").click()
    plain.get_by_role("link", name="Close without completing").click()
    plain.get_by_label("Stopped").check()
    plain.get_by_label("What happened").fill("The money ran out.")
    plain.get_by_role("button", name="Close without completing").click()
    plain.get_by_role("link", name="Open again").click()
    plain.get_by_label("At risk").check()
    plain.get_by_role("button", name="Open again").click()
    plain.get_by_role("link", name="Move").click()
    plain.get_by_label("Place").select_option(label="After 1.2 Walk the streets")
    plain.get_by_role("button", name="Move").click()
    expect(plain.locator(".row__open")).to_have_text(["1.2", "1.1", "2.1"])
    plain.get_by_role("link", name="Open 1.1").click()
    plain.get_by_role("link", name="Withdraw").click()
    plain.get_by_label("Why is it withdrawn?").fill("It stands twice.")
    plain.get_by_role("button", name="Withdraw").click()
    plain.get_by_role("button", name="Bring it back").click()
    expect(plain.locator(".row__open")).to_have_text(["1.2", "1.1", "2.1"])


def assert_accessible_without_scripts(page) -> None:
    """axe is a script itself; without any, the page has one heading and is as wide as its window."""
    assert page.locator("h1").count() == 1
