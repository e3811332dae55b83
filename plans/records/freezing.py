"""What freezing a report or a pack needs: its canonical JSON, its hash, and who edited it last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping

from plans.models.history import HistoryEntry


def canonical_json(content: Mapping) -> bytes:
    """Return the content as canonical JSON, which does not depend on the order of its keys."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def content_hash(content: Mapping) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(content)).hexdigest()


def last_editor_id(thread: str, *, is_edit: Callable[[HistoryEntry], bool]) -> int | None:
    """Return who made the latest change in the history group of its text; None if there is none."""
    changes = HistoryEntry.objects.of_thread(thread).only("fields", "act", "batch", "row", "created_by")
    return next((change.created_by_id for change in changes if is_edit(change)), None)
