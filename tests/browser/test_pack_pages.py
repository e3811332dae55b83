"""Packs, their committees and what is published, in a real browser: accessible in every state, and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from reports.models import Pack
from reports.packs.operations import withdraw_pack, write_section
from tests.browser.axe import assert_accessible_at_both_widths
from tests.factories import make_priority
from tests.reports.pack_factories import ONLY_THE_AUTHOR_KNOWS, Scrutiny


@pytest.fixture
def house(transactional_db):
    return Scrutiny()


def test_the_officers_pages_are_accessible(page, sign_in, house):
    draft, ready = house.pack("draft"), house.written("ready")
    frozen, published = house.frozen("frozen"), house.published("published")
    write_section(house.section(draft, "Legal implications"), {"is_withdrawn": True}, by=house.officer)
    options = house.section(draft, "Options")
    write_section(options, {"words": "| A | B |\n| 1 | 2 |\n\n- x\n- y\n\nWords"}, by=house.officer)
    make_priority(house.plan, "Priority 2: Reoffending")
    background = house.section(draft, "Background")
    sign_in(page, house.officer)
    committee = f"committees/{house.committee.pk}/"
    for rest in (
        "", "new/", "committees/", "committees/add/", committee, f"{committee}edit/", f"{committee}history/",
        f"{committee}sections/add/", f"{committee}meetings/add/",
        f"{committee}sections/{house.committee.template_sections.first().pk}/",
        "draft/", "draft/edit/", "draft/preview/", "draft/freeze/", "draft/history/", "draft/sections/add/",
        f"draft/sections/{options.pk}/", f"draft/sections/{background.pk}/compare/",
        f"{ready.slug}/freeze/", f"{frozen.slug}/", f"{frozen.slug}/reopen/", f"{published.slug}/",
    ):  # fmt: skip
        page.goto(house.room(rest))
        assert_accessible_at_both_widths(page)


def test_errors_and_an_edit_conflict_are_accessible(page, sign_in, house):
    pack = house.pack()
    sign_in(page, house.officer)
    for rest, press in (
        ("new/", "Create pack"),
        ("committees/add/", "Add committee"),
        (f"committees/{house.committee.pk}/meetings/add/", "Save"),
        (f"{pack.slug}/sections/add/", "Save"),
    ):
        page.goto(house.room(rest))
        page.get_by_role("button", name=press).click()
        expect(page.get_by_text("There is a problem")).to_be_visible()
        assert_accessible_at_both_widths(page)

    section = house.section(pack, "Options")
    page.goto(house.room(f"{pack.slug}/sections/{section.pk}/"))
    write_section(section, {"words": "Hers."}, by=house.officer)
    page.get_by_label("Text").fill("His.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Someone else changed the same fields")).to_be_visible()
    assert_accessible_at_both_widths(page)
    page.get_by_role("radio", name="Your version").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main").get_by_text("“Options” saved")).to_be_visible()
    section.refresh_from_db()
    assert section.words == "His."


def test_the_publishers_and_the_publics_pages_are_accessible(page, sign_in, house):
    house.frozen("frozen")
    house.published("published")
    withdraw_pack(house.published("withdrawn"), by=house.proper, why="A figure was wrong.")
    for rest in ("", "northshire/", "northshire/published/", "northshire/withdrawn/"):
        page.goto(f"/published/{rest}")
        assert_accessible_at_both_widths(page)
    sign_in(page, house.proper)
    for rest in ("", "frozen/", "frozen/publish/", "published/withdraw/", "withdrawn/"):
        page.goto(house.room(rest))
        assert_accessible_at_both_widths(page)


def test_home_and_plan_are_accessible_for_everybody(page, sign_in, house):
    for person in (house.officer, house.chair, house.member):
        sign_in(page, person)
        for address in ("/northshire/", "/northshire/plans/2024-25/"):
            page.goto(address)
            assert_accessible_at_both_widths(page)


def test_whole_workflow_of_a_pack_without_javascript(without_scripts, sign_in, house):
    page = without_scripts
    sign_in(page, house.officer)
    page.goto(house.room("committees/add/"))
    page.get_by_label("Committee", exact=True).fill("Crime and Disorder Committee")
    page.get_by_label("The Kent working group's order").check()
    page.get_by_role("button", name="Add committee").click()
    page.get_by_role("link", name="Add a meeting").click()
    for part, value in (("Day", "6"), ("Month", "Feb"), ("Year", "2025")):
        page.get_by_label(part).fill(value)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Create a pack").click()
    page.get_by_label("Title").fill("Scrutiny in winter")
    page.get_by_label("Web address").fill("winter-2025")
    page.get_by_label("Meeting").select_option(label="Crime and Disorder Committee, 6 February 2025")
    page.get_by_label("Plan", exact=True).select_option(label="Plan 2024-25")
    page.get_by_label("Exception report").select_option(index=1)
    page.get_by_role("button", name="Create pack").click()

    for heading, kind in (
        ("Funding", "Financial implications"),
        ("For further information", "Lead officer contact"),
    ):
        page.get_by_role("link", name=f"Edit {heading}").click()
        page.get_by_label("Text").fill(ONLY_THE_AUTHOR_KNOWS[kind])
        page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Up Recommendations").click()
    page.get_by_role("button", name="Freeze pack").click()
    page.get_by_role("button", name="Freeze pack").click()
    expect(page.get_by_role("main").get_by_text("Someone else must publish it")).to_be_visible()

    sign_in(page, house.proper)
    page.goto(house.room())
    page.get_by_role("link", name="Scrutiny in winter", exact=True).click()
    page.get_by_role("button", name="Publish pack").click()
    page.get_by_role("button", name="Publish pack").click()

    page.context.clear_cookies()
    page.goto("/published/northshire/")
    page.get_by_role("link", name="Scrutiny in winter", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scrutiny in winter")
    headings = [text.strip() for text in page.get_by_role("heading", level=2).all_text_contents()]
    assert headings[1:7] == [
        "Summary",
        "1. Background and introduction",
        "2. Funding",
        "3. Progress",
        "4. Recommendations",
        "5. Risks",
    ]
    assert page.context.cookies() == []
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert download.value.suggested_filename == "northshire-winter-2025.pdf"
    assert Pack.objects.get(slug="winter-2025").state == "published"


def test_input_is_kept_until_it_is_saved(page, sign_in, house):
    section = house.section(house.pack(), "Options")
    address = house.room(f"annual-scrutiny-2024/sections/{section.pk}/")
    sign_in(page, house.officer)
    page.goto(address)
    page.get_by_label("Text").press_sequentially("Half a sentence")
    expect(page.get_by_text(re.compile("[Dd]raft"))).to_be_visible(timeout=10_000)
    page.goto(address)
    page.get_by_role("link", name="Continue with draft").click()
    expect(page.get_by_label("Text")).to_have_value(re.compile("Half a sentence"))


def test_moving_a_section_returns_to_it(page, sign_in, house):
    house.pack()
    sign_in(page, house.officer)
    page.goto(house.room("annual-scrutiny-2024/"))
    page.get_by_role("button", name="Down Options").press("Enter")
    expect(page.get_by_role("heading", level=3)).to_contain_text(
        [
            "Summary",
            "1. Recommendations",
            "2. Budget and policy framework",
            "3. Background",
            "4. Advice and analysis",
        ]
    )
    assert page.url.endswith(f"#section-{house.section(Pack.objects.get(), 'Options').pk}")
