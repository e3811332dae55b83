"""Import a file into a plan, and undo the import: each is one atomic transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from actions.editing.restoring import reinstate_priorities
from actions.importing.apply import ImportResult, apply_differences
from actions.importing.decisions import ImportDecisions
from actions.importing.review import review_import
from actions.models import Action, ActionLead, DueDateChange, Milestone, MilestoneLead, PlanImport, Update
from actions.parsing import ParsedPlan
from plans.models import Body, HistoryEntry, Membership, Plan, Priority, PriorityLead
from plans.records import EditConflict, StaleRevisionError, locked, new_batch_id, undo_batch, write_row

CHANGED_SINCE = "The plan has changed since you opened this page."
ROWS = {"action": Action, "milestone": Milestone, "update": Update, "priority": Priority, "body": Body}


def import_file(
    kept: PlanImport, reading: ParsedPlan, *, choices: ImportDecisions, by, seen: str = ""
) -> ImportResult:
    """Import the selected differences of an uploaded file into its plan.

    `seen` is the fingerprint of the differences that were shown. Raises StaleRevisionError, and writes nothing,
    when they are different now, because someone has edited the plan or imported a file in the meantime.
    """
    # One import at a time: the second sees the result of the first. Only the page checks that the plan is open.
    with locked(kept.plan, states=Plan.WRITABLE if seen else ()) as plan:
        held = PlanImport.objects.select_for_update().defer("content").get(pk=kept.pk)
        if held.state != PlanImport.State.UPLOADED:
            raise StaleRevisionError(CHANGED_SINCE)
        before = ImportDecisions.from_json(kept.choices)
        if seen:
            rows, comparison = review_import(plan, reading, before)
            if comparison.fingerprint != seen:
                raise StaleRevisionError(CHANGED_SINCE, current=comparison)
        if not seen or not choices.say_the_same_of_doubts(before):
            rows, comparison = review_import(plan, reading, choices)
        batch, started = new_batch_id(), timezone.now()
        why = reason(kept.filename)
        try:
            applied = apply_differences(comparison, rows, choices, by=by, why=why, batch=batch)
        except EditConflict as clash:
            raise StaleRevisionError(CHANGED_SINCE) from clash
        moves = DueDateChange.objects.filter(plan_id=plan.pk, why=why, created_at__gte=started)
        kept.state, kept.batch = PlanImport.State.DONE, batch
        kept.choices = choices.to_json()
        kept.summary = {
            "added": dict(applied.added),
            "changed": dict(applied.changed),
            "withdrawn": dict(applied.withdrawn),
            "moves": list(moves.values_list("pk", flat=True)),
        }
        kept.save(update_fields=["state", "batch", "choices", "summary"])
    return applied


def undo_import(kept: PlanImport, *, by) -> tuple[int, list[HistoryEntry]]:
    """Undo everything that an import wrote; return how many rows, and those changed by others since."""
    with locked(kept.plan, states=Plan.WRITABLE):
        kept = PlanImport.objects.select_for_update().get(pk=kept.pk)
        if kept.state != PlanImport.State.DONE:
            return 0, []
        undone, others = undo_batch(kept.batch, ROWS, by=by, partnership=kept.plan.partnership)
        _keep_bodies_in_use(kept, by=by)
        reinstate_priorities(kept.plan_id, by=by)
        # The dates are as they were: they never moved. The history shows both.
        DueDateChange.objects.filter(plan_id=kept.plan_id, pk__in=kept.summary.get("moves", [])).delete()
        kept.state = PlanImport.State.UNDONE
        kept.save(update_fields=["state"])
    return undone, others


def store_upload(
    plan: Plan, *, filename: str, content: bytes, by, columns: Mapping[str, str] | None = None
) -> PlanImport:
    """Store an uploaded file between the steps."""
    return PlanImport.objects.create(
        plan=plan,
        filename=filename[-255:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        columns=dict(columns or {}),
        created_by=by,
    )


def cancel_import(kept: PlanImport) -> None:
    """Cancel an upload that was not imported; its content is deleted."""
    with transaction.atomic():
        now = PlanImport.objects.select_for_update().get(pk=kept.pk)
        if now.state == PlanImport.State.UPLOADED:
            now.state, now.content = PlanImport.State.LEFT, b""
            now.save(update_fields=["state", "content"])


def copy_import(kept: PlanImport, *, by) -> PlanImport:
    """Return the same file as a new upload, with its decisions; to import again after undoing."""
    fresh = store_upload(
        kept.plan, filename=kept.filename, content=bytes(kept.content), columns=kept.columns, by=by
    )
    fresh.choices = {name: value for name, value in kept.choices.items() if name not in ("left", "withdrawn")}
    fresh.save(update_fields=["choices"])
    return fresh


def reason(filename: str) -> str:
    """Return the reason for a date that an import changed."""
    return f"Imported from {filename}"


def _keep_bodies_in_use(kept: PlanImport, *, by) -> None:
    """Reinstate the bodies of the import that lead or represent something by now."""
    made = HistoryEntry.objects.filter(batch=kept.batch, row__startswith="body:", act=HistoryEntry.Act.ADDED)
    keys = [int(row.partition(":")[2]) for row in made.values_list("row", flat=True)]
    used = set(
        ActionLead.objects.filter(body__in=keys, action__is_withdrawn=False).values_list("body", flat=True)
    )
    used |= set(
        MilestoneLead.objects.filter(
            body__in=keys, milestone__is_withdrawn=False, milestone__action__is_withdrawn=False
        ).values_list("body", flat=True)
    )
    used |= set(PriorityLead.objects.filter(body__in=keys).values_list("body", flat=True))
    used |= set(Membership.objects.filter(body__in=keys).values_list("body", flat=True))
    used |= set(Update.objects.filter(on_behalf_of__in=keys).values_list("on_behalf_of", flat=True))
    used |= set(Body.objects.current().filter(parent__in=keys).values_list("parent", flat=True))
    for body in Body.objects.filter(pk__in=used, is_withdrawn=True):
        write_row(body, {"is_withdrawn": False}, base_revision=body.revision, by=by, why="Still in use")
