"""What freezing a report or a pack needs: its canonical text, the hash of it, and who edited it last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping

from plans.models.history import HistoryEntry


def canonical(content: Mapping) -> bytes:
    """The content as the one text that stands for it, whatever order its keys came in."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def content_hash(content: Mapping) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def last_editor_id(thread: str, *, is_edit: Callable[[HistoryEntry], bool]) -> int | None:
    """Return who made the latest change of the thread that edits its text; None where there is none."""
    changes = HistoryEntry.objects.of_thread(thread).only("fields", "act", "batch", "row", "created_by")
    return next((change.created_by_id for change in changes if is_edit(change)), None)
