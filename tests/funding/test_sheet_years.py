"""Spreadsheets with several financial years, for grants over one year and over several."""

from datetime import date

import pytest

from funding.bid_imports.columns import years_of
from funding.bid_imports.parsing import parse_bids
from plans.files import SourceFileError
from plans.periods import Period
from tests.funding.factories import HEADINGS, xlsx_book, xlsx_sheet

YEAR = "2024/25"


def read(rows, headings=HEADINGS, years=(YEAR,), **options):
    return parse_bids("bids.xlsx", xlsx_sheet(rows, headings, **options), years=years)


def amounts(sheet):
    return [bid.asked for bid in sheet.bids]


# --- Several financial years.

YEARS = ("Year", "Pot", "Project", "Amount")


def test_rows_of_another_year_are_skipped_with_a_note():
    rows = [
        ("2023/24", "upfront", "Earlier", 10), ("2024/25", "upfront", "Ours", 20), ("2024-2025", "tactical", "Too", 5),
        ("2023-24", "upfront", "Earlier too", "£6,00"), ("", "Total", "", 35), ("2024/25", "Total", "", 26),
    ]  # fmt: skip

    sheet = read(rows, YEARS)

    assert [bid.title for bid in sheet.bids] == ["Ours", "Too"]
    assert sheet.notes == ("2 rows for 2023/24 are skipped.",)
    assert sheet.refusals == ()
    assert [(total.cell, total.difference) for total in sheet.totals] == [("D6", 0), ("D7", 100)]


def test_row_without_its_year_is_rejected():
    sheet = read([(None, "upfront", "Project", 10)], YEARS)

    assert [(each.cell, each.words) for each in sheet.refusals] == [
        ("A2", "Enter the financial year of this row, for example 2024/25.")
    ]


def test_columns_of_another_year_are_skipped_with_a_note():
    sheet = read([("Ashford", 900, 1000), ("Total", 900, 1000)], ("Recipient", "2023/24 (£)", "2024/25 (£)"))

    assert amounts(sheet) == [100_000]
    assert sheet.notes == ("The column for 2023/24 is skipped. 2024/25 is used.",)
    assert [total.difference for total in sheet.totals] == [0]


def test_worksheet_of_another_year_is_skipped_with_a_note():
    rows = [HEADINGS, ("upfront", "Project", "", 10)]
    book = xlsx_book(
        {"2023-24": rows, "2024-25": [*rows, ("tactical", "Other", "", 5)], "Notes": [("Words",)]}
    )

    sheet = parse_bids("bids.xlsx", book, years=[YEAR])

    assert amounts(sheet) == [1_000, 500]
    assert sheet.notes == ("Sheet “2023-24” is skipped. Sheet “2024-25” is used.",)


def test_spreadsheet_with_other_years_only_is_rejected():
    with pytest.raises(SourceFileError) as refused:
        read([("Ashford", 900)], ("Recipient", "2023/24"))

    assert str(refused.value) == "The spreadsheet has amounts for 2023/24, but none for 2024/25."


# --- A grant over several years.

TWO_YEARS = ("2024/25", "2025/26")
SHARES_BY_YEAR = [
    ("Ashford", "2024/25", "£34,500.50"), ("Ashford", "2025/26", "£34,500"), ("Dover", "2024/25", "£41,250"),
    ("Dover", "2025/26", "£41,250"), ("Dover", "2026/27", "TBC"), ("Total 2024/25", "", "£75,751.50"),
    ("Total 2025/26", "", "£75,750"), ("Grand total", "", "£151,501.10"),
]  # fmt: skip


def test_grant_over_two_years_has_the_rows_of_both():
    sheet = read(SHARES_BY_YEAR, ("Recipient", "Financial year", "Allocation"), years=TWO_YEARS)

    assert [(bid.pot, bid.year, bid.asked) for bid in sheet.bids] == [
        ("Ashford", "2024/25", 3_450_050), ("Ashford", "2025/26", 3_450_000), ("Dover", "2024/25", 4_125_000),
        ("Dover", "2025/26", 4_125_000),
    ]  # fmt: skip
    assert sheet.shares == {"Ashford": 6_900_050, "Dover": 8_250_000}
    assert sheet.notes == ("1 row for 2026/27 is skipped.",)
    assert [(total.cell, total.difference) for total in sheet.totals] == [("C7", 100), ("C8", 0), ("C9", 60)]


def test_grant_over_two_years_has_the_columns_of_both():
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
        ("A4", "Enter the pot of this row."),
    ]
    assert [(total.cell, total.difference) for total in sheet.totals] == [("C5", 100), ("D5", 0)]
    assert sheet.notes == ("The column for 2023/24 is skipped. 2024/25 and 2025/26 are used.",)


def test_shares_can_differ_between_years_but_not_within_one():
    rows = [
        ("Ashford", year, "Youth", pounds, 100) for year, pounds in zip(TWO_YEARS, (1000, 900), strict=True)
    ]
    headings = ("Recipient", "Year", "Project", "Allocation", "Amount")

    assert read(rows, headings, years=TWO_YEARS).shares == {"Ashford": 190_000}
    sheet = read([*rows, ("Ashford", "2025/26", "More", 901, 100)], headings, years=TWO_YEARS)
    assert [refusal.words for refusal in sheet.refusals] == [
        "Ashford has £900.00 in an earlier row and £901.00 in this row."
    ]


def test_amount_left_in_one_year_is_skipped_for_a_grant_over_two_years():
    rows = [
        ("2024/25", "upfront", "Ours", 20),
        ("2024/25", "", "Remaining", 5),
        ("2024/25", "", "Total award", 25),
    ]

    sheet = read(rows, YEARS, years=TWO_YEARS)

    assert (sheet.printed_left, sheet.printed_award) == (None, None)
    assert sheet.notes == (
        "D3: “Remaining” is for 2024/25 only, so it is skipped.",
        "D4: “Total award” is for 2024/25 only, so it is skipped.",
    )


def test_worksheets_for_each_year_of_a_grant_are_rejected_together():
    rows = [HEADINGS, ("upfront", "Project", "", 10)]

    with pytest.raises(SourceFileError) as refused:
        parse_bids("bids.xlsx", xlsx_book({"2024-25": rows, "2025-26": rows}), years=TWO_YEARS)

    assert str(refused.value) == (
        "This file has a sheet for each of 2024/25 and 2025/26. Import each sheet as a separate file."
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
def test_financial_years_of_a_grant(starts, ends, years):
    assert years_of(Period(date(*starts), date(*ends))) == years


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "No bids for 2024/25 were found."),
        (
            [("2023/24", "upfront", "Earlier", 10)],
            "No bids for 2024/25 were found. 1 row for 2023/24 is skipped.",
        ),
    ],
)
def test_spreadsheet_without_bids_is_rejected(rows, words):
    with pytest.raises(SourceFileError) as refused:
        read(rows, YEARS)

    assert str(refused.value) == words
