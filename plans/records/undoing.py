"""Undo in one step what was changed in one step: an import, a bulk edit."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from plans.models.history import HistoryEntry
from plans.models.tracked import TrackedModel
from plans.records.errors import EditConflict
from plans.records.tracked_writes import BATCH_SIZE, model_value, new_batch_id, write_row


def undo_batch(
    batch: str, rows: Mapping[str, type[TrackedModel]], *, by, partnership
) -> tuple[int, list[HistoryEntry]]:
    """Undo every change of one batch; return how many there were, and those that others have changed since.

    `rows` maps a kind of row to its model ("action" → Action). A row that the batch added is withdrawn.
    """
    undone, kept, again = 0, [], new_batch_id()
    with transaction.atomic():
        changes = list(HistoryEntry.objects.filter(batch=batch, partnership=partnership).order_by("-id"))
        untouched = _withdraw_untouched(changes, rows, by=by, batch=again)
        undone += len(untouched)
        for change in changes:
            if change.row in untouched:
                continue
            kind, _, pk = change.row.partition(":")
            row = rows[kind].objects.filter(pk=pk).first()
            if row is None:
                continue
            if change.act == HistoryEntry.Act.ADDED:
                before = {"is_withdrawn": True}
            else:
                before = {
                    name: model_value(row, name, pair[0])
                    for name, pair in change.fields.items()
                    if name not in row.tracked_derived_fields
                }
            try:
                write_row(row, before, base_revision=change.revision, by=by, why="Undone", batch=again)
                undone += 1
            except EditConflict:
                kept.append(change)
    return undone, kept


def _withdraw_untouched(
    changes: list[HistoryEntry], rows: Mapping[str, type[TrackedModel]], *, by, batch: str
) -> set[str]:
    """Withdraw the rows that a batch added and no one has changed since, a few hundred in each query."""
    added: dict[str, dict[int, HistoryEntry]] = {}
    for change in changes:
        if change.act == HistoryEntry.Act.ADDED:
            kind, _, pk = change.row.partition(":")
            added.setdefault(kind, {})[int(pk)] = change
    done = []
    for kind, by_pk in added.items():
        keys = list(by_pk)
        for start in range(0, len(keys), BATCH_SIZE):
            as_added = rows[kind].objects.filter(
                pk__in=keys[start : start + BATCH_SIZE], revision=1, is_withdrawn=False
            )
            found = list(as_added.select_for_update().order_by().values_list("pk", flat=True))
            rows[kind].objects.filter(pk__in=found).update(is_withdrawn=True, revision=2)
            done += [by_pk[pk] for pk in found]
    HistoryEntry.objects.bulk_create(
        [
            HistoryEntry(
                partnership_id=change.partnership_id,
                plan_id=change.plan_id,
                row=change.row,
                thread=change.thread,
                revision=2,
                act=HistoryEntry.Act.WITHDRAWN,
                fields={"is_withdrawn": [False, True]},
                why="Undone",
                batch=batch,
                created_by=by,
                created_at=timezone.now(),
            )
            for change in done
        ],
        batch_size=BATCH_SIZE,
    )
    return {change.row for change in done}
