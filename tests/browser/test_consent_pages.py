"""Requesting consent to move money and deciding it, in a real browser: with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from funding.models import LedgerEntry, TransferRequest
from funding.transfers.requests import approve_transfer, reject_transfer, request_transfer, withdraw_request
from tests.browser.axe import assert_accessible_at_both_widths
from tests.factories import make_partnership
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_funder, make_grant

pytestmark = pytest.mark.django_db(transaction=True)
GRANT = "/northshire/grants/2024-25/"
CONSENT = GRANT + "transfer-requests/"


@pytest.fixture
def cast():
    """Northshire with £10,000 upfront and £5,000 tactical, and its people."""
    partnership = make_partnership("northshire")
    pots = {"upfront": 1_000_000, "tactical": 500_000}
    return Cast(make_grant(partnership, award=1_500_000, pots=pots, funder=make_funder(partnership)))


def asked(cast, amount=50_000, ends=None, **facts) -> TransferRequest:
    """A request by the officer: from upfront to tactical, unless other ends are given."""
    idempotency_key = f"{TransferRequest.objects.count():032x}"
    facts = {"reason": "Fewer sessions than planned"} | facts
    return request_transfer(
        cast.grant,
        *(ends or cast.grant.pots.all()),
        amount,
        by=cast.officer,
        idempotency_key=idempotency_key,
        **facts,
    )


def test_requests_in_every_state_are_fit_for_everybody(page, cast, sign_in):
    first, second = cast.live("First", "9,800"), cast.live("Second", "4,990", pot="tactical")
    over, between = asked(cast), asked(cast, 20_000, (first, second), overcommit_reason="Agreed by all")
    agreed, not_agreed, back = asked(cast), asked(cast), asked(cast)
    approve_transfer(agreed, words="By all means", by=cast.funder)
    reject_transfer(not_agreed, words="Too early", by=cast.funder)
    withdraw_request(back, by=cast.officer)

    rows = (over, between, agreed, not_agreed, back)
    for person, addresses in (
        (cast.officer, [GRANT, CONSENT + "new/", CONSENT + "new-projects/", *(f"{CONSENT}{row.pk}/" for row in rows)]),
        (cast.funder, [GRANT, *(f"{CONSENT}{row.pk}/decide/" for row in rows)]),
    ):  # fmt: skip
        sign_in(page, person)
        for address in addresses:
            page.goto(address)
            assert_accessible_at_both_widths(page)


def test_refusals_are_fit_for_everybody(page, cast, sign_in):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,990", pot="tactical")
    row = asked(cast, 1_000, (first, second))
    cast.live("Third", "9", pot="tactical")
    sign_in(page, cast.officer)
    for address in ("new/", "new-projects/"):
        page.goto(CONSENT + address)
        page.get_by_role("button", name="Request consent").click()
        page.locator(".govuk-error-summary").wait_for()
        assert_accessible_at_both_widths(page)

    sign_in(page, cast.funder)
    page.goto(f"{CONSENT}{row.pk}/decide/")
    page.get_by_role("button", name="Do not agree").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter a reason for not agreeing")
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Agree", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_contain_text(
        "This over-commits the tactical pot by £9.00."
    )
    assert_accessible_at_both_widths(page)
    reject_transfer(row, words="Too early", by=cast.funder)
    page.get_by_label("Your comments").fill("Words that took an hour")
    page.get_by_role("button", name="Agree", exact=True).click()
    expect(page.locator("main")).to_contain_text("What you entered")
    assert_accessible_at_both_widths(page)


def test_money_moves_with_consent_without_javascript(without_scripts, cast, sign_in):
    page = without_scripts
    sign_in(page, cast.officer)
    page.goto(GRANT)
    page.get_by_role("link", name="Request consent to move money between pots").click()
    page.get_by_label("Amount").fill("500")
    page.get_by_label("Reason").fill("Fewer sessions than planned")
    page.get_by_role("button", name="Request consent").click()
    expect(page.locator("main")).to_contain_text("Consent to move £500.00 requested")
    assert not LedgerEntry.objects.filter(kind="movement").exists()

    sign_in(page, cast.funder)
    page.goto("/northshire/")
    expect(page.locator("main")).to_contain_text("Request to move £500.00 to decide")
    page.get_by_role("link", name="Decide request").click()
    expect(page.locator("#pots-after")).to_be_visible()
    page.get_by_label("Your comments").fill("As we said on 3 June")
    page.get_by_role("button", name="Agree", exact=True).click()
    expect(page.locator("main")).to_contain_text("Consent given: £500.00 moved")

    sign_in(page, cast.officer)
    page.goto(GRANT)
    page.get_by_role("link", name="£500.00 from the upfront pot to the tactical pot").click()
    expect(page.locator("main")).to_contain_text("Fay Funder agreed on")
    expect(page.locator("main")).to_contain_text("“As we said on 3 June”")
    page.get_by_role("link", name="the ledger").click()
    expect(page.locator("main")).to_contain_text("As we said on 3 June")


def test_unsent_text_is_offered_again(page, cast, sign_in):
    row = asked(cast)
    sign_in(page, cast.funder)
    page.goto(f"{CONSENT}{row.pk}/decide/")
    with page.expect_response(lambda response: response.url.endswith("/drafts/")):
        page.get_by_label("Your comments").fill("Half a sentence")
    page.goto(f"{CONSENT}{row.pk}/decide/")

    page.get_by_role("link", name="Continue with draft").click()

    expect(page.get_by_label("Your comments")).to_have_value("Half a sentence")
