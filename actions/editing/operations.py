"""Changes to an action plan that affect several rows: each is one atomic transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from actions.action_numbers import number_key
from actions.models import Action, DueDateChange, Milestone, Update
from actions.statuses import Status
from plans.models import HistoryEntry, Plan, Priority
from plans.models.tracked import row_key
from plans.periods import Quarter
from plans.records import (
    EditConflict,
    EditConflicts,
    FieldConflict,
    MergeResult,
    OperationError,
    ReasonRequiredError,
    ResolvedFields,
    WriteResult,
    add_row,
    locked,
    new_batch_id,
    write_row,
)

ROWS = {"action": Action, "milestone": Milestone, "update": Update, "priority": Priority}


@dataclass(frozen=True, slots=True)
class MilestoneEdit:
    """The data of a row's form for one milestone; a new milestone has no row."""

    row: Milestone | None
    base_revision: int
    fields: Mapping[str, object]
    why: str = ""
    """Why its date was postponed, if it was."""
    settled: ResolvedFields | None = None


@dataclass(frozen=True, slots=True)
class ActionWriteResult:
    """The saved action with its milestones, how many changed, and what was merged."""

    action: Action
    changes: int = 0
    merged: dict[str, MergeResult] = field(default_factory=dict)


def is_postponed(was: date | None, now: date | None) -> bool:
    """Return whether a date was postponed or removed."""
    return was is not None and (now is None or now > was)


def write_milestone(
    milestone: Milestone,
    changes: Mapping[str, object],
    *,
    base_revision: int,
    by,
    why: str = "",
    batch: str = "",
    settled: ResolvedFields | None = None,
    is_as_read: bool = False,
) -> WriteResult:
    """Save a milestone; in an adopted plan a date that is postponed is recorded with its reason.

    `is_as_read` as in `write_row`. Raises ReasonRequiredError when there is no reason, and EditConflict as
    plans/records does.
    """
    with transaction.atomic():
        written = write_row(
            milestone,
            changes,
            base_revision=base_revision,
            by=by,
            why=why,
            batch=batch,
            settled=settled,
            is_as_read=is_as_read,
        )
        if written.change and "due" in written.change.fields:
            was, now = (
                date.fromisoformat(value) if value else None for value in written.change.fields["due"]
            )
            if is_postponed(was, now) and written.row.plan.was_adopted:
                if not why.strip():
                    raise ReasonRequiredError(
                        f"Enter a reason for moving the due date of “{written.row}”",
                        row=written.row,
                        before=was,
                    )
                DueDateChange.objects.create(
                    milestone=written.row,
                    plan_id=written.row.plan_id,
                    was=was,
                    now=now,
                    why=why,
                    created_by=by,
                    created_at=timezone.now(),
                )
        return written


def save_action_row(
    action: Action,
    changes: Mapping[str, object],
    milestones: Iterable[MilestoneEdit],
    *,
    base_revision: int,
    by,
    settled: ResolvedFields | None = None,
) -> ActionWriteResult:
    """Save a row's form: an action and its milestones, which were just read with their plan.

    Raises EditConflicts with every field in conflict, or ReasonRequiredError; then nothing is written.
    """
    clashes, merged, count = [], {}, 0
    with locked(action.plan, states=Plan.WRITABLE):
        try:
            written = write_row(
                action, changes, base_revision=base_revision, by=by, settled=settled, is_as_read=True
            )
            count += written.change is not None
            merged["action"] = written.merged
            action = written.row
        except EditConflict as clash:
            clashes.append(clash)
        place = None
        for edit in milestones:
            if edit.row is None:
                if place is None:
                    place = _last_place(action.milestones) + 1
                add_milestone(action, edit.fields, by=by, position=place)
                place, count = place + 1, count + 1
                continue
            try:
                written = write_milestone(
                    edit.row,
                    edit.fields,
                    base_revision=edit.base_revision,
                    by=by,
                    why=edit.why,
                    settled=edit.settled,
                    is_as_read=True,
                )
                count += written.change is not None
                merged[f"milestone:{edit.row.pk}"] = written.merged
            except EditConflict as clash:
                clashes.append(clash)
        if clashes:
            raise EditConflicts(clashes)
    return ActionWriteResult(action, count, {row: what for row, what in merged.items() if what.only_theirs})


