"""Deciding about bids in a real browser: accessible in each state, by keyboard, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from funding.bids.decline_withdraw import withdraw_bid
from funding.bids.project_changes import start_change
from funding.bids.submission import submit_change
from funding.bids.transitions import apply_transition
from funding.ledger.entries import get_position
from funding.models import Bid, Project
from tests.browser.axe import assert_accessible_at_both_widths
from tests.factories import make_partnership
from tests.funding.bid_factories import Cast, change_words
from tests.funding.factories import make_grant

pytestmark = pytest.mark.django_db(transaction=True)
GRANT = "/northshire/grants/2024-25/"


@pytest.fixture
def grant():
    """£10,000 upfront and £5,000 tactical."""
    pots = {"upfront": 1_000_000, "tactical": 500_000}
    return make_grant(make_partnership("northshire"), award=1_500_000, pots=pots)


@pytest.fixture
def cast(grant):
    return Cast(grant)


@pytest.fixture
def scored(cast):
    """Two criteria, three scorers, three bids that two of them scored."""
    cast.criterion("Need and evidence", 20)
    cast.criterion("Value for money", 10)
    people = (cast.executive, cast.other_executive, cast.chair)
    scorers = [cast.scorer(person) for person in people]
    bids = [cast.shortlisted(name, asked) for name, asked in (("First", "6,000"), ("Second", "4,000"), ("Third", "2,500.50"))]  # fmt: skip
    for place, bid in enumerate(bids):
        for scorer in scorers[:2]:
            cast.score(bid, scorer, 5 - place, 3)
    cast.score(bids[2], scorers[2], interest="My sister works there")
    return bids


def sheet(grant, name="upfront") -> str:
    return f"{GRANT}pots/{grant.pots.get(name=name).pk}/decisions/"


def visit(page, *addresses):
    for address in addresses:
        page.goto(address)
        assert_accessible_at_both_widths(page)


def state_of(bid) -> str:
    return Bid.objects.get(pk=bid.pk).state


# --- Every page in its states.


def test_the_pages_with_nothing_on_them_are_fit_for_everybody(page, cast, grant, sign_in):
    sign_in(page, cast.officer)
    visit(page, f"{GRANT}round/", f"{GRANT}scores/", sheet(grant))
    sign_in(page, cast.chair)
    visit(page, f"{GRANT}approve/")
    sign_in(page, cast.funder)
    visit(page, f"{GRANT}approve-as-funder/")
    sign_in(page, cast.county)
    cast.submitted()
    visit(page, f"{GRANT}scores/", f"{GRANT}bids/1/score/")


def test_the_officers_pages_are_fit_for_everybody(page, cast, grant, scored, sign_in):
    cast.submitted("Small steps", "100", pot="tactical")
    pot, tactical = (grant.pots.get(name=name).pk for name in ("upfront", "tactical"))
    criterion, scorer = grant.criteria.first().pk, grant.scorers.first().pk
    sign_in(page, cast.officer)

    visit(
        page, f"{GRANT}round/", f"{GRANT}pots/{pot}/edit/", f"{GRANT}pots/{tactical}/open/",
        f"{GRANT}criteria/new/", f"{GRANT}criteria/{criterion}/edit/", f"{GRANT}criteria/{criterion}/withdraw/",
        f"{GRANT}scorers/new/", f"{GRANT}scorers/{scorer}/remove/", f"{GRANT}scores/", sheet(grant),
        sheet(grant, "tactical"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "address", ["pots/{tactical}/open/", "criteria/new/", "scorers/new/", "pots/{pot}/edit/"]
)
def test_form_with_errors_links_to_the_wrong_fields(page, cast, grant, scored, sign_in, address):
    pots = {"pot": grant.pots.first().pk, "tactical": grant.pots.last().pk}
    sign_in(page, cast.officer)
    page.goto(GRANT + address.format(**pots))
    if "edit" in address:
        page.get_by_label("Time on the first day").fill("soon")

    page.locator("main form .govuk-button").first.click()

    page.locator(".govuk-error-summary").first.wait_for()
    assert_accessible_at_both_widths(page)


def test_scoring_is_fit_for_everybody(page, cast, scored, sign_in):
    sign_in(page, cast.executive)
    visit(page, f"{GRANT}scores/", f"{GRANT}bids/1/score/")
    page.get_by_label("Reason for the points: Need and evidence").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text(
        "Enter a reason for the points for “Need and evidence”"
    )
    assert_accessible_at_both_widths(page)
    sign_in(page, cast.chair)
    visit(page, f"{GRANT}bids/3/score/")
    sign_in(page, cast.lead)
    cast.scorer(cast.lead)
    visit(page, f"{GRANT}scores/", f"{GRANT}bids/1/score/")


def test_the_sheet_and_its_review_are_fit_for_everybody(page, cast, grant, scored, sign_in):
    cast.submitted("To shortlist", "100")
    cast.clarification("A question is open", "100")
    cast.recommend(scored[2])
    sign_in(page, cast.executive)
    visit(page, sheet(grant))

    page.get_by_label("Amount for First").fill("£6,00")
    page.get_by_role("group", name="Decision on “First”").get_by_label("Recommend", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.locator(".govuk-error-summary").wait_for()
    assert_accessible_at_both_widths(page)
    page.get_by_label("Amount for First").fill("6000")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("h1")).to_contain_text("Record the consensus")
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Record consensus").click()
    page.locator(".govuk-error-summary").wait_for()
    assert_accessible_at_both_widths(page)
    cast.recommend(scored[0])
    page.get_by_label("Consensus").fill("Agreed")
    page.get_by_role("button", name="Record consensus").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("has changed since you opened")
    assert_accessible_at_both_widths(page)


def test_interest_and_input_that_came_too_late_are_accessible(page, cast, grant, scored, sign_in):
    bid = cast.recommend(scored[0])
    sign_in(page, cast.chair)
    page.goto(f"{GRANT}approve/")
    page.get_by_role("link", name="Declare an interest in First").click()
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Save").click()
    page.locator(".govuk-error-summary").wait_for()
    assert_accessible_at_both_widths(page)
    page.get_by_label("Your interest").fill("I am a trustee of it")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("because you declared an interest in it")
    visit(page, f"{GRANT}bids/1/interest/", f"{GRANT}bids/1/score/")

    page.goto(f"{GRANT}bids/1/status/decline/")
    page.get_by_label("Reason for declining").fill("Too dear, as the group said.")
    withdraw_bid(bid, by=cast.lead, words="Not needed now")
    page.get_by_role("button", name="Decline bid").click()
    expect(page.locator("main")).to_contain_text("Too dear, as the group said.")
    assert_accessible_at_both_widths(page)


def test_approvals_are_fit_for_everybody(page, cast, grant, scored, sign_in):
    change = start_change(to_live(cast, scored[1]), by=cast.lead, words="Dearer")
    change = change_words(change, by=cast.lead, need="More people ask for it.")
    submit_change(change, by=cast.lead, words="Dearer")
    first, third = cast.recommend(scored[0]), cast.recommend(scored[2])
    sign_in(page, cast.chair)
    visit(page, f"{GRANT}approve/")
    expect(page.locator("main")).to_contain_text("because you declared an interest in it")

    page.get_by_role("button", name="Review selected bids").click()
    page.locator(".govuk-error-summary").wait_for()
    assert_accessible_at_both_widths(page)
    page.get_by_label("Approve “First”").check()
    page.get_by_role("button", name="Review selected bids").click()
    assert_accessible_at_both_widths(page)
    cast.approve(first)
    page.get_by_role("button", name="Approve 1 bid").click()
    expect(page.locator("main")).to_contain_text("These bids were already approved")
    sign_in(page, cast.funder)
    visit(page, f"{GRANT}approve-as-funder/")
    assert state_of(third) == "recommended"


def to_live(cast, bid) -> Project:
    """Return the bid's project, started."""
    return apply_transition(
        cast.approve_as_funder(cast.approve(cast.recommend(bid))), "start", by=cast.officer
    )


