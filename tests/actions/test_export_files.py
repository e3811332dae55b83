"""Exported files: what an officer sees, and what no spreadsheet can run."""

import csv
import io
import time
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from openpyxl import load_workbook

from actions.exporting import TextTooLong, plan_to_csv, plan_to_docx, plan_to_xlsx
from actions.parsing import parse_plan
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from tests.actions.file_factories import EXAMPLE, bare

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("file://x","y")', "'=1", "#REF!"]


def plan_of(*texts):
    """A plan in which each text is an action, a milestone and a lead."""
    actions = tuple(
        ActionText(f"1.{order}", text, text, milestones=(MilestoneText(text, text, text),))
        for order, text in enumerate(texts, 1)
    )
    return PlanText("=title", (PriorityText("=heading", notes="=note", actions=actions),))


def test_no_cell_of_a_csv_file_is_a_formula():
    rows = csv.reader(io.StringIO(plan_to_csv(plan_of(*FORMULAS)).decode("utf-8-sig"), newline=""))

    assert [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []


def test_csv_is_as_excel_wants_it():
    content = plan_to_csv(EXAMPLE)

    assert content.startswith(
        b"\xef\xbb\xbfPriority,Kind,No.,Action,Desired outcome,Key milestones,Timescales,Lead agency,Status\r\n"
    )
    assert content.count(b"\r\n") == 8


def test_no_cell_of_a_workbook_is_a_formula():
    sheet = load_workbook(io.BytesIO(plan_to_xlsx(plan_of(*FORMULAS)))).active

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.quotePrefix for cell in cells if str(cell.value)[:1] in {"=", "+", "-", "@"}} == {True}
    assert [cell.value for cell in cells if cell.value == "=1+1"] == ["=1+1"] * 5


def test_workbook_is_ready_to_print():
    book = load_workbook(io.BytesIO(plan_to_xlsx(EXAMPLE, subtitle="As at 3 May 2024")))
    sheet = book.active

    assert (book.properties.title, book.properties.language) == (EXAMPLE.title, "en-GB")
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [EXAMPLE.title, "As at 3 May 2024", "No."]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert "A4:G4" in {str(each) for each in sheet.merged_cells.ranges}
    assert sheet["B5"].alignment.wrap_text is True
    assert sheet["A5"].number_format == "@"


def test_text_too_long_for_an_excel_cell_is_rejected_with_a_message():
    with pytest.raises(TextTooLong) as refused:
        plan_to_xlsx(plan_of("long " * 7_000))

    assert str(refused.value) == (
        "An Excel cell can have 32,767 characters or fewer. The text that starts “long long long long long "
        "long long long long long long long…” has 34,999. Shorten the text, or export the plan to Word or CSV."
    )
    assert bare(parse_plan("p.docx", plan_to_docx(plan_of("long " * 7_000))).document) == bare(
        parse_plan("p.csv", plan_to_csv(plan_of("long " * 7_000))).document
    )


def test_word_is_landscape_english_and_repeats_its_headings():
    content = plan_to_docx(EXAMPLE, subtitle="As at 3 May 2024")
    made = Document(io.BytesIO(content))
    (table,) = made.tables

    assert (made.core_properties.title, made.core_properties.language) == (EXAMPLE.title, "en-GB")
    assert [(each.text, each.style.name) for each in made.paragraphs[:2]] == [
        (EXAMPLE.title, "Title"),
        ("As at 3 May 2024", "Subtitle"),
    ]
    section = made.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (
        pytest.approx(297, abs=0.1),
        pytest.approx(210, abs=0.1),
    )
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        document, styles = (packed.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert document.count("<w:tblHeader/>") == 1
    assert "en-US" not in styles
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0] == [
        "No.",
        "Action",
        "Desired outcome",
        "Key milestones",
        "Timescales",
        "Lead agency",
        "Status",
    ]
    assert texts[1] == ["Priority 1: Safer streets"] * 7
    # MergeResult downwards: the same cell in each row of the action.
    assert [row[0] for row in texts[2:5]] == ["1.1"] * 3


def test_days_done_notes_and_leads_have_columns_of_their_own():
    action = ActionText(
        "1.1",
        "Act",
        status="On track",
        lead="Whole",
        notes={"Owner": "not the lead"},
        milestones=(MilestoneText("a", lead="Part", done_on="2024-05-31", notes={"RAG": "Green"}),),
    )
    plan = PlanText("", (PriorityText("Young people", "theme", "Elsewhere too.", (action,)),))

    rows = list(csv.reader(io.StringIO(plan_to_csv(plan).decode("utf-8-sig"), newline="")))

    assert dict(zip(*rows, strict=True)) == {
        "Priority": "Young people",
        "Kind": "theme",
        "No.": "1.1",
        "Action": "Act",
        "Desired outcome": "",
        "Key milestones": "a",
        "Timescales": "",
        "Lead agency": "Part",
        "Status": "On track",
        "Done": "31 May 2024",
        "Lead of the action": "Whole",
        "Note: Owner": "not the lead",
        "Milestone note: RAG": "Green",
        "Notes on the priority": "Elsewhere too.",
    }
    for filename, content in (
        ("a.csv", plan_to_csv(plan)),
        ("a.docx", plan_to_docx(plan)),
        ("a.xlsx", plan_to_xlsx(plan)),
    ):
        assert bare(parse_plan(filename, content).document) == bare(plan)


def test_long_title_is_printed_completely():
    plan = replace(EXAMPLE, title="long " * 100 + "end")

    assert parse_plan("a.docx", plan_to_docx(plan)).document.title == plan.title
    assert parse_plan("a.xlsx", plan_to_xlsx(plan)).document.title == plan.title


def test_empty_plan_is_exported_and_imported():
    empty = PlanText("Empty", (PriorityText("Priority 1: Parks"),))
    for filename, content in (
        ("a.csv", plan_to_csv(empty)),
        ("a.docx", plan_to_docx(empty)),
        ("a.xlsx", plan_to_xlsx(empty)),
    ):
        reading = parse_plan(filename, content)
        assert bare(reading.document) == bare(empty)
        assert [doubt.code for doubt in reading.doubts] == ["empty"]


@pytest.mark.parametrize(
    ("filename", "write"), [("a.docx", plan_to_docx), ("a.xlsx", plan_to_xlsx), ("a.csv", plan_to_csv)]
)
def test_two_thousand_rows_go_out_in_seconds(filename, write):
    actions = tuple(
        ActionText(
            f"1.{n}",
            f"Act {n}",
            "Good",
            milestones=tuple(MilestoneText(f"step {n}.{m}", "May 24", "A") for m in range(3)),
        )
        for n in range(660)
    )
    plan = PlanText("Large", (replace(EXAMPLE.priorities[0], actions=actions),))
    began = time.process_time()

    content = write(plan)
    reading = parse_plan(filename, content)

    assert bare(reading.document) == bare(plan)
    assert time.process_time() - began < 8
