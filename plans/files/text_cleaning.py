"""Clean text before it is saved: no control characters, one kind of line break, no blanks at the ends."""

from __future__ import annotations

import re

# PostgreSQL rejects NUL; Word and Excel files cannot hold the others.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Word's line break inside a paragraph is a vertical tab in some exports, so it becomes a line break.
_LINE_BREAKS = re.compile("\r\n|\r|\x0b")


def clean_text(text: str) -> str:
    """Return the text as it is saved: line breaks as "\\n", control characters removed, blank ends stripped."""
    if text.isprintable():
        return text.strip()
    if "\r" in text or "\x0b" in text:
        text = _LINE_BREAKS.sub("\n", text)
    if text.replace("\n", "").isprintable():
        return text.strip()
    return _REFUSED.sub("", text).strip()


def has_control_characters(text: str) -> bool:
    """Return whether cleaning the text removes characters that a database or a document rejects."""
    return _REFUSED.search(_LINE_BREAKS.sub("\n", text)) is not None


def one_line(text: str) -> str:
    """Return the text on one line, with single spaces."""
    return " ".join(text.split())


def truncate(text: str, length: int = 80) -> str:
    """Return the first words of a text on one line, with an ellipsis if it is cut."""
    line = one_line(text[: length * 4])
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def normalise_words(text: str) -> str:
    """Return a text in lower case with single spaces and no punctuation, to compare headings."""
    return " ".join(re.findall(r"[^\W_]+|[#№£]", text.casefold()))


def heading_key(heading: str) -> str:
    """Return the key by which two headings are the same: case, spaces and punctuation do not count."""
    return normalise_words(heading) or one_line(heading).casefold()
