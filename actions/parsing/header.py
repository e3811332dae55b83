"""Find the row of headings of a table, the columns it makes, and which cells are under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.parsing.columns import MEANINGS, SourceColumn, certainty, guess
from actions.parsing.heading_wording import is_explicit_heading
from actions.parsing.vocabulary import is_heading, scores_of
from plans.files import (
    OUR_COLUMN_HEADING,
    SourceCell,
    SourceRow,
    SourceTable,
    heading_key,
    letters_of,
    normalise_words,
    one_line,
    truncate,
)

# Titles, logos and a key are above the headings; no plan has more rows than this.
_SEARCHED_ROWS = 40
_SAMPLED_ROWS = 60
_LONGEST_HEADING = 200


@dataclass
class HeaderRow:
    """The headings of a table, each above its grid columns."""

    columns: list[SourceColumn]
    edges: list[tuple[int, int]]
    """The first grid column of each column, and the one after its last."""
    rows: int = 1
    """The number of rows it takes."""
    cells: int = 0
    """The number of cells in its row."""
    is_ours: bool = False
    """Whether our own export wrote the table: then a cell is one text, kept unchanged."""
    opens: str = ""
    """The heading of a priority in the place of "Action": "Priority 1: Roads | Lead | When"."""
    by_meaning: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for position, column in enumerate(self.columns):
            self.by_meaning.setdefault(column.meaning, []).append(position)
        if "kind" in self.by_meaning:
            self.is_ours = True

    def has(self, meaning: str) -> bool:
        return meaning in self.by_meaning

    def heading(self, meaning: str) -> str:
        """Return the printed heading of the first column of a meaning; "" if there is none."""
        positions = self.by_meaning.get(meaning)
        return self.columns[positions[0]].heading if positions else ""

    def placed(self, row: SourceRow) -> dict[int, list[SourceCell]]:
        """Return the cells of a row under their columns."""
        found: dict[int, list[SourceCell]] = {}
        in_order = len(row.cells) == self.cells == len(self.edges) and any(
            cell.start != first for cell, (first, _) in zip(row.cells, self.edges, strict=True)
        )
        for index, cell in enumerate(row.cells):
            position = index if in_order else self._under(cell)
            if position is not None:
                found.setdefault(position, []).append(cell)
        return found

    def _under(self, cell: SourceCell) -> int | None:
        """Return the column of a cell: the one it covers most of, where borders were moved manually."""
        best, most = None, 0
        for position, (first, last) in enumerate(self.edges):
            shared = min(last, cell.start + cell.span) - max(first, cell.start)
            if shared > most:
                best, most = position, shared
        return best

    def covered(self, cell: SourceCell) -> int:
        """Return how many of the columns a cell covers."""
        return sum(1 for first, last in self.edges if first < cell.start + cell.span and cell.start < last)

    def is_repeated(self, row: SourceRow) -> bool:
        """Return whether a row repeats these headings, as on each page."""
        if self.is_ours and not is_our_header(row):
            return False
        filled = [cell for cell in row.cells if cell.is_filled]
        if len(filled) < 2:
            return False
        for cell in filled:
            position = self._under(cell)
            if position is None or heading_key(cell.text) != heading_key(self.columns[position].heading):
                return False
        return True


def find_header(
    table: SourceTable, overrides: Mapping[str, str], start: int = 0
) -> tuple[int, HeaderRow] | None:
    """Return the first row of headings at or after a row, and the columns it makes; None if there is none."""
    searched = 0
    for index in range(start, len(table.rows)):
        row = table.rows[index]
        if not row.filled:
            continue
        searched += 1
        if searched > _SEARCHED_ROWS:
            return None
        if len(row.filled) < 2:
            continue
        named = sum(1 for cell in row.filled if heading_key(cell.text) in overrides)
        if not named and (
            any(len(cell.text) > _LONGEST_HEADING for cell in row.filled) or not certainty(_texts(row))
        ):
            continue
        header = make_header(table, index, overrides)
        if header.has("action") or header.has("milestone"):
            return index, header
    return None


def best_looking_row(table: SourceTable) -> int | None:
    """Return the row that looks most like headings in a table without known ones: many short texts, near the top."""
    best, most = None, 1
    for index, row in enumerate(table.rows[:_SEARCHED_ROWS]):
        short = [cell for cell in row.filled if len(cell.text) <= _LONGEST_HEADING]
        if len(short) > most and len(short) == len(row.filled):
            best, most = index, len(short)
    return best


def is_our_header(row: SourceRow) -> bool:
    """Return whether a row has the style of the headings of our own exports."""
    return bool(row.filled) and all(cell.style == OUR_COLUMN_HEADING for cell in row.filled)


def is_other_header(row: SourceRow, header: HeaderRow) -> bool:
    """Return whether a row in the middle of a table is a row of headings of its own."""
    if header.is_ours:
        return is_our_header(row)
    texts = _texts(row)
    return len(texts) >= 3 and all(is_heading(text) for text in texts) and certainty(texts) > 0


def _texts(row: SourceRow) -> list[str]:
    return _with_action([one_line(cell.text) for cell in row.filled])[0]


def _with_action(texts: list[str]) -> tuple[list[str], str]:
    """Return the headings, with "Action" for a priority's name if that is above the actions, and that name."""
    if any("action" in scores_of(text) for text in texts):
        return texts, ""
    at = next(
        (at for at, text in enumerate(texts) if text and is_explicit_heading(text) and not is_heading(text)),
        None,
    )
    if at is None or at > 1:
        return texts, ""
    return [*texts[:at], "Action", *texts[at + 1 :]], texts[at]


