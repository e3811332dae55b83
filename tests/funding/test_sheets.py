from datetime import date

import pytest

from funding.money.amounts import money
from funding.sheets.columns import years_of
from funding.sheets.files import SheetRefused
from funding.sheets.reading import pot_name, read_bids
from plans.periods import Period
from tests.funding.making import HEADINGS, KENT, MEDWAY, csv_sheet, xlsx_book, xlsx_sheet

YEAR = "2024/25"


def read(rows, headings=HEADINGS, years=(YEAR,), **options):
    return read_bids("bids.xlsx", xlsx_sheet(rows, headings, **options), years=years)


def amounts(sheet):
    return [bid.asked for bid in sheet.bids]


@pytest.mark.parametrize(("name", "write"), [("bids.xlsx", xlsx_sheet), ("bids.csv", csv_sheet)])
def test_a_sheet_of_bids_is_read(name, write):
    sheet = read_bids(name, write(MEDWAY))

    assert [(bid.pot, bid.title, bid.lead, bid.asked) for bid in sheet.bids] == [
        (pot, title, lead, pounds * 100) for pot, title, lead, pounds in MEDWAY
    ]
    assert (sheet.refusals, sheet.totals, sheet.notes, sheet.shares) == ((), (), (), {})


def test_a_doubtful_amount_is_refused_by_its_cell_and_the_others_are_read():
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
        (True, "There is no amount here."),
        ("#REF!", "“#REF!” is not an amount that can be read."),
        (-5, "A bid cannot ask for less than nothing."),
        ("5k", "“5k” is shortened; write the amount out."),
    ],
)
def test_amounts_that_cannot_be_read(value, words):
    sheet = read([("upfront", "Project", "Police", value)])

    assert [(refusal.cell, refusal.words.startswith(words)) for refusal in sheet.refusals] == [("D2", True)]
    assert sheet.bids == ()


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("upfront", "x" * 301, "", 1), "B2", "This is longer than 300 characters."),
        (("p" * 101, "Project", "", 1), "A2", "This is longer than 100 characters."),
        ((None, "Project", "", 1), "A2", "This row does not name its pot."),
    ],
)
def test_other_cells_that_are_refused(row, cell, words):
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
def test_headings_of_other_sheets(headings):
    sheet = read([("upfront", "Project", "Police", 10)], headings)

    assert [(bid.pot, bid.title, bid.lead, bid.asked) for bid in sheet.bids] == [
        ("upfront", "Project", "Police", 1_000)
    ]


def test_words_above_the_headings_are_passed_over():
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


# --- Totals as printed.


def total_rows(*printed):
    """Two pots with a subtotal each, and a total; the printed figures as given."""
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
def test_printed_totals_are_kept_beside_what_the_rows_come_to(printed, differences):
    sheet = read(total_rows(*printed))

    assert [total.difference for total in sheet.totals] == differences
    assert [total.cell for total in sheet.totals] == ["D4", "D6", "D7"]
    assert len(sheet.bids) == 3


def test_a_wrong_total_is_pointed_out_in_words():
    total = read(total_rows(151, 30, 180)).totals[0]

    assert total.words == (
        "D4: “Total upfront” is printed as £151.00; the rows come to £150.00: the difference is £1.00."
    )


@pytest.mark.parametrize(
    "title", ["Total Respect", "Summary of needs", "Left behind", "Award evening for volunteers"]
)
def test_a_project_is_not_taken_for_a_total(title):
    assert [bid.title for bid in read([("upfront", title, "", 5)]).bids] == [title]


def test_printed_remaining_and_award_are_read():
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


def test_two_shares_for_one_recipient_are_refused():
    rows = [("Ashford", "First", 1000, 400), ("Ashford", "Second", 900, 500)]

    sheet = read(rows, ("Recipient", "Project", "Allocation", "Amount"))

    assert [(each.cell, each.words) for each in sheet.refusals] == [
        ("C3", "Ashford has £1,000.00 in a row above and £900.00 here.")
    ]


# --- Several financial years.

YEARS = ("Year", "Pot", "Project", "Amount")


def test_of_two_years_in_rows_the_grants_own_is_read_and_the_other_named():
    rows = [
        ("2023/24", "upfront", "Earlier", 10), ("2024/25", "upfront", "Ours", 20), ("2024-2025", "tactical", "Too", 5),
        ("2023-24", "upfront", "Earlier too", "£6,00"), ("", "Total", "", 35), ("2024/25", "Total", "", 26),
    ]  # fmt: skip

    sheet = read(rows, YEARS)

    assert [bid.title for bid in sheet.bids] == ["Ours", "Too"]
    assert sheet.notes == ("2 rows of 2023/24 were left out.",)
    assert sheet.refusals == ()
    assert [(total.cell, total.difference) for total in sheet.totals] == [("D6", 0), ("D7", 100)]


