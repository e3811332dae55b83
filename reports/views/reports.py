from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from plans.access import capability_required, get_plan_or_404
from plans.records import OperationError
from plans.views.history_views import render_history, restore_from_entry
from reports.exceptions.display import ReportDisplay
from reports.exceptions.operations import lock_draft
from reports.exceptions.report_comparison import ComparedAction, compare_reports
from reports.exceptions.report_list import plans_listed
from reports.exceptions.selectors import (
    get_report_workspace,
    sees_unapproved_reports,
    version_asked,
    visible_reports,
)
from reports.exceptions.tables import actions_comparison_table, counts_comparison_table
from reports.forms.reports import CompareForm
from reports.models import Report
from reports.views.redirects import redirect_to_report, redirect_with_error

COUNTS = ("All actions", "Exceptions", "On track", "Complete", "Not started", "Closed")


@capability_required("view_reports")
@require_GET
def report_list(request, partnership):
    plans = list(request.access.visible_plans())
    reports = list(visible_reports(request.access))

    rows = plans_listed(
        partnership.slug,
        plans,
        reports,
        on=timezone.localdate(),
        sees_all=sees_unapproved_reports(request.access),
    )
    return render(request, "reports/report_list.html", {"plans": rows})


@capability_required("view_reports", get_plan_or_404)
@require_GET
def plan_reports(request, plan):
    reports = list(visible_reports(request.access).filter(plan=plan))

    rows = plans_listed(
        request.access.partnership.slug,
        [plan],
        reports,
        on=timezone.localdate(),
        sees_all=sees_unapproved_reports(request.access),
    )
    return render(request, "reports/report_list.html", {"plans": rows, "plan": plan})


@capability_required("view_reports", get_report_workspace)
@require_GET
def report_detail(request, room):
    report = version_asked(request, room)

    today = timezone.localdate()
    shown = ReportDisplay.of(room.plan, room.shelf, room.quarter, report, today=today)
    context = {
        "shown": shown,
        "content": shown.content,
        "plan": room.plan,
        "room": room,
        "is_latest": report is room.shelf.latest,
        "is_decided": shown.state in (Report.State.APPROVED, Report.State.RETURNED),
        "is_early": today < room.quarter.starts,
        "is_running": room.quarter.contains(today),
        "why_not": report.why_not_decided_by(request.user) if report else "",
    }
    return render(request, "reports/report_detail.html", context)


@capability_required("view_reports", get_report_workspace)
@require_GET
def report_compare(request, room):
    report = version_asked(request, room)
    others = [row for row in visible_reports(request.access).filter(plan=room.plan).frozen() if row != report]

    context = {"plan": room.plan, "report": report, "quarter": room.quarter, "others": others}
    if not others:
        return render(request, "reports/report_compare.html", context)
    earlier = [row for row in others if row.for_quarter <= room.quarter] or others
    asked = request.GET if "against" in request.GET else {"against": earlier[0].pk}
    form = context["form"] = CompareForm(asked, others=others)
    if form.is_valid():
        other = next(row for row in others if str(row.pk) == form.cleaned_data["against"])
        shown = ReportDisplay.of(room.plan, room.shelf, room.quarter, report, today=timezone.localdate())
        context |= {"shown": shown, "other": other} | compared(other.content, shown.content)
    return render(request, "reports/report_compare.html", context)


def compared(then: dict, now: dict) -> dict:
    """Return what changed from one report to the other, for the page."""
    found = compare_reports(then, now)
    counts = [(words, *numbers) for words, (_name, *numbers) in zip(COUNTS, found.counts, strict=True)]
    return {
        "counts": counts_comparison_table(counts),
        "parts": [
            _part("New exceptions", found.into, shows_then=False),
            _part("No longer exceptions", found.out, shows_now=False),
            _part("Still exceptions", found.staying),
            _part("Status changed", found.statuses),
            _part("Comment changed", found.words),
            {"heading": "Actions added", "rows": found.added},
            {"heading": "Actions withdrawn", "rows": found.withdrawn},
        ],
    }


def _part(heading: str, rows: tuple[ComparedAction, ...], **shows: bool) -> dict:
    return {"heading": heading, "rows": rows, "table": actions_comparison_table(heading, rows, **shows)}


@capability_required("view_history", get_report_workspace)
def report_history(request, room):
    report = version_asked(request, room)

    can_restore = request.access.can("write_report") and report is not None and not report.is_frozen
    context = {"plan": room.plan, "room": room, "report": report, "quarter": room.quarter}
    if report is None:
        return render(request, "reports/report_history.html", context | {"entries": []})
    return render_history(
        request,
        "reports/report_history.html",
        report,
        context,
        restored_by="report_restore" if can_restore else "",
        at=(room.plan.partnership.slug, room.plan.slug, room.quarter),
    )


@capability_required("write_report", get_report_workspace)
@require_POST
def report_restore(request, room, change):
    report = version_asked(request, room)

    if report is None:
        raise Http404("Report not found.")

    try:
        with lock_draft(report) as draft:
            restore_from_entry(request, draft, change)
    except OperationError as why:
        return redirect_with_error(request, room, why)

    return redirect_to_report(room, "report_history")
