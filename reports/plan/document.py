"""The plan as a document: what was agreed, without its progress.

The same values become the web page, the PDF, and the appendix of a scrutiny pack, which anyone can read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from actions.snapshot import (
    TO_BE_CONFIRMED,
    ActionSnapshot,
    Lead,
    PlanSnapshot,
    PrioritySnapshot,
    read_snapshot,
)
from plans.models import Plan, Priority, Risk, VersionTableRow


@dataclass(frozen=True, slots=True)
class PlanDisplay:
    """A plan as it was agreed, laid out for a template."""

    plan: PlanSnapshot
    kind: str
    state: str
    is_draft: bool
    introduction: str
    versions: tuple[VersionTableRow, ...]
    priorities: tuple[dict, ...]
    """The result of `priority_content`, in the order of the plan."""
    risks: tuple[Risk, ...]

    @property
    def action_count(self) -> int:
        return sum(len(priority["actions"]) for priority in self.priorities)

    @property
    def milestone_count(self) -> int:
        return sum(
            len(action["milestones"]) for priority in self.priorities for action in priority["actions"]
        )


def build_plan_display(plan: Plan, *, of_bodies: Collection[int] | None = None) -> PlanDisplay:
    """Return the plan with its priorities, actions, milestones, leads, risks and versions, in five queries.

    With `of_bodies` only the actions that one of these bodies leads and their headings, and the headings that
    it leads itself, for someone who sees only their own rows of a draft.
    """
    own_only = of_bodies is not None
    snapshot = read_snapshot(plan, as_printed=True)
    if own_only:
        snapshot = snapshot.for_bodies(of_bodies)
    return PlanDisplay(
        plan=snapshot,
        kind=plan.get_kind_display(),
        state=plan.get_state_display(),
        is_draft=plan.is_draft,
        introduction="" if own_only else plan.introduction,
        versions=() if own_only else tuple(plan.version_table.filter(is_withdrawn=False)),
        priorities=tuple(priority_content(priority) for priority in snapshot.current_priorities),
        risks=() if own_only else tuple(plan.risks.filter(is_withdrawn=False)),
    )


def priority_content(priority: PrioritySnapshot) -> dict:
    """Return what was agreed under a heading, in plain values. Packs publish every field named here."""
    levels: dict[str, list[str]] = {}
    for lead in priority.leads:
        levels.setdefault(lead.level, []).append(lead.name)
    return {
        "heading": priority.title,
        "is_theme": priority.kind == Priority.Kind.THEME,
        "summary": priority.summary,
        "notes": priority.notes,
        "leads": [{"level": level, "bodies": bodies} for level, bodies in levels.items()],
        "actions": [_action_content(action) for action in priority.actions],
    }


def _action_content(action: ActionSnapshot) -> dict:
    return {
        "number": action.number,
        "action": action.action,
        "desired_outcome": action.desired_outcome,
        "leads": _lead_names(action.leads, action.lead_to_be_confirmed, action.leads_as_printed),
        "milestones": [
            {
                "milestone": milestone.milestone,
                "timescale": milestone.timescale,
                "leads": _lead_names(
                    milestone.leads, milestone.lead_to_be_confirmed, milestone.lead_as_printed
                ),
            }
            for milestone in action.milestones
        ],
    }


def _lead_names(leads: Iterable[Lead], to_be_confirmed: bool, printed: str) -> list[str]:
    names = [lead.name for lead in leads]
    if to_be_confirmed:
        names.append(TO_BE_CONFIRMED)
    # Leads in the original that match no body are still what was agreed.
    return names or [line.strip() for line in printed.split("\n") if line.strip()]
