"""A plan as it was read: headings, actions, milestones and updates, in plain frozen values.

Nothing here uses Django, the database or today's date. `queries` fills these values; pages, documents, exports and
the exception report are made from them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from actions.action_numbers import action_address, action_label
from actions.statuses import Status
from plans.periods import Quarter

TO_BE_CONFIRMED = "To be confirmed"
NO_LEAD = "No lead"
NO_HEADING = "No heading"


@dataclass(frozen=True, slots=True)
class Lead:
    """A body that leads, by its name."""

    id: int
    name: str
    level: str = ""
    """Of a heading's lead, what it leads as: "Operational lead"."""


@dataclass(frozen=True, slots=True)
class DateChangeSnapshot:
    """A due date that was postponed, or removed (`after` is None)."""

    before: date
    after: date | None
    reason: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UpdateSnapshot:
    """The update of an action for one quarter."""

    quarter: Quarter
    status: str
    comment: str = ""
    """Read only for the requested quarters."""


@dataclass(frozen=True, slots=True)
class MilestoneSnapshot:
    """A milestone of an action."""

    id: int
    milestone: str
    timescale: str = ""
    """As printed."""
    kind: str = ""
    starts: date | None = None
    due: date | None = None
    """The date set manually, or else the last day that the timescale means."""
    due_override: date | None = None
    warnings: tuple[str, ...] = ()
    done_on: date | None = None
    leads: tuple[Lead, ...] = ()
    lead_as_printed: str = ""
    lead_to_be_confirmed: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    date_changes: tuple[DateChangeSnapshot, ...] = ()
    """Oldest first."""

    def is_done(self, as_at: date) -> bool:
        """Return whether it was done by that date; what was done later does not count yet."""
        return self.done_on is not None and self.done_on <= as_at

    def is_overdue(self, as_at: date) -> bool:
        """Return whether it was overdue on that date: due 30 June is overdue from 1 July."""
        return self.due is not None and self.due < as_at and not self.is_done(as_at)


@dataclass(frozen=True, slots=True)
class ActionSnapshot:
    """An action with its milestones, its leads and its updates."""

    id: int
    number: str
    action: str
    desired_outcome: str = ""
    status: str = Status.NOT_STARTED
    number_is_generated: bool = False
    closing_reason: str = ""
    """A code of CLOSING_REASONS."""
    closing_comment: str = ""
    closing_reference: str = ""
    leads: tuple[Lead, ...] = ()
    lead_to_be_confirmed: bool = False
    leads_as_printed: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    is_withdrawn: bool = False
    milestones: tuple[MilestoneSnapshot, ...] = ()
    updates: tuple[UpdateSnapshot, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is still to be delivered: it is not complete, closed or withdrawn."""
        return not self.is_withdrawn and self.status not in (Status.COMPLETE, Status.CLOSED)

    @property
    def has_lead(self) -> bool:
        """Whether a body leads it or one of its milestones; "to be confirmed" is not one."""
        return not self.lead_to_be_confirmed and bool(self.lead_ids)

    @property
    def every_lead(self) -> Iterable[Lead]:
        """Its own leads, then those of its milestones; a body can be listed more than once."""
        yield from self.leads
        for milestone in self.milestones:
            yield from milestone.leads

    @property
    def lead_ids(self) -> set[int]:
        """The bodies that lead it or one of its milestones."""
        return {lead.id for lead in self.every_lead}

    @property
    def address(self) -> str:
        """The last part of its URL."""
        return action_address(self.number, self.id)

    @property
    def label(self) -> str:
        """The action's name in a sentence."""
        return action_label(self.number, self.action)

    def update_for(self, quarter: Quarter) -> UpdateSnapshot | None:
        """Return its update for that quarter."""
        return next((update for update in self.updates if update.quarter == quarter), None)

    def is_without_update(self, quarter: Quarter) -> bool:
        """Return whether an update for that quarter is still due."""
        return self.is_open and self.update_for(quarter) is None

    def overdue_milestones(self, as_at: date) -> tuple[MilestoneSnapshot, ...]:
        """Return its milestones that were overdue on that date and are still not done.

        A complete or closed action has none.
        """
        if not self.is_open:
            return ()
        return tuple(
            milestone
            for milestone in self.milestones
            if milestone.is_overdue(as_at) and not milestone.done_on
        )


@dataclass(frozen=True, slots=True)
class PrioritySnapshot:
    """A priority or cross-cutting theme with its actions."""

    id: int
    heading: str
    """As printed; may be blank."""
    kind: str = "priority"
    summary: str = ""
    notes: str = ""
    leads: tuple[Lead, ...] = ()
    is_withdrawn: bool = False
    actions: tuple[ActionSnapshot, ...] = ()

    @property
    def title(self) -> str:
        """Its heading, or the text shown in place of a blank one."""
        return self.heading or NO_HEADING


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """One plan as it was read."""

    id: int
    slug: str
    title: str
    kind: str
    partnership: str
    """Its name, on the requested date."""
    starts: date
    ends: date
    state: str
    adopted_on: date | None = None
    adopted_by: str = ""
    introduction: str = ""
    priorities: tuple[PrioritySnapshot, ...] = ()
    """In the order of the plan: headings that are not withdrawn, and those that hold an action of the snapshot."""

    @property
    def current_priorities(self) -> tuple[PrioritySnapshot, ...]:
        """The headings that are not withdrawn."""
        return tuple(priority for priority in self.priorities if not priority.is_withdrawn)

    @property
    def actions(self) -> Iterable[ActionSnapshot]:
        """Every action, in the order of the plan."""
        return (action for priority in self.priorities for action in priority.actions)

    def for_bodies(self, body_ids: Collection[int]) -> PlanSnapshot:
        """Return the part that these bodies lead: their actions, and headings that contain one or that they lead."""
        priorities = [
            replace(
                priority,
                actions=tuple(
                    action for action in priority.actions if not action.lead_ids.isdisjoint(body_ids)
                ),
            )
            for priority in self.priorities
        ]
        return replace(
            self,
            priorities=tuple(
                priority
                for priority in priorities
                if priority.actions or any(lead.id in body_ids for lead in priority.leads)
            ),
        )
