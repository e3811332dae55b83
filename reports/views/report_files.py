import re

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from plans.access import capability_required
from reports.documents import render_document_or_wait
from reports.exceptions.display import ReportDisplay
from reports.exceptions.files import (
    file_name,
    frozen_document,
    live_document,
    report_json,
    standalone_report_html,
)
from reports.exceptions.selectors import (
    ReportWorkspace,
    find_report_document,
    get_report_workspace,
    pick_version,
    version_asked,
    visible_reports,
)

VERSION_NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@capability_required("view_reports")
@require_GET
def report_pdf(request, partnership, plan, quarter):
    """Return the PDF; for a frozen report the stored file, found in one query by the parts of the URL."""
    back = reverse("report_detail", args=[partnership.slug, plan, quarter])
    asked = request.GET.get("version", "")
    if not asked or VERSION_NUMBER.fullmatch(asked):
        document = find_report_document(request.access, plan, quarter, int(asked) if asked else None)
        if document is not None:
            name = file_name(partnership.slug, plan, quarter, document.number, ".pdf")
            return render_document_or_wait(request, document, name, back=back)

    rows = visible_reports(request.access).filter(plan__slug=plan, year=quarter.year, quarter=quarter.number)
    report = pick_version(request, request.access, list(rows.select_related("plan")))
    number = None
    if report is not None and report.is_frozen:
        number = report.number
        report.plan.partnership = partnership
        document = frozen_document(report)
    else:
        room = get_report_workspace(request.access, "view_reports", plan, quarter)
        shown = ReportDisplay.of(
            room.plan, room.shelf, quarter, room.shelf.latest, today=timezone.localdate()
        )
        document = live_document(shown)
    name = file_name(partnership.slug, plan, quarter, number, ".pdf")
    return render_document_or_wait(request, document, name, back=back)


@capability_required("view_reports", get_report_workspace)
@require_GET
def report_html(request, room):
    """Return the report as a standalone web page, to store or to send."""
    return file_answer(request, room, ".html", standalone_report_html, "text/html; charset=utf-8")


@capability_required("view_reports", get_report_workspace)
@require_GET
def report_data(request, room):
    """Return the report as other programs read it."""
    return file_answer(request, room, ".json", report_json, "application/json")


def file_answer(request, room: ReportWorkspace, ending: str, make, content_type: str) -> HttpResponse:
    report = version_asked(request, room)
    shown = ReportDisplay.of(room.plan, room.shelf, room.quarter, report, today=timezone.localdate())
    number = report.number if report and report.is_frozen else None
    name = file_name(room.plan.partnership.slug, room.plan.slug, room.quarter, number, ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(make(shown), content_type=content_type, headers=headers)
