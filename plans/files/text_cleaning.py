"""Words as they may be kept: no control characters, one kind of line break, no blank ends."""

from __future__ import annotations

import re

# NUL is refused by PostgreSQL; the rest of these cannot stand in Word and Excel files.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Word's line break inside a paragraph is a vertical tab in some exports, so it is no loss but a line.
_LINE_BREAKS = re.compile("\r\n|\r|\x0b")


def clean_text(text: str) -> str:
    """The text as it is kept: line breaks as "\\n", control characters dropped, blank ends stripped."""
    if text.isprintable():
        return text.strip()
    if "\r" in text or "\x0b" in text:
        text = _LINE_BREAKS.sub("\n", text)
    if text.replace("\n", "").isprintable():
        return text.strip()
    return _REFUSED.sub("", text).strip()


def has_control_characters(text: str) -> bool:
    """Whether tidying the text drops characters that a database or a document refuses."""
    return _REFUSED.search(_LINE_BREAKS.sub("\n", text)) is not None


def one_line(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(text.split())


def truncate(text: str, length: int = 80) -> str:
    """The first words of a text, on one line, with an ellipsis where it goes on."""
    line = one_line(text[: length * 4])
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def normalise_words(text: str) -> str:
    """A text in lower case, its words parted by single spaces, without signs: for comparing headings."""
    return " ".join(re.findall(r"[^\W_]+|[#№£]", text.casefold()))


def heading_key(heading: str) -> str:
    """A heading by which two are the same: case, spaces and signs do not count."""
    return normalise_words(heading) or one_line(heading).casefold()
