"""Clashes on an action's row: its own fields and those of its milestones, in words."""

from __future__ import annotations

from dataclasses import replace

from actions.models import Milestone
from actions.operations import MilestoneEdit, RowClash
from actions.statuses import MEANINGS
from plans.clashes import ClashShown, settle, show_clash
from plans.models import Body
from plans.periods import date_words
from plans.writing import Clash


def show_row_clash(row_clash: RowClash, bodies: list[Body]) -> list[ClashShown]:
    """Every contested field of the row, in words, for the clash component."""
    names = {body.pk: body.name for body in bodies}
    return [_shown(clash, names) for clash in row_clash.clashes]


def _shown(clash: Clash, names: dict[int, str]) -> ClashShown:
    row = clash.row
    if isinstance(row, Milestone):
        prefix, words = f"m{row.pk}-", f"the milestone “{str(row)[:60]}”"
    else:
        prefix, words = f"a{row.pk}-", row.label

    def words_of(name: str, value) -> str:
        if name == "leads":
            return ", ".join(names.get(pk, "somebody") for pk in value or []) or "nobody"
        if name == "status":
            return MEANINGS[value][0]
        if name in ("done_on", "due_set") and value:
            return date_words(type(row)._meta.get_field(name).to_python(value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else str(value)

    return show_clash(clash, prefix=prefix, words_of=words_of, row_words=words)


def settle_row(data, form) -> tuple[dict, dict]:
    """The action's changes as settled on the clash page, and what was settled of it and of each milestone."""
    own, settled = settle(data, form.own.changes, prefix=f"{form.own.prefix}-")
    edits: list[MilestoneEdit] = []
    for edit in form.edits:
        if edit.row is not None:
            fields, chosen = settle(data, edit.fields, prefix=f"m{edit.row.pk}-")
            edit = replace(edit, fields=fields, settled=chosen)
        edits.append(edit)
    return own, {"own": settled, "milestones": edits}
