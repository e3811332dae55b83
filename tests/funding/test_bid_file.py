"""Files of a bid: taken, refused in words, taken out as attachments, and withdrawn."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from funding.bid_files import LARGEST_FILE, clean_name
from funding.models import BidFile
from plans.models import Change
from tests.funding.bid_addresses import errors_of, page
from tests.funding.bidding import Cast
from tests.funding.making import xlsx_sheet
from tests.funding.reading import words_of_page
from tests.making import make_member, make_partnership

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


def test_a_file_is_added_and_taken_out_as_an_attachment(client, bid, cast):
    response = add(client, bid, "Quote for “room” 3.PDF")

    assert response.url == page("bid_page", bid)
    file = BidFile.objects.get()
    assert (file.filename, file.size, bytes(file.content), file.made_by) == (
        "Quote for “room” 3.pdf",
        14,
        PDF,
        cast.lead,
    )
    assert Change.objects.get(row=f"bidfile:{file.pk}").act == "added"
    out = client.get(page("bid_file", bid, file.pk))
    assert out.content == PDF
    assert out.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Quote")
    assert out.headers["X-Content-Type-Options"] == "nosniff"
    assert out.headers["Content-Type"] == "application/pdf"
    assert "Quote for “room” 3.pdf 14 bytes," in words_of_page(client.get(page("bid_page", bid)))


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
        ("a.pdf", b"", "The file is empty. Choose another"),
        ("a.exe", b"MZ", "“a.exe” is not taken. Choose a file of one of these kinds: PDF, Word (docx)"),
        ("a.html", b"<script>", "“a.html” is not taken."),
        ("a.svg", b"<svg/>", "“a.svg” is not taken."),
        ("pdf", PDF, "“pdf” is not taken."),
        ("a.pdf", b"<html>", "“a.pdf” is not what its name says. Save it again as PDF."),
        ("a.docx", xlsx_sheet([]), "“a.docx” is not what its name says. Save it again as DOCX."),
        ("a.txt", b"a\0b", "“a.txt” is not what its name says. Save it again as TXT."),
        (
            "a.pdf",
            PDF + b"x" * LARGEST_FILE,
            "The file is larger than 10 MB. Make it smaller, or add it in parts.",
        ),
    ],
)
def test_a_wrong_file_is_refused_in_words(client, bid, name, content, words):
    response = add(client, bid, name, content)

    assert response.status_code == 422
    assert errors_of(response)[0].startswith(words)
    assert not BidFile.objects.exists()


def test_without_a_file_the_page_asks_for_one(client, bid):
    assert errors_of(client.post(page("bid_file_add", bid))) == ["Choose a file"]


def test_a_bid_has_twenty_files_at_most(client, bid):
    for number in range(20):
        add(client, bid, f"{number}.txt", b"Words")

    response = add(client, bid)

    assert errors_of(response) == ["A bid has 20 files at most. Withdraw one first"]
    assert BidFile.objects.count() == 20


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
    assert not live.authors.filter(person=cast.officer).exists()


def test_withdrawing_a_file_asks_first(client, bid):
    add(client, bid)
    file = BidFile.objects.get()
    address = page("bid_file_withdraw", bid, file.pk)

    assert "“quote.pdf” is not shown with the bid any more." in words_of_page(client.get(address))
    assert BidFile.objects.get().is_withdrawn is False
    assert client.post(address).url == page("bid_page", bid)

    assert BidFile.objects.get().is_withdrawn is True
    assert client.get(page("bid_file", bid, file.pk)).status_code == 404
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", ["scrutiny", "county", "funder"])
def test_others_take_files_of_approved_bids_only(client, cast, role):
    submitted, live = cast.draft("Not approved"), cast.live()
    for each in (submitted, live):
        add(client, each)
    client.force_login(getattr(cast, role))

    answers = [
        client.get(page("bid_file", each, each.files.get().pk)).status_code for each in (submitted, live)
    ]
    assert answers == [404, 200]


def test_who_may_not(client, cast, bid):
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
