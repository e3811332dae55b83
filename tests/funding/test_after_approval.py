"""After its approval a bid keeps its files, an approval is of the amount shown, and returns start with the project."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from funding.bids.file_access import files_of_bid, visible_files
from funding.bids.project_changes import start_change
from funding.bids.submission import submit_bid, submit_change
from funding.bids.transitions import apply_transition
from funding.decisions.record import SelectedBid, approve_bids
from funding.forms.attachment import BidFileForm
from funding.ledger import transfers
from funding.lifecycles import BidTransitionCode
from funding.models import BidFile
from funding.projects.progress import quarters_for
from funding.projects.reports import (
    approve_project_report,
    get_or_build_return,
    return_for_changes,
    save_project_report,
)
from funding.projects.starting import close_project
from plans.access.access import get_access
from plans.periods import Quarter
from plans.records import OperationError
from tests.funding.bid_addresses import page
from tests.funding.bid_factories import WORDS, change_words, get_project
from tests.funding.factories import make_project
from tests.funding.page_text import words_of_page

pytestmark = pytest.mark.django_db


def upload(name="late.txt") -> dict:
    return {"file": SimpleUploadedFile(name, b"Words")}


def add_file(client, row, name) -> BidFile:
    client.post(page("bid_file_add", row), upload(name))
    return BidFile.objects.get(filename=name)


# --- Files.


def test_the_files_of_an_approved_bid_stay_and_later_ones_are_the_projects(client, cast):
    client.force_login(cast.lead)
    bid = cast.draft()
    quote = add_file(client, bid, "quote.txt")
    shortlisted = apply_transition(
        submit_bid(bid, by=cast.lead), BidTransitionCode.SHORTLIST, by=cast.officer
    )
    project = cast.approve_as_funder(cast.approve(cast.recommend(shortlisted)))

    late = add_file(client, project, "late.txt")

    assert late.subject == project and quote.subject == bid
    assert files_of_bid(visible_files(get_access(cast.lead, "northshire"), bid)) == [quote]
    said = client.get(page("bid_detail", project)).content.decode()
    assert [f"files/{file.pk}/withdraw/" in said for file in (quote, late)] == [False, True]
    assert client.post(page("bid_file_withdraw", project, quote.pk)).status_code == 409
    assert client.post(page("bid_file_withdraw", project, late.pk)).url == page("bid_detail", project)
    quote.refresh_from_db()
    assert not quote.is_withdrawn


def test_file_sent_after_the_submission_is_rejected(cast):
    bid = cast.draft()
    form = BidFileForm({}, upload(), row=bid)
    assert form.is_valid()
    submit_bid(bid, by=cast.lead)

    with pytest.raises(OperationError, match="only while you can edit it"):
        form.add(by=cast.lead)
    assert not BidFile.objects.exists()


def test_an_organisation_that_became_the_lead_withdraws_its_own_files(client, cast):
    project = make_project(cast.grant, lead="Somebody else")
    change = start_change(project, by=cast.officer, words="A charity runs it now")
    change = change_words(
        change, by=cast.officer, lead_id=cast.charity.pk, amount_requested_text="1,000", costs=[["All", "1,000"]], **WORDS
    )  # fmt: skip
    project = cast.approve_change(submit_change(change, by=cast.officer, words="A charity runs it now"))
    assert (project.bid.lead, project.lead) == (None, cast.charity)
    client.force_login(cast.lead)
    late = add_file(client, project, "late.txt")

    assert client.get(page("bid_file", project, late.pk)).status_code == 200
    assert client.post(page("bid_file_withdraw", project, late.pk)).url == page("bid_detail", project)


# --- The approved amount.


def test_approval_is_rejected_when_money_moved_after_the_page_was_opened(cast):
    project, other = cast.live("Source"), cast.live("Target")
    change = change_words(
        start_change(project, by=cast.lead, words="Dearer"), by=cast.lead,
        asked=600_000, amount_requested_text="6,000", costs=[["All", "6,000"]],
    )  # fmt: skip
    read = SelectedBid.of(cast.approve(submit_change(change, by=cast.lead, words="Dearer")))
    transfers.transfer_between_projects(
        project, other, 100_000, reason="Cheaper", consent="By letter", by=cast.officer, key="move"
    )

    with pytest.raises(OperationError):
        approve_bids(cast.grant, BidTransitionCode.FUNDER_APPROVE, [read], by=cast.funder)
    assert get_project(project.pk).amount == 300_000

    change.refresh_from_db()
    approve_bids(cast.grant, BidTransitionCode.FUNDER_APPROVE, [SelectedBid.of(change)], by=cast.funder)
    assert get_project(project.pk).amount == 600_000


# --- Returns.


def test_a_return_waits_for_the_start_of_the_project(client, cast):
    project = cast.approved()
    client.force_login(cast.lead)

    said = words_of_page(client.get(page("bid_detail", project)))
    assert "Return for Q1" not in said
    answer = client.get(page("return_edit", project, quarters_for(project)[0]))
    assert "An officer must start it first." in words_of_page(answer)
    with pytest.raises(OperationError, match="has not started"):
        save_project_report(
            get_or_build_return(project, quarters_for(project)[0]),
            {"spent": 100},
            base_revision=0,
            by=cast.lead,
        )


def test_a_return_of_an_evaluated_project_is_not_sent_back(client, cast):
    project = cast.live()
    row = save_project_report(
        get_or_build_return(project, Quarter(2024, 1)),
        {"spent": 100, "forecast": 0, "words": "Done."},
        base_revision=0,
        by=cast.lead,
        send=True,
    ).row
    row = approve_project_report(row, words="", by=cast.officer, seen_revision=row.revision)
    closed = close_project(
        get_project(project.pk), by=cast.officer, words="All was done", on=timezone.localdate()
    )
    apply_transition(closed, BidTransitionCode.EVALUATE, by=cast.officer)

    with pytest.raises(OperationError, match="Evaluated"):
        return_for_changes(row, words="Again", by=cast.officer, seen_revision=row.revision)

    client.force_login(cast.officer)
    said = words_of_page(client.get(page("return_decide", row.project, row.for_quarter)))
    assert "You cannot change this decision." in said and "Send back" not in said
