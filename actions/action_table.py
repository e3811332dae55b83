"""The action plan as a table: read in a constant number of statements, in plain values for the template.

Rows, not statements, are the cost of this page (speed.md), so every word is made here, once a row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Value

from actions.models import OPEN_STATUSES, Action, ActionLead, Milestone, MilestoneLead, Update
from actions.statuses import MEANINGS
from actions.timescales.parsing import WORDS as WARNING_WORDS
from plans.models import Body, HistoryEntry, Plan, Priority
from plans.periods import Quarter, format_short_date

TO_BE_CONFIRMED = "To be confirmed"
NO_LEAD = "No lead"
NO_DATE = "No date"


@dataclass(slots=True)
class MilestoneRow:
    """A milestone as the table shows it."""

    words: str
    timescale: str
    """As printed, or else the date set by hand, or "No date"."""
    reading: str
    """Our reading, when it was done, and what is odd about it, shown on request; blank where it adds nothing."""
    state: str
    """"done", "overdue" or blank; the day stands in the reading."""
    is_late: bool
    leads: str


@dataclass(slots=True)
class ActionRow:
    """An action as the table shows it; all in texts, since a figure costs a template three times as much."""

    key: str
    """The action's id."""
    number: str
    """As printed; a dash where it has none, so that the row can be opened."""
    address: str
    action: str
    outcome: str
    status: str
    status_words: str
    said: str
    """"Updated" when there is an update for the open quarter, else "Update"."""
    changed: str
    """What has changed since the last frozen report: "new", "changed" or blank."""
    lead_ids: set[int]
    """The bodies that lead the action or one of its milestones."""
    steps: list[MilestoneRow]
    """Its milestones; an empty one where it has none."""
    height: str
    """How many lines of the table the action takes."""
    name: str
    """How the row is called aloud."""
    notes: str = ""


@dataclass(slots=True)
class PriorityGroup:
    """A priority with its rows, and how it stands in words."""

    priority: Priority
    rows: list[ActionRow]

    @property
    def standing(self) -> str:
        """ "2 on track, 1 at risk": counts, never an average."""
        return status_summary(row.status for row in self.rows)


def status_summary(statuses: Iterable[str]) -> str:
    """How many actions stand how, worst first: "1 off track, 2 on track"."""
    counts = Counter(statuses)
    order = ("off_track", "at_risk", "on_track", "not_started", "complete", "closed")
    return ", ".join(f"{counts[code]} {MEANINGS[code][0].lower()}" for code in order if counts[code])


def _no_step() -> MilestoneRow:
    return MilestoneRow("", "", "", "", False, "")


def build_table(
    actions,
    *,
    plan: Plan,
    priorities: list[Priority],
    bodies: list[Body],
    quarter: Quarter,
    on: date,
    numbers: Mapping[str, int] | None = None,
) -> list[PriorityGroup]:
    """The rows of these actions (a QuerySet), grouped by priority in the plan's order; five statements.

    `on` is the day as at which a milestone is overdue. `bodies` and `numbers` as in `build_rows`.
    """
    rows = list(actions.order_by("position", "number_key", "id"))
    by_priority = defaultdict(list)
    for row in build_rows(rows, plan=plan, bodies=bodies, quarter=quarter, on=on, numbers=numbers):
        by_priority[row[0]].append(row[1])
    return [PriorityGroup(priority, by_priority[priority.pk]) for priority in priorities]


