"""Change a row under its lock: lock, read again, check again, write. Every lifecycle uses this."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction as database

from plans.lifecycles import Lifecycle
from plans.models.tracked import TrackedModel, row_key
from plans.prepared_queries import prepared
from plans.records.errors import OperationError, ReasonRequiredError, StaleRevisionError
from plans.records.tracked_writes import RowMissing, write_row

R = TypeVar("R", bound=TrackedModel)


@contextmanager
def locked(row: R, *, revision: int | None = None, states: Collection[str] = ()) -> Iterator[R]:
    """Yield the row as it is now, in a transaction that holds its lock.

    Raises StaleRevisionError for another revision than the one seen, OperationError for another state than those
    given, and RowMissing when the row does not exist.
    """
    with database.atomic():
        if row.queue:
            _lock_queue(row)
        current = _read_again(row)
        if revision is not None and current.revision != revision:
            raise StaleRevisionError(_sentence(current, current.lifecycle.stale))
        if states and current.state not in states:
            raise OperationError(_sentence(current, current.lifecycle.not_writable))
        yield current


def transition(
    row: R,
    code: str,
    *,
    by,
    to: str = "",
    comment: str = "",
    revision: int | None = None,
    changes: Mapping[str, object] | None = None,
    columns: Mapping[str, object] | None = None,
    why: str | None = None,
    check: Callable[[R], Iterable[str]] | None = None,
    log: Callable[[R, str], object] | None = None,
) -> R:
    """Return the row after one transition of its lifecycle; `to` is the target where there is a choice.

    `check` yields every reason against it, `log` writes the step that is never edited (it gets the row as it is and
    the next state), `changes` are tracked fields and `columns` those without a history, written with the state. The
    history shows `comment`, unless `why` gives another text.

    Raises OperationError with all reasons, StaleRevisionError for another revision than the one seen, and
    ReasonRequiredError when the comment is missing.
    """
    with locked(row, revision=revision) as current:
        lifecycle: Lifecycle = current.lifecycle
        legal = lifecycle.legal(code, current.state)
        targets = {state for each in legal for state in each.to_states}
        if not targets or (to and to not in targets):
            first = lifecycle.named(code)[0]
            raise OperationError(_sentence(current, lifecycle.not_now, label=first.label, past=first.past))
        if reasons := tuple(check(current)) if check else ():
            raise OperationError(*reasons)
        if any(each.needs_comment for each in legal) and not comment.strip():
            raise ReasonRequiredError(lifecycle.comment_missing)
        if len(targets) > 1 and not to:
            raise ValueError(f"{code} leads to {' or '.join(sorted(targets))}: say which.")
        state = to or min(targets)
        if log is not None:
            log(current, state)
        return write_row(
            current,
            {"state": state} | dict(changes or {}),
            base_revision=current.revision,
            by=by,
            why=comment.strip() if why is None else why,
            also=columns,
        ).row


def _lock_queue(row: TrackedModel) -> None:
    """Wait for the row's lock. SQLite has one writer at a time, and does not lock rows."""
    link = row._meta.get_field(row.queue)
    # Rows that only refer to the locked one can still be added: they do not wait here.
    held = link.related_model._base_manager.select_for_update(no_key=True)
    if not held.filter(pk=getattr(row, link.attname)).values_list("pk", flat=True):
        raise RowMissing(row_key(row))


def _read_again(row: R) -> R:
    current = _current.first(row.pk, model=type(row))
    if current is None:
        raise RowMissing(row_key(row))
    return current


@prepared
def _current(key: int, *, model: type[TrackedModel]):
    """The row as it is now, locked unless its queue is."""
    rows = model._default_manager.filter(pk=key).order_by()
    related = [path for path in (model.queue, model.home) if path]
    if related:
        rows = rows.select_related(*related)
    return rows if model.queue else rows.select_for_update(no_key=True, of=("self",))


def _sentence(row: TrackedModel, sentence: str, *, label: str = "", past: str = "") -> str:
    state = row.get_state_display()
    return sentence.format(
        row=row,
        state=state,
        state_lower=state.lower(),
        label=label,
        label_lower=label.lower(),
        past=past,
    )
