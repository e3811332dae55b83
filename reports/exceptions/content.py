"""The content of an exception report: everything it shows, in plain values that JSON can hold.

A live draft and a frozen report are shown from the same content, as page, PDF and JSON. Dates are in ISO form
with their text next to them, and so are statuses, so that frozen content is never calculated again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from actions.statuses import SEVERITY
from plans.exception_reasons import GRANT_REASONS, REASONS
from plans.periods import format_date
from plans.records import content_hash
from reports.documents import DocumentSourceError
from reports.exceptions.grant_content import grant_content, published_grant
from reports.exceptions.reasons import how_long
from reports.exceptions.report import (
    ActionMilestone,
    ExceptionReport,
    ExceptionRow,
    PrioritySummary,
    status_words,
)
from reports.exceptions.report_comparison import COUNTS, ComparedAction, compare_reports
from reports.exceptions.report_data import ReportAction, ReportMilestone

FORMAT = 2
"""Increased when the shape of the content changes, so that old reports can be recognised.

2: `grants`, and `paid_by` of an exception. A report frozen as 1 has neither, and is shown without.
"""
WITHDRAWN = "Withdrawn"
RULES = REASONS | GRANT_REASONS


@dataclass(frozen=True, slots=True)
class Cover:
    """The partnership, plan and version of a report."""

    partnership: str
    """Slugs, as in URLs; the names are next to them."""
    partnership_name: str
    plan: str
    plan_title: str
    version: int
    replaces: str = ""
    """The version that this one corrects, as text; "" for the first."""
    correction_reason: str = ""
    """What this version corrects."""


def build_report_content(
    report: ExceptionReport,
    cover: Cover,
    *,
    decisions: str = "",
    commentary: Mapping[int, str] | None = None,
    before: Mapping | None = None,
) -> dict:
    """Return everything that the report shows.

    `decisions` has one decision per line, `commentary` the officer's comment by the key of the priority, and
    `before` is the content of the last frozen report of an earlier quarter.
    """
    headings = {standing.priority.key: standing.priority.heading for standing in report.priorities}
    rows = {row.action.key: row for row in report.exceptions}
    content = asdict(cover) | {
        "format": FORMAT,
        "quarter": str(report.quarter),
        "quarter_label": report.quarter.label,
        "quarter_months": report.quarter.months,
        "next_quarter_months": report.quarter.next.months,
        "as_at": report.as_at.isoformat(),
        "as_at_words": format_date(report.as_at),
        "since": report.since,
        "counts": asdict(report.counts),
        "decisions": [line.strip() for line in decisions.splitlines() if line.strip()],
        "priorities": [_priority(row, commentary or {}) for row in report.priorities],
        "exceptions": [_exception(row, headings) for row in report.exceptions],
        "completed": [_brief(action, headings) for action in report.completed],
        "done": [_step(step, headings) for step in report.done],
        "due_next_quarter": [_step(step, headings) for step in report.due_next_quarter],
        "actions": [_action(action, headings, action.key in rows, report.as_at) for action in report.actions],
        "grants": [grant_content(row) for row in report.grants],
        "rules": [{"code": code, "words": RULES[code], "counts": counts} for code, counts in report.rules],
        "changed": None,
    }
    if before is not None:
        content["changed"] = _changed(before, content)
    return content


def build_public_json(content: Mapping, *, state: str) -> dict:
    """Return the report as other programs read it: these names and no others (issue 2 §4), and `grants` if there is one."""
    data = {
        "partnership": content["partnership"],
        "plan": content["plan"],
        "quarter": content["quarter"],
        "as_at": content["as_at"],
        "state": state,
        "version": content["version"],
        "counts": {name: content["counts"][name] for name in COUNTS},
        "exceptions": [
            {
                "number": row["number"],
                "priority": row["priority"],
                "status": row["status"],
                "reasons": [{"code": reason["code"], "words": reason["words"]} for reason in row["reasons"]],
            }
            for row in content["exceptions"]
        ],
        "completed": [
            {"number": row["number"], "priority": row["priority"], "action": row["action"]}
            for row in content["completed"]
        ],
        "due_next_quarter": [
            {name: row[name] for name in ("number", "priority", "action", "milestone", "due")}
            for row in content["due_next_quarter"]
        ],
    }
    if content.get("grants"):
        data["grants"] = [published_grant(row) for row in content["grants"]]
    return data


def check_frozen_content(row) -> None:
    """Raises DocumentSourceError if the content of a frozen report or pack has changed since it was frozen."""
    if row.content is None or content_hash(row.content) != row.content_hash:
        raise DocumentSourceError(
            "The PDF cannot be made because the frozen content is damaged: it does not match its hash. "
            "Ask the people who run the service to restore it from a backup."
        )


def _priority(row: PrioritySummary, commentary: Mapping[int, str]) -> dict:
    return {
        "key": row.priority.key,
        "heading": row.priority.heading,
        "kind": row.priority.kind,
        "worst": row.worst,
        "worst_words": status_words(row.worst) if row.worst else "No actions",
        "statuses": [
            {"status": status, "words": status_words(status), "count": count}
            for status, count in row.statuses
        ],
        "all": row.all,
        "exceptions": row.exceptions,
        "commentary": commentary.get(row.priority.key, "").strip(),
    }


def _brief(action: ReportAction, headings: Mapping[int, str]) -> dict:
    return {
        "key": action.key,
        "number": action.number,
        "priority": headings[action.priority],
        "priority_key": action.priority,
        "action": action.action,
        "leads": _leads(action.leads, action.lead_to_be_confirmed),
    }


def _exception(row: ExceptionRow, headings: Mapping[int, str]) -> dict:
    return _brief(row.action, headings) | {
        "status": "withdrawn" if row.action.is_withdrawn else str(row.action.status),
        "status_words": WITHDRAWN if row.action.is_withdrawn else status_words(row.action.status),
        "words": row.action.words,
        "reasons": [asdict(reason) for reason in row.reasons],
        "paid_by": list(row.paid_by),
    }


def _step(step: ActionMilestone, headings: Mapping[int, str]) -> dict:
    return _brief(step.action, headings) | {
        "milestone": step.milestone.words,
        "due": _iso(step.milestone.due),
        "due_words": _words(step.milestone.due),
        "done_on": _iso(step.milestone.done_on),
        "done_on_words": _words(step.milestone.done_on),
    }


def _action(action: ReportAction, headings: Mapping[int, str], is_exception: bool, as_at: date) -> dict:
    return _brief(action, headings) | {
        "desired_outcome": action.desired_outcome,
        "status": str(action.status),
        "status_words": WITHDRAWN if action.is_withdrawn else status_words(action.status),
        "is_withdrawn": action.is_withdrawn,
        "is_exception": is_exception,
        "words": action.words,
        "milestones": [_milestone(step, as_at) for step in action.milestones],
    }


def _milestone(step: ReportMilestone, as_at: date) -> dict:
    if step.is_done(as_at):
        state = f"done {format_date(step.done_on)}"
    elif step.is_overdue(as_at):
        state = f"due {format_date(step.due)}, overdue by {how_long(step.due, as_at)}"
    else:
        # "Ongoing" already shows that there is no date.
        state = f"due {format_date(step.due)}" if step.due else "" if step.timescale.strip() else "no date"
    return {
        "words": step.words,
        "timescale": step.timescale,
        "due": _iso(step.due),
        "state": state,
        "leads": _leads(step.leads, False),
    }


def _changed(before: Mapping, content: Mapping) -> dict:
    found = compare_reports(before, content)
    lists = ("into", "out", "staying", "added", "withdrawn")
    return {"since": before["quarter_label"], "since_quarter": before["quarter"]} | {
        name: [_compared(row) for row in getattr(found, name)] for name in lists
    }


def _compared(row: ComparedAction) -> dict:
    return {"key": row.key, "number": row.number, "action": row.action}


def _leads(names: tuple[str, ...], to_be_confirmed: bool) -> str:
    return ", ".join([*names, *(["to be confirmed"] if to_be_confirmed else [])])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _words(day: date | None) -> str:
    return format_date(day) if day else ""


def by_first_reason(content: Mapping) -> list[dict]:
    """Return the exceptions under their most serious reason, as the page groups them."""
    return [
        {"code": code, "words": words, "rows": rows}
        for code, words in REASONS.items()
        if (rows := [row for row in content["exceptions"] if row["reasons"][0]["code"] == code])
    ]


def by_priority(content: Mapping) -> list[dict]:
    """Return the annex: every action under its priority, in the order of the plan."""
    groups: dict[int, dict] = {}
    for row in content["actions"]:
        group = groups.setdefault(row["priority_key"], {"heading": row["priority"], "rows": []})
        group["rows"].append(row)
    return list(groups.values())


STATUS_ORDER = tuple(status.value for status in SEVERITY)
"""Worst first, as tables and the chart show them."""
