"""Files that cannot be imported: each error says what to do, and comes quickly."""

import io
import struct
import time
import zipfile

import pytest

from actions.parsing import (
    ColumnMappingError,
    SourceFileError,
    UnknownHeadingsError,
    parse_columns,
    parse_plan,
)
from tests.actions.file_factories import (
    EXAMPLE,
    HEADINGS,
    archive,
    delimited,
    p,
    sheet_of,
    stacked_word,
    tbl,
    word,
    word_parts,
    workbook,
)

PLAIN = tbl(HEADINGS, ("1.1", "Act", "", "Step", "May 24", "A"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LARGE = "This file is too large when it is unpacked."


def refusal(filename, content, **how):
    with pytest.raises(SourceFileError) as refused:
        parse_plan(filename, content, **how)
    return str(refused.value)


@pytest.mark.parametrize(
    ("filename", "content", "begins"),
    [
        ("plan.doc", OLE, "This is an old .doc file. Open it in Word, select Save As and .docx"),
        ("plan.XLS", OLE, "This is an old .xls file."),
        ("plan.pdf", b"%PDF-1.7", "You cannot import a PDF."),
        ("plan.odt", b"PK\x03\x04", "This is an .odt file."),
        ("plan.docm", b"PK\x03\x04", "This Word file can contain macros."),
        ("plan.xlsm", b"PK\x03\x04", "This Excel file can contain macros."),
        ("plan.exe", b"MZ", "The selected file must be a Word (.docx), Excel (.xlsx) or CSV (.csv) file."),
        ("plan", b"a,b", "The selected file must be a Word (.docx), Excel (.xlsx) or CSV (.csv) file."),
        ("", b"a,b", "The selected file must be a Word (.docx), Excel (.xlsx) or CSV (.csv) file."),
        ("plan.docx", b"", "The selected file is empty."),
        ("plan.csv", b" \r\n\r\n", "The selected file is empty."),
        ("plan.docx", OLE, "This is an old .doc file."),
        ("plan.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "The selected file is password protected."),
        ("plan.docx", b"No.,Action", "This file is named .docx but is not a Word file."),
        ("plan.docx", b"%PDF-1.7", "You cannot import a PDF."),
        ("plan.xlsx", b"PK\x03\x04" + bytes(60), "The selected file is damaged"),
        ("plan.csv", b"\x89PNG\r\n", "This is a picture."),
        ("plan.csv", b"<html><table>", "This file is named .csv but is a web page."),
        ("plan.csv", b'a,"b\r\nc,d', "A quotation mark in this file is not closed"),
        ("plan.csv", b",,,\r\n,,\r\n", "The selected file contains no text."),
    ],
)  # fmt: skip
def test_other_files_are_rejected(filename, content, begins):
    assert refusal(filename, content)[: len(begins)] == begins


def test_file_with_the_wrong_extension_is_named_in_the_message():
    assert refusal("plan.xlsx", stacked_word(EXAMPLE)) == (
        "This file is named .xlsx but is a Word file. Change its ending to .docx and try again."
    )
    assert refusal("plan.docx", sheet_of(EXAMPLE)) == (
        "This file is named .docx but is an Excel file. Change its ending to .xlsx and try again."
    )
    assert refusal("plan.csv", stacked_word(EXAMPLE))[:38] == "This file is named .csv but is a Word "
    assert (
        refusal("plan.docx", archive({"readme.txt": "words"}))[:42]
        == "This file is named .docx but is not a Word"
    )


def test_macros_are_rejected_with_any_extension():
    parts = word_parts(PLAIN) | {"word/vbaProject.bin": b"x"}

    assert refusal("plan.docx", archive(parts))[:34] == "The selected file contains macros."


def test_password_of_a_zip():
    content = bytearray(stacked_word(EXAMPLE))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        content[at + offset] |= 1

    assert refusal("plan.docx", bytes(content))[:40] == "The selected file is password protected."


@pytest.mark.parametrize(
    "declaration",
    ['<!DOCTYPE w [<!ENTITY a "b">]>', "<!doctype x>", '<!DOCTYPE w SYSTEM "file:///etc/passwd">'],
)
@pytest.mark.parametrize(
    "member", ["word/document.xml", "word/styles.xml", "docProps/app.xml", "customXml/item1.bin"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_are_rejected_in_every_part(declaration, member, encoding):
    parts = word_parts(PLAIN) | {member: f"<?xml version='1.0'?>{declaration}<w/>".encode(encoding)}

    assert refusal("plan.docx", archive(parts))[:40] == "The selected file contains XML entities,"


def test_declaration_across_two_pieces_of_a_part():
    padding = " " * ((1 << 18) - len("<?xml version='1.0'?>") - 4)
    parts = word_parts(PLAIN) | {"word/styles.xml": f"<?xml version='1.0'?>{padding}<!DOCTYPE w><w/>"}

    assert refusal("plan.docx", archive(parts))[:40] == "The selected file contains XML entities,"


def test_zip_bombs_are_rejected_before_parsing():
    began = time.process_time()

    assert (
        refusal("plan.xlsx", archive(word_parts(PLAIN) | {"xl/a.xml": b"<" + b" " * 30_000_000}))[
            : len(LARGE)
        ]
        == LARGE
    )
    assert (
        refusal("plan.docx", archive(word_parts(PLAIN) | {"media/a.bin": bytes(3_000_000)}))[: len(LARGE)]
        == LARGE
    )
    assert (
        refusal("plan.docx", archive(word_parts(PLAIN) | {f"a{n}": "" for n in range(2_000)}))[: len(LARGE)]
        == LARGE
    )
    assert time.process_time() - began < 3


def test_real_size_of_a_member_is_counted():
    """A header that claims less than the real size is a damaged file, not a way past the limit."""
    content = archive(word_parts(PLAIN) | {"media/a.bin": bytes(900_000) + b"end"})
    real, claimed = struct.pack("<I", 900_003), struct.pack("<I", 10)

    assert refusal("plan.docx", content.replace(real, claimed))[:28] == "The selected file is damaged"


def test_more_than_twenty_megabytes():
    assert refusal("plan.csv", b"a,b\n" * 5_100_000)[:44] == "The selected file must be smaller than 20MB."


def test_too_many_rows_columns_and_characters():
    row = ["1", "Act", "A"]
    head = ["No.", "Action", "Lead"]

    assert (
        refusal("plan.csv", delimited([head, *[row] * 2_001]))[:38]
        == "This file has more than 2,000 rows. Ke"
    )
    assert (
        refusal("plan.xlsx", workbook({"A": [head, *[row] * 2_001]}))[:34]
        == "This file has more than 2,000 rows"
    )
    assert (
        refusal("plan.docx", word(tbl(*[row] * 2_001)))[:50]
        == "The tables in this file have more than 2,000 rows."
    )
    assert (
        refusal("plan.csv", delimited([[f"c{n}" for n in range(61)]]))[:36]
        == "This file has more than 60 columns. "
    )
    assert (
        refusal("plan.xlsx", workbook({"A": [[f"c{n}" for n in range(61)]]}))[:30]
        == "Sheet “A” has more than 60 col"
    )
    assert (
        refusal("plan.docx", word(tbl([f"c{n}" for n in range(61)])))[:30] == "Table 1 has more than 60 colum"
    )
    assert refusal("plan.csv", delimited([head, ["1", "x" * 100_001, ""]]))[:47] == (
        "A cell on line 2 has more than 100,000 characte"
    )
    assert refusal("plan.docx", word(tbl(head, ("1", "x" * 100_001, ""))))[:48] == (
        "A cell of table 1, row 2 has more than 100,000 c"
    )


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing():
    content = workbook({"Plan": [["No.", "Action", "Lead"], [1, "Act", "A"]]})
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    merged = '<mergeCells count="1"><mergeCell ref="A3:XFD1048575"/></mergeCells>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", far + merged).encode()
    began = time.process_time()

    reading = parse_plan("plan.xlsx", archive(parts))

    assert [action.number for action in reading.document.actions] == ["1"]
    assert reading.document.actions[0].notes == {"Column XFD": "far"}
    assert time.process_time() - began < 1


def test_no_table_and_no_headings():
    assert refusal("plan.docx", word(p("Only words")))[:36] == "The selected file contains no tables"
    assert refusal("plan.csv", b"just one sentence\r\n")[:32] == "The file has no row of headings."


def test_unknown_headings_can_be_matched_manually():
    rows = [["Harbour"], ["Was", "Wer", "Wann"], ["Count cars", "Wardens", "May 24"], ["Paint", "", ""]]
    content = delimited(rows)

    with pytest.raises(UnknownHeadingsError) as refused:
        parse_plan("plan.csv", content)

    assert [(column.heading, column.sample, column.key) for column in refused.value.columns] == [
        ("Was", "Count cars", "was"),
        ("Wer", "Wardens", "wer"),
        ("Wann", "May 24", "wann"),
    ]
    assert str(refused.value)[:103] == (
        "The headings of an action plan were not recognised. The file has “Was”, “Wer”, “Wann”. Select what each"
    )
    matched = {"was": "action", "WER": "lead", " Wann ": "timescale"}
    reading = parse_plan("plan.csv", content, columns=matched)
    assert [(action.action, action.lead) for action in reading.document.actions] == [
        ("Count cars", "Wardens"),
        ("Paint", ""),
    ]
    assert [(column.meaning, column.guessed) for column in reading.columns] == [
        ("action", False),
        ("lead", False),
        ("timescale", False),
    ]
    assert reading.document.title == "Harbour"


def test_columns_matched_manually_come_before_guesses():
    content = delimited([["Aims", "Action", "Target Date", "Lead"], ["Aim", "Act", "May 24", "A"]])

    (action,) = parse_plan(
        "plan.csv", content, columns=parse_columns("Aims=action,Action=milestone")
    ).document.actions

    assert (action.action, action.milestones[0].milestone, action.milestones[0].timescale) == (
        "Aim",
        "Act",
        "May 24",
    )


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"Aim": "action"}, "The file does not have a column “Aim”. Its columns are “Action”, “Lead”."),
        ({"Action": "deed"}, "“deed” is not a meaning of a column. Use one of: priority, number, action,"),
        (
            {"Action": "notes"},
            "No column was matched to the action. Select which of “Action”, “Lead” is the act",
        ),
    ],
)
def test_columns_that_cannot_be_matched(columns, words):
    with pytest.raises(ColumnMappingError) as refused:
        parse_plan("plan.csv", delimited([["Action", "Lead"], ["Act", "A"]]), columns=columns)

    assert str(refused.value)[: len(words)] == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Aims=action,Target Date=timescale", {"Aims": "action", "Target Date": "timescale"}),
        (" Aims = action , ", {"Aims": "action"}),
        ("A=B=lead", {"A=B": "lead"}),
        ("Outcome=Desired outcome", {"Outcome": "desired_outcome"}),
        ("", {}),
    ],
)
def test_columns_from_the_command_line(words, expected):
    assert parse_columns(words) == expected


@pytest.mark.parametrize("words", ["Aims", "=action", "Aims=deed"])
def test_invalid_columns_on_the_command_line(words):
    with pytest.raises(ColumnMappingError):
        parse_columns(words)
