"""The only module that writes rows which two people can edit, with their history (design §9).

Every write is one conditional UPDATE on the row's revision, in the same transaction as its history. When someone
else saved first, fields that only one side changed are merged; a field that both changed raises EditConflict, which
holds both texts, and nothing is written.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field

from django.db import models, transaction
from django.utils import timezone

from plans.models.history import HistoryEntry
from plans.models.tracked import TrackedModel, plain_value, row_key
from plans.prepared_queries import prepared
from plans.records.errors import EditConflict
from plans.records.merging import MergeResult, merge

# With PostgreSQL another writer can save between reading and writing this often before we stop trying.
MAX_ATTEMPTS = 50
# Rows in one query: within the limits of every database.
BATCH_SIZE = 400


class RowMissing(Exception):
    """The row does not exist any more; nothing was written."""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The row as written, the history entry (none when nothing changed), and what was merged."""

    row: TrackedModel
    change: HistoryEntry | None
    merged: MergeResult = field(default_factory=MergeResult)


@dataclass(frozen=True, slots=True)
class ResolvedFields:
    """The fields for which the user has seen both texts and chosen, and the revision they saw."""

    names: frozenset[str] = frozenset()
    seen_revision: int = 0


def new_batch_id() -> str:
    """Return a new id for the changes of one request, by which all of them can be undone."""
    return uuid.uuid4().hex


def add_row(
    row: TrackedModel, *, by, links: Mapping[str, Iterable] | None = None, why: str = "", batch: str = ""
) -> HistoryEntry:
    """Save a new row with its links and its first history entry."""
    with transaction.atomic():
        row.save(force_insert=True)
        for name, items in (links or {}).items():
            _replace_links(row, name, list(items))
        fields = {
            name: [None, value] for name, value in row.values().items() if value not in (None, "", [], {})
        }
        return _record(row, HistoryEntry.Act.ADDED, fields, by=by, why=why, batch=batch)


def add_rows(
    rows: Iterable[tuple[TrackedModel, Mapping[str, Iterable]]], *, by, why: str = "", batch: str = ""
) -> None:
    """Save many new rows of one model, each with its links and first history entry, in a few queries."""
    rows = [(row, {name: list(items) for name, items in links.items()}) for row, links in rows]
    if not rows:
        return
    with transaction.atomic():
        type(rows[0][0]).objects.bulk_create([row for row, _ in rows], batch_size=BATCH_SIZE)
        made: dict[str, list] = {}
        for row, links in rows:
            for name, items in links.items():
                made.setdefault(name, []).extend(
                    row.make_link(name, item, place) for place, item in enumerate(items)
                )
        for links in made.values():
            if links:
                type(links[0]).objects.bulk_create(links, batch_size=BATCH_SIZE)
        HistoryEntry.objects.bulk_create(
            [
                _change(row, HistoryEntry.Act.ADDED, _first_fields(row, links), by=by, why=why, batch=batch)
                for row, links in rows
            ],
            batch_size=BATCH_SIZE,
        )


def _first_fields(row: TrackedModel, links: Mapping[str, list]) -> dict:
    values = {name: plain_value(getattr(row, name)) for name in (*row.tracked_fields, "is_withdrawn")}
    values |= {name: _plain(items) for name, items in links.items()}
    return {name: [None, value] for name, value in values.items() if value not in (None, "", [], {})}


def write_row(
    row: TrackedModel,
    changes: Mapping[str, object],
    *,
    base_revision: int,
    by,
    why: str = "",
    batch: str = "",
    settled: ResolvedFields | None = None,
    also: Mapping[str, object] | None = None,
    is_as_read: bool = False,
) -> WriteResult:
    """Write these fields from a form that was opened at `base_revision`, and their history entry.

    Values are those of the model (dates as dates, a relation as a list of its keys). Raises EditConflict when
    someone else changed one of the same fields to another value, and RowMissing when the row does not exist. A
    field that the user has `settled`, having seen both texts, takes our value unless it changed again. `also` are
    columns without a history (who froze it, when), written in the same UPDATE. A row that `is_as_read` (read just
    now, with its partnership path) is not read again: the UPDATE finds out whether someone else saved first. The
    row given is not changed; the one returned holds what was written.
    """
    mine = {name: _plain(value) for name, value in changes.items()}
    now = copy(row) if is_as_read and row.revision >= base_revision else None
    for _ in range(MAX_ATTEMPTS):
        now = now or _as_it_stands(row)
        if now is None:
            raise RowMissing(row_key(row))
        since = _changes_since(now, base_revision)
        # When no one else has written, only the form's own fields matter.
        current = now.values(None if since else mine.keys())
        base = _walk_back(current, since)
        merged = merge(base, current, mine, resolved=_resolved(settled, since))
        if merged.conflicts:
            raise EditConflict(now, merged, since)
        fields = {name: list(pair) for name, pair in merged.fields.items()}
        if not fields:
            return WriteResult(now, None, merged)
        derived = {name: plain_value(getattr(now, name)) for name in now.tracked_derived_fields}
        # Inside a larger transaction no savepoint is needed: it is saved as a whole or not at all.
        with transaction.atomic(savepoint=False):
            if _update(now, {name: changes[name] for name in fields} | dict(also or {})):
                after = {name: plain_value(getattr(now, name)) for name in derived}
                fields |= {name: [was, after[name]] for name, was in derived.items() if after[name] != was}
                change = _record(now, _act_of(fields), fields, by=by, why=why, batch=batch)
                return WriteResult(now, change, merged)
        now = None
    raise RuntimeError(f"{row_key(row)} has been edited too often at the same time to save this change")


