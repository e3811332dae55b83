"""Build a plan while it is being parsed, row by row; then convert it to plain values."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.parsing.issues import Path
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from plans.files import SourceLocation, heading_key


@dataclass
class MilestoneBuilder:
    milestone: str
    timescale: str
    lead: str
    place: SourceLocation
    done_on: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    def finished(self) -> MilestoneText:
        return MilestoneText(
            self.milestone, self.timescale, self.lead, dict(self.notes), self.done_on, self.place
        )


@dataclass(frozen=True, slots=True)
class RowText:
    """Text in a row of an action, which can be the action's or a milestone's."""

    heading: str
    words: str
    row: int
    """Which row of the action, from 0."""
    milestone: int | None
    """The one milestone of that row; None if it has none or several."""
    place: SourceLocation


@dataclass
class ActionBuilder:
    number: str
    action: str
    place: SourceLocation
    desired_outcome: str = ""
    status: str = ""
    lead: str = ""
    milestones: list[MilestoneBuilder] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    number_is_generated: bool = False
    rows: int = 0
    """The number of rows it takes."""
    statuses: list[RowText] = field(default_factory=list)
    """The statuses printed on its rows, before it is known whether they are its own or its milestones'."""
    row_notes: list[RowText] = field(default_factory=list)
    """The notes on its rows, in the same way."""

    def finished(self) -> ActionText:
        return ActionText(
            self.number,
            self.action,
            self.desired_outcome,
            self.status,
            self.lead,
            tuple(milestone.finished() for milestone in self.milestones),
            dict(self.notes),
            self.number_is_generated,
            self.place,
        )


@dataclass
class PriorityBuilder:
    heading: str
    kind: str
    place: SourceLocation | None
    notes: list[str] = field(default_factory=list)
    actions: list[ActionBuilder] = field(default_factory=list)

    def finished(self) -> PriorityText:
        return PriorityText(
            self.heading,
            self.kind,
            "\n".join(self.notes),
            tuple(action.finished() for action in self.actions),
            self.place,
        )


@dataclass
class PlanBuilder:
    title: str = ""
    priorities: list[PriorityBuilder] = field(default_factory=list)
    at: int = -1
    """The position of the priority that is being parsed."""
    by_heading: dict[str, int] = field(default_factory=dict)
    """The first priority of each normalised heading."""

    @property
    def priority(self) -> PriorityBuilder | None:
        return self.priorities[self.at] if self.at >= 0 else None

    @property
    def action(self) -> ActionBuilder | None:
        """The action whose rows are being parsed: the last of its priority."""
        priority = self.priority
        return priority.actions[-1] if priority and priority.actions else None

    def open(self, heading: str, kind: str, place: SourceLocation | None) -> PriorityBuilder:
        """Start a new priority for the rows below it."""
        self.priorities.append(PriorityBuilder(heading, kind, place))
        self.at = len(self.priorities) - 1
        self.by_heading.setdefault(heading_key(heading), self.at)
        return self.priorities[-1]

    def path(self, field: str, *, milestone: int | None = None) -> Path:
        """The path of what is being parsed, for an issue about it."""
        priority = self.priority
        actions = len(priority.actions) if priority else 0
        return (self.at if self.at >= 0 else None, actions - 1 if actions else None, milestone, field)

    def finished(self) -> PlanText:
        return PlanText(self.title, tuple(priority.finished() for priority in self.priorities))


def added(text: str, more: str) -> str:
    """Return a text with one more line, unless it already has it."""
    if not more or more == text or more in text.split("\n"):
        return text
    return f"{text}\n{more}" if text else more


def add_note(notes: dict[str, str], heading: str, words: str) -> None:
    """Store a note under its heading, after what is there already."""
    notes[heading] = added(notes.get(heading, ""), words)
