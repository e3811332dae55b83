"""The versions of one quarter's report, and the frozen reports before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from plans.models import Plan
from plans.periods import Quarter
from reports.models import Report


@dataclass(frozen=True, slots=True)
class QuarterReports:
    """The reports on a plan around one quarter."""

    versions: tuple[Report, ...]
    """The versions for the quarter, newest first; none before the first is started."""
    before: Report | None
    """The last frozen report of an earlier quarter: what has been reported so far."""
    after: Report | None
    """The first frozen report of a later quarter: later events are reported there, not here."""

    @property
    def latest(self) -> Report | None:
        return self.versions[0] if self.versions else None

    @property
    def approved(self) -> Report | None:
        """The latest approved version."""
        return next((report for report in self.versions if report.state == Report.State.APPROVED), None)

    @property
    def frozen(self) -> Report | None:
        """The newest version that is not a draft."""
        return next((report for report in self.versions if report.is_frozen), None)

    def version(self, number: int) -> Report | None:
        """Return the version with that number."""
        return next((report for report in self.versions if report.number == number), None)


def get_quarter_reports(plan: Plan, quarter: Quarter) -> QuarterReports:
    """Return the reports on a plan around a quarter, in one query."""
    frozen = Report.objects.filter(plan=OuterRef("plan")).frozen()
    earlier = frozen.before(quarter).latest_first().values("pk")[:1]
    later = frozen.after(quarter).order_by("year", "quarter", "number").values("pk")[:1]
    own = Q(year=quarter.year, quarter=quarter.number)
    # Coalesce keeps a missing neighbour from matching: no report has the id 0.
    rows = (
        Report.objects.filter(plan=plan)
        .filter(own | Q(pk=Coalesce(Subquery(earlier), 0)) | Q(pk=Coalesce(Subquery(later), 0)))
        .select_related("frozen_by", "decided_by", "last_edited_by", "follows")
        .latest_first()
    )
    versions, before, after = [], None, None
    for row in rows:
        row.plan = plan
        if row.for_quarter == quarter:
            versions.append(row)
        elif row.for_quarter < quarter:
            before = row
        else:
            after = row
    return QuarterReports(tuple(versions), before, after)
