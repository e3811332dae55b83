"""Texts that would stop, slow down or overflow the layout are printed completely."""

import re
from xml.etree.ElementTree import fromstring, tostring

import pytest

from reports.documents import make_pdf
from reports.documents.layout_fixes import fix_long_texts
from tests.reports.pdf_checks import read_text

CELL = (
    '<!doctype html><html lang="en"><title>T</title><h1>T</h1><table><caption>c</caption><colgroup><col class="w20">'
    "<col></colgroup><tbody><tr><td>{}</td><td>x</td></tr></tbody></table></html>"
)


def eased(body: str) -> str:
    page = fromstring(f"<html><body>{body}</body></html>")
    fix_long_texts(page)
    return tostring(page.find("body"), encoding="unicode")


@pytest.mark.parametrize(
    "body, expected",
    [
        ("<p>short words</p>", "<p>short words</p>"),
        ("<p>a " + "b" * 16 + "</p>", '<p class="long-words">a ' + "b" * 16 + "</p>"),
        ("<p><b>a</b>" + "c" * 150 + "</p>", '<p class="endless-words"><b>a</b>' + "c" * 150 + "</p>"),
        ('<p class="x">' + "b" * 16 + "</p>", '<p class="x long-words">' + "b" * 16 + "</p>"),
    ],
)
def test_words_wider_than_a_column_can_break(body, expected):
    assert eased(body) == f"<body>{expected}</body>"


def test_long_texts_are_cut_and_nothing_is_lost():
    text, tail = "word " * 1_000, "tail " * 900
    cut = eased(f"<p>{text}<b>bold</b>{tail}<i>last</i>.</p>")

    assert re.sub("<[^>]+>", "", cut) == f"{text}bold{tail}last."
    assert max(map(len, re.split("<[^>]+>", cut))) == 2_000
    assert re.findall("<(b|i|span)>", cut) == ["span", "span", "b", "span", "span", "i"]


def test_row_taller_than_a_page_can_break():
    assert eased(f"<tr><td>{'a ' * 501}</td></tr>").startswith('<body><tr class="tall">')
    assert eased("<tr><td>a</td></tr>") == "<body><tr><td>a</td></tr></body>"


@pytest.mark.parametrize(
    "code", [*range(1, 32), 0x7F, 0x85, 0x2028, 0x2029, 0x200B, 0x202E, 0xFEFF, 0xFFFE, 0xD800]
)
def test_no_character_stops_a_document(code):
    strange = chr(code)

    assert make_pdf(CELL.format(f"ab{strange}cd {strange} ef{strange}{strange}gh"))[:5] == b"%PDF-"


@pytest.mark.slow
@pytest.mark.parametrize("text", ["x" * 100_000, "word " * 20_000], ids=["one word", "many words"])
def test_hundred_kilobytes_in_a_cell_are_printed_completely(text):
    read = read_text(make_pdf(CELL.format(text)))

    # One more x is in the next cell.
    assert read is None or (read.count("x"), read.count("word")) == (text.count("x") + 1, text.count("word"))
