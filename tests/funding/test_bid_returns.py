"""Approved returns and evaluations on the page of a project, for every user who can view its money."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.models import Evaluation, ProjectReturn
from funding.projects.progress import get_project_progress
from funding.projects.reports import return_for_changes
from funding.projects.starting import start_projects
from plans.periods import Quarter
from tests.factories import make_body, make_member
from tests.funding.bid_addresses import page
from tests.funding.factories import make_project
from tests.funding.page_text import words_of_page
from tests.funding.returns import WHOLE_EVALUATION, evaluated, sent
from tests.plans.pages import main, send

pytestmark = pytest.mark.django_db
ROLES = ("officer", "lead", "executive", "chair", "scrutiny", "county", "funder")
GRANT = "/northshire/grants/2024-25/"


def read(client, person, bid):
    client.force_login(person)
    return client.get(page("bid_detail", bid))


@pytest.mark.parametrize("role", ROLES)
def test_approved_returns_are_shown_with_their_documents(client, cast, role):
    bid = cast.live()
    sent(bid, "2024-Q2", by=cast.lead, approved_by=cast.officer)
    sent(bid, "2024-Q3", by=cast.lead, spent=99_900, forecast=277_700)
    row = sent(bid, "2024-Q4", by=cast.lead, spent=88_800, approved_by=cast.officer)
    return_for_changes(row, words="Put right", by=cast.officer, seen_revision=row.revision)
    person = getattr(cast, role)

    answer = read(client, person, bid)

    words = words_of_page(answer)
    assert "Q2 2024/25 £1,250.00 £3,900.00 PDF of the return for Q2 2024/25" in words
    for hidden in ("£999.00", "£2,777.00", "£888.00"):
        assert hidden not in words
    for ending in ("pdf", "docx"):
        paper = f"{GRANT}projects/1/returns/2024-Q2/documents/{ending}/"
        assert paper in main(answer)
    assert client.get(paper).status_code == 200
    for quarter in ("2024-Q3", "2024-Q4"):
        assert f"returns/{quarter}/paper" not in main(answer)


@pytest.mark.parametrize("role", ROLES)
def test_approved_evaluation_is_shown(client, cast, role):
    bid = cast.closed()
    row = evaluated(bid, by=cast.lead)
    person = getattr(cast, role)
    assert WHOLE_EVALUATION["learned"] not in words_of_page(read(client, person, bid))

    Evaluation.objects.filter(pk=row.pk).update(
        state="approved", decided_by=cast.officer, decided_at=timezone.now()
    )

    words = words_of_page(read(client, person, bid))
    assert f"What was learned {WHOLE_EVALUATION['learned']}" in words
    assert "Chris Charity" not in words or role not in ("scrutiny", "county", "funder")


def test_project_without_approved_returns_has_a_sentence(client, cast):
    sent(cast.live(), by=cast.lead)

    assert "Approved returns There are no approved returns yet." in words_of_page(
        read(client, cast.chair, cast.grant.projects.get())
    )


def test_unfunded_bid_has_no_section_about_returns(client, cast):
    assert "Approved returns" not in words_of_page(read(client, cast.officer, cast.submitted()))


@pytest.mark.parametrize("role", ROLES)
def test_amounts_on_the_grant_page_link_to_the_returns(client, cast, role):
    sent(cast.live("Training"), by=cast.lead, approved_by=cast.officer)
    client.force_login(getattr(cast, role))

    table = main(client.get(GRANT)).partition('id="spending"')[2].partition("</table>")[0]

    assert table.count(f'href="{GRANT}projects/1/#returns"') == 2
    assert 'id="returns"' in main(client.get(f"{GRANT}projects/1/"))


def test_lead_of_another_organisation_cannot_view_returns(client, cast):
    bid = cast.live()
    sent(bid, by=cast.lead, approved_by=cast.officer)
    other = make_member(
        cast.grant.partnership, "lead", name="Lee", body=make_body(cast.grant.partnership, "Other")
    )

    assert read(client, other, bid).status_code == 403


def test_imported_bid_has_returns_for_every_quarter_of_the_grant(client, cast, monkeypatch):
    """The bid was imported in March, and has returns from April."""
    march = date(2025, 3, 10)
    monkeypatch.setattr(timezone, "localdate", lambda *args: march)
    bid = make_project(cast.grant, "Cameras", 400_000, lead="A charity")
    start_projects(cast.grant, [bid.pk], by=cast.officer)
    client.force_login(cast.lead)

    def address(quarter):
        return reverse("return_edit", args=["northshire", "2024-25", 1, Quarter.parse(quarter)])

    (project,) = get_project_progress(cast.grant.projects.all(), march)
    assert [each.quarter.number for each in project.missing] == [1, 2, 3]
    typed = {"spent": "100", "forecast": "4,000", "words": "Bought."}
    assert send(client, address("2024-Q1"), **typed, send="1").status_code == 302
    assert ProjectReturn.objects.get().state == "sent"
    (project,) = get_project_progress(cast.grant.projects.all(), march)
    assert [each.quarter.number for each in project.missing] == [2, 3]
    assert client.get(address("2025-Q1")).status_code == 404
    assert "Return for Q1 2024/25" in words_of_page(read(client, cast.lead, bid))
