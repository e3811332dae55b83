"""Parse plain text into the paragraphs, numbered lists and tables of a committee paper.

Three signs are enough, so that all text can be edited in a plain box: a blank line separates paragraphs, a line
that starts with "- " is a list item, and a line between bars, "| Risk | Rating |", is a row of a table whose first
row is its heading. Anything else is text. Parsing never raises an error and never drops a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

BULLETS = ("- ", "• ", "– ")


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph; `number` is printed before it, such as "3.2"."""

    text: str
    number: str = ""

    def content(self) -> dict:
        return {"kind": "paragraph", "number": self.number, "text": self.text}


@dataclass(frozen=True, slots=True)
class TextList:
    """The items of a list."""

    items: tuple[str, ...]

    def content(self) -> dict:
        return {"kind": "list", "items": list(self.items)}


@dataclass(frozen=True, slots=True)
class TextTable:
    """Rows below a heading row, every row as wide as the heading."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def content(self) -> dict:
        return {
            "kind": "table",
            "caption": self.caption,
            "head": list(self.head),
            "rows": [list(row) for row in self.rows],
        }


TextBlock = TextParagraph | TextList | TextTable


def parse_formatted_text(words: str) -> tuple[TextBlock, ...]:
    """Return the paragraphs, lists and tables of a text, in order."""
    passages, lines, kind = [], [], ""
    for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        now = _kind_of(line)
        if now != kind or not now:
            passages += _made(kind, lines)
            lines, kind = [], now
        if now:
            lines.append(line)
    return tuple(passages + _made(kind, lines))


def numbered(passages: Iterable[TextBlock], section: int) -> tuple[TextBlock, ...]:
    """Return the blocks with paragraphs numbered 3.1, 3.2 … as in section 3; lists and tables have no number."""
    result, last = [], 0
    for passage in passages:
        if isinstance(passage, TextParagraph):
            last += 1
            passage = replace(passage, number=f"{section}.{last}")
        result.append(passage)
    return tuple(result)


def captioned(passages: Iterable[TextBlock], heading: str, *, after: int = 0) -> tuple[TextBlock, ...]:
    """Return the blocks, each table with its number and the section it is in: "Table 2: Risk management".

    `after` is the number of tables before this section.
    """
    result, last = [], after
    for passage in passages:
        if isinstance(passage, TextTable):
            last += 1
            passage = replace(passage, caption=f"Table {last}: {heading}")
        result.append(passage)
    return tuple(result)


def table_line(cells: Iterable[str]) -> str:
    """Return one row of a table as it is written in the text; a bar in a cell is written "\\|"."""
    plain = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return "| " + " | ".join(plain) + " |"


def list_lines(items: Iterable[str]) -> str:
    """Return a list as it is written in the text."""
    return "\n".join(f"- {' '.join(item.split())}" for item in items)


def _kind_of(line: str) -> str:
    plain = line.strip()
    if not plain:
        return ""
    if plain.startswith(BULLETS):
        return "list"
    if len(plain) > 2 and plain.startswith("|") and plain.endswith("|") and not plain.endswith("\\|"):
        return "table"
    return "paragraph"


def _made(kind: str, lines: list[str]) -> list[TextBlock]:
    if kind == "paragraph":
        return [TextParagraph("\n".join(line.strip() for line in lines))]
    if kind == "list":
        return [TextList(tuple(line.strip()[1:].strip() for line in lines))]
    if kind == "table":
        return [_table([_cells(line) for line in lines])]
    return []


def _cells(line: str) -> list[str]:
    """Return the cells between the bars; a bar after a backslash is part of the text."""
    cells = re.split(r"(?<!\\)\|", line.strip()[1:-1])
    return [cell.replace("\\|", "|").strip() for cell in cells]


def _table(rows: list[list[str]]) -> TextBlock:
    if len(rows) == 1 or not any(rows[0]):
        # A heading with nothing under it, or rows with no heading, are text.
        return TextParagraph("\n".join(" | ".join(row) for row in rows))
    width = len(rows[0])
    head = tuple(cell or f"Column {place}" for place, cell in enumerate(rows[0], start=1))
    return TextTable(head, tuple(_as_wide(row, width) for row in rows[1:]))


def _as_wide(row: list[str], width: int) -> tuple[str, ...]:
    """Return the row with as many cells as the heading: missing cells are blank, extra ones go in the last."""
    if len(row) > width:
        row = [*row[: width - 1], " | ".join(row[width - 1 :])]
    return tuple(row + [""] * (width - len(row)))
