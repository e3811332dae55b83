import ast
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.money.amounts import LARGEST, InvalidAmount, format_money, parse_amount, propose_split

# The texts that static/amounts.js parses in the same way (tests/browser/test_amounts.py).
CASES = json.loads(Path(__file__).with_name("amounts.json").read_text(encoding="utf-8"))
ACCEPTED = [*CASES["accepted"], (3950, 395000), (3950.0, 395000), (12.5, 1250), (0, 0)]
REJECTED = [*CASES["rejected"], None, True, 0.1 + 0.2, 10**13]


@pytest.mark.parametrize(("words", "pence"), ACCEPTED)
def test_clear_amount_is_parsed_to_pence(words, pence):
    assert parse_amount(words) == pence


@pytest.mark.parametrize("words", REJECTED)
def test_unclear_amount_is_rejected_with_a_sentence(words):
    with pytest.raises(InvalidAmount) as error:
        parse_amount(words)

    assert str(error.value).endswith((".", "?"))


def test_error_names_the_mark_of_a_footnote():
    with pytest.raises(InvalidAmount) as error:
        parse_amount("£600¹")

    assert str(error.value) == (
        "“£600¹” includes “¹”, which could be a digit or the mark of a footnote. Write it like £1,234.50 or 1234.50."
    )


@settings(deadline=None, derandomize=True, max_examples=500)
@given(st.text())
def test_any_text_is_parsed_or_rejected(words):
    with suppress(InvalidAmount):
        assert abs(parse_amount(words)) <= LARGEST


@settings(deadline=None, derandomize=True, max_examples=500)
@given(st.integers(-LARGEST, LARGEST))
def test_formatted_amount_is_parsed_to_the_same_pence(pence):
    assert parse_amount(format_money(pence)) == pence


@pytest.mark.parametrize(
    ("award", "upfront", "tactical"),
    [(3966100, 2644000, 1322100), (10646000, 7097300, 3548700), (300, 200, 100), (100, 0, 100), (0, 0, 0)],
)
def test_the_tactical_third_is_rounded_up_to_the_pound(award, upfront, tactical):
    assert propose_split(award) == (upfront, tactical)


def test_funding_code_uses_no_floats():
    root = Path(__file__).resolve().parents[2] / "funding"
    found = [
        f"{path.name}:{node.lineno}"
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id in {"float", "Decimal"})
        or (isinstance(node, ast.Attribute) and node.attr in {"FloatField", "DecimalField"})
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and "management" not in str(path))
    ]

    assert found == []
