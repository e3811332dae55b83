"""Build the action table: a constant number of queries, and plain values for the template.

The rows, not the queries, are the cost of this page (speed.md), so every text is made here, once for each row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from actions.action_numbers import action_address
from actions.lead_rows import actions_with_leads, milestones_with_leads
from actions.models import OPEN_STATUSES, Action, Milestone, Update, is_overdue
from actions.statuses import MEANINGS
from actions.timescales.parsing import WORDS as WARNING_WORDS
from plans.models import Body, HistoryEntry, Plan, Priority
from plans.periods import Quarter, format_short_date
from plans.prepared_queries import prepared

TO_BE_CONFIRMED = "To be confirmed"
NO_LEAD = "No lead"
NO_DATE = "No date"

FEW = 12
"""The number of actions up to which a query names each of them."""

# Only the columns of an action and of a milestone that the table shows.
_OF_ACTION = (
    "priority_id", "number", "action", "desired_outcome", "status", "lead_to_be_confirmed", "notes",
)  # fmt: skip
_OF_STEP = (
    "action_id", "milestone", "timescale", "recurrence", "due", "due_override", "done_on", "warnings", "lead_to_be_confirmed",
)  # fmt: skip


@dataclass(slots=True)
class MilestoneRow:
    """A milestone in the table."""

    words: str
    timescale: str
    """As printed, otherwise the date set manually, or "No date"."""
    reading: str
    """What the timescale was parsed as, when it was done, and any warning, shown on request; "" if it adds nothing."""
    state: str
    """"done", "overdue" or ""; the date is in `reading`."""
    is_late: bool
    leads: str


@dataclass(slots=True)
class ActionRow:
    """An action in the table. All values are texts, since a template takes three times as long for a number."""

    key: str
    """The action's id."""
    number: str
    """As printed; a dash if it has none, so that the row can be opened."""
    address: str
    action: str
    outcome: str
    status: str
    status_words: str
    said: str
    """"Updated" if there is an update for the open quarter, otherwise "Update"."""
    changed: str
    """What has changed since the last frozen report: "new", "changed" or blank."""
    lead_ids: set[int]
    """The bodies that lead the action or one of its milestones."""
    steps: list[MilestoneRow]
    """Its milestones; an empty one if it has none."""
    height: str
    """The number of table rows that the action takes."""
    name: str
    """The row's name for screen readers."""
    notes: str = ""


@dataclass(slots=True)
class PriorityGroup:
    """A priority with its rows, and a summary of their statuses."""

    priority: Priority
    rows: list[ActionRow]

    @property
    def standing(self) -> str:
        """ "2 on track, 1 at risk": counts, never an average."""
        return status_summary(row.status for row in self.rows)


def status_summary(statuses: Iterable[str]) -> str:
    """Return how many actions have each status, worst first: "1 off track, 2 on track"."""
    counts = Counter(statuses)
    order = ("off_track", "at_risk", "on_track", "not_started", "complete", "closed")
    return ", ".join(f"{counts[code]} {MEANINGS[code][0].lower()}" for code in order if counts[code])


def _no_step() -> MilestoneRow:
    return MilestoneRow("", "", "", "", False, "")


def build_table(
    actions: QuerySet[Action],
    *,
    plan: Plan,
    priorities: list[Priority],
    bodies: list[Body],
    quarter: Quarter,
    on: date,
    numbers: Mapping[str, int] | None = None,
) -> list[PriorityGroup]:
    """Return the rows of these actions, grouped by priority in the plan's order; in four queries.

    `on` is the date for which a milestone is overdue. `bodies` and `numbers` as in `build_rows`.
    """
    by_priority = defaultdict(list)
    for priority, row in build_rows(
        actions, plan=plan, bodies=bodies, quarter=quarter, on=on, numbers=numbers
    ):
        by_priority[priority].append(row)
    return [PriorityGroup(priority, by_priority[priority.pk]) for priority in priorities]


def build_rows(
    actions: QuerySet[Action],
    *,
    plan: Plan,
    bodies: list[Body],
    quarter: Quarter,
    on: date,
    numbers: Mapping[str, int] | None = None,
) -> Iterator[tuple[int, ActionRow]]:
    """Return each action's priority and its row, in order; in four queries, however many there are.

    `bodies` are all that the partnership ever had, since a withdrawn one can still be printed as lead. `numbers`
    counts the actions with each number, where these are not the whole plan: a number that several have does not
    identify one, so such a row uses its id.
    """
    found = actions_with_leads(actions, _OF_ACTION, "position", "number_key", "id")
    ids = [action.pk for action, _ in found]
    # A few are queried by name; for more, the whole plan is read, since a long list of names costs more than its rows.
    is_short = len(ids) <= FEW
    within = {"action__in": ids} if is_short else {"plan": plan}
    names = {body.pk: body.name for body in bodies}
    steps = _steps(within)
    said = set(
        Update.objects.filter(**within).of_quarter(quarter).order_by().values_list("action_id", flat=True)
    )
    changed = rows_changed_since(plan, plan.last_report_frozen_at, ids if is_short else None)
    numbers = Counter(action.number for action, _ in found) if numbers is None else numbers
    for action, leads in found:
        yield (
            action.priority_id,
            build_row(
                action,
                leads,
                steps.get(action.pk, ()),
                names=names,
                on=on,
                is_updated=action.pk in said,
                changed=changed.get(f"action:{action.pk}", ""),
                is_alone=numbers.get(action.number, 0) < 2,
            ),
        )


