"""Reports that a user can open by their URL."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from plans.access import YES, Access, get_plan_or_404
from plans.models import Plan
from plans.periods import Quarter
from reports.exceptions.quarter_reports import QuarterReports, get_quarter_reports
from reports.models import Report


@dataclass(frozen=True, slots=True)
class ReportWorkspace:
    """One quarter of a plan with its reports, as this person sees them."""

    access: Access
    plan: Plan
    quarter: Quarter
    shelf: QuarterReports

    @property
    def sees_all(self) -> bool:
        """Whether the user can see drafts and reports that have not been approved."""
        return sees_unapproved_reports(self.access)


def sees_unapproved_reports(access: Access) -> bool:
    """Return whether the user can see reports before they are approved."""
    return access.scope("view_reports") == YES


def get_plan_quarter_or_404(request: HttpRequest, slug: str, quarter: Quarter) -> Plan:
    """Return the plan with this slug, if the quarter is in its period. Raises Http404."""
    plan = get_plan_or_404(request, slug)
    plan.partnership = request.access.partnership
    if quarter not in plan.quarters:
        raise Http404("This plan does not have that quarter.")
    return plan


def get_report_workspace(request: HttpRequest, slug: str, quarter: Quarter) -> ReportWorkspace:
    """Return the quarter with its versions, and the reports before and after it. Raises Http404."""
    plan = get_plan_quarter_or_404(request, slug, quarter)
    return ReportWorkspace(request.access, plan, quarter, get_quarter_reports(plan, quarter))


def version_asked(request: HttpRequest, room: ReportWorkspace) -> Report | None:
    """Return the requested version, or else the current one; None for a draft that has not been started.

    Raises Http404 for a version that does not exist, or that this user cannot see.
    """
    return pick_version(request, room.access, room.shelf.versions)


def pick_version(request: HttpRequest, access: Access, versions) -> Report | None:
    """Return the same from the given versions, newest first."""
    visible = [
        row for row in versions if sees_unapproved_reports(access) or row.state == Report.State.APPROVED
    ]
    number = request.GET.get("version", "")
    if number:
        visible = [row for row in visible if str(row.number) == number]
    if not visible and (number or not sees_unapproved_reports(access)):
        raise Http404("Report not found.")
    return visible[0] if visible else None


def visible_reports(access: Access) -> QuerySet[Report]:
    """Return the reports of this partnership that the user can see, without their content."""
    reports = Report.objects.filter(plan__in=access.visible_plans()).select_related("frozen_by", "decided_by")
    return (
        (reports if sees_unapproved_reports(access) else reports.approved()).defer("content").latest_first()
    )
