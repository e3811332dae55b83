"""What follows from a plan's period: the timescales of its milestones are read against it."""

from __future__ import annotations

from plans.models import Plan
from plans.records import rederive_rows


def refresh_timescales(plan: Plan, *, by) -> int:
    """Reads every timescale against the plan's period as it is now; returns how many read otherwise than before.

    The printed words stay. A date that moves so is told in the milestone's history, with the period as its reason.
    """
    # The action plan stands above this app: its rows are reached from the plan, never imported.
    milestones = plan.milestones.all()
    for milestone in milestones:
        milestone.plan = plan
    return rederive_rows(milestones, by=by, why="The plan's dates changed")
