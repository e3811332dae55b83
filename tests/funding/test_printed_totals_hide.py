"""Totals in spreadsheets: they are compared with the current award, and an officer can hide them."""

import pytest
from django.urls import reverse

from funding.bid_imports.importing import import_bids
from funding.bid_imports.parsing import parse_bids
from funding.grants.operations import change_award
from funding.models import PrintedTotal
from tests.factories import make_member, make_partnership
from tests.funding.factories import csv_sheet, make_grant
from tests.funding.page_text import statement_data, words_of_page
from tests.plans.pages import said

pytestmark = pytest.mark.django_db
HERE = ["northshire", "2024-25"]
WITHDRAW = reverse("printed_totals_hide", args=HERE)
ROWS = [("upfront", "First", "", 100), ("Total", "", "", 106), ("Total award", "", "", 106_460)]


def bring_in(grant, name, rows=ROWS):
    return import_bids(grant, parse_bids(name, csv_sheet(rows)), filename=name, approved=False, by=None)


def shown(client):
    """Return the text about totals on the grant page."""
    words = words_of_page(client.get(reverse("grant_detail", args=HERE)))
    return words.partition("Totals in spreadsheets of bids")[2].partition("Documents for the funder")[0]


def test_award_in_a_spreadsheet_is_compared_with_the_current_award(client, officer, grant):
    bring_in(grant, "first.csv")
    assert "first.csv, D4 Total award £106,460.00 Award: £106,460.00 None" in shown(client)

    split = {"upfront": 7_097_300, "tactical": 3_548_800}
    change_award(grant, split, total=10_646_100, is_provisional=False, reason="More", by=officer)

    assert "first.csv, D4 Total award £106,460.00 Award: £106,461.00 −£1.00" in shown(client)
    assert "first.csv, D3 Total £106.00 £100.00 £6.00" in shown(client)


def test_officer_hides_the_totals_of_a_spreadsheet(client, officer, grant):
    bring_in(grant, "first.csv")
    bring_in(grant, "right.csv", [("upfront", "First", "", 100), ("Total", "", "", 100)])
    assert len(statement_data(grant)["warnings"]) == 1

    words = words_of_page(client.get(WITHDRAW))
    response = client.post(WITHDRAW, {"sheets": ["first.csv"]}, follow=True)

    assert "first.csv, 2 totals right.csv, 1 total" in words
    assert said(response) == ["Totals of first.csv hidden"]
    assert "first.csv" not in shown(client) and "right.csv, D3" in shown(client)
    assert statement_data(grant)["warnings"] == []
    assert grant.bids.count() == 1
    assert set(PrintedTotal.kept.filter(filename="first.csv").values_list("withdrawn_by", flat=True)) == {
        officer.pk
    }


def test_totals_are_shown_again_after_another_import(client, officer, grant):
    bring_in(grant, "first.csv")
    client.post(WITHDRAW, {"sheets": ["first.csv"]})
    assert PrintedTotal.objects.count() == 0

    bring_in(grant, "first.csv")

    assert (PrintedTotal.objects.count(), PrintedTotal.kept.count()) == (2, 2)
    assert PrintedTotal.objects.filter(withdrawn_by=None).count() == 2


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ([], "Select at least one spreadsheet"),
        (
            ["other.csv"],
            "The totals of a spreadsheet you selected are already hidden. Check the list and try again",
        ),
    ],
)
def test_wrong_choice_is_rejected_with_the_reason(client, officer, grant, sheets, words):
    bring_in(grant, "first.csv")
    bring_in(make_grant(make_partnership("southshire")), "other.csv")

    response = client.post(WITHDRAW, {"sheets": sheets})

    assert (response.status_code, response.context["form"].errors) == (422, {"sheets": [words]})
    assert PrintedTotal.objects.count() == 4


def test_page_without_totals_has_no_button(client, officer, grant):
    assert "There are no totals to hide." in words_of_page(client.get(WITHDRAW))


@pytest.mark.parametrize(("role", "status"), [("chair", 403), ("county", 403)])
def test_members_without_permission_cannot_hide_totals(client, grant, role, status):
    bring_in(grant, "first.csv")
    client.force_login(make_member(grant.partnership, role))

    assert client.post(WITHDRAW, {"sheets": ["first.csv"]}).status_code == status
    assert "Hide totals of a spreadsheet" not in shown(client)
    assert PrintedTotal.objects.count() == 2


def test_page_is_not_found_for_people_who_are_not_members(client, grant):
    client.force_login(make_member(make_partnership("southshire"), "officer"))

    assert client.get(WITHDRAW).status_code == 404
