"""Changes to a project: proposed, discarded or declined. The project continues as approved until a change is approved."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from funding.bids.transitions import apply_transition, lock_grant, record_step, refetch
from funding.bids.versions import record_author
from funding.ledger import entries
from funding.lifecycles import CHANGEABLE, BidTransitionCode, ChangeState
from funding.models import Project, ProjectChange, amount_answers
from funding.money.amounts import format_money
from plans.records import OperationError, ReasonRequiredError, StaleRevisionError, add_row


def amount_of_change(change: ProjectChange) -> int:
    """Return what a change asks to be approved, in pence: exactly the amount of its form.

    Raises OperationError if that is less than the project has been paid.
    """
    project, amount = change.project, change.asked
    if amount < (was_paid := entries.paid_amount(project)):
        raise OperationError(
            f"You cannot change “{project}” to {format_money(amount)} because {format_money(was_paid)} has been paid to it."
        )
    return amount


def change_blocked_reason(project: Project) -> str:
    """Return why no change to the project can be proposed now; "" if one can."""
    if project.state not in CHANGEABLE:
        return f"You cannot change “{project}” because its status is “{project.get_state_display()}”."
    if project.open_change is not None:
        return f"There is already a change to “{project}”. Submit or discard it first."
    return ""


def start_change(project: Project, *, by, words: str, seen_revision: int | None = None) -> ProjectChange:
    """Return a new change with the approved answers and the project's amount, to be edited. Raises OperationError."""
    with transaction.atomic():
        lock_grant(project.grant_id)
        project = refetch(project)
        if seen_revision is not None and project.revision != seen_revision:
            raise StaleRevisionError(
                f"“{project}” has changed since you opened this page. Check it and try again."
            )
        if reason := change_blocked_reason(project):
            raise OperationError(reason)
        if not words.strip():
            raise ReasonRequiredError("Enter what will change, and why.")
        # The project can have another amount than was requested: less was approved, or money was released or moved.
        approved = project.version.values | amount_answers(project.amount) | {"lead_id": project.lead_id}
        last = project.changes.aggregate(last=Max("number"))["last"] or 0
        change = ProjectChange(
            project=project,
            number=last + 1,
            why=words.strip(),
            created_by=by,
            created_at=timezone.now(),
            **{name: approved[name] for name in ProjectChange.answer_fields},
        )
        links = {name: approved.get(name, []) for name in ProjectChange.tracked_relations}
        add_row(change, by=by, links=links, why=words.strip())
        record_author(change, by)
        record_step(
            change,
            BidTransitionCode.CHANGE,
            was="",
            now=ChangeState.DRAFT,
            words=words.strip(),
            version=0,
            by=by,
        )
        return change


def cancel_change(
    change: ProjectChange,
    *,
    by,
    words: str,
    move: str = BidTransitionCode.CANCEL_CHANGE,
    seen_revision: int | None = None,
) -> ProjectChange:
    """Discard the change, or decline it when `move` says so, and return it; the project continues as approved."""
    with transaction.atomic():
        lock_grant(change.grant_id)
        change = refetch(change)
        moved = apply_transition(change, move, by=by, words=words, seen_revision=seen_revision)
        for question in change.questions.filter(answered_at=None):
            question.answer, question.answered_at, question.answered_by = (
                "The change was discarded.",
                timezone.now(),
                by,
            )
            question.save(update_fields=["answer", "answered_by", "answered_at"])
        return moved
