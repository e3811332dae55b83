"""Files of a bid: accepted, rejected with a reason, downloaded, and withdrawn."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from funding.bids.attachments import LARGEST_FILE, clean_name
from funding.bids.decline_withdraw import decline_bid
from funding.bids.project_changes import cancel_change, start_change
from funding.bids.submission import submit_change
from funding.forms.attachment import BidFileForm
from funding.models import Bid, BidFile, Project, ProjectChange
from funding.projects.reports import (
    approve_project_report,
    get_or_build_return,
    return_for_changes,
    save_project_report,
    store_evidence,
)
from plans.models import HistoryEntry
from plans.periods import Quarter
from plans.records import OperationError, add_row
from tests.factories import make_member, make_partnership
from tests.funding.bid_addresses import errors_of, page
from tests.funding.bid_factories import Cast, change_words
from tests.funding.factories import xlsx_sheet
from tests.funding.page_text import words_of_page

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def cast(client, grant):
    cast = Cast(grant)
    client.force_login(cast.lead)
    return cast


@pytest.fixture
def bid(cast):
    return cast.draft()


def add(client, bid, name="quote.pdf", content=PDF):
    return client.post(page("bid_file_add", bid), {"file": SimpleUploadedFile(name, content)})


def packed(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(part, "x")
    return out.getvalue()


def test_file_is_added_and_downloaded_as_an_attachment(client, bid, cast):
    response = add(client, bid, "Quote for “room” 3.PDF")

    assert response.url == page("bid_detail", bid)
    file = BidFile.objects.get()
    assert (file.filename, file.size, bytes(file.content), file.created_by) == (
        "Quote for “room” 3.pdf",
        14,
        PDF,
        cast.lead,
    )
    assert HistoryEntry.objects.get(row=f"bidfile:{file.pk}").act == "added"
    out = client.get(page("bid_file", bid, file.pk))
    assert out.content == PDF
    assert out.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Quote")
    assert out.headers["X-Content-Type-Options"] == "nosniff"
    assert out.headers["Content-Type"] == "application/pdf"
    assert "Quote for “room” 3.pdf 14 bytes," in words_of_page(client.get(page("bid_detail", bid)))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.docx", packed("word/document.xml"), "application/vnd.openxmlformats"),
        ("a.xlsx", xlsx_sheet([]), "application/vnd.openxmlformats"),
        ("a.odt", packed("content.xml"), "application/vnd.oasis"),
        ("a.csv", b"a,b\n", "text/plain; charset=utf-8"),
        ("a.txt", "Café".encode(), "text/plain; charset=utf-8"),
        ("a.png", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("a.JPG", b"\xff\xd8\xff...", "image/jpeg"),
    ],
)
def test_every_kind_that_is_taken(client, bid, name, content, kind):
    assert add(client, bid, name, content).status_code == 302

    out = client.get(page("bid_file", bid, BidFile.objects.get().pk))
    assert (out.content, out.headers["Content-Type"].startswith(kind)) == (content, True)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "The selected file is empty"),
        ("a.exe", b"MZ", "The selected file must be one of these types: PDF, Word (docx)"),
        ("a.html", b"<script>", "The selected file must be one of these types: PDF, Word (docx)"),
        ("a.svg", b"<svg/>", "The selected file must be one of these types: PDF, Word (docx)"),
        ("pdf", PDF, "The selected file must be one of these types: PDF, Word (docx)"),
        ("a.pdf", b"<html>", "The selected file must be a PDF file, as its name ends in .pdf"),
        ("a.docx", xlsx_sheet([]), "The selected file must be a DOCX file, as its name ends in .docx"),
        ("a.txt", b"a\0b", "The selected file must be a TXT file, as its name ends in .txt"),
        (
            "a.pdf",
            PDF + b"x" * LARGEST_FILE,
            "The selected file must be smaller than 10MB",
        ),
    ],
)
def test_wrong_file_is_rejected_with_a_message(client, bid, name, content, words):
    response = add(client, bid, name, content)

    assert response.status_code == 422
    assert errors_of(response)[0].startswith(words)
    assert not BidFile.objects.exists()


def test_page_requires_a_file(client, bid):
    assert errors_of(client.post(page("bid_file_add", bid))) == ["Select a file"]


def test_a_bid_has_twenty_files_at_most(client, bid):
    for number in range(20):
        add(client, bid, f"{number}.txt", b"Words")

    response = add(client, bid)

    assert errors_of(response) == ["A bid can have up to 20 files. Withdraw a file first"]
    assert BidFile.objects.count() == 20


def test_bid_project_and_change_each_have_twenty_files(client, cast):
    change = cast.changing()
    project, bid = change.project, change.bid
    rows = {
        "bid": {},
        "project": {"project": project},
        "change to a project": {"change": change},
    }
    for about in rows.values():
        for number in range(19):
            BidFile.objects.create(bid=bid, filename=f"{number}.txt", size=1, content=b"x", **about)

    for row, noun in ((project, "project"), (change, "change to a project")):
        assert add(client, row).status_code == 302
        assert errors_of(add(client, row)) == [f"A {noun} can have up to 20 files. Withdraw a file first"]
    assert BidFile.objects.count() == 3 * 19 + 2


def test_two_forms_sent_together_add_no_more_than_twenty_files(cast):
    bid = cast.draft()
    for number in range(19):
        BidFile.objects.create(bid=bid, filename=f"{number}.txt", size=1, content=b"x")
    forms = [BidFileForm({}, {"file": SimpleUploadedFile("a.txt", b"Words")}, row=bid) for _ in range(2)]
    assert all(form.is_valid() for form in forms)

    forms[0].add(by=cast.lead)
    with pytest.raises(OperationError, match="A bid can have up to 20 files"):
        forms[1].add(by=cast.lead)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/quote.pdf", "quote.pdf"),
        ("C:\\papers\\quote.PDF", "quote.pdf"),
        ("quo\u202ete\x00.pdf", "quote.pdf"),
        ('a<b>"c|d?.pdf', "a b c d.pdf"),
        ("  two   words .pdf", "two words.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        (".pdf", "pdf"),
    ],
)
def test_names_are_cleaned(name, clean):
    assert clean_name(name) == clean


@pytest.mark.parametrize(
    ("state", "is_taken"),
    [
        ("draft", True),
        ("clarification", True),
        ("live", True),
        ("changing", True),
        ("submitted", False),
        ("declined", False),
    ],
)
def test_files_are_added_where_the_bid_is_written_or_funded(client, cast, state, is_taken):
    bid = cast.in_state(state)

    assert client.get(page("bid_file_add", bid)).status_code == (200 if is_taken else 409)
    assert add(client, bid).status_code == (302 if is_taken else 409)
    assert BidFile.objects.exists() == is_taken


def test_who_adds_to_a_bid_that_is_written_is_an_author(client, cast):
    draft, live = cast.draft(), cast.live()
    client.force_login(cast.officer)

    add(client, draft)
    add(client, live)

    assert draft.authors.filter(person=cast.officer).exists()
    assert not live.bid.authors.filter(person=cast.officer).exists()


def test_withdrawing_a_file_needs_confirmation(client, bid):
    add(client, bid)
    file = BidFile.objects.get()
    address = page("bid_file_withdraw", bid, file.pk)

    assert "Withdraw “quote.pdf”? The file will no longer be shown with the bid." in words_of_page(
        client.get(address)
    )
    assert BidFile.objects.get().is_withdrawn is False
    assert client.post(address).url == page("bid_detail", bid)

    assert BidFile.objects.get().is_withdrawn is True
    assert client.get(page("bid_file", bid, file.pk)).status_code == 404
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", ["scrutiny", "county", "funder"])
def test_others_take_files_of_approved_bids_only(client, cast, role):
    submitted, live = cast.draft("Not approved"), cast.live()
    for each in (submitted, live):
        add(client, each)
    files = {submitted: submitted.files.get(), live: live.bid.files.get()}
    client.force_login(getattr(cast, role))

    answers = [client.get(page("bid_file", each, file.pk)).status_code for each, file in files.items()]
    assert answers == [404, 200]


# --- Evidence of returns.


def evidence(cast, bid, state="draft") -> BidFile:
    """Return a file of the return for July to September, which has that status."""
    file = store_evidence(
        get_or_build_return(bid, Quarter(2024, 2)), filename="register.pdf", content=PDF, by=cast.lead
    )
    if state != "draft":
        row = get_or_build_return(bid, Quarter(2024, 2))
        words = {"spent": 100, "forecast": 400_000, "words": "Held"}
        row = save_project_report(row, words, base_revision=row.revision, by=cast.lead, send=True).row
        if state == "approved":
            approve_project_report(row, words="", by=cast.officer, seen_revision=row.revision)
        if state == "sent_back":
            return_for_changes(row, words="Look again", by=cast.officer, seen_revision=row.revision)
    return file


def status_for(client, person, bid, file) -> int:
    """Return the status of a user's request for the file; the bid's page lists it only where that is 200."""
    client.force_login(person)
    status = client.get(page("bid_file", bid, file.pk)).status_code
    assert (file.filename in client.get(page("bid_detail", bid)).content.decode()) == (status == 200)
    return status


@pytest.mark.parametrize(
    ("state", "group", "others"),
    [("draft", 404, 404), ("sent", 200, 404), ("sent_back", 404, 404), ("approved", 200, 200)],
)
@pytest.mark.parametrize("is_changing", [False, True])
def test_evidence_is_readable_once_sent_and_by_others_once_approved(
    client, cast, state, group, others, is_changing
):
    bid = cast.live()
    file = evidence(cast, bid, state)
    if is_changing:
        # A change that is awaiting the funder's decision shows the funder no return.
        changed = change_words(
            start_change(bid, by=cast.lead, words="More"), by=cast.lead, need="Calls rose."
        )
        cast.approve(submit_change(changed, by=cast.lead, words="More"))

    answers = {
        role: status_for(client, getattr(cast, role), bid, file)
        for role in ("lead", "officer", "executive", "chair", "scrutiny", "county", "funder")
    }

    assert answers == {
        **dict.fromkeys(("lead", "officer"), 200),
        **dict.fromkeys(("executive", "chair"), group),
        **dict.fromkeys(("scrutiny", "county", "funder"), others),
    }


# --- Files of a change.


def added(row, name) -> BidFile:
    """Return a file of the bid, of its project or of a change."""
    bid = row if isinstance(row, Bid) else row.bid
    of = (
        {"change": row}
        if isinstance(row, ProjectChange)
        else {"project": row}
        if isinstance(row, Project)
        else {}
    )
    file = BidFile(bid=bid, filename=name, size=5, content=b"Words", **of)
    add_row(file, by=None)
    return file


def give_up(cast, bid):
    return cancel_change(bid, by=cast.lead, words="Not needed")


def decline(cast, bid):
    changed = change_words(bid, by=cast.lead, need="Calls rose.")
    return decline_bid(submit_change(changed, by=cast.lead, words="More"), by=cast.chair, words="Too dear")


def approve(cast, bid):
    changed = change_words(bid, by=cast.lead, need="Calls rose.")
    return cast.approve_as_funder(cast.approve(submit_change(changed, by=cast.lead, words="More")))


@pytest.mark.parametrize(
    ("end", "status"),
    [(None, 404), (give_up, 404), (decline, 404), (approve, 200)],
    ids=["waits", "given up", "declined", "approved"],
)
@pytest.mark.parametrize("role", ["scrutiny", "county", "funder"])
def test_others_download_files_of_a_change_only_once_it_is_approved(client, cast, role, end, status):
    project = cast.live()
    before = added(project, "before.txt")
    change = start_change(project, by=cast.lead, words="More")
    of_change = added(change, "secret.txt")
    if end is not None:
        end(cast, change)
    after = added(project, "after.txt")

    answers = [status_for(client, getattr(cast, role), project, file) for file in (before, of_change, after)]

    assert answers == [200, status, 200]
    # The group reads what was submitted, and no draft.
    is_submitted = end in (decline, approve)
    assert status_for(client, cast.executive, project, of_change) == (200 if is_submitted else 404)


def test_the_funder_takes_the_files_of_the_change_that_waits_for_them(client, cast):
    project = cast.live()
    change = start_change(project, by=cast.lead, words="More")
    file = added(change, "quote.txt")
    cast.approve(
        submit_change(change_words(change, by=cast.lead, need="Calls rose."), by=cast.lead, words="More")
    )

    answers = {
        role: status_for(client, getattr(cast, role), project, file) for role in ("funder", "scrutiny")
    }

    assert answers == {"funder": 200, "scrutiny": 404}


# --- Files for scorers.


@pytest.mark.parametrize("role", ["lead", "county", "executive"])
def test_who_is_invited_to_score_a_bid_takes_its_files_from_the_score_page(client, cast, role):
    bid = cast.submitted("Cameras", lead=cast.fire)
    bid.authors.all().delete()
    file = added(bid, "quote.txt")
    cast.criterion()
    cast.scorer(getattr(cast, role))
    client.force_login(getattr(cast, role))

    score = client.get(page("bid_score", bid)).content.decode()

    assert page("bid_file", bid, file.pk) in score and "quote.txt" in score
    assert client.get(page("bid_file", bid, file.pk)).content == b"Words"


@pytest.mark.parametrize(
    "why", ["not invited", "an author", "of the bidder", "decided already", "never sent"]
)
def test_who_does_not_score_the_bid_takes_no_file_of_it(client, cast, why):
    scorer = make_member(cast.grant.partnership, "lead", name="Pat Police", body=cast.police)
    lead = cast.police if why == "of the bidder" else cast.fire
    states = {"decided already": "recommended", "never sent": "draft"}
    bid = cast.in_state(states.get(why, "submitted"), "Cameras", lead=lead)
    file = added(bid, "quote.txt")
    if why == "an author":
        bid.authors.create(person=scorer)
    if why != "not invited":
        cast.scorer(scorer)
    client.force_login(scorer)

    # They read their own body's bid as its bidder.
    assert client.get(page("bid_file", bid, file.pk)).status_code == (200 if why == "of the bidder" else 403)


def test_users_without_permission_are_refused(client, cast, bid):
    add(client, bid)
    file = BidFile.objects.get()
    other = cast.draft("Other")
    assert client.get(page("bid_file", other, file.pk)).status_code == 404
    assert client.post(page("bid_file_withdraw", other, file.pk)).status_code == 404
    for person, status in ((cast.chair, 403), (cast.executive, 404)):
        client.force_login(person)
        assert client.post(page("bid_file_withdraw", bid, file.pk)).status_code == status
        assert add(client, bid).status_code == status
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(page("bid_file", bid, file.pk)).status_code == 404
    fires = cast.draft("Fire's", lead=cast.fire)
    client.force_login(cast.lead)
    assert add(client, fires).status_code == 403
    assert BidFile.objects.count() == 1
