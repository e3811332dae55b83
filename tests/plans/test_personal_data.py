import time

import pytest

from plans.personal_data import find_personal_data, is_nhs_number, personal_data_warning

FOUND = [
    ("DOB 12/03/1987", ["a date of birth"]),
    ("date of birth: 3rd March 1987", ["a date of birth"]),
    ("He was born on 4 May 2001 in Kent.", ["a date of birth"]),
    ("NHS no 943 476 5919", ["an NHS number"]),
    ("9434765919", ["an NHS number"]),
    ("QQ 12 34 56 C", []),
    ("AB 12 34 56 C", ["a National Insurance number"]),
    ("Ring 01632 960 001 after six.", ["a telephone number"]),
    ("+44 7700 900123", ["a telephone number"]),
    ("(01632) 960001", ["a telephone number"]),
    ("Write to jo.bloggs@example.org.", ["an email address"]),
    ("crime reference 46/12345/24", ["a crime or incident reference"]),
    ("Crime ref: XY1234567", ["a crime or incident reference"]),
    ("lives at 12 Acacia Road, Sittingbourne ME10 1AA", ["a home address"]),
    ("Flat 2, High Street, Faversham, ME13 7AA", ["a home address"]),
    ("jo@example.org or 07700 900123", ["a telephone number", "an email address"]),
]
NOT_FOUND = [
    "",
    "Reduce burglary by 5% by 31/03/2025.",
    "2024/25 Q2: 1,234 incidents, 12 fewer than in 2023/24.",
    "£106,460.00 of the £250,000 grant",
    "Born out of the 2019 review, the group meets on 4 May.",
    "Patrols in ME10 and ME12 on Fridays",
    "27 actions and 59 milestones in 7 headings",
    "Action 1.10 follows 1.9; see page 1234567890.",
    "Crime reference group meets monthly",
    "Section 17, Crime and Disorder Act 1998",
    "The case number of each review is kept elsewhere",
    "101 or 999",
    "943 476 5918",
]


@pytest.mark.parametrize(("text", "signs"), FOUND)
def test_signs_are_found(text, signs):
    assert find_personal_data(text) == signs


@pytest.mark.parametrize("text", NOT_FOUND)
def test_text_of_real_plans_gets_no_warning(text):
    assert find_personal_data(text) == []


@pytest.mark.parametrize(
    ("digits", "is_one"),
    [("9434765919", True), ("9434765918", False), ("943476591", False), ("0000000000", False)],
)
def test_nhs_numbers_have_a_check_digit(digits, is_one):
    assert is_nhs_number(digits) == is_one


def test_the_warning_names_each_sign_once():
    assert personal_data_warning(["jo@example.org", "al@example.org, 07700 900123", None]) == (
        "The text might contain an email address and a telephone number. Remove anything that could identify a "
        "victim, an offender or any other private person."
    )
    assert personal_data_warning(["Reduce burglary"]) == ""


@pytest.mark.parametrize(
    "piece", ["0", "12 a", "1 ", "a@", "a.", "crime ref ", "dob ", "(0", "me1 ", "12 aa bb, "]
)
def test_search_is_fast_for_any_text(piece):
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    find_personal_data(text)
    assert time.process_time() - started < 2
