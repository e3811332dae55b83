"""The numbers of actions: labels such as "1.10", their order, the next one, and one glued to its words.

A number is a label, not a quantity: "1.10" is not "1.1", and comes after "1.9".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

KEY_LENGTH = 100

# No label is longer; what follows is ignored.
_LONGEST_LABEL = 200

# The first digit of each part of a key. Parts sort in this order: numbers, letters, other signs, no label.
_NUMBER, _LETTER, _SIGN, _BLANK = "2", "3", "4", "9"

_LARGEST = 999_999


def number_key(label: str) -> str:
    """A text of 100 digits that sorts as the labels do: 1, 1.2, 1.9, 1.10, 1a, 2.1, A1, and no label last.

    Digits only and always of one length, so that every database and every collation, numeric ones
    included, puts the keys in the same order.
    """
    key = ""
    for run in re.findall(r"\d+|[^\W\d_]", label[:_LONGEST_LABEL]):
        if run[0].isdecimal():
            key += f"{_NUMBER}{min(int(run), _LARGEST):06d}"
            continue
        plain = unicodedata.normalize("NFKD", run)[0].lower()
        if "a" <= plain <= "z":
            key += f"{_LETTER}{ord(plain) - ord('a') + 1:02d}"
        else:
            key += f"{_SIGN}{ord(run):07d}"
    return key[:KEY_LENGTH].ljust(KEY_LENGTH, "0") if key else _BLANK * KEY_LENGTH


def next_number(existing: Iterable[str], *, position: int) -> str:
    """The number for one more action under a priority: after "1.4" comes "1.5".

    Follows the way most of the existing numbers are written; where none can be followed, the priority's
    own position counts: the first action of the third priority is "3.1".
    """
    existing = {label.strip() for label in existing}
    counted = [found for label in existing if (found := _last_count(label))]
    if not counted:
        stem, last = f"{position}.", 0
    else:
        uses = Counter(stem for stem, _ in counted)
        stem = max(uses, key=lambda stem: (uses[stem], number_key(stem)))
        last = max(count for each, count in counted if each == stem)
    while (label := _label(stem, last + 1)) in existing:
        last += 1
    return label


def _last_count(label: str) -> tuple[str, int] | None:
    """What stays and what counts in a label: ("1.", 4) for "1.4" and "1.4b", ("1", 2 letters in) for "1b"."""
    if found := re.fullmatch(r"(\S{0,80}?[^\W\d_])?([0-9]{1,6})([a-z])", label):
        return f"{found[1] or ''}{found[2]}a", ord(found[3]) - ord("a") + 1
    if found := re.fullmatch(r"(|\S{0,80}\D)([0-9]{1,6})[a-z]?\.?", label):
        return found[1], int(found[2])
    return None


def _label(stem: str, count: int) -> str:
    """The label that a stem and a count make; a stem that ends in "a" counts in letters up to z."""
    if re.fullmatch(r"\S*[0-9]a", stem):
        return f"{stem[:-1]}{chr(ord('a') + count - 1)}" if count <= 26 else f"{stem[:-1]}z{count - 26}"
    return f"{stem}{count}"


_DOTTED = r"[A-Za-z]?[0-9]{1,2}(?:\.[0-9]{1,3}){1,3}[a-h]?"
_WHOLE = r"[0-9]{1,2}[a-h]?"
_LETTERED = r"[A-Za-z][0-9]{1,2}"

# What stands between a number and its words and leaves no doubt that it is one: "1." "3)" "A1 –" "2:".
_SEPARATOR = r"(?:[.](?![0-9])|[):]|\s+[-–—](?=\s))"

_GLUED = re.compile(
    rf"\s*\(?(?:"
    rf"(?P<separated>{_DOTTED}|{_WHOLE}|{_LETTERED}|[A-Za-z](?=\)))\s?{_SEPARATOR}[-–—.):\s]*"
    # After "1.1" any words may follow a space; with no space only a capital, for "2.5m" is a sum.
    rf"|(?P<dotted>{_DOTTED})(?:\s+|(?=[^\W\d_a-z])|(?=[“\"'‘(]))"
    # After a plain "3" only a capital: "24 hour helpline" is all words.
    rf"|(?P<whole>{_WHOLE})(?:\s+(?=[A-Z])|(?=[A-Z][a-z]))"
    rf")(?=\S)"
)

_ALONE = re.compile(rf"\s*\(?(?P<label>{_DOTTED}|{_WHOLE}|{_LETTERED})[.):]?\s*")


def split_glued(text: str) -> tuple[str, str]:
    """The number that a cell begins with, and its words: ("2.1", "Reduce…") for "2.1Reduce…".

    ("", the whole text) when it begins with none: a number without a dot before a lower-case word
    ("24 hour helpline") is not one.
    """
    if found := _ALONE.fullmatch(text):
        return found["label"], ""
    if found := _GLUED.match(text):
        return found["separated"] or found["dotted"] or found["whole"], text[found.end() :].strip()
    return "", text
