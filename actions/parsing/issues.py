"""What is doubtful in a file that was read, each doubt with its place and with what it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from plans.files import SourceLocation

Path = tuple[int | None, int | None, int | None, str]

# Every code, with what it means in general. The words of a doubt say what it means in its place.
CODES: dict[str, str] = {
    "uneven": "Milestones and what stands beside them differ in number",
    "number_ours": "The action has no number, so it gets the next one",
    "glued": "The number is glued to its words",
    "joined": "Words without a number were joined to the action above them",
    "repeated_number": "Another action has the same number",
    "status_words": "A timescale also says how the milestone stands",
    "step_statuses": "The milestones of one action stand differently",
    "no_action": "Milestones stand under no action",
    "heading": "A row was taken for a heading",
    "outside": "Words stand outside any action",
    "inserted": "Tracked insertions were read as if accepted",
    "deleted": "Words marked as deleted were left out",
    "control": "Words were read from the boxes of a form",
    "footnote": "A footnote was not read",
    "cut": "A cell is as long as Excel allows, so it was probably cut",
    "formula": "A formula has no value, or an error for one",
    "characters": "Control characters were left out",
    "empty": "The file has headings but no actions",
}


@dataclass(frozen=True, slots=True)
class ParseIssue:
    """Something that a person should look at before the plan is brought in."""

    code: str
    """A key of CODES."""
    words: str
    """What is doubtful and what was done, in a sentence."""
    place: SourceLocation
    column: str = ""
    """The printed heading of the column; "" where it concerns none."""
    path: Path = (None, None, None, "")
    """What it concerns in the document: the position of its priority, action and milestone, and the field."""
