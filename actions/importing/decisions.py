"""What an officer decided about a file before the import; stored as JSON between the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from actions.plan_text import ActionText, MilestoneText, PlanText

NEW, AS_PRINTED = "new", "printed"


@dataclass(frozen=True, slots=True)
class NewBody:
    """How an unknown lead becomes a body."""

    name: str
    kind: str
    parent: int | None = None
    parent_name: str = ""


@dataclass(frozen=True, slots=True)
class ImportDecisions:
    """The decisions, each under the text or the path that it is about; blank where nothing was decided."""

    timescales: Mapping[str, str] = field(default_factory=dict)
    """Printed timescale → corrected text."""
    dates: Mapping[str, str] = field(default_factory=dict)
    """Printed timescale → the date set manually, in ISO form."""
    leads: Mapping[str, str] = field(default_factory=dict)
    """Key of an unknown name → "new", "printed", or the id of its body."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Key of a new name → the kind of body that it becomes."""
    confirmed: Mapping[str, str] = field(default_factory=dict)
    """Path of a row whose lead is "to be confirmed" → the id of the body selected as lead."""
    pairings: Mapping[str, list] = field(default_factory=dict)
    """Path of an action → its corrected milestones, each [text, timescale, lead]."""
    left: frozenset[str] = frozenset()
    """Paths of differences that are not to be imported."""
    withdrawn: frozenset[str] = frozenset()
    """Rows of the plan that the file does not have and that are to be withdrawn ("action:12")."""

    @classmethod
    def from_json(cls, kept: Mapping) -> ImportDecisions:
        """Return the decisions as they were stored; missing ones were not decided."""
        plain = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        for name in ("left", "withdrawn"):
            if name in plain:
                plain[name] = frozenset(plain[name])
        return cls(**plain)

    def to_json(self) -> dict:
        """Return the decisions as PlanImport stores them."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return plain | {"left": sorted(self.left), "withdrawn": sorted(self.withdrawn)}

    def say_the_same_of_doubts(self, other: ImportDecisions) -> bool:
        """Return whether the differences are the same, whichever of them are selected."""
        nothing = frozenset()
        return replace(self, left=nothing, withdrawn=nothing) == replace(
            other, left=nothing, withdrawn=nothing
        )

    def date_set(self, printed: str) -> date | None:
        """Return the date set manually for a printed timescale."""
        return date.fromisoformat(self.dates[printed]) if self.dates.get(printed) else None


def action_path(heading: int, action: int) -> str:
    """The name of an action of the file: "p2.a1", counted from 1."""
    return f"p{heading + 1}.a{action + 1}"


def apply_corrections(document: PlanText, choices: ImportDecisions) -> PlanText:
    """Return the document with the officer's corrections of milestones and timescales."""
    return replace(
        document,
        priorities=tuple(
            replace(
                priority,
                actions=tuple(
                    _action(action, action_path(heading, number), choices)
                    for number, action in enumerate(priority.actions)
                ),
            )
            for heading, priority in enumerate(document.priorities)
        ),
    )


def _action(action: ActionText, path: str, choices: ImportDecisions) -> ActionText:
    milestones = action.milestones
    if path in choices.pairings:
        rows = choices.pairings[path]
        # A milestone in its own cell keeps its notes and its position; an added one has the action's position.
        before = [*milestones, *(MilestoneText(place=action.place) for _ in rows[len(milestones) :])]
        milestones = tuple(
            replace(old, milestone=words, timescale=timescale, lead=lead)
            for old, (words, timescale, lead) in zip(before, rows, strict=False)
            if words or timescale or lead or old.notes
        )
    milestones = tuple(
        replace(step, timescale=choices.timescales.get(step.timescale, step.timescale)) for step in milestones
    )
    return replace(action, milestones=milestones)
