"""An action plan as plain text: headings, actions and milestones as they were printed.

These plain values are the exchange format between files and the database: parsing a Word, Excel or CSV file returns
a PlanText, and an export starts with one. Nothing here uses Django.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plans.files import SourceLocation


@dataclass(frozen=True, slots=True)
class MilestoneText:
    """One milestone of an action as printed; every text can be blank."""

    milestone: str = ""
    timescale: str = ""
    lead: str = ""
    """The lead as printed next to this milestone; several leads are lines of it."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Unknown columns: heading to text."""
    done_on: str = ""
    """An ISO date if a file of our own has when it was done."""
    place: SourceLocation | None = None


@dataclass(frozen=True, slots=True)
class ActionText:
    """One numbered action as printed."""

    number: str = ""
    action: str = ""
    desired_outcome: str = ""
    status: str = ""
    """Delivery status as printed ("On track", "Amber"); parsed by actions/statuses.py."""
    lead: str = ""
    """The action's own leads, if a file prints them separately from its milestones' leads."""
    milestones: tuple[MilestoneText, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    number_is_generated: bool = False
    """True if the file has no number and the next one was generated."""
    place: SourceLocation | None = None


@dataclass(frozen=True, slots=True)
class PriorityText:
    """A priority or cross-cutting theme with the actions under its heading."""

    heading: str = ""
    kind: str = "priority"
    """"priority" or "theme"."""
    notes: str = ""
    """Text printed under the heading that is not a row ("Other actions are in …")."""
    actions: tuple[ActionText, ...] = ()
    place: SourceLocation | None = None


@dataclass(frozen=True, slots=True)
class PlanText:
    """A whole action plan as printed."""

    title: str = ""
    priorities: tuple[PriorityText, ...] = ()

    @property
    def actions(self) -> tuple[ActionText, ...]:
        """Every action, in the order printed."""
        return tuple(action for priority in self.priorities for action in priority.actions)

    @property
    def milestones(self) -> tuple[MilestoneText, ...]:
        """Every milestone, in the order printed."""
        return tuple(milestone for action in self.actions for milestone in action.milestones)
