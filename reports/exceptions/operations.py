"""The workflow of an exception report: start, edit, freeze, approve or return, correct with a new version.

Each step is one transaction under the plan's lock, and allowed only by `REPORT_TRANSITIONS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from plans.models import HistoryEntry, Plan, Priority
from plans.periods import Quarter, format_date, reporting_date
from plans.records import (
    EditConflict,
    EditConflicts,
    OperationError,
    ResolvedFields,
    WriteResult,
    add_row,
    content_hash,
    last_editor_id,
    locked,
    new_batch_id,
    transition,
    write_row,
)
from plans.software_version import VERSION
from reports.exceptions.live_content import live_content
from reports.exceptions.quarter_reports import get_quarter_reports
from reports.models import Commentary, Report
from reports.models.report import REPORT_TRANSITIONS

State = Report.State


@dataclass(frozen=True, slots=True)
class TextEdit:
    """One text of a form: its content, the revision at which it was opened, and the conflicts that were resolved."""

    words: str
    base_revision: int = 0
    settled: ResolvedFields | None = None


@dataclass(frozen=True, slots=True)
class TextWriteResult:
    """The result of writing in a report."""

    changes: int = 0
    merged: list[WriteResult] = field(default_factory=list)
    """Rows in which someone else had changed other fields."""


def open_report(plan: Plan, quarter: Quarter, *, by) -> Report:
    """Return the latest version of the quarter's report; a first draft if there is none.

    Raises OperationError for a quarter that is not the plan's.
    """
    if quarter not in plan.quarters:
        raise OperationError(f"{quarter.label} is not a quarter of this plan.")
    # The plan's row is locked, so that two people cannot both start the first version.
    with locked(plan):
        report = Report.objects.of_quarter(plan, quarter).latest_first().first()
        if report is None:
            report = Report(plan=plan, year=quarter.year, quarter=quarter.number)
            add_row(report, by=by)
    return report


def save_report_text(
    report: Report, decisions: TextEdit | None, commentary: Mapping[Priority, TextEdit], *, by
) -> TextWriteResult:
    """Write the decisions requested (None does not change them) and the commentary on priorities, atomically.

    Raises OperationError if the report is no longer a draft, EditConflicts with every text that someone else has
    also changed.
    """
    clashes, written = [], []
    with lock_draft(report) as report:
        try:
            if decisions is not None:
                written.append(_write(report, "decisions_requested", decisions, by))
        except EditConflict as clash:
            clashes.append(clash)
        rows = {row.priority_id: row for row in report.commentaries.all()}
        for priority, edit in commentary.items():
            row = rows.get(priority.pk)
            try:
                if row is not None and (edit.base_revision or edit.words):
                    written.append(_write(row, "words", edit, by))
                elif row is None and edit.words:
                    row = Commentary(report=report, priority=priority, words=edit.words)
                    written.append(WriteResult(row, add_row(row, by=by)))
            except EditConflict as clash:
                clashes.append(clash)
        if clashes:
            raise EditConflicts(clashes)
    return TextWriteResult(
        changes=sum(1 for each in written if each.change),
        merged=[each for each in written if each.merged.only_theirs],
    )


def freeze_report(
    report: Report,
    *,
    by,
    base_revision: int | None = None,
    today: date | None = None,
    reviewed: str = "",
    at: datetime | None = None,
) -> Report:
    """Freeze a report: save its content permanently, with its hash, the rules and the software version.

    A frozen report's text is JSON in `Report.content`, with the names of that day, and is never computed again.
    `today` is the date of the report if the quarter has not ended, by default the date of freezing. `reviewed` is the
    hash of the content that the user has checked, `base_revision` the revision of the row. Raises OperationError,
    also if the content has changed since.
    """
    with locked(report, revision=base_revision) as report:
        # Read in the lock: what is written before this moment is in the report, and what comes later is not.
        at = at or timezone.now()
        today = today or timezone.localdate(at)
        quarter = report.for_quarter
        content, digest = {}, ""
        if report.state == State.DRAFT:
            content = live_content(
                report.plan, get_quarter_reports(report.plan, quarter), quarter, report, today=today
            )
            digest = content_hash(content)

        def why_not(report: Report) -> Iterator[str]:
            if today < quarter.starts:
                yield f"{quarter.label} starts on {format_date(quarter.starts)}. You can freeze the report from that day."
            elif reviewed and digest != reviewed:
                yield REPORT_TRANSITIONS.stale

        content |= {
            "software": VERSION,
            "frozen_by": str(by) if by else "",
            "frozen_at": at.isoformat(timespec="seconds"),
            "frozen_on_words": format_date(timezone.localtime(at).date()),
        }
        columns = {
            "content": content,
            "content_hash": content_hash(content),
            "software": VERSION,
            "as_at": reporting_date(quarter, today),
            "last_edited_by_id": report_last_editor_id(report, but_for=by),
            "frozen_by_id": by.pk if by else None,
            "frozen_at": at,
        }
        frozen = transition(report, "freeze", by=by, check=why_not, columns=columns, why="")
        # The date of a plan's last report is not part of its history.
        Plan.objects.filter(pk=report.plan_id).update(last_report_frozen_at=at)
        _open_next_quarter(frozen, by=by)
    return frozen


def _open_next_quarter(report: Report, *, by) -> None:
    """Open the quarter after the frozen one for updates, unless a later one is open."""
    plan, frozen = Plan.objects.get(pk=report.plan_id), report.for_quarter
    open_now = Quarter.parse(plan.open_quarter) if plan.open_quarter else frozen
    if open_now <= frozen and frozen.next in plan.quarters:
        write_row(plan, {"open_quarter": str(frozen.next)}, base_revision=plan.revision, by=by)


def decide_report(
    report: Report, *, approve: bool, words: str, by, base_revision: int, at: datetime | None = None
) -> Report:
    """Approve a frozen report, or return it with a comment.

    Raises OperationError for the person who froze it or last edited it, and for a return without a comment;
    EditConflict if the report has changed.
    """
    return transition(
        report,
        "approve" if approve else "return",
        by=by,
        comment=words,
        why="",
        revision=base_revision,
        changes={"decision_comment": words.strip()},
        columns={"decided_by_id": by.pk, "decided_at": at or timezone.now()},
        check=lambda report: filter(None, [report.why_not_decided_by(by)]),
    )


def start_new_version(report: Report, *, why: str, by) -> Report:
    """Start a draft that replaces a decided report: with its number, the reason, and the text of that report.

    Raises OperationError.
    """
    if not why.strip():
        raise OperationError("Enter what the new version corrects.")
    with locked(report):
        latest = Report.objects.of_quarter(report.plan, report.for_quarter).latest_first().first()
        if latest.pk != report.pk or latest.state not in (State.APPROVED, State.RETURNED):
            raise OperationError(
                "You can start a new version only from the latest version, after it has been approved or returned."
            )
        fresh = Report(
            plan=report.plan,
            year=report.year,
            quarter=report.quarter,
            number=report.number + 1,
            follows=report,
            correction_reason=why.strip(),
            decisions_requested=report.decisions_requested,
        )
        batch = new_batch_id()
        add_row(fresh, by=by, why=why.strip(), batch=batch)
        for row in report.commentaries.select_related("priority"):
            add_row(Commentary(report=fresh, priority=row.priority, words=row.words), by=by, batch=batch)
    return fresh


def report_last_editor_id(report: Report, *, but_for) -> int | None:
    """Return the last editor of a draft; the person freezing it if there is none.

    The text that a new version copies from the old one was not written by the person who started the version.
    """
    begun = (
        HistoryEntry.objects.of_row(report.thread)
        .filter(act=HistoryEntry.Act.ADDED)
        .values_list("batch", flat=True)
    )
    taken_over = begun.first() or None
    editor = last_editor_id(
        report.thread,
        is_edit=lambda change: (
            bool(change.fields.keys() & {"words", "decisions_requested"}) and change.batch != taken_over
        ),
    )
    return editor or (but_for.pk if but_for else None)


def lock_draft(report: Report) -> AbstractContextManager[Report]:
    """Lock a draft while it is edited, so that it cannot be frozen. Raises OperationError."""
    return locked(report, states=[State.DRAFT])


def _write(row, name: str, edit: TextEdit, by) -> WriteResult:
    return write_row(row, {name: edit.words}, base_revision=edit.base_revision, by=by, settled=edit.settled)
