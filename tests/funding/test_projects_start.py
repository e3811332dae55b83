"""Approved projects: the officer's task and the page to start several together."""

import pytest
from django.urls import reverse

from funding.bid_imports.importing import import_bids
from funding.bid_imports.parsing import parse_bids
from funding.models import BidTransition, Project
from funding.projects.starting import start_projects
from tests.factories import make_body, make_member, make_partnership
from tests.funding.factories import MEDWAY, csv_sheet, make_bid, make_grant, make_project
from tests.funding.page_text import words_of_page
from tests.plans.pages import said, send

pytestmark = pytest.mark.django_db
HERE = ("northshire", "2024-25")
PAGE = "/northshire/grants/2024-25/start/"
GRANT = "/northshire/grants/2024-25/"


@pytest.fixture
def medway(grant, officer):
    """The 14 bids of Medway, imported as approved."""
    read = parse_bids("bids.csv", csv_sheet(MEDWAY))
    import_bids(grant, read, filename="bids.csv", approved=True, reason="Drawn from upfront", by=officer)
    return grant


def test_only_officers_have_a_task_to_start_projects(client, medway, partnership):
    (waiting,) = client.get(GRANT).context["waiting"]
    assert (waiting.words, waiting.link, waiting.address) == ("14 projects to start", "Start projects", PAGE)
    assert "14 projects to start" in [need.words for need in client.get("/northshire/").context["needs"]]
    assert "None due: not started" in words_of_page(client.get(GRANT))

    client.force_login(make_member(partnership, "chair"))
    assert client.get(GRANT).context["waiting"] == []


def test_officer_starts_all_selected_projects_together(client, medway, officer):
    first, *rest = medway.projects.values_list("pk", flat=True)
    page = client.get(PAGE)
    assert page.context["form"]["projects"].value() == [first, *rest]
    assert "Small steps, Prevent team, £1,590.00 tactical" in words_of_page(page)

    response = send(client, PAGE, projects=rest)

    assert response.url == GRANT
    assert said(client.get(response.url))[0].startswith("Projects started: “Camera upgrade”, “One stop shop”")
    assert Project.objects.filter(state="live").count() == 13
    step = BidTransition.objects.latest("id")
    assert (step.move, step.was, step.now, step.created_by) == ("start", "approved", "live", officer)
    (waiting,) = client.get(GRANT).context["waiting"]
    assert waiting.words == "1 project to start"


def test_form_without_selected_projects_is_rejected(client, medway):
    response = send(client, PAGE, projects=[])

    assert response.status_code == 422
    assert "Select at least one project" in words_of_page(response)
    assert not Project.objects.filter(state="live").exists()


def test_project_started_by_another_user_is_rejected(client, medway, officer):
    chosen = list(medway.projects.values_list("pk", flat=True)[:3])
    start_projects(medway, chosen[:1], by=officer)

    response = send(client, PAGE, projects=chosen)

    assert response.status_code == 422
    assert "A project you selected has changed since you opened this page." in words_of_page(response)
    assert Project.objects.filter(state="live").count() == 1
    assert start_projects(medway, chosen[:1], by=officer) == []


def test_page_without_projects_to_start_has_a_sentence(client, officer, grant):
    make_bid(grant)

    assert "There are no projects to start" in words_of_page(client.get(PAGE))
    assert send(client, PAGE, projects=[grant.bids.get().pk]).status_code == 422
    assert grant.bids.get().state == "submitted"


def test_members_without_permission_cannot_start_projects(client, medway, partnership):
    body = make_body(partnership)
    for role in ("lead", "executive", "chair", "county", "funder", "scrutiny"):
        client.force_login(make_member(partnership, role, body=body))
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, {"projects": [1]}).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(PAGE).status_code == 404


def test_bid_of_another_partnership_is_not_started(client, officer, grant):
    make_project(grant)
    other = make_project(make_grant(make_partnership("southshire")))

    assert send(client, PAGE, projects=[other.pk]).status_code == 422
    other.refresh_from_db()
    assert other.state == "approved"


def test_payment_to_a_project_that_has_not_started_has_a_warning(client, officer, grant):
    bid = make_project(grant)
    address = reverse("payment_add", args=[*HERE, bid.number])

    assert "The project has not been started. No returns are due until you start it." in words_of_page(
        client.get(address)
    )
    response = send(client, address, amount="10")

    assert said(client.get(response.url)) == [
        "Payment of £10.00 to “Movable cameras” recorded",
        "“Movable cameras” has not been started. No returns are due until you start it.",
    ]
    start_projects(grant, [bid.pk], by=officer)
    assert "has not been started" not in words_of_page(client.get(address))
    response = send(client, address, amount="10")
    assert said(client.get(response.url)) == ["Payment of £10.00 to “Movable cameras” recorded"]
