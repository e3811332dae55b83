from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from plans.access import capability_required
from plans.models import Plan
from reports.packs.files import plan_answer
from reports.plan.document import PlanDisplay, build_plan_display


@capability_required("view_plan")
@require_GET
def plan_detail(request, partnership, plan):
    """The plan as a document: what was agreed."""
    found = get_readable_plan_or_404(request, plan)

    context = {"plan": found, "shown": shown_to(request.access, found)}
    return render(request, "reports/plan_detail.html", context)


@capability_required("view_plan")
@require_GET
def plan_pdf(request, partnership, plan):
    found = get_readable_plan_or_404(request, plan)

    back = reverse("plan_detail", args=[partnership.slug, found.slug])
    return plan_answer(request, found, shown_to(request.access, found), back=back)


def get_readable_plan_or_404(request, slug: str) -> Plan:
    """Return the plan with that slug. Raises Http404 if the user cannot see it."""
    plan = get_object_or_404(request.access.visible_plans(), slug=slug)
    plan.partnership = request.access.partnership
    return plan


def shown_to(access, plan: Plan) -> PlanDisplay:
    """Return the plan as this user can see it: a lead can see only their own rows of a draft."""
    return build_plan_display(plan, of_bodies=access.body_ids if access.sees_own_bodies_only(plan) else None)
