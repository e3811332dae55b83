"""Returns and evaluations: kept as drafts, sent, and approved or sent back by an officer who did not send them.

Each is one transaction in the grant's turn; what was approved is sent back before it is changed.
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
from funding.projects.spending import join_with_and
from plans.periods import Quarter, format_date
from plans.records import OperationError, ResolvedFields, WriteResult, add_row, withdraw_row, write_row

FIRST_VERSION = 1
"""That of a row begun empty: a form that was opened before there was one has seen no words of it."""


def get_or_build_return(project: Project, quarter: Quarter) -> ProjectReturn:
    """The project's return for the quarter, or an empty one that is not stored yet."""
    found = ProjectReturn.objects.filter(project=project, year=quarter.year, quarter=quarter.number)
    row = found.select_related("sent_by", "decided_by").first()
    return _of_project(row or ProjectReturn(year=quarter.year, quarter=quarter.number, revision=0), project)


def get_or_build_evaluation(project: Project) -> Evaluation:
    """The project's evaluation, or an empty one that is not stored yet."""
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
    """The return or evaluation with these words, kept as a draft or sent.

    `base_revision` is 0 for a form that was opened before there was one. Raises EditConflict, and OperationError when it
    was sent or approved meanwhile.
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
    """Why its words cannot be changed now; "" when they can."""
    if row.is_writable:
        return ""
    if row.state == SubmissionState.APPROVED:
        return f"This was approved on {_day(row.decided_at)}. An officer must send it back before you can change it."
    return (
        f"This was sent on {_day(row.submitted_at)}. An officer must send it back before you can change it."
    )


def approve_project_report(row: ProjectReport, *, words: str, by, seen_revision: int) -> WriteResult:
    """The return or evaluation as approved; an approved evaluation ends the project's way.

    Raises OperationError, for an evaluation also while a return is missing or the project is not closed.
    """
    with transaction.atomic():
        lock_grant(row.project.grant_id)
        stored = _seen(row, seen_revision)
        if stored.state != SubmissionState.SENT:
            raise OperationError("You cannot approve this because it is not awaiting approval.")
        if stored.sent_by_id == by.pk:
            raise OperationError(
                "You cannot approve this because you sent it. Another officer must approve it."
            )
        if isinstance(stored, Evaluation) and (why := evaluation_blocked_reason(project_now(stored.project))):
            raise OperationError(why)
        written = _decide(stored, SubmissionState.APPROVED, words, by)
        if isinstance(stored, Evaluation):
            apply_transition(stored.project, BidTransitionCode.EVALUATE, by=by, words=words)
        return written


def project_now(project: Project) -> ProjectProgress:
    """The project with its money and its returns as they stand today."""
    (progress,) = get_project_progress(Project.objects.filter(pk=project.pk), timezone.localdate())
    return progress


def evaluation_blocked_reason(project: ProjectProgress) -> str:
    """Why a closed project's evaluation cannot be approved yet: the returns that are not in; "" when all are."""
    if not project.to_come:
        return ""
    several = len(project.to_come) > 1
    return (
        f"The return{'s' if several else ''} for {join_with_and(each.label for each in project.to_come)}"
        f" {'have' if several else 'has'} not been received. You can approve the evaluation after"
        f" {'they have' if several else 'it has'} been received."
    )


def approved_returns(project: Project) -> list[ProjectReturn]:
    """Those that an officer approved, in order: what everybody reads who sees the project's money."""
    return list(
        project.returns.filter(state=SubmissionState.APPROVED, is_withdrawn=False).order_by("year", "quarter")
    )


def approved_evaluation(project: Project) -> Evaluation | None:
    """The evaluation, once an officer approved it."""
    return Evaluation.objects.filter(
        project=project, state=SubmissionState.APPROVED, is_withdrawn=False
    ).first()


def return_for_changes(row: ProjectReport, *, words: str, by, seen_revision: int) -> WriteResult:
    """The return or evaluation open again for its writer, with the officer's words. Raises OperationError."""
    if not words.strip():
        raise OperationError("Enter what needs to be corrected.")
    with transaction.atomic():
        lock_grant(row.project.grant_id)
        stored = _seen(row, seen_revision)
        if stored.is_writable:
            raise OperationError("You cannot send this back because it is a draft or was already sent back.")
        if isinstance(stored, Evaluation) and stored.state == SubmissionState.APPROVED:
            raise OperationError("You cannot send back an evaluation that has been approved.")
        if isinstance(stored, ProjectReturn) and stored.project.state not in SENDS_RETURNS:
            raise OperationError(
                f"You cannot send back this return because the status of the project is “{stored.project.get_state_display()}”."
            )
        return _decide(stored, SubmissionState.SENT_BACK, words, by)


def store_evidence(row: ProjectReturn, *, filename: str, content: bytes, by) -> BidFile:
    """A file kept as evidence of a return, which is begun as a draft where there is none yet."""
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
    """Takes a file out of a return that is with its writer; what was sent keeps its evidence. Raises OperationError."""
    with transaction.atomic():
        lock_grant(row.project.grant_id)
        stored = _stored(row)
        if stored is None or not stored.is_writable:
            raise OperationError(why_not_written(stored or row))
        withdraw_row(file, by=by)


def _stored(row: ProjectReport) -> ProjectReport | None:
    """The row as it stands now, whoever began it."""
    model = type(row)
    same = {"project": row.project}
    if model is ProjectReturn:
        same |= {"year": row.year, "quarter": row.quarter}
    return model.objects.filter(**same).select_related(model.home).first()


def _begun(row: ProjectReport, *, by) -> ProjectReport:
    """The row stored for the first time, still empty: so the first words are written like all others."""
    names = {"year": row.year, "quarter": row.quarter} if isinstance(row, ProjectReturn) else {}
    begun = type(row)(project=row.project, **names)
    add_row(begun, by=by)
    return begun


def _seen(row: ProjectReport, revision: int) -> ProjectReport:
    stored = _stored(row)
    if stored is None or stored.revision != revision:
        raise OperationError("This has changed since you opened this page. Check it and try again.")
    return stored


def _decide(row: ProjectReport, state: str, words: str, by) -> WriteResult:
    return write_row(
        row,
        {"state": state, "decision_comment": words.strip()},
        base_revision=row.revision,
        by=by,
        why=words.strip(),
        also={"decided_by": by, "decided_at": timezone.now()},
    )


def _day(moment) -> str:
    return format_date(timezone.localtime(moment).date())
