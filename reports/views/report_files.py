from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from plans.access import requires
from reports.documents import document_answer
from reports.files import file_name, frozen_document, live_document, report_json, report_page
from reports.finding import pick_version, report_room, reports_of, version_asked
from reports.shown import ReportShown


@requires("see_reports")
@require_GET
def report_pdf(request, partnership, plan, quarter):
    """The PDF; of a frozen report the file that was made once, without reading what it says again."""
    at = {"plan__slug": plan, "year": quarter.year, "quarter": quarter.number}
    versions = list(reports_of(request.seat).filter(**at).select_related("plan"))
    report = pick_version(request, request.seat, versions)

    if report is not None and report.is_frozen:
        found = report.plan
        found.partnership = partnership
        document = frozen_document(report)
    else:
        room = report_room(request, plan, quarter)
        found = room.plan
        shown = ReportShown.of(found, room.shelf, quarter, room.shelf.latest, today=timezone.localdate())
        document = live_document(shown)
    back = reverse("report_page", args=[partnership.slug, plan, quarter])
    return document_answer(request, document, file_name(found, quarter, report, ".pdf"), back=back)


@requires("see_reports")
@require_GET
def report_html(request, partnership, plan, quarter):
    """The report as a web page on its own, to keep or to send."""
    return file_answer(request, plan, quarter, ".html", report_page, "text/html; charset=utf-8")


@requires("see_reports")
@require_GET
def report_data(request, partnership, plan, quarter):
    """The report as other programs read it."""
    return file_answer(request, plan, quarter, ".json", report_json, "application/json")


def file_answer(request, plan, quarter, ending: str, make, content_type: str) -> HttpResponse:
    room = report_room(request, plan, quarter)
    report = version_asked(request, room)
    shown = ReportShown.of(room.plan, room.shelf, quarter, report, today=timezone.localdate())
    name = file_name(room.plan, quarter, report, ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(make(shown), content_type=content_type, headers=headers)
