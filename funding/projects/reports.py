"""Returns and evaluations: saved as drafts, sent, and approved or sent back by an officer who did not send them.

Each operation is one transaction that locks the grant; what was approved is sent back before it is changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from funding.bids.transitions import apply_transition, lock_grant, refetch
from funding.lifecycles import SENDS_RETURNS, BidTransitionCode, ProjectState
from funding.models import BidFile, Evaluation, Project, ProjectReturn, SubmissionState
from funding.models.project_report import ProjectReport
from funding.projects.progress import ProjectProgress, get_project_progress
from plans.periods import Quarter, format_date
from plans.records import (
    OperationError,
    ResolvedFields,
    StaleRevisionError,
    WriteResult,
    add_row,
    transition,
    withdraw_row,
    write_row,
)
from plans.wording import join_with_and

FIRST_VERSION = 1
"""The revision of a row that was started empty: a form opened before it existed has seen none of its text."""


def get_or_build_return(project: Project, quarter: Quarter) -> ProjectReturn:
    """Return the project's return for the quarter, or an empty one that is not saved yet."""
    found = ProjectReturn.objects.filter(project=project, year=quarter.year, quarter=quarter.number)
    row = found.select_related("sent_by", "decided_by").first()
    return _of_project(row or ProjectReturn(year=quarter.year, quarter=quarter.number, revision=0), project)


def get_or_build_evaluation(project: Project) -> Evaluation:
    """Return the project's evaluation, or an empty one that is not saved yet."""
    row = Evaluation.objects.filter(project=project).select_related("sent_by", "decided_by").first()
    return _of_project(row or Evaluation(revision=0), project)


def _of_project(row: ProjectReport, project: Project) -> ProjectReport:
    row.project = project
    return row


def save_project_report(
    row: ProjectReport,
    changes: Mapping[str, object],
    *,
    base_revision: int,
    by,
    send: bool = False,
    settled: ResolvedFields | None = None,
) -> WriteResult:
    """Save the return or evaluation as a draft, or send it, and return it.

    `base_revision` is 0 for a form that was opened before there was one. Raises EditConflict, and OperationError
    when it was sent or approved in the meantime.
    """
    with transaction.atomic():
        lock_grant(row.project.grant_id)
        if isinstance(row, ProjectReturn) and (reason := return_blocked_reason(refetch(row.project))):
            raise OperationError(reason)
        stored = _stored(row) or _begun(row, by=by)
        if not stored.is_writable:
            raise OperationError(why_not_written(stored))
        also = {}
        if send:
            changes = dict(changes) | {"state": SubmissionState.SENT}
            also = {"sent_by": by, "submitted_at": timezone.now()}
        return write_row(
            stored,
            changes,
            base_revision=base_revision or FIRST_VERSION,
            by=by,
            why="Sent" if send else "",
            settled=settled,
            also=also,
        )


def return_blocked_reason(project: Project) -> str:
    """Return why no return of the project can be written now; "" from its start to its evaluation."""
    if project.state in SENDS_RETURNS:
        return ""
    if project.state == ProjectState.APPROVED:
        return "You cannot write a return yet, because the project has not started. An officer must start it first."
    return f"You cannot write a return because the status of the project is “{project.get_state_display()}”."


def why_not_written(row: ProjectReport) -> str:
    """Return why it cannot be edited now; "" when it can."""
    if row.is_writable:
        return ""
    noun = row._meta.verbose_name.rsplit(maxsplit=1)[-1]
    if row.state == SubmissionState.APPROVED:
        done = f"approved on {_day(row.decided_at)}"
    else:
        done = f"sent on {_day(row.submitted_at)}"
    return f"This {noun} was {done}. An officer must send it back before you can change it."


def approve_project_report(row: ProjectReport, *, words: str, by, seen_revision: int) -> ProjectReport:
    """Approve the return or evaluation, and return it; an approved evaluation completes the project.

    Raises OperationError, for an evaluation also while a return is missing or the project is not closed.
    """

    def check(stored: ProjectReport) -> list[str]:
        if stored.sent_by_id == by.pk:
            return ["You cannot approve this because you sent it. Another officer must approve it."]
        why = isinstance(stored, Evaluation) and evaluation_blocked_reason(project_now(stored.project))
        return [why] if why else []

    with transaction.atomic():
        lock_grant(row.project.grant_id)
        decided = _decide(row, "approve", words, by, seen_revision, check)
        if isinstance(decided, Evaluation):
            apply_transition(decided.project, BidTransitionCode.EVALUATE, by=by, words=words)
        return decided


