"""The wording of headings of priorities and themes, of notes and of titles."""

from __future__ import annotations

import re

from plans.files import normalise_words

# What a partnership writes before "priority" or "theme".
_BEFORE = r"(?:(?:strategic|key|csp|partnership|local|main|overarching|our|cross[\s-]?cutting|community safety|joint|delivery)\s+)*"
_NOUN = (
    r"(?P<noun>priorit(?:y|ies)(?:\s+(?:area|theme)s?)?|themes?|focus\s+areas?|areas?\s+of\s+focus|objectives?|aims?|"
    r"strands?|work\s?streams?|pillars?|goals?|outcomes?|ambitions?|commitments?|cross[\s-]?cutting)"
)
_COUNT = r"(?:no\.?\s*)?(?:[0-9]{1,2}(?:\.[0-9]{1,2})?|(?-i:[A-Z])|[IVX]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)"
_STRONG = re.compile(
    rf"\s*(?:[0-9]{{1,2}}[.)]?\s+)?(?P<before>{_BEFORE}){_NOUN}\s*(?:{_COUNT}(?=\s*[:.\-–—|]|\s*$|\s+(?-i:[A-Z]))|(?=\s*[:\-–—|])|(?=\s*$))",
    re.IGNORECASE,
)
_NAMELESS = re.compile(rf"{_BEFORE}{_NOUN}\s*(?:{_COUNT})?\s*[:.\-–—]?", re.IGNORECASE)
# With a number and no punctuation after it, the next word has a capital: "Priority 1 Domestic abuse".
_LOWER_AFTER = re.compile(
    r"\s*(?:priority|theme|objective|aim|goal|outcome)\s+(?:a|i|one)\s+[a-z]", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?;][\"”’')]*$")
_SENTENCES = re.compile(r"[a-z][.!?]\s+[A-Z]")
_TITLE = re.compile(r"\b(?:action plan|delivery plan|community safety plan|20[0-9]{2})\b", re.IGNORECASE)
_LONGEST_HEADING = 150


def is_explicit_heading(text: str) -> bool:
    """Return whether the text itself shows that it is a heading: "Priority 1: …", "Cross cutting theme"."""
    line = text.partition("\n")[0]
    return (
        len(line) <= _LONGEST_HEADING * 2
        and _STRONG.match(line) is not None
        and not _LOWER_AFTER.match(line)
        and not (_SENTENCE_END.search(line) and len(line) > _LONGEST_HEADING)
    )


def priority_kind(heading: str) -> str:
    """Return whether a heading is of a "theme", as it then says, or of a "priority"."""
    found = _STRONG.match(heading)
    if not found:
        return "priority"
    words = normalise_words(found["before"] + " " + found["noun"])
    is_theme = words.endswith(("theme", "themes")) and "priorit" not in words
    return "theme" if is_theme or "cross cutting" in words or "crosscutting" in words else "priority"


def is_sentence(text: str) -> bool:
    """Return whether a text is a sentence or more, as notes are and headings are not."""
    line = text.strip()
    return len(line) > _LONGEST_HEADING or bool(_SENTENCE_END.search(line)) or bool(_SENTENCES.search(line))


def is_title(text: str) -> bool:
    """Return whether a text names the plan itself: "Action plan 2024/25"."""
    return _TITLE.search(text) is not None


def is_nameless(text: str) -> bool:
    """Return whether a heading has only the priority's number, "Priority 1:", with its name elsewhere."""
    return _NAMELESS.fullmatch(text) is not None
