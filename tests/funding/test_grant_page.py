import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from funding import ledger
from funding.bringing_in import bring_in_bids
from funding.models import PrintedTotal
from funding.sheets import read_bids
from tests.funding.making import MEDWAY, csv_sheet, make_bid, make_funder, make_grant
from tests.funding.reading import words_of_page
from tests.making import make_body, make_member, make_partnership

pytestmark = pytest.mark.django_db
HERE = ("northshire", "2024-25")


@pytest.fixture
def medway(grant, officer):
    """The grant with Medway's fourteen bids, approved."""
    read = read_bids("bids.csv", csv_sheet(MEDWAY))
    bring_in_bids(grant, read, filename="bids.csv", approved=True, reason="Drawn from upfront", by=officer)
    return grant


def page(client, name="grant_page", *args, **query):
    return client.get(reverse(name, args=[*HERE, *args]), query)


def test_pots_and_whole_stand_side_by_side(client, medway):
    words = words_of_page(page(client))

    assert (
        "Upfront £70,973.00 allocated to upfront £56,675.00 approved from upfront £0.00 paid from upfront"
        in words
    )
    assert "−£653.00 left of tactical" in words
    assert "Tactical is over by £653.00: recorded" in words
    assert "“Drawn from upfront”" in words
    assert "Whole £106,460.00 allocated in all £92,815.00 approved in all" in words
    assert "Bids: 14" in words


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        (1_364_500, "Printed: £13,645.00 left. Ours: £13,645.00. They agree."),
        (1_364_560, "Printed: £13,645.60 left. Ours: £13,645.00. The difference is £0.60."),
    ],
)
def test_the_printed_remaining_stands_beside_ours(client, medway, printed, words):
    type(medway).objects.update(printed_left=printed)

    assert words in words_of_page(page(client))


def test_every_figure_leads_to_lines_that_come_to_it(client, medway):
    bid = medway.bids.get(number=1)
    ledger.pay(bid, 100_000, by=None, key="pay")
    tactical = medway.pots.get(name="tactical")

    for query, figure in [
        ({"pot": tactical.pk, "kind": "allocated"}, ("allocated", 3_548_700)),
        ({"pot": tactical.pk, "kind": "approved"}, ("approved", 3_614_000)),
        ({"pot": tactical.pk, "kind": "left"}, ("left", -65_300)),
        ({"kind": "paid"}, ("paid", 100_000)),
        ({"bid": 1, "kind": "approved"}, ("approved", 395_000)),
        ({"kind": "commitment"}, ("approved", 9_281_500)),
    ]:
        sums = page(client, "grant_ledger", **query).context["sums"]
        assert getattr(sums, figure[0]) == figure[1], query


@pytest.mark.parametrize(
    "query", [{"pot": "x"}, {"kind": "x"}, {"bid": "-1"}, {"page": "x"}, {"bid": "9" * 30}]
)
def test_a_filter_that_cannot_be_read_shows_every_line(client, medway, query):
    assert page(client, "grant_ledger", **query).context["page"].paginator.count == 16


def test_an_empty_grant_says_what_to_do(client, officer, grant):
    assert "There are no bids yet. Bring them in from Excel or CSV." in words_of_page(page(client))


def test_printed_totals_are_shown_with_their_difference(client, medway):
    PrintedTotal.objects.create(
        grant=medway, filename="b.xlsx", cell="D9", label="Total", printed=100, computed=40
    )

    words = words_of_page(page(client))

    assert "b.xlsx, D9 Total £1.00 £0.40 £0.60" in words


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert page(client).status_code == 200
    return len(captured)


def test_two_hundred_bids_take_as_many_queries_as_two(client, officer, grant):
    make_bid(grant, "First", pot="tactical", asked=4_000_000)
    make_bid(grant, "Second")
    page(client)
    few = queries(client)
    rows = [("upfront", f"Project {place}", "", 10) for place in range(198)]
    read = read_bids("bids.csv", csv_sheet(rows))
    bring_in_bids(grant, read, filename="bids.csv", approved=True, by=officer)

    assert (queries(client), grant.bids.count()) == (few, 200)
    assert few <= 15


# --- Who sees what.


@pytest.mark.parametrize("role", ["scrutiny", "county", "funder"])
def test_others_see_what_was_approved(client, grant, partnership, role):
    make_bid(grant, "Approved project")
    make_bid(grant, "Submitted project", approved=False)
    client.force_login(make_member(partnership, role))

    words = words_of_page(page(client))

    assert ("Approved project" in words, "Submitted project" in words) == (True, False)
    assert "Record" not in words
    content = page(client, "grant_export", "csv").content.decode()
    assert ("Approved project" in content, "Submitted project" in content) == (True, False)


def test_a_provisional_grant_is_not_there_for_others(client, partnership):
    make_grant(partnership, is_provisional=True)
    client.force_login(make_member(partnership, "scrutiny"))

    assert page(client).status_code == 404
    assert "There is no grant to see yet." in words_of_page(client.get(reverse("grant_list", args=HERE[:1])))


@pytest.mark.parametrize("name", ["grant_edit", "grant_history", "grant_award"])
def test_who_may_not(client, grant, name):
    assert page(client, name).status_code == 302
    body = make_body(grant.partnership)
    client.force_login(make_member(grant.partnership, "lead", body=body))
    assert page(client, name).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert page(client, name).status_code == 404


def test_a_neighbours_grant_is_not_there(client, officer):
    make_grant(make_partnership("southshire"))

    assert page(client).status_code == 404


# --- The list, the history, the files.


def test_the_list_of_grants(client, officer, grant, partnership):
    make_funder(partnership)
    make_grant(partnership, "2025-26", is_provisional=True)

    words = words_of_page(client.get(reverse("grant_list", args=HERE[:1])))

    assert "Crime Reduction Grant 2025/26 £106,460.00, 1 April 2025 to 31 March 2026 Provisional" in words
    assert "Kent Police and Crime Commissioner, Police and Crime Commissioner Edit" in words


def test_the_history_says_amounts_in_pounds(client, officer, grant):
    make_bid(grant, "Movable cameras", 130_050)

    words = words_of_page(page(client, "grant_history"))

    assert "£1,300.50" in words
    assert "130050" not in words


def test_the_table_goes_out_as_csv_and_comes_back(client, officer, grant, partnership):
    make_bid(grant, "=SUM(A1)", 130_050, lead="@lead")

    answer = page(client, "grant_export", "csv")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="northshire-2024-25-grant.csv"'
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "No.,Pot,Project,Lead organisation,State,Amount,Approved,Paid",
        "1,upfront,'=SUM(A1),'@lead,Approved,1300.50,1300.50,0.00",
    ]
    (bid,) = read_bids("bids.csv", answer.content).bids
    assert (bid.pot, bid.title, bid.lead, bid.asked) == ("upfront", "=SUM(A1)", "@lead", 130_050)


def test_the_table_goes_out_as_excel(client, medway):
    make_bid(medway, "=SUM(A1)", 130_050)

    book = load_workbook(io.BytesIO(page(client, "grant_export", "xlsx").content))

    rows = list(book["Bids"].iter_rows(values_only=True))
    assert rows[1][1:] == ("upfront", "Tenants' project", "Medway Council Housing", "Approved", 3950, 3950, 0)
    assert rows[-1][2:6] == ("=SUM(A1)", None, "Approved", 1300.5)
    assert book["Bids"].cell(16, 3).data_type == "s"
    assert list(book["Pots"].iter_rows(values_only=True))[2] == ("tactical", 35_487, 36_140, 0, -653)
