"""Read one plan for one quarter: its snapshot, and what has been reported of it before.

Five queries for a plan of any size. One more reads the reasons of actions withdrawn since the last report; six more
read a current grant (funding/statement/queries.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from actions.snapshot import ActionSnapshot, MilestoneSnapshot, PlanSnapshot, read_snapshot
from actions.statuses import CLOSING_REASONS
from funding.statement.queries import get_report_statements, reportable_grants
from funding.statement.values import StatementOptions
from plans.models import HistoryEntry, Plan
from plans.periods import Quarter
from reports.exceptions.quarter_reports import QuarterReports
from reports.exceptions.report_data import (
    DateMove,
    ReportAction,
    ReportData,
    ReportMilestone,
    ReportPriority,
    get_quarter_status,
)
from reports.models import Report


def get_report_data(plan: Plan, quarter: Quarter, shelf: QuarterReports, *, as_at: date) -> ReportData:
    """Return a plan as it is for a quarter on a day; `shelf` has what has been reported before."""
    snapshot = read_snapshot(
        plan,
        with_withdrawn=True,
        updates=(quarter, quarter.previous),
        status_history=True,
        date_changes=True,
        names_on=as_at,
    )
    reported = _reported(shelf.before)
    since = shelf.before.frozen_at if shelf.before else None
    until = shelf.after.frozen_at if shelf.after else None
    gone = [action.id for action in snapshot.actions if action.is_withdrawn and action.id in reported]
    whys = _withdrawn_whys(gone) if gone else {}

    def build_action(priority: int, action: ActionSnapshot) -> ReportAction:
        now, before = action.update_for(quarter), action.update_for(quarter.previous)
        stood = get_quarter_status(
            quarter, action.status, {update.quarter: update.status for update in action.updates}
        )
        return ReportAction(
            key=action.id,
            number=action.number,
            priority=priority,
            action=action.action,
            desired_outcome=action.desired_outcome,
            status=stood.status,
            status_before=stood.before,
            quarters_running=stood.quarters_running,
            status_reported=reported.get(action.id),
            has_update=now is not None,
            words=now.comment if now else "",
            words_before=before.comment if before else "",
            leads=tuple(lead.name for lead in action.leads),
            lead_to_be_confirmed=action.lead_to_be_confirmed,
            milestones=tuple(_milestone(each, since, until) for each in action.milestones),
            closing_reason=CLOSING_REASONS.get(action.closing_reason, ""),
            closing_comment=action.closing_comment,
            closing_reference=action.closing_reference,
            is_withdrawn=action.is_withdrawn,
            withdrawn_why=whys.get(action.id, ""),
        )

    return ReportData(
        quarter=quarter,
        as_at=as_at,
        partnership=snapshot.partnership,
        priorities=tuple(_priorities(snapshot)),
        actions=tuple(
            build_action(priority.id, action)
            for priority in snapshot.priorities
            for action in priority.actions
        ),
        since=shelf.before.for_quarter.label if shelf.before else "",
        left_out=frozenset(plan.partnership.excluded_reasons),
        grants=get_report_statements(
            reportable_grants(plan.partnership, quarter.ends),
            StatementOptions(as_at, quarter, known_at=until, in_full=True),
        ),
    )


def _priorities(snapshot: PlanSnapshot) -> Iterable[ReportPriority]:
    for priority in snapshot.priorities:
        yield ReportPriority(priority.id, priority.title, priority.kind)


def _reported(before: Report | None) -> dict[int, str]:
    """Return action → its status in the last frozen report, without actions withdrawn by then."""
    if before is None:
        return {}
    return {row["key"]: row["status"] for row in before.content["actions"] if not row["is_withdrawn"]}


def _milestone(
    milestone: MilestoneSnapshot, since: datetime | None, until: datetime | None
) -> ReportMilestone:
    """Return a milestone with the changes of its date after `since` and up to `until`.

    The last change leads to the current date, which might have been brought forward again since.
    """
    changes = milestone.date_changes
    return ReportMilestone(
        words=milestone.milestone,
        timescale=milestone.timescale,
        due=milestone.due,
        done_on=milestone.done_on,
        leads=tuple(lead.name for lead in milestone.leads),
        moves_since=tuple(
            DateMove(each.before, milestone.due if each is changes[-1] else each.after, each.reason)
            for each in changes
            if (since is None or each.at > since) and (until is None or each.at <= until)
        ),
        times_moved=len(changes),
    )


def _withdrawn_whys(keys: Iterable[int]) -> dict[int, str]:
    """Return action → the reason given when it was last withdrawn."""
    rows = [f"action:{key}" for key in keys]
    changes = HistoryEntry.objects.filter(row__in=rows, act=HistoryEntry.Act.WITHDRAWN).order_by("id")
    return {int(row.partition(":")[2]): why for row, why in changes.values_list("row", "why")}
