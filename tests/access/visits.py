"""The response that the document expects of each visit, and the response it gets."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import URLPattern, reverse

from plans.access.guards import iter_views
from tests.access.roles_document import RolesDocument
from tests.access.visitors import Visitor
from tests.access.whole_site import EVERYBODYS, OTHER, OWN, Sample, WholeSite

SIGN_IN, NOT_FOUND, REFUSED, LET_IN = "sign-in page", "not found", "refused", "let in"
# The page does not allow the method: users without access to it get that error first.
NOT_TAKEN = "method not taken"
WIDEST_FIRST = ("yes", "own", "agreed")


def pages_of_site() -> dict[str, URLPattern]:
    """Return every URL of the site by its name. Raises AssertionError for one without a name, or a repeated one."""
    from csp.urls import urlpatterns

    pages: dict[str, URLPattern] = {}
    for address, pattern in iter_views(urlpatterns):
        assert pattern.name, f"{address} has no name"
        assert pattern.name not in pages, f"two addresses are called {pattern.name}"
        pages[pattern.name] = pattern
    return pages


def expected(document: RolesDocument, visitor: Visitor, page: str, sample: Sample) -> tuple[str, bool]:
    """Return what docs/roles.md expects of this visit, and whether the page's rows decide it, not only the guard."""
    needs = document.pages[page]
    if needs == "public":
        return (NOT_FOUND if sample.drafts else LET_IN), True
    if not visitor.is_signed_in:
        return SIGN_IN, False
    if needs == "signed_in":
        return LET_IN, True
    if needs == "site_administrator":
        return (LET_IN, True) if visitor.is_administrator else (REFUSED, False)
    if not visitor.roles:
        return NOT_FOUND, False
    scope = widest(document, visitor, needs)
    if scope is None:
        return REFUSED, False
    return expected_of_rows(document, visitor, scope, sample), True


def expected_of_rows(document: RolesDocument, visitor: Visitor, scope: str, sample: Sample) -> str:
    """Return what the document says for these rows to a member who has the capability in that scope."""
    if sample.drafts:
        known = widest(document, visitor, sample.drafts)
        is_hidden = scope == "agreed" and sample.whose != EVERYBODYS
        if known in (None, "agreed") or is_hidden or (known == "own" and sample.whose == OTHER):
            return NOT_FOUND
    if scope == "own" and sample.whose != EVERYBODYS:
        return LET_IN if sample.whose == OWN and visitor.has_own_body else REFUSED
    return LET_IN


def widest(document: RolesDocument, visitor: Visitor, capability: str) -> str | None:
    """Return the widest scope that one of the visitor's roles gives; None for not at all."""
    given = {document.cells[capability].get(role) for role in visitor.roles}
    return next((scope for scope in WIDEST_FIRST if scope in given), None)


def answer_of(response: HttpResponse) -> str:
    """Return the result of a visit in the document's words; the status if it has none for it."""
    if response.status_code in (301, 302, 303) and urlsplit(response.url).path == resolve_url(
        settings.LOGIN_URL
    ):
        return SIGN_IN
    if response.status_code >= 500:
        return f"failed with {response.status_code}"
    return {404: NOT_FOUND, 403: REFUSED, 405: NOT_TAKEN}.get(response.status_code, LET_IN)


def wrong_answers(
    site: WholeSite, visitors: Iterable[Visitor], document: RolesDocument, page: str
) -> list[str]:
    """Yield every visit of a page whose response is not the documented one, as text.

    What a POST changed is rolled back, so that one visit does not change what the next one finds.
    """
    pattern = pages_of_site()[page]
    scopes = document.cells.get(document.pages[page], {}).values()
    samples = site.samples(page, parts_of(pattern), has_own="own" in scopes)
    wrong = []
    for visitor in visitors:
        for sample in samples if visitor.roles else samples[:1]:
            for method in ("GET", "POST"):
                should, is_by_rows = expected(document, visitor, page, sample)
                found = visit(visitor, method, reverse(page, kwargs=sample.kwargs))
                if found != should and not (found == NOT_TAKEN and is_by_rows):
                    wrong.append(f"{visitor.name}: {method} {page} {sample} should be {should}, is {found}")
    return wrong


def visit(visitor: Visitor, method: str, address: str) -> str:
    """Return the result of one visit."""
    with transaction.atomic():
        browser = visitor.browser()
        response = browser.get(address) if method == "GET" else browser.post(address)
        found = answer_of(response)
        transaction.set_rollback(method == "POST")
    return found


def parts_of(pattern: URLPattern) -> set[str]:
    """Return the named parts of the page's URL."""
    return set(pattern.pattern.regex.groupindex) | set(pattern.pattern.converters)
