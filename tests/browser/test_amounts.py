"""static/amounts.js parses amounts as Python does, over the same cases."""

import json
from pathlib import Path

import pytest

from funding.money.amounts import format_money

pytestmark = pytest.mark.django_db(transaction=True)

CASES = json.loads((Path(__file__).parents[1] / "funding" / "amounts.json").read_text(encoding="utf-8"))

PARSE = """async (texts) => {
    const { parseAmount } = await import("amounts");
    return texts.map((text) => parseAmount(text)?.toString() ?? null);
}"""
FORMAT = """async (amounts) => {
    const { formatMoney } = await import("amounts");
    return amounts.map((pence) => formatMoney(BigInt(pence)));
}"""


def test_script_parses_every_accepted_amount_to_the_same_pence(page):
    page.goto("/accounts/login/")
    texts, pence = zip(*CASES["accepted"], strict=True)

    parsed = page.evaluate(PARSE, list(texts))

    assert dict(zip(texts, parsed, strict=True)) == dict(zip(texts, map(str, pence), strict=True))


def test_script_rejects_every_amount_that_python_rejects(page):
    page.goto("/accounts/login/")

    parsed = page.evaluate(PARSE, CASES["rejected"])

    assert [text for text, pence in zip(CASES["rejected"], parsed, strict=True) if pence is not None] == []


def test_script_formats_amounts_as_python_does(page):
    page.goto("/accounts/login/")
    amounts = [0, 5, 100, 123450, -65300, 10**14 - 1]

    assert page.evaluate(FORMAT, [str(pence) for pence in amounts]) == [
        format_money(pence) for pence in amounts
    ]
