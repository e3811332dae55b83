"""Read the text of a pack, from its page and from its PDF."""

import re
from html.parser import HTMLParser

import pytest

from tests.reports.pdf_checks import read_text

BLOCKS = {"p", "li", "h1", "h2", "h3", "td", "th", "caption", "br", "div", "b"}


class Words(HTMLParser):
    """The text of the pack in a page: the content of its element with the class "pack"."""

    def __init__(self):
        super().__init__()
        self.depth, self.text = 0, []

    def handle_starttag(self, name, attrs):
        if name == "div" and (self.depth or dict(attrs).get("class", "").split()[:1] == ["pack"]):
            self.depth += 1
        if name in BLOCKS:
            self.text.append(" ")

    def handle_endtag(self, name):
        if name == "div" and self.depth:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.text.append(data)


def words_of_page(html: str) -> list[str]:
    reader = Words()
    reader.feed(html)
    return "".join(reader.text).split()


def words_of_pdf(pdf: bytes) -> list[str]:
    """Return the text of the file without its margins and without the page numbers of the contents."""
    words = []
    pages = (read_text(pdf) or pytest.skip("pdftotext is not installed")).split("\f")[:-1]
    for place, page in enumerate(pages):
        lines = [line for line in page.splitlines() if line.strip()]
        lines = lines[1 if place else 0 : -1]
        words += " ".join(re.sub(r"\s{3,}\d+$", "", line) if not place else line for line in lines).split()
    return words
