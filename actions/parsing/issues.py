"""Issues of a parsed file, each with its location and what it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from plans.files import SourceLocation

Path = tuple[int | None, int | None, int | None, str]

# Every code, with what it means in general. The text of an issue says what it means in its cell.
CODES: dict[str, str] = {
    "uneven": "An action has different numbers of milestones, timescales or leads",
    "number_ours": "The action has no number, so it gets the next one",
    "glued": "The number and the action are in the same text",
    "joined": "Text without a number was added to the action above it",
    "repeated_number": "Another action has the same number",
    "status_words": "A timescale also has a delivery status",
    "step_statuses": "The milestones of one action have different delivery statuses",
    "no_action": "Milestones have no action",
    "heading": "A row was taken to be a heading",
    "outside": "Text is outside the actions",
    "inserted": "Tracked insertions were imported as if accepted",
    "deleted": "Text marked as deleted was not imported",
    "control": "Text was imported from content controls",
    "footnote": "A footnote was not imported",
    "cut": "A cell is as long as Excel allows, so its end might be missing",
    "formula": "A formula has no value or has an error",
    "characters": "Control characters were removed",
    "empty": "The file has headings but no actions",
}


@dataclass(frozen=True, slots=True)
class ParseIssue:
    """Something that a user should check before the plan is imported."""

    code: str
    """A key of CODES."""
    words: str
    """What needs checking and what was done, in a sentence."""
    place: SourceLocation
    column: str = ""
    """The printed heading of the column; "" if it concerns none."""
    path: Path = (None, None, None, "")
    """What it concerns in the document: the position of its priority, action and milestone, and the field."""