def project_now(project: Project) -> ProjectProgress:
    """Return the project with its money and its returns as of today."""
    (progress,) = get_project_progress(Project.objects.filter(pk=project.pk), timezone.localdate())
    return progress


def evaluation_blocked_reason(project: ProjectProgress) -> str:
    """Return why a closed project's evaluation cannot be approved yet, naming the missing returns; "" if it can."""
    if not project.to_come:
        return ""
    several = len(project.to_come) > 1
    return (
        f"The return{'s' if several else ''} for {join_with_and(each.label for each in project.to_come)}"
        f" {'have' if several else 'has'} not been received. You can approve the evaluation after"
        f" {'they have' if several else 'it has'} been received."
    )


def approved_returns(project: Project) -> list[ProjectReturn]:
    """Return those that an officer approved, in order: every user who sees the project's money can read them."""
    return list(
        project.returns.filter(state=SubmissionState.APPROVED, is_withdrawn=False).order_by("year", "quarter")
    )


def approved_evaluation(project: Project) -> Evaluation | None:
    """Return the evaluation, once an officer approved it."""
    return Evaluation.objects.filter(
        project=project, state=SubmissionState.APPROVED, is_withdrawn=False
    ).first()


def return_for_changes(row: ProjectReport, *, words: str, by, seen_revision: int) -> ProjectReport:
    """Send the return or evaluation back to its writer, with the officer's comment. Raises OperationError."""

    def check(stored: ProjectReport) -> list[str]:
        if isinstance(stored, Evaluation):
            is_approved = stored.state == SubmissionState.APPROVED
            return ["You cannot send back an evaluation that has been approved."] if is_approved else []
        if stored.project.state in SENDS_RETURNS:
            return []
        state = stored.project.get_state_display()
        return [f"You cannot send back this return because the status of the project is “{state}”."]

    with transaction.atomic():
        lock_grant(row.project.grant_id)
        return _decide(row, "send_back", words, by, seen_revision, check)


def store_evidence(row: ProjectReturn, *, filename: str, content: bytes, by) -> BidFile:
    """Store a file as evidence of a return, which is started as a draft if there is none yet."""
    with transaction.atomic():
        lock_grant(row.project.grant_id)
        stored = _stored(row) or _begun(row, by=by)
        if not stored.is_writable:
            raise OperationError(why_not_written(stored))
        file = BidFile(
            bid=stored.project.bid,
            project_return=stored,
            filename=filename,
            size=len(content),
            content=content,
            created_by=by,
        )
        add_row(file, by=by)
        return file


def withdraw_evidence(row: ProjectReturn, file: BidFile, *, by) -> None:
    """Withdraw a file from a return that can be edited; what was sent keeps its evidence. Raises OperationError."""
    with transaction.atomic():
        lock_grant(row.project.grant_id)
        stored = _stored(row)
        if stored is None or not stored.is_writable:
            raise OperationError(why_not_written(stored or row))
        withdraw_row(file, by=by)


def _stored(row: ProjectReport) -> ProjectReport | None:
    """Return the row as it is saved now, whoever started it."""
    model = type(row)
    same = {"project": row.project}
    if model is ProjectReturn:
        same |= {"year": row.year, "quarter": row.quarter}
    return model.objects.filter(**same).select_related(model.home).first()


def _begun(row: ProjectReport, *, by) -> ProjectReport:
    """Save the row for the first time, still empty, so that its first text is written like any other."""
    names = {"year": row.year, "quarter": row.quarter} if isinstance(row, ProjectReturn) else {}
    begun = type(row)(project=row.project, **names)
    add_row(begun, by=by)
    return begun


def _decide(row: ProjectReport, code: str, words: str, by, seen_revision: int, check) -> ProjectReport:
    stored = _stored(row)
    if stored is None:
        raise StaleRevisionError(row.lifecycle.stale)
    return transition(
        stored,
        code,
        by=by,
        comment=words,
        revision=seen_revision,
        changes={"decision_comment": words.strip()},
        columns={"decided_by": by, "decided_at": timezone.now()},
        check=check,
    )


def _day(moment) -> str:
    return format_date(timezone.localtime(moment).date())
