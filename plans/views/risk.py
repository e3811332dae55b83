"""The risks to a plan's delivery, and its version table."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from plans.access import requires
from plans.drafts import typed_in
from plans.finding import find_plan_to_edit
from plans.forms.plan import PlanVersionForm, RiskForm
from plans.models import PlanVersion, Risk
from plans.ordering import STEPS, last_place, move_row
from plans.views.form_page import after_saving, form_page, save
from plans.writing import withdraw_row, write_row


@requires("edit_plan")
def risk_new(request, partnership, plan):
    found = find_plan_to_edit(request, plan)

    new = Risk(plan=found, position=last_place(found.risks.all()))
    form = RiskForm(typed_in(request), instance=new)

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Added the risk “{form.instance}”.")
        after_saving(request, form)
        return redirect(risk_address(form.instance))

    return form_page(request, "plans/risk_new.html", form, {"plan": found})


@requires("edit_plan")
def risk_edit(request, partnership, plan, risk):
    found = find_risk(request, plan, risk)

    form = RiskForm(typed_in(request), instance=found)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save(request, form, f"Saved the risk “{form.instance}”.")
        if clashes is None:
            return redirect(risk_address(found))

    context = {"plan": found.plan, "risk": found}
    return form_page(request, "plans/risk_edit.html", form, context, clashes=clashes)


@requires("edit_plan")
@require_POST
def risk_move(request, partnership, plan, risk):
    found = find_risk(request, plan, risk)
    step = request.POST.get("step", "")

    current = found.plan.risks.filter(is_withdrawn=False)
    if step in STEPS and move_row(found, step, current, by=request.user):
        messages.success(request, f"Moved the risk “{found}” {step}.")
    return redirect(risk_address(found))


@requires("edit_plan")
@require_POST
def risk_withdraw(request, partnership, plan, risk):
    found = find_risk(request, plan, risk)

    withdraw_row(found, by=request.user)

    messages.success(request, f"Withdrew the risk “{found}”. It can be brought back.")
    return redirect(risk_address(found))


@requires("edit_plan")
@require_POST
def risk_bring_back(request, partnership, plan, risk):
    found = find_risk(request, plan, risk)

    write_row(found, {"is_withdrawn": False}, base_version=found.version, by=request.user)

    messages.success(request, f"Brought the risk “{found}” back.")
    return redirect(risk_address(found))


@requires("edit_plan")
def plan_version_new(request, partnership, plan):
    found = find_plan_to_edit(request, plan)

    form = PlanVersionForm(typed_in(request), instance=PlanVersion(plan=found, made_by=request.user))
    form.initial["on"] = timezone.localdate()

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Added version {form.instance.number} to the version table.")
        after_saving(request, form)
        return redirect("plan_outline", partnership.slug, found.slug)

    return form_page(request, "plans/plan_version_new.html", form, {"plan": found})


@requires("edit_plan")
def plan_version_edit(request, partnership, plan, plan_version):
    found = find_plan_to_edit(request, plan)
    row = get_object_or_404(found.version_table, pk=plan_version)

    form = PlanVersionForm(typed_in(request), instance=row)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save(request, form, f"Saved version {form.instance.number}.")
        if clashes is None:
            return redirect("plan_outline", partnership.slug, found.slug)

    context = {"plan": found, "plan_version": row}
    return form_page(request, "plans/plan_version_edit.html", form, context, clashes=clashes)


@requires("edit_plan")
@require_POST
def plan_version_withdraw(request, partnership, plan, plan_version):
    found = find_plan_to_edit(request, plan)
    row = get_object_or_404(found.version_table, pk=plan_version)

    withdraw_row(row, by=request.user)

    messages.success(request, f"Withdrew version {row.number}. The plan's history keeps it.")
    return redirect("plan_outline", partnership.slug, found.slug)


def find_risk(request, plan: str, pk: int) -> Risk:
    """A risk of the plan, withdrawn or not. Raises Http404."""
    found = find_plan_to_edit(request, plan)
    return get_object_or_404(found.risks.select_related("plan__partnership"), pk=pk)


def risk_address(risk: Risk) -> str:
    """The risk's place on its plan's page."""
    plan = risk.plan
    return reverse("plan_outline", args=[plan.partnership.slug, plan.slug]) + f"#risk-{risk.pk}"
