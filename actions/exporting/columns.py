"""The columns of an exported plan, and its rows: one for each milestone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from actions.parsing.columns import ACTION_NOTE, MILESTONE_NOTE
from actions.parsing.vocabulary import scores_of
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from plans.files import clean_text, iso_date, one_line, printed_iso

# Meaning to heading, in the usual order.
HEADINGS = {
    "number": "No.",
    "action": "Action",
    "desired_outcome": "Desired outcome",
    "milestone": "Key milestones",
    "timescale": "Timescales",
    "lead": "Lead agency",
    "status": "Status",
}
DONE = "Done"
ACTION_LEAD = "Lead of the action"
PRIORITY = "Priority"
KIND = "Kind"
PRIORITY_NOTES = "Notes on the priority"

_LONGEST_NOTE_HEADING = 120
_BLANK = MilestoneText()


class TextTooLong(ValueError):
    """A text that does not fit into a cell of the file; the message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of the exported table."""

    heading: str
    field: str
    """A field of the action or the milestone, "action_note" or "milestone_note"."""
    note: str = ""
    """The heading under which the note is stored."""

    @property
    def is_of_milestone(self) -> bool:
        """Whether each milestone has its own value; the others are the action's, printed once."""
        return self.field in {"milestone", "timescale", "lead", "done_on", "milestone_note"}


def exportable_text(document: PlanText) -> PlanText:
    """Return the plan as an exported file holds it, which is the plan that an import reads.

    Texts have no blank ends and no control characters, headings and numbers are on one line; milestones without
    text, and blank notes, are left out. Positions, and whether a number is generated, are not in the file.
    """
    priorities = tuple(
        PriorityText(
            one_line(clean_text(priority.heading)),
            priority.kind if priority.kind == "theme" else "priority",
            clean_text(priority.notes),
            tuple(_action(action) for action in priority.actions),
        )
        for priority in document.priorities
    )
    return PlanText(one_line(clean_text(document.title)), priorities)


def _milestone(milestone: MilestoneText) -> MilestoneText:
    texts = (milestone.milestone, milestone.timescale, milestone.lead)
    # Nearly all are clean as they are. To look at the three together takes a third of the time.
    is_clean = "".join(texts).isprintable() and all(text == text.strip() for text in texts)
    if is_clean and not (milestone.notes or milestone.done_on or milestone.place):
        return milestone
    done_on = iso_date(milestone.done_on) if milestone.done_on else ""
    return MilestoneText(*map(clean_text, texts), _notes(milestone.notes), done_on)


def _action(action: ActionText) -> ActionText:
    milestones = map(_milestone, action.milestones)
    return ActionText(
        one_line(clean_text(action.number)),
        clean_text(action.action),
        clean_text(action.desired_outcome),
        clean_text(action.status),
        clean_text(action.lead),
        tuple(each for each in milestones if each != _BLANK),
        _notes(action.notes),
    )


def _notes(notes: Mapping[str, str]) -> dict[str, str]:
    if not notes:
        return {}
    found: dict[str, str] = {}
    for heading, words in notes.items():
        name, kept = one_line(clean_text(heading))[:_LONGEST_NOTE_HEADING].strip(), clean_text(words)
        if kept:
            name = name or "Note"
            found[name] = f"{found[name]}\n{kept}" if name in found else kept
    return found


def export_columns(document: PlanText) -> tuple[ExportColumn, ...]:
    """Return the columns that a plan needs: the known ones, and one for each heading of its notes."""
    found = [ExportColumn(heading, meaning) for meaning, heading in HEADINGS.items()]
    if any(each.done_on for each in document.milestones):
        found.append(ExportColumn(DONE, "done_on"))
    if any(action.lead for action in document.actions):
        found.append(ExportColumn(ACTION_LEAD, "action_lead"))
    taken = {column.heading for column in found}
    for note in _in_order(action.notes for action in document.actions):
        # A note under "Owner" is still a note.
        heading = ACTION_NOTE + note if _says_otherwise(note) or note in taken else note
        found.append(ExportColumn(heading, "action_note", note))
    for note in _in_order(each.notes for each in document.milestones):
        found.append(ExportColumn(MILESTONE_NOTE + note, "milestone_note", note))
    return tuple(found)


def _says_otherwise(heading: str) -> bool:
    return heading.startswith((ACTION_NOTE, MILESTONE_NOTE)) or any(
        meaning != "notes" for meaning in scores_of(heading)
    )


def _in_order(notes: Iterable[Mapping[str, str]]) -> list[str]:
    return list(dict.fromkeys(heading for each in notes for heading in each))


def value_of(column: ExportColumn, action: ActionText, milestone: MilestoneText | None) -> str:
    """Return the value in a column of a row."""
    if column.is_of_milestone:
        return milestone_reader(column)(milestone) if milestone else ""
    if column.field == "action_lead":
        return action.lead
    if column.field == "action_note":
        return action.notes.get(column.note, "")
    return str(getattr(action, column.field))


def milestone_reader(column: ExportColumn) -> Callable[[MilestoneText], str]:
    """Return the getter of a milestone's column, found once for a column and not for each of its cells."""
    if column.field == "milestone_note":
        return lambda milestone: milestone.notes.get(column.note, "")
    if column.field == "done_on":
        return lambda milestone: printed_iso(milestone.done_on)
    return attrgetter(column.field)


def milestones_or_none(action: ActionText) -> Iterator[MilestoneText | None]:
    """Return the milestones of an action, or one None if it has none, since it needs a row."""
    yield from action.milestones or (None,)


def has_heading_row(priority: PriorityText, position: int) -> bool:
    """Return whether a priority needs a row of its own; actions before the first heading have none."""
    is_before_headings = position == 0 and priority.actions and not priority.notes
    return not (is_before_headings and not priority.heading and priority.kind == "priority")


_FORMULA = re.compile(r"[=+\-@\t\r]")


def begins_formula(text: str) -> bool:
    """Return whether a spreadsheet would treat a text as a formula."""
    return _FORMULA.match(text) is not None


def with_title(document: PlanText, title: str) -> PlanText:
    """Return the plan with a title."""
    return replace(exportable_text(document), title=one_line(clean_text(title)))
