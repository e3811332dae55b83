"""What a report says today, before it is frozen."""

from __future__ import annotations

from datetime import date

from plans.models import Plan
from plans.periods import Quarter, as_at, date_words
from reports.content import Cover, content_of
from reports.exceptions import exception_report
from reports.models import Report
from reports.reading import read_facts, read_names
from reports.versions import Shelf


def live_content(plan: Plan, shelf: Shelf, quarter: Quarter, report: Report | None, *, today: date) -> dict:
    """The content of a draft as the plan stands now; `report` is None where nobody has begun one."""
    on = as_at(quarter, today)
    names = read_names(plan, on=on)
    facts = read_facts(plan, quarter, shelf, as_at=on, names=names)
    commentary = dict(report.commentaries.values_list("priority_id", "words")) if report else {}
    cover = Cover(
        partnership=plan.partnership.slug,
        partnership_name=names.partnership,
        plan=plan.slug,
        plan_title=plan.title,
        version=report.number if report else 1,
        replaces=replaced_words(report) if report else "",
        why_new=report.why_new if report else "",
    )
    return content_of(
        exception_report(facts),
        cover,
        decisions=report.decisions_asked if report else "",
        commentary=commentary,
        before=shelf.before.content if shelf.before else None,
    )


def replaced_words(report: Report) -> str:
    """Which version this one takes the place of: "version 1, approved on 17 October 2024"."""
    old = report.follows
    if old is None:
        return ""
    decided = f", {old.get_state_display().lower()} on {date_words(old.decided_on)}" if old.decided_on else ""
    return f"version {old.number}{decided}"


def content_shown(report: Report | None, plan: Plan, shelf: Shelf, quarter: Quarter, *, today: date) -> dict:
    """What a version says: what was frozen, or for a draft what the plan says today."""
    if report is not None and report.is_frozen:
        return report.content
    return live_content(plan, shelf, quarter, report, today=today)