def add_milestone(
    action: Action, fields: Mapping[str, object], *, by, position: int, batch: str = ""
) -> Milestone:
    """Add a milestone to an action; its timescale is parsed for the plan's period."""
    plain = {name: value for name, value in fields.items() if name != "leads"}
    milestone = Milestone(action=action, plan=action.plan, position=position, **plain)
    milestone.read()
    add_row(milestone, by=by, links={"leads": fields.get("leads", [])}, batch=batch)
    return milestone


def add_action(
    priority: Priority,
    fields: Mapping[str, object],
    *,
    by,
    after: Action | None = None,
    batch: str = "",
) -> Action:
    """Add an action under a priority: below the given action, or last."""
    with transaction.atomic():
        siblings = Action.objects.filter(priority=priority)
        if after is not None and after.priority_id == priority.pk:
            position = after.position + 1
            # New positions change no text, so they leave no history.
            siblings.filter(position__gt=after.position).update(position=F("position") + 1)
        else:
            position = _last_place(siblings) + 1
        plain = {name: value for name, value in fields.items() if name != "leads"}
        action = Action(plan=priority.plan, priority=priority, position=position, **plain)
        action.number_key = number_key(action.number)
        add_row(action, by=by, links={"leads": fields.get("leads", [])}, batch=batch)
    return action


def add_action_row(
    priority: Priority,
    fields: Mapping[str, object],
    milestones: Iterable[MilestoneEdit],
    *,
    by,
    after: Action | None = None,
) -> Action:
    """Add an action with its milestones from the row's form.

    Raises OperationError when its priority was withdrawn or the plan was closed in the meantime.
    """
    with locked(priority.plan, states=Plan.WRITABLE):
        _refuse_withdrawn(priority.pk, "add an action to")
        action = add_action(priority, fields, by=by, after=after)
        for position, edit in enumerate(milestones, 1):
            add_milestone(action, edit.fields, by=by, position=position)
    return action


def move_action(
    action: Action, *, priority: Priority, after: Action | None, base_revision: int, by, batch: str = ""
) -> WriteResult:
    """Move an action to a priority, below the given action or first.

    Raises OperationError when the priority was withdrawn or the plan was closed in the meantime.
    """
    with locked(action.plan, states=Plan.WRITABLE):
        _refuse_withdrawn(priority.pk, "move an action to")
        siblings = Action.objects.filter(priority=priority).exclude(pk=action.pk)
        place = after.position + 1 if after is not None else 0
        siblings.filter(position__gte=place).update(position=F("position") + 1)
        return write_row(
            action,
            {"priority_id": priority.pk, "position": place},
            base_revision=base_revision,
            by=by,
            batch=batch,
        )


def close_action(
    action: Action, *, reason: str, words: str, link: str, base_revision: int, by
) -> WriteResult:
    """Close an action without completing it, with the reason and a reference to where it continues."""
    changes = {
        "status": Status.CLOSED,
        "closing_reason": reason,
        "closing_comment": words,
        "closing_reference": link,
    }
    with locked(action.plan, states=Plan.WRITABLE):
        return write_row(action, changes, base_revision=base_revision, by=by, why=words)


def reopen_action(action: Action, *, status: str, base_revision: int, by) -> WriteResult:
    """Reopen a closed action."""
    changes = {"status": status, "closing_reason": "", "closing_comment": "", "closing_reference": ""}
    with locked(action.plan, states=Plan.WRITABLE):
        return write_row(action, changes, base_revision=base_revision, by=by)


def withdraw_action(action: Action, *, why: str, base_revision: int, by) -> WriteResult:
    """Withdraw an action, with the reason."""
    with locked(action.plan, states=Plan.WRITABLE):
        return write_row(action, {"is_withdrawn": True}, base_revision=base_revision, by=by, why=why)


