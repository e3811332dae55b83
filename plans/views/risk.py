"""Views of the risks to a plan's delivery, and of its version table."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from plans.access import (
    capability_required,
    get_editable_plan_or_404,
    get_editable_risk_or_404,
    get_editable_version_table_row_or_404,
)
from plans.forms.plan import RiskForm, VersionTableRowForm
from plans.models import Plan, Risk, VersionTableRow
from plans.records import DIRECTIONS, form_data, locked, move_row, next_position, withdraw_row, write_row
from plans.views.form_views import finish_saving, render_form, save_form


@capability_required("edit_plan", get_editable_plan_or_404)
def risk_add(request, plan):
    new = Risk(plan=plan, position=next_position(plan.risks.all()))
    form = RiskForm(form_data(request), instance=new)

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Risk “{form.instance}” added")
        finish_saving(request, form)
        return redirect(risk_address(form.instance))

    return render_form(request, "plans/risk_add.html", form, {"plan": plan})


@capability_required("edit_plan", get_editable_risk_or_404)
def risk_edit(request, risk):
    form = RiskForm(form_data(request), instance=risk)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"Risk “{form.instance}” saved")
        if clashes is None:
            return redirect(risk_address(risk))

    context = {"plan": risk.plan, "risk": risk}
    return render_form(request, "plans/risk_edit.html", form, context, clashes=clashes)


@capability_required("edit_plan", get_editable_risk_or_404)
@require_POST
def risk_move(request, risk):
    step = request.POST.get("step", "")

    current = risk.plan.risks.filter(is_withdrawn=False)
    with locked(risk.plan, states=Plan.WRITABLE):
        has_moved = step in DIRECTIONS and move_row(risk, step, current, by=request.user)
    if has_moved:
        messages.success(request, f"Risk “{risk}” moved {step}")
    return redirect(risk_address(risk))


@capability_required("edit_plan", get_editable_risk_or_404)
@require_POST
def risk_withdraw(request, risk):
    with locked(risk.plan, states=Plan.WRITABLE):
        withdraw_row(risk, by=request.user)

    messages.success(request, f"Risk “{risk}” withdrawn. You can reinstate it.")
    return redirect(risk_address(risk))


@capability_required("edit_plan", get_editable_risk_or_404)
@require_POST
def risk_reinstate(request, risk):
    with locked(risk.plan, states=Plan.WRITABLE):
        write_row(risk, {"is_withdrawn": False}, base_revision=risk.revision, by=request.user)

    messages.success(request, f"Risk “{risk}” reinstated")
    return redirect(risk_address(risk))


@capability_required("edit_plan", get_editable_plan_or_404)
def version_table_row_add(request, plan):
    form = VersionTableRowForm(
        form_data(request), instance=VersionTableRow(plan=plan, created_by=request.user)
    )
    form.initial["on"] = timezone.localdate()

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Version {form.instance.number} added")
        finish_saving(request, form)
        return redirect("plan_outline", plan.partnership.slug, plan.slug)

    return render_form(request, "plans/version_table_row_add.html", form, {"plan": plan})


@capability_required("edit_plan", get_editable_version_table_row_or_404)
def version_table_row_edit(request, row):
    form = VersionTableRowForm(form_data(request), instance=row)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"Version {form.instance.number} saved")
        if clashes is None:
            return redirect("plan_outline", row.plan.partnership.slug, row.plan.slug)

    context = {"plan": row.plan, "plan_version": row}
    return render_form(request, "plans/version_table_row_edit.html", form, context, clashes=clashes)


@capability_required("edit_plan", get_editable_version_table_row_or_404)
@require_POST
def version_table_row_withdraw(request, row):
    with locked(row.plan, states=Plan.WRITABLE):
        withdraw_row(row, by=request.user)

    messages.success(request, f"Version {row.number} withdrawn. It stays in the plan's history.")
    return redirect("plan_outline", row.plan.partnership.slug, row.plan.slug)


def risk_address(risk: Risk) -> str:
    """Return the URL of the risk on its plan's page."""
    plan = risk.plan
    return reverse("plan_outline", args=[plan.partnership.slug, plan.slug]) + f"#risk-{risk.pk}"
