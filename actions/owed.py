"""What is owed this quarter: the actions of which nothing has been said yet, and those already sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actions.models import RUNNING, Action, Update
from plans.access import Seat
from plans.models import Plan
from plans.periods import Quarter


@dataclass(slots=True)
class Owed:
    """One action of which an update is owed or was sent for the open quarter."""

    action: Action
    update: Update | None
    previous: Update | None


@dataclass(slots=True)
class OwedPlan:
    """What is owed of one plan for its open quarter."""

    plan: Plan
    quarter: Quarter
    rows: list[Owed]

    @property
    def sent(self) -> int:
        return sum(row.update is not None for row in self.rows)


def owed(seat: Seat, body_ids, today: date) -> list[OwedPlan]:
    """For each adopted plan that has begun, the actions that these bodies lead (all when None) and of which an
    update is owed or was sent for the open quarter, with what was said last quarter; a fixed number of
    statements a plan.
    """
    plans = []
    for plan in seat.plans().filter(state=Plan.State.ADOPTED, starts__lte=today):
        plan.partnership = seat.partnership
        quarter = plan.quarter_on(today)
        actions = Action.objects.of_plan(plan).current()
        if body_ids is not None:
            actions = actions.led_by(body_ids)
        said = {}
        updates = Update.objects.filter(plan=plan).select_related("made_by")
        for update in updates.of_quarter(quarter) | updates.of_quarter(quarter.previous):
            said[update.action_id, update.for_quarter] = update
        # What was sent as complete is running no more, but it was sent.
        sent = [action for action, of in said if of == quarter]
        actions = actions.filter(Q(status__in=RUNNING) | Q(pk__in=sent))
        rows = [
            Owed(action, said.get((action.pk, quarter)), said.get((action.pk, quarter.previous)))
            for action in actions.in_order().prefetch_related("action_leads__body")
        ]
        for row in rows:
            row.action.plan = plan
        plans.append(OwedPlan(plan, quarter, rows))
    return [each for each in plans if each.rows]
