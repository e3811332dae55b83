"""Documents of a grant for its funder: PDF and Word say the same, and the amounts add up."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document as WordDocument
from docx.oxml.ns import qn

from funding.bids.project_changes import start_change
from funding.bids.transitions import apply_transition
from funding.ledger import entries, transfers
from funding.lifecycles import BidTransitionCode
from funding.statement.queries import get_final_statement, get_quarter_statement
from plans.files.text_cleaning import clean_text
from plans.govuk import Column, Table
from plans.periods import Quarter
from plans.records import write_row
from reports.documents import make_pdf
from reports.funder_documents.business_case import BidText, build_business_case
from reports.funder_documents.document import (
    DocumentSection,
    DocumentText,
    FunderDocument,
)
from reports.funder_documents.downloads import paper_html
from reports.funder_documents.final_report import build_final_report
from reports.funder_documents.return_documents import build_grant_return_document, build_return_document
from reports.funder_documents.word import document_to_docx
from tests.factories import make_partnership
from tests.funding.bid_factories import Cast, change_words
from tests.funding.factories import make_grant, make_project
from tests.malicious import hostile_texts
from tests.reports.funder_documents import case, make_cast, read, words_of
from tests.reports.grant_making import make_evaluation, make_return
from tests.reports.pdf_checks import faults, read_text

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2024, 2), Quarter(2024, 3)


@pytest.fixture
def cast(db):
    return make_cast()


def case_of(bid):
    """The business case of a bid that was submitted once."""
    return build_business_case(bid, BidText.of_version(bid.versions.get()))


def papers_of(cast) -> dict:
    """Return one document of each kind, with everything that it can contain."""
    bid = cast.live(
        "Training", "4,000",
        costs=[["Trainers", "3,500"], ["Rooms", "1,500.50"]],
        match=[["The council", "cash", "1,000.50"], ["The college", "in kind", "250"]],
    )  # fmt: skip
    other = cast.live("A night bus", "1,200.25")
    entries.record_payment(bid, 400_000, by=cast.officer, key="pay 1")
    row = make_return(cast, bid, forecast=350_000)
    closed = cast.closed("Counselling", "2,000")
    make_evaluation(cast, closed, learned="Ask the schools earlier.")
    apply_transition(closed, BidTransitionCode.EVALUATE, by=cast.officer)
    entries.record_payment(closed, 200_000, by=cast.officer, key="pay 2")
    entries.record_repayment(closed, 12_345, reason="Unspent", by=cast.officer, key="back")
    write_row(
        cast.grant, {"printed_left": 9_000_000, "conditions": "Tell us in January."}, base_revision=1, by=None
    )
    cast.grant.refresh_from_db()
    told = get_quarter_statement(cast.grant, Q2)
    return {
        "bid": case_of(bid.bid),
        "draft": build_business_case(draft := cast.draft("Half a bid", need=""), BidText.of_draft(draft)),
        "return": build_return_document(bid, row, [row]),
        "quarter": build_grant_return_document(told, "Northshire", Q2),
        "final": build_final_report(told, "Northshire"),
        "other": case_of(other.bid),
    }


def test_pdf_is_pdf_ua_with_the_text_of_the_word_file(cast):
    validation = pytest.importorskip("page")
    for name, paper in papers_of(cast).items():
        pdf, word = make_pdf(paper_html(paper)), document_to_docx(paper)
        verdict = validation.validate_pdf_bytes(pdf, profile=validation.ValidationProfile.PDF_UA_1)
        tables = sum(isinstance(part, Table) for section in paper.sections for part in section.parts)

        assert (name, [failure.message for failure in verdict.failures]) == (name, [])
        assert (name, faults(pdf, title=paper.title, tables=tables)) == (name, [])
        plain = re.sub(r"[\s:]+", "", read_text(pdf) or pytest.skip("pdftotext is not installed"))
        missing = {each for each in words_of(word) if re.sub(r"[\s:]+", "", each) not in plain}
        assert (name, missing) == (name, set())
        said = set(" ".join(words_of(word)).split())
        of_page = {each.strip(":") for each in re.sub(r"<[^>]+>", " ", _body(paper)).split()}
        assert (name, of_page - {each.strip(":") for each in said}) == (name, set())


def _body(paper) -> str:
    return unescape(paper_html(paper).partition("<body")[2].partition(">")[2])


def test_word_file_has_real_headings_marked_tables_language_and_title(cast):
    paper = papers_of(cast)["bid"]
    made = WordDocument(BytesIO(document_to_docx(paper)))

    styles = [
        (row.style.name, row.text)
        for row in made.paragraphs
        if row.style.name.startswith(("Title", "Heading"))
    ]
    assert styles[0] == ("Title", "Business case: Training")
    assert ("Heading 1", "Money") in styles
    assert ("Heading 2", "What will the project cost?") in styles
    assert made.core_properties.title == "Business case: Training"
    assert {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert len(made.tables) == 3
    for table in made.tables:
        assert [bool(row._tr.trPr.findall(qn("w:tblHeader"))) for row in table.rows] == [True] + [False] * (
            len(table.rows) - 1
        )


def test_business_case_adds_its_costs_up_and_names_its_version(cast):
    bid = cast.live(
        "Training", "4,000",
        costs=[["Trainers", "3,500"], ["Rooms", "1,500.50"]],
        match=[["The council", "cash", "1,000.50"]],
    ).bid  # fmt: skip
    said = read(document_to_docx(case_of(bid)))

    assert "Trainers £3,500.00 Rooms £1,500.50 Total £5,000.50" in said
    assert "The council cash £1,000.50 Total cash £1,000.50" in said
    assert f"SHA-256 of the text: {bid.versions.get().sha256}" in said
    assert "Approved by the chair £4,000.00" in said
    assert "Approved by the funder £4,000.00" in said
    assert "Approved: £4,000.00 Version: 1, submitted on" in said


def test_a_bid_of_a_sheet_is_shown_as_it_was_approved_also_while_it_is_changed(client, cast):
    change = start_change(make_project(cast.grant, asked=1_300_000), by=cast.officer, words="Five cameras")
    change_words(change, by=cast.officer, asked=1_500_000, amount_requested_text="15,000")
    client.force_login(cast.funder)

    said = read(client.get(case(change.project)).content)

    assert "Approved: £13,000.00 Version: 1, imported from a spreadsheet of bids" in said
    assert "Imported as approved £13,000.00" in said
    assert "£15,000" not in said


def test_draft_is_marked_and_lists_missing_answers(cast):
    bid = cast.draft("Half a bid", need="")
    paper = build_business_case(bid, BidText.of_draft(bid))

    assert paper.is_draft
    assert "What is the need, and how do you know? Not answered." in read(document_to_docx(paper))
    text = read_text(make_pdf(paper_html(paper))) or pytest.skip("pdftotext is not installed")
    assert all("DRAFT" in page for page in text.split("\f")[:-1])


def test_an_amount_in_a_draft_that_cannot_be_read_stays_as_typed(cast):
    bid = cast.draft("Half a bid", costs=[["Rooms", "£6,00"]])

    assert "Rooms £6,00 Total £0.00" in read(
        document_to_docx(build_business_case(bid, BidText.of_draft(bid)))
    )


def test_a_returns_figures_add_up(cast):
    bid = cast.live("Training", "4,000")
    first = make_return(cast, bid, Quarter(2024, 1), spent=12_345, forecast=400_000)
    second = make_return(cast, bid, Q2, spent=100_055, forecast=390_000, state="sent")

    said = read(document_to_docx(build_return_document(bid, second, [first, second])))

    assert (
        "Spent before this quarter £123.45 Spent in this quarter £1,000.55 Spent in total £1,124.00" in said
    )
    assert "Underspend forecast £100.00" in said
    assert "Status: Sent on 7 October 2024, not approved yet" in said
    assert "Staff trained 80 35" in said


def test_grants_return_has_each_projects_text_and_names_missing_returns(cast):
    bid, other = cast.live("Training", "4,000"), cast.live("A night bus", "1,200.25")
    make_return(cast, bid, spent=100_000, forecast=350_000)
    said = read(
        document_to_docx(build_grant_return_document(get_quarter_statement(cast.grant, Q2), "Northshire", Q2))
    )

    assert "1: Training (A charity, upfront) £4,000.00 £0.00 £1,000.00 £1,000.00 £3,500.00 Approved" in said
    assert "2: A night bus (A charity, upfront) £1,200.25 £0.00 £0.00 £1,200.25 Not received" in said
    assert "Total £5,200.25 £0.00 £1,000.00 £1,000.00 £4,700.25" in said
    assert "Underspend is forecast for: Training, £500.00." in said
    assert "1: Training Two sessions held." in said
    assert other.title not in said.partition("Underspend is forecast")[2]


def test_quarters_documents_show_what_was_paid_by_its_last_day(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2024, 7, 1))
    cast = Cast(make_grant(make_partnership("northshire")))
    bid = cast.live("Training", "4,000")
    entries.record_payment(bid, 100_000, by=cast.officer, key="then", on=date(2024, 9, 30))
    entries.record_payment(bid, 50_000, by=cast.officer, key="later", on=date(2024, 10, 1))
    row = make_return(cast, bid)

    project = read(document_to_docx(build_return_document(bid, row, [row])))
    whole = read(
        document_to_docx(build_grant_return_document(get_quarter_statement(cast.grant, Q2), "Northshire", Q2))
    )

    assert "Approved £4,000.00 Paid by 30 September 2024 £1,000.00" in project
    assert "Money as at: 30 September 2024" in whole
    assert "1: Training (A charity, upfront) £4,000.00 £1,000.00 £1,000.00" in whole


def test_grants_return_lists_missing_returns_of_earlier_quarters(cast):
    make_return(cast, cast.live("Training", "4,000"), Q3)
    said = read(
        document_to_docx(build_grant_return_document(get_quarter_statement(cast.grant, Q3), "Northshire", Q3))
    )

    assert "Returns not received for earlier quarters: Training, Q2 2024/25." in said


def test_final_report_shows_repayments_and_what_was_achieved(cast):
    said = read(document_to_docx(papers_of(cast)["final"]))

    assert "3: Counselling (A charity, upfront) £2,000.00 £2,000.00 £0.00 £123.45 £1,876.55" in said
    assert "Left to approve £90,000.00 £99,259.75 −£9,259.75" in said.replace("-£", "−£")
    assert "What the project achieved Eighty staff know the signs." in said
    assert "What was learned Ask the schools earlier." in said
    assert "Status: 2 projects not closed yet" in said
    assert "The funder's conditions Tell us in January." in said


def test_final_report_shows_what_was_returned_to_the_funder(cast):
    before = papers_of(cast)["final"]
    pot = cast.grant.pots.get(name="upfront")
    transfers.return_to_funder(cast.grant, pot, 1_234_50, reason="Not needed", by=None, key="to the funder")

    said, was = (
        read(document_to_docx(build_final_report(get_final_statement(cast.grant), "Northshire"))),
        read(document_to_docx(before)),
    )

    [unapproved] = re.findall(r"£[\d,.]+ of the award was not approved for projects\.", was)
    assert f"{unapproved} £1,234.50 of that was returned to the funder." in said
    assert "returned to the funder" not in was


def test_characters_that_word_files_cannot_hold_are_removed(cast):
    title = "A\x01 night\ufffe bus\x1f"
    bid = cast.live(title, "4,000", costs=[["Rooms\uffff", "4,000"]])
    row = make_return(cast, bid, words="Ten sessions held.\x0bTwo more booked.\x07")
    write_row(cast.grant, {"title": "The\x0b grant\ufffe"}, base_revision=1, by=None)
    cast.grant.refresh_from_db()

    for paper in (
        case_of(bid.bid),
        build_return_document(bid, row, [row]),
        build_grant_return_document(get_quarter_statement(cast.grant, Q2), "North\x0bshire", Q2),
    ):
        assert "A night bus" in read(document_to_docx(paper))
    assert "Ten sessions held. Two more booked." in read(
        document_to_docx(build_return_document(bid, row, [row]))
    )


def test_malicious_texts_are_in_the_word_file_unchanged(cast):
    texts = [text for text in hostile_texts(300) if len(text) < 2_000]
    rows = tuple((text, text) for text in texts)
    columns = (Column("What"), Column("How"))
    parts = (*map(DocumentText, texts), Table("Texts", columns, rows))

    # Each of these represents a kind of text; the others contain them in a sentence.
    for text in texts[:90]:
        document_to_docx(FunderDocument(text, text, (), ()))
    sections = tuple(DocumentSection(text, ()) for text in texts)
    document_to_docx(FunderDocument("Texts", "Here", rows, sections))
    made = WordDocument(
        BytesIO(document_to_docx(FunderDocument("Texts", "Here", (), (DocumentSection("All", parts),))))
    )

    kept = [clean_text(text) for text in texts]
    assert [row.text for row in made.paragraphs if row.style.name == "Normal"][1 : len(kept) + 1] == kept
    assert [row.cells[1].text for row in made.tables[0].rows[1:]] == kept


def test_as_many_queries_with_three_projects_as_with_one(cast, django_assert_num_queries):
    make_return(cast, cast.live())
    with django_assert_num_queries(6):
        get_quarter_statement(cast.grant, Q2)
    for title in ("Second", "Third"):
        make_return(cast, cast.live(title))
    with django_assert_num_queries(6):
        assert len(get_quarter_statement(cast.grant, Q2).projects) == 3
