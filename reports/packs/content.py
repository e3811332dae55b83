"""The content of a pack as plain data, from which its public page, its PDF and its file are made.

Only fields named here become public: no person's name except in the text of the contact section, no email
address, no comment, no update, no account (roles.md, field level).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from plans.formatted_text import TextTable, captioned, numbered, parse_formatted_text
from plans.periods import Period
from reports.exceptions.grant_content import public_grant
from reports.models import Pack, PackSection
from reports.packs.data import appendix_titles
from reports.plan.document import PlanDisplay, build_plan_display

FORMAT = 2
"""Increased when the shape of the content changes, so that old packs can be recognised.

2: the report's `grants`, and `paid_by` of its exceptions. A pack frozen as 1 has neither, and is shown without.
"""

COUNTS = ("all", "exceptions", "on_track", "complete", "not_started", "closed")


def pack_content(pack: Pack, sections: Iterable[PackSection]) -> dict:
    """Return the pack as it would be published now: cover, sections and appendices."""
    meeting, plan = pack.meeting, pack.plan
    return {
        "format": FORMAT,
        "title": pack.title,
        "partnership": {"name": pack.partnership.name_on(meeting.on), "address": pack.partnership.slug},
        "committee": {"name": meeting.committee.name, "council": meeting.committee.council},
        "meeting": {"on": meeting.on.isoformat(), "place": meeting.place},
        "plan": {"title": plan.title, "period": plan.period.label},
        "sections": _sections(sections),
        "appendices": _appendices(pack),
    }


def section_numbers(sections: Iterable) -> list[int | None]:
    """Return the number of each section; None for one without."""
    count = itertools.count(1)
    return [next(count) if section.is_numbered else None for section in sections]


def _sections(sections: Iterable[PackSection]) -> list[dict]:
    sections = list(sections)
    shown, tables = [], 0
    for section, number in zip(sections, section_numbers(sections), strict=True):
        passages = captioned(parse_formatted_text(section.words), section.heading, after=tables)
        tables += sum(isinstance(passage, TextTable) for passage in passages)
        if number:
            passages = numbered(passages, number)
        shown.append(
            {
                "heading": section.heading,
                "number": number,
                "passages": [passage.content() for passage in passages],
            }
        )
    return shown


def _appendices(pack: Pack) -> list[dict]:
    parts = []
    if pack.report and pack.report.content:
        parts.append({"kind": "exception_report", "report": public_report(pack.report.content)})
    parts.append({"kind": "action_plan", "plan": public_plan(build_plan_display(pack.plan))})
    return [
        {"number": number, "title": title, **part}
        for number, (title, part) in enumerate(zip(appendix_titles(pack), parts, strict=True), start=1)
    ]


def public_report(content: Mapping) -> dict:
    """Return the public part of a frozen exception report: counts, exceptions with reasons, completed and due milestones.

    The officer's commentary, the leads' comments and the decisions requested are only for the Executive.
    """
    return {
        "quarter": content["quarter"],
        "quarter_label": content["quarter_label"],
        "quarter_months": content["quarter_months"],
        "as_at": content["as_at"],
        "version": content["version"],
        "counts": {name: content["counts"][name] for name in COUNTS},
        "exceptions": [
            {
                "number": row["number"],
                "priority": row["priority"],
                "action": row["action"],
                "leads": row["leads"],
                "status": row["status"],
                "status_words": row["status_words"],
                "reasons": [
                    {"code": reason["code"], "words": reason["public_words"]} for reason in row["reasons"]
                ],
                "paid_by": list(row.get("paid_by", [])),
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
        "grants": [public_grant(row) for row in content.get("grants", [])],
    }


def public_plan(display: PlanDisplay) -> dict:
    """Return the public part of a plan: what was agreed, without its progress and its risks."""
    plan = display.plan
    return {
        "title": plan.title,
        "period": Period(plan.starts, plan.ends).label,
        "adopted_on": plan.adopted_on.isoformat() if plan.adopted_on else None,
        "adopted_by": plan.adopted_by,
        "priorities": list(display.priorities),
    }
