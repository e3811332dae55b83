"""Read the forms of a page, change a field and send it."""

from html.parser import HTMLParser

from django.db import connection
from django.test.utils import CaptureQueriesContext


class _Fields(HTMLParser):
    """The names and values that a browser would send of every form on a page."""

    def __init__(self):
        super().__init__()
        self.typed: dict[str, list[str]] = {}
        self.inside = ""
        self.words = ""
        self.chosen: list[str] = []
        self.first = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("name") and attrs.get("type") not in ("submit", "button", "file"):
            if attrs.get("type") in ("radio", "checkbox") and "checked" not in attrs:
                return
            without = "on" if attrs.get("type") == "checkbox" else ""
            self.typed.setdefault(attrs["name"], []).append(attrs.get("value") or without)
        elif tag in ("select", "textarea"):
            self.inside, self.words, self.chosen, self.first = attrs.get("name", ""), "", [], None
        elif tag == "option" and self.inside:
            self.first = attrs.get("value", "") if self.first is None else self.first
            if "selected" in attrs:
                self.chosen.append(attrs.get("value", ""))

    def handle_data(self, data):
        if self.inside:
            self.words += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.inside:
            # A browser leaves out the first line feed, and sends line ends as CRLF.
            self.typed.setdefault(self.inside, []).append(self.words.removeprefix("\n").replace("\n", "\r\n"))
            self.inside = ""
        elif tag == "select" and self.inside:
            self.typed.setdefault(self.inside, []).extend(self.chosen or [self.first or ""])
            self.inside = ""


def fields_of(response) -> dict[str, list[str]]:
    """Return what the forms of a page hold, as they would be sent."""
    parser = _Fields()
    parser.feed(response.content.decode())
    return parser.typed


def send(client, address: str, **changes):
    """Open a form, change some of its fields and send it."""
    return client.post(address, fields_of(client.get(address)) | changes)


def said(response) -> list[str]:
    """Return the messages on the page after a request."""
    return [str(message) for message in response.context["messages"]]


def queries(client, address: str) -> int:
    """Return how many queries a page takes, the second time it is requested."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def main(response) -> str:
    """Return the page's main part, without header and footer."""
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]
