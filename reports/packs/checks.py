"""Whether a pack can be frozen, and what its author should check first. Every result is a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from plans.personal_data import find_personal_data
from reports.models import Pack, PackSection, Report


def empty_sections(sections: Iterable[PackSection]) -> list[PackSection]:
    """Return the sections without text. A report must not have an empty section."""
    return [section for section in sections if not section.words.strip()]


def freeze_blocked_reasons(pack: Pack, sections: Iterable[PackSection]) -> list[str]:
    """Return why the pack cannot be frozen; empty if it can."""
    sections = list(sections)
    empty = (
        f"“{section.heading}” is empty. Write the section, or remove it from the pack."
        for section in empty_sections(sections)
    )
    return [*empty, *other_refusals(pack, sections)]


def other_refusals(pack: Pack, sections: Iterable[PackSection]) -> list[str]:
    """Return the same without the empty sections."""
    found = [] if list(sections) else ["The pack has no sections. Add at least one section."]
    if not_adopted := plan_refusal(pack):
        found.append(not_adopted)
    return found + _report_refusals(pack)


def plan_refusal(pack: Pack) -> str:
    """Return why the pack cannot be published because of its plan, as a sentence; "" if it can."""
    if pack.plan.is_draft:
        return f"{pack.plan.title} has not been adopted, so you cannot publish it with the pack."
    return ""


def _report_refusals(pack: Pack) -> list[str]:
    report = pack.report
    if report is None:
        return ["No exception report has been selected. Select an approved report."]
    if report.plan_id != pack.plan_id:
        return [f"“{report}” is about another plan. Select a report on {pack.plan.title}."]
    return {
        Report.State.APPROVED: [],
        Report.State.FROZEN: [f"“{report}” is waiting for approval. It must be approved first."],
        Report.State.RETURNED: [f"“{report}” was returned. Select an approved version."],
        Report.State.DRAFT: [f"“{report}” is still a draft. It must be frozen and approved first."],
    }[report.state]


def pack_warnings(pack: Pack, sections: Iterable[PackSection], moved: Iterable[PackSection]) -> list[str]:
    """Return warnings about the pack; `moved` are sections whose data has changed since."""
    found = [
        f"The data for “{section.heading}” has changed since the section was filled in." for section in moved
    ]
    for section in sections:
        # A contact section is meant to have a telephone number and an email address.
        if section.filling != "contact" and (signs := find_personal_data(section.words)):
            found.append(f"“{section.heading}” might contain {' and '.join(signs)}.")
    if pack.report and pack.report.content:
        reasons = (reason["words"] for row in pack.report.content["exceptions"] for reason in row["reasons"])
        if signs := find_personal_data("\n".join(reasons)):
            found.append(f"“{pack.report}” might contain {' and '.join(signs)} in its reasons.")
    later = pack.report and _later_approved(pack.report)
    if later:
        found.append(f"“{later}” has been approved since. This pack contains “{pack.report}”.")
    return found


def _later_approved(report: Report) -> Report | None:
    newest = Report.objects.filter(plan=report.plan_id).approved().latest_first().first()
    return newest if newest and newest.pk != report.pk else None
