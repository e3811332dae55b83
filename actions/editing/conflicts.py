"""Clashes on an action's row: its own fields and those of its milestones, in words."""

from __future__ import annotations

from dataclasses import replace

from actions.editing.operations import ActionEditConflict, MilestoneEdit
from actions.models import Milestone
from plans.clashes import EditConflictDisplay, build_conflict_display, resolve_conflicts
from plans.history import value_formatter
from plans.writing import EditConflict, ResolvedFields


def build_action_conflict(row_clash: ActionEditConflict) -> list[EditConflictDisplay]:
    """Every contested field of the row, in words, for the clash component."""
    return [build_part_conflict(clash) for clash in row_clash.clashes]


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
