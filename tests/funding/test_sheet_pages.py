"""The pages to import bids: upload a spreadsheet, check the bids and import them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funding.bids.transitions import apply_transition
from funding.ledger.entries import get_position
from funding.lifecycles import BidTransitionCode
from funding.models import Bid, BidImport
from tests.factories import make_partnership
from tests.funding.bid_factories import Cast
from tests.funding.factories import KENT, MEDWAY, make_grant, make_project, xlsx_sheet
from tests.funding.page_text import words_of_page
from tests.plans.pages import said

pytestmark = pytest.mark.django_db
UPLOAD = reverse("bid_import_upload", args=["northshire", "2024-25"])


def upload(client, rows, name="bids.xlsx", content=None):
    """Upload the file and return the response, which redirects to the review."""
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content or xlsx_sheet(rows))})


def test_bids_are_shown_before_they_are_imported(client, officer, grant):
    answer = upload(client, KENT)

    words = words_of_page(client.get(answer.url))

    assert "Import 6 bids from bids.xlsx The bids request £20,278.00 in total." in words
    assert "D2: “£6,00” could be pounds and pence or a comma in the wrong place." in words
    assert (Bid.objects.count(), BidImport.objects.count()) == (0, 1)


def test_bids_are_imported_as_submitted(client, officer, grant):
    response = client.post(upload(client, MEDWAY).url, {"taken_as": "submitted"}, follow=True)

    assert said(response) == ["14 bids imported, £92,815.00 in total."]
    assert get_position(grant).left == 10_646_000
    assert Bid.objects.filter(state="submitted").count() == 14


def test_bids_are_imported_as_approved_with_a_reason_for_an_over_committed_pot(client, officer, grant):
    address = upload(client, MEDWAY).url

    refused = client.post(address, {"taken_as": "approved"})

    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "reason": ["Enter a reason for approving more than a pot holds"]
    }
    assert "the tactical pot would be over-committed by £653.00" in words_of_page(refused)
    assert Bid.objects.count() == 0

    client.post(address, {"taken_as": "approved", "reason": "Drawn from upfront"})

    assert get_position(grant).left == 1_364_500
    assert grant.entries.filter(reason="Drawn from upfront").count() == 1
    assert set(Bid.objects.get(number=1).moves.values_list("created_by", flat=True)) == {officer.pk}


def test_rows_with_errors_are_skipped_only_if_selected(client, officer, grant):
    address = upload(client, KENT).url

    refused = client.post(address, {"taken_as": "submitted"})

    assert list(refused.context["form"].errors) == ["skip_refused"]
    assert Bid.objects.count() == 0

    client.post(address, {"taken_as": "submitted", "skip_refused": "on"})

    assert Bid.objects.count() == 6


CHANGED = [("upfront", "Movable cameras", "Police", 1100), ("upfront", "Other", "", 5)]


@pytest.mark.parametrize(("chosen", "amounts"), [("leave", [100_000, 500]), ("add", [100_000, 110_000, 500])])
def test_bid_with_a_changed_amount_needs_a_choice(client, officer, grant, chosen, amounts):
    make_project(grant, lead="Police", asked=100_000)
    address = upload(client, CHANGED).url

    refused = client.post(address, {"taken_as": "submitted"})

    assert list(refused.context["form"].errors) == ["changed"]
    assert (
        "Row 2: “Movable cameras” by Police is already in the upfront pot with £1,000.00. The spreadsheet has"
        " £1,100.00." in words_of_page(refused)
    )
    assert Bid.objects.count() == 1

    client.post(address, {"taken_as": "submitted", "changed": chosen})

    assert list(Bid.objects.order_by("number").values_list("asked", flat=True)) == amounts
    asked_again = "changed" in client.get(address).context["form"].fields
    assert asked_again == (chosen == "leave")


def test_declined_bid_can_be_imported_again(client, grant):
    cast = Cast(grant)
    apply_transition(
        cast.submitted("Movable cameras", "1,000"),
        BidTransitionCode.DECLINE,
        by=cast.officer,
        words="Not now",
    )
    client.force_login(cast.officer)

    shown = client.get(upload(client, [("upfront", "Movable cameras", "A charity", 1100)]).url)

    assert "changed" not in shown.context["form"].fields


def test_spreadsheet_with_errors_in_every_row_is_not_imported(client, officer, grant):
    address = upload(client, KENT[:1]).url

    response = client.post(address, {"taken_as": "submitted", "skip_refused": "on"})

    assert response.context["form"].non_field_errors() == [
        "Every row has an error. Correct the spreadsheet and select it again"
    ]


def test_grant_over_two_years_imports_rows_of_both(client, officer, partnership):
    make_grant(partnership, "2024-26")
    content = (
        b"Pot,Project,Year,Amount\nUpfront,One,2024/25,10\nUpfront,One,2025/26,20\nUpfront,Old,2023/24,5\n"
    )
    file = SimpleUploadedFile("bids.csv", content)
    address = client.post(reverse("bid_import_upload", args=["northshire", "2024-26"]), {"file": file}).url

    client.post(address, {"taken_as": "submitted"})

    assert list(Bid.objects.order_by("number").values_list("asked", flat=True)) == [1_000, 2_000]


def test_repeated_import_request_adds_bids_once(client, officer, grant):
    address = upload(client, MEDWAY).url
    client.post(address, {"taken_as": "submitted"})

    response = client.post(address, {"taken_as": "submitted"}, follow=True)

    assert said(response)[-1] == "0 bids imported, £0.00 in total. 14 bids were already in the grant."
    assert Bid.objects.count() == 14


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "bids.pdf",
            b"%PDF",
            "You cannot import a PDF. Ask for the Excel file that the PDF was made from.",
        ),
        (
            "bids.xlsx",
            b"nothing",
            "This file is named .xlsx but is not an Excel file. Open it, select Save As and .xlsx, then try again.",
        ),
        (
            "bids.csv",
            b"Pot,Project,Year,Amount\nUpfront,One,2023/24,10\n",
            "No bids for 2024/25 were found. 1 row for 2023/24 is skipped.",
        ),
    ],
)
def test_file_that_cannot_be_parsed_is_rejected_with_the_reason(client, officer, grant, name, content, words):
    response = upload(client, [], name, content)

    assert (response.status_code, response.context["form"].errors) == (422, {"file": [words]})
    assert BidImport.objects.count() == 0


def test_stored_file_that_can_no_longer_be_parsed_is_rejected_with_the_reason(client, officer, grant):
    kept = BidImport.objects.create(grant=grant, filename="b.csv", content=b"Words,More words\n1,2\n")

    response = client.get(reverse("bid_import_review", args=["northshire", "2024-25", kept.pk]), follow=True)

    assert response.redirect_chain == [(UPLOAD, 302)]
    assert said(response)[0].startswith("No row of headings with a project and an amount was found.")


def test_form_without_a_file_is_rejected(client, officer, grant):
    response = client.post(UPLOAD)

    assert response.context["form"].errors == {"file": ["Select a file"]}


def test_spreadsheet_of_another_grant_is_not_found(client, officer, grant):
    other = make_grant(make_partnership("southshire"))
    kept = BidImport.objects.create(grant=other, filename="b.csv", content=b"Project,Amount\nP,1\n")

    assert (
        client.get(reverse("bid_import_review", args=["northshire", "2024-25", kept.pk])).status_code == 404
    )
