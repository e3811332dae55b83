"""Send malicious texts in the fields of forms, and find what is wrong with the responses."""

import re
from collections.abc import Iterator, Sequence

from funding.models import BidTransition, ClarificationQuestion, LedgerEntry
from plans.models import HistoryEntry, Invitation, User
from tests.malicious import hostile_texts
from tests.malicious_forms import Found, forms_of
from tests.sampling import is_whole

# A sample sends one text in so many, or more if it would not reach every field.
ONE_IN = 10
# Fields in which each line is a separate name, and the same name twice is one.
ONE_A_LINE = {"aliases"}
# Models without a history, because their rows are written once: the text is in their own columns.
RECORDS = (
    (BidTransition, "words"),
    (ClarificationQuestion, "words", "answer"),
    (LedgerEntry, "reason", "consent"),
)


def boxes_with_texts(boxes: Sequence[Found], number: int) -> Iterator[tuple[Found, str]]:
    """Yield that many texts, each with its field; a sample takes about a tenth of them.

    From one round of the fields to the next the sample moves on by one field, so that it reaches all of them.
    """
    one_in = 1 if is_whole() else max(1, min(ONE_IN, number // len(boxes)))
    for place, text in enumerate(hostile_texts(number)):
        round_, box = divmod(place, len(boxes))
        if (box + round_) % one_in == 0:
            yield boxes[box], text


def send(found: Found, text: str) -> tuple[int, list[str]]:
    """Send a text in one field; return the status, and everything that is not as it should be."""
    form, browser = found.form, found.browser
    last = HistoryEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    data = form.filled() | {found.box: [text.replace("\n", "\r\n")]}
    response = (browser.post if form.method == "post" else browser.get)(form.address, data)

    if response.status_code not in (200, 302, 422):
        return response.status_code, [f"answered {response.status_code}"]
    if response.status_code == 302:
        return 302, faults_of_saving(found, text, last, browser.get(response.url))
    faults = faults_of_page(response, text)
    if form.method == "post" and not re.search("govuk-error-(message|summary)", response.text):
        faults.append(f"{response.status_code} without a word why")
    return response.status_code, faults


def faults_of_saving(found: Found, text: str, last: int, page) -> list[str]:
    """Return what is wrong after a form was saved: the text is changed, or the next page treats it as markup."""
    faults = faults_of_page(page, text)
    if "\0" in text:
        faults.append("a NUL was taken")
    if is_kept_elsewhere(found):
        return faults
    parts = set(text.splitlines()) if found.box in ONE_A_LINE else {text}
    lost = {tidy(part) for part in parts} - {""} - set(map(tidy, stored_since(last)))
    if lost:
        lost -= set(map(tidy, same_box(found, found.browser.get(found.shown_at))))
    if lost:
        faults.append("not stored as typed")
    return faults


def is_kept_elsewhere(found: Found) -> bool:
    """Return whether the text cannot be seen again: a password, an invited address, a reason that is not needed."""
    kinds = [box.kind for box in found.form.boxes if box.name == found.box]
    return "password" in kinds or found.page.startswith("account_") or found.box.endswith("-why")


def stored_since(last: int) -> list[str]:
    """Return every text that the history shows as written, that of models without a history, and people's names."""
    changes = HistoryEntry.objects.filter(pk__gt=last)
    written = [words for change in changes for words in strings_in([change.fields, change.why])]
    written += [
        words for model, *names in RECORDS for row in model.objects.values_list(*names) for words in row
    ]
    people = [
        *User.objects.values_list("name", flat=True),
        *Invitation.objects.values_list("name", flat=True),
    ]
    return written + people


def strings_in(value) -> list[str]:
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return [words for each in inside for words in strings_in(each)]
    return [value] if isinstance(value, str) else []


def same_box(found: Found, response) -> list[str]:
    """Return the current value of that field of the form."""
    if response.status_code != 200:
        return []
    boxes = [box for form in forms_of(response, found.shown_at) for box in form.boxes]
    return [box.value for box in boxes if box.name == found.box]


def tidy(words: str) -> str:
    """Return the text without a browser's line ends and without blanks at the ends."""
    return words.replace("\r\n", "\n").strip()


def faults_of_page(response, text: str) -> list[str]:
    """Return whether a page failed, or contains the typed text as markup."""
    if response.status_code >= 500:
        return [f"the next page answered {response.status_code}"]
    is_page = response.get("Content-Type", "").startswith("text/html")
    return ["stands in the page as markup"] if is_page and "<" in text and text in response.text else []
