from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from plans.access import capability_required, get_plan_or_404
from plans.models import Plan
from reports.packs.files import plan_answer
from reports.plan.document import PlanDisplay, build_plan_display


@capability_required("view_plan", get_plan_or_404)
@require_GET
def plan_detail(request, plan):
    """Show the plan as a document: what was agreed."""

    context = {"plan": plan, "shown": shown_to(request.access, plan)}
    return render(request, "reports/plan_detail.html", context)


@capability_required("view_plan", get_plan_or_404)
@require_GET
def plan_pdf(request, plan):
    back = reverse("plan_detail", args=[plan.partnership.slug, plan.slug])
    return plan_answer(request, plan, shown_to(request.access, plan), back=back)


def shown_to(access, plan: Plan) -> PlanDisplay:
    """Return the plan as this user can see it: a lead can see only their own rows of a draft."""
    return build_plan_display(plan, of_bodies=access.body_ids if access.sees_own_bodies_only(plan) else None)
