"""Parsing of spreadsheets of bids. What is not clear is an error of its cell."""

from datetime import date, time

import pytest

from funding.bid_imports.parsing import parse_bids
from funding.money.amounts import format_money
from funding.money.pot_names import pot_name
from plans.files import SourceFileError
from tests.actions.file_factories import EXAMPLE, stacked_word, workbook
from tests.funding.factories import HEADINGS, KENT, MEDWAY, csv_sheet, xlsx_sheet

YEAR = "2024/25"


def read(rows, headings=HEADINGS, years=(YEAR,), **options):
    return parse_bids("bids.xlsx", xlsx_sheet(rows, headings, **options), years=years)


def amounts(sheet):
    return [bid.asked for bid in sheet.bids]


@pytest.mark.parametrize(("name", "write"), [("bids.xlsx", xlsx_sheet), ("bids.csv", csv_sheet)])
def test_spreadsheet_of_bids_is_parsed(name, write):
    sheet = parse_bids(name, write(MEDWAY))

    assert [(bid.pot, bid.title, bid.lead, bid.asked) for bid in sheet.bids] == [
        (pot, title, lead, pounds * 100) for pot, title, lead, pounds in MEDWAY
    ]
    assert (sheet.refusals, sheet.totals, sheet.notes, sheet.shares) == ((), (), (), {})


def test_unclear_amount_is_an_error_of_its_cell_and_others_are_parsed():
    sheet = read(KENT)

    assert [refusal.cell for refusal in sheet.refusals] == ["D2"]
    assert sheet.refusals[0].words.startswith(
        "“£6,00” could be pounds and pence or a comma in the wrong place."
    )
    assert sum(amounts(sheet)) == 2_027_800


@pytest.mark.parametrize(
    ("value", "pence"),
    [
        (3950, 395_000), (3950.5, 395_050), (1234.56, 123_456), (0.1 + 0.2, 30), (1234.5600000000002, 123_456),
        ("£3,950", 395_000), ("3950.00", 395_000), (" £ 3 950 ", 395_000), (0, 0), ("GBP 12", 1_200),
    ],
)  # fmt: skip
def test_amounts_of_all_kinds_in_cells(value, pence):
    assert amounts(read([("upfront", "Project", "", value)])) == [pence]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "There is no amount here."),
        ("TBC", "“TBC” is not an amount that can be read."),
        ("6.000,00", "“6.000,00” has its points and commas the other way round."),
        (1234.567, "“1234.567” could be pounds and pence or a point in place of a comma."),
        (1e15, "“1000000000000000” is larger than any grant."),
        (True, "“TRUE” is not an amount that can be read."),
        (date(2024, 4, 1), "“1 April 2024” is a date or a time, not an amount."),
        (time(9, 30), "“09:30” is a date or a time, not an amount."),
        ("#REF!", "“#REF!” is not an amount that can be read."),
        (-5, "Amount requested must be £0 or more"),
        ("5k", "“5k” is shortened; write the amount out."),
    ],
)
def test_amounts_in_cells_that_are_rejected(value, words):
    sheet = read([("upfront", "Project", "Police", value)])

    assert [(refusal.cell, refusal.words.startswith(words)) for refusal in sheet.refusals] == [("D2", True)]
    assert sheet.bids == ()


@pytest.mark.parametrize(
    ("number", "code", "pence"),
    [
        (1234.56, "£#,##0", 123_456),
        (1234.56, "0.0", 123_456),
        (1234.5, '0,"k"', 123_450),
        (0.4, "0", 40),
        (-0.0, "0;;", 0),
        (12, "000000", 1_200),
        (1234567.89, "0.00E+00", 123_456_789),
    ],
)
def test_amount_is_what_the_file_stores_not_what_its_format_shows(number, code, pence):
    rows = [HEADINGS, ("upfront", "Project", "Police", number)]

    assert amounts(parse_bids("bids.xlsx", workbook({"Bids": rows}, formats={"D2": code}))) == [pence]