def rederive_rows(rows: Iterable[TrackedModel], *, by, why: str) -> int:
    """Derive columns again, because what they are derived from has changed.

    Rows whose columns stay the same are not written. Return how many were.
    """
    count = 0
    with transaction.atomic():
        for row in rows:
            before = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}
            columns = row.derived(dict.fromkeys(row.tracked_fields))
            if all(before[name] == value for name, value in columns.items()):
                continue
            fields = {
                name: [plain_value(before[name]), plain_value(columns[name])]
                for name in row.tracked_derived_fields
                if before[name] != columns[name]
            }
            stood = type(row).objects.filter(pk=row.pk, revision=row.revision)
            if not fields:
                count += stood.update(**columns)
            elif stood.update(**columns, revision=row.revision + 1):
                row.revision += 1
                _record(row, HistoryEntry.Act.CHANGED, fields, by=by, why=why, batch="")
                count += 1
    return count


def withdraw_row(row: TrackedModel, *, by, why: str = "", batch: str = "") -> WriteResult:
    """Withdraw a row: nothing is deleted, and it can be reinstated."""
    return write_row(row, {"is_withdrawn": True}, base_revision=row.revision, by=by, why=why, batch=batch)


def values_at(row: TrackedModel, revision: int) -> dict:
    """Return the tracked fields as they were at that revision, in plain values."""
    return _walk_back(row.values(), _changes_since(row, revision))


def model_value(row: TrackedModel, name: str, plain):
    """Return a plain value of the history as the model's field takes it: dates as dates."""
    if name in row.tracked_relations or plain is None:
        return plain
    column = _column(row, name)
    return column.to_python(plain) if isinstance(column, models.DateField) else plain


def _column(row: TrackedModel, name: str) -> models.Field:
    return next(column for column in row._meta.concrete_fields if column.attname == name)


def _plain(value):
    if isinstance(value, list | tuple):
        return [list(item) if isinstance(item, tuple) else item for item in value]
    return plain_value(value)


def _as_it_stands(row: TrackedModel) -> TrackedModel | None:
    return _current.first(row.pk, model=type(row))


@prepared
def _current(key: int, *, model: type[TrackedModel]):
    rows = model.objects.filter(pk=key).order_by()
    return rows.select_related(model.home) if model.home else rows


def _resolved(settled: ResolvedFields | None, since: Iterable[HistoryEntry]) -> frozenset[str]:
    """Return the fields that the user has resolved and that no one has changed since they saw both texts."""
    if settled is None:
        return frozenset()
    changed_again = {
        name for change in since if change.revision > settled.seen_revision for name in change.fields
    }
    return settled.names - changed_again


def _changes_since(row: TrackedModel, revision: int) -> list[HistoryEntry]:
    if revision >= row.revision:
        return []
    return list(
        HistoryEntry.objects.of_row(row_key(row))
        .filter(revision__gt=revision)
        .select_related("created_by")
        .order_by("-revision")
    )


def _walk_back(values: dict, since: Iterable[HistoryEntry]) -> dict:
    base = dict(values)
    for change in since:
        base.update({name: pair[0] for name, pair in change.fields.items() if name in base})
    return base


def _act_of(fields: Mapping) -> str:
    if "is_withdrawn" in fields:
        return HistoryEntry.Act.WITHDRAWN if fields["is_withdrawn"][1] else HistoryEntry.Act.RESTORED
    return HistoryEntry.Act.CHANGED


def _update(row: TrackedModel, changes: Mapping[str, object]) -> bool:
    """Run the conditional UPDATE; return False when someone else's was first."""
    columns = {name: value for name, value in changes.items() if name not in row.tracked_relations}
    for name, value in columns.items():
        setattr(row, name, value)
    columns.update(row.derived(columns))
    model = type(row)
    if not model.objects.filter(pk=row.pk, revision=row.revision).update(
        **columns, revision=row.revision + 1
    ):
        return False
    row.revision += 1
    for name, value in changes.items():
        if name in row.tracked_relations:
            _replace_links(row, name, list(value))
    return True


def _replace_links(row: TrackedModel, name: str, items: list) -> None:
    related, _ = row.tracked_relations[name]
    # Nothing is deleted through rows that were read before.
    row._prefetched_objects_cache = {}
    manager = getattr(row, related)
    manager.all().delete()
    manager.model.objects.bulk_create(row.make_link(name, item, place) for place, item in enumerate(items))


def _record(row: TrackedModel, act: str, fields: dict, *, by, why: str, batch: str) -> HistoryEntry:
    change = _change(row, act, fields, by=by, why=why, batch=batch)
    change.save(force_insert=True)
    return change


def _change(row: TrackedModel, act: str, fields: dict, *, by, why: str, batch: str) -> HistoryEntry:
    plan_id = row.pk if row._meta.model_name == "plan" else getattr(row, "plan_id", None)
    return HistoryEntry(
        partnership=row.partnership,
        plan_id=plan_id,
        row=row_key(row),
        thread=row.thread,
        revision=row.revision,
        act=act,
        fields=fields,
        why=why,
        batch=batch,
        created_by=by,
        created_at=timezone.now(),
    )
