"""Action numbers: labels such as "1.10", their order, the next one, and one without a space after it.

A number is a label, not a quantity: "1.10" is not "1.1", and comes after "1.9".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

# A number that can be part of a URL; an action with any other uses its id.
_ADDRESSABLE = re.compile(r"[A-Za-z]{0,3}[0-9][A-Za-z0-9.-]{0,20}")

KEY_LENGTH = 100

# No label is longer; the rest is ignored.
_LONGEST_LABEL = 200

# The first digit of each part of a key. Parts sort in this order: numbers, letters, other signs, no label.
_NUMBER, _LETTER, _SIGN, _BLANK = "2", "3", "4", "9"

_LARGEST = 999_999


def number_key(label: str) -> str:
    """Return a text of 100 digits that sorts as the labels do: 1, 1.2, 1.9, 1.10, 1a, 2.1, A1, and no label last.

    It has only digits and always the same length, so that every database and every collation, numeric ones
    included, gives the same order.
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
    """Return the number for a new action under a priority: after "1.4" comes "1.5".

    Follows the pattern of most of the existing numbers. If there is no pattern, the priority's position counts: the
    first action of the third priority is "3.1".
    """
    existing = {label.strip() for label in existing}
    counted = [found for label in existing if (found := _counted(label))]
    if not counted:
        stem, last, in_letters = f"{position}.", 0, False
    else:
        uses = Counter((stem, in_letters) for stem, _, in_letters in counted)
        stem, in_letters = max(uses, key=lambda way: (uses[way], number_key(way[0])))
        last = max(count for each, count, way in counted if (each, way) == (stem, in_letters))
    while (label := f"{stem}{_letters(last + 1) if in_letters else last + 1}") in existing:
        last += 1
    return label


def _counted(label: str) -> tuple[str, int, bool] | None:
    """Return the fixed part of a label, the part that counts, and whether it counts in letters.

    ("1.", 4, False) for "1.4" and for "1.4b", whose next is "1.5"; ("1", 2, True) for "1b".
    """
    if found := re.fullmatch(r"([^.]{0,40}[0-9])([a-z])\.?", label):
        return found[1], ord(found[2]) - ord("a") + 1, True
    if found := re.fullmatch(r"(|.{0,40}\D)([0-9]{1,6})[a-z]?\.?", label):
        return found[1], int(found[2]), False
    return None


def _letters(count: int) -> str:
    """Return the letter of a count: "a" for 1; after "z" comes "z1", since no one reads "aa" as a number."""
    return chr(ord("a") + count - 1) if count <= 26 else f"z{count - 26}"


_DOTTED = r"[A-Za-z]?[0-9]{1,2}(?:\.[0-9]{1,3}){1,3}[a-h]?"
_WHOLE = r"[0-9]{1,2}[a-h]?"
_LETTERED = r"[A-Za-z][0-9]{1,2}"

# What separates a number from its text and shows that it is a number: "1." "3)" "A1 –" "2:".
_SEPARATOR = r"(?:[.](?![0-9])|[):]|\s*[-–—](?=\s))"

_GLUED = re.compile(
    rf"\s*\(?(?:"
    rf"(?P<separated>{_DOTTED}|{_WHOLE}|{_LETTERED}|[A-Za-z](?=\)))\s?{_SEPARATOR}[-–—.):\s]*"
    # After "1.1" any text can follow a space; without a space only a capital, because "2.5m" is an amount.
    rf"|(?P<dotted>{_DOTTED})(?:\s+|[-–—](?=[A-Z])|(?=[^\W\d_a-z])|(?=[“\"'‘(]))"
    # After a plain "3" only a capital: "24 hour helpline" is all text.
    rf"|(?P<whole>{_WHOLE})(?:\s+(?=[A-Z])|(?=[A-Z][a-z]))"
    # "1.2 & 1.3 Reduce" has two numbers, so it has none.
    rf")(?=[^\s&/,+])"
)

_ALONE = re.compile(rf"\s*\(?(?P<label>{_DOTTED}|{_WHOLE}|{_LETTERED})[.):]?\s*")


def split_leading_number(text: str) -> tuple[str, str]:
    """Return the number at the start of a cell, and the text after it: ("2.1", "Reduce…") for "2.1Reduce…".

    ("", the whole text) when there is none: a number without a dot before a lower-case word ("24 hour helpline") is
    not one.
    """
    if found := _ALONE.fullmatch(text):
        return found["label"], ""
    if found := _GLUED.match(text):
        return found["separated"] or found["dotted"] or found["whole"], text[found.end() :].strip()
    return "", text


def action_address(number: str, key: int) -> str:
    """The last part of an action's URL: its number, or its id where the number cannot be part of one."""
    return number if _ADDRESSABLE.fullmatch(number) else f"id-{key}"


def action_label(number: str, action: str) -> str:
    """Return an action's name in a sentence: its number, or its first words."""
    return f"action {number}" if number else f"“{action[:40]}”"
