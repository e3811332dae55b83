"""The guard of a view: the finder checks whose the rows are before the view runs, and every page has one."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse
from django.urls import path

from plans.access import capability_required, checks_body_for
from plans.access.guards import check_views_guarded
from plans.models import Body
from tests.factories import make_body, make_member, make_partnership

# Views whose rows are still checked after they ran. Lower it with the list, and never raise it.


@checks_body_for("view_history")
def get_body(access, capability, body):
    access.require_body(capability, [body])
    return Body.objects.get(pk=body)


def get_body_and_partnership(access, capability, body):
    return Body.objects.get(pk=body), access.partnership


def asked_by(person, method="GET"):
    return SimpleNamespace(user=person, method=method, get_full_path=lambda: "/northshire/")


def answered(capability, finder, person, method="GET", **parts):
    """Return what reaches a guarded view, in the order of its parameters."""
    seen = []

    def view(request, *rows, **kwargs):
        seen.extend([request.access.is_reading, *rows, kwargs])
        return HttpResponse("Done")

    guarded = capability_required(capability, finder)(view)
    try:
        guarded(asked_by(person, method), partnership="northshire", **parts)
    except PermissionDenied as refused:
        return [str(refused), *seen]
    return seen


@pytest.fixture
def place(db):
    partnership = make_partnership()
    police, fire = make_body(partnership), make_body(partnership, "Fire and Rescue")
    lead = make_member(partnership, "lead", body=police)
    return SimpleNamespace(partnership=partnership, police=police, fire=fire, lead=lead)


def test_row_replaces_the_part_of_the_url_that_was_read(place):
    assert answered("view_history", get_body, place.lead, body=place.police.pk, change=7) == [
        True,
        place.police,
        {"change": 7},
    ]


def test_several_rows_are_several_parameters(place):
    seen = answered("view_people", get_body_and_partnership, place.lead, body=place.fire.pk)

    assert seen == [True, place.fire, place.partnership, {}]


def test_finder_gets_whether_the_page_is_read_only(place):
    person = make_member(place.partnership, "officer")

    ways = [("HEAD", True), ("GET", True), ("POST", False), ("PUT", False)]
    assert [
        (method, answered("view_history", get_body, person, method, body=place.fire.pk)[0])
        for method, _ in ways
    ] == ways


def test_a_view_does_not_run_on_a_row_of_another_body(place):
    assert answered("view_history", get_body, place.lead, body=place.fire.pk) == [
        "You can view the history of changes only for your own organisation."
    ]


# --- Which views stop the site.


def view_of(capability, *finder):
    def change(request):
        return HttpResponse("Written")

    return path("change/", capability_required(capability, *finder)(change))


def test_view_whose_finder_does_not_check_the_body_stops_the_site():
    with pytest.raises(ImproperlyConfigured) as stopped:
        check_views_guarded([view_of("view_history", get_body), view_of("view_history")])

    assert str(stopped.value) == (
        "These views have no finder that checks whose rows they are: change/ (tests.plans.test_guards.change)"
    )


@pytest.mark.parametrize("capability", ["write_update", "write_bid", "write_return", "view_grants"])
def test_a_finder_that_checks_for_another_capability_stops_the_site(capability):
    with pytest.raises(ImproperlyConfigured):
        check_views_guarded([view_of(capability, get_body)])


def test_capability_not_limited_to_own_bodies_needs_no_such_finder():
    check_views_guarded([view_of("edit_plan"), view_of("view_people", get_body_and_partnership)])


def test_a_finder_cannot_check_for_a_capability_that_does_not_exist():
    with pytest.raises(ImproperlyConfigured) as stopped:
        checks_body_for("view_history", "see_everything")

    assert str(stopped.value) == "There is no capability “see_everything”."
