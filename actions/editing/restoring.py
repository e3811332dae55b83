"""Restore a row to an earlier version, reinstate a withdrawn action, undo a bulk edit.

Each is one transaction; afterwards no current action is under a withdrawn priority.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.editing.operations import ROWS, copy_status_from_update, write_milestone
from actions.models import Action, Milestone, PlanImport, Update
from plans.models import HistoryEntry, Plan, Priority
from plans.periods import Quarter, format_date
from plans.records import OperationError, WriteResult, locked, restore, restored_values, undo_batch, write_row


def restore_change(change: HistoryEntry, *, quarter: Quarter, by) -> None:
    """Restore a row to its state after that change; dates, statuses and priorities follow the usual rules.

    `quarter` is the one for which updates are written. Raises ValidationError, with a sentence, when that state is
    no longer possible.
    """
    kind, _, pk = change.row.partition(":")
    with locked(Plan(pk=change.plan_id), states=Plan.WRITABLE) as plan:
        if kind == "milestone":
            _restore_milestone(change, pk, by=by)
        elif kind == "update":
            _restore_update(change, pk, _open_quarter(plan, quarter), by=by)
        else:
            restore(change, by=by)
            reinstate_priorities(change.plan_id, by=by)


def _open_quarter(plan: Plan, seen: Quarter) -> Quarter:
    """Return the quarter for which updates are written: the one seen, unless another was opened since."""
    return Quarter.parse(plan.open_quarter) if plan.open_quarter else seen


def _restore_update(change: HistoryEntry, pk: str, quarter: Quarter, *, by) -> None:
    said_for = Update.objects.get(pk=pk).for_quarter
    if said_for != quarter:
        raise ValidationError(
            f"You cannot restore this version. It is the update for {said_for.label}, and the current "
            f"quarter for updates is {quarter.label}."
        )
    copy_status_from_update(restore(change, by=by).row, by=by)


def _restore_milestone(change: HistoryEntry, pk: str, *, by) -> None:
    milestone = Milestone.objects.get(pk=pk)
    fields = restored_values(milestone, change.revision)
    why = f"Restored the version of {format_date(timezone.localdate(change.created_at))}"
    write_milestone(milestone, fields, base_revision=milestone.revision, by=by, why=why)


def reinstate_action(action: Action, *, by) -> WriteResult:
    """Reinstate a withdrawn action, and its priority if that was withdrawn too."""
    with locked(action.plan, states=Plan.WRITABLE):
        written = write_row(action, {"is_withdrawn": False}, base_revision=action.revision, by=by)
        reinstate_priorities(action.plan_id, by=by)
    return written


def reinstate_priorities(plan_id: int, *, by) -> None:
    """Reinstate withdrawn priorities that have current actions again."""
    for priority in Priority.objects.filter(
        plan=plan_id, is_withdrawn=True, actions__is_withdrawn=False
    ).distinct():
        write_row(
            priority,
            {"is_withdrawn": False},
            base_revision=priority.revision,
            by=by,
            why="Reinstated with an action under it",
        )


def undo_bulk_edit(batch: str, *, plan: Plan, by) -> tuple[int, list[HistoryEntry]]:
    """Undo one bulk edit of actions of this plan; return as `undo_batch` does.

    Raises OperationError for any other batch, such as an import.
    """
    others = HistoryEntry.objects.filter(batch=batch, partnership=plan.partnership_id)
    others = others.exclude(plan_id=plan.pk, row__startswith="action:")
    if others.exists() or PlanImport.objects.filter(batch=batch).exists():
        raise OperationError("This was no change of several actions of this plan.")
    with locked(plan, states=Plan.WRITABLE):
        taken = undo_batch(batch, ROWS, by=by, partnership=plan.partnership)
        reinstate_priorities(plan.pk, by=by)
    return taken
