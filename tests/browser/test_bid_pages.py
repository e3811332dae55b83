"""A bid's pages in a real browser: accessible in each state, by keyboard, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from funding.bids.submission import submit_change
from funding.models import Bid, Project, ProjectChange
from plans.records import write_row
from tests.browser.axe import assert_accessible_at_both_widths
from tests.factories import make_partnership, make_plan, make_priority
from tests.funding.bid_factories import Cast, change_words
from tests.funding.factories import make_grant

pytestmark = pytest.mark.django_db(transaction=True)
BIDS = "/northshire/grants/2024-25/bids/"
SECTIONS = ("project", "need", "delivery", "serves", "money", "lasting")


@pytest.fixture
def cast():
    """Northshire with an adopted plan, a grant with types and priorities, and everyone involved in a bid."""
    partnership = make_partnership("northshire")
    make_priority(make_plan(partnership))
    return Cast(make_grant(partnership, project_types="Training", funder_priorities="Protect people"))


def whole(cast, state, *args, **fields) -> Bid | Project | ProjectChange:
    """Return a bid, project or change in that state, with everything that the grant and the plan require."""
    fields = {"project_types": ["Training"], "funder_priorities": ["Protect people"]} | fields
    make = cast.draft

    def draft(*args, **kwargs):
        bid = make(*args, **kwargs)
        priority = cast.grant.partnership.plans.get().priorities.get()
        return write_row(bid, {"priorities": [priority.pk]}, base_revision=bid.revision, by=cast.lead).row

    cast.draft = draft
    try:
        return cast.in_state(state, *args, **fields)
    finally:
        cast.draft = make


def visit(page, *addresses):
    visit_pages(page, BIDS, *addresses)


def visit_pages(page, base, *addresses):
    for address in addresses:
        page.goto(base + address)
        assert_accessible_at_both_widths(page)


def test_a_draft_is_fit_for_everybody_empty_and_full(page, cast, sign_in):
    empty = cast.draft(measures=[], costs=[["Room", "£6,00"]], need="word " * 301)
    full = whole(cast, "draft", "Full")
    sign_in(page, cast.lead)

    visit(page, "new/", *(f"{bid.number}/" for bid in (empty, full)))
    visit(page, *(f"{empty.number}/edit/{section}/" for section in SECTIONS))
    visit(
        page,
        *(
            f"{full.number}/{each}"
            for each in ("submit/", "versions/", "history/", "files/new/", "status/withdraw/")
        ),
    )
    visit(page, f"{empty.number}/submit/")


def test_pages_of_a_bid_in_every_state_are_accessible(page, cast, sign_in):
    bid = whole(cast, "submitted")
    sign_in(page, cast.officer)

    visit(
        page,
        *(
            f"{bid.number}/{each}"
            for each in ("", "status/ask/", "status/decline/", "status/close/", "edit/need/")
        ),
    )
    sign_in(page, cast.lead)
    asked = whole(cast, "clarification", "Asked")
    change_words(asked, by=cast.lead, need="Calls rose.", costs=[["Room", "1"]])
    visit(page, *(f"{asked.number}/{each}" for each in ("", "answer/", "edit/money/")))


def test_pages_of_a_project_and_its_change_are_fit_for_everybody(page, cast, sign_in):
    live, changing = whole(cast, "live"), whole(cast, "changing", "Changing")
    changing = change_words(changing, by=cast.lead, need="Calls rose.")
    sign_in(page, cast.lead)
    visit(page, f"{live.bid.number}/", f"{live.bid.number}/versions/")
    visit_pages(page, live.get_absolute_url(), "", "status/change/", "files/new/", "history/")
    address = changing.get_absolute_url()
    visit_pages(
        page, address, "", "submit/", "status/drop_change/", "edit/project/", "files/new/", "versions/"
    )
    submit_change(changing, by=cast.lead, words="More need")
    visit_pages(page, address, "", "versions/")
    sign_in(page, cast.scrutiny)
    visit_pages(page, changing.project.get_absolute_url(), "")


def test_a_file_is_added_and_withdrawn(page, cast, sign_in):
    bid = cast.draft()
    sign_in(page, cast.lead)
    page.goto(f"{BIDS}{bid.number}/files/new/")
    page.get_by_role("button", name="Add file").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Select a file")
    assert_accessible_at_both_widths(page)

    page.get_by_label("File", exact=True).set_input_files(
        [{"name": "quote.txt", "mimeType": "text/plain", "buffer": b"Words"}]
    )
    page.get_by_role("button", name="Add file").click()
    expect(page.locator("main")).to_contain_text("File “quote.txt” added")
    assert_accessible_at_both_widths(page)
    page.get_by_role("link", name="Withdraw quote.txt").click()
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Withdraw file").click()

    expect(page.locator("main")).to_contain_text("There are no files with this bid.")


@pytest.mark.parametrize(
    ("state", "who", "address", "button", "words"),
    [
        (None, "officer", "new/", "Start bid", "Enter the name of the project"),
        ("submitted", "officer", "1/status/decline/", "Decline bid", "Enter a reason for declining"),
        ("submitted", "officer", "1/status/ask/", "Request clarification", "Enter at least one question"),
        ("clarification", "lead", "1/answer/", "Send answers", "Enter an answer to “Which figures?”"),
        (
            "changing",
            "lead",
            "../projects/1/changes/1/submit/",
            "Submit change",
            "Enter what will change, and why",
        ),
    ],
)
def test_form_with_errors_links_to_the_wrong_fields(page, cast, sign_in, state, who, address, button, words):
    if state:
        whole(cast, state)
    sign_in(page, getattr(cast, who))
    page.goto(BIDS + address)

    page.get_by_role("button", name=button, exact=True).click()

    expect(page.locator(".govuk-error-summary")).to_contain_text(words)
    assert_accessible_at_both_widths(page)


def test_costs_are_summed_and_rows_added_in_place(page, cast, sign_in):
    bid = cast.draft()
    sign_in(page, cast.lead)
    page.goto(f"{BIDS}{bid.number}/edit/money/")
    costs, match = page.locator("#q-costs"), page.locator("#q-match")
    expect(costs.locator("output")).to_have_text("£4,000.00")

    for typed, total in (("£1,234.50", "£5,234.50"), ("1 234", "£5,234.00"), ("£6,00", "£4,000.00"), ("1e3", "£4,000.00"), (".5", "£4,000.50")):  # fmt: skip
        costs.get_by_label("Amount of cost 2").fill(typed)
        expect(costs.locator("output")).to_have_text(total)
    costs.get_by_label("Amount of cost 2").fill("£6,00")
    expect(costs.get_by_text("excluding amounts in the wrong format")).to_be_visible()
    costs.get_by_role("button", name="Add more rows").press("Enter")
    expect(costs.get_by_label("Cost of cost 5")).to_be_focused()
    page.keyboard.type("Room")
    page.keyboard.press("Tab")
    page.keyboard.type("500")
    match.get_by_label("Given by of match funding 1").fill("Hall")
    match.get_by_label("Type of match funding 1").select_option("in kind")
    match.get_by_label("Amount of match funding 1").fill("100")
    expect(match.locator("output").nth(1)).to_have_text("£100.00")
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator("main")).to_contain_text(
        "Your answers are saved, but you must correct them before you submit"
    )
    bid = Bid.objects.get()
    assert bid.costs == [["All of it", "4,000"], ["", "£6,00"], ["Room", "500"]]
    assert bid.match == [["Hall", "in kind", "100"]]


def test_two_editors_see_both_texts(page, cast, sign_in):
    bid = cast.draft()
    sign_in(page, cast.lead)
    page.goto(f"{BIDS}{bid.number}/edit/need/")
    page.get_by_label("What is the need, and how do you know?").fill("Mine")
    change_words(bid, by=cast.officer, need="Theirs")

    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", name="Someone else changed the same fields")).to_be_visible()
    assert_accessible_at_both_widths(page)


def test_words_are_counted_as_one_types(page, cast, sign_in):
    bid = cast.draft(safeguarding="")
    sign_in(page, cast.lead)
    page.goto(f"{BIDS}{bid.number}/edit/lasting/")

    page.get_by_label("How are people kept safe?").fill("word " * 152)

    expect(page.locator("#q-safeguarding .govuk-character-count__status")).to_have_text(
        "You have 2 words too many"
    )


def test_a_bid_is_written_and_submitted_without_javascript(without_scripts, cast, sign_in):
    page = without_scripts
    sign_in(page, cast.lead)
    page.goto(BIDS + "new/")
    page.get_by_label("What is the project called?").fill("Bystander training")
    page.get_by_label("upfront").check()
    page.get_by_role("button", name="Start bid").click()
    expect(page.locator("h1")).to_contain_text("Bystander training")
    page.get_by_role("link", name="The project", exact=True).click()
    page.get_by_label("What will be done?").fill("Four sessions.")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("What is the need, and how do you know?").fill("Calls rose.")
    page.get_by_label("Who will benefit?").fill("Eighty staff.")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Activity of activity 1").fill("First session")
    page.get_by_label("Q1 2024/25, April to June 2024").check()
    page.get_by_label("Measure of measure 1").fill("Staff trained")
    page.get_by_label("Target of measure 1").fill("80")
    page.get_by_role("button", name="Save and continue").click()
    for name in ("Priority 1: Domestic abuse (Plan 2024-25)", "Protect people", "Training"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("How much are you requesting?").fill("£6,00")
    page.get_by_role("button", name="Add more rows for cost").click()
    expect(page.get_by_label("How much are you requesting?")).to_have_value("£6,00")
    page.get_by_label("Cost of cost 6").fill("Trainers")
    page.get_by_label("Amount of cost 6").fill("£600")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("main")).to_contain_text("“£6,00” could be pounds and pence")
    page.get_by_label("What will continue when the funding ends?").fill("The material.")
    page.get_by_label("How are people kept safe?").fill("Checks.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Submit bid").click()
    page.get_by_role("link", name="Edit this answer").first.click()
    page.get_by_label("How much are you requesting?").fill("£600")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Submit bid").click()
    page.get_by_role("button", name="Submit bid").click()

    expect(page.locator("main")).to_contain_text("“Bystander training” submitted as version 1")
    bid = Bid.objects.get()
    assert (bid.state, bid.asked, bid.costs) == ("submitted", 60_000, [["Trainers", "£600"]])


def test_clarification_is_requested_and_answered_by_keyboard(page, cast, sign_in):
    bid = whole(cast, "submitted")
    sign_in(page, cast.officer)
    page.goto(f"{BIDS}{bid.number}/status/ask/")
    page.locator("summary", has_text="Why it is needed").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Which figures?")
    page.get_by_role("button", name="Request clarification").press("Enter")
    expect(page.locator("main")).to_contain_text("Clarification requested: “Training”")
    sign_in(page, cast.lead)
    page.goto(f"{BIDS}{bid.number}/answer/")
    page.get_by_label("Which figures?").focus()
    page.keyboard.type("The police's, of March 2024.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text(
        "Answers sent. The status of “Training” is “Submitted” again."
    )
    bid.refresh_from_db()
    assert bid.state == "submitted"
