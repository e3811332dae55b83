"""Updates due this quarter: the actions without one, and those whose update was already sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actions.models import OPEN_STATUSES, Action, Update
from plans.access import Access
from plans.models import Plan
from plans.periods import Quarter


@dataclass(slots=True)
class UpdateDue:
    """One action whose update for the open quarter is due or was sent."""

    action: Action
    update: Update | None
    previous: Update | None


@dataclass(slots=True)
class PlanUpdatesDue:
    """The updates due of one plan for its open quarter."""

    plan: Plan
    quarter: Quarter
    rows: list[UpdateDue]

    @property
    def sent(self) -> int:
        return sum(row.update is not None for row in self.rows)


def get_updates_due(access: Access, body_ids, today: date) -> list[PlanUpdatesDue]:
    """Return the updates due and sent of each adopted plan that has started, for its open quarter.

    Only actions that these bodies lead (all when None), with last quarter's update; in five queries.
    """
    plans = list(access.visible_plans().filter(state=Plan.State.ADOPTED, starts__lte=today))
    quarters = {plan.pk: plan.quarter_on(today) for plan in plans}
    said = _said(quarters)
    # An update sent as complete closes the action to further updates, but it was sent.
    sent = {key for key, of in said if of == quarters[said[key, of].plan_id]}
    actions = (
        Action.objects.filter(plan__in=plans).current().filter(Q(status__in=OPEN_STATUSES) | Q(pk__in=sent))
    )
    if body_ids is not None:
        actions = actions.led_by(body_ids)
    rows: dict[int, list[UpdateDue]] = {plan.pk: [] for plan in plans}
    for action in actions.in_order().prefetch_related("action_leads__body"):
        quarter = quarters[action.plan_id]
        now, before = said.get((action.pk, quarter)), said.get((action.pk, quarter.previous))
        rows[action.plan_id].append(UpdateDue(action, now, before))
    for plan in plans:
        plan.partnership = access.partnership
        # Updates that are still due come first.
        rows[plan.pk].sort(key=lambda row: row.update is not None)
        for row in rows[plan.pk]:
            row.action.plan = plan
    return [PlanUpdatesDue(plan, quarters[plan.pk], rows[plan.pk]) for plan in plans if rows[plan.pk]]


def _said(quarters: dict[int, Quarter]) -> dict[tuple[int, Quarter], Update]:
    """Return the updates of the plans' actions for each plan's open quarter and for the one before it."""
    wanted = Q(pk=None)
    for plan, quarter in quarters.items():
        for of in (quarter, quarter.previous):
            wanted |= Q(plan=plan, year=of.year, quarter=of.number)
    updates = Update.objects.filter(wanted).select_related("created_by")
    return {(update.action_id, update.for_quarter): update for update in updates}
