"""A grant's pages in a real browser: accessible in each state, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from funding.bid_imports.importing import import_bids
from funding.bid_imports.parsing import parse_bids
from funding.grants.operations import store_bid_import
from funding.ledger.entries import get_position
from funding.lifecycles import BidState
from funding.models import Grant, PrintedTotal
from tests.browser.axe import assert_accessible_at_both_widths
from tests.factories import make_body, make_member, make_partnership
from tests.funding.bid_factories import Cast
from tests.funding.factories import KENT, MEDWAY, csv_sheet, make_funder, make_grant, xlsx_sheet
from tests.funding.returns import sent

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/northshire/grants/"
GRANT = HERE + "2024-25/"
SHEET = {"name": "bids.xlsx", "mimeType": "application/vnd.ms-excel"}


@pytest.fixture
def officer():
    """Northshire with Medway's grant, one pot of it over-committed, and its officer."""
    partnership = make_partnership("northshire")
    make_body(partnership, "Medway Council")
    person = make_member(partnership, "officer", name="Olive Officer")
    grant = make_grant(partnership, funder=make_funder(partnership), printed_left=1_364_560)
    read = parse_bids("bids.csv", csv_sheet(MEDWAY))
    import_bids(
        grant, read, filename="b.csv", approved=True, reason="Drawn from upfront underspend", by=person
    )
    total = {"filename": "bids.xlsx", "cell": "D9", "label": "Total", "printed": 180, "computed": 120}
    PrintedTotal.objects.create(grant=grant, **total)
    return person


def test_every_page_is_fit_for_everybody(page, officer, sign_in):
    funder = officer.memberships.get().partnership.funders.get().pk
    sign_in(page, officer)

    for address in (
        HERE, HERE + "new/", f"{HERE}funders/{funder}/edit/", GRANT, GRANT + "ledger/", GRANT + "edit/",
        GRANT + "award/", GRANT + "history/", GRANT + "transfers/pots/", GRANT + "return-to-funder/", GRANT + "projects/1/payment/",
        GRANT + "projects/1/release/", GRANT + "projects/1/repayment/", GRANT + "bids/import/",
        GRANT + "totals/hide/",
    ):  # fmt: skip
        page.goto(address)
        assert_accessible_at_both_widths(page)


def test_a_grant_with_bids_in_every_state_is_fit_for_everybody(page, sign_in):
    cast = Cast(make_grant(make_partnership("northshire")))
    for state in BidState.values:
        cast.in_state(state, state)
    sent(cast.live("Sent"), by=cast.lead, forecast=350_000)
    sent(cast.live("Approved"), by=cast.lead, forecast=450_000, approved_by=cast.officer)

    for person in (cast.officer, cast.lead, cast.chair, cast.executive, cast.funder, cast.scrutiny):
        sign_in(page, person)
        for address in (HERE, GRANT, GRANT + "ledger/"):
            page.goto(address)
            assert_accessible_at_both_widths(page)


def test_each_row_is_a_card_with_its_labels_on_a_telephone(phone, officer, sign_in):
    sign_in(phone, officer)
    for address in (GRANT, GRANT + "ledger/"):
        phone.goto(address)
        hidden = phone.locator(".scroll").evaluate_all(
            "(frames) => frames.filter((frame) => frame.scrollWidth > frame.clientWidth).map((frame) => frame.innerText)"
        )
        assert hidden == []
    # The rows and cells are still those of a table for a screen reader.
    line = phone.get_by_role("table").get_by_role("row").nth(1)
    expect(line.get_by_role("cell").first).to_have_attribute("data-label", "Date")


def test_pages_with_nothing_on_them_are_fit_for_everybody(page, sign_in):
    partnership = make_partnership("northshire")
    sign_in(page, make_member(partnership, "officer"))
    page.goto(HERE)
    assert_accessible_at_both_widths(page)
    make_grant(partnership, is_provisional=True)
    for address in (GRANT, GRANT + "ledger/?kind=paid"):
        page.goto(address)
        assert_accessible_at_both_widths(page)


@pytest.mark.parametrize(
    "address", ["new/", "2024-25/award/", "2024-25/transfers/pots/", "2024-25/projects/1/release/"]
)
def test_form_with_errors_links_to_the_wrong_fields(page, officer, sign_in, address):
    sign_in(page, officer)
    page.goto(HERE + address)

    page.locator("main form .govuk-button:not(.govuk-button--secondary)").first.click()

    page.locator(".govuk-error-summary").first.wait_for()
    assert_accessible_at_both_widths(page)


def test_what_was_read_of_a_sheet_is_fit_for_everybody(page, officer, sign_in):
    rows = [*KENT, ("upfront", "Movable cameras", "Medway Council", "13,500"), ("Total", "", "", "26,278")]
    kept = store_bid_import(Grant.objects.get(), filename="bids.xlsx", content=xlsx_sheet(rows), by=officer)
    sign_in(page, officer)

    page.goto(f"{GRANT}bids/import/{kept.pk}/")

    expect(page.locator("#changed")).to_contain_text("with £13,000.00. The spreadsheet has £13,500.00.")
    assert_accessible_at_both_widths(page)


def test_spreadsheet_is_imported_without_javascript(without_scripts, sign_in):
    partnership = make_partnership("northshire")
    make_grant(partnership, award=3_966_100)
    page = without_scripts
    sign_in(page, make_member(partnership, "officer"))
    page.goto(GRANT)
    page.get_by_role("link", name="Import bids").first.click()

    page.get_by_label("Spreadsheet of bids").set_input_files([SHEET | {"buffer": xlsx_sheet(KENT)}])
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#refused")).to_contain_text("D2: “£6,00” could be")
    page.get_by_role("button", name="Import bids").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text(
        "Select whether the bids are submitted or already approved"
    )
    page.get_by_label("Already approved").check()
    page.get_by_label("Skip the rows with errors").check()
    page.get_by_role("button", name="Import bids").click()

    expect(page.locator("main")).to_contain_text("6 bids imported, £20,278.00 in total.")
    assert get_position(Grant.objects.get()).left == 1_938_300


def test_a_grant_is_set_up_by_its_proposed_split(page, sign_in):
    partnership = make_partnership("northshire")
    sign_in(page, make_member(partnership, "officer"))
    page.goto(HERE + "new/")
    for name, value in {"starts": ("1", "April", "2024"), "ends": ("31", "3", "2025")}.items():
        for part, typed in zip(("day", "month", "year"), value, strict=True):
            page.locator(f"[name={name}_{part}]").fill(typed)
    page.get_by_label("Award", exact=True).fill("£106,460")

    page.get_by_role("button", name="Suggest a split").click()
    expect(page.get_by_label("Amount in pot 2")).to_have_value("35,487.00")
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Set up grant").click()

    expect(page.locator("h1")).to_have_text("Crime Reduction Grant")
    assert [pot.allocated for pot in get_position(Grant.objects.get()).pots] == [7_097_300, 3_548_700]
