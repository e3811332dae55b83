"""The risks to a plan's delivery, and its version table."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from plans.access import capability_required, get_editable_plan_or_404
from plans.forms.plan import RiskForm, VersionTableRowForm
from plans.models import Plan, Risk, VersionTableRow
from plans.records import DIRECTIONS, form_data, locked, move_row, next_position, withdraw_row, write_row
from plans.views.form_views import finish_saving, render_form, save_form


@capability_required("edit_plan")
def risk_add(request, partnership, plan):
    found = get_editable_plan_or_404(request, plan)

    new = Risk(plan=found, position=next_position(found.risks.all()))
    form = RiskForm(form_data(request), instance=new)

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Risk “{form.instance}” added")
        finish_saving(request, form)
        return redirect(risk_address(form.instance))

    return render_form(request, "plans/risk_add.html", form, {"plan": found})


@capability_required("edit_plan")
def risk_edit(request, partnership, plan, risk):
    found = find_risk(request, plan, risk)

    form = RiskForm(form_data(request), instance=found)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"Risk “{form.instance}” saved")
        if clashes is None:
            return redirect(risk_address(found))

    context = {"plan": found.plan, "risk": found}
    return render_form(request, "plans/risk_edit.html", form, context, clashes=clashes)


@capability_required("edit_plan")
@require_POST
def risk_move(request, partnership, plan, risk):
    found = find_risk(request, plan, risk)
    step = request.POST.get("step", "")

    current = found.plan.risks.filter(is_withdrawn=False)
    with locked(found.plan, states=Plan.WRITABLE):
        has_moved = step in DIRECTIONS and move_row(found, step, current, by=request.user)
    if has_moved:
        messages.success(request, f"Risk “{found}” moved {step}")
    return redirect(risk_address(found))


@capability_required("edit_plan")
@require_POST
def risk_withdraw(request, partnership, plan, risk):
    found = find_risk(request, plan, risk)

    with locked(found.plan, states=Plan.WRITABLE):
        withdraw_row(found, by=request.user)

    messages.success(request, f"Risk “{found}” withdrawn. You can reinstate it.")
    return redirect(risk_address(found))


@capability_required("edit_plan")
@require_POST
def risk_reinstate(request, partnership, plan, risk):
    found = find_risk(request, plan, risk)

    with locked(found.plan, states=Plan.WRITABLE):
        write_row(found, {"is_withdrawn": False}, base_revision=found.revision, by=request.user)

    messages.success(request, f"Risk “{found}” reinstated")
    return redirect(risk_address(found))


@capability_required("edit_plan")
def version_table_row_add(request, partnership, plan):
    found = get_editable_plan_or_404(request, plan)

    form = VersionTableRowForm(
        form_data(request), instance=VersionTableRow(plan=found, created_by=request.user)
    )
    form.initial["on"] = timezone.localdate()

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Version {form.instance.number} added")
        finish_saving(request, form)
        return redirect("plan_outline", partnership.slug, found.slug)

    return render_form(request, "plans/version_table_row_add.html", form, {"plan": found})


@capability_required("edit_plan")
def version_table_row_edit(request, partnership, plan, plan_version):
    found = get_editable_plan_or_404(request, plan)
    row = get_object_or_404(found.version_table, pk=plan_version)

    form = VersionTableRowForm(form_data(request), instance=row)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"Version {form.instance.number} saved")
        if clashes is None:
            return redirect("plan_outline", partnership.slug, found.slug)

    context = {"plan": found, "plan_version": row}
    return render_form(request, "plans/version_table_row_edit.html", form, context, clashes=clashes)


@capability_required("edit_plan")
@require_POST
def version_table_row_withdraw(request, partnership, plan, plan_version):
    found = get_editable_plan_or_404(request, plan)
    row = get_object_or_404(found.version_table, pk=plan_version)

    with locked(found, states=Plan.WRITABLE):
        withdraw_row(row, by=request.user)

    messages.success(request, f"Version {row.number} withdrawn. It stays in the plan's history.")
    return redirect("plan_outline", partnership.slug, found.slug)


def find_risk(request, plan: str, pk: int) -> Risk:
    """A risk of the plan, withdrawn or not. Raises Http404."""
    found = get_editable_plan_or_404(request, plan)
    return get_object_or_404(found.risks.select_related("plan__partnership"), pk=pk)


def risk_address(risk: Risk) -> str:
    """The risk's place on its plan's page."""
    plan = risk.plan
    return reverse("plan_outline", args=[plan.partnership.slug, plan.slug]) + f"#risk-{risk.pk}"
