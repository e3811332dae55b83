"""Parse milestones' timescales again when the plan's period changes."""

from __future__ import annotations

from plans.models import Plan
from plans.records import rederive_rows


def refresh_timescales(plan: Plan, *, by) -> int:
    """Parse every timescale for the plan's current period; return how many have a different result.

    The printed text stays. A date that changes is recorded in the milestone's history, with the period as its
    reason.
    """
    # The action plan is above this app: its rows are reached from the plan, never imported.
    milestones = plan.milestones.all()
    for milestone in milestones:
        milestone.plan = plan
    return rederive_rows(milestones, by=by, why="The plan's dates changed")