@pytest.mark.parametrize("code", ["yyyy", "dd/mm/yyyy", "mmm yy", "[h]:mm", "[$-809]d mmmm yyyy"])
@pytest.mark.parametrize("number", [0.5, 45_383])
def test_number_with_the_format_of_a_date_is_not_an_amount(code, number):
    rows = [HEADINGS, ("upfront", "Project", "Police", number)]

    sheet = parse_bids("bids.xlsx", workbook({"Bids": rows}, formats={"D2": code}))

    assert sheet.bids == ()
    assert [each.cell for each in sheet.refusals] == ["D2"]
    assert "is a date or a time, not an amount" in sheet.refusals[0].words


def test_amount_with_control_characters_is_an_error_of_its_cell():
    sheet = parse_bids("bids.csv", b"Project,Amount\nOne,1\x015\nTwo,2\n")

    assert [(each.cell, each.words) for each in sheet.refusals] == [
        ("B2", "This amount has characters that cannot be read. Write it like £1,234.50 or 1234.50.")
    ]
    assert amounts(sheet) == [200]


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("upfront", "x" * 301, "", 1), "B2", "Text must be 300 characters or fewer."),
        (("p" * 101, "Project", "", 1), "A2", "Text must be 100 characters or fewer."),
        ((None, "Project", "", 1), "A2", "Enter the pot of this row."),
    ],
)
def test_other_cells_that_are_rejected(row, cell, words):
    assert [(refusal.cell, refusal.words) for refusal in read([row]).refusals] == [(cell, words)]


@pytest.mark.parametrize(
    "headings",
    [
        ("Fund", "Title", "Applicant", "Amount (£)"),
        ("Stream", "Project title", "Lead agency", "£"),
        ("Pot", "Name of project", "Lead partner", "Amount requested (£)"),
        ("POT", "Initiative", "Delivered by", "Total cost"),
    ],
)
def test_headings_of_other_spreadsheets(headings):
    sheet = read([("upfront", "Project", "Police", 10)], headings)

    assert [(bid.pot, bid.title, bid.lead, bid.asked) for bid in sheet.bids] == [
        ("upfront", "Project", "Police", 1_000)
    ]


def test_text_above_the_headings_is_skipped():
    rows = [HEADINGS, ("upfront", "Project", "", 10)]

    assert amounts(read([("", ""), *rows], ("Crime Reduction Grant 2024/25",))) == [1_000]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Upfront", "upfront"), ("Up-front pot", "upfront"), ("TACTICAL POT", "tactical"), ("tactical fund", "tactical"),
        ("Ashford", "Ashford"), ("", ""), ("Upfront and tactical", "Upfront and tactical"),
    ],
)  # fmt: skip
def test_names_of_pots(printed, name):
    assert pot_name(printed) == name


def test_a_merged_cell_names_the_pot_of_all_its_rows():
    rows = [("upfront", "First", "", 1), (None, "Second", "", 2), ("tactical", "Third", "", 3)]

    sheet = read(rows, merged=["A2:A3"])

    assert [bid.pot for bid in sheet.bids] == ["upfront", "upfront", "tactical"]


def test_headings_of_sections_name_the_pot():
    rows = [("Upfront projects", None), ("First", 1), ("Tactical pot", None), ("Second", 2)]

    sheet = read(rows, ("Project", "Amount"))

    assert [(bid.pot, bid.title) for bid in sheet.bids] == [("upfront", "First"), ("tactical", "Second")]


def test_merged_amount_is_not_counted_for_each_row_it_covers():
    rows = [("upfront", "First", "", 1234.56), ("upfront", "Second", "", None), ("upfront", "Third", "", 3)]

    sheet = read(rows, merged=["D2:D3", "A2:A4"])

    assert [bid.asked for bid in sheet.bids] == [123_456, 300]
    assert [(each.cell, each.words) for each in sheet.refusals] == [
        ("D3", "This amount is in a cell that covers several rows. Enter an amount in each row.")
    ]


