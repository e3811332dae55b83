"""What the clash page shows: both texts, who and when, and what was kept without asking (design §9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import models

from plans.records.errors import EditConflict
from plans.records.merging import FieldConflict
from plans.records.tracked_writes import ResolvedFields


@dataclass(frozen=True, slots=True)
class FieldConflictDisplay:
    """One field that both sides changed, in words."""

    name: str
    """The field with its form's prefix; the page's inputs are called choose- and joined- before it."""
    label: str
    theirs: str
    mine: str
    joined: str
    """Both texts, one under the other, to be edited; blank where joining makes no sense."""
    is_text: bool


@dataclass(frozen=True, slots=True)
class EditConflictDisplay:
    """A clash on one row, ready for templates/components/clash.html."""

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
    """The clash in words. `value_formatter` puts a field's value into words (a body's name for its id)."""
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
    # Two names or numbers make no third one: only longer texts are joined.
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
    """A field's name as the screen has it: "Desired outcome", "Leads"."""
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
    """The changes as the person settled them on the clash page, and what they settled.

    A field for which they took the other's text is left out. A joined text is the field's own value: the form
    was made from the data `with_combined_text`, so that it was checked like any other.
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
    """The form's data with each text that was joined on the clash page in its field, to be checked like any."""
    if data is None or not any(name.startswith("joined-") for name in data):
        return data
    data = data.copy()
    for name in list(data):
        field = name.removeprefix("joined-")
        if field != name and data.get(f"choose-{field}") == "joined":
            data[field] = data[name].replace("\r\n", "\n")
    return data


def resolved_inputs(data, clashes: Iterable[EditConflictDisplay] = ()) -> list[tuple[str, str]]:
    """What was settled before, as hidden inputs of the page that asks once more: about another field, or amiss.

    Without it the next press would ask again about everything that was settled already.
    """
    asked = {f"choose-{contest.name}" for clash in clashes for contest in clash.contests}
    asked |= {f"seen-{clash.prefix}revision" for clash in clashes}
    return [
        (name, data[name]) for name in data if name.startswith(("choose-", "seen-")) and name not in asked
    ]
