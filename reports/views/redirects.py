"""Redirects of a report's pages after a step has succeeded or failed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from plans.records import OperationError
from reports.exceptions.selectors import ReportWorkspace


def redirect_to_report(room: ReportWorkspace, name: str = "report_detail") -> HttpResponse:
    """Redirect to the report's page, or another of its pages."""
    return redirect(name, room.plan.partnership.slug, room.plan.slug, room.quarter)


def redirect_with_error(request: HttpRequest, room: ReportWorkspace, why: OperationError) -> HttpResponse:
    """Redirect to the report's page with the reason why the step failed."""
    messages.error(request, str(why))
    return redirect_to_report(room)
