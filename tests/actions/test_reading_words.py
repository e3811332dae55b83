"""The text of cells: tracked changes, forms, nested tables, stored numbers and dates, encodings."""

from datetime import date

import pytest

from actions.parsing import parse_plan
from plans.files import read_tables
from plans.files.printed_dates import iso_date
from plans.files.workbook_values import printed
from tests.actions.file_factories import HEADINGS, delimited, p, tbl, tc, tr, word, workbook

CODES = {"inserted", "deleted", "control", "footnote", "cut", "formula", "characters"}


def run(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


def read_action(inside):
    """Return the action of a plan whose action cell has this XML, and the codes of its issues."""
    reading = parse_plan(
        "plan.docx", word(tbl(HEADINGS, tr("1.1", tc(raw=inside), "", "Step", "May 24", "A")))
    )
    return reading.document.actions[0].action, [doubt.code for doubt in reading.doubts]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"<w:p><w:ins>{run('added')}</w:ins>{run(' kept')}</w:p>", ("added kept", ["inserted"])),
        (f"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>{run('kept')}</w:p>", ("kept", ["deleted"])),
        (f"<w:p><w:moveFrom>{run('here')}</w:moveFrom><w:moveTo>{run('there')}</w:moveTo></w:p>",
         ("there", ["deleted", "inserted"])),
        (f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run('chosen')}</w:sdtContent></w:sdt></w:p>", ("chosen", ["control"])),
        (f"<w:sdt><w:sdtContent><w:p>{run('boxed')}</w:p></w:sdtContent></w:sdt>", ("boxed", ["control"])),
        (f"<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
         f"{run('own')}</w:p>", ("own", ["control"])),
        (f"<w:p><w:hyperlink>{run('a link')}</w:hyperlink>{run(' on')}</w:p>", ("a link on", [])),
        (f"<w:p><w:smartTag>{run('Kent')}</w:smartTag></w:p>", ("Kent", [])),
        (f"<w:p>{run('one')}<w:r><w:br/></w:r>{run('two')}</w:p>", ("one\ntwo", [])),
        (f"<w:p>{run('multi')}<w:r><w:noBreakHyphen/></w:r>{run('agency')}</w:p>", ("multi-agency", [])),
        (f"<w:p>{run('a')}<w:r><w:tab/></w:r>{run('b')}</w:p>", ("a\tb", [])),
        (f"<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>{run(' done')}</w:p>", ("✓ done", [])),
        (f"<w:p>{run('with a note')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>", ("with a note", ["footnote"])),
        (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('3')}</w:p>", ("3", [])),
        (f"<w:p>{run('first half')}<w:pPr/></w:p><w:p/><w:p>{run('second')}</w:p>", ("first half\nsecond", [])),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('joined')}</w:p><w:p>{run('up')}</w:p>", ("joined up", [])),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('inner')}</w:p></w:tc><w:tc><w:p>{run('table')}</w:p></w:tc></w:tr></w:tbl><w:p/>",
         ("inner table", [])),
        (f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run('in a box')}</w:p></w:txbxContent></w:pict></w:r></w:p>",
         ("in a box", [])),
        ("<w:p><w:r><w:t>in\nthe file</w:t></w:r></w:p>", ("in the file", [])),
    ],
)  # fmt: skip
def test_text_of_a_word_cell(inside, expected):
    assert read_action(inside) == expected


def test_a_deleted_row_is_left_out_and_pointed_out():
    deleted = tr("1.2", "Gone", "", "", "", "").replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    reading = parse_plan("plan.docx", word(tbl(HEADINGS, ("1.1", "Act", "", "Step", "", ""), deleted)))

    assert [action.action for action in reading.document.actions] == ["Act"]
    assert [(doubt.code, doubt.place.words) for doubt in reading.doubts] == [("deleted", "Table 1, row 3")]


