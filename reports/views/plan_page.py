from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from plans.access import requires
from plans.models import Plan
from reports.pack_document import plan_answer
from reports.plan_document import PlanShown, read_plan


@requires("see_plan")
@require_GET
def plan_page(request, partnership, plan):
    """The plan as a document: what was agreed."""
    found = find_plan(request, plan)

    context = {"plan": found, "shown": shown_to(request.seat, found)}
    return render(request, "reports/plan_page.html", context)


@requires("see_plan")
@require_GET
def plan_page_pdf(request, partnership, plan):
    found = find_plan(request, plan)

    back = reverse("plan_page", args=[partnership.slug, found.slug])
    return plan_answer(request, found, shown_to(request.seat, found), back=back)


def find_plan(request, slug: str) -> Plan:
    """The plan of that address; 404 when the person may not know of it."""
    plan = get_object_or_404(request.seat.plans(), slug=slug)
    plan.partnership = request.seat.partnership
    return plan


def shown_to(seat, plan: Plan) -> PlanShown:
    """The plan as this person sees it: of a draft, a lead sees their own rows."""
    return read_plan(plan, of_bodies=seat.body_ids if seat.sees_only_own(plan) else None)
