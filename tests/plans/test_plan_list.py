from datetime import date

import pytest
from django.urls import reverse

from plans.models import Plan
from tests.factories import make_plan
from tests.plans.pages import fields_of, queries, send

pytestmark = pytest.mark.django_db
LIST = "/northshire/plans/"
NEW = "/northshire/plans/new/"
TYPED = {
    "title": "Community safety plan", "kind": "community_safety",
    "starts_day": "1", "starts_month": "4", "starts_year": "2025",
    "ends_day": "31", "ends_month": "3", "ends_year": "2026",
}  # fmt: skip


def test_plans_are_listed_by_period_newest_first(client, officer, plan):
    make_plan(plan.partnership, "2025-28", starts=date(2025, 4, 1), ends=date(2028, 3, 31), state="draft")
    make_plan(plan.partnership, "review-2024", kind="review")

    periods = client.get(LIST).context["periods"]

    assert [(period, [plan.slug for plan in plans]) for period, plans in periods] == [
        ("2025 to 2028", ["2025-28"]),
        ("2024/25", ["2024-25", "review-2024"]),
    ]


def test_partnership_without_a_plan_shows_the_next_step(client, officer):
    assert b"There are no plans. Add a plan" in client.get(LIST).content


def test_who_sees_only_what_was_agreed_does_not_see_drafts(plan, visit):
    make_plan(plan.partnership, "2025-26", state="draft")

    periods = visit("scrutiny").get(LIST).context["periods"]

    assert [plan.slug for _, plans in periods for plan in plans] == ["2024-25"]


def test_the_list_takes_as_many_queries_with_three_plans(client, officer, plan):
    one = queries(client, LIST)
    for slug in ("a", "b"):
        make_plan(plan.partnership, slug)

    assert queries(client, LIST) == one == 4


def test_officer_adds_a_plan_with_a_proposed_slug(client, officer):
    response = client.post(NEW, TYPED)

    assert response.url == reverse("plan_outline", args=["northshire", "2025-26"])
    plan = Plan.objects.get()
    assert (plan.state, plan.starts, plan.ends) == ("draft", date(2025, 4, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"slug": "new"}, "slug"),
        ({"slug": "2024-25"}, "slug"),
        ({"slug": "Not an address"}, "slug"),
        ({"starts_year": "2027"}, "ends"),
        ({"title": ""}, "title"),
        ({"kind": "novel"}, "kind"),
    ],
)
def test_invalid_plan_is_rejected_and_not_saved(client, officer, plan, typed, field):
    response = client.post(NEW, TYPED | typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Plan.objects.count() == 1


def test_two_plans_of_one_period_need_an_address_of_their_own(client, officer, plan):
    typed = TYPED | {"starts_year": "2024", "ends_year": "2025"}

    assert client.post(NEW, typed).status_code == 422
    assert client.post(NEW, typed | {"slug": "review"}).status_code == 302


def test_the_new_form_opens_empty(client, officer):
    assert fields_of(client.get(NEW))["starts_day"] == [""]


def test_lead_cannot_add_a_plan(plan, visit):
    assert visit("executive").post(NEW, TYPED).status_code == 403
    assert Plan.objects.count() == 1


def test_malicious_text_is_shown_as_typed(client, officer):
    send(
        client,
        NEW,
        **TYPED | {"title": "<script>alert(1)</script>", "introduction": "=1+1 \u202e{{ 7|add:7 }}"},
    )

    page = client.get("/northshire/plans/2025-26/outline/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7|add:7 }}" in page
    assert client.post(NEW, TYPED | {"title": "a\0b"}).status_code == 422
