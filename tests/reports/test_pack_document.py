"""The pack as a document: page and PDF have the same text, the PDF is accessible, and is always the same file."""

import re
from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from reports.models import Document, Pack
from reports.packs.files import pack_bytes, pack_document, pack_html
from reports.packs.operations import write_section
from tests.reports.factories import Q3
from tests.reports.pack_factories import Scrutiny
from tests.reports.pack_words import words_of_page, words_of_pdf
from tests.reports.pdf_checks import faults, read_text

pytestmark = pytest.mark.django_db
page_validation = pytest.importorskip("page")


@pytest.fixture
def house():
    return Scrutiny()


def test_public_page_and_pdf_have_the_same_text(client, house):
    pack = house.published()
    page = client.get(f"/published/{house.partnership.slug}/{pack.slug}/").text
    assert words_of_page(page) == words_of_page(pack_html(pack))
    in_page, in_pdf = Counter(words_of_page(page)), Counter(words_of_pdf(pack_bytes(pack, ".pdf")))
    in_pdf["•"] = 0
    assert in_pdf - in_page == Counter()
    assert in_page - in_pdf == Counter()


def test_the_pdf_is_accessible_by_an_outside_judge_and_by_ours(house):
    pdf = pack_bytes(house.published(), ".pdf")
    verdict = page_validation.validate_pdf_bytes(pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert [failure.message for failure in verdict.failures] == []
    # Two tables of risks, the exceptions, and the actions of one priority.
    assert faults(pdf, title="Annual scrutiny", tables=4) == []


def test_bookmarks_contents_running_heads_and_page_numbers(house):
    pdf = pack_bytes(house.published(), ".pdf")
    with pikepdf.open(BytesIO(pdf)) as file, file.open_outline() as outline:
        marks = [item.title for item in outline.root[0].children]
    assert marks[:4] == ["Contents", "Summary", "1. Recommendations", "2. Budget and policy framework"]
    assert marks[-2:] == [
        "Appendix 1: Exception report, Q2 2024/25",
        "Appendix 2: Action plan: Plan 2024-25",
    ]
    pages = (read_text(pdf) or pytest.skip("pdftotext is not installed")).split("\f")[:-1]
    assert f"Page 1 of {len(pages)}" in pages[0]
    assert re.search(rf"Appendix 2: Action plan: Plan 2024-25\s+{len(pages)}\n", pages[0])
    assert "Annual scrutiny: Appendix 2: Action plan: Plan 2024-25" in pages[-1]


def test_every_page_of_a_draft_is_marked_and_no_page_of_a_frozen_one(house):
    draft = house.written()
    pages = (read_text(pack_bytes(draft, ".pdf")) or pytest.skip("pdftotext is not installed")).split("\f")[
        :-1
    ]
    assert {"DRAFT" in page for page in pages} == {True}
    assert "DRAFT" not in read_text(pack_bytes(house.frozen("b"), ".pdf"))


def test_a_frozen_pack_is_always_the_same_bytes(client, house):
    pack = house.published()
    address = f"/published/{house.partnership.slug}/{pack.slug}.pdf"

    def fetched():
        answer = client.get(address)
        return answer.getvalue()

    first = fetched()
    assert first == fetched() == pack_bytes(pack, ".pdf")
    assert Document.objects.filter(is_frozen=True).count() == 1
    # Changes around it change nothing in it.
    house.update(house.first, Q3, status="complete", words="All done.")
    house.action("1.2")
    assert fetched() == first
    # Files that were lost or damaged are made again, with the same bytes.
    Document.objects.update(file=b"%PDF-")
    assert fetched() == first
    Document.objects.all().delete()
    assert fetched() == first


def test_same_text_frozen_again_has_the_same_hash(house):
    first, second = house.frozen(), house.frozen("b")
    contents = [Pack.objects.get(pk=pack.pk).content_hash for pack in (first, second)]
    assert contents[0] == contents[1]


def test_drafts_pdf_follows_its_text(house):
    pack = house.written()
    before = pack_document(pack)
    write_section(house.section(pack, "Options"), {"words": "Other words."}, by=house.officer)
    assert pack_document(pack).pk != before.pk


HOSTILE = (
    "<script>alert(1)</script> <img src='file:///etc/passwd'> {{ x }} \u202etxet \u0007 ŵŷ 火 🙂\n"
    "| <b>a</b> | =1+1 |\n| file:///etc | \\| |\n\n" + "long" * 300
)


def test_malicious_text_is_literal_in_page_and_pdf(house):
    pack = house.written()
    section = house.section(pack, "Options")
    write_section(section, {"heading": "<i>Options</i>", "words": HOSTILE}, by=house.officer)
    html = pack_html(pack)
    assert "<script>" not in html and "<img" not in html
    text = read_text(pack_bytes(pack, ".pdf")) or pytest.skip("pdftotext is not installed")
    assert "<script>alert(1)</script>" in text and "<i>Options</i>" in text and "{{ x }}" in text


def test_members_take_the_pdf_from_the_packs_page(client, house):
    pack = house.published()
    client.force_login(house.member)
    answer = client.get(house.room(f"{pack.slug}/pack.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert "northshire-annual-scrutiny-2024.pdf" in answer["Content-Disposition"]
    assert answer.getvalue()[:5] == b"%PDF-"
