"""Decide which rows and paragraphs are headings of priorities and themes, and which are notes under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.action_numbers import split_leading_number
from actions.parsing.header import HeaderRow
from actions.parsing.heading_wording import (
    is_explicit_heading,
    is_nameless,
    is_sentence,
    is_title,
    priority_kind,
)
from actions.parsing.table_layout import TableLayout
from plans.files import (
    OUR_NOTES,
    OUR_ROW_STYLES,
    OUR_THEME,
    SourceCell,
    SourceParagraph,
    SourceRow,
    limits,
    one_line,
)

_PLAIN_NUMBER = re.compile(r"[0-9]{1,2}[.)]?")
_ALONE = re.compile(r"(?:sheet|table|tabelle|feuil)\s?[0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A row that spans the table: a heading, or a note, with its further lines."""

    heading: str
    kind: str
    notes: str
    is_note: bool
    row: SourceRow
    is_sure: bool = True


def stands_across(row: SourceRow, header: HeaderRow, layout: TableLayout) -> bool:
    """Return whether a row can be a heading or a note.

    It has one text that spans, or only a text in the first column, or "Priority 1" next to its name.
    """
    if row.our_style:
        return True
    filled = row.filled
    if header.is_ours:
        # The rows of our own exports never span; one that does was added manually.
        return (
            len(filled) == 1
            and not header.has("kind")
            and header.covered(filled[0]) * 2 > len(header.columns)
        )
    if not filled or any(cell.above is not None and cell.above.text for cell in row.cells):
        return False
    first = filled[0]
    placed = header.placed(row)
    position = next((each for each, cells in placed.items() if first in cells), None)
    meaning = header.columns[position].meaning if position is not None else "notes"
    half = max(2, (len(header.columns) + 1) // 2)
    if len(filled) > 1:
        return _begins_across(filled, placed, header, layout, meaning, half)
    if header.covered(first) >= 2 and (header.covered(first) >= half or first.start <= header.edges[0][0]):
        return True
    return _stands_alone(first, meaning, layout, is_first=position == 0)


def _begins_across(
    filled: list[SourceCell],
    placed: dict[int, list[SourceCell]],
    header: HeaderRow,
    layout: TableLayout,
    meaning: str,
    half: int,
) -> bool:
    """Return whether the first cells of a row are a heading: "Priority 1" | "Domestic Abuse" | … | "Lead: …"."""
    first, second = filled[0], filled[1]
    if _holds_steps(placed, header):
        return header.covered(first) >= half and is_explicit_heading(first.text)
    if header.covered(first) >= half:
        return True
    if meaning in {"number", "notes"} and is_explicit_heading(first.text) and len(one_line(first.text)) <= 60:
        return True
    if meaning == "number" and _torn(filled):
        return True
    # "1" next to a name that spans the table, or next to a name alone where actions are numbered 1.1.
    is_plain = (
        len(filled) == 2
        and _PLAIN_NUMBER.fullmatch(first.text) is not None
        and meaning in {"number", "notes"}
    )
    in_action = any(second in placed.get(each, ()) for each in header.by_meaning.get("action", ()))
    return is_plain and (header.covered(second) >= half or (layout.dotted_numbers and in_action))


def _torn(filled: list[SourceCell]) -> str:
    """Return a heading that a copied PDF has split, "Prior" | "ity 2: Crime", as one; "" if it is not one."""
    first = filled[0].text
    if len(filled) < 2 or len(first) > 8 or not first.isalpha():
        return ""
    whole = ""
    for piece in (one_line(cell.text) for cell in filled):
        # Letters on the border of two cells are copied into both.
        shared = next(
            (
                count
                for count in range(min(len(piece), len(whole), 8), 0, -1)
                if whole.endswith(piece[:count])
            ),
            0,
        )
        whole += piece[shared:]
    return whole if is_explicit_heading(whole) else ""


def _stands_alone(cell: SourceCell, meaning: str, layout: TableLayout, *, is_first: bool) -> bool:
    """Return whether the only cell of a row, not merged across, is a heading."""
    text = cell.text
    is_bold = cell.is_bold and not layout.bold_actions and not is_sentence(text)
    if meaning == "action":
        return is_explicit_heading(text) or is_bold
    if meaning == "priority" or not (is_first or meaning == "number"):
        return False
    number, words = split_leading_number(text)
    if number and not words:
        return False
    if number and not is_explicit_heading(text):
        # "2.1Reduce" is an action; "2 Reduce" next to 2.1 and 2.2 is their heading.
        return "." not in number and (is_bold or layout.dotted_numbers)
    return meaning in {"number", "notes"} and any(letter.isalpha() for letter in text) and len(text) > 3


def _holds_steps(placed: dict[int, list[SourceCell]], header: HeaderRow) -> bool:
    return any(
        header.columns[position].meaning in {"milestone", "timescale"}
        and any(cell.is_filled for cell in cells)
        for position, cells in placed.items()
    )


def classify_rows(
    run: Sequence[SourceRow], header: HeaderRow, *, before_actions: bool, is_first: bool
) -> list[HeadingRow]:
    """Classify consecutive rows that span the table as headings or notes.

    A row is a heading if its text shows it, or if it is short and has actions below it; what follows a heading is a
    note.
    """
    found: list[HeadingRow] = []
    texts = [_heading_text(row, header) for row in run]
    strong = [
        row.our_style not in {"", OUR_NOTES} or (not row.our_style and is_explicit_heading(text[0]))
        for row, text in zip(run, texts, strict=True)
    ]
    styled = [_is_heading_style(row) for row in run]
    chosen: int | None = None
    if not any(strong) and (before_actions or is_first):
        short = [
            i
            for i, (row, text) in enumerate(zip(run, texts, strict=True))
            if not row.our_style and not is_sentence(text[0])
        ]
        by_style = [i for i in short if styled[i]]
        candidates = by_style or short
        if len(candidates) > 1 and is_title(texts[candidates[0]][0]):
            candidates = candidates[1:]
        chosen = candidates[0] if candidates and before_actions else None
    for index, row in enumerate(run):
        heading, notes = texts[index]
        if row.our_style:
            kind = "theme" if row.our_style == OUR_THEME else "priority"
            found.append(HeadingRow(heading, kind, notes, row.our_style == OUR_NOTES, row))
        elif (
            strong[index]
            or index == chosen
            or (styled[index] and before_actions and not is_sentence(heading))
        ):
            found.append(
                HeadingRow(
                    heading,
                    priority_kind(heading),
                    notes,
                    False,
                    row,
                    strong[index] or styled[index] or row.filled[0].span > 1,
                )
            )
        else:
            everything = "\n".join(cell.text for cell in row.filled)
            found.append(HeadingRow("", "priority", everything, True, row))
    return found


def _is_heading_style(row: SourceRow) -> bool:
    return any(
        paragraph.style.lower().startswith(("heading", "title"))
        for cell in row.filled
        for paragraph in cell.paragraphs
        if paragraph.text
    )


def _heading_text(row: SourceRow, header: HeaderRow) -> tuple[str, str]:
    """Return the heading of a row, and its further lines."""
    filled = row.filled
    if not filled:
        return "", ""
    if row.our_style in OUR_ROW_STYLES:
        return ("", filled[0].text) if row.our_style == OUR_NOTES else (filled[0].text, "")
    if torn := _torn(filled):
        return torn, ""
    first, *others = filled
    lines = [line.strip() for line in first.text.split("\n") if line.strip()]
    heading, further = lines[0], lines[1:]
    label = first.label
    if label and label.rstrip(".") not in heading:
        heading = f"{label} {heading}"
    if others and (
        _PLAIN_NUMBER.fullmatch(heading) or (is_explicit_heading(heading) and is_nameless(heading))
    ):
        # "Priority 1" in one cell, its name in the next.
        name, *others = others
        parts = [line.strip() for line in name.text.split("\n") if line.strip()]
        joint = " " if heading[-1] in ":.)-–—" or heading.isdecimal() else ": "
        heading, further = f"{heading}{joint}{parts[0]}", further + parts[1:]
    further += [cell.text for cell in others]
    if len(heading) > limits.HEADING:
        return "", "\n".join([heading, *further])
    return heading, "\n".join(further)


@dataclass(frozen=True, slots=True)
class TextAboveTable:
    """The text above a table: its title, its heading, notes under that, and text that belongs to neither."""

    title: str = ""
    heading: str = ""
    notes: str = ""
    is_sure: bool = False


# More words than this between a heading and its table are a chapter, not notes.
_LONGEST_NOTES = 1_000
_FARTHEST = 15


def heading_above(paragraphs: Sequence[SourceParagraph], *, several: bool) -> TextAboveTable:
    """Return the heading and the title in the paragraphs above a Word table.

    ``several``: the file has several tables of actions, so that a heading without the word "priority" can be one.
    """
    title = next((each.text for each in paragraphs if each.style.lower() == "title"), "")
    near = [each for each in paragraphs[-_FARTHEST:] if each.style.lower() not in {"title", "subtitle"}]
    at = _nearest(near, several=several)
    if not title:
        title = next(
            (
                each.text
                for index, each in enumerate(near)
                if is_title(each.text) and index != at and not is_sentence(each.text)
            ),
            "",
        )
    if at is None:
        return TextAboveTable(one_line(title))
    below = "\n".join(each.text for each in near[at + 1 :])
    notes = below if len(below) <= _LONGEST_NOTES else ""
    label = near[at].label
    heading = one_line(near[at].text)
    if label and not heading.startswith(label):
        heading = f"{label} {heading}"
    if len(heading) > limits.HEADING:
        return TextAboveTable(one_line(title))
    return TextAboveTable(one_line(title), heading, notes, is_explicit_heading(heading))


def _nearest(paragraphs: Sequence[SourceParagraph], *, several: bool) -> int | None:
    for index in range(len(paragraphs) - 1, -1, -1):
        text, style = paragraphs[index].text, paragraphs[index].style.lower()
        if is_explicit_heading(text) and not is_sentence(text):
            return index
        if several and style.startswith("heading") and not (is_title(text) and not is_explicit_heading(text)):
            return index
    last = len(paragraphs) - 1
    if several and last >= 0:
        text = paragraphs[last].text
        if len(text) <= 120 and not is_sentence(text) and not is_title(text) and "\n" not in text:
            return last
    return None


def sheet_heading(name: str) -> str:
    """Return a sheet's name as a heading; "" if it has a default name."""
    return "" if _ALONE.fullmatch(name.strip()) else name
