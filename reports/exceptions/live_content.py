"""The content of a report before it is frozen."""

from __future__ import annotations

from datetime import date

from plans.models import Plan
from plans.periods import Quarter, format_date, reporting_date
from reports.exceptions.content import Cover, build_report_content
from reports.exceptions.quarter_reports import QuarterReports
from reports.exceptions.queries import get_report_data
from reports.exceptions.report import exception_report
from reports.models import Report


def live_content(
    plan: Plan, shelf: QuarterReports, quarter: Quarter, report: Report | None, *, today: date
) -> dict:
    """Return the content of a draft as the plan is now; `report` is None if there is no report yet."""
    on = reporting_date(quarter, today)
    facts = get_report_data(plan, quarter, shelf, as_at=on)
    commentary = dict(report.commentaries.values_list("priority_id", "words")) if report else {}
    cover = Cover(
        partnership=plan.partnership.slug,
        partnership_name=facts.partnership,
        plan=plan.slug,
        plan_title=plan.title,
        version=report.number if report else 1,
        replaces=replaced_words(report) if report else "",
        correction_reason=report.correction_reason if report else "",
    )
    return build_report_content(
        exception_report(facts),
        cover,
        decisions=report.decisions_requested if report else "",
        commentary=commentary,
        before=shelf.before.content if shelf.before else None,
    )


def replaced_words(report: Report) -> str:
    """Return which version this one replaces: "version 1, approved on 17 October 2024"."""
    old = report.follows
    if old is None:
        return ""
    decided = (
        f", {old.get_state_display().lower()} on {format_date(old.decided_on)}" if old.decided_on else ""
    )
    return f"version {old.number}{decided}"


def content_shown(
    report: Report | None, plan: Plan, shelf: QuarterReports, quarter: Quarter, *, today: date
) -> dict:
    """Return the content of a version: as frozen, or for a draft as the plan is today."""
    if report is not None and report.is_frozen:
        return report.content
    return live_content(plan, shelf, quarter, report, today=today)