def test_a_row_without_its_year_is_refused():
    sheet = read([(None, "upfront", "Project", 10)], YEARS)

    assert [(each.cell, each.words) for each in sheet.refusals] == [
        ("A2", "This row does not name its financial year, such as 2024/25.")
    ]


def test_of_two_years_in_columns_the_grants_own_is_read_and_the_other_named():
    sheet = read([("Ashford", 900, 1000), ("Total", 900, 1000)], ("Recipient", "2023/24 (£)", "2024/25 (£)"))

    assert amounts(sheet) == [100_000]
    assert sheet.notes == ("The column for 2023/24 was left out; 2024/25 was read.",)
    assert [total.difference for total in sheet.totals] == [0]


def test_of_two_years_on_two_sheets_the_grants_own_is_read():
    rows = [HEADINGS, ("upfront", "Project", "", 10)]
    book = xlsx_book(
        {"2023-24": rows, "2024-25": [*rows, ("tactical", "Other", "", 5)], "Notes": [("Words",)]}
    )

    sheet = read_bids("bids.xlsx", book, years=[YEAR])

    assert amounts(sheet) == [1_000, 500]
    assert sheet.notes == ("The sheet “2023-24” was left out; “2024-25” was read.",)


def test_amounts_for_other_years_alone_are_refused():
    with pytest.raises(SheetRefused) as refused:
        read([("Ashford", 900)], ("Recipient", "2023/24"))

    assert str(refused.value) == "The sheet has amounts for 2023/24, but none for 2024/25."


# --- A grant over several years.

TWO_YEARS = ("2024/25", "2025/26")
SHARES_BY_YEAR = [
    ("Ashford", "2024/25", "£34,500.50"), ("Ashford", "2025/26", "£34,500"), ("Dover", "2024/25", "£41,250"),
    ("Dover", "2025/26", "£41,250"), ("Dover", "2026/27", "TBC"), ("Total 2024/25", "", "£75,751.50"),
    ("Total 2025/26", "", "£75,750"), ("Grand total", "", "£151,501.10"),
]  # fmt: skip


def test_a_grant_over_two_years_takes_the_rows_of_both():
    sheet = read(SHARES_BY_YEAR, ("Recipient", "Financial year", "Allocation"), years=TWO_YEARS)

    assert [(bid.pot, bid.year, bid.asked) for bid in sheet.bids] == [
        ("Ashford", "2024/25", 3_450_050), ("Ashford", "2025/26", 3_450_000), ("Dover", "2024/25", 4_125_000),
        ("Dover", "2025/26", 4_125_000),
    ]  # fmt: skip
    assert sheet.shares == {"Ashford": 6_900_050, "Dover": 8_250_000}
    assert sheet.notes == ("1 row of 2026/27 was left out.",)
    assert [(total.cell, total.difference) for total in sheet.totals] == [("C7", 100), ("C8", 0), ("C9", 60)]


def test_a_grant_over_two_years_takes_the_columns_of_both():
    rows = [
        ("Ashford", "1", "£34,500.50", "£34,500"), ("Dover", "2", "£41,250", "TBC"), ("", "3", "5", "6"),
        ("Total", "3", "£75,751.50", "£34,500"),
    ]  # fmt: skip

    sheet = read(rows, ("Recipient", "2023/24", "2024/25", "2025/26"), years=TWO_YEARS)

    assert [(bid.title, bid.year, bid.asked) for bid in sheet.bids] == [
        ("Ashford", "2024/25", 3_450_050), ("Ashford", "2025/26", 3_450_000), ("Dover", "2024/25", 4_125_000),
    ]  # fmt: skip
    assert sheet.shares == {"Ashford": 6_900_050, "Dover": 4_125_000}
    assert [(refusal.cell, refusal.words) for refusal in sheet.refusals] == [
        ("D3", "“TBC” is not an amount that can be read. Write it like £1,234.50 or 1234.50."),
        ("A4", "This row does not name its pot."),
    ]
    assert [(total.cell, total.difference) for total in sheet.totals] == [("C5", 100), ("D5", 0)]
    assert sheet.notes == ("The column for 2023/24 was left out; 2024/25 and 2025/26 were read.",)


