"""Read one plan for one quarter from the database, in six queries for a plan of any size.

One more query reads the reasons of actions withdrawn since the last report; six more read a current grant
(funding/statement/queries.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, F, Q, TextField, Value, When

from actions.models import ActionLead, Milestone, MilestoneLead, Update
from actions.statuses import CLOSING_REASONS
from funding.statement.queries import get_report_statements, reportable_grants
from funding.statement.values import StatementOptions
from plans.models import BodyName, HistoryEntry, PartnershipName, Plan, Priority
from plans.periods import Quarter
from reports.exceptions.quarter_reports import QuarterReports
from reports.exceptions.report_data import (
    ActionSnapshot,
    DateChangeSnapshot,
    MilestoneSnapshot,
    PlanSnapshot,
    PrioritySnapshot,
    get_quarter_status,
)
from reports.models import Report

NO_HEADING = "No heading"


@dataclass(frozen=True, slots=True)
class HistoricalNames:
    """The names of the partnership and its bodies on one day, if they are different from today's."""

    partnership: str
    bodies: dict[int, str]


def get_historical_names(plan: Plan, *, on: date) -> HistoricalNames:
    """Return the names of that date."""
    bodies = (
        BodyName.objects.filter(body__partnership=plan.partnership_id, until__gt=on)
        .order_by()
        .values_list(Value("body"), "body_id", "name", "until")
    )
    partnerships = (
        PartnershipName.objects.filter(partnership=plan.partnership_id, until__gt=on)
        .order_by()
        .values_list(Value("partnership"), "partnership_id", "name", "until")
    )
    # The name that ended first after the date was in use on it, so it is written last.
    rows = sorted(bodies.union(partnerships), key=lambda row: row[3], reverse=True)
    former = {(kind, key): name for kind, key, name, _until in rows}
    return HistoricalNames(
        partnership=former.get(("partnership", plan.partnership_id), plan.partnership.name),
        bodies={key: name for (kind, key), name in former.items() if kind == "body"},
    )


def get_plan_snapshot(
    plan: Plan, quarter: Quarter, shelf: QuarterReports, *, as_at: date, names: HistoricalNames
) -> PlanSnapshot:
    """Return a plan as it is for a quarter on a day; `shelf` has what has been reported before."""
    rows = _priorities_with_actions(plan)
    reported = _reported(shelf.before)
    said, words, words_before = _updates(plan, quarter)
    leads = _leads(plan, names)
    since, until = _window(shelf)
    milestones = _milestones(plan, leads, since, until)
    gone = [row.actions__id for row in rows if row.actions__is_withdrawn and row.actions__id in reported]
    whys = _withdrawn_whys(gone) if gone else {}

    def action_facts(row) -> ActionSnapshot:
        key = row.actions__id
        stood = get_quarter_status(quarter, row.actions__status, said.get(key, {}))
        return ActionSnapshot(
            key=key,
            number=row.actions__number,
            priority=row.id,
            action=row.actions__action,
            desired_outcome=row.actions__desired_outcome,
            status=stood.status,
            status_before=stood.before,
            quarters_running=stood.quarters_running,
            status_reported=reported.get(key),
            has_update=quarter in said.get(key, {}),
            words=words.get(key, ""),
            words_before=words_before.get(key, ""),
            leads=tuple(leads.get((key, 0), ())),
            lead_to_be_confirmed=row.actions__lead_to_be_confirmed,
            milestones=tuple(milestones.get(key, ())),
            closing_reason=CLOSING_REASONS.get(row.actions__closing_reason, ""),
            closing_comment=row.actions__closing_comment,
            closing_reference=row.actions__closing_reference,
            is_withdrawn=row.actions__is_withdrawn,
            withdrawn_why=whys.get(key, ""),
        )

    actions = tuple(action_facts(row) for row in rows if row.actions__id is not None)
    shown = {row.id for row in rows if not row.is_withdrawn} | {action.priority for action in actions}
    priorities = {row.id: PrioritySnapshot(row.id, row.heading or NO_HEADING, row.kind) for row in rows}
    return PlanSnapshot(
        quarter=quarter,
        as_at=as_at,
        priorities=tuple(facts for key, facts in priorities.items() if key in shown),
        actions=actions,
        since=shelf.before.for_quarter.label if shelf.before else "",
        left_out=frozenset(plan.partnership.excluded_reasons),
        grants=get_report_statements(
            reportable_grants(plan.partnership, quarter.ends),
            StatementOptions(as_at, quarter, known_at=until, in_full=True),
        ),
    )