def test_rows_and_cells_inside_content_controls_are_read():
    row = tr("1.1", "Act", "", "Step", "", "")
    cell = "<w:sdt><w:sdtContent>" + tc("Boxed") + "</w:sdtContent></w:sdt>"
    boxed = f"<w:tr>{tc('1.2')}{cell}{tc()}{tc('s')}{tc()}{tc()}</w:tr>"
    body = tbl(tr(*HEADINGS), f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>", boxed)

    reading = parse_plan("plan.docx", word(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>"))

    assert [action.action for action in reading.document.actions] == ["Act", "Boxed"]
    assert [doubt.code for doubt in reading.doubts] == ["control"]


def test_a_table_inside_a_table_for_the_layout():
    inner = tbl(HEADINGS, ("1.1", "Act", "", "Step", "", ""))

    reading = parse_plan("plan.docx", word(tbl(tr(tc(raw=p("Priority 1: Parks") + inner + p())))))

    assert [priority.heading for priority in reading.document.priorities] == ["Priority 1: Parks"]


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("1.1", "General", "1.1"),
        ("1.1000000000000001", "General", "1.1"),
        ("1.1", "0.00", "1.10"),
        ("2", "0.0", "2.0"),
        ("3", "@", "3"),
        ("45", "General", "45"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1500", '"£"#,##0', "£1,500"),
        ("1500", "[$£-809]#,##0;[Red]-[$£-809]#,##0", "£1,500"),
        ("0.25", "0%", "25%"),
        ("-3", "0", "-3"),
        ("7", "000", "007"),
        ("45747", "dd/mm/yyyy", "31 March 2025"),
        ("45747", "mmm-yy", "March 2025"),
        ("45747", "mmmm yyyy", "March 2025"),
        ("45747", "yyyy", "2025"),
        ("45747", "d-mmm", "31 March 2025"),
        ("45747.5", "dd/mm/yyyy hh:mm", "31 March 2025 12:00"),
        ("0.5", "hh:mm", "12:00"),
        ("45747", '[$-809]dd mmmm yyyy;@', "31 March 2025"),
        ("1", "dd/mm/yyyy", "1 January 1900"),
        ("99999999999", "dd/mm/yyyy", "99999999999"),
        ("nan", "General", "nan"),
        ("words", "General", "words"),
    ],
)  # fmt: skip
def test_stored_numbers_as_printed(stored, code, shown):
    assert printed(stored, code, from_1904=False) == shown


def test_days_counted_from_1904():
    assert printed("44285", "dd/mm/yyyy", from_1904=True) == "31 March 2025"


def test_dates_and_numbers_of_a_sheet():
    rows = [["No.", "Action", "Milestone", "When"], [1.1, "Act", "Step", date(2025, 3, 31)]]

    reading = parse_plan("plan.xlsx", workbook({"Plan": rows}, formats={"A2": "0.00", "D2": "dd/mm/yyyy"}))

    (action,) = reading.document.actions
    assert (action.number, action.milestones[0].timescale) == ("1.10", "31 March 2025")


def test_cells_keep_the_digits_that_the_file_stores():
    rows = [[1234.56, 1234.56, 0, date(2025, 3, 31), True, "12", "#REF!", 45_747, 1 / 3, -5, 1e-7]]
    formats = {"A1": "£#,##0", "D1": "dd/mm/yyyy", "H1": "yyyy"}

    (table,), _ = read_tables("plan.xlsx", workbook({"Plan": rows}, formats=formats))

    assert [(cell.text, cell.stored, cell.is_date) for cell in table.rows[0].cells] == [
        ("£1,235", "1234.56", False),
        ("1234.56", "1234.56", False),
        ("0", "0", False),
        ("31 March 2025", "", True),
        ("TRUE", "", False),
        ("12", "", False),
        ("#REF!", "", False),
        ("2025", "", True),
        ("0.333333333333333", "0.333333333333333", False),
        ("-5", "-5", False),
        ("1e-07", "1e-07", False),
    ]


def test_a_formula_without_a_value_is_pointed_out():
    rows = [["No.", "Action", "Lead"], ["1", "Act", '="A"&"B"']]

    reading = parse_plan("plan.xlsx", workbook({"Plan": rows}))

    assert [(doubt.code, doubt.column, doubt.path) for doubt in reading.doubts] == [
        ("formula", "Lead", (0, 0, None, "lead"))
    ]


def test_hidden_rows_are_read_and_hidden_sheets_listed():
    rows = [["No.", "Action", "Lead"], ["1", "Act", "A"]]

    reading = parse_plan("plan.xlsx", workbook({"Plan": rows, "Old": rows}, hidden=["Old"]))

    assert len(reading.document.actions) == 1
    assert [(table.place.words, table.is_read) for table in reading.tables] == [
        ("Sheet “Plan”", True),
        ("Sheet “Old”", False),
    ]


ROWS = [["No.", "Action", "Lead"], ["1", "‘Safe’ – “streets”, £5; and\nmore", "Café"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators(encoding, separator):
    (action,) = parse_plan(
        "plan.csv", delimited(ROWS, encoding=encoding, separator=separator)
    ).document.actions

    assert (action.number, action.action, action.lead) == ("1", ROWS[1][1], "Café")


def test_separator_that_the_file_names():
    (action,) = parse_plan("plan.csv", b"sep=;\r\nAction;Lead\r\nAct, then rest;A\r\n").document.actions

    assert (action.action, action.lead) == ("Act, then rest", "A")


def test_bytes_that_windows_does_not_know_are_kept():
    (action,) = parse_plan("plan.csv", b"Action,Lead\r\nCaf\xe9 \x81 bar,A\r\n").document.actions

    assert action.action == "Café \x81 bar"


def test_control_characters_are_left_out_and_pointed_out():
    reading = parse_plan("plan.csv", b"Action,Lead\r\nA\x00ct\x07,A\r\n")

    assert reading.document.actions[0].action == "Act"
    first = reading.doubts[0]
    assert (first.code, first.column, first.place.words) == (
        "characters", "Action", "Line 2",
    )  # fmt: skip


def test_a_cell_of_excels_length_was_probably_cut():
    reading = parse_plan("plan.csv", delimited([["Action", "Lead"], ["x" * 32_767, "A"]]))

    assert "cut" in [doubt.code for doubt in reading.doubts]


@pytest.mark.parametrize(
    ("stored", "text"),
    [("'=1+1", "=1+1"), ("'-x", "-x"), ("''@x", "'@x"), ("'quoted'", "'quoted'"), ("''", "''"), ("=1", "=1")],
)
def test_apostrophe_of_our_exports_is_removed_and_no_other(stored, text):
    assert (
        parse_plan("plan.csv", delimited([["Action", "Lead"], [stored, "A"]])).document.actions[0].action
        == text
    )


@pytest.mark.parametrize(
    ("shown", "iso"),
    [
        ("31/03/2025", "2025-03-31"),
        ("31.3.25", "2025-03-31"),
        ("31 March 2025", "2025-03-31"),
        ("1st Sept 2024", "2024-09-01"),
        ("2025-03-31", "2025-03-31"),
        ("2025-03-31 00:00:00", "2025-03-31"),
        ("31/02/2025", ""),
        ("March 25", ""),
        ("", ""),
        ("nearly", ""),
    ],
)
def test_days_done(shown, iso):
    assert iso_date(shown) == iso