def build_row(
    action: Any,
    leads: list[int],
    steps: Sequence[tuple[Any, list[int]]],
    *,
    names: Mapping[int, str],
    on: date,
    is_updated: bool,
    changed: str,
    is_alone: bool,
) -> ActionRow:
    """Return the row of an action with its current milestones, each with the keys of its leads; no query.

    `names` are those of all bodies, `is_updated` is whether the open quarter has an update, and `is_alone` whether
    no other action of the plan has its number.
    """
    # Nothing is overdue in an action that is complete or closed.
    day = on if action.status in OPEN_STATUSES else None
    by_step = {body for _, bodies in steps for body in bodies}
    shown = [_step(step, [names.get(body, "") for body in bodies], day) for step, bodies in steps] or [
        _no_step()
    ]
    own = [names.get(body, "") for body in leads if body not in by_step]
    if action.lead_to_be_confirmed:
        own = [TO_BE_CONFIRMED]
    elif not own and not by_step:
        own = [NO_LEAD]
    # A milestone's lead that also leads the action is named once.
    shown[0].leads = "\n".join(dict.fromkeys([*own, *shown[0].leads.split("\n")])).strip()
    return ActionRow(
        key=str(action.pk),
        number=action.number or "–",
        address=action_address(action.number if is_alone else "", action.pk),
        action=action.action,
        outcome=action.desired_outcome,
        status=action.status,
        status_words=MEANINGS[action.status][0],
        said="Updated" if is_updated else "Update",
        changed=changed,
        lead_ids=by_step.union(leads),
        steps=shown,
        height=str(len(shown)),
        name=action.number or action.action[:40],
        notes="\n".join(f"{heading}: {text}" for heading, text in action.notes.items()),
    )


def build_row_as_read(
    action: Action,
    milestones: Iterable[Milestone],
    *,
    plan: Plan,
    bodies: list[Body],
    quarter: Quarter,
    on: date,
) -> ActionRow:
    """Return the row of an action that was read with these milestones and all leads; in two queries.

    It uses its id: another action may have its number.
    """
    changed = rows_changed_since(plan, plan.last_report_frozen_at, [action.pk])
    return build_row(
        action,
        [link.body_id for link in action.action_leads.all()],
        [(step, [link.body_id for link in step.milestone_leads.all()]) for step in milestones],
        names={body.pk: body.name for body in bodies},
        on=on,
        is_updated=bool(_updates(action.pk, quarter.year, quarter.number)),
        changed=changed.get(f"action:{action.pk}", ""),
        is_alone=False,
    )


def rows_changed_since(plan: Plan, moment: datetime | None, ids: list[int] | None = None) -> dict[str, str]:
    """Return which rows are new or changed since that time, by history group ("action:12" → "changed").

    Only these rows, if given.
    """
    if moment is None:
        return {}
    threads = [] if ids is None else [[f"action:{key}" for key in ids]]
    changes = _changes(plan.pk, moment, *threads)
    found: dict[str, str] = {}
    for thread, row, act in changes:
        if row == thread and act == HistoryEntry.Act.ADDED:
            found[thread] = "new"
        else:
            found.setdefault(thread, "changed")
    return found


@prepared
def _changes(plan: int, moment: datetime, threads: list[str] | None = None):
    """The history of a plan since a moment: of some threads, or of all actions."""
    changes = HistoryEntry.objects.filter(plan_id=plan, created_at__gt=moment).exclude(
        row__startswith="update:"
    )
    if threads is None:
        changes = changes.filter(thread__startswith="action:")
    else:
        changes = changes.filter(thread__in=threads)
    return changes.values_list("thread", "row", "act")


@prepared
def _updates(action: int, year: int, quarter: int):
    return Update.objects.filter(action=action, year=year, quarter=quarter).order_by().values_list("pk")


def _steps(within: dict) -> dict[int, list[tuple[Any, list[int]]]]:
    """Return the milestones of each action, in order, with their leads."""
    by_action = defaultdict(list)
    for step, leads in milestones_with_leads(Milestone.objects.current().filter(**within), _OF_STEP):
        by_action[step.action_id].append((step, leads))
    return by_action


def _step(milestone: Any, leads: list[str], on: date | None) -> MilestoneRow:
    late = on is not None and is_overdue(milestone.due, milestone.done_on, on)
    state = "done" if milestone.done_on else "overdue" if late else ""
    return MilestoneRow(
        words=milestone.milestone,
        timescale=milestone.timescale
        or (format_short_date(milestone.due_override) if milestone.due_override else NO_DATE),
        reading=timescale_description(milestone),
        state=state,
        is_late=late,
        leads="\n".join(leads) or (TO_BE_CONFIRMED if milestone.lead_to_be_confirmed else ""),
    )


def timescale_description(milestone: Any) -> str:
    """Return a timescale as text, with when it was done and any warning: "due 31 Aug 2024 · done 12 Jul 2024"."""
    if not (milestone.timescale or milestone.due_override or milestone.done_on):
        return ""
    if milestone.due_override:
        words = [f"{format_short_date(milestone.due_override)}, set manually"]
    elif milestone.due:
        words = [f"due {format_short_date(milestone.due)}"]
    elif milestone.recurrence:
        words = [f"{milestone.recurrence}, no due date"]
    else:
        words = ["no due date"]
    if milestone.done_on:
        words.append(f"done {format_short_date(milestone.done_on)}")
    return " · ".join(words + [WARNING_WORDS[code] for code in milestone.warnings if code in WARNING_WORDS])
