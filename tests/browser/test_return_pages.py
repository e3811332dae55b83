"""Returns, evaluations and transfers in a real browser: accessible in each state, by keyboard, without scripts."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from funding.models import Evaluation, Project, ProjectAction, ProjectReturn
from funding.projects.reports import (
    get_or_build_evaluation,
    get_or_build_return,
    return_for_changes,
    save_project_report,
    store_evidence,
)
from plans.periods import Quarter
from tests.browser.axe import assert_accessible_at_both_widths
from tests.factories import make_action, make_partnership, make_plan, make_priority
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_funder, make_grant, make_project
from tests.funding.returns import sent

pytestmark = pytest.mark.django_db(transaction=True)
GRANT = "/northshire/grants/2024-25/"
RETURNS = "/northshire/returns/"
OCTOBER = date(2024, 10, 20)


@pytest.fixture(autouse=True)
def october(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: OCTOBER)


@pytest.fixture
def cast():
    """A grant with its people; there are no bids yet."""
    partnership = make_partnership("northshire")
    return Cast(make_grant(partnership, funder=make_funder(partnership)))


def look_at(page, *addresses):
    for address in addresses:
        page.goto(address)
        assert_accessible_at_both_widths(page)


def test_a_return_is_fit_for_everybody_in_each_state(page, cast, sign_in):
    project = cast.live("Training")
    address = f"{GRANT}projects/1/returns/2024-Q2/"
    sign_in(page, cast.lead)
    look_at(page, address, f"{GRANT}projects/1/returns/2024-Q4/", RETURNS)
    page.goto(address)
    page.get_by_role("button", name="Send return").click()
    page.locator(".govuk-error-summary").wait_for()
    assert_accessible_at_both_widths(page)

    store_evidence(
        get_or_build_return(project, Quarter(2024, 2)),
        filename="Register.pdf",
        content=b"%PDF-",
        by=cast.lead,
    )
    look_at(page, address, RETURNS)
    row = sent(project, by=cast.lead)
    look_at(page, address, RETURNS)
    return_for_changes(
        row, words="The invoice is of another year.", by=cast.officer, seen_revision=row.revision
    )
    look_at(page, address, RETURNS, f"{GRANT}projects/1/returns/2024-Q3/")


def test_what_an_officer_sees_of_returns_is_fit_for_everybody(page, cast, sign_in):
    sent(cast.live("Sent"), by=cast.lead)
    sent(cast.live("Approved", lead=cast.police), by=cast.executive, approved_by=cast.officer)
    sent(cast.live("Own"), by=cast.officer)
    cast.live("Late", lead=cast.fire)
    sign_in(page, cast.officer)

    look_at(
        page, RETURNS, f"{GRANT}projects/1/returns/2024-Q2/decide/", f"{GRANT}projects/2/returns/2024-Q2/decide/",
        f"{GRANT}projects/3/returns/2024-Q2/decide/", "/northshire/",
    )  # fmt: skip
    page.goto(f"{GRANT}projects/1/returns/2024-Q2/decide/")
    page.get_by_role("button", name="Record decision").click()
    page.locator(".govuk-error-summary").wait_for()
    assert_accessible_at_both_widths(page)
    page.goto(RETURNS)
    page.get_by_role("button", name="Send reminder about Late").click()
    expect(page.locator("main")).to_contain_text("Reminder about “Late” sent to Fred Fire")
    assert_accessible_at_both_widths(page)


def test_approved_returns_are_reached_from_the_grants_page(page, cast, sign_in):
    project = cast.live("Training")
    sign_in(page, cast.chair)
    look_at(page, f"{GRANT}projects/1/")
    for quarter in ("2024-Q2", "2024-Q3"):
        sent(project, quarter, by=cast.lead, approved_by=cast.officer)

    page.goto(GRANT)
    assert_accessible_at_both_widths(page)
    page.get_by_role("link", name="£2,500.00 spent by Training").click()

    expect(page).to_have_url(re.compile(r"/projects/1/#returns$"))
    assert_accessible_at_both_widths(page)
    with page.expect_download() as came:
        page.get_by_role("link", name="Word file of the return for Q3 2024/25").click()
    assert came.value.suggested_filename == "northshire-2024-25-project-1-return-2024-Q3.docx"


def test_return_with_warnings_is_accessible(page, cast, sign_in):
    sent(cast.live("Training"), by=cast.lead)
    sign_in(page, cast.officer)

    look_at(page, f"{GRANT}projects/1/returns/2024-Q2/decide/")
    expect(page.locator("main")).to_contain_text("£1,250.00 more was spent than was paid.")


def test_several_projects_start_in_one_step_without_javascript(open_browser, page, cast, sign_in):
    for title in ("First", "Second", "Third"):
        make_project(cast.grant, title, lead="A charity")
    sign_in(page, cast.officer)
    look_at(page, f"{GRANT}start/", f"{GRANT}projects/1/payment/", GRANT)
    plain = open_browser(javascript=False)
    sign_in(plain, cast.officer)
    plain.goto(GRANT)
    plain.get_by_role("link", name=re.compile("Start projects")).click()
    plain.get_by_label("Second, A charity").uncheck()
    plain.get_by_role("button", name="Start projects").click()

    expect(plain.locator("main")).to_contain_text("Projects started: “First”, “Third”")
    assert list(Project.objects.order_by("number").values_list("state", flat=True)) == [
        "live",
        "approved",
        "live",
    ]
    plain.goto(f"{GRANT}start/")
    plain.get_by_label("Second, A charity").uncheck()
    plain.get_by_role("button", name="Start projects").click()
    expect(plain.locator(".govuk-error-summary")).to_contain_text("Select at least one project")
    page.goto(f"{GRANT}start/")
    page.get_by_role("button", name="Start projects").click()
    look_at(page, f"{GRANT}start/")
    expect(page.locator("main")).to_contain_text("There are no projects to start")


def test_returns_due_page_is_accessible_without_returns(page, cast, sign_in):
    sign_in(page, cast.lead)

    look_at(page, RETURNS, GRANT, "/northshire/grants/")


def test_an_evaluation_is_fit_for_everybody_in_each_state(page, cast, sign_in):
    project = cast.closed("Training")
    cast.live("Running")
    address = f"{GRANT}projects/1/evaluation/"
    sign_in(page, cast.lead)
    look_at(page, address, f"{GRANT}projects/2/evaluation/")
    page.goto(address)
    page.get_by_role("button", name="Send evaluation").click()
    page.locator(".govuk-error-summary").wait_for()
    assert_accessible_at_both_widths(page)

    words = {"achieved": "Eighty were trained.", "results": [["Staff trained", "80", "82"]]}
    save_project_report(get_or_build_evaluation(project), words, base_revision=0, by=cast.lead, send=True)
    look_at(page, address)
    sign_in(page, cast.officer)
    look_at(page, f"{address}decide/")
    expect(page.locator("main")).to_contain_text(
        "The returns for Q2 2024/25 and Q3 2024/25 have not been received."
    )
    page.get_by_label("Approve").check()
    page.get_by_role("button", name="Record decision").click()
    expect(page.get_by_role("alert")).to_contain_text("have not been received")
    assert_accessible_at_both_widths(page)
    for quarter in ("2024-Q2", "2024-Q3"):
        sent(project, quarter, by=cast.lead, approved_by=cast.officer)
    page.goto(f"{address}decide/")
    page.get_by_label("Approve").check()
    page.get_by_role("button", name="Record decision").click()
    page.wait_for_url(lambda url: "decide" not in url)
    look_at(page, address, f"{address}decide/", f"{GRANT}projects/1/")
    expect(page.locator("main")).to_contain_text("Eighty were trained.")
    assert Evaluation.objects.get().state == "approved"


def test_actions_and_movements_are_fit_for_everybody(page, cast, sign_in):
    projects = cast.live("First"), cast.live("Second")
    plan = make_plan(cast.grant.partnership)
    sign_in(page, cast.officer)
    look_at(page, f"{GRANT}projects/1/actions/")
    action = make_action(make_priority(plan), "1.1")
    ProjectAction.objects.create(project=projects[0], action=action)
    look_at(
        page,
        f"{GRANT}projects/1/actions/",
        "/northshire/plans/2024-25/actions/1.1/",
        f"{GRANT}transfers/projects/",
    )
    page.get_by_role("button", name="Move money").click()
    page.locator(".govuk-error-summary").wait_for()
    assert_accessible_at_both_widths(page)


def test_return_is_drafted_rejected_sent_and_approved_by_another_without_javascript(
    open_browser, cast, sign_in
):
    cast.live("Training")
    make_plan(cast.grant.partnership)
    page = open_browser(javascript=False)
    sign_in(page, cast.lead)
    page.goto("/northshire/")
    page.get_by_role("link", name="View returns").last.click()
    page.get_by_role("link", name="Write return").click()

    page.get_by_label("What was done in this quarter?").fill("Two sessions were held.")
    page.get_by_role("button", name="Save as draft").last.click()
    expect(page.locator("main")).to_contain_text("Draft saved")
    page.get_by_role("button", name="Send return").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text(
        "Enter the amount spent in this quarter, or 0"
    )
    page.get_by_label("Spent in this quarter").fill("1,250.50")
    page.get_by_label("Forecast for the whole project").fill("1,000")
    page.get_by_role("button", name="Send return").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("must be £1,250.50 or more")
    expect(page.get_by_label("What was done in this quarter?")).to_have_value("Two sessions were held.")
    page.get_by_label("Forecast for the whole project").fill("3,500")
    page.get_by_label("Add a file as evidence (optional)").set_input_files(
        [{"name": "Register.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}]
    )
    page.get_by_role("button", name="Send return").click()
    expect(page.locator("main")).to_contain_text("Return of “Training” sent")

    other = open_browser(javascript=False)
    sign_in(other, cast.officer)
    other.goto(RETURNS)
    other.get_by_role("link", name="Training, Q2 2024/25").first.click()
    expect(other.locator("main")).to_contain_text("Register.pdf")
    other.get_by_label("Approve").check()
    other.get_by_role("button", name="Record decision").click()
    expect(other.locator("main")).to_contain_text("Return of “Training” approved")
    row = ProjectReturn.objects.get()
    assert (row.state, row.spent, row.forecast, row.decided_by) == (
        "approved",
        125_050,
        350_000,
        cast.officer,
    )


def test_a_return_is_written_by_keyboard_and_enter_sends_nothing(page, cast, sign_in):
    cast.live("Training")
    sign_in(page, cast.lead)
    page.goto(f"{GRANT}projects/1/returns/2024-Q2/")

    page.get_by_label("Spent in this quarter").focus()
    page.keyboard.type("1,250")
    page.keyboard.press("Tab")
    page.keyboard.type("3,900")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Draft saved")
    page.get_by_label("What was done in this quarter?").focus()
    page.keyboard.type("Two sessions.")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Send return":
            break
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text("Return of “Training” sent")
    assert ProjectReturn.objects.get().state == "sent"


def test_edit_conflict_is_accessible(page, cast, sign_in):
    project = cast.live("Training")
    sign_in(page, cast.lead)
    page.goto(f"{GRANT}projects/1/returns/2024-Q2/")
    save_project_report(
        get_or_build_return(project, Quarter(2024, 2)), {"words": "Theirs"}, base_revision=0, by=cast.officer
    )

    page.get_by_label("What was done in this quarter?").fill("Mine")
    page.get_by_role("button", name="Save as draft").last.click()

    page.locator("#clash-title").wait_for()
    assert_accessible_at_both_widths(page)
