"""Steps that need all rows: which row a note belongs to, and which numbers are missing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.action_numbers import next_number
from actions.parsing.builders import ActionBuilder, PlanBuilder, add_note
from actions.parsing.header import HeaderRow
from actions.parsing.issues import ParseIssue


def assign_row_notes(
    actions: list[tuple[int, ActionBuilder]], draft: PlanBuilder, header: HeaderRow, doubts: list[ParseIssue]
) -> None:
    """Assign the statuses and notes of a table's rows to their actions or to their milestones.

    A column that differs between the milestones of one action is about milestones everywhere; our own exports state
    which it is.
    """
    of_milestones = set() if header.is_ours else _columns_of_milestones(action for _, action in actions)
    for at, action in actions:
        position = next(index for index, each in enumerate(draft.priorities[at].actions) if each is action)
        for note in action.row_notes:
            if note.heading in of_milestones and note.milestone is not None:
                add_note(action.milestones[note.milestone].notes, note.heading, note.words)
            else:
                add_note(action.notes, note.heading, note.words)
        _settle_status(action, at, position, doubts)


def _columns_of_milestones(actions: Iterable[ActionBuilder]) -> set[str]:
    """Return the headings of notes that differ between the rows of one action."""
    found: set[str] = set()
    for action in actions:
        firsts = {note.heading: note.words for note in action.row_notes if note.row == 0}
        found.update(
            note.heading
            for note in action.row_notes
            if note.row > 0 and firsts.get(note.heading) != note.words
        )
    return found


def _settle_status(action: ActionBuilder, at: int, position: int, doubts: list[ParseIssue]) -> None:
    if not action.statuses:
        return
    printed = {status.words for status in action.statuses}
    if len(printed) == 1 and action.statuses[0].row == 0:
        action.status = action.statuses[0].words
        return
    for status in action.statuses:
        notes = action.notes if status.milestone is None else action.milestones[status.milestone].notes
        add_note(notes, status.heading, status.words)
    first = action.statuses[0]
    doubts.append(
        ParseIssue(
            "step_statuses",
            "Its milestones have different delivery statuses, so each status was saved as a note on its "
            "milestone.",
            first.place,
            first.heading,
            (at, position, None, "status"),
        )
    )


def assign_numbers(draft: PlanBuilder, doubts: list[ParseIssue], heading: str) -> None:
    """Give a number to actions that have none, and add an issue for repeated numbers."""
    taken = {action.number for priority in draft.priorities for action in priority.actions if action.number}
    seen: dict[str, ActionBuilder] = {}
    for at, priority in enumerate(draft.priorities):
        here = {action.number for action in priority.actions if action.number}
        before = ""
        for position, action in enumerate(priority.actions):
            path = (at, position, None, "number")
            if not action.number:
                number = next_number(here, position=at + 1)
                while number in taken:
                    here.add(number)
                    number = next_number(here, position=at + 1)
                action.number, action.number_is_generated = number, True
                words = f"This action has no number in the file. It will be number {number}."
                doubts.append(ParseIssue("number_ours", words, action.place, heading, path))
                here.add(number)
                taken.add(number)
            elif action.number in seen:
                words = (
                    f"Another action has the same number {action.number}, in {_inside(seen[action.number])}."
                )
                if lost := _lost_nought(before, action.number):
                    words += f" Excel removes a zero at the end: check if it was {lost}."
                doubts.append(ParseIssue("repeated_number", words, action.place, heading, path))
            seen.setdefault(action.number, action)
            before = action.number


def _inside(action: ActionBuilder) -> str:
    words = action.place.words
    return words if words.startswith("Sheet") else words[:1].lower() + words[1:]


def _lost_nought(before: str, number: str) -> str:
    """Return the number with the zero that Excel dropped: "1.10" for a second 1.1 that follows 1.9; otherwise ""."""
    last, this = re.fullmatch(r"(.*\.)(\d+)9", f"{before}"), re.fullmatch(r"(.*\.)(\d+)", number)
    plain = re.fullmatch(r"(.*\.)9", before)
    if plain and this and (this[1], this[2]) == (plain[1], "1"):
        return f"{number}0"
    if last and this and this[1] == last[1] and int(this[2]) == int(last[2]) + 1:
        return f"{number}0"
    return ""
