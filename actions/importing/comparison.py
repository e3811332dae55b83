"""A file compared with a plan: what it would add, what it would change, and what it does not have."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from actions.leads import UnmatchedLead
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from plans.files import SourceLocation

ADD, CHANGE, MISSING = "add", "change", "missing"


@dataclass(frozen=True, slots=True)
class RowLeads:
    """Who leads a row: bodies by key and new names, in the order printed, with the printed text."""

    printed: str = ""
    named: tuple[int | UnmatchedLead, ...] = ()
    to_be_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of one row: the value in the plan and the value in the file."""

    path: str
    """The row's path and the field: "p1.a2.m3:timescale"."""
    label: str
    was: str
    now: str
    values: Mapping[str, object]
    """The columns to write; leads as RowLeads."""


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row that the file adds, changes, or does not have."""

    act: str
    kind: str
    """"priority", "action" or "milestone"."""
    path: str
    label: str
    """The row's name: "1.2", "1.2, “Legal orders training”"."""
    row: object = None
    text: PriorityText | ActionText | MilestoneText | None = None
    parent: str = ""
    """Path of the row under which a new row is added."""
    fields: tuple[FieldDifference, ...] = ()
    place: SourceLocation | None = None


@dataclass(frozen=True, slots=True)
class CellReference:
    """A cell of the file, as an officer can find it: 'Table 1, row 4, “Timescales”'."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class ImportIssue:
    """Something in the file that needs checking, with its cells and what can be done."""

    code: str
    cells: tuple[CellReference, ...]
    printed: str
    words: str
    """The rest of the sentence: "is after the plan ends (31 March 2025)."."""
    key: str = ""
    """The key of a decision about it: the printed text, the name's key or the row's path."""
    lead: UnmatchedLead | None = None

    @property
    def sentence(self) -> str:
        """The whole sentence: 'Table 1, row 4, “Timescales”: “Autumn 25” is after the plan ends (…).'"""
        return f"{self.where}: {self.said}" if self.cells else self.said

    @property
    def where(self) -> str:
        """The first cell, and how many more there are."""
        if not self.cells:
            return ""
        more = len(self.cells) - 1
        return self.cells[0].words + (f" and {more} more" if more else "")

    @property
    def said(self) -> str:
        """What needs checking, without the cell."""
        shown = self.printed if len(self.printed) <= 80 else self.printed[:79] + "…"
        return f"“{' '.join(shown.split())}” {self.words}" if self.printed else self.words


@dataclass
class PlanComparison:
    """Everything that importing a file would do, and every issue in it."""

    document: PlanText
    differences: tuple[RowDifference, ...] = ()
    doubts: tuple[ImportIssue, ...] = ()
    same: int = 0
    """Rows that are the same in the plan."""
    leads: Mapping[str, RowLeads] = field(default_factory=dict)
    """Path of a row of the file → who leads it."""
    row_of: Mapping[str, object] = field(default_factory=dict)
    """Path of a row of the file → its row of the plan."""

    @cached_property
    def added(self) -> tuple[RowDifference, ...]:
        return tuple(each for each in self.differences if each.act == ADD)

    @cached_property
    def changed(self) -> tuple[RowDifference, ...]:
        return tuple(each for each in self.differences if each.act == CHANGE)

    @cached_property
    def missing(self) -> tuple[RowDifference, ...]:
        return tuple(each for each in self.differences if each.act == MISSING)

    @property
    def is_all_new(self) -> bool:
        """Whether nothing in the file is in the plan yet, and nothing in the plan is missing from it."""
        return not self.same and not self.changed and not self.missing

    @property
    def counts(self) -> dict[str, int]:
        """How many headings, actions and milestones the file has."""
        document = self.document
        return {
            "headings": len(document.priorities),
            "actions": len(document.actions),
            "milestones": len(document.milestones),
        }

    @cached_property
    def fingerprint(self) -> str:
        """Return a hash that changes when any difference does, so that no one imports what they have not seen."""
        seen = [
            [each.act, each.path, [[one.path, one.was, one.now] for one in each.fields]]
            for each in self.differences
        ]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:20]
