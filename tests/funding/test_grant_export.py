"""Export of a grant's bids as CSV and Excel."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from funding.bid_imports.importing import import_bids
from funding.bid_imports.parsing import parse_bids
from funding.statement.export import shielded
from plans.files.text_cleaning import clean_text
from tests.funding.bid_factories import Cast
from tests.funding.factories import MEDWAY, csv_sheet, make_project
from tests.malicious import hostile_texts

pytestmark = pytest.mark.django_db


HERE = ("northshire", "2024-25")


@pytest.fixture
def medway(grant, officer):
    """The grant with Medway's fourteen bids, approved."""
    read = parse_bids("bids.csv", csv_sheet(MEDWAY))
    import_bids(grant, read, filename="bids.csv", approved=True, reason="Drawn from upfront", by=officer)
    return grant


def page(client, name="grant_detail", *args, **query):
    return client.get(reverse(name, args=[*HERE, *args]), query)


def test_exported_csv_can_be_imported_again(client, officer, grant, partnership):
    make_project(grant, "=SUM(A1)", 130_050, lead="@lead")

    answer = page(client, "grant_export", "csv")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="northshire-2024-25-grant.csv"'
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "No.,Pot,Project,Lead organisation,Status,Amount,Approved,Paid,Spent,Forecast",
        "1,upfront,'=SUM(A1),'@lead,Approved by the funder,1300.50,1300.50,0.00,0.00,1300.50",
    ]
    (bid,) = parse_bids("bids.csv", answer.content).bids
    assert (bid.pot, bid.title, bid.lead, bid.asked) == ("upfront", "=SUM(A1)", "@lead", 130_050)


def test_bids_are_exported_to_excel(client, medway):
    make_project(medway, "=SUM(A1)", 130_050)

    book = load_workbook(io.BytesIO(page(client, "grant_export", "xlsx").content))

    rows = list(book["Bids"].iter_rows(values_only=True))
    state = "Approved by the funder"
    assert rows[1][1:4] == ("upfront", "Tenants' project", "Medway Council Housing")
    assert rows[1][4:] == (state, 3950, 3950, 0, 0, 3950)
    assert rows[-1][2:6] == ("=SUM(A1)", None, state, 1300.5)
    assert book["Bids"].cell(16, 3).data_type == "s"
    assert list(book["Pots"].iter_rows(values_only=True))[2] == (
        "tactical",
        35_487,
        36_140,
        0,
        0,
        36_140,
        -653,
    )


def test_malicious_titles_are_exported_without_characters_that_files_cannot_hold(client, grant):
    texts = [text for text in hostile_texts(300) if len(text) <= 300 and "\0" not in text and text.strip()]
    cast = Cast(grant)
    for text in texts:
        cast.draft(text)
    grant.title = "A grant\x0b of\ufffe Northshire"
    grant.save()
    client.force_login(cast.officer)

    book = load_workbook(io.BytesIO(page(client, "grant_export", "xlsx").content))
    lines = list(
        csv.reader(io.StringIO(page(client, "grant_export", "csv").content.decode("utf-8-sig"), newline=""))
    )

    kept = [clean_text(text) for text in texts]
    assert [(row[2].value or "") for row in book["Bids"].iter_rows(min_row=2)] == kept
    assert [row[2] for row in lines[1:]] == [shielded(text) for text in kept]
    assert book.properties.title == "A grant\n of Northshire"
