"""Prepare texts that WeasyPrint cannot lay out, would run off the page, or would take minutes for.

The text that people read does not change: no letter is added or removed.
"""

import re
from xml.etree.ElementTree import Element

# Characters that end a line in Unicode but not in HTML.
STRANGE_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")

# Words that can be wider than a page, or than a narrow column, and the class of print.css that lets them break.
HARD_WORDS = ((re.compile(r"\S{150}"), "endless-words"), (re.compile(r"\S{16}"), "long-words"))

# A longer text is cut into pieces of at most this many letters, which end with a space if possible.
LONG_TEXT = 2_000
PIECE = re.compile(r"(?s).{1,2000}(?:\s|\Z)|.{1,200}")

# A cell of this many letters can fill a page in a narrow column.
TALL_CELL = 1_000

# Style sheets are not text, and a picture has no lines to break.
NO_TEXT = {"style", "script"}
NO_HTML = "{"


def plain_breaks(html: str) -> str:
    """Return the HTML with a space for each line end of another kind; WeasyPrint stops at them."""
    return STRANGE_BREAKS.sub(" ", html)


def fix_long_texts(page: Element) -> None:
    """Let wide words and tall rows break, and cut very long texts. Changes the page in place."""
    for element in list(page.find("body").iter()):
        if not isinstance(element.tag, str) or element.tag in NO_TEXT or element.tag.startswith(NO_HTML):
            continue
        let_wide_words_break(element)
        cut_long_texts(element)
        if element.tag == "tr":
            let_tall_row_break(element)


def let_wide_words_break(element: Element) -> None:
    texts = [text for text in (element.text, *(child.tail for child in element)) if text]
    for pattern, name in HARD_WORDS:
        if any(pattern.search(text) for text in texts):
            add_class(element, name)
            return


def let_tall_row_break(row: Element) -> None:
    """Let rows that can be taller than a page break, because they would leave the page before empty."""
    if any(sum(map(len, cell.itertext())) > TALL_CELL for cell in row):
        add_class(row, "tall")


def cut_long_texts(element: Element) -> None:
    """Put the pieces of a long text into spans, between which a line can end as before.

    WeasyPrint reads the rest of a text again for each line of it: 100 kB in one piece takes minutes.
    """
    for place, child in reversed(list(enumerate(element, 1))):
        if child.tail and len(child.tail) > LONG_TEXT:
            child.tail, *rest = PIECE.findall(child.tail)
            element[place:place] = spans(rest)
    if element.text and len(element.text) > LONG_TEXT:
        element.text, *rest = PIECE.findall(element.text)
        element[0:0] = spans(rest)


def spans(pieces: list[str]) -> list[Element]:
    made = []
    for piece in pieces:
        span = Element("span")
        span.text = piece
        made.append(span)
    return made


def add_class(element: Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())
