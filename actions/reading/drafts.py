"""The plan while it is being read, row by row; finished into plain values at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.document import ActionText, MilestoneText, Place, PlanDocument, PriorityText
from actions.reading.doubts import Path
from actions.reading.texts import heading_key


@dataclass
class MilestoneDraft:
    milestone: str
    timescale: str
    lead: str
    place: Place
    done_on: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    def finished(self) -> MilestoneText:
        return MilestoneText(
            self.milestone, self.timescale, self.lead, dict(self.notes), self.done_on, self.place
        )


@dataclass(frozen=True, slots=True)
class RowWords:
    """Words in a row of an action, which may be the action's or a milestone's."""

    heading: str
    words: str
    row: int
    """Which row of the action, from 0."""
    milestone: int | None
    """The one milestone of that row; None where it has none or several."""
    place: Place


@dataclass
class ActionDraft:
    number: str
    action: str
    place: Place
    desired_outcome: str = ""
    status: str = ""
    lead: str = ""
    milestones: list[MilestoneDraft] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    number_is_ours: bool = False
    rows: int = 0
    """How many rows it takes."""
    statuses: list[RowWords] = field(default_factory=list)
    """The statuses printed on its rows, before it is known whether they are its own or its milestones'."""
    row_notes: list[RowWords] = field(default_factory=list)
    """The notes on its rows, likewise."""

    def finished(self) -> ActionText:
        return ActionText(
            self.number,
            self.action,
            self.desired_outcome,
            self.status,
            self.lead,
            tuple(milestone.finished() for milestone in self.milestones),
            dict(self.notes),
            self.number_is_ours,
            self.place,
        )


@dataclass
class PriorityDraft:
    heading: str
    kind: str
    place: Place | None
    notes: list[str] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)

    def finished(self) -> PriorityText:
        return PriorityText(
            self.heading,
            self.kind,
            "\n".join(self.notes),
            tuple(action.finished() for action in self.actions),
            self.place,
        )


@dataclass
class PlanDraft:
    title: str = ""
    priorities: list[PriorityDraft] = field(default_factory=list)
    at: int = -1
    """The position of the priority that is being read."""
    by_heading: dict[str, int] = field(default_factory=dict)
    """The first priority of each heading, as headings are compared."""

    @property
    def priority(self) -> PriorityDraft | None:
        return self.priorities[self.at] if self.at >= 0 else None

    @property
    def action(self) -> ActionDraft | None:
        """The action whose rows are being read: the last of its priority."""
        priority = self.priority
        return priority.actions[-1] if priority and priority.actions else None

    def open(self, heading: str, kind: str, place: Place | None) -> PriorityDraft:
        """A new priority, which the rows below it go to."""
        self.priorities.append(PriorityDraft(heading, kind, place))
        self.at = len(self.priorities) - 1
        self.by_heading.setdefault(heading_key(heading), self.at)
        return self.priorities[-1]

    def path(self, field: str, *, milestone: int | None = None) -> Path:
        """What is being read, for a doubt about it."""
        priority = self.priority
        actions = len(priority.actions) if priority else 0
        return (self.at if self.at >= 0 else None, actions - 1 if actions else None, milestone, field)

    def finished(self) -> PlanDocument:
        return PlanDocument(self.title, tuple(priority.finished() for priority in self.priorities))


def added(text: str, more: str) -> str:
    """A text with one more line, unless it says that already."""
    if not more or more == text or more in text.split("\n"):
        return text
    return f"{text}\n{more}" if text else more


def add_note(notes: dict[str, str], heading: str, words: str) -> None:
    """Keeps a note under its heading, beside what stands there already."""
    notes[heading] = added(notes.get(heading, ""), words)
