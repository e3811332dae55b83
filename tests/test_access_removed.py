"""The access test is no rubber stamp: it fails when any one check is removed."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from plans.access import get_editable_plan_or_404, get_editable_priority_or_404, guards
from plans.access import selectors as plan_selectors
from plans.access.access import Access
from plans.access.guards import capability_required, is_limited_to_bodies, public_view
from plans.access.table import CAPABILITIES, OWN, YES, Capability
from plans.models import Plan
from plans.prepared_queries import prepared
from reports.packs import selectors
from tests.access.roles_document import read_document
from tests.access.visitors import visitors_of
from tests.access.visits import pages_of_site, parts_of, wrong_answers
from tests.access.whole_site import EVERYBODYS_PAGES, WholeSite

pytestmark = pytest.mark.django_db
DOCUMENT = read_document()
# Pages whose capability some role has only for its own body: pages of one row, and lists of a user's own rows.
OWN_PAGES = {name for name, page in pages_of_site().items() if is_limited_to_bodies(page.callback.capability)}
# What is different each time that a page is requested.
TOKENS = re.compile(rb'(nonce|value)="[^"]{20,}"')
PAGES_OF_ROWS, PAGES_OF_LISTS = sorted(OWN_PAGES - EVERYBODYS_PAGES), sorted(OWN_PAGES & EVERYBODYS_PAGES)


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        site = WholeSite()
        site.visitors = visitors_of(site)
        yield site
        transaction.set_rollback(True)


def wrong(site, page):
    """Return who is let in, or kept out, against the document: "lead here: GET"."""
    return sorted(
        {answer.split(f" {page} ")[0] for answer in wrong_answers(site, site.visitors, DOCUMENT, page)}
    )


def inner(page):
    """Return the page's view without its guard."""
    return pages_of_site()[page].callback.__wrapped__


def text_for_a_lead(site, page):
    """Return what a lead of the police reads on a page, with the rows that everyone can name."""
    (lead,) = [visitor for visitor in site.visitors if visitor.name == "lead here"]
    sample, *_ = site.samples(page, parts_of(pages_of_site()[page]), has_own=True)
    response = lead.browser().get(reverse(page, kwargs=sample.kwargs))
    assert response.status_code == 200
    return TOKENS.sub(b"", response.content)


def test_a_cell_that_was_added_to_the_table_is_seen(site, monkeypatch):
    edit = CAPABILITIES["edit_bodies"]
    monkeypatch.setitem(CAPABILITIES, "edit_bodies", Capability(edit.words, edit.roles | {"lead": YES}))

    assert wrong(site, "body_edit") == ["lead here: GET", "lead here: POST"]


def test_a_cell_that_was_taken_from_the_table_is_seen(site, monkeypatch):
    monkeypatch.setitem(CAPABILITIES, "adopt_plan", Capability("adopt a plan", {}))

    assert wrong(site, "plan_adopt") == ["chair here: GET", "chair here: POST"]


def test_weaker_capability_of_a_page_is_detected(site, monkeypatch):
    monkeypatch.setattr(
        pages_of_site()["plan_edit"],
        "callback",
        capability_required("view_plan", get_editable_plan_or_404)(inner("plan_edit")),
    )

    assert wrong(site, "plan_edit") == sorted(
        f"{role}: {method}"
        for role in (
            "lead here", "executive here", "chair here", "scrutiny here", "county here", "funder here",
            "proper_officer here", "executive for no body", "the county's team, from above",
        )
        for method in ("GET", "POST")
    )  # fmt: skip


def test_a_guard_that_was_taken_off_is_seen(site, monkeypatch):
    monkeypatch.setattr(
        pages_of_site()["partnership_list"], "callback", public_view(inner("partnership_list"))
    )

    found = wrong(site, "partnership_list")

    assert "nobody signed in: GET" in found
    assert "officer here: GET" in found
    assert "the administrator: GET" not in found


def test_missing_membership_check_is_detected(site, monkeypatch):
    monkeypatch.setattr(
        guards, "get_access", lambda person, slug: Access(person, site.partnership, person.memberships.all())
    )

    found = wrong(site, "people_list")

    assert "officer next door: GET" in found
    assert "somebody whose role was ended: GET" in found


def test_access_to_every_plan_is_detected(site, monkeypatch):
    monkeypatch.setattr(
        plan_selectors,
        "_plan",
        prepared(
            lambda partnership, slug, *, with_drafts: Plan.objects.filter(partnership=partnership, slug=slug)
        ),
    )

    assert wrong(site, "plan_outline") == [
        "county here: GET",
        "funder here: GET",
        "proper_officer here: GET",
        "scrutiny here: GET",
        "the county's team, from above: GET",
    ]


@pytest.mark.parametrize("page", PAGES_OF_ROWS)
def test_finder_without_a_check_of_the_body_is_detected(site, monkeypatch, page):
    monkeypatch.setattr(Access, "require_body", lambda access, capability, body_ids: None)

    assert "lead here: GET" in wrong(site, page)


@pytest.mark.parametrize("page", PAGES_OF_LISTS)
def test_a_list_that_is_not_limited_to_the_persons_own_body_is_seen(site, monkeypatch, page):
    shown = text_for_a_lead(site, page)
    assert text_for_a_lead(site, page) == shown
    scope = Access.scope
    monkeypatch.setattr(Access, "scope", lambda *asked: YES if scope(*asked) == OWN else scope(*asked))

    assert text_for_a_lead(site, page) != shown


def test_finder_of_another_page_is_detected(site, monkeypatch):
    """A finder without a check of whose the row is, where some roles have the capability only for their own body."""
    monkeypatch.setattr(
        pages_of_site()["priority_history"],
        "callback",
        capability_required("view_history", get_editable_priority_or_404)(inner("priority_history")),
    )

    assert wrong(site, "priority_history") == ["lead here: GET"]


def test_packs_that_are_shown_before_they_are_published_are_seen(site, monkeypatch):
    monkeypatch.setattr(
        selectors, "visible_packs", lambda access: selectors.Pack.objects.in_partnership(access.partnership)
    )

    assert "scrutiny here: GET" in wrong(site, "pack_detail")


def test_rule_that_rejects_too_much_is_detected(site, monkeypatch):
    def refuse(access, capability, body_ids):
        raise PermissionDenied("Nobody may.")

    monkeypatch.setattr(Access, "require_body", refuse)

    assert "officer here: GET" in wrong(site, "body_history")


def test_a_page_that_the_document_does_not_name_is_seen(site):
    document = read_document()
    del document.pages["plan_edit"]

    with pytest.raises(KeyError):
        wrong_answers(site, site.visitors, document, "plan_edit")


def test_unknown_part_of_a_url_is_detected(site):
    with pytest.raises(LookupError) as told:
        site.samples("plan_edit", {"partnership", "colour"}, has_own=False)

    assert str(told.value) == "plan_edit: say in tests/access/whole_site.py what “colour” can be"