@pytest.mark.parametrize(
    ("text", "bids"),
    [
        ("Project\tAmount\nA, b, c, d\t£1,000\nB, c, d, e\t£2,000\n", [100_000, 200_000]),
        ("Project;Amount\n" + "".join(f"P{place};1,234,001\n" for place in range(5)), [123_400_100] * 5),
        (
            "Project,Amount\n" + "".join(f"Youth; sport; art {place},1000\n" for place in range(5)),
            [100_000] * 5,
        ),
    ],
)
def test_separator_is_that_of_the_headings(text, bids):
    assert [bid.asked for bid in parse_bids("bids.csv", text.encode()).bids] == bids


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Project,Lead,Amount\nA,Kent,£12,500\nB,Kent,700\n", "D2"),
        ("Project,Amount,Lead\nA,12,500,Kent\nB,700,Kent\n", "D2"),
    ],
)
def test_amount_that_was_split_at_its_comma_is_not_read(text, cell):
    sheet = parse_bids("bids.csv", text.encode())

    assert [bid.asked for bid in sheet.bids] == [70_000]
    assert [each.cell for each in sheet.refusals] == [cell]


def test_errors_of_a_csv_file_name_the_line_of_the_row():
    content = b'Pot,Project,Amount\n\n,,\nupfront,"Over\ntwo lines",10\nupfront,Second,TBC\n'

    sheet = parse_bids("bids.csv", content)

    assert [(bid.row, bid.title) for bid in sheet.bids] == [(4, "Over two lines")]
    assert [each.cell for each in sheet.refusals] == ["C6"]


@pytest.mark.parametrize(("column", "letters"), [(26, "Z"), (27, "AA"), (53, "BA")])
def test_errors_name_cells_in_columns_after_z(column, letters):
    blank = [None] * (column - 2)

    sheet = read([("Project", *blank, "TBC")], ("Project", *blank, "Amount"))

    assert [each.cell for each in sheet.refusals] == [f"{letters}2"]


# --- Hidden worksheets.

HIDDEN = "Sheet “Old” is skipped. This sheet is hidden in Excel. To import it, unhide it and import the file again."


def test_hidden_worksheet_is_skipped_with_a_note():
    rows = [HEADINGS, ("upfront", "Project", "", 10)]

    sheet = parse_bids("bids.xlsx", workbook({"Old": rows, "Bids": rows}, hidden=["Old"]))

    assert amounts(sheet) == [1_000]
    assert sheet.notes == (HIDDEN,)


def test_file_whose_bids_are_hidden_is_rejected_with_the_name_of_the_worksheet():
    rows = [HEADINGS, ("upfront", "Project", "", 10)]

    with pytest.raises(SourceFileError) as refused:
        parse_bids("bids.xlsx", workbook({"Notes": [("Words",)], "Old": rows}, hidden=["Old"]))

    assert str(refused.value).endswith(f"and Amount, and try again. {HIDDEN}")


# --- Totals in the spreadsheet.


def total_rows(*printed):
    """Two pots with a subtotal each, and a total, with the given amounts."""
    upfront, tactical, total = printed
    return [
        ("upfront", "First", "", 100), ("upfront", "Second", "", 50), ("", "Total upfront", "", upfront),
        ("tactical", "Third", "", 30), ("", "Sub-total", "", tactical), ("", "Total", "", total),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "differences"),
    [
        ((150, 30, 180), [0, 0, 0]),
        ((151, 30, 181), [100, 0, 100]),
        ((150, "£29.40", 180), [0, -60, 0]),
        ((150, 30, "£180.60"), [0, 0, 60]),
    ],
)
def test_totals_are_saved_with_the_totals_of_the_rows(printed, differences):
    sheet = read(total_rows(*printed))

    assert [total.difference for total in sheet.totals] == differences
    assert [total.cell for total in sheet.totals] == ["D4", "D6", "D7"]
    assert len(sheet.bids) == 3


def test_wrong_total_is_described_in_a_sentence():
    total = read(total_rows(151, 30, 180)).totals[0]

    assert total.words == (
        "D4: “Total upfront” is £151.00 in the spreadsheet. The rows add up to £150.00. The difference is £1.00."
    )


@pytest.mark.parametrize(
    "title", ["Total Respect", "Summary of needs", "Left behind", "Award evening for volunteers"]
)
def test_project_is_not_parsed_as_a_total(title):
    assert [bid.title for bid in read([("upfront", title, "", 5)]).bids] == [title]


def test_amount_left_and_award_are_parsed():
    rows = [("upfront", "First", "", 100), ("", "Total award", "", 150), ("", "Remaining", "", 50)]

    sheet = read(rows)

    assert (sheet.printed_left, sheet.printed_award) == (5_000, ("D3", "Total award", 15_000))
    assert sheet.totals == ()