def build_rows(
    actions: list[Action],
    *,
    plan: Plan,
    bodies: list[Body],
    quarter: Quarter,
    on: date,
    numbers: Mapping[str, int] | None = None,
):
    """Each action's priority and its row; four statements however many there are.

    `bodies` are all that the partnership ever had, since a withdrawn one may still be printed as lead.
    `numbers` says how many actions bear a number where these are not the whole plan: one that several bear
    leads nowhere, so such a row goes by its id.
    """
    ids = [action.pk for action in actions]
    # A short list is named; a long one is the plan's, so that the statement stays small.
    within = {"action__in": ids} if len(ids) < 50 else {"action__plan": plan}
    names = {body.pk: body.name for body in bodies}
    steps, leads, step_leads = _steps(ids, plan), defaultdict(list), defaultdict(list)
    for row, kind, body in _leads(within):
        (leads if kind == "action" else step_leads)[row].append(body)
    updates = (
        Update.objects.filter(plan=plan, **within) if len(ids) < 50 else Update.objects.filter(plan=plan)
    )
    said = set(updates.of_quarter(quarter).values_list("action_id", flat=True))
    changed = rows_changed_since(plan, plan.last_report_frozen_at, ids if len(ids) < 50 else None)
    numbers = Counter(action.number for action in actions) if numbers is None else numbers
    for action in actions:
        action.plan = plan
        # Nothing is late in an action that is complete or closed.
        day = on if action.status in OPEN_STATUSES else None
        by_step = {body for step in steps[action.pk] for body in step_leads[step.pk]}
        shown = [
            _step(step, [names.get(body, "") for body in step_leads[step.pk]], day)
            for step in steps[action.pk]
        ] or [_no_step()]
        own = [names.get(body, "") for body in leads[action.pk] if body not in by_step]
        if action.lead_to_be_confirmed:
            own = [TO_BE_CONFIRMED]
        elif not own and not by_step:
            own = [NO_LEAD]
        # A milestone's lead that leads the action too is named once.
        shown[0].leads = "\n".join(dict.fromkeys([*own, *shown[0].leads.split("\n")])).strip()
        yield (
            action.priority_id,
            ActionRow(
                key=str(action.pk),
                number=action.number or "–",
                address=action.address if numbers.get(action.number, 0) < 2 else f"id-{action.pk}",
                action=action.action,
                outcome=action.desired_outcome,
                status=action.status,
                status_words=MEANINGS[action.status][0],
                said="Updated" if action.pk in said else "Update",
                changed=changed.get(f"action:{action.pk}", ""),
                lead_ids=by_step.union(leads[action.pk]),
                steps=shown,
                height=str(len(shown)),
                name=action.number or action.action[:40],
                notes="\n".join(f"{heading}: {text}" for heading, text in action.notes.items()),
            ),
        )


def rows_changed_since(plan: Plan, moment: datetime | None, ids: list[int] | None = None) -> dict[str, str]:
    """Which rows are new or changed since that moment, by thread ("action:12" → "changed"); of these, if given."""
    if moment is None:
        return {}
    changes = HistoryEntry.objects.filter(plan_id=plan.pk, created_at__gt=moment).exclude(
        row__startswith="update:"
    )
    if ids is None:
        changes = changes.filter(thread__startswith="action:")
    else:
        changes = changes.filter(thread__in=[f"action:{key}" for key in ids])
    changes = changes.values_list("thread", "row", "act")
    found: dict[str, str] = {}
    for thread, row, act in changes:
        if row == thread and act == HistoryEntry.Act.ADDED:
            found[thread] = "new"
        else:
            found.setdefault(thread, "changed")
    return found


def _steps(ids: list[int], plan: Plan) -> dict[int, list[Milestone]]:
    milestones = Milestone.objects.current()
    milestones = milestones.filter(action__in=ids) if len(ids) < 50 else milestones.filter(plan=plan)
    by_action = defaultdict(list)
    for milestone in milestones.order_by("position", "id"):
        by_action[milestone.action_id].append(milestone)
    return by_action


def _leads(within: dict):
    """(row, "action" or "milestone", body) of every lead, in printed order, in one statement."""
    of_actions = ActionLead.objects.filter(**within).order_by()
    of_steps = MilestoneLead.objects.filter(
        **{f"milestone__{name}": value for name, value in within.items()}
    ).order_by()
    actions = of_actions.annotate(row=F("action_id"), of=Value("action")).values_list(
        "row", "of", "body_id", "position"
    )
    steps = of_steps.annotate(row=F("milestone_id"), of=Value("milestone")).values_list(
        "row", "of", "body_id", "position"
    )
    for row, of, body, _ in sorted(actions.union(steps, all=True), key=lambda lead: lead[3]):
        yield row, of, body


def _step(milestone: Milestone, leads: list[str], on: date | None) -> MilestoneRow:
    late = on is not None and milestone.is_overdue(on)
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


def timescale_description(milestone: Milestone) -> str:
    """How we read a timescale, when it was done, and what is odd: "due 31 Aug 2024 · done 12 Jul 2024"."""
    if not (milestone.timescale or milestone.due_override or milestone.done_on):
        return ""
    if milestone.due_override:
        words = [f"{format_short_date(milestone.due_override)}, set by hand"]
    elif milestone.due:
        words = [f"due {format_short_date(milestone.due)}"]
    elif milestone.recurrence:
        words = [f"{milestone.rhythm}, no due date"]
    else:
        words = ["no due date"]
    if milestone.done_on:
        words.append(f"done {format_short_date(milestone.done_on)}")
    return " · ".join(words + [WARNING_WORDS[code] for code in milestone.warnings if code in WARNING_WORDS])
