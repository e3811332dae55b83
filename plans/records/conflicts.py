"""What the edit conflict page shows: both texts, who and when, and what was merged already (design §9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import models

from plans.records.errors import EditConflict
from plans.records.merging import FieldConflict
from plans.records.tracked_writes import ResolvedFields


@dataclass(frozen=True, slots=True)
class FieldConflictDisplay:
    """One field that both sides changed, as text."""

    name: str
    """The field with its form's prefix; the names of the page's inputs start with choose- and joined-."""
    label: str
    theirs: str
    mine: str
    joined: str
    """Both texts, one under the other, to be edited; "" if they cannot be combined."""
    is_text: bool


@dataclass(frozen=True, slots=True)
class EditConflictDisplay:
    """An edit conflict on one row, ready for templates/components/edit_conflict.html."""

    row_words: str
    who: str
    when: object
    contests: tuple[FieldConflictDisplay, ...]
    only_mine: tuple[str, ...]
    only_theirs: tuple[str, ...]
    prefix: str
    seen_revision: int


def build_conflict_display(
    clash: EditConflict,
    *,
    prefix: str = "",
    words_of: Callable[[str, object], str] = lambda name, value: "" if value is None else str(value),
    row_words: str = "",
) -> EditConflictDisplay:
    """Return the edit conflict as text. `value_formatter` formats a field's value (a body's name for its id)."""
    last = clash.changes[0] if clash.changes else None
    return EditConflictDisplay(
        row_words=row_words or str(clash.row),
        who=str(last.created_by) if last and last.created_by else "An import",
        when=last.created_at if last else None,
        contests=tuple(_shown(clash, conflict, prefix, words_of) for conflict in clash.conflicts),
        only_mine=tuple(field_label(clash.row, name) for name in clash.merged.only_yours),
        only_theirs=tuple(field_label(clash.row, name) for name in clash.merged.only_theirs),
        prefix=prefix,
        seen_revision=clash.row.revision,
    )


def _shown(clash: EditConflict, conflict: FieldConflict, prefix, words_of) -> FieldConflictDisplay:
    columns = {column.attname: column for column in clash.row._meta.concrete_fields}
    # Two names or numbers cannot be combined: only longer texts are.
    is_text = isinstance(columns.get(conflict.name), models.TextField)
    mine, theirs = words_of(conflict.name, conflict.yours), words_of(conflict.name, conflict.theirs)
    return FieldConflictDisplay(
        name=f"{prefix}{conflict.name}",
        label=field_label(clash.row, conflict.name),
        theirs=theirs,
        mine=mine,
        joined=f"{theirs}\n{mine}" if is_text else "",
        is_text=is_text,
    )


def field_label(row, name: str) -> str:
    """Return a field's name on screen: "Desired outcome", "Leads"."""
    if name in row.tracked_relations:
        return name.replace("_", " ").capitalize()
    column = next(
        (column for column in row._meta.concrete_fields if name in (column.attname, column.name)), None
    )
    words = column.verbose_name if column else name.replace("_", " ")
    return words[:1].upper() + words[1:]


def resolve_conflicts(
    data, changes: Mapping[str, object], *, prefix: str = ""
) -> tuple[dict[str, object], ResolvedFields]:
    """Return the changes as the user resolved them on the conflict page, and the resolved fields.

    A field for which they took the other's text is left out. A combined text is the field's own value: the form was
    made from the data of `with_combined_text`, so that it was checked like any other.
    """
    left, names = dict(changes), set()
    for name in changes:
        pick = data.get(f"choose-{prefix}{name}")
        if pick is None:
            continue
        names.add(name)
        if pick == "theirs":
            del left[name]
    seen = data.get(f"seen-{prefix}revision", "")
    return left, ResolvedFields(frozenset(names), int(seen) if seen.isascii() and seen.isdigit() else 0)


def with_combined_text(data):
    """Return the form's data with each combined text of the conflict page in its field, to be checked like any."""
    if data is None or not any(name.startswith("joined-") for name in data):
        return data
    data = data.copy()
    for name in list(data):
        field = name.removeprefix("joined-")
        if field != name and data.get(f"choose-{field}") == "joined":
            data[field] = data[name].replace("\r\n", "\n")
    return data


def resolved_inputs(data, clashes: Iterable[EditConflictDisplay] = ()) -> list[tuple[str, str]]:
    """Return what was resolved before, as hidden inputs of the page that asks about another field or an error.

    Without them the next request would ask again about everything that was resolved already.
    """
    asked = {f"choose-{contest.name}" for clash in clashes for contest in clash.contests}
    asked |= {f"seen-{clash.prefix}revision" for clash in clashes}
    return [
        (name, data[name]) for name in data if name.startswith(("choose-", "seen-")) and name not in asked
    ]
