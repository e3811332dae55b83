"""Every URL of the site, as every role, as the same role in another partnership, and signed out (docs/roles.md)."""

import logging

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpResponse
from django.urls import path

from plans.access.guards import capability_required, check_views_guarded, public_view
from plans.access.table import CAPABILITIES, COLUMNS
from tests.access.roles_document import HEADINGS, read_document
from tests.access.visitors import visitors_of
from tests.access.visits import pages_of_site, wrong_answers
from tests.access.whole_site import WholeSite
from tests.pdf_rendering import WORKER
from tests.sampling import sampled

pytestmark = pytest.mark.django_db
DOCUMENT = read_document()
PAGES = pages_of_site()


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The site and its visitors, made once: every visit is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        site = WholeSite()
        site.visitors = visitors_of(site)
        yield site
        transaction.set_rollback(True)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_responds_to_each_visitor_as_documented(site, page, caplog, settings):
    # Thousands of errors are expected here; a line in the log for each is not needed.
    caplog.set_level(logging.ERROR)
    # A page with a PDF shows that it is being prepared: only who can request it is tested here.
    settings.TASKS = WORKER
    visitors = sampled(site.visitors, 8, name=page)
    wrong = wrong_answers(site, visitors, DOCUMENT, page)

    assert wrong == [], "\n".join(wrong)


def test_document_lists_every_page_with_its_capability():
    assert DOCUMENT.pages == {name: pattern.callback.capability for name, pattern in PAGES.items()}


def test_the_document_is_the_table_of_the_code():
    assert DOCUMENT.cells == {name: capability.roles for name, capability in CAPABILITIES.items()}
    assert DOCUMENT.words == {name: capability.words for name, capability in CAPABILITIES.items()}
    assert len(HEADINGS) == len(COLUMNS)


def test_visitors_are_all_roles_here_and_elsewhere_and_users_without_access(site):
    assert [visitor.name for visitor in site.visitors] == [
        *(f"{column} here" for column in COLUMNS),
        "executive for no body",
        "the county's team, from above",
        "somebody whose role was ended",
        "the administrator",
        *(f"{column} next door" for column in COLUMNS),
        "nobody signed in",
    ]


# --- A view without a capability.


def bare(request):
    return HttpResponse("Anybody can read this.")


def test_a_view_that_names_no_capability_stops_the_site():
    with pytest.raises(ImproperlyConfigured) as stopped:
        check_views_guarded([path("open/", public_view(bare)), path("secret/", bare)])

    assert str(stopped.value) == "These views name no capability: secret/ (tests.test_access.bare)"


def test_a_capability_that_does_not_exist_stops_the_site():
    with pytest.raises(ImproperlyConfigured) as stopped:
        capability_required("see_everything")

    assert str(stopped.value) == "There is no capability “see_everything”."
