from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from plans.access import requires
from plans.finding import find_plan
from plans.views.history_page import bring_back, history_page
from reports.comparing import compare
from reports.finding import report_room, reports_of, sees_all, version_asked
from reports.forms import CompareForm
from reports.listing import plans_listed
from reports.models import Report
from reports.operations import ReportRefused, open_draft
from reports.shown import ReportShown
from reports.views.answers import refused, to_report

COUNTS = ("All actions", "Exceptions", "On track", "Complete", "Not started", "Closed")


@requires("see_reports")
@require_GET
def report_list(request, partnership):
    plans = list(request.seat.plans())
    reports = list(reports_of(request.seat))

    rows = plans_listed(plans, reports, on=timezone.localdate(), sees_all=sees_all(request.seat))
    return render(request, "reports/report_list.html", {"plans": rows})


@requires("see_reports")
@require_GET
def plan_reports(request, partnership, plan):
    found = find_plan(request, plan)
    reports = list(reports_of(request.seat).filter(plan=found))

    rows = plans_listed([found], reports, on=timezone.localdate(), sees_all=sees_all(request.seat))
    return render(request, "reports/report_list.html", {"plans": rows, "plan": found})


@requires("see_reports")
@require_GET
def report_page(request, partnership, plan, quarter):
    room = report_room(request, plan, quarter)
    report = version_asked(request, room)

    today = timezone.localdate()
    shown = ReportShown.of(room.plan, room.shelf, quarter, report, today=today)
    context = {
        "shown": shown,
        "content": shown.content,
        "plan": room.plan,
        "room": room,
        "is_latest": report is room.shelf.latest,
        "is_decided": shown.state in (Report.State.APPROVED, Report.State.RETURNED),
        "is_early": today < quarter.starts,
        "is_running": quarter.contains(today),
        "why_not": report.why_not_decided_by(request.user) if report else "",
    }
    return render(request, "reports/report_page.html", context)


@requires("see_reports")
@require_GET
def report_compare(request, partnership, plan, quarter):
    room = report_room(request, plan, quarter)
    report = version_asked(request, room)
    others = [row for row in reports_of(request.seat).filter(plan=room.plan).frozen() if row != report]

    context = {"plan": room.plan, "report": report, "quarter": quarter, "others": others}
    if not others:
        return render(request, "reports/report_compare.html", context)
    earlier = [row for row in others if row.for_quarter <= quarter] or others
    asked = request.GET if "against" in request.GET else {"against": earlier[0].pk}
    form = context["form"] = CompareForm(asked, others=others)
    if form.is_valid():
        other = next(row for row in others if str(row.pk) == form.cleaned_data["against"])
        shown = ReportShown.of(room.plan, room.shelf, quarter, report, today=timezone.localdate())
        context |= {"shown": shown, "other": other} | compared(other.content, shown.content)
    return render(request, "reports/report_compare.html", context)


def compared(then: dict, now: dict) -> dict:
    """What changed from one report to the other, as the page lays it out."""
    found = compare(then, now)
    return {
        "found": found,
        "figures": [(words, *numbers) for words, (_name, *numbers) in zip(COUNTS, found.counts, strict=True)],
        "parts": [
            {"words": "Into exception", "rows": found.into, "is_table": True, "shows_now": True},
            {"words": "Out of exception", "rows": found.out, "is_table": True, "shows_then": True},
            both("Staying", found.staying),
            both("Other status", found.statuses),
            both("Other words", found.words),
            {"words": "Actions added", "rows": found.added},
            {"words": "Actions withdrawn", "rows": found.withdrawn},
        ],
    }


def both(words: str, rows) -> dict:
    """A part of the comparison that shows what it was and what it is."""
    return {"words": words, "rows": rows, "is_table": True, "shows_then": True, "shows_now": True}


@requires("see_history")
def report_history(request, partnership, plan, quarter):
    # No body leads a report, so whoever sees only the history of their own rows sees none of it.
    request.seat.claim("see_history", ())
    room = report_room(request, plan, quarter)
    report = version_asked(request, room)

    can_restore = request.seat.may("write_report") and report is not None and not report.is_frozen
    context = {"plan": room.plan, "room": room, "report": report, "quarter": quarter}
    if report is None:
        return render(request, "reports/report_history.html", context | {"entries": []})
    return history_page(
        request,
        "reports/report_history.html",
        report,
        context,
        restored_by="report_restore" if can_restore else "",
        at=(partnership.slug, plan, quarter),
    )


@requires("write_report")
@require_POST
def report_restore(request, partnership, plan, quarter, change):
    room = report_room(request, plan, quarter)
    report = version_asked(request, room)

    if report is None:
        raise Http404("There is no such report.")

    try:
        with open_draft(report) as draft:
            bring_back(request, draft, change)
    except ReportRefused as why:
        return refused(request, room, why)

    return to_report(room, "report_history")
