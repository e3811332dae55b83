"""Reports that a user can open by their URL."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from plans.access import YES, Access, checks_body_for, get_plan_or_404
from plans.models import Plan
from plans.periods import Quarter
from reports.documents import find_frozen_document
from reports.exceptions.quarter_reports import QuarterReports, get_quarter_reports
from reports.models import Document, Report


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


@checks_body_for("view_history")
def get_report_workspace(access: Access, capability: str, plan: str, quarter: Quarter) -> ReportWorkspace:
    """Return the quarter with its versions, and the reports before and after it. Raises Http404.

    No body leads a report, so someone who can see only the history of their own rows gets none.
    """
    found = get_plan_or_404(access, capability, plan)
    if quarter not in found.quarters:
        raise Http404("This plan does not have that quarter.")
    return ReportWorkspace(access, found, quarter, get_quarter_reports(found, quarter))


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


# `visible_reports` of one quarter in SQL: the newest one, or the version asked for, with Report.document_key. See
# reports/documents/store.py for why; tests/reports/test_frozen_documents.py compares both for every role.
NEWEST_REPORT = """
    SELECT 'report:' || report.id || ':' || report.state || ':' || report.content_hash AS frozen_key, report.number
    FROM reports_report report JOIN plans_plan plan ON plan.id = report.plan_id
    WHERE plan.partnership_id = %(partnership)s AND plan.slug = %(plan)s
        AND report.year = %(year)s AND report.quarter = %(quarter)s
        AND report.number = COALESCE(%(number)s, report.number)
        AND (%(sees_draft_plans)s OR plan.state IN ('adopted', 'closed'))
        AND (%(sees_unapproved_reports)s OR report.state = 'approved')
    ORDER BY report.number DESC LIMIT 1
"""


def find_report_document(
    access: Access, plan_slug: str, quarter: Quarter, number: int | None
) -> Document | None:
    """Return the PDF of the newest report of this quarter that the user can see, or of that version; one query.

    None when that report is a draft, or has no intact file yet.
    """
    values = {
        "partnership": access.partnership.pk,
        "plan": plan_slug,
        "year": quarter.year,
        "quarter": quarter.number,
        "number": number,
        "sees_draft_plans": access.can("view_draft_plan"),
        "sees_unapproved_reports": sees_unapproved_reports(access),
    }
    return find_frozen_document(NEWEST_REPORT, values)
