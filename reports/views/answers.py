"""Where a report's pages lead when something was done, or was not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reports.finding import ReportRoom
from reports.operations import ReportRefused


def to_report(room: ReportRoom, name: str = "report_page") -> HttpResponse:
    """Back to the report's page, or another of its pages."""
    return redirect(name, room.plan.partnership.slug, room.plan.slug, room.quarter)


def refused(request: HttpRequest, room: ReportRoom, why: ReportRefused) -> HttpResponse:
    """Back to the report's page, which says why nothing was done."""
    messages.error(request, str(why))
    return to_report(room)
