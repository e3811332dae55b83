"""Read a plan from the database: three queries however large it is, one more each for updates and former names.

The queries select plain columns. Making model instances of the same rows takes three times as long.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Case, CharField, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from actions.leads import BodyDirectory, KnownBody
from actions.models import Action, ActionLead, Milestone, MilestoneLead, Update
from actions.snapshot.values import (
    ActionSnapshot,
    DateChangeSnapshot,
    Lead,
    MilestoneSnapshot,
    PlanSnapshot,
    PrioritySnapshot,
    UpdateSnapshot,
)
from plans.models import Body, BodyName, PartnershipName, Plan, Priority, PriorityLead
from plans.periods import Quarter
from plans.prepared_queries import prepared

PRIORITY_COLUMNS = ("id", "heading", "kind", "is_withdrawn")
PRINTED_PRIORITY_COLUMNS = ("summary", "notes")
# Field of the snapshot → column of the model.
ACTION_COLUMNS = {
    "id": "id",
    "number": "number",
    "action": "action",
    "desired_outcome": "desired_outcome",
    "status": "status",
    "closing_reason": "closing_reason",
    "closing_comment": "closing_comment",
    "closing_reference": "closing_reference",
    "lead_to_be_confirmed": "lead_to_be_confirmed",
    "is_withdrawn": "is_withdrawn",
}
PRINTED_ACTION_COLUMNS = {
    "number_is_generated": "number_is_generated",
    "leads_as_printed": "leads_as_printed",
    "notes": "notes",
}
MILESTONE_COLUMNS = ("id", "milestone", "timescale", "kind", "due", "done_on", "lead_to_be_confirmed")
PRINTED_MILESTONE_COLUMNS = ("starts", "due_override", "warnings", "lead_as_printed", "notes")
# Parsing JSON takes longer than everything else that is done with a row, so blank values are not parsed.
JSON_COLUMNS = ("warnings", "notes")
DATE_CHANGE_COLUMNS = ("moves__was", "moves__now", "moves__why", "moves__created_at")
LEVELS = dict(PriorityLead.Level.choices)


@dataclass(frozen=True, slots=True)
class FormerNames:
    """Former names of the partnership and its bodies on a date, if different from today's."""

    partnership: str = ""
    bodies: dict[int, str] = field(default_factory=dict)


def read_snapshot(
    plan: Plan,
    *,
    actions: QuerySet[Action] | None = None,
    with_withdrawn: bool = False,
    as_printed: bool = False,
    updates: Collection[Quarter] = (),
    status_history: bool = False,
    date_changes: bool = False,
    names_on: date | None = None,
) -> PlanSnapshot:
    """Return the plan with its headings, actions, milestones and leads.

    With `actions` only those and the headings above them. `as_printed` adds notes, summaries and the printed leads
    and timescales. `updates` names the quarters whose updates are read; `status_history` adds those of every other
    quarter, without comments. `names_on` gives the names of that date.
    """
    names = _read_former_names(plan, names_on) if names_on else FormerNames()
    headings, rows = _read_rows(plan, actions, with_withdrawn=with_withdrawn, as_printed=as_printed)
    leads = _read_leads(plan, names) if headings else {}
    milestones = (
        _read_milestones(plan, leads, as_printed=as_printed, date_changes=date_changes) if rows else {}
    )
    is_said = rows and (updates or status_history)
    said = _read_updates(plan, updates, status_history) if is_said else {}
    under: dict[int, list[ActionSnapshot]] = defaultdict(list)
    for priority_id, columns in rows:
        key = columns["id"]
        under[priority_id].append(
            ActionSnapshot(
                **columns,
                leads=tuple(leads.get(("action", key), ())),
                milestones=tuple(milestones.get(key, ())),
                updates=tuple(said.get(key, ())),
            )
        )
    priorities = tuple(
        PrioritySnapshot(
            **columns, leads=tuple(leads.get(("priority", key), ())), actions=tuple(under.get(key, ()))
        )
        for key, columns in headings.items()
        if key in under or not columns["is_withdrawn"]
    )
    return PlanSnapshot(
        id=plan.pk,
        slug=plan.slug,
        title=plan.title,
        kind=plan.kind,
        partnership=names.partnership or plan.partnership.name,
        starts=plan.starts,
        ends=plan.ends,
        state=plan.state,
        adopted_on=plan.adopted_on,
        adopted_by=plan.adopted_by,
        introduction=plan.introduction,
        priorities=priorities,
    )


def read_directory(partnership_id: int) -> BodyDirectory:
    """Return the partnership's bodies by all their names, former ones included, in one query."""
    rows = (
        Body.objects.in_partnership(partnership_id)
        .current()
        .order_by("name", "id", "other_names__id")
        .values_list("id", "name", "parent_id", "other_names__name")
    )
    return BodyDirectory(
        KnownBody(key, (name, *(other for *_, other in same if other is not None)), parent)
        for (key, name, parent), same in groupby(rows, key=lambda row: row[:3])
    )


def _read_rows(
    plan: Plan, actions: QuerySet[Action] | None, *, with_withdrawn: bool, as_printed: bool
) -> tuple[dict[int, dict], list[tuple[int, dict]]]:
    """Return the headings by their ids, and each action with the id of its heading, both in the order of the plan."""
    heading_names = PRIORITY_COLUMNS + (PRINTED_PRIORITY_COLUMNS if as_printed else ())
    action_names = ACTION_COLUMNS | (PRINTED_ACTION_COLUMNS if as_printed else {})
    if actions is None:
        rows = _rows(
            plan.pk, columns=(*heading_names, *(f"actions__{name}" for name in action_names.values()))
        )
    else:
        rows = actions.in_order().values_list(
            *(f"priority__{name}" for name in heading_names), *action_names.values()
        )
    headings, found, split = {}, [], len(heading_names)
    for row in rows:
        if row[0] not in headings:
            headings[row[0]] = dict(zip(heading_names, row[:split], strict=True))
        columns = dict(zip(action_names, row[split:], strict=True))
        if columns["id"] is not None and (with_withdrawn or not columns["is_withdrawn"]):
            found.append((row[0], columns))
    return headings, found


