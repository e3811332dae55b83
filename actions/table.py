"""The action plan as a table: read in a constant number of statements, in plain values for the template.

Rows, not statements, are the cost of this page (speed.md), so every word is made here, once a row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F, Value

from actions.models import Action, ActionLead, Milestone, MilestoneLead, Update
from actions.statuses import MEANINGS
from actions.timescales import WORDS as WARNING_WORDS
from plans.models import Body, Change, Plan, Priority
from plans.periods import Quarter, short_date

TO_BE_CONFIRMED = "To be confirmed"
NO_LEAD = "No lead"


@dataclass(slots=True)
class Step:
    """A milestone as the table shows it."""

    words: str
    timescale: str
    reading: str
    """Our reading and its warnings, shown on request; blank where it adds nothing."""
    state: str
    """"done 12 Jul 2024", "overdue since 31 Aug 2024" or blank."""
    is_late: bool
    leads: str


@dataclass(slots=True)
class Row:
    """An action as the table shows it."""

    pk: int
    version: int
    number: str
    address: str
    action: str
    outcome: str
    status: str
    status_words: str
    said: str
    """"updated Q2" when there is an update for the open quarter."""
    changed: str
    """What has changed since the last frozen report: "new", "changed" or blank."""
    first: Step
    rest: list[Step] = field(default_factory=list)
    notes: str = ""

    @property
    def height(self) -> int:
        """How many lines of the table the action takes."""
        return 1 + len(self.rest)

    @property
    def name(self) -> str:
        """How the row is called aloud."""
        return self.number or self.action[:40]


@dataclass(slots=True)
class Group:
    """A priority with its rows, and how it stands in words."""

    priority: Priority
    rows: list[Row]

    @property
    def standing(self) -> str:
        """ "2 on track, 1 at risk": counts, never an average."""
        return standing_words(row.status for row in self.rows)


def standing_words(statuses: Iterable[str]) -> str:
    """How many actions stand how, worst first: "1 off track, 2 on track"."""
    counts = Counter(statuses)
    order = ("off_track", "at_risk", "on_track", "not_started", "complete", "closed")
    return ", ".join(f"{counts[code]} {MEANINGS[code][0].lower()}" for code in order if counts[code])


def _no_step() -> Step:
    return Step("", "", "", "", False, "")


def read_table(
    actions, *, plan: Plan, priorities: list[Priority], bodies: list[Body], quarter: Quarter, on: date
) -> list[Group]:
    """The rows of these actions (a QuerySet), grouped by priority in the plan's order; five statements.

    `on` is the day as at which a milestone is overdue.
    """
    rows = list(actions.order_by("position", "number_key", "id"))
    by_priority = defaultdict(list)
    for row in read_rows(rows, plan=plan, bodies=bodies, quarter=quarter, on=on):
        by_priority[row[0]].append(row[1])
    return [Group(priority, by_priority[priority.pk]) for priority in priorities]


def read_rows(actions: list[Action], *, plan: Plan, bodies: list[Body], quarter: Quarter, on: date):
    """Each action's priority and its row; four statements however many there are."""
    ids = [action.pk for action in actions]
    # A short list is named; a long one is the plan's, so that the statement stays small.
    within = {"action__in": ids} if len(ids) < 50 else {"action__plan": plan}
    names = {body.pk: body.name for body in bodies}
    steps, leads, step_leads = _steps(ids, plan), defaultdict(list), defaultdict(list)
    for row, kind, body in _leads(within):
        (leads if kind == "action" else step_leads)[row].append(names.get(body, ""))
    said = dict(Update.objects.filter(plan=plan).of_quarter(quarter).values_list("action_id", "status"))
    changed = changed_since(plan, plan.last_frozen_at)
    numbers = Counter(action.number for action in actions)
    label = f"updated Q{quarter.number}"
    for action in actions:
        action.plan = plan
        shown = [_step(step, step_leads[step.pk], on) for step in steps[action.pk]] or [_no_step()]
        by_step = {name for step in steps[action.pk] for name in step_leads[step.pk]}
        names_of = [name for name in leads[action.pk] if name not in by_step]
        if not names_of and not by_step:
            names_of = [TO_BE_CONFIRMED if action.lead_to_be_confirmed else NO_LEAD]
        shown[0].leads = "\n".join([*names_of, *shown[0].leads.split("\n")]).strip()
        yield (
            action.priority_id,
            Row(
                pk=action.pk,
                version=action.version,
                number=action.number,
                address=action.address if numbers[action.number] == 1 else f"id-{action.pk}",
                action=action.action,
                outcome=action.desired_outcome,
                status=action.status,
                status_words=MEANINGS[action.status][0],
                said=label if action.pk in said else "",
                changed=changed.get(f"action:{action.pk}", ""),
                first=shown[0],
                rest=shown[1:],
                notes="\n".join(f"{heading}: {text}" for heading, text in action.notes.items()),
            ),
        )


def changed_since(plan: Plan, moment: datetime | None) -> dict[str, str]:
    """Which rows are new or changed since that moment, by thread ("action:12" → "changed")."""
    if moment is None:
        return {}
    changes = (
        Change.objects.filter(plan_id=plan.pk, made_at__gt=moment, thread__startswith="action:")
        .exclude(row__startswith="update:")
        .values_list("thread", "row", "act")
    )
    found: dict[str, str] = {}
    for thread, row, act in changes:
        if row == thread and act == Change.Act.ADDED:
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


def _step(milestone: Milestone, leads: list[str], on: date) -> Step:
    late = milestone.is_overdue(on)
    if milestone.done_on:
        state = f"done {short_date(milestone.done_on)}"
    elif late:
        state = f"overdue since {short_date(milestone.due)}"
    else:
        state = ""
    return Step(
        words=milestone.milestone,
        timescale=milestone.timescale,
        reading=reading_words(milestone),
        state=state,
        is_late=late,
        leads="\n".join(leads) or (TO_BE_CONFIRMED if milestone.lead_to_be_confirmed else ""),
    )


def reading_words(milestone: Milestone) -> str:
    """How we read a timescale, and what is odd about it: "31 Aug 2024 · after the plan ends"."""
    if milestone.due_set:
        words = [f"{short_date(milestone.due_set)}, set by hand"]
    elif milestone.due:
        words = [f"due {short_date(milestone.due)}"]
    elif milestone.rhythm:
        words = [f"{milestone.rhythm}, no due date"]
    else:
        words = ["no due date"]
    return " · ".join(words + [WARNING_WORDS[code] for code in milestone.warnings if code in WARNING_WORDS])
