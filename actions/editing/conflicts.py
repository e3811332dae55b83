"""Clashes on an action's row: its own fields and those of its milestones, in words."""

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
    """Every contested field of the row, in words, for the clash component."""
    return [build_part_conflict(clash) for clash in row_clash.conflicts]


def build_part_conflict(clash: EditConflict) -> EditConflictDisplay:
    """The contested fields of an action or of one of its milestones, as its row's form names them."""
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
    """The action's changes as settled on the clash page, what was settled of it, and its milestones' edits."""
    own, settled = resolve_conflicts(data, form.own.changes, prefix=f"{form.own.prefix}-")
    edits: list[MilestoneEdit] = []
    for edit in form.edits:
        if edit.row is not None:
            fields, chosen = resolve_conflicts(data, edit.fields, prefix=f"m{edit.row.pk}-")
            edit = replace(edit, fields=fields, settled=chosen)
        edits.append(edit)
    return own, settled, edits
