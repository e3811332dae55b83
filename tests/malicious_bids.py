"""The forms of bids with their fields, as the user who acts next finds them: a bid in each state."""

from __future__ import annotations

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from funding.lifecycles import BidState, ProjectState
from funding.models import Grant, ProjectChange
from tests.funding.bid_factories import Cast
from tests.malicious_forms import Found, forms_of

# State → who types text on which pages of a bid in that state.
PAGES: dict[str, tuple[tuple[str, str, tuple], ...]] = {
    BidState.DRAFT: tuple(
        ("lead", "bid_edit", (section,)) for section in ("project", "need", "delivery", "money", "lasting")
    ),
    BidState.SUBMITTED: (
        ("officer", "bid_transition", ("ask",)),
        ("officer", "bid_transition", ("shortlist",)),
        ("officer", "bid_transition", ("decline",)),
        ("lead", "bid_transition", ("withdraw",)),
        ("executive", "bid_score", ()),
    ),
    BidState.CLARIFICATION: (("lead", "bid_answer", ()), ("lead", "bid_edit", ("need",))),
    BidState.RECOMMENDED: (("chair", "interest_declare", ()), ("chair", "bid_transition", ("decline",))),
    BidState.CHAIR_APPROVED: (("funder", "interest_declare", ()), ("funder", "bid_transition", ("ask",))),
    ProjectState.APPROVED: (
        ("officer", "project_transition", ("start",)),
        ("officer", "project_transition", ("withdraw",)),
    ),
    ProjectState.LIVE: (
        ("lead", "project_transition", ("change",)),
        ("officer", "project_transition", ("close",)),
        ("officer", "payment_add", ()),
        ("officer", "release_add", ()),
    ),
    "changing": (
        ("lead", "change_submit", (1,)),
        ("lead", "change_transition", (1, "drop_change")),
        ("lead", "change_edit", (1, "money")),
    ),
    ProjectState.CLOSED: (("lead", "evaluation_edit", ()),),
}
LEDGER = ("pot_transfer_add", "project_transfer_add", "transfer_request_add", "project_transfer_request_add")


def number_of(row) -> int:
    """The number in the URL of a bid, project or change."""
    return row.project.number if isinstance(row, ProjectChange) else row.number


def boxes_of_bids(cast: Cast) -> list[Found]:
    """Return every field of these pages, on bids that are made here."""
    grant = cast.grant
    bids = {state: cast.in_state(state, f"A project that is {state}", "100") for state in PAGES}
    shortlisted = cast.shortlisted("A project to decide", "100")
    cast.criterion()
    cast.scorer(cast.executive)
    found = []
    for state, pages in PAGES.items():
        for who, name, more in pages:
            found += boxes_of_page(getattr(cast, who), name, grant, number_of(bids[state]), *more)
    quarter = grant.period.quarters[1]
    found += boxes_of_page(cast.lead, "return_edit", grant, bids[ProjectState.LIVE].number, quarter)
    for name in LEDGER:
        found += boxes_of_page(cast.officer, name, grant)
    for person, name, state in (
        (cast.chair, "approve_for_chair", BidState.RECOMMENDED),
        (cast.funder, "approve_for_funder", BidState.CHAIR_APPROVED),
    ):
        address = address_of(name, grant)
        found += boxes_of_review(person, name, address, address, **{f"approve_{bids[state].pk}": "on"})
    sheet, record = (
        address_of(name, grant, shortlisted.pot_id) for name in ("decision_sheet", "consensus_record")
    )
    chosen = {f"choice_{shortlisted.pk}": "decline"}
    found += boxes_of_review(cast.executive, "consensus_record", sheet, record, **chosen)
    return found


def boxes_of_page(person, name: str, grant: Grant, *parts) -> list[Found]:
    """Return the fields of a page."""
    browser, address = signed_in(person), address_of(name, grant, *parts)
    return list(boxes_in(browser.get(address), name, browser, address))


def boxes_of_review(person, name: str, listed_at: str, sent_to: str, **chosen: str) -> list[Found]:
    """Return the fields of the page that reviews what was selected in a list."""
    browser = signed_in(person)
    (listed,) = (
        form
        for form in forms_of(browser.get(listed_at), listed_at)
        if form.address.partition("#")[0] == listed_at
    )
    return list(boxes_in(browser.post(sent_to, listed.filled() | chosen), name, browser, sent_to))


def boxes_in(response, name: str, browser: Client, address: str) -> Iterator[Found]:
    """Return the fields of the page's own forms. Raises AssertionError if it has none."""
    forms = [form for form in forms_of(response, address) if form.address == address and form.typed]
    assert (response.status_code, len(forms)) == (200, 1), (name, address, response.status_code)
    yield from (Found(name, browser, address, form, box) for form in forms for box in form.typed)


def signed_in(person) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    return browser


def address_of(name: str, grant: Grant, *parts) -> str:
    return reverse(name, args=[grant.partnership.slug, grant.slug, *parts])
