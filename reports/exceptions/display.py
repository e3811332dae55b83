"""A version of an exception report ready to be shown: its content, its status, and its layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plans.models import Plan
from plans.periods import Quarter, format_date
from reports.charts.drawings import Chart, charts
from reports.exceptions.content import by_first_reason, by_priority
from reports.exceptions.live_content import content_shown
from reports.exceptions.quarter_reports import QuarterReports
from reports.models import Report


@dataclass(frozen=True)
class ReportDisplay:
    """What the page, the PDF and the file are made from."""

    plan: Plan
    quarter: Quarter
    report: Report | None
    """None if there is no report yet: then this shows a draft as it would be today."""
    content: dict

    @classmethod
    def of(
        cls, plan: Plan, shelf: QuarterReports, quarter: Quarter, report: Report | None, *, today: date
    ) -> ReportDisplay:
        """Return a version of the quarter's report: as frozen, or as the plan is today."""
        return cls(plan, quarter, report, content_shown(report, plan, shelf, quarter, today=today))

    @property
    def title(self) -> str:
        return f"Exception report, {self.quarter.label}"

    @property
    def state(self) -> str:
        """The state as other programs read it: draft, frozen, approved or returned."""
        return self.report.state if self.report else Report.State.DRAFT.value

    @property
    def is_draft(self) -> bool:
        return self.state == Report.State.DRAFT

    @property
    def number(self) -> int:
        return self.content["version"]

    @property
    def state_words(self) -> str:
        """The status inside a sentence: "approved on 17 October 2024 by Charlie Chair"."""
        if self.is_draft:
            return "draft"
        report = self.report
        by = f" by {report.decided_by}" if report.decided_by else ""
        if report.state == Report.State.FROZEN:
            return "frozen, waiting for approval"
        return f"{report.get_state_display().lower()} on {format_date(report.decided_on)}{by}"

    @property
    def frozen_words(self) -> str:
        """When and by whom it was frozen: "9 October 2024 by Olive Officer"; "" for a draft."""
        if self.is_draft:
            return ""
        by = f" by {self.content['frozen_by']}" if self.content["frozen_by"] else ""
        return f"{self.content['frozen_on_words']}{by}"

    @property
    def decision_comment(self) -> str:
        """The chair's comment; "" for none."""
        return self.report.decision_comment if self.report else ""

    @property
    def groups(self) -> list[dict]:
        """The exceptions, each under its most serious reason."""
        return by_first_reason(self.content)

    @property
    def annex(self) -> list[dict]:
        """Every action, under its priority."""
        return by_priority(self.content)

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        return charts(self.content["priorities"])

    @property
    def comments(self) -> list[dict]:
        """The priorities with a commentary."""
        return [priority for priority in self.content["priorities"] if priority["commentary"]]

    @property
    def left_out(self) -> list[str]:
        """The reasons that this report does not count, as text."""
        return [rule["words"] for rule in self.content["rules"] if not rule["counts"]]

    @property
    def created(self) -> str:
        """The time in the file of a frozen report; "" for a draft, so that the same text gives the same bytes."""
        return "" if self.is_draft else f"{self.report.frozen_at:%Y-%m-%dT%H:%M:%SZ}"
