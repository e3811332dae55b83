"""The reports of a partnership by plan and quarter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plans.govuk import Cell, Column, Table
from plans.models import Plan
from plans.periods import Quarter, format_date
from reports.models import Report


@dataclass(frozen=True, slots=True)
class QuarterListItem:
    """A quarter of a plan: its latest version, and the status of that version as text."""

    quarter: Quarter
    latest: Report | None
    earlier: tuple[Report, ...]
    words: str
    is_open: bool
    """Whether there is a report that the person can see."""


@dataclass(frozen=True, slots=True)
class PlanListItem:
    """A plan with its quarters, newest first."""

    partnership: str
    """The slug."""
    plan: Plan
    quarters: tuple[QuarterListItem, ...]

    @property
    def table(self) -> Table:
        """The quarters with links to their reports."""
        columns = (Column("Quarter"), Column("Status"), Column("Earlier versions"))
        return Table(
            f"Reports on {self.plan.title}, newest quarter first",
            columns,
            ((self._quarter_cell(row), row.words, self._earlier_cell(row)) for row in self.quarters),
            caption_size="hidden",
        )

    def _quarter_cell(self, row: QuarterListItem) -> Cell:
        return Cell(
            row.quarter.label,
            href=self._url(row.quarter) if row.is_open else "",
            note=row.quarter.months,
        )

    def _earlier_cell(self, row: QuarterListItem) -> Cell:
        if not row.earlier:
            return Cell("None")
        values = {"url": self._url(row.quarter), "reports": row.earlier, "quarter": row.quarter}
        return Cell(template="reports/_earlier_versions.html", values=values)

    def _url(self, quarter: Quarter) -> str:
        return reverse("report_detail", args=(self.partnership, self.plan.slug, quarter))


def plans_listed(
    partnership: str, plans: Iterable[Plan], reports: Iterable[Report], *, on: date, sees_all: bool
) -> list[PlanListItem]:
    """Return every plan with its quarters. Someone who can see only approved reports gets only quarters that have one."""
    versions: dict[tuple, list[Report]] = {}
    for report in reports:
        versions.setdefault((report.plan_id, report.for_quarter), []).append(report)
    listed = []
    for plan in plans:
        quarters = [
            _quarter(quarter, versions.get((plan.pk, quarter), []), on, sees_all)
            for quarter in reversed(plan.quarters)
        ]
        listed.append(
            PlanListItem(partnership, plan, tuple(row for row in quarters if sees_all or row.latest))
        )
    return [row for row in listed if sees_all or row.quarters]


def _quarter(quarter: Quarter, versions: list[Report], on: date, sees_all: bool) -> QuarterListItem:
    if versions:
        latest, *earlier = versions
        return QuarterListItem(quarter, latest, tuple(earlier), state_words(latest), True)
    if on < quarter.starts:
        return QuarterListItem(quarter, None, (), f"Starts on {format_date(quarter.starts)}", False)
    return QuarterListItem(quarter, None, (), "Not started", sees_all)


def state_words(report: Report) -> str:
    """Return the status of a version: "Version 1, approved on 17 October 2024"."""
    words = {
        Report.State.DRAFT: "draft",
        Report.State.FROZEN: "waiting for approval",
        Report.State.APPROVED: "approved",
        Report.State.RETURNED: "returned",
    }[report.state]
    on = f" on {format_date(report.decided_on)}" if report.decided_on else ""
    return f"Version {report.number}, {words}{on}"
