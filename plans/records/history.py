"""The history of a row as text: who changed it, when, from what to what, and why (design §9).

Works for every TrackedModel of the site. The number of queries does not grow with the history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db import models
from django.http import Http404
from django.utils import timezone

from plans.models import HistoryEntry
from plans.models.tracked import TrackedModel
from plans.periods import Quarter, format_date, format_time
from plans.records.conflicts import field_label
from plans.records.tracked_writes import WriteResult, model_value, values_at, write_row


@dataclass(frozen=True, slots=True)
class FieldChangeDisplay:
    """One field of an entry: its name on screen, and both texts; a text is "" if there was nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntryDisplay:
    """One entry of the history, ready for templates/components/history.html."""

    change_id: int
    row: str
    """The row's name in the history, such as "milestone:7"."""
    row_words: str
    """Which row of the page it was, as text; "" for the page's own row."""
    act: str
    """"added", "changed", "withdrawn" or "reinstated"."""
    who: str
    when: datetime
    why: str
    fields: tuple[FieldChangeDisplay, ...]
    restore: str
    """The URL that restores the row to this entry; "" if it is in that state, or cannot be restored."""


def get_history(
    thread: str, *, restore: Callable[[HistoryEntry], str] | None = None
) -> list[HistoryEntryDisplay]:
    """Return the history of a row and the rows under it, newest first.

    `restore` gives the URL that restores the row to an entry; leave it out for users who cannot.
    """
    return build_entries(HistoryEntry.objects.of_thread(thread), restore=restore)


def build_entries(
    changes, *, restore: Callable[[HistoryEntry], str] | None = None
) -> list[HistoryEntryDisplay]:
    """Return the same for some changes, such as one page of a long history."""
    changes = list(changes.select_related("created_by") if isinstance(changes, models.QuerySet) else changes)
    rows = _rows_of(changes)
    names = _names_of(_wanted_ids(changes))
    return [_entry(change, rows.get(change.row), names, restore) for change in changes]


def get_entry_or_404(row: TrackedModel, change_id: int) -> HistoryEntry:
    """Return an entry of the row's own history. Raises Http404 for an entry of anything else."""
    change = HistoryEntry.objects.of_thread(row.thread).filter(pk=change_id).first()
    if change is None:
        raise Http404("There is no such entry in this history.")
    return change


def restored_values(row: TrackedModel, revision: int) -> dict:
    """Return the fields as they were at that revision, as write_row takes them; position and state stay.

    Restoring never withdraws a row: that has a page of its own, with its own rules.
    """
    return {
        name: model_value(row, name, value)
        for name, value in values_at(row, revision).items()
        if name not in row.excluded_from_restore and not (name == "is_withdrawn" and value)
    }


def restore(change: HistoryEntry, *, by) -> WriteResult:
    """Restore the row to its state at that entry, as one more change.

    Raises ValidationError with a sentence when that is no longer possible (its name was given to another row).
    """
    kind, _, pk = change.row.partition(":")
    row = tracked_models()[kind]._default_manager.get(pk=pk)
    values = restored_values(row, change.revision)
    candidate = copy(row)
    for name, value in values.items():
        if name not in row.tracked_relations:
            setattr(candidate, name, value)
    candidate.validate_constraints()
    return write_row(
        row,
        values,
        base_revision=row.revision,
        by=by,
        why=f"Restored the version of {_moment(change.created_at)}",
    )


def value_formatter(row: TrackedModel | type[TrackedModel]) -> Callable[[str, object], str]:
    """Return a function that formats a value of one of the row's fields: a body's name for its id, a date."""

    def words(name: str, value) -> str:
        wanted = defaultdict(set)
        _collect(row, name, value, wanted)
        return _in_words(row, name, value, _names_of(wanted))

    return words


def tracked_models() -> dict[str, type[TrackedModel]]:
    """Return every model whose history is kept, by its name in the history."""
    return {model._meta.model_name: model for model in apps.get_models() if issubclass(model, TrackedModel)}


def _entry(change: HistoryEntry, row: TrackedModel | None, names: dict, restore) -> HistoryEntryDisplay:
    model = tracked_models()[change.row.partition(":")[0]]
    is_own = row is not None and change.row == change.thread
    can_restore = restore is not None and row is not None and change.revision < row.revision
    return HistoryEntryDisplay(
        change_id=change.pk,
        row=change.row,
        row_words="" if is_own else _row_words(model, row),
        act=change.get_act_display(),
        who=str(change.created_by) if change.created_by else "The system",
        when=change.created_at,
        why=change.why,
        fields=tuple(
            FieldChangeDisplay(
                field_label(model, name),
                _in_words(model, name, before, names),
                _in_words(model, name, after, names),
            )
            for name, (before, after) in sorted(
                change.fields.items(), key=lambda field: _place(model, field[0])
            )
            if _is_telling(change, name)
        ),
        restore=restore(change) if can_restore else "",
    )


