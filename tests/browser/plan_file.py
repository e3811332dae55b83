"""The action plan that the main job starts with: the real one if it is available, otherwise an equal one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from tests.actions.file_factories import stacked_word

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / ".." / "shared" / "real" / "swale-action-plan-2024-25.docx"
IN_OUR_WORDS = ROOT / "csp" / "example" / "swale_plan.toml"


@dataclass(frozen=True)
class PlanFile:
    """A Word file as an officer has it, and how many rows are in it."""

    name: str
    content: bytes
    actions: int = 27
    milestones: int = 59
    headings: int = 7


def real_or_ours() -> PlanFile:
    """Return Swale's Word plan; without it invented text in the same table, with the same numbers, dates and leads."""
    if REAL.exists():
        return PlanFile(REAL.name, REAL.read_bytes())
    return ours()


def ours() -> PlanFile:
    """Return the example's plan as the Word table that it would have been."""
    text = tomllib.loads(IN_OUR_WORDS.read_text(encoding="utf-8"))
    priorities = tuple(
        PriorityText(row["heading"], actions=tuple(map(action_text, row["action"])))
        for row in text["priority"]
    )
    actions = [action for priority in priorities for action in priority.actions]
    return PlanFile(
        "our-action-plan.docx",
        stacked_word(PlanText("Action plan", priorities)),
        len(actions),
        sum(len(action.milestones) for action in actions),
        len(priorities),
    )


def action_text(row: dict) -> ActionText:
    steps = tuple(MilestoneText(*step) for step in row["milestones"])
    return ActionText(row["number"], row["action"], row["outcome"], milestones=steps)
