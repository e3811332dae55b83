"""The whole main job in a real browser: a Word plan is imported, updated, reported and published.

Seven people, each in a browser of their own: the officer, a lead, the chair, an executive member, the proper
officer, a scrutiny member and a member of the public.
"""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from actions.models import Action, DueDateChange, Milestone, Update
from plans.models import Body, Risk
from plans.records import add_row, write_row
from reports.models import Report
from reports.packs.section_orders import MEDWAY
from tests.browser.axe import assert_accessible_at_both_widths
from tests.browser.plan_file import real_or_ours
from tests.factories import (
    PASSWORD,
    make_action,
    make_body,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
    make_user,
)
from tests.reports.pack_words import words_of_page, words_of_pdf
from tests.reports.pdf_checks import faults, read_text, walk

page_validation = pytest.importorskip("page")

PLAN = "/northshire/plans/2024-25/"
TABLE = PLAN + "actions/"
REPORT = PLAN + "reports/2024-Q1/"
PACK = "annual-scrutiny-2024"
PUBLISHED = f"/published/northshire/{PACK}/"
WHY = "The trainer left, and the next one starts in January."
COMMENT = "Training slipped, the services themselves did not."
DECISION = "Agree that the training for 1.3 is held by March 2025."
UPDATE = "The newsletter and the map of services went out in June."
OURS_TO_WRITE = {
    "Consultation": "103 people answered the survey.",
    "Climate change implications": "There are none.",
    "Financial implications": "£13,645 is left.",
    "Legal implications": "There are none beyond the duties named above.",
    "Lead officer contact": "The Community Safety Unit",
}


class People:
    """Everyone with a part in the job, before anything has happened."""

    def __init__(self):
        self.partnership = make_partnership("northshire")
        self.police = make_body(self.partnership, "Kent Police")
        self.council = make_body(self.partnership, "Swale Borough Council")
        self.plan = make_plan(self.partnership, state="draft", open_quarter="2024-Q1")
        risk = {
            "risk": "Posts stay empty",
            "mitigation": "Chief officers meet",
            "likelihood": "C",
            "impact": "II",
        }
        add_row(Risk(plan=self.plan, position=1, **risk), by=None)
        self.officer = make_user("Olive Officer", password=PASSWORD)
        make_member(self.partnership, "officer", person=self.officer)
        self.lead = make_member(self.partnership, "lead", name="Lee Lead", body=self.police)
        self.chair = make_member(self.partnership, "chair", name="Charlie Chair")
        self.executive = make_member(self.partnership, "executive", name="Eve Executive", body=self.police)
        self.scrutiny = make_member(self.partnership, "scrutiny", name="Sam Scrutiny")
        self.proper = make_member(self.partnership, "executive", name="Petra Proper", hat=True)


