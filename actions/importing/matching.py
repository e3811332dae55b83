"""Match each row of a file to a row of the plan: by its number, and then by its text.

Rows of the file are the plain texts of actions/plan_text.py; rows of the plan need only have the same attributes
(`heading`, `number`, `action`, `milestone`, …). Nothing here uses the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

# Texts that are this similar are one text that was reworded; below it they are two.
SIMILARITY_THRESHOLD = 0.6
# Comparing every text with every other is quadratic; beyond this number only equal texts are matched.
MOST_COMPARISONS = 4_000


@dataclass(slots=True)
class RowMatches:
    """Rows of the file with their rows of the plan; and the rows that only one side has."""

    row_of: dict[int, object] = field(default_factory=dict)
    """Path in the file → row of the plan."""
    missing: list = field(default_factory=list)
    """Rows of the plan that the file does not have."""


def normalised_text(text: str) -> str:
    """Return a text without what does not matter when comparing two texts."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


def match_priorities(
    texts: Sequence, rows: Sequence, *, shared_numbers: Callable[[object, object], int]
) -> RowMatches:
    """Match headings by their text, then by the numbers of their actions, then by "Priority 2"."""
    matching = _Matching(texts, rows)
    # A heading can be blank, and is still one.
    matching.by(lambda text: ("original", text.heading), lambda row: ("original", row.heading))
    matching.by(lambda text: normalised_text(text.heading), lambda row: normalised_text(row.heading))
    shared = sorted(
        (
            (-shared_numbers(text, row), place, index)
            for place, text in matching.open_texts()
            for index, row in matching.open_rows()
            if shared_numbers(text, row)
        ),
    )
    for _, place, index in shared:
        matching.pair(place, index)
    matching.by(lambda text: _label(text.heading), lambda row: _label(row.heading))
    return matching.pairs()


def match_actions(
    texts: Sequence, rows: Sequence, *, priority_of_text: dict, priority_of_row: Callable
) -> RowMatches:
    """Match actions: by number and text, then the same text, then the number, then similar text.

    `priority_of_text` gives the plan's priority (or None) for each path, so that of two rows with one number the
    one under the same heading is matched first.
    """
    matching = _Matching(texts, rows)

    def under(place: int):
        return priority_of_text.get(place)

    def number(text):
        return "" if text.number_is_generated else text.number.strip()

    for place_key, row_key in (
        (
            lambda place, text: number(text) and (under(place), number(text), normalised_text(text.action)),
            lambda row: (priority_of_row(row), row.number.strip(), normalised_text(row.action)),
        ),
        (
            lambda place, text: number(text) and (number(text), normalised_text(text.action)),
            lambda row: (row.number.strip(), normalised_text(row.action)),
        ),
        (
            lambda place, text: normalised_text(text.action) and (under(place), normalised_text(text.action)),
            lambda row: (priority_of_row(row), normalised_text(row.action)),
        ),
        (lambda place, text: normalised_text(text.action), lambda row: normalised_text(row.action)),
        (
            lambda place, text: number(text) and (under(place), number(text)),
            lambda row: (priority_of_row(row), row.number.strip()),
        ),
        (lambda place, text: number(text), lambda row: row.number.strip()),
    ):
        matching.by_place(place_key, row_key)
    matching.by_likeness(
        lambda text: normalised_text(text.action),
        lambda row: normalised_text(row.action),
        allowed=lambda text, row: not number(text) or not row.number.strip(),
    )
    matching.by_place(
        lambda place, text: text.number_is_generated and (under(place), text.number),
        lambda row: row.number_is_generated and (priority_of_row(row), row.number),
    )
    return matching.pairs()


def match_milestones(texts: Sequence, rows: Sequence) -> RowMatches:
    """Match milestones of one action: equal in everything, then in text, then similar, then in order."""
    matching = _Matching(texts, rows)
    matching.by(
        lambda text: (normalised_text(text.milestone), text.timescale.strip(), text.lead.strip()),
        lambda row: (normalised_text(row.milestone), row.timescale.strip(), row.lead_as_printed.strip()),
    )
    matching.by(lambda text: normalised_text(text.milestone), lambda row: normalised_text(row.milestone))
    matching.by_likeness(
        lambda text: normalised_text(text.milestone), lambda row: normalised_text(row.milestone)
    )
    if len(matching.open_texts()) == len(matching.open_rows()):
        for (place, _), (index, _) in zip(matching.open_texts(), matching.open_rows(), strict=True):
            matching.pair(place, index)
    return matching.pairs()


class _Matching:
    """Matches texts with rows step by step; a match is final."""

    def __init__(self, texts: Sequence, rows: Sequence):
        self.texts, self.rows = texts, rows
        self.row_of: dict[int, int] = {}
        self.taken: set[int] = set()

    def pair(self, place: int, index: int) -> None:
        if place not in self.row_of and index not in self.taken:
            self.row_of[place] = index
            self.taken.add(index)

    def open_texts(self) -> list[tuple[int, object]]:
        return [(place, text) for place, text in enumerate(self.texts) if place not in self.row_of]

    def open_rows(self) -> list[tuple[int, object]]:
        return [(index, row) for index, row in enumerate(self.rows) if index not in self.taken]

    def by(self, text_key: Callable[[object], Hashable], row_key: Callable[[object], Hashable]) -> None:
        """Match what has the same key, in order; without a key, no match."""
        self.by_place(lambda place, text: text_key(text), row_key)

    def by_place(self, text_key: Callable, row_key: Callable) -> None:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index, row in reversed(self.open_rows()):
            waiting[row_key(row)].append(index)
        for place, text in self.open_texts():
            key = text_key(place, text)
            if key and waiting.get(key):
                self.pair(place, waiting[key].pop())

    def by_likeness(
        self, text_words: Callable, row_words: Callable, *, allowed: Callable | None = None
    ) -> None:
        """Match texts that were only reworded, the most similar first."""
        texts, rows = self.open_texts(), self.open_rows()
        if not texts or not rows or len(texts) * len(rows) > MOST_COMPARISONS:
            return
        found = []
        for index, row in rows:
            # The matcher caches its second text.
            matcher = SequenceMatcher(autojunk=False, b=row_words(row)[:400])
            for place, text in texts:
                if allowed and not allowed(text, row):
                    continue
                matcher.set_seq1(text_words(text)[:400])
                if (
                    matcher.real_quick_ratio() >= SIMILARITY_THRESHOLD
                    and matcher.quick_ratio() >= SIMILARITY_THRESHOLD
                ):
                    found.append((-matcher.ratio(), place, index))
        for likeness, place, index in sorted(found):
            if -likeness >= SIMILARITY_THRESHOLD:
                self.pair(place, index)

    def pairs(self) -> RowMatches:
        return RowMatches(
            {place: self.rows[index] for place, index in self.row_of.items()},
            [row for _, row in self.open_rows()],
        )


def _label(heading: str) -> str:
    """Return what a heading starts with before its text: "priority 2" of "Priority 2: ASB"."""
    found = re.match(r"\W*((?:[^\W\d_]+\s+){1,3}\d{1,2})\b", heading)
    return " ".join(found[1].lower().split()) if found else ""


def numbers_of(texts: Iterable) -> set[str]:
    """Return the numbers printed for these actions."""
    return {text.number.strip() for text in texts if text.number.strip()}
