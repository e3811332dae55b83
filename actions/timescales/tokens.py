"""Split a printed timescale into numbers, words and punctuation in lower case, each with its position."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from plans.periods import FIRST_YEAR, LAST_YEAR, MONTHS, later_year

MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()} | {"sept": 9}

# The punctuation inside one date: 31/03/25, 31-Mar-25, 31.3.25.
APART = ("/", "-", ".")

_ORDINALS = ("st", "nd", "rd", "th")

# Two digits after a month can be a day if, as a year, they are further than this from the plan.
FAR_YEARS = 5

# A fraction slash is a slash; brackets separate words as a comma does.
_PLAIN = str.maketrans(
    {"⁄": "/", "∕": "/", "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"}
    | dict.fromkeys("()[]{}", ",")
    | dict.fromkeys("•·|;", ",")
)
_SILENT = set("'*\"“”«»~!_,.")


@dataclass(frozen=True, slots=True)
class Token:
    """A number, word or punctuation mark in lower case, and its position in the printed text."""

    text: str
    starts: int
    ends: int


class PrintedYear(NamedTuple):
    """A calendar year printed after a month, or None; the position after it."""

    year: int | None
    after: int
    is_financial: bool = False
    """Printed as 24/25: the year is that of the month in the financial year."""
    is_short: bool = False
    """Two digits without punctuation before them, so it could be a day: "Sept 15"."""


def tokenise(printed: str) -> tuple[Token, ...]:
    """Return the tokens of a text; dashes, spaces and digits in their plain forms, invisible characters left out."""
    plain, places = [], []
    for place, sign in enumerate(printed):
        category = unicodedata.category(sign)
        if category in ("Cf", "Cc") and not sign.isspace():
            continue
        shown = "-" if category == "Pd" or sign == "−" else unicodedata.normalize("NFKC", sign).lower()
        plain.append(shown.translate(_PLAIN))
        places += [place] * len(shown)
    found = [
        Token(match[0], places[match.start()], places[match.end() - 1] + 1)
        for match in re.finditer(r"\d+|[^\W\d_]+|\S", "".join(plain))
    ]
    return tuple(token for at, token in enumerate(found) if not _is_silent(found, at))


def _is_silent(tokens: list[Token], at: int) -> bool:
    """Return whether a punctuation mark means nothing: a comma separates only if there is text on both sides.

    A dot counts between the numbers of one date.
    """
    token = tokens[at]
    if token.text not in _SILENT:
        return False
    if not 0 < at < len(tokens) - 1:
        return True
    before, after = tokens[at - 1], tokens[at + 1]
    if token.text == ".":
        close = before.ends == token.starts and token.ends == after.starts
        return not (close and before.text.isdecimal() and after.text.isdecimal())
    return token.text != ","


@dataclass(frozen=True, slots=True)
class TokenLine:
    """The tokens of one timescale, and the plan's first day, from which "Year 2" counts."""

    tokens: tuple[Token, ...]
    plan_starts: date

    def text(self, at: int) -> str:
        """Return the token there, or "" past the end."""
        return self.tokens[at].text if at < len(self.tokens) else ""

    def number(self, at: int, *, digits: tuple[int, ...] = (1, 2, 4)) -> int | None:
        """Return the number there if it has that many digits."""
        text = self.text(at)
        return int(text) if text.isdecimal() and len(text) in digits else None

    def year(self, at: int, *, digits: tuple[int, ...] = (2, 4)) -> int | None:
        """Return the calendar year there: 24 is 2024, 98 is 1998."""
        number = self.number(at, digits=digits)
        if number is None:
            return None
        if len(self.text(at)) == 2:
            return number + (1900 if number >= 70 else 2000)
        return number if FIRST_YEAR <= number <= LAST_YEAR else None

    def month(self, at: int) -> int | None:
        """Return the month named there."""
        return MONTH_NUMBERS.get(self.text(at))

    def touches(self, at: int) -> bool:
        """Return whether the punctuation there touches both neighbours without a space."""
        if not 0 < at < len(self.tokens) - 1:
            return False
        before, sign, after = self.tokens[at - 1 : at + 2]
        return before.ends == sign.starts and sign.ends == after.starts

    def after(self, at: int, *words: str) -> int:
        """Return the position after any of these words, or the same position."""
        while at < len(self.tokens) and self.tokens[at].text in words:
            at += 1
        return at

    def is_ordinal(self, at: int) -> bool:
        """Return whether "st", "nd", "rd" or "th" is there."""
        return self.text(at) in _ORDINALS

    def after_ordinal(self, at: int) -> int:
        """Return the position after the "st", "nd", "rd" or "th" of a number, or the same position."""
        return at + self.is_ordinal(at)

    def after_time(self, at: int) -> int:
        """Return the position after a time of day, which means nothing here: 00:00:00 after a spreadsheet's date."""
        place = self.after(at, "t")
        if self.number(place, digits=(1, 2)) is not None and self.text(place + 1) in ("am", "pm"):
            return place + 2
        if self.number(place) is None or self.text(place + 1) != ":":
            return at
        place += 1
        while self.text(place) in (":", ".") and self.text(place + 1).isdecimal():
            place += 2
        return self.after(place, "am", "pm", "z")

    def year_after(self, at: int, month: int) -> PrintedYear:
        """Return the year printed after a month, season or quarter that starts in a month, if there is one.

        Punctuation can join it: Nov-24, Nov/24, Nov '24. After "March" 24/25 is the year 2025.
        """
        place = self.after(at, "of", ",", "fy")
        if self.text(place) in APART:
            place += 1
        year = self.year(place)
        if year is None or self._is_day(place, year, apart=place > at):
            return PrintedYear(None, at)
        ends = self.text(place + 2)
        is_pair = self.text(place + 1) in ("/", "-") and self.touches(place + 1) and ends.isdecimal()
        if is_pair and len(ends) in (2, 4) and later_year(year, ends) == year + 1:
            return PrintedYear(year if month >= 4 else year + 1, place + 3, is_financial=True)
        is_short = place == at and len(self.text(place)) == 2
        return PrintedYear(year, place + 1, is_short=is_short)

    def _is_day(self, place: int, year: int, *, apart: bool) -> bool:
        """Return whether two digits after a month start the next date: the 10 of "25 Nov - 10 Dec"."""
        if len(self.text(place)) == 4:
            return False
        after = self.after(self.after_ordinal(place + 1), "of")
        next_is_month = self.month(after) is not None
        if self.text(place + 1) in APART and self.month(place + 2) is None and self.number(place + 2):
            # The 10 of "Q3, 10/12/24", though not the 24 of "Q3, 24/25".
            return self.text(place + 3) == self.text(place + 1)
        far = abs(year - self.plan_starts.year) > FAR_YEARS
        return self.is_ordinal(place + 1) or (next_is_month and (apart or far))