def press(page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def title_is(page, words) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def downloaded(page, link) -> bytes:
    with page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_bytes()


def fill_date(page, day: str, month: str, year: str) -> None:
    for part, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(part, exact=True).fill(value)


# --- What each person does.


def bring_in_the_plan(page, file) -> None:
    page.goto(TABLE)
    page.get_by_role("link", name="Import a plan").click()
    page.get_by_label("Action plan file").set_input_files(
        {"name": file.name, "mimeType": "", "buffer": file.content}
    )
    press(page, "Continue")
    title_is(page, "Check the columns")
    expect(page.get_by_label("Timescales")).to_have_value("timescale")
    press(page, "Continue")
    title_is(page, "Check the import")
    counts = f"{file.actions} actions, {file.milestones} milestones in {file.headings} headings"
    expect(page.get_by_role("main").get_by_text(counts)).to_be_visible()
    page.get_by_label("Which lead is “SBC”?").select_option(label="Swale Borough Council")
    page.get_by_label("Which lead is “Swale BC”?").select_option(label="Swale Borough Council")
    page.get_by_label("Which lead is “Police”?").select_option(label="Kent Police")
    expect(page.get_by_label("Lead", exact=True)).to_have_value("")
    press(page, "Import")
    title_is(page, "Plan imported")
    page.get_by_role("link", name="View action plan").click()
    expect(page.locator("#shown")).to_have_text(str(file.actions))
    expect(page.locator("tbody.row")).to_have_count(file.actions)


def adopt_the_plan(page) -> None:
    page.goto(PLAN + "outline/")
    page.get_by_role("link", name="Adopt plan").click()
    press(page, "Adopt plan")
    expect(page.get_by_role("main").get_by_text("adopted").first).to_be_visible()


def move_a_date_in_the_table(page) -> None:
    page.goto(TABLE)
    row = page.locator(f"#a-{Action.objects.get(number='1.3').pk}")
    row.get_by_role("link", name="Edit 1.3").click()
    expect(row.get_by_label("Action", exact=True)).to_be_focused()
    assert_accessible_at_both_widths(page)
    row.get_by_label("When").first.fill("March 25")
    press(page, "Save")
    expect(
        row.get_by_text("Enter a reason for moving the due date from 30 September 2024 to 31 March 2025").last
    ).to_be_visible()
    assert_accessible_at_both_widths(page)
    row.get_by_label("Reason for the later due date").fill(WHY)
    press(page, "Save")
    expect(row.locator(".row__when").first).to_contain_text("March 25")
    expect(row.get_by_role("link", name="Edit 1.3")).to_be_focused()
    assert page.url.endswith(TABLE)


def write_the_update(page, number: str, status: str, words: str) -> None:
    page.goto(TABLE)
    page.get_by_role("link", name=f"Update {number}").click()
    page.get_by_label(status, exact=True).check()
    page.get_by_label("What has happened since the last update?").fill(words)
    assert_accessible_at_both_widths(page)
    press(page, "Send update")
    expect(page.get_by_role("link", name=f"Updated {number}")).to_be_visible()


def write_and_freeze_the_report(page) -> None:
    page.goto(REPORT)
    title_is(page, "Exception report")
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Edit commentary and decisions").click()
    page.get_by_label("Decisions requested from the Executive Group").fill(DECISION)
    page.get_by_label(re.compile("Domestic Abuse")).fill(COMMENT)
    assert_accessible_at_both_widths(page)
    press(page, "Save")
    page.get_by_role("button", name="Freeze report").click()
    assert_accessible_at_both_widths(page)
    press(page, "Freeze report")
    expect(page.get_by_role("main").get_by_text("The report is waiting for the chair")).to_be_visible()
    expect(page.get_by_role("button", name="Approve or return report")).to_have_count(0)
    assert page.goto(REPORT + "decide/").status == 403


def approve_the_report(page) -> None:
    page.goto(REPORT)
    page.get_by_role("button", name="Approve or return report").click()
    assert_accessible_at_both_widths(page)
    page.get_by_label("Approve the report").check()
    press(page, "Save decision")
    expect(page.get_by_role("main").get_by_text("Report approved")).to_be_visible()


def build_and_freeze_the_pack(page) -> None:
    page.goto("/northshire/scrutiny/")
    page.get_by_role("link", name="add the committee").click()
    page.get_by_label("Committee", exact=True).fill("Regeneration, Culture and Environment Committee")
    page.get_by_label("Medway's order").check()
    press(page, "Add committee")
    page.get_by_role("link", name="Add a meeting").click()
    fill_date(page, "12", "December", "2024")
    press(page, "Save")
    page.get_by_role("link", name="Create a pack").click()
    page.get_by_label("Title").fill("Annual scrutiny 2024")
    page.get_by_label("Web address").fill(PACK)
    page.get_by_label("Meeting").select_option(index=1)
    page.get_by_label("Plan", exact=True).select_option(label="Plan 2024-25")
    page.get_by_label("Exception report").select_option(index=1)
    press(page, "Create pack")
    for heading, words in OURS_TO_WRITE.items():
        page.get_by_role("link", name=f"Edit {heading}").click()
        page.get_by_label("Text").fill(words)
        press(page, "Save")
    page.get_by_role("button", name="Freeze pack").click()
    press(page, "Freeze pack")
    expect(page.get_by_role("main").get_by_text("Someone else must publish it")).to_be_visible()
    expect(page.get_by_role("button", name="Publish pack")).to_have_count(0)
    assert page.goto(f"/northshire/scrutiny/{PACK}/publish/").status == 403


def publish_the_pack(page) -> None:
    page.goto("/northshire/scrutiny/")
    page.get_by_role("link", name="Annual scrutiny 2024", exact=True).click()
    page.get_by_role("button", name="Publish pack").click()
    press(page, "Publish pack")
    expect(page.get_by_role("link", name="Public page")).to_be_visible()


# --- What the files must be.


def bookmarks(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as file, file.open_outline() as outline:
        return [item.title for item in outline.root[0].children]


def assert_sound(pdf: bytes, *, title: str, tables: int) -> None:
    verdict = page_validation.validate_pdf_bytes(pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert [failure.message for failure in verdict.failures] == []
    assert faults(pdf, title=title, tables=tables) == []


def rows_of_tables(pdf: bytes) -> list[int]:
    """How many rows each table of the tag tree has, in the order of reading."""
    with pikepdf.open(BytesIO(pdf)) as file:
        tables = [element for element in walk(file.Root.StructTreeRoot) if element.S == "/Table"]
        return [sum(part.S == "/TR" for part in walk(table)) for table in tables]


def counted(words: list[str]) -> Counter:
    """Return how often each word occurs; a line of a PDF can end after a slash or a hyphen."""
    return Counter(re.sub("[/-]", " ", " ".join(words)).split())


def in_one_line(pdf: bytes) -> str:
    return " ".join((read_text(pdf) or pytest.skip("pdftotext is not installed")).split())


@pytest.fixture
def people(transactional_db):
    return People()


@pytest.fixture
def browser_of(open_browser, sign_in):
    """Return how often each word is used; a line of a PDF can end after a slash or a hyphen."""

    def open_for(person):
        page = open_browser()
        sign_in(page, person)
        return page

    return open_for


def test_a_word_plan_becomes_a_report_and_a_pack_that_the_public_reads(
    people, page, open_browser, browser_of, sign_in_by_form
):
    file = real_or_ours()
    sign_in_by_form(page, people.officer.email, PASSWORD)
    bring_in_the_plan(page, file)
    assert (Action.objects.count(), Milestone.objects.count()) == (file.actions, file.milestones)
    assert not Body.objects.filter(name__in=["SBC", "Swale BC", "TBC", "Police"]).exists()
    assert [row.number for row in Action.objects.filter(milestones__lead_to_be_confirmed=True)] == ["5.2"]

    chair = browser_of(people.chair)
    adopt_the_plan(chair)
    move_a_date_in_the_table(page)
    assert list(DueDateChange.objects.values_list("why", flat=True)) == [WHY]
    write_the_update(page, "1.1", "Off track", UPDATE)
    write_the_update(browser_of(people.lead), "3.2", "On track", "Looked at each month.")
    assert {row.created_by.name for row in Update.objects.all()} == {"Olive Officer", "Lee Lead"}
    write_and_freeze_the_report(page)
    approve_the_report(chair)
    assert Report.objects.get().state == "approved"

    executive = browser_of(people.executive)
    executive.goto(REPORT)
    expect(executive.get_by_text(DECISION)).to_be_visible()
    tables = executive.locator("main table").count()
    report = downloaded(executive, executive.get_by_role("link", name="PDF", exact=True))
    page.goto(REPORT)
    assert downloaded(page, page.get_by_role("link", name="PDF", exact=True)) == report

    build_and_freeze_the_pack(page)
    publish_the_pack(browser_of(people.proper))
    member = browser_of(people.scrutiny)
    member.goto("/northshire/scrutiny/")
    pack = downloaded(member, member.get_by_role("link", name="PDF of Annual scrutiny 2024"))

    public = open_browser()
    public.goto("/published/northshire/")
    public.get_by_role("link", name="Annual scrutiny 2024", exact=True).click()
    title_is(public, "Annual scrutiny 2024")
    assert_accessible_at_both_widths(public)
    assert downloaded(public, public.get_by_role("link", name="PDF", exact=True)) == pack
    assert public.context.cookies() == []

    assert_report(report, file, tables)
    assert_pack(pack, file, public)


def assert_report(pdf: bytes, file, tables: int) -> None:
    assert_sound(pdf, title="Exception report, Q1 2024/25", tables=tables)
    assert bookmarks(pdf) == [
        "Summary",
        "Exceptions",
        "Commentary",
        "Completed in April to June 2024",
        "Due in July to September 2024",
        "Annex: all actions",
    ]
    # Open a browser in which that user is signed in.
    assert rows_of_tables(pdf)[-1] == 1 + file.headings + file.actions
    words = in_one_line(pdf)
    said = (WHY, COMMENT, DECISION, UPDATE, "As at 30 June 2024", "by Charlie Chair")
    assert [each for each in said if each not in words] == []
    assert [row.number for row in Action.objects.all() if f" {row.number} " not in words] == []
    assert "DRAFT" not in words


def assert_pack(pdf: bytes, file, public) -> None:
    """The annex is on several pages and is still one table: its headings, each priority, each action."""
    assert_sound(pdf, title="Annual scrutiny 2024", tables=public.locator(".pack table").count())
    marks = bookmarks(pdf)
    assert [re.sub(r"^\d+\. ", "", mark) for mark in marks] == [
        "Contents",
        *(section.heading for section in MEDWAY.sections),
        "Appendix 1: Exception report, Q1 2024/25",
        "Appendix 2: Action plan: Plan 2024-25",
    ]
    # Check that the pack is valid, has Medway's sections, and has the text of the public page.
    assert sum(rows_of_tables(pdf)[-file.headings :]) == file.headings + file.actions
    on_page, on_paper = counted(words_of_page(public.content())), counted(words_of_pdf(pdf))
    on_paper["•"] = 0
    assert on_page - on_paper == Counter()
    # In print a table's headings are repeated on each of its pages.
    headings = " ".join(public.locator(".pack thead th").all_text_contents()).split()
    assert set(on_paper - on_page) - set(headings) == set()


def test_row_is_edited_updated_and_reported_without_javascript(people, without_scripts, sign_in):
    priority = make_priority(people.plan, "Priority 1: Domestic abuse")
    action = make_action(priority, "1.1", "Train the front line")
    make_milestone(action, "First course held", "Sept 24")
    write_row(people.plan, {"state": "adopted"}, base_revision=people.plan.revision, by=people.chair)
    page = without_scripts
    sign_in(page, people.officer)

    page.goto(TABLE)
    page.get_by_role("link", name="Edit 1.1").click()
    title_is(page, "Edit action 1.1")
    page.get_by_label("When").first.fill("March 25")
    press(page, "Save")
    moved = "Enter a reason for moving the due date from 30 September 2024 to 31 March 2025"
    page.get_by_role("alert").get_by_role("link", name=moved).click()
    page.get_by_label("Reason for the later due date").fill(WHY)
    press(page, "Save")
    title_is(page, "Action plan")
    assert page.url.endswith(f"#a-{action.pk}")
    assert list(DueDateChange.objects.values_list("why", flat=True)) == [WHY]

    page.get_by_role("link", name="Update 1.1").click()
    page.get_by_label("Off track", exact=True).check()
    page.get_by_label("What has happened since the last update?").fill(UPDATE)
    press(page, "Send update")
    expect(page.get_by_role("link", name="Updated 1.1")).to_be_visible()

    page.goto(REPORT)
    page.get_by_role("button", name="Edit commentary and decisions").click()
    page.get_by_label("Decisions requested from the Executive Group").fill(DECISION)
    press(page, "Save")
    page.get_by_role("button", name="Freeze report").click()
    press(page, "Freeze report")
    expect(page.get_by_role("main").get_by_text("The report is waiting for the chair")).to_be_visible()
    expect(page.get_by_role("main").get_by_text(DECISION)).to_be_visible()
    expect(page.get_by_text(UPDATE).first).to_be_visible()
