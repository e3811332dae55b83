from django.contrib import messages
from django.db import transaction
from django.shortcuts import render
from django.utils import timezone

from plans.access import capability_required
from plans.periods import reporting_date
from plans.records import (
    EditConflicts,
    OperationError,
    build_conflict_display,
    content_hash,
    discard_draft,
    form_data,
)
from plans.views.form_views import finish_saving, render_form
from reports.exceptions.display import ReportDisplay
from reports.exceptions.live_content import content_shown
from reports.exceptions.operations import (
    decide_report,
    freeze_report,
    open_report,
    save_report_text,
    start_new_version,
)
from reports.exceptions.selectors import ReportWorkspace, get_report_workspace
from reports.forms.reports import OWN, NewVersionForm, ReportDecisionForm, ReportTextForm, prefix_of
from reports.models import Commentary, Report
from reports.views.redirects import redirect_to_report, redirect_with_error

NOT_A_DRAFT = "This version is frozen. To correct it, start a new version."


@capability_required("write_report", get_report_workspace)
def report_edit(request, room):
    report = room.shelf.latest
    if report and report.is_frozen and request.method != "POST":
        return redirect_with_error(request, room, OperationError(NOT_A_DRAFT))

    form = words_form(request, room, report)

    clashes = None
    if request.method == "POST" and form.is_valid():
        try:
            written = save_words(request, room, form)
        except EditConflicts as clash:
            clashes = shown_clashes(clash)
        except OperationError as why:
            form.add_error(None, str(why))
        else:
            messages.success(
                request, "Commentary and decisions saved" if written.changes else "No changes to save"
            )
            finish_saving(request, form)
            return redirect_to_report(room)

    context = {"plan": room.plan, "quarter": room.quarter, "report": report}
    return render_form(request, "reports/report_edit.html", form, context, clashes=clashes)


@capability_required("write_report", get_report_workspace)
def report_freeze(request, room):
    today = timezone.localdate()
    if room.shelf.latest and room.shelf.latest.is_frozen:
        return redirect_with_error(request, room, OperationError(NOT_A_DRAFT))

    if request.method == "POST":
        try:
            with transaction.atomic():
                report = open_report(room.plan, room.quarter, by=request.user)
                freeze_report(
                    report, by=request.user, today=today, reviewed=request.POST.get("reviewed", "-")
                )
        except OperationError as why:
            messages.error(request, str(why))
            return redirect_to_report(room, "report_freeze")
        messages.success(request, "Report frozen. The chair must now approve or return it.")
        return redirect_to_report(room)

    shown = ReportDisplay.of(room.plan, room.shelf, room.quarter, room.shelf.latest, today=today)
    context = {
        "plan": room.plan,
        "shown": shown,
        "content": shown.content,
        "is_early": today < room.quarter.starts,
        "is_running": reporting_date(room.quarter, today) == today and today < room.quarter.ends,
        "no_update": [row for row in shown.content["exceptions"] if has_reason(row, "no_update")],
        "reviewed": content_hash(shown.content),
    }
    return render(request, "reports/report_freeze.html", context)


@capability_required("decide_report", get_report_workspace)
def report_decide(request, room):
    report = room.shelf.latest
    if report is None or report.state != Report.State.FROZEN:
        return redirect_with_error(
            request, room, OperationError("There is no report for this quarter that is waiting for approval.")
        )
    why_not = report.why_not_decided_by(request.user)

    form = ReportDecisionForm(form_data(request), initial={"revision": report.revision})

    if request.method == "POST" and not why_not and form.is_valid():
        approve = form.cleaned_data["decision"] == "approve"
        try:
            decide_report(
                report,
                approve=approve,
                words=form.cleaned_data["words"],
                by=request.user,
                base_revision=form.cleaned_data["revision"],
            )
        except OperationError as why:
            return redirect_with_error(request, room, why)
        messages.success(request, "Report approved" if approve else "Report returned with your comment")
        discard_draft(request.user, request.path)
        return redirect_to_report(room)

    context = {"plan": room.plan, "quarter": room.quarter, "report": report, "why_not": why_not}
    if request.method == "POST" and why_not:
        return redirect_with_error(request, room, OperationError(why_not))
    return render_form(request, "reports/report_decide.html", form, context)


@capability_required("correct_report", get_report_workspace)
def report_new_version(request, room):
    report = room.shelf.latest
    if report is None or report.state not in (Report.State.APPROVED, Report.State.RETURNED):
        return redirect_with_error(
            request,
            room,
            OperationError(
                "You can start a new version only after the report has been approved or returned."
            ),
        )

    form = NewVersionForm(form_data(request))

    if request.method == "POST" and form.is_valid():
        try:
            fresh = start_new_version(report, why=form.cleaned_data["why"], by=request.user)
        except OperationError as why:
            return redirect_with_error(request, room, why)
        messages.success(
            request, f"Version {fresh.number} started. It is a draft and shows the plan as it is now."
        )
        discard_draft(request.user, request.path)
        return redirect_to_report(room)

    context = {"plan": room.plan, "quarter": room.quarter, "report": report}
    return render_form(request, "reports/report_new_version.html", form, context)


def words_form(request, room: ReportWorkspace, report: Report | None) -> ReportTextForm:
    """Return the form with the current text, and the status of each priority next to it."""
    content = content_shown(report, room.plan, room.shelf, room.quarter, today=timezone.localdate())
    rows = {row.priority_id: row for row in report.commentaries.all()} if report else {}
    return ReportTextForm(
        form_data(request),
        report=report,
        priorities=room.plan.priorities.current(),
        commentary=rows,
        hints={
            priority["key"]: priority_status_line(priority, content) for priority in content["priorities"]
        },
    )


def priority_status_line(priority: dict, content: dict) -> str:
    """Return the status of a priority in one line: "1 at risk, 2 on track. Exceptions: 1.2, 1.4."."""
    statuses = ", ".join(f"{each['count']} {each['words'].lower()}" for each in priority["statuses"])
    numbers = [
        row["number"] or "one without a number"
        for row in content["exceptions"]
        if row["priority_key"] == priority["key"]
    ]
    exceptions = f" Exceptions: {', '.join(numbers)}." if numbers else " No exceptions."
    return f"{statuses}.{exceptions}" if statuses else "No actions."


def save_words(request, room: ReportWorkspace, form: ReportTextForm):
    """Save the text in the quarter's draft, which is started if there is none."""
    report = open_report(room.plan, room.quarter, by=request.user)
    return save_report_text(report, form.decisions, form.commentary, by=request.user)


def shown_clashes(clash: EditConflicts) -> list:
    """Return both texts of every edit conflict, each with the name of its field."""
    shown = []
    for each in clash.conflicts:
        if isinstance(each.row, Commentary):
            words = f"the commentary on “{each.row.priority}”"
            shown.append(build_conflict_display(each, prefix=prefix_of(each.row.priority), row_words=words))
        else:
            shown.append(build_conflict_display(each, prefix=OWN, row_words="the decisions requested"))
    return shown


def has_reason(row: dict, code: str) -> bool:
    return any(reason["code"] == code for reason in row["reasons"])
