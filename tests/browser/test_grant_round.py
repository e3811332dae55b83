"""From proposal to the funder's approval, as in the Kent working group's report of July 2024.

The award is split, partners propose nine projects, people of several bodies score them on the form's criteria,
seven reach a consensus at the meeting of 29 April, the chair approves, the commissioner's office asks one question
and then approves. Amounts are as published; £6,00 is an error, and is entered again as £6,000. Labels are our own.
"""

import pytest
from playwright.sync_api import expect

from funding.ledger.entries import get_position
from funding.models import Bid, BidTransition, Grant
from plans.models import Priority
from tests.browser.axe import assert_accessible_at_both_widths
from tests.factories import make_member, make_partnership, make_plan, make_priority
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_funder

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/northshire/grants/"
GRANT = HERE + "2024-25/"
FIRST = "Training on case reviews"
# The eight that others proposed: seven of the nine were supported.
OTHERS = (
    ("Relationships training", "5,300"), ("Violence against women and girls", "2,400"),
    ("Right-wing extremism", "4,578"), ("Workshop on new duties", "3,000"), ("Community safety learning", "1,500"),
    ("Hateful extremism event", "3,500"), ("A ninth", "9,000"), ("An eighth", "7,250.50"),
)  # fmt: skip
NOT_SUPPORTED = {"A ninth", "An eighth"}


class Round:
    """The people of the round, each in a browser of their own."""

    def __init__(self, open_browser, sign_in):
        self.open_browser, self.sign_in = open_browser, sign_in
        self.pages = {}

    def page(self, person):
        """The browser in which that person is signed in."""
        if person.pk not in self.pages:
            self.pages[person.pk] = self.open_browser()
            self.sign_in(self.pages[person.pk], person)
        return self.pages[person.pk]


@pytest.fixture
def here():
    partnership = make_partnership("northshire")
    make_priority(make_plan(partnership), "Priority 1: Domestic abuse")
    make_funder(partnership)
    return partnership


@pytest.fixture
def people(open_browser, sign_in):
    return Round(open_browser, sign_in)


def test_nine_bids_go_from_proposal_to_the_funders_approval(here, people):
    grant = set_up_the_grant(here, people)
    cast = Cast(grant)
    open_the_round(people, cast)

    write_the_first_bid(people, cast)
    serves = {
        "project_types": ["Prevention"],
        "funder_priorities": ["Violence"],
        "priorities": Priority.objects.all(),
    }
    for title, asked in OTHERS:
        cast.submitted(title, asked, **serves)
    shortlist_all(people, cast)
    for person in (cast.executive, cast.other_executive):
        score_all(people.page(person))
    recommend_seven(people, cast, grant)
    approve_as_chair(people, cast)
    ask_and_answer(people, cast)
    approve_as_funder(people, cast)

    where = get_position(grant)
    assert [(pot.allocated, pot.approved) for pot in where.pots] == [(2_644_000, 2_627_800), (1_322_100, 0)]
    assert where.pots[0].left == 16_200
    approvals = BidTransition.objects.filter(move__in=["chair_approve", "funder_approve"])
    assert {move.created_by for move in approvals} == {cast.chair, cast.funder}
    assert approvals.count() == 14
    states = {bid.title: bid.state for bid in Bid.objects.all()}
    assert {title for title, state in states.items() if state == "approved"} == {
        FIRST, *(title for title, _ in OTHERS)
    } - NOT_SUPPORTED  # fmt: skip
    assert {states[title] for title in NOT_SUPPORTED} == {"declined"}
    the_grants_page_says_so(people, cast)


