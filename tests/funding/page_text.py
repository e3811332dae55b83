"""The text of a page, as a screen reader reads it."""

import re
from html.parser import HTMLParser

from django.utils import timezone

from funding.statement.as_json import as_json
from funding.statement.queries import get_statement
from funding.statement.values import StatementOptions


class _Words(HTMLParser):
    """The text of the main part of a page."""

    def __init__(self):
        super().__init__()
        self.is_main = False
        self.said: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.is_main = self.is_main or tag == "main"

    def handle_endtag(self, tag):
        self.is_main = self.is_main and tag != "main"

    def handle_data(self, data):
        if self.is_main:
            self.said.append(data)


def words_of_page(response) -> str:
    """Return the text of the main part of a page, with single spaces."""
    reader = _Words()
    reader.feed(response.content.decode())
    return re.sub(r"\s+", " ", " ".join(reader.said)).strip()


def statement_data(grant) -> dict:
    """Return the JSON that the command prints for a grant today."""
    statement = get_statement(grant, StatementOptions(timezone.localdate()))
    return as_json(statement, partnership=grant.partnership.slug)