# --- While selecting.


def test_totals_follow_what_is_chosen(page, cast, grant, scored, sign_in):
    sign_in(page, cast.executive)
    page.goto(sheet(grant))
    totals = page.locator("#totals")
    expect(totals).to_have_text("0 bids recommended: £0.00. £10,000.00 left in the pot.")

    for name in ("First", "Third"):
        page.get_by_role("group", name=f"Decision on “{name}”").get_by_label("Recommend", exact=True).check()
    expect(totals).to_have_text("2 bids recommended: £8,500.50. £1,499.50 left in the pot.")
    page.get_by_role("group", name="Decision on “Second”").get_by_label("Recommend", exact=True).check()
    expect(totals).to_have_text("3 bids recommended: £12,500.50. This is £2,500.50 more than the pot holds.")
    page.get_by_label("Amount for Second").fill("1 499.5")
    expect(totals).to_have_text("3 bids recommended: £10,000.00. £0.00 left in the pot.")
    page.get_by_label("Amount for Second").fill("£6,00")
    expect(totals).to_have_text(
        "3 bids recommended: £8,500.50. £1,499.50 left in the pot. One amount is in the wrong format and is not included."
    )


def test_the_sheet_is_filled_in_by_keyboard(page, cast, grant, scored, sign_in):
    sign_in(page, cast.executive)
    page.goto(sheet(grant))

    page.get_by_role("link", name="Most bids").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#totals")).to_contain_text("2 bids recommended")
    page.get_by_role("group", name="Decision on “First”").get_by_label("Decide later").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Amount for First")).to_be_focused()
    page.get_by_role("button", name="Continue").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Record the consensus")
    page.get_by_label("Consensus").focus()
    page.keyboard.type("All agreed")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Consensus recorded")


# --- Without JavaScript, from the sheet to the funder.


def test_two_bids_go_from_the_sheet_to_the_funder_without_javascript(
    without_scripts, cast, grant, scored, sign_in
):
    page = without_scripts
    first, second, third = scored
    sign_in(page, cast.executive)
    page.goto(sheet(grant))

    page.get_by_role("link", name="Most of the money").click()
    page.get_by_role("group", name="Decision on “Third”").get_by_label("Do not recommend").check()
    page.get_by_label("Amount for Second").fill("3,999.50")
    page.get_by_role("button", name="Calculate totals").click()
    expect(page.locator("#totals")).to_have_text("2 bids recommended: £9,999.50. £0.50 left in the pot.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Consensus").fill("Police, fire and council agreed")
    page.get_by_role("button", name="Record consensus").click()
    expect(page.locator("main")).to_contain_text("Consensus recorded: 2 recommended (£9,999.50), 1 declined")

    for person, address, past in (
        (cast.chair, "approve/", "chair_approved"),
        (cast.funder, "approve-as-funder/", "approved"),
    ):
        sign_in(page, person)
        page.goto(GRANT + address)
        for name in ("First", "Second"):
            page.get_by_label(f"Approve “{name}”").check()
        page.get_by_role("button", name="Review selected bids").click()
        expect(page.locator("#after")).to_contain_text("£9,999.50 approved now, £0.50 left after.")
        page.get_by_role("button", name="Approve 2 bids").click()
        expect(page.locator("main")).to_contain_text("2 bids approved")
        assert [state_of(first), state_of(second), state_of(third)] == [past, past, "declined"]
    assert get_position(grant).pots[0].left == 50
