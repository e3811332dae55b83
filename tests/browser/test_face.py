"""The layout around every page, every component and every kind of field, in a real browser."""

import copy
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible, assert_accessible_at_both_widths, findings
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _gallery(settings):
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.browser.gallery"


SIGNED_OUT = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-abc-def/",
    "/accounts/password/reset/key/done/",
    "/nowhere/",
    "/gallery/fail/400/",
    "/gallery/fail/403/",
]


@pytest.mark.parametrize("address", SIGNED_OUT)
def test_pages_for_those_who_are_not_signed_in_suit_everybody(page, address):
    page.goto(address)
    assert_accessible_at_both_widths(page)


def test_sign_in_in_error_leads_to_the_field(page):
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title("Error: Sign in – Partnership Plans")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator(".govuk-error-summary__list li")).to_have_text(
        ["Enter an email address", "Enter your password"]
    )
    page.get_by_role("link", name="Enter your password").click()
    expect(page.get_by_label("Password", exact=True)).to_be_focused()
    assert_accessible_at_both_widths(page)


def test_wrong_sign_in_does_not_reveal_which_part_is_wrong(page):
    make_user("Olive Officer", "olive@partners.example", password=PASSWORD)
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill("olive@partners.example")
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".govuk-error-summary__list a")).to_have_attribute("href", "#id_login")
    assert_accessible(page)


def test_the_gallery_suits_everybody_empty_and_in_error(page, sign_in):
    sign_in(page, make_user("Olive Officer"))
    page.goto("/gallery/")
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary__list a")).to_have_count(13)
    assert_accessible_at_both_widths(page)


def test_the_check_itself_is_awake(page):
    page.goto("/gallery/")
    page.evaluate(
        """() => {
            document.querySelector("label[for=id_title]").remove();
            document.querySelector("main").insertAdjacentHTML("beforeend", "<h1>Two</h1><div id=wide>wide</div>");
            document.getElementById("wide").style.width = "3000px";
        }"""
    )
    rules = [sentence.split(" (")[0].split(": ")[0] for sentence in findings(page)]
    assert list(dict.fromkeys(rules)) == [
        "WCAG 2.2 AA, label",
        "best practice, label-title-only",
        "2 h1 headings instead of one",
        "wider than the window",
    ]


def test_message_gets_the_focus_unless_the_user_returns_to_a_row(page, sign_in):
    sign_in(page, make_user("Olive Officer"))
    page.goto("/gallery/?say=/gallery/")
    expect(page.locator(".govuk-notification-banner--success")).to_be_focused()
    assert_accessible(page)
    page.goto("/gallery/?say=/gallery/%23row-2")
    expect(page.locator("#announcements")).to_have_text(
        "Success Action 1.2 is saved. Important Its date is after the plan ends."
    )
    expect(page.locator(".govuk-notification-banner--success")).not_to_be_focused()


def test_saving_a_row_moves_the_focus_and_announces_it(page, sign_in):
    sign_in(page, make_user("Olive Officer"))
    page.goto("/gallery/row/")
    page.get_by_label("Words").fill("Two courses run")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Two courses run")).to_be_focused()
    expect(page.locator("#announcements")).to_have_text("Saved 1.2")


def test_row_with_errors_is_shown_in_place(page, sign_in):
    sign_in(page, make_user("Olive Officer"))
    page.goto("/gallery/row/")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#row .govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("Words")).to_have_attribute("aria-invalid", "true")


TROUBLES = {
    "403": "You do not have permission to do this. Your text is still here.",
    "404": "This item no longer exists. Reload the page.",
    "500": "Sorry, there is a problem with the service. Your text is still here. Try again in a few minutes.",
    "signed_out": "You have been signed out. Your text is still here. Sign in, return to this tab and save again.",
}


@pytest.mark.parametrize("answer", TROUBLES)
def test_what_was_typed_stays_when_saving_fails(page, sign_in, complaints, answer):
    sign_in(page, make_user("Olive Officer"))
    page.goto(f"/gallery/row/?answer={answer}")
    page.get_by_label("Words").fill("Two courses run")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#trouble p")).to_have_text(TROUBLES[answer])
    expect(page.get_by_label("Words")).to_have_value("Two courses run")
    assert_accessible(page)
    complaints.clear()


def test_a_form_opened_before_signing_in_again_still_saves(page, sign_in):
    person = make_user("Olive Officer")
    sign_in(page, person)
    page.goto("/gallery/row/")
    page.get_by_label("Words").fill("Two courses run")
    # Signing in again gives the browser another token than the one in the open form.
    page.context.clear_cookies()
    sign_in(page, person)
    page.context.new_page().goto("/gallery/")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Two courses run")).to_be_focused()


def test_without_a_connection_the_typing_stays(page, sign_in, complaints):
    sign_in(page, make_user("Olive Officer"))
    page.goto("/gallery/row/")
    page.get_by_label("Words").fill("Two courses run")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#trouble h2")).to_have_text("Not saved")
    expect(page.get_by_label("Words")).to_have_value("Two courses run")
    page.context.set_offline(False)
    complaints.clear()


def test_skip_link_is_first_and_leads_to_the_content(page):
    page.goto("/gallery/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_signing_in_and_out_works_without_scripts(without_scripts, sign_in_by_form):
    make_user("Olive Officer", "olive@partners.example", password=PASSWORD)
    sign_in_by_form(without_scripts, "olive@partners.example", PASSWORD)
    without_scripts.goto("/gallery/")
    expect(without_scripts.get_by_text("Olive Officer")).to_be_visible()
    without_scripts.get_by_role("button", name="Sign out").click()
    expect(without_scripts.get_by_text("You have signed out")).to_be_visible()
    without_scripts.goto("/gallery/")
    expect(without_scripts.get_by_role("link", name="Sign in")).to_be_visible()