def _priorities_with_actions(plan: Plan) -> list:
    """Return a row for each action with its priority; a priority without actions has one row."""
    return list(
        Priority.objects.filter(plan=plan)
        .order_by("position", "id", "actions__position", "actions__number_key", "actions__id")
        .values_list(
            *("id", "heading", "kind", "is_withdrawn", "actions__id", "actions__number", "actions__action"),
            *("actions__desired_outcome", "actions__status", "actions__lead_to_be_confirmed"),
            *("actions__closing_reason", "actions__closing_comment", "actions__closing_reference"),
            "actions__is_withdrawn",
            named=True,
        )
    )


def _reported(before: Report | None) -> dict[int, str]:
    """Return action → its status in the last frozen report, without actions withdrawn by then."""
    if before is None:
        return {}
    return {row["key"]: row["status"] for row in before.content["actions"] if not row["is_withdrawn"]}


def _updates(plan: Plan, quarter: Quarter) -> tuple[dict, dict, dict]:
    """Return action → quarter → status, and the comments of this quarter and of the one before."""
    last = quarter.previous
    rows = (
        Update.objects.filter(plan=plan, is_withdrawn=False)
        .order_by()
        .values_list(
            "action_id",
            "year",
            "quarter",
            "status",
            # The comments of other quarters are not read.
            Case(
                When(
                    Q(year=quarter.year, quarter=quarter.number) | Q(year=last.year, quarter=last.number),
                    then=F("words"),
                ),
                default=Value(""),
                output_field=TextField(),
            ),
        )
    )
    said, words, words_before = defaultdict(dict), {}, {}
    for key, year, number, status, text in rows:
        of = Quarter(year, number)
        said[key][of] = status
        if of == quarter:
            words[key] = text
        elif of == last:
            words_before[key] = text
    return said, words, words_before


def _leads(plan: Plan, names: HistoricalNames) -> dict[tuple[int, int], list[str]]:
    """Return (action, milestone) → names in order; milestone 0 is the action itself."""
    of_actions = (
        ActionLead.objects.filter(action__plan=plan)
        .order_by()
        .values_list("action_id", Value(0), "position", "id", "body_id", "body__name")
    )
    of_milestones = (
        MilestoneLead.objects.filter(milestone__plan=plan)
        .order_by()
        .values_list("milestone__action_id", "milestone_id", "position", "id", "body_id", "body__name")
    )
    leads = defaultdict(list)
    for action, milestone, _position, _id, body, name in sorted(of_actions.union(of_milestones, all=True)):
        leads[action, milestone].append(names.bodies.get(body, name))
    return leads


def _milestones(plan: Plan, leads: dict, since: datetime | None, until: datetime | None) -> dict[int, list]:
    """Return action → its milestones, with the changes of their dates after `since` and up to `until`.

    The last change leads to the current date, which might have been brought forward again since.
    """
    rows = (
        Milestone.objects.current()
        .filter(plan=plan)
        .order_by("action_id", "position", "id", "moves__created_at", "moves__id")
        .values_list(
            *("id", "action_id", "milestone", "timescale", "due", "done_on"),
            *("moves__was", "moves__now", "moves__why", "moves__created_at"),
            named=True,
        )
    )
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.id].append(row)
    milestones = defaultdict(list)
    for key, same in grouped.items():
        first, moves = same[0], [row for row in same if row.moves__was is not None]
        milestones[first.action_id].append(
            MilestoneSnapshot(
                words=first.milestone,
                timescale=first.timescale,
                due=first.due,
                done_on=first.done_on,
                leads=tuple(leads.get((first.action_id, key), ())),
                moves_since=tuple(
                    DateChangeSnapshot(
                        row.moves__was, row.due if row is moves[-1] else row.moves__now, row.moves__why
                    )
                    for row in moves
                    if (since is None or row.moves__created_at > since)
                    and (until is None or row.moves__created_at <= until)
                ),
                times_moved=len(moves),
            )
        )
    return milestones


def _window(shelf: QuarterReports) -> tuple[datetime | None, datetime | None]:
    """Return when the report before this one was frozen, and when the one after it was."""
    return (
        shelf.before.frozen_at if shelf.before else None,
        shelf.after.frozen_at if shelf.after else None,
    )


def _withdrawn_whys(keys: Iterable[int]) -> dict[int, str]:
    """Return action → the reason given when it was last withdrawn."""
    rows = [f"action:{key}" for key in keys]
    changes = HistoryEntry.objects.filter(row__in=rows, act=HistoryEntry.Act.WITHDRAWN).order_by("id")
    return {int(row.partition(":")[2]): why for row, why in changes.values_list("row", "why")}