def bulk_edit_actions(
    plan: Plan, actions: Iterable[Action], changes: Mapping[str, object], *, by, why: str = ""
) -> tuple[str, int]:
    """Write the same change to several actions of a plan; return the batch id that undoes it, and how many changed.

    Actions that move to another priority come last there, in their order.
    """
    batch, count = new_batch_id(), 0
    priority = changes.get("priority_id")
    with locked(plan, states=Plan.WRITABLE):
        if priority:
            _refuse_withdrawn(priority, "move actions to")
        place = _last_place(Action.objects.filter(priority=priority)) if priority else 0
        for action in actions:
            mine = dict(changes)
            if priority and action.priority_id != priority:
                place += 1
                mine["position"] = place
            written = write_row(action, mine, base_revision=action.revision, by=by, why=why, batch=batch)
            count += written.change is not None
    return batch, count


def _refuse_withdrawn(priority_id: int, what: str) -> None:
    """Raise OperationError when the priority was withdrawn: a withdrawn priority cannot have current actions."""
    priority = Priority.objects.get(pk=priority_id)
    if priority.is_withdrawn:
        raise OperationError(f"You cannot {what} “{priority}” because it has been withdrawn.")


def _refuse_closed_quarter(plan: Plan, quarter: Quarter) -> None:
    """Raise OperationError when the quarter's report was frozen: its updates cannot be added or changed."""
    if plan.open_quarter and quarter < Quarter.parse(plan.open_quarter):
        open_now = Quarter.parse(plan.open_quarter)
        raise OperationError(
            f"{quarter.label} is closed. The current quarter for updates is {open_now.label}."
        )


def _last_place(rows) -> int:
    return rows.aggregate(last=Max("position"))["last"] or 0


def write_update(
    action: Action,
    quarter: Quarter,
    changes: Mapping[str, object],
    *,
    done: Mapping[Milestone, date | None],
    by,
    base_revision: int = 0,
    settled: ResolvedFields | None = None,
    batch: str = "",
) -> WriteResult:
    """Save an update of an action for a quarter (`status`, `words`, `on_behalf_of_id`), and its milestones done.

    The action takes the status of its latest quarter. `base_revision` is 0 when there was no update yet; when
    someone else has written one in the meantime, this raises EditConflict, unless only one side changed each field.
    """
    with locked(action.plan, states=Plan.WRITABLE) as plan:
        _refuse_closed_quarter(plan, quarter)
        # The action's row is locked: two first updates of a quarter cannot both be first.
        Action.objects.select_for_update().get(pk=action.pk)
        update = Update.objects.filter(action=action).of_quarter(quarter).first()
        if update is None:
            update = Update(
                action=action,
                plan=action.plan,
                year=quarter.year,
                quarter=quarter.number,
                created_by=by,
                created_at=timezone.now(),
                **changes,
            )
            written = WriteResult(update, add_row(update, by=by, batch=batch))
        else:
            written = _write_existing_update(update, changes, base_revision, by, settled, batch)
        for milestone, day in done.items():
            write_milestone(milestone, {"done_on": day}, base_revision=milestone.revision, by=by, batch=batch)
        copy_status_from_update(written.row, by=by, batch=batch)
    return written


def copy_status_from_update(update: Update, *, by, batch: str = "") -> None:
    """Set the status of an open action from this update, if it is the latest."""
    action = Action.objects.get(pk=update.action_id)
    latest = Update.objects.filter(action=action).latest_first().first()
    if latest.pk == update.pk and action.status != Status.CLOSED:
        write_row(action, {"status": latest.status}, base_revision=action.revision, by=by, batch=batch)


def _write_existing_update(update, changes, base_revision, by, settled, batch) -> WriteResult:
    if base_revision == 0:
        # The form was opened before there was an update: all of the other's is new to this user.
        mine = {name: value for name, value in changes.items() if value not in ("", None)}
        conflicts = tuple(
            FieldConflict(name, None, getattr(update, name), value)
            for name, value in mine.items()
            if getattr(update, name) != value
            and getattr(update, name) not in ("", None)
            and not (settled and name in settled.names and settled.seen_revision == update.revision)
        )
        if conflicts:
            raise EditConflict(update, MergeResult(conflicts=conflicts), list(get_update_history(update)))
        base_revision = update.revision
        changes = mine
    also = {"created_by": by, "created_at": timezone.now()}
    return write_row(
        update, changes, base_revision=base_revision, by=by, settled=settled, batch=batch, also=also
    )


def get_update_history(update: Update):
    """Return the history of an update, newest first."""
    return HistoryEntry.objects.of_row(row_key(update)).select_related("created_by")
