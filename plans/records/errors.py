"""Why something cannot be done: one error for every operation, with each reason a sentence for the screen."""

from __future__ import annotations

from collections.abc import Sequence

from plans.models.history import HistoryEntry
from plans.models.tracked import TrackedModel, row_key
from plans.records.merging import MergeResult


class OperationError(Exception):
    """The operation is not possible; `reasons` says why, each a whole sentence. Nothing was written."""

    def __init__(self, *reasons: str):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class StaleRevisionError(OperationError):
    """The row has changed since the user saw it; `current` is what it is now, where a form asks about that."""

    def __init__(self, *reasons: str, current: object = None):
        super().__init__(*reasons)
        self.current = current


class IncompleteError(OperationError):
    """Something is missing before the next step; `missing` has an item for each reason, in the same order."""

    def __init__(self, *reasons: str, missing: Sequence = ()):
        super().__init__(*reasons)
        self.missing = tuple(missing)


class ReasonRequiredError(OperationError):
    """It needs a reason, and none was given; `row` and `before` are what the reason is about."""

    def __init__(self, *reasons: str, row: object = None, before: object = None):
        super().__init__(*reasons)
        self.row, self.before = row, before


class EditConflict(Exception):
    """Someone else changed the same fields since the form was opened; nothing was written."""

    def __init__(self, row: TrackedModel, merged: MergeResult, changes: list[HistoryEntry]):
        super().__init__(f"{row_key(row)}: {', '.join(conflict.name for conflict in merged.conflicts)}")
        self.row = row
        """The row as it is now."""
        self.conflicts = list(merged.conflicts)
        self.merged = merged
        self.changes = changes
        """What happened since the form was opened, newest first."""


class EditConflicts(Exception):
    """Someone else changed the same fields of one or several rows of a form; nothing was written."""

    def __init__(self, conflicts: list[EditConflict]):
        super().__init__("; ".join(str(conflict) for conflict in conflicts))
        self.conflicts = conflicts
