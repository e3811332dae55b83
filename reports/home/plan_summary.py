"""The status of a plan today, in numbers for the partnership's home page: counted, never averaged.

Every number is counted with the same rule as the filter of the action table that it links to, so that the table
has as many rows. The number of queries does not grow with the plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from actions.snapshot import ActionSnapshot, MilestoneSnapshot, PrioritySnapshot, read_snapshot
from actions.statuses import MEANINGS, SEVERITY, Status
from actions.timescales.parsing import Kind
from plans.models import Plan
from plans.periods import Quarter

# How many of the milestones due next are listed. The link shows the rest.
NAMED_DUE = 6


@dataclass(frozen=True, slots=True)
class PriorityStatuses:
    """The status of each action of a priority, worst first."""

    pk: int
    heading: str
    statuses: tuple[str, ...]

    @property
    def words(self) -> str:
        """The counts as text, in the order of the marks: "1 off track, 2 on track"."""
        counts = Counter(self.statuses)
        return ", ".join(f"{count} {MEANINGS[status][0].lower()}" for status, count in counts.items())


@dataclass(frozen=True, slots=True)
class BodyWithoutUpdates:
    """A body with actions that have no update this quarter, and their number."""

    pk: int
    name: str
    actions: int


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """The numbers of one plan on one day."""

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
    undated: tuple[ActionSnapshot, ...]
    """Actions with a milestone that has no date, because none was decided or it could not be read."""
    due_quarter: Quarter
    due_milestones: int
    due_next: tuple[tuple[ActionSnapshot, MilestoneSnapshot], ...]
    """The soonest of them."""

    @property
    def off_track(self) -> int:
        return self.statuses[Status.OFF_TRACK]

    @property
    def at_risk(self) -> int:
        return self.statuses[Status.AT_RISK]


def get_plan_summary(plan: Plan, today: date, *, of_bodies: Collection[int] | None = None) -> PlanSummary:
    """Return the summary of a plan, in four queries; with `of_bodies` only of the actions that one of them leads."""
    quarter, on = plan.quarter_on(today), plan.as_at(today)
    whole = read_snapshot(plan, updates=[quarter])
    snapshot = whole if of_bodies is None else whole.for_bodies(of_bodies)
    actions = list(snapshot.actions)
    late = [milestones for action in actions if (milestones := action.overdue_milestones(on))]
    silent = [action for action in actions if action.is_without_update(quarter)]
    open_milestones = [
        (action, milestone)
        for action in actions
        for milestone in action.milestones
        if milestone.done_on is None
    ]
    # After the quarter has ended, the milestones of the next quarter matter.
    due_quarter = quarter.next if on >= quarter.ends else quarter
    due = sorted(
        (pair for pair in open_milestones if pair[1].due and due_quarter.contains(pair[1].due)),
        key=lambda pair: (pair[1].due, pair[1].id),
    )
    undated = {
        action.id for action, milestone in open_milestones if milestone.kind in (Kind.UNDECIDED, Kind.UNREAD)
    }
    return PlanSummary(
        quarter=quarter,
        on=on,
        priorities=tuple(
            _priority(priority)
            for priority in snapshot.current_priorities
            if priority.actions or of_bodies is None
        ),
        all=len(actions),
        statuses=Counter(action.status for action in actions),
        overdue_milestones=sum(map(len, late)),
        overdue_actions=len(late),
        silent_actions=len(silent),
        silent_bodies=tuple(_silent_bodies(silent)),
        leaderless=sum(not action.has_lead for action in actions),
        priorities_without_lead=sum(not priority.leads for priority in whole.current_priorities),
        undated=tuple(
            action for action in actions if action.id in undated and action.status != Status.CLOSED
        ),
        due_quarter=due_quarter,
        due_milestones=len(due),
        due_next=tuple(due[:NAMED_DUE]),
    )


def plan_to_show(plans: Sequence[Plan], on: date) -> Plan | None:
    """Return the adopted plan that is current on that day; else the latest; None if there is none."""
    running = [plan for plan in plans if plan.state == Plan.State.ADOPTED and plan.period.contains(on)]
    return next(iter(running or plans), None)


def _priority(priority: PrioritySnapshot) -> PriorityStatuses:
    place = {status.value: order for order, status in enumerate(SEVERITY)}
    statuses = sorted((action.status for action in priority.actions), key=place.__getitem__)
    return PriorityStatuses(priority.id, priority.title, tuple(statuses))


def _silent_bodies(silent: Iterable[ActionSnapshot]) -> list[BodyWithoutUpdates]:
    """Return the bodies that lead an action without an update, or a milestone of it; most actions first."""
    names, counts = {}, Counter()
    for action in silent:
        names |= {lead.id: lead.name for lead in action.every_lead}
        counts.update(action.lead_ids)
    bodies = [BodyWithoutUpdates(key, name, counts[key]) for key, name in names.items()]
    return sorted(bodies, key=lambda body: (-body.actions, body.name))
