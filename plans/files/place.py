"""The location in a file from which something was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """The location in a file: "Table 1, row 4", "Sheet “Plan”, row 4" or "Line 12"."""

    words: str
    """The location as text for an officer, without the column."""
    row: int = 0
    """The row in that table, sheet or file, counted from 1."""