def test_an_allocation_may_differ_from_year_to_year_but_not_within_one():
    rows = [
        ("Ashford", year, "Youth", pounds, 100) for year, pounds in zip(TWO_YEARS, (1000, 900), strict=True)
    ]
    headings = ("Recipient", "Year", "Project", "Allocation", "Amount")

    assert read(rows, headings, years=TWO_YEARS).shares == {"Ashford": 190_000}
    sheet = read([*rows, ("Ashford", "2025/26", "More", 901, 100)], headings, years=TWO_YEARS)
    assert [refusal.words for refusal in sheet.refusals] == [
        "Ashford has £900.00 in a row above and £901.00 here."
    ]


def test_what_is_left_in_one_year_is_not_what_is_left_of_a_grant_over_two():
    rows = [
        ("2024/25", "upfront", "Ours", 20),
        ("2024/25", "", "Remaining", 5),
        ("2024/25", "", "Total award", 25),
    ]

    sheet = read(rows, YEARS, years=TWO_YEARS)

    assert (sheet.printed_left, sheet.printed_award) == (None, None)
    assert sheet.notes == (
        "D3: “Remaining” is for 2024/25 alone, so it was left out.",
        "D4: “Total award” is for 2024/25 alone, so it was left out.",
    )


def test_a_sheet_for_each_year_of_a_grant_is_brought_in_by_itself():
    rows = [HEADINGS, ("upfront", "Project", "", 10)]

    with pytest.raises(SheetRefused) as refused:
        read_bids("bids.xlsx", xlsx_book({"2024-25": rows, "2025-26": rows}), years=TWO_YEARS)

    assert str(refused.value) == (
        "This file has a sheet for each of 2024/25 and 2025/26. Bring each in as a file of its own."
    )


@pytest.mark.parametrize(
    ("starts", "ends", "years"),
    [
        ((2024, 4, 1), (2025, 3, 31), ("2024/25",)),
        ((2024, 4, 1), (2026, 3, 31), TWO_YEARS),
        ((2025, 3, 31), (2025, 4, 1), TWO_YEARS),
        ((2024, 10, 1), (2024, 12, 31), ("2024/25",)),
        ((2099, 4, 1), (2101, 3, 31), ("2099/00", "2100/01")),
    ],
)
def test_years_that_a_grant_touches(starts, ends, years):
    assert years_of(Period(date(*starts), date(*ends))) == years


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "No bid of 2024/25 was found."),
        (
            [("2023/24", "upfront", "Earlier", 10)],
            "No bid of 2024/25 was found. 1 row of 2023/24 was left out.",
        ),
    ],
)
def test_a_sheet_without_a_bid_is_refused(rows, words):
    with pytest.raises(SheetRefused) as refused:
        read(rows, YEARS)

    assert str(refused.value) == words


# --- Characters that no file may hold.


def test_characters_that_no_file_may_hold_are_left_out():
    content = "Pot,Project,Lead,Amount\nupfront,A\x01 night\ufffe bus\x0bat last,A\x1f charity,10\n"

    (bid,) = read_bids("bids.csv", content.encode()).bids

    assert (bid.title, bid.lead) == ("A night bus at last", "A charity")


# --- Files that are not sheets of bids.

OPENED = "This Excel file cannot be opened. Open it in Excel, save it again and try again."


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bids.pdf", b"%PDF", "Bids are read from .xlsx and .csv files. Save the sheet as one of these and try again."),
        ("bids.xlsx", b"PK nothing", "This is not an .xlsx file. Open it in Excel, save it as .xlsx and try again."),
        ("bids.csv", b"a\x00b", "This is not a CSV file. Save the sheet as CSV or .xlsx and try again."),
        (
            "bids.csv",
            b"Words,More words\n1,2\n",
            "No header row with a project and an amount was found. Name the columns Pot, Project, Lead organisation"
            " and Amount, and try again.",
        ),
        (
            "bids.csv",
            b"",
            "No header row with a project and an amount was found. Name the columns Pot, Project, Lead organisation"
            " and Amount, and try again.",
        ),
        ("bids.csv", b"Project,Amount\n" + b"P,1\n" * 2_000, "This sheet has more than 2,000 rows. Bring it in by parts."),
    ],
)  # fmt: skip
def test_other_files_are_refused_in_words(name, content, words):
    with pytest.raises(SheetRefused) as refused:
        read_bids(name, content)

    assert str(refused.value) == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_the_encodings_of_excel(encoding):
    content = "Project;Amount\nCafé; £1,234.50\n".encode(encoding)

    sheet = read_bids("bids.csv", content)

    assert [(bid.title, money(bid.asked)) for bid in sheet.bids] == [("Café", "£1,234.50")]