def make_header(
    table: SourceTable, index: int, overrides: Mapping[str, str], end: int | None = None
) -> HeaderRow:
    """Return the columns that a row of headings makes for the rows up to an end, guessed or matched manually."""
    row = table.rows[index]
    below = table.rows[index + 1] if index + 1 < len(table.rows) else None
    is_double = below is not None and _is_second(row, below)
    parts = (
        _with_second(row, below)
        if is_double and below is not None
        else [(c.start, c.start + c.span, c.text) for c in row.cells]
    )
    body = table.rows[index + 1 + is_double : end]
    starts = {cell.start for each in body for cell in each.cells if cell.text}
    parts = [part for part in parts if part[2] or any(part[0] <= start < part[1] for start in starts)]
    parts += [
        (start, start + 1, "")
        for start in starts
        if not any(first <= start < last for first, last, _ in parts)
    ]
    parts.sort()
    headings = _named(table, [one_line(text) for _, _, text in parts])
    blank, opens = _with_action([one_line(text) for _, _, text in parts])
    header = HeaderRow(
        [], [(first, last) for first, last, _ in parts], 1 + is_double, len(row.cells), opens=opens
    )
    samples: list[list[str]] = [[] for _ in parts]
    for each in body[:_SAMPLED_ROWS]:
        for position, cells in header.placed(each).items():
            samples[position].extend(cell.text for cell in cells if cell.is_filled)
    given = {p: overrides[heading_key(h)] for p, h in enumerate(headings) if heading_key(h) in overrides}
    meanings = guess(blank, samples, given)
    if "priority" not in meanings and "action" in meanings:
        _group_by_objective(blank, meanings, samples, given)
    keys: set[str] = set()
    for position, heading in enumerate(headings):
        sample = next((text for text in samples[position] if text), "")
        key = _unused(heading_key(heading).replace(" ", "-"), keys)
        header.columns.append(
            SourceColumn(heading, meanings[position], position not in given, truncate(sample), key)
        )
    is_ours = is_our_header(row)
    return HeaderRow(header.columns, header.edges, header.rows, header.cells, is_ours, opens)


_GROUPS = {"objective", "objectives", "aim", "aims", "goal", "goals", "recommendation", "recommendations"}


def _group_by_objective(
    headings: list[str], meanings: list[str], samples: list[list[str]], given: Mapping[int, str]
) -> None:
    """Treat an objective or aim next to several actions as the heading above them."""
    actions = len(samples[meanings.index("action")])
    for position, heading in enumerate(headings):
        words = normalise_words(heading).split()
        distinct = {normalise_words(each) for each in samples[position]}
        if (
            position not in given
            and meanings[position] in {"notes", "desired_outcome"}
            and words
            and words[-1] in _GROUPS
            and 0 < len(distinct) * 2 <= actions
        ):
            meanings[position] = "priority"
            return


def _is_second(row: SourceRow, below: SourceRow) -> bool:
    """Return whether the row below is a second line of headings: under one that spans, or next to merged ones."""
    if not below.filled:
        return False
    tops = {id(cell) for cell in row.cells}
    has_merged = any(cell.above is not None and id(cell.above) in tops for cell in below.cells)
    wide = [cell for cell in row.filled if cell.span > 1]
    under = [any(top.start <= cell.start < top.start + top.span for top in wide) for cell in below.filled]
    short = all(len(cell.text) <= 60 for cell in below.filled)
    return short and bool(under) and all(under) and (has_merged or sum(under) >= 2)


def _with_second(row: SourceRow, below: SourceRow) -> list[tuple[int, int, str]]:
    parts: list[tuple[int, int, str]] = []
    for cell in row.cells:
        lower = [each for each in below.filled if cell.start <= each.start < cell.start + cell.span]
        if cell.span > 1 and lower:
            parts.extend(
                (each.start, each.start + each.span, f"{cell.text} {each.text}".strip()) for each in lower
            )
        else:
            parts.append((cell.start, cell.start + cell.span, cell.text))
    return parts


def _named(table: SourceTable, texts: list[str]) -> list[str]:
    """Return each heading once: a blank one by its position, a repeated one with a count."""
    names: list[str] = []
    used: set[str] = set()
    for position, text in enumerate(texts, 1):
        start = table.columns[position - 1] if position <= len(table.columns) else position
        name = text or (f"Column {letters_of(start)}" if table.sheet else f"Column {position}")
        count = 1
        named = name
        while named in used:
            count += 1
            named = f"{name} ({count})"
        used.add(named)
        names.append(named)
    return names


def _unused(key: str, keys: set[str]) -> str:
    count, found = 1, key
    while found in keys:
        count += 1
        found = f"{key}-{count}"
    keys.add(found)
    return found


def as_overrides(columns: Mapping[str, str] | None) -> dict[str, str]:
    """Return the columns matched manually, by normalised heading."""
    return {
        heading_key(heading): meaning for heading, meaning in (columns or {}).items() if meaning in MEANINGS
    }
