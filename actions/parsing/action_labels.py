"""Parse the number and the text of an action's row: in two cells, in one, without a space, or numbered by Word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.action_numbers import split_leading_number
from actions.parsing.header import HeaderRow
from actions.parsing.table_layout import TableLayout, own
from plans.files import SourceCell, limits, one_line, truncate


@dataclass(frozen=True, slots=True)
class ActionLabel:
    """The number and the text of a row's action."""

    number: str
    action: str
    glued: str = ""
    """A sentence about a number that was separated from its text; "" if there was none."""
    unread: str = ""
    """Text in the column of numbers that is not a number."""


def parse_action_label(
    placed: dict[int, list[SourceCell]], header: HeaderRow, layout: TableLayout
) -> ActionLabel:
    """Return the number of a row and the text of its action; either can be blank."""
    printed, action = own(placed, header, "number"), own(placed, header, "action")
    if header.is_ours:
        return ActionLabel(one_line(printed), action)
    # Word prints numbers of lists that are not in any text.
    number, words = _split(printed or _list_number(placed, header, "number"))
    if words and not number:
        return ActionLabel("", action, unread=words)
    if words:
        return ActionLabel(number, f"{words}\n{action}".strip(), _said(printed, number))
    if number or not action or is_merged(placed, header, "number"):
        return ActionLabel(number, action)
    found, words = split_leading_number(action)
    if found and words and ("." in found or layout.plain_numbers):
        is_glued = re.match(rf"\(?{re.escape(found)}[^\W\d_]", action.lstrip())
        return ActionLabel(found, words, _said(action, found) if is_glued else "")
    if found and not words and not header.has("number"):
        return ActionLabel(found, "")
    listed = _list_number(placed, header, "action").strip().rstrip(".)")
    return ActionLabel(split_leading_number(listed)[0] if "." in listed else "", action)


def is_merged(placed: dict[int, list[SourceCell]], header: HeaderRow, meaning: str) -> bool:
    """Return whether a cell of that meaning is merged into one with text above it."""
    return any(
        cell.above is not None and cell.above.text
        for position in header.by_meaning.get(meaning, ())
        for cell in placed.get(position, ())
    )


def _split(printed: str) -> tuple[str, str]:
    """Return the number in a cell of numbers, and the text after it; ("", text) if there is no number."""
    line = one_line(printed)
    number, words = split_leading_number(line)
    if number:
        return number, (split_leading_number(printed)[1] if words else "")
    return (line, "") if len(line) <= limits.NUMBER else ("", printed)


def _list_number(placed: dict[int, list[SourceCell]], header: HeaderRow, meaning: str) -> str:
    cells = (cell for position in header.by_meaning.get(meaning, ()) for cell in placed.get(position, ()))
    return next((cell.label for cell in cells if cell.label), "")


def _said(printed: str, number: str) -> str:
    return f"“{truncate(printed, 40)}”: the number is {number} and the action is the text after it."
