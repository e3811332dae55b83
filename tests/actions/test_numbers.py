"""Action numbers: their order, the next one, and one without a space after it."""

import random
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.action_numbers import KEY_LENGTH, next_number, number_key, split_leading_number

IN_ORDER = ["1", "1.1", "1.2", "1.9", "1.10", "1.10.1", "1.11", "1a", "1b", "2.1", "2.1a", "10", "10.1", "A1"]
IN_ORDER += ["A2", "A10", "B1", "ж1", ""]


def test_numbers_sort_as_people_read_them():
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=number_key) == IN_ORDER


def test_numbers_sort_the_same_in_the_database():
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE action (label TEXT, number_key TEXT)")
    shuffled = random.Random(2).sample(IN_ORDER, len(IN_ORDER))
    database.executemany("INSERT INTO action VALUES (?, ?)", [(each, number_key(each)) for each in shuffled])
    found = [row[0] for row in database.execute("SELECT label FROM action ORDER BY number_key")]
    database.close()
    assert found == IN_ORDER


def test_numbers_sort_the_same_where_a_collation_counts_digits_as_quantities():
    assert sorted(IN_ORDER, key=lambda label: int(number_key(label))) == IN_ORDER


@pytest.mark.parametrize(
    ("first", "second"),
    [("1.1", "1.1."), ("1.1", " 1.1"), ("A1", "a1"), ("1.1", "1 . 1"), ("1.1", "１.１"), ("É1", "e1")],
)
def test_punctuation_and_case_do_not_change_the_order(first, second):
    assert number_key(first) == number_key(second)


def test_1_10_is_not_1_1():
    assert number_key("1.10") != number_key("1.1")


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text())
def test_any_label_has_a_key_of_digits(label):
    key = number_key(label)
    assert len(key) == KEY_LENGTH == 100
    assert key.isascii() and key.isdecimal()


def test_a_label_of_any_length_has_a_key():
    assert len(number_key("9" * 100_000)) == KEY_LENGTH
    assert number_key("1." * 50_000) < number_key("2")


@pytest.mark.parametrize(
    ("existing", "following"),
    [
        (["1.1", "1.4"], "1.5"),
        (["1.4", "1.1", "1.3"], "1.5"),
        (["1.9"], "1.10"),
        (["1.9", "1.10"], "1.11"),
        (["1.1", "1.2a", "1.2b"], "1.3"),
        (["1a", "1b"], "1c"),
        (["A1", "A2"], "A3"),
        (["1.1.1", "1.1.2"], "1.1.3"),
        (["1", "2"], "3"),
        (["1.", "2."], "3"),
        (["1.1", "1.2", "TBC", "Extra 9"], "1.3"),
        ([" 1.1 "], "1.2"),
        (["TBC"], "3.1"),
        ([""], "3.1"),
        ([], "3.1"),
        (["TBC", "3.1"], "3.2"),
    ],
)
def test_next_number_follows_the_pattern_of_the_others(existing, following):
    assert next_number(existing, position=3) == following


@settings(max_examples=500, deadline=None, derandomize=True)
@given(
    st.lists(st.text() | st.from_regex(r"[A-C]?[0-9]{1,2}(\.[0-9]{1,2})?[a-z]?", fullmatch=True), max_size=8)
)
def test_next_number_is_never_one_that_is_taken(existing):
    assert next_number(existing, position=1) not in existing


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("2.1Reduce burglary", "2.1", "Reduce burglary"),
        ("1.1. Promote", "1.1", "Promote"),
        ("1.1 Promote", "1.1", "Promote"),
        ("1.1 promote", "1.1", "promote"),
        ("1.1\u00a0Promote", "1.1", "Promote"),
        ("1.1.Promote", "1.1", "Promote"),
        ("1.1 – Promote", "1.1", "Promote"),
        ("1.1-Promote", "1.1", "Promote"),
        ("1.1a Promote", "1.1a", "Promote"),
        ("5.1.2Deliver", "5.1.2", "Deliver"),
        ("2.1“Know, See, Speak Out”", "2.1", "“Know, See, Speak Out”"),
        ("3) Deliver", "3", "Deliver"),
        ("(3) Deliver", "3", "Deliver"),
        ("a) Deliver", "a", "Deliver"),
        ("3. 24 hour helpline", "3", "24 hour helpline"),
        ("3 Deliver", "3", "Deliver"),
        ("3Deliver", "3", "Deliver"),
        ("A1 – Deliver", "A1", "Deliver"),
        ("A1.1 Deliver", "A1.1", "Deliver"),
        ("1.1", "1.1", ""),
        (" 1. ", "1", ""),
        ("A1", "A1", ""),
        ("24 hour helpline", "", "24 hour helpline"),
        ("24-hour helpline", "", "24-hour helpline"),
        ("24/7 helpline", "", "24/7 helpline"),
        ("18-25 year olds", "", "18-25 year olds"),
        ("2.5m fund", "", "2.5m fund"),
        ("2024/25 plan", "", "2024/25 plan"),
        ("2024 Strategy", "", "2024 Strategy"),
        ("31.03.2025 Launch", "", "31.03.2025 Launch"),
        ("10% fewer burglaries", "", "10% fewer burglaries"),
        ("1st quarter", "", "1st quarter"),
        ("3D printing", "", "3D printing"),
        ("M2 Policing", "", "M2 Policing"),
        ("1.2 & 1.3 Reduce", "", "1.2 & 1.3 Reduce"),
        ("Reduce burglary", "", "Reduce burglary"),
        ("", "", ""),
    ],
)
def test_number_is_split_from_its_text(text, number, words):
    assert split_leading_number(text) == (number, words)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text() | st.from_regex(r"[0-9A-C]{0,3}[.) –-]{0,3}[0-9]{0,2}.{0,9}", fullmatch=True))
def test_splitting_never_raises_and_loses_no_word(text):
    number, words = split_leading_number(text)
    assert number in text
    assert words in text
    if not number:
        assert words == text
