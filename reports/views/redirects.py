"""Where a report's pages lead when something was done, or was not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from plans.records import OperationError
from reports.exceptions.selectors import ReportWorkspace


def redirect_to_report(room: ReportWorkspace, name: str = "report_detail") -> HttpResponse:
    """Back to the report's page, or another of its pages."""
    return redirect(name, room.plan.partnership.slug, room.plan.slug, room.quarter)


def redirect_with_error(request: HttpRequest, room: ReportWorkspace, why: OperationError) -> HttpResponse:
    """Back to the report's page, which says why nothing was done."""
    messages.error(request, str(why))
    return redirect_to_report(room)
