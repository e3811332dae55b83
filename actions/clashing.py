"""Clashes on an action's row: its own fields and those of its milestones, in words."""

from __future__ import annotations

from dataclasses import replace

from actions.models import Milestone
from actions.operations import MilestoneEdit, RowClash
from plans.clashes import ClashShown, settle, show_clash
from plans.history import words_of
from plans.writing import Clash, Settled


def show_row_clash(row_clash: RowClash) -> list[ClashShown]:
    """Every contested field of the row, in words, for the clash component."""
    return [show_part(clash) for clash in row_clash.clashes]


def show_part(clash: Clash) -> ClashShown:
    """The contested fields of an action or of one of its milestones, as its row's form names them."""
    row = clash.row
    if isinstance(row, Milestone):
        return show_clash(
            clash, prefix=f"m{row.pk}-", words_of=words_of(row), row_words=f"the milestone “{str(row)[:60]}”"
        )
    return show_clash(clash, prefix=f"a{row.pk}-", words_of=words_of(row), row_words=row.label)


def settle_row(data, form) -> tuple[dict, Settled, list[MilestoneEdit]]:
    """The action's changes as settled on the clash page, what was settled of it, and its milestones' edits."""
    own, settled = settle(data, form.own.changes, prefix=f"{form.own.prefix}-")
    edits: list[MilestoneEdit] = []
    for edit in form.edits:
        if edit.row is not None:
            fields, chosen = settle(data, edit.fields, prefix=f"m{edit.row.pk}-")
            edit = replace(edit, fields=fields, settled=chosen)
        edits.append(edit)
    return own, settled, edits
