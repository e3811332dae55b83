"""Read docs/roles.md as data: what is expected of the site, stated independently of its code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from plans.access.table import COLUMNS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
HEADINGS = (
    "Officer", "Lead officer", "Executive member", "Chair", "Scrutiny member", "County team",
    "Commissioner's office", "Proper officer",
)  # fmt: skip
CELLS = {"yes", "own", "agreed", "–"}
NOT_AT_ALL = "–"


@dataclass(frozen=True)
class RolesDocument:
    """What each role can do, and the capability of each page."""

    words: dict[str, str]
    """Capability → what it lets a user do."""
    cells: dict[str, dict[str, str]]
    """Capability → role → "yes", "own" or "agreed"; a role without it is left out."""
    pages: dict[str, str]
    """URL name → capability, or public, signed_in, site_administrator."""


def read_document(path: Path = DOCUMENT) -> RolesDocument:
    """Return the document's two tables. Raises AssertionError if one is not as it should be."""
    roles, pages = _tables(path.read_text(encoding="utf-8"))
    assert tuple(roles[0][2:]) == HEADINGS
    words, cells = {}, {}
    for name, said, *row in roles[1:]:
        capability = name.strip("`")
        assert set(row) <= CELLS, f"{capability}: {row}"
        assert capability not in words, f"{capability} stands twice"
        words[capability] = said
        cells[capability] = {
            role: cell for role, cell in zip(COLUMNS, row, strict=True) if cell != NOT_AT_ALL
        }
    needs: dict[str, str] = {}
    for name, listed in pages[1:]:
        for page in re.findall(r"`([^`]+)`", listed):
            assert page not in needs, f"{page} stands twice"
            needs[page] = name.strip("`")
    return RolesDocument(words, cells, needs)


def _tables(text: str) -> list[list[list[str]]]:
    """Return the tables of a Markdown text, each as rows of cells, without the line under the headings."""
    tables: list[list[list[str]]] = []
    was_table = False
    for line in text.splitlines():
        is_table = line.startswith("|")
        if is_table and not was_table:
            tables.append([])
        if is_table and not set(line) <= set("|-: "):
            tables[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        was_table = is_table
    return tables
