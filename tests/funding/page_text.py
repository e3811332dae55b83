"""What a page says, as somebody hears it read out."""

import re
from html.parser import HTMLParser

from django.utils import timezone

from funding.statement.as_json import as_json
from funding.statement.queries import get_statement
from funding.statement.values import StatementOptions


class _Words(HTMLParser):
    """The texts of a page's main part."""

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
    """The words of the page's main part, with single spaces."""
    reader = _Words()
    reader.feed(response.content.decode())
    return re.sub(r"\s+", " ", " ".join(reader.said)).strip()


def statement_data(grant) -> dict:
    """What the command prints of the grant for other programs, as it is today."""
    statement = get_statement(grant, StatementOptions(timezone.localdate()))
    return as_json(statement, partnership=grant.partnership.slug)
