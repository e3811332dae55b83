"""Apply one transition to a bid, a project or a change, by a person, at a time, with a comment, in one transaction.

Every transition locks the grant's row, then writes its record (BidTransition, never edited) before the state, because
the database requires that order. `funding/access/bid_permissions.py` checks permissions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.utils import timezone

from funding.lifecycles import PAST, BidTransitionCode
from funding.models import Bid, BidTransition, Grant, Project, ProjectChange
from plans.prepared_queries import prepared
from plans.records import transition

Subject = Bid | ProjectChange
"""Answers that are submitted, clarified and approved: of a bid, or of a change to a project."""
Row = TypeVar("Row", Bid, Project, ProjectChange)


@dataclass(frozen=True, slots=True)
class DecidedAmount:
    """The amount decided, and the amount left in the pot before; both in pence."""

    amount: int
    balance_before: int


def lock_grant(grant_id: int) -> Grant:
    """Return the grant's row, locked until the transaction ends, so that decisions about its bids are sequential."""
    return Grant.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=grant_id)


def refetch(row: Row) -> Row:
    """Return the current row of a bid, project or change, within a transaction that holds the lock."""
    current = _current.first(row.pk, model=type(row))
    if current is None:
        raise type(row).DoesNotExist
    return current


_OF_PROJECT = ("pot", "lead", "version", "bid", "grant__partnership")
_RELATED = {
    Bid: ("pot", "lead", "grant__partnership"),
    Project: _OF_PROJECT,
    ProjectChange: ("lead", *(f"project__{name}" for name in _OF_PROJECT)),
}


@prepared
def _current(key: int, *, model: type[Row]):
    return model.objects.select_related(*_RELATED[model]).filter(pk=key).order_by()


def about(row: Bid | Project | ProjectChange) -> dict[str, object]:
    """Return the columns of a record that say what it is about: the bid, and the project or change if it is one."""
    if isinstance(row, ProjectChange):
        return {"bid_id": row.project.bid_id, "change": row}
    if isinstance(row, Project):
        return {"bid_id": row.bid_id, "project": row}
    return {"bid": row}


def apply_transition(
    row: Row,
    move: str,
    *,
    to: str = "",
    by,
    words: str = "",
    changes: Mapping[str, object] | None = None,
    weighed: DecidedAmount | None = None,
    seen_revision: int | None = None,
    idempotency_key: str = "",
) -> Row:
    """Apply and record one transition, and return the row; `to` selects the new state if there are several.

    `changes` are columns that change with it. Raises OperationError if the transition is not allowed in the row's
    state, lacks its reason, or the row has changed since revision `seen_revision`.
    """

    def lacking(row: Row) -> Iterator[str]:
        if move == BidTransitionCode.SHORTLIST and row.lead_id is None:
            yield (
                f"“{row}” has no lead organisation. Request clarification, and select the lead organisation first."
            )
        if isinstance(row, Project) and row.open_change is not None:
            yield f"There is a change to “{row}” that has not been decided. Decide or discard the change first."

    def write_step(row: Row, now: str) -> None:
        version = row.version.number if isinstance(row, Project) else row.version
        record_step(
            row,
            move,
            was=row.state,
            now=now,
            words=words.strip(),
            version=max(version, (changes or {}).get("version", 0)),
            amount=weighed.amount if weighed else None,
            balance_before=weighed.balance_before if weighed else None,
            idempotency_key=idempotency_key,
            by=by,
        )

    return transition(
        row,
        move,
        by=by,
        to=to,
        comment=words,
        why=words.strip() or PAST[move],
        revision=seen_revision,
        changes=changes,
        check=lacking,
        log=write_step,
    )


def record_step(row: Bid | Project | ProjectChange, move: str, *, by, **values) -> BidTransition:
    """Write the record of a transition; `values` are its columns."""
    return BidTransition.objects.create(
        **about(row), move=move, created_by=by, created_at=timezone.now(), **values
    )


def latest_transition(row: Bid | ProjectChange, move: str) -> BidTransition:
    """Return the latest record of that transition of the bid itself, or of the change."""
    return steps_of(row).filter(move=move).order_by("-id").first()


def steps_of(row: Bid | Project | ProjectChange):
    """Return the records of the row's own transitions: those of a bid without those of its project and changes."""
    if isinstance(row, Bid):
        return row.moves.filter(project=None, change=None)
    return row.moves.all()


def next_version(row: Bid | ProjectChange) -> int:
    """Return the number of the next version of the bid, those of changes counted too."""
    bid = row.project.bid if isinstance(row, ProjectChange) else row
    last = bid.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