# --- Recipients in place of pots.


def test_recipients_with_a_column_for_their_share():
    rows = [
        ("Ashford", "First", 1000, 400), ("Ashford", "Second", None, 500), ("Canterbury", "Third", 800, 800),
    ]  # fmt: skip

    sheet = read(rows, ("Recipient", "Project", "Allocation", "Amount"))

    assert sheet.shares == {"Ashford": 100_000, "Canterbury": 80_000}
    assert [(bid.pot, bid.asked) for bid in sheet.bids] == [
        ("Ashford", 40_000), ("Ashford", 50_000), ("Canterbury", 80_000),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Amount", "Allocation", "Grant", "2024/25"])
def test_recipients_with_one_amount_each(heading):
    sheet = read([("Ashford", 1000), ("Canterbury", 800), ("Total", 1801)], ("CSP", heading))

    assert sheet.shares == {"Ashford": 100_000, "Canterbury": 80_000}
    assert [(bid.pot, bid.title, bid.asked) for bid in sheet.bids] == [
        ("Ashford", "Ashford", 100_000), ("Canterbury", "Canterbury", 80_000),
    ]  # fmt: skip
    assert [total.difference for total in sheet.totals] == [100]


def test_two_shares_for_one_recipient_are_rejected():
    rows = [("Ashford", "First", 1000, 400), ("Ashford", "Second", 900, 500)]

    sheet = read(rows, ("Recipient", "Project", "Allocation", "Amount"))

    assert [(each.cell, each.words) for each in sheet.refusals] == [
        ("C3", "Ashford has £1,000.00 in an earlier row and £900.00 in this row.")
    ]


# --- Characters that files cannot hold.


def test_characters_that_files_cannot_hold_are_removed():
    content = "Pot,Project,Lead,Amount\nupfront,A\x01 night\ufffe bus\x0bat last,A\x1f charity,10\n"

    (bid,) = parse_bids("bids.csv", content.encode()).bids

    assert (bid.title, bid.lead) == ("A night bus at last", "A charity")


# --- Files that are not spreadsheets of bids.

WRONG_KIND = "The selected file must be an Excel (.xlsx) or CSV (.csv) file."


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bids.pdf", b"%PDF", "You cannot import a PDF. Ask for the Excel file that the PDF was made from."),
        ("bids.csv", b"\x89PNG", "This is a picture. Select the Excel or CSV file that it was made from."),
        ("bids.xls", b"", "This is an old .xls file. Open it in Excel, select Save As and .xlsx, then try again."),
        ("bids.doc", b"", WRONG_KIND),
        ("bids.docx", stacked_word(EXAMPLE), WRONG_KIND),
        ("bids.csv", b"{\\rtf1", WRONG_KIND),
        ("bids.xlsx", stacked_word(EXAMPLE), f"This file is named .xlsx but is a Word file. {WRONG_KIND}"),
        (
            "bids.csv",
            stacked_word(EXAMPLE),
            "This file is named .csv but is a Word or Excel file. Change its ending to .xlsx and try again.",
        ),
        (
            "bids.xlsx",
            b"PK nothing",
            "This file is named .xlsx but is not an Excel file. Open it, select Save As and .xlsx, then try again.",
        ),
        (
            "bids.csv",
            b"Words,More words\n1,2\n",
            "No row of headings with a project and an amount was found. Use the headings Pot, Project, Lead organisation"
            " and Amount, and try again.",
        ),
        ("bids.csv", b"", "The selected file is empty."),
        (
            "bids.csv",
            b"Project,Amount\n" + b"P,1\n" * 2_000,
            "This file has more than 2,000 rows. Keep only the rows and columns that you want to import and try again.",
        ),
    ],
)  # fmt: skip
def test_other_files_are_rejected_with_the_reason(name, content, words):
    with pytest.raises(SourceFileError) as refused:
        parse_bids(name, content)

    assert str(refused.value) == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_the_encodings_of_excel(encoding):
    content = "Project;Amount\nCafé; £1,234.50\n".encode(encoding)

    sheet = parse_bids("bids.csv", content)

    assert [(bid.title, format_money(bid.asked)) for bid in sheet.bids] == [("Café", "£1,234.50")]
