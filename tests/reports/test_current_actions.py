"""The action plan is one link away from every page, also from those that belong to no plan."""

from datetime import date

import pytest
from django.utils import timezone

from tests.factories import make_member, make_partnership, make_plan

pytestmark = pytest.mark.django_db
ACTIONS = "/northshire/actions/"


@pytest.fixture(autouse=True)
def october(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2024, 10, 9))


@pytest.fixture
def northshire():
    return make_partnership()


@pytest.mark.parametrize("role", ["officer", "executive", "chair", "county"])
def test_it_leads_to_the_plan_that_runs_today(client, northshire, role):
    make_plan(northshire)
    make_plan(northshire, "2025-26", state="draft", starts=date(2025, 4, 1), ends=date(2026, 3, 31))
    client.force_login(make_member(northshire, role))
    assert client.get(ACTIONS).url == "/northshire/plans/2024-25/actions/"


def test_without_a_plan_it_leads_to_the_plans(client, northshire):
    client.force_login(make_member(northshire))
    assert client.get(ACTIONS).url == "/northshire/plans/"


def test_link_is_in_the_navigation_of_pages_without_a_plan(client, northshire):
    client.force_login(make_member(northshire))
    page = client.get("/northshire/people/")
    assert page.content.count(b'href="/northshire/actions/"') == 1


def test_scrutiny_member_gets_403(client, northshire):
    client.force_login(make_member(northshire, "scrutiny"))
    assert client.get(ACTIONS).status_code == 403


def test_outsider_gets_404(client, northshire):
    client.force_login(make_member(make_partnership("southshire")))
    assert client.get(ACTIONS).status_code == 404


def test_signed_out_user_must_sign_in(client, northshire):
    assert client.get(ACTIONS).url == f"/accounts/login/?next={ACTIONS}"
