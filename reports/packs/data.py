"""The data that fills in a pack's sections, read once for one committee meeting."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.utils import timezone

from actions.models import Action
from funding.models import Grant
from funding.statement.queries import get_statements
from funding.statement.values import GrantStatement, StatementOptions
from plans.exception_reasons import REASONS
from plans.models import Body, Plan, Priority
from plans.periods import Quarter
from reports.models import Pack, Report
from reports.packs.section_text import PackData, ProgressData, RiskData

A_YEAR = timedelta(days=365)


def get_pack_data(pack: Pack) -> PackData:
    """Return the data now about the pack's partnership, plan and exception report."""
    plan, meeting, partnership = pack.plan, pack.meeting, pack.partnership
    bodies = list(Body.objects.in_partnership(partnership).current())
    headings = list(plan.priorities.current().exclude(heading=""))
    return PackData(
        partnership=partnership.name_on(meeting.on),
        committee=meeting.committee.name,
        council=meeting.committee.council,
        meeting_on=meeting.on,
        plan_title=plan.title,
        plan_period=plan.period.label,
        is_adopted=plan.state in (Plan.State.ADOPTED, Plan.State.CLOSED),
        adopted_on=plan.adopted_on,
        adopted_by=plan.adopted_by,
        authorities=tuple(body.name for body in bodies if body.kind == Body.Kind.RESPONSIBLE),
        cooperating=tuple(body.name for body in bodies if body.kind == Body.Kind.COOPERATING),
        priorities=tuple(row.heading for row in headings if row.kind == Priority.Kind.PRIORITY),
        themes=tuple(row.heading for row in headings if row.kind == Priority.Kind.THEME),
        action_count=Action.objects.of_plan(plan).current().count(),
        progress=progress_of(pack.report) if pack.report and pack.report.content else None,
        risks=tuple(
            RiskData(row.risk, row.description, row.mitigation, row.likelihood, row.impact)
            for row in plan.risks.filter(is_withdrawn=False)
        ),
        last_scrutiny=_last_scrutiny(pack),
        appendices=appendix_titles(pack),
        grants=grants_told(pack),
    )


def grants_told(pack: Pack) -> tuple[GrantStatement, ...]:
    """Return the grants that are current on the day of the meeting or ended in the year before it, as approved.

    A committee meets for this at least once a year, so each year's grant is reported after it has ended.
    """
    on, today = pack.meeting.on, timezone.localdate()
    grants = Grant.objects.in_partnership(pack.partnership).select_related("funder", "partnership")
    recent = grants.filter(starts__lte=on, ends__gte=on - A_YEAR).order_by("starts", "id")
    options = StatementOptions(today, Quarter.of(today), approved_only=True, in_full=True)
    return tuple(get_statements(recent, options).values())


def appendix_titles(pack: Pack) -> tuple[str, ...]:
    """Return the titles of the appendices, in order."""
    report = (
        (f"Exception report, {pack.report.for_quarter.label}",) if pack.report and pack.report.content else ()
    )
    return (*report, f"Action plan: {pack.plan.title}")


def progress_of(report: Report) -> ProgressData:
    """Return the numbers of the frozen report, which are never counted again."""
    content = report.content
    counts = content["counts"]
    reasons = Counter(
        code for row in content["exceptions"] for code in {reason["code"] for reason in row["reasons"]}
    )
    return ProgressData(
        quarter=report.for_quarter.label,
        as_at=date.fromisoformat(content["as_at"]),
        reasons=tuple((words, reasons[code]) for code, words in REASONS.items() if reasons[code]),
        completed=tuple(action_words(row) for row in content["completed"]),
        **{
            name: counts[name]
            for name in ("all", "exceptions", "on_track", "complete", "not_started", "closed")
        },
    )


def action_words(row: dict) -> str:
    """Return an action of a frozen report in one line: "1.1 What it is"."""
    return f"{row.get('number', '')} {row.get('action', '')}".strip()


def _last_scrutiny(pack: Pack) -> date | None:
    """Return the last meeting of this committee before this one whose pack was published."""
    earlier = Pack.objects.in_partnership(pack.partnership).published()
    return (
        earlier.filter(meeting__committee=pack.meeting.committee_id, meeting__on__lt=pack.meeting.on)
        .order_by("-meeting__on")
        .values_list("meeting__on", flat=True)
        .first()
    )