@prepared
def _rows(plan: int, *, columns: tuple[str, ...]):
    rows = Priority.objects.filter(plan=plan).values_list(*columns)
    return rows.order_by("position", "id", "actions__position", "actions__number_key", "actions__id")


@prepared
def _leads(plan: int):
    """The leads of headings, actions and milestones together, in no order."""
    columns = ("position", "id", "body_id", "body__name")
    no_level = Value("", output_field=CharField())
    of_priorities = PriorityLead.objects.filter(priority__plan=plan).values_list(
        Value("priority"), "priority_id", *columns, "level"
    )
    of_actions = ActionLead.objects.filter(action__plan=plan).values_list(
        Value("action"), "action_id", *columns, no_level
    )
    of_milestones = MilestoneLead.objects.filter(milestone__plan=plan).values_list(
        Value("milestone"), "milestone_id", *columns, no_level
    )
    return of_priorities.order_by().union(of_actions.order_by(), of_milestones.order_by(), all=True)


def _read_leads(plan: Plan, names: FormerNames) -> dict[tuple[str, int], list[Lead]]:
    """The leads of each heading, action and milestone, in their order."""
    leads = defaultdict(list)
    for kind, key, _position, _id, body, name, level in sorted(_leads(plan.pk)):
        leads[kind, key].append(Lead(body, names.bodies.get(body, name), LEVELS.get(level, "")))
    return leads


def _read_milestones(
    plan: Plan, leads: dict, *, as_printed: bool, date_changes: bool
) -> dict[int, list[MilestoneSnapshot]]:
    """Return the milestones of each action, in order, with the changes of their due dates if requested."""
    names = MILESTONE_COLUMNS + (PRINTED_MILESTONE_COLUMNS if as_printed else ())
    rows = _milestones(plan.pk, columns=names, date_changes=date_changes)
    milestones, end = defaultdict(list), 1 + len(names)
    for same in _by_milestone(rows) if date_changes else ((row,) for row in rows):
        first, *others = same
        columns = dict(zip(names, first[1:end], strict=True))
        if as_printed:
            columns["warnings"] = tuple(_from_text(columns["warnings"]))
            columns["notes"] = _from_text(columns["notes"])
        changes = [row[end:] for row in (first, *others)] if date_changes and first[end] else []
        milestones[first[0]].append(
            MilestoneSnapshot(
                **columns,
                leads=tuple(leads.get(("milestone", columns["id"]), ())),
                date_changes=tuple(DateChangeSnapshot(*change) for change in changes),
            )
        )
    return milestones


def _by_milestone(rows: list[tuple]) -> Iterator[list[tuple]]:
    """The rows of each milestone, which has one for each change of its date."""
    return (list(same) for _, same in groupby(rows, key=lambda row: row[1]))


@prepared
def _milestones(plan: int, *, columns: tuple[str, ...], date_changes: bool):
    """The current milestones in the order of their actions, once for each change of a date if asked for."""
    columns_read = [_as_text(name) if name in JSON_COLUMNS else name for name in columns]
    order = ("action_id", "position", "id", *(("moves__created_at", "moves__id") if date_changes else ()))
    rows = Milestone.objects.current().filter(plan=plan).order_by(*order)
    return rows.values_list("action_id", *columns_read, *(DATE_CHANGE_COLUMNS if date_changes else ()))


def _as_text(name: str) -> Cast:
    return Cast(name, TextField())


def _from_text(text: str):
    """Return the value of a JSON column that was read as text; nearly all are empty, and are not parsed."""
    return {} if text == "{}" else [] if text == "[]" else json.loads(text)


def _read_updates(
    plan: Plan, quarters: Collection[Quarter], status_history: bool
) -> dict[int, list[UpdateSnapshot]]:
    """Return the updates of each action, oldest first, with the comments of the requested quarters only."""
    said = defaultdict(list)
    asked = tuple((quarter.year, quarter.number) for quarter in quarters)
    for key, year, number, status, text in _updates(plan.pk, quarters=asked, status_history=status_history):
        said[key].append(UpdateSnapshot(Quarter(year, number), status, text))
    return said


@prepared
def _updates(plan: int, *, quarters: tuple[tuple[int, int], ...], status_history: bool):
    """The updates of some quarters, or of all without the comments of the others."""
    asked = Q(pk=None)
    for year, number in quarters:
        asked |= Q(year=year, quarter=number)
    rows = Update.objects.filter(plan=plan, is_withdrawn=False)
    comment = F("words")
    if status_history:
        # The comments of other quarters are not read.
        comment = Case(When(asked, then=comment), default=Value(""), output_field=TextField())
    else:
        rows = rows.filter(asked)
    return rows.order_by("year", "quarter").values_list("action_id", "year", "quarter", "status", comment)


def _read_former_names(plan: Plan, on: date) -> FormerNames:
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
    # The name that ended first after the date is the one used on it, so it is written last.
    rows = sorted(bodies.union(partnerships), key=lambda row: row[3], reverse=True)
    former = {(kind, key): name for kind, key, name, _until in rows}
    return FormerNames(
        partnership=former.get(("partnership", plan.partnership_id), ""),
        bodies={key: name for (kind, key), name in former.items() if kind == "body"},
    )