def set_up_the_grant(here, people) -> Grant:
    """2.1 of the report: £39,661, a third of it in the tactical pot."""
    page = people.page(make_member(here, "officer", name="Otto Officer"))
    page.goto(HERE + "new/")
    for name, value in {"starts": ("1", "April", "2024"), "ends": ("31", "3", "2025")}.items():
        for part, typed in zip(("day", "month", "year"), value, strict=True):
            page.locator(f"[name={name}_{part}]").fill(typed)
    page.get_by_label("Award", exact=True).fill("£39,661")
    page.locator("[name=project_types]").fill("Prevention\nSupport for victims")
    page.locator("[name=funder_priorities]").fill("Violence\nNeighbourhood crime")
    page.get_by_role("button", name="Suggest a split").click()
    expect(page.get_by_label("Amount in pot 2")).to_have_value("13,221.00")
    page.get_by_role("button", name="Set up grant").click()
    expect(page.locator("h1")).to_have_text("Crime Reduction Grant")
    return Grant.objects.select_related("partnership").get()


def open_the_round(people, cast) -> None:
    """The usual criteria, and people of two bodies who score."""
    page = people.page(cast.officer)
    page.goto(GRANT + "round/")
    page.get_by_role("button", name="Add usual criteria").click()
    page.get_by_role("link", name="Invite people to score").first.click()
    for name in ("Edie Executive", "Fred Fire"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Invite").click()
    expect(page.locator("main")).to_contain_text("Edie Executive")
    assert_accessible_at_both_widths(page)


def write_the_first_bid(people, cast) -> None:
    """A partner fills in the form section by section, first with an amount that cannot be parsed."""
    page = people.page(cast.lead)
    page.goto(GRANT)
    page.get_by_role("link", name="Start a bid").first.click()
    page.locator("[name=title]").fill(FIRST)
    page.get_by_label("upfront", exact=False).first.check()
    page.get_by_role("button", name="Start bid").click()
    expect(page.locator("h1")).to_contain_text(FIRST)
    assert_accessible_at_both_widths(page)

    page.get_by_role("link", name="The project", exact=True).click()
    page.locator("[name=summary]").fill("Two days of training for every local partnership.")
    page.get_by_role("button", name="Save and continue").click()
    page.locator("[name=need]").fill("Reviews are new to most; ten were asked for in 2023.")
    page.locator("[name=beneficiaries]").fill("About sixty officers in twelve districts.")
    page.get_by_role("button", name="Save and continue").click()
    rows(page, "activities", ("First day", "September 2024"))
    rows(page, "measures", ("Officers trained", "60"))
    page.get_by_label("Q2 2024/25", exact=False).check()
    page.get_by_role("button", name="Save and continue").click()
    for label in ("Priority 1: Domestic abuse", "Neighbourhood crime", "Prevention"):
        page.get_by_label(label, exact=False).first.check()
    page.get_by_role("button", name="Save and continue").click()
    page.locator("[name=amount_requested_text]").fill("£6,00")
    rows(page, "costs", ("Trainers", "£6,000"))
    page.get_by_role("button", name="Save and continue").click()
    page.locator("[name=sustainability]").fill("The material stays with the partnerships.")
    page.locator("[name=safeguarding]").fill("No private people take part.")
    page.get_by_role("button", name="Save", exact=True).last.click()

    expect(page.locator("main")).to_contain_text(
        "“£6,00” could be pounds and pence or a comma in the wrong place"
    )
    page.get_by_role("link", name="Money", exact=True).click()
    expect(page.locator("[name=amount_requested_text]")).to_have_value("£6,00")
    page.locator("[name=amount_requested_text]").fill("£6,000")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("button", name="Submit").click()
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Submit bid").click()
    expect(page.locator("h1")).to_contain_text("Submitted")


def rows(page, name: str, *typed) -> None:
    """Fill in the first rows of a question."""
    boxes = page.locator(f"#q-{name} input[type=text], #q-{name} select")
    for box, words in zip(boxes.all(), [words for row in typed for words in row], strict=False):
        box.fill(words)


def shortlist_all(people, cast) -> None:
    page = people.page(cast.officer)
    for bid in Bid.objects.order_by("number"):
        page.goto(f"{GRANT}bids/{bid.number}/")
        page.get_by_role("link", name="Shortlist").or_(
            page.get_by_role("button", name="Shortlist")
        ).first.click()
        page.locator("main form .govuk-button").first.click()
        expect(page.locator("h1")).to_contain_text("Shortlisted")


def score_all(page) -> None:
    """Five points for what is supported in the end, one for what is not."""
    for bid in Bid.objects.order_by("number"):
        page.goto(f"{GRANT}bids/{bid.number}/score/")
        points = "1" if bid.title in NOT_SUPPORTED else "5"
        for group in page.locator("fieldset:has(input[type=radio][value='5'])").all():
            group.locator(f"input[type=radio][value='{points}']").check()
        for box in page.locator("main textarea:visible").all():
            if "interest" not in (box.get_attribute("name") or ""):
                box.fill("As the bid shows")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".govuk-error-summary")).to_have_count(0)
    page.goto(f"{GRANT}scores/")
    assert_accessible_at_both_widths(page)


