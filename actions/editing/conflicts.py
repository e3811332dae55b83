"""Edit conflicts on an action's row: its own fields and those of its milestones, as text."""

from __future__ import annotations

from dataclasses import replace

from actions.editing.operations import MilestoneEdit
from actions.models import Milestone
from plans.records import (
    EditConflict,
    EditConflictDisplay,
    EditConflicts,
    ResolvedFields,
    build_conflict_display,
    resolve_conflicts,
    value_formatter,
)


def build_action_conflict(row_clash: EditConflicts) -> list[EditConflictDisplay]:
    """Return every field in conflict of the row, as text, for the edit conflict component."""
    return [build_part_conflict(clash) for clash in row_clash.conflicts]


def build_part_conflict(clash: EditConflict) -> EditConflictDisplay:
    """Return the fields in conflict of an action or one of its milestones, with the names of its row's form."""
    row = clash.row
    if isinstance(row, Milestone):
        return build_conflict_display(
            clash,
            prefix=f"m{row.pk}-",
            words_of=value_formatter(row),
            row_words=f"the milestone “{str(row)[:60]}”",
        )
    return build_conflict_display(
        clash, prefix=f"a{row.pk}-", words_of=value_formatter(row), row_words=row.label
    )


def resolve_action_conflict(data, form) -> tuple[dict, ResolvedFields, list[MilestoneEdit]]:
    """Return the action's resolved changes, its resolved fields, and its milestones' edits."""
    own, settled = resolve_conflicts(data, form.own.changes, prefix=f"{form.own.prefix}-")
    edits: list[MilestoneEdit] = []
    for edit in form.edits:
        if edit.row is not None:
            fields, chosen = resolve_conflicts(data, edit.fields, prefix=f"m{edit.row.pk}-")
            edit = replace(edit, fields=fields, settled=chosen)
        edits.append(edit)
    return own, settled, edits