def _place(model: type[TrackedModel], name: str) -> int:
    """Return the position of the field in the row: a database may store them in another order."""
    names = [*model.tracked_fields, *model.tracked_relations, *model.tracked_derived_fields]
    return names.index(name) if name in names else len(names)


def _is_telling(change: HistoryEntry, name: str) -> bool:
    """Return whether the field shows more than the kind of the entry does."""
    return name != "is_withdrawn" and not (name == "position" and change.act == HistoryEntry.Act.ADDED)


def _row_words(model: type[TrackedModel], row: TrackedModel | None) -> str:
    name = str(model._meta.verbose_name)
    words = name[:1].upper() + name[1:]
    return f"{words} “{_short(str(row))}”" if row is not None else words


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:79].rstrip() + "…"


def _moment(when: datetime) -> str:
    local = timezone.localtime(when)
    return f"{format_time(local)} on {format_date(local.date())}"


# --- Which names are needed, and fetching them: one query for each model.


def _rows_of(changes: Iterable[HistoryEntry]) -> dict[str, TrackedModel]:
    wanted = defaultdict(set)
    for change in changes:
        kind, _, pk = change.row.partition(":")
        wanted[kind].add(int(pk))
    known = tracked_models()
    return {
        f"{kind}:{row.pk}": row
        for kind, ids in wanted.items()
        # Following every required foreign key lets str() name a row without a query of its own.
        for row in known[kind]._default_manager.select_related().filter(pk__in=ids)
    }


def _wanted_ids(changes: Iterable[HistoryEntry]) -> dict[type[models.Model], set]:
    known, wanted = tracked_models(), defaultdict(set)
    for change in changes:
        model = known[change.row.partition(":")[0]]
        for name, pair in change.fields.items():
            for value in pair:
                _collect(model, name, value, wanted)
    return wanted


def _collect(model, name: str, value, wanted: dict) -> None:
    columns = _columns(model, name)
    for item in _items(model, name, value):
        for column, part in zip(columns, item, strict=False):
            if column is not None and column.is_relation and part is not None:
                wanted[column.related_model].add(part)


def _names_of(wanted: dict[type[models.Model], set]) -> dict[tuple, str]:
    return {
        (model, row.pk): str(row)
        for model, ids in wanted.items()
        for row in model._default_manager.select_related().filter(pk__in=ids)
    }


# --- A value as text.


def _columns(model, name: str) -> tuple[models.Field | None, ...]:
    """Return the columns of one item: a link's own ones, or the field itself."""
    if name not in model.tracked_relations:
        return (next((column for column in model._meta.concrete_fields if column.attname == name), None),)
    related, key = model.tracked_relations[name]
    link = model._meta.get_field(related).related_model
    columns = {column.attname: column for column in link._meta.concrete_fields}
    return tuple(
        columns[part] for part in (getattr(link, "key_fields", ()) if key not in columns else (key,))
    )


def _items(model, name: str, value) -> list[list]:
    if name not in model.tracked_relations:
        return [[value]]
    return [item if isinstance(item, list | tuple) else [item] for item in value or []]


def _in_words(model, name: str, value, names: dict) -> str:
    columns, is_link = _columns(model, name), name in model.tracked_relations
    said = model.code_labels.get(name, {})
    return "; ".join(
        ", ".join(
            words
            for column, part in zip(columns, item, strict=False)
            if (words := _part_in_words(column, part, names, said, name_dates=is_link))
        )
        for item in _items(model, name, value)
    )


def _part_in_words(column, value, names: dict, said: dict[str, str], *, name_dates: bool) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if column is not None and column.is_relation:
        return names.get((column.related_model, value), "a deleted entry")
    if column is not None and column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if in_words := getattr(column, "in_words", None):
        # A field can format its own values, as amounts of money do.
        return in_words(value)
    if isinstance(column, models.DateTimeField):
        return _moment(column.to_python(value))
    if isinstance(column, models.DateField):
        day = value if isinstance(value, date) else date.fromisoformat(value)
        return f"{column.verbose_name} {format_date(day)}" if name_dates else format_date(day)
    if column is not None and column.name == "open_quarter":
        return Quarter.parse(value).label
    if isinstance(value, dict):
        return "\n".join(f"{heading}: {text}" for heading, text in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(said.get(item, str(item)) for item in value)
    return str(value)
