"""Every form of the site with its text fields, as a user with access to it finds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse

from plans.access.table import CAPABILITIES
from tests.access.visits import pages_of_site, parts_of

TYPED = ("text", "email", "search", "password", "textarea")
WHO = ("officer", "chair", "proper_officer", "lead", "executive", "county", "funder")
GOOD = "Plain words"
# Fields that are blank, must not be, and accept only certain text.
FILLINGS = {"slug": "plain-words", "starts_day": "1", "starts_month": "4", "starts_year": "2027"} | {
    "ends_day": "31", "ends_month": "3", "ends_year": "2028", "on_day": "1", "on_month": "4", "on_year": "2025",
    "amount": "10.00", "spent": "10.00", "forecast": "10.00",
    # A user with an interest gives no points, and a user who gives points has no interest.
    "interest": "",
}  # fmt: skip
CHOSEN = ("meeting", "plan")


@dataclass
class Box:
    """One field of a form, as it is on the page."""

    name: str
    kind: str
    value: str = ""

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED


@dataclass
class Form:
    """A form of a page: how and where it is sent, and its fields."""

    address: str
    method: str = "get"
    boxes: list[Box] = field(default_factory=list)

    def filled(self) -> dict[str, list[str]]:
        """Return what a browser would send, with text in each blank field that accepts any text."""
        sent: dict[str, list[str]] = {}
        for box in self.boxes:
            sent.setdefault(box.name, []).append(box.value or _filling(box))
        return sent

    @property
    def typed(self) -> list[str]:
        """Return the names of the fields that accept any text."""
        return list(dict.fromkeys(box.name for box in self.boxes if box.is_typed))


def _filling(box: Box) -> str:
    """Return the text for a blank field, so that the form's other fields cause no error."""
    if box.name in FILLINGS:
        return FILLINGS[box.name]
    if not box.is_typed or box.name.endswith(("_day", "_month", "_year")) or "-n" in box.name:
        return ""
    return "nobody@partners.example" if box.kind == "email" else GOOD


class _Forms(HTMLParser):
    """Parser for the forms of a page, each separately."""

    def __init__(self, address: str):
        super().__init__()
        self.address, self.forms, self.form = address, [], None
        self.box, self.options, self.radios = None, [], set()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.form = Form(attrs.get("action") or self.address, attrs.get("method", "get").lower())
            self.forms.append(self.form)
        elif tag == "option" and self.box is not None:
            self.options.append((attrs.get("value", ""), "selected" in attrs))
        elif self.form is not None and attrs.get("name") and tag in ("input", "select", "textarea"):
            self.open(tag, attrs)

    def open(self, tag, attrs):
        kind = attrs.get("type", "text") if tag == "input" else tag
        box = Box(attrs["name"], kind, attrs.get("value") or "")
        if tag != "input":
            self.box, self.options = box, []
        elif kind == "radio" and box.name not in self.radios:
            # The first choice, unless another is selected.
            self.radios.add(box.name)
            self.form.boxes.append(box)
        elif kind in ("radio", "checkbox") and "checked" in attrs:
            self.form.boxes = [each for each in self.form.boxes if kind != "radio" or each.name != box.name]
            self.form.boxes.append(box)
        elif kind not in ("radio", "checkbox", "submit", "button", "file"):
            self.form.boxes.append(box)

    def handle_data(self, data):
        if self.box is not None and self.box.kind == "textarea":
            self.box.value += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif self.box is not None and tag == self.box.kind:
            if tag == "select":
                chosen = [value for value, is_chosen in self.options if is_chosen]
                offered = [value for value, _ in self.options]
                if self.box.name in CHOSEN and not any(chosen):
                    chosen = [value for value in offered if value]
                self.box.value = next(iter([*chosen, *offered]), "")
            self.box.value = self.box.value.removeprefix("\n")
            self.form.boxes.append(self.box)
            self.box = None


def forms_of(response, address: str) -> list[Form]:
    """Return the forms of a page."""
    parser = _Forms(address)
    parser.feed(response.content.decode())
    return parser.forms


@dataclass
class Found:
    """One field of one form, and the client of a user who can send it."""

    page: str
    browser: Client
    shown_at: str
    form: Form
    box: str


def boxes_of_site(site, visitors) -> list[Found]:
    """Return every field of every form of every page."""
    browsers = {visitor.name.removesuffix(" here"): visitor.browser() for visitor in visitors}
    found = {}
    for page, pattern in pages_of_site().items():
        browser = browsers[who_may(pattern.callback.capability)]
        samples = site.samples(page, parts_of(pattern), has_own=False)
        # Of packs, text can be typed in a draft; of everything else the adopted row comes first.
        for sample in reversed(samples) if "pack" in parts_of(pattern) else samples:
            address = reverse(page, kwargs=sample.kwargs)
            response = browser.get(address)
            if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
                continue
            for form in forms_of(response, address):
                for box in form.typed:
                    where = (page, form.address.partition("?")[0] == address, box)
                    found.setdefault(where, Found(page, browser, address, form, box))
    return list(found.values())


def who_may(capability: str) -> str:
    """Return a user who can open a page."""
    known = {"public": "nobody signed in", "signed_in": "officer", "site_administrator": "the administrator"}
    if capability in known:
        return known[capability]
    return next(who for who in WHO if who in CAPABILITIES[capability].roles)
