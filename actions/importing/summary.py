"""Text for what an import would do and has done, in the order of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from actions.exporting import plan_to_csv
from actions.importing.comparison import ADD, PlanComparison, RowDifference
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from actions.snapshot import NO_HEADING
from plans.wording import join_with_and

NOUNS = {
    "priority": ("heading", "headings"),
    "action": ("action", "actions"),
    "milestone": ("milestone", "milestones"),
    "body": ("organisation or group", "organisations and groups"),
}
VERBS = {"added": "added", "changed": "changed", "withdrawn": "withdrawn"}


@dataclass(slots=True)
class AddedPriority:
    """New rows under one heading of the file."""

    heading: str
    path: str
    """The heading's own path if it is new, otherwise ""."""
    actions: list[RowDifference] = field(default_factory=list)
    milestones: list[RowDifference] = field(default_factory=list)
    """New milestones of actions that the plan has."""


def added_by_heading(comparison: PlanComparison) -> list[AddedPriority]:
    """Return everything that the file would add, under the headings of the file."""
    found: dict[str, AddedPriority] = {}
    for each in comparison.differences:
        if each.act != ADD:
            continue
        place = each.path.partition(".")[0]
        text = comparison.document.priorities[int(place[1:]) - 1]
        group = found.setdefault(place, AddedPriority(text.heading or NO_HEADING, ""))
        if each.kind == "priority":
            group.path = each.path
        elif each.kind == "action":
            group.actions.append(each)
        elif each.parent.startswith("action:"):
            group.milestones.append(each)
    return list(found.values())


def result_lines(summary: Mapping) -> list[str]:
    """Return a line for each kind of row written: "27 actions added"."""
    lines = []
    for name, verb in VERBS.items():
        for kind, nouns in NOUNS.items():
            count = summary.get(name, {}).get(kind, 0)
            if count:
                lines.append(f"{count} {nouns[count != 1]} {verb}")
    return lines


def format_counts(counts: Iterable[tuple[int, str]]) -> str:
    """Return counts as text, without zeros: "27 actions, 59 milestones and 7 headings"."""
    return join_with_and([f"{count} {NOUNS[kind][count != 1]}" for count, kind in counts if count])


def example_csv() -> bytes:
    """Return a small plan as CSV that shows which columns there can be; it imports without an issue."""
    return plan_to_csv(
        PlanText(
            "Example",
            (
                PriorityText(
                    "Priority 1: Domestic abuse",
                    actions=(
                        ActionText(
                            "1.1",
                            "Tell residents which services there are",
                            "More people ask for help early",
                            "On track",
                            milestones=(
                                MilestoneText(
                                    "Leaflet in every surgery", "Summer 24", "Domestic Abuse Group"
                                ),
                                MilestoneText("Campaign on buses", "Ongoing", "Council/Police"),
                            ),
                        ),
                        ActionText(
                            "1.2",
                            "Train the front line",
                            "Staff know what to do",
                            "Not started",
                            milestones=(MilestoneText("First course", "March 25", "TBC"),),
                        ),
                    ),
                ),
                PriorityText(
                    "Cross cutting theme 1: Young people",
                    "theme",
                    actions=(
                        ActionText(
                            "2.1",
                            "Work with schools",
                            "Young people see risks sooner",
                            milestones=(
                                MilestoneText("Talks in all secondary schools", "Quarterly", "Police"),
                            ),
                        ),
                    ),
                ),
            ),
        )
    )
