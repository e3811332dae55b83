"""Which reports an address may name for the person who asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from plans.access import YES, Seat
from plans.finding import find_plan
from plans.models import Plan
from plans.periods import Quarter
from reports.models import Report
from reports.versions import Shelf, shelf_of


@dataclass(frozen=True, slots=True)
class ReportRoom:
    """One quarter of a plan with its reports, as this person sees them."""

    seat: Seat
    plan: Plan
    quarter: Quarter
    shelf: Shelf

    @property
    def sees_all(self) -> bool:
        """Whether the person sees drafts and what is not approved yet."""
        return sees_all(self.seat)


def sees_all(seat: Seat) -> bool:
    """Whether the person sees reports before they are approved."""
    return seat.scope("see_reports") == YES


def find_quarter(request: HttpRequest, slug: str, quarter: Quarter) -> Plan:
    """The plan of this address, if the quarter is one of its own. Raises Http404."""
    plan = find_plan(request, slug)
    plan.partnership = request.seat.partnership
    if quarter not in plan.quarters:
        raise Http404("There is no such quarter in this plan.")
    return plan


def report_room(request: HttpRequest, slug: str, quarter: Quarter) -> ReportRoom:
    """The quarter with its versions, and the reports before and after it. Raises Http404."""
    plan = find_quarter(request, slug, quarter)
    return ReportRoom(request.seat, plan, quarter, shelf_of(plan, quarter))


def version_asked(request: HttpRequest, room: ReportRoom) -> Report | None:
    """The version that the address asks for, or else the current one; None for a draft that nobody has begun.

    Raises Http404 for a version that is not there, or that this person may not know of.
    """
    return pick_version(request, room.seat, room.shelf.versions)


def pick_version(request: HttpRequest, seat: Seat, versions) -> Report | None:
    """The same among the versions given, latest first."""
    visible = [row for row in versions if sees_all(seat) or row.state == Report.State.APPROVED]
    number = request.GET.get("version", "")
    if number:
        visible = [row for row in visible if str(row.number) == number]
    if not visible and (number or not sees_all(seat)):
        raise Http404("There is no such report.")
    return visible[0] if visible else None


def reports_of(seat: Seat) -> QuerySet[Report]:
    """The reports of this partnership that the person may know of, without what they say."""
    reports = Report.objects.filter(plan__in=seat.plans()).select_related("frozen_by", "decided_by")
    return (reports if sees_all(seat) else reports.approved()).defer("content").latest_first()
