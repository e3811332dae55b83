"""How a plan stands today, in figures for the partnership's home: counted, never averaged.

Every figure is counted with the same rule as the filter of the action table to which it leads, so that the rows
behind it are as many as it says. The number of queries does not grow with the plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from actions.models import Action, ActionLead, Milestone, MilestoneLead
from actions.statuses import MEANINGS, SEVERITY, Status
from actions.timescales.parsing import Kind
from plans.models import Body, Plan, Priority
from plans.periods import Quarter

# How many of the milestones due next are named; the rest are behind the link.
NAMED_DUE = 6


@dataclass(frozen=True, slots=True)
class PriorityStatuses:
    """How one priority stands: each action's status, worst first."""

    pk: int
    heading: str
    statuses: tuple[str, ...]

    @property
    def words(self) -> str:
        """Counts in words, in the order of the marks: "1 off track, 2 on track"."""
        counts = Counter(self.statuses)
        return ", ".join(f"{count} {MEANINGS[status][0].lower()}" for status, count in counts.items())


@dataclass(frozen=True, slots=True)
class BodyWithoutUpdates:
    """A body that has not said how its actions stand this quarter, and how many of them."""

    pk: int
    name: str
    actions: int


@dataclass(frozen=True, slots=True)
class UpcomingMilestone:
    """A milestone that falls due, under its action."""

    due: date
    words: str
    action: Action


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """The figures of one plan on one day."""

    quarter: Quarter
    """The quarter for which updates are being written."""
    on: date
    priorities: tuple[PriorityStatuses, ...]
    all: int
    statuses: Counter
    overdue_milestones: int
    overdue_actions: int
    silent_actions: int
    silent_bodies: tuple[BodyWithoutUpdates, ...]
    leaderless: int
    priorities_without_lead: int
    undated: tuple[Action, ...]
    """Actions with a milestone that has no date because none was decided, or because we could not read it."""
    due_quarter: Quarter
    due_milestones: int
    due_next: tuple[UpcomingMilestone, ...]
    """The soonest of them."""

    @property
    def off_track(self) -> int:
        return self.statuses[Status.OFF_TRACK]

    @property
    def at_risk(self) -> int:
        return self.statuses[Status.AT_RISK]


def get_plan_summary(plan: Plan, today: date, *, of_bodies: Iterable[int] | None = None) -> PlanSummary:
    """How the plan stands; with `of_bodies` only the actions that one of them leads."""
    quarter, on = plan.quarter_on(today), plan.as_at(today)
    actions = Action.objects.of_plan(plan).current()
    if of_bodies is not None:
        actions = actions.led_by(of_bodies)
    rows = {row.pk: row for row in actions.in_order().select_related("priority")}
    late = set(actions.overdue(on).values_list("pk", flat=True))
    silent = set(actions.without_update(quarter).values_list("pk", flat=True))
    steps = [step for step in _open_steps(plan) if step.action_id in rows]
    # Once the quarter is over, what matters is what the next one brings.
    due_quarter = quarter.next if on >= quarter.ends else quarter
    due = sorted(
        (step for step in steps if step.due and due_quarter.contains(step.due)), key=lambda step: step.due
    )
    undated = {step.action_id for step in steps if step.kind in (Kind.UNDECIDED, Kind.UNREAD)}
    return PlanSummary(
        quarter=quarter,
        on=on,
        priorities=tuple(_priorities(plan, rows.values(), only_theirs=of_bodies is not None)),
        all=len(rows),
        statuses=Counter(row.status for row in rows.values()),
        overdue_milestones=sum(1 for step in steps if step.action_id in late and step.due and step.due < on),
        overdue_actions=len(late),
        silent_actions=len(silent),
        silent_bodies=tuple(_silent_bodies(plan, silent)),
        leaderless=actions.without_lead().count(),
        priorities_without_lead=Priority.objects.filter(plan=plan, priority_leads=None).current().count(),
        undated=tuple(row for key, row in rows.items() if key in undated and row.status != Status.CLOSED),
        due_quarter=due_quarter,
        due_milestones=len(due),
        due_next=tuple(
            UpcomingMilestone(step.due, step.milestone or rows[step.action_id].action, rows[step.action_id])
            for step in due[:NAMED_DUE]
        ),
    )


def plan_to_show(plans: QuerySet[Plan], on: date) -> Plan | None:
    """The adopted plan that runs on that day; else the latest; None when there is none."""
    known = list(plans)
    running = [plan for plan in known if plan.state == Plan.State.ADOPTED and plan.period.contains(on)]
    return next(iter(running or known), None)


def _priorities(plan: Plan, rows: Iterable[Action], *, only_theirs: bool) -> Iterable[PriorityStatuses]:
    place = {status.value: order for order, status in enumerate(SEVERITY)}
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row.priority_id].append(row.status)
    for priority in Priority.objects.filter(plan=plan).current():
        statuses = tuple(sorted(found[priority.pk], key=place.__getitem__))
        if statuses or not only_theirs:
            yield PriorityStatuses(priority.pk, str(priority), statuses)


def _open_steps(plan: Plan) -> list[Milestone]:
    return list(Milestone.objects.open().filter(plan=plan).order_by("due", "id"))


def _silent_bodies(plan: Plan, silent: set[int]) -> Iterable[BodyWithoutUpdates]:
    """The bodies that lead an action of which nothing was said, or a milestone of it; most actions first."""
    leads = set(ActionLead.objects.filter(action__plan=plan).values_list("action_id", "body_id"))
    leads |= set(
        MilestoneLead.objects.filter(milestone__plan=plan, milestone__is_withdrawn=False).values_list(
            "milestone__action_id", "body_id"
        )
    )
    counts = Counter(body for action, body in leads if action in silent)
    bodies = Body.objects.in_partnership(plan.partnership_id).filter(pk__in=counts)
    silent_bodies = [BodyWithoutUpdates(body.pk, body.name, counts[body.pk]) for body in bodies]
    yield from sorted(silent_bodies, key=lambda body: (-body.actions, body.name))