def recommend_seven(people, cast, grant) -> None:
    """2.4 of the report: seven of nine received a consensus of support."""
    page = people.page(cast.executive)
    page.goto(f"{GRANT}pots/{grant.pots.get(name='upfront').pk}/decisions/")
    assert_accessible_at_both_widths(page)
    for bid in Bid.objects.order_by("number"):
        choice = "Do not recommend" if bid.title in NOT_SUPPORTED else "Recommend"
        group = page.get_by_role("group", name=f"Decision on “{bid.title}”")
        group.get_by_label(choice, exact=True).check()
    expect(page.locator("#totals")).to_have_text("7 bids recommended: £26,278.00. £162.00 left in the pot.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Consensus").fill("29 April 2024: police, fire, council; all agreed on seven of nine.")
    page.get_by_role("button", name="Record consensus").click()
    expect(page.locator("main")).to_contain_text("7 recommended (£26,278.00), 2 declined")


def approve_as_chair(people, cast) -> None:
    page = people.page(cast.chair)
    approve_all(page, "approve/", 7)


def ask_and_answer(people, cast) -> None:
    """2.5 of the report: the commissioner's office asks for more about one project, which is answered."""
    number = Bid.objects.get(title=FIRST).number
    funder, lead = people.page(cast.funder), people.page(cast.lead)
    funder.goto(f"{GRANT}bids/{number}/status/ask/")
    assert_accessible_at_both_widths(funder)
    funder.get_by_text("Why it is needed").click()
    funder.get_by_label("What is the need, and how do you know?", exact=False).first.fill(
        "Who asked for the ten?"
    )
    funder.locator("main form .govuk-button").first.click()
    lead.goto(f"{GRANT}bids/{number}/answer/")
    lead.locator("main textarea:visible").first.fill("Victims did, through the council.")
    lead.get_by_role("button", name="Send answers").or_(
        lead.get_by_role("button", name="Answer")
    ).first.click()
    expect(lead.locator("h1")).to_contain_text("Approved by the chair")


def approve_as_funder(people, cast) -> None:
    approve_all(people.page(cast.funder), "approve-as-funder/", 7)


def approve_all(page, address: str, count: int) -> None:
    page.goto(GRANT + address)
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    assert_accessible_at_both_widths(page)
    page.get_by_role("button", name="Review selected bids").click()
    expect(page.locator("#after")).to_contain_text("£26,278.00 approved now, £162.00 left after.")
    page.get_by_role("button", name=f"Approve {count} bids").click()
    expect(page.locator("main")).to_contain_text(f"{count} bids approved")


def the_grants_page_says_so(people, cast) -> None:
    page = people.page(cast.officer)
    page.goto(GRANT)
    pots = page.locator("table:has(#pots)")
    expect(pots).to_contain_text("£26,278.00")
    expect(pots).to_contain_text("£162.00")
    assert_accessible_at_both_widths(page)
