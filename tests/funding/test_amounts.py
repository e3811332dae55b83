import ast
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.money.amounts import LARGEST, InvalidAmount, format_money, parse_amount, propose_split

READ = [
    ("£1,234.50", 123450), ("1234.5", 123450), ("1 234", 123400), ("-0", 0), ("0", 0), ("£0.00", 0),
    ("£5,300", 530000), ("5300", 530000), ("£ 5", 500), ("5.05", 505), (".50", 50), ("£.5", 50),
    ("1,234,567.89", 123456789), ("1 234 567", 123456700), ("(£653)", -65300), ("(653.00)", -65300),
    ("-£653.00", -65300), ("£-653", -65300), ("−£653.00", -65300), ("- 5", -500), ("GBP 100", 10000),
    ("gbp100.10", 10010), ("  £20,000  ", 2000000), ("1\u00a0234", 123400), ("1\u202f234.00", 123400),
    ("£106,460.00", 10646000), ("007", 700), ("999999999999", 99999999999900), (3950, 395000),
    (3950.0, 395000), (12.5, 1250), (0, 0), ("１２３", 12300), ("12,345", 1234500), ("£12.3", 1230),
    ("￡５，０００．５０", 500050), ("1\u2009234", 123400), ("－5", -500), ("（5）", -500), ("1\u3000234", 123400),
]  # fmt: skip

REFUSED = [
    "£6,00", "6.000,00", "1e3", "1E+3", "1234567890123", "", "   ", None, True, "five", "£", "-", "+5", "--5",
    "1,23,456", "12,34", "1,2345", "1,234 567", "1 23", "1.005", "1.234", "1.2.3", "5.", "£5.-", "3k", "£3K",
    "1m", "£1.5m", "TBC", "£5-£10", "5/6", "½", "٣", "£££5", "5£", "5p", "50%", "0x10", "1_000", "∞", "NaN",
    "£1,234.5.0", "1.000.000,00", "=1+1", "(5", "5)", "£6,000,00", 0.1 + 0.2, 10**13, "12 345,67", "₤5",
    "$5", "€5", "1'234", "£1,234·50", "ten pounds", "1\n2", "1\n234", "1\t234",
    "£600¹", "£600²", "5²", "10³", "£5¹", "₁₂", "①②", "⑩", "㉑", "🄂", "𝟙𝟚", "५", "5.5⁰", "1‚234", "£600*", "£600 1",
    "１½",
]  # fmt: skip


@pytest.mark.parametrize(("words", "pence"), READ)
def test_an_amount_that_can_mean_one_thing_is_read(words, pence):
    assert parse_amount(words) == pence


@pytest.mark.parametrize("words", REFUSED)
def test_an_amount_that_would_be_guessed_is_refused_in_words(words):
    with pytest.raises(InvalidAmount) as refusal:
        parse_amount(words)

    assert str(refusal.value).endswith((".", "?"))


def test_a_footnote_mark_is_named():
    with pytest.raises(InvalidAmount) as refusal:
        parse_amount("£600¹")

    assert str(refusal.value) == (
        "“£600¹” has “¹” in it: a figure or a footnote's mark. Write it like £1,234.50 or 1234.50."
    )


@settings(deadline=None, derandomize=True, max_examples=500)
@given(st.text())
def test_any_words_are_read_or_refused(words):
    with suppress(InvalidAmount):
        assert abs(parse_amount(words)) <= LARGEST


@settings(deadline=None, derandomize=True, max_examples=500)
@given(st.integers(-LARGEST, LARGEST))
def test_what_is_printed_is_read_again(pence):
    assert parse_amount(format_money(pence)) == pence


@pytest.mark.parametrize(
    ("award", "upfront", "tactical"),
    [(3966100, 2644000, 1322100), (10646000, 7097300, 3548700), (300, 200, 100), (100, 0, 100), (0, 0, 0)],
)
def test_the_tactical_third_is_rounded_up_to_the_pound(award, upfront, tactical):
    assert propose_split(award) == (upfront, tactical)


def test_no_float_is_in_the_app():
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
