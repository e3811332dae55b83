"""The priorities and cross-cutting themes of a plan."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from plans.access import (
    can_change_plan,
    capability_required,
    get_editable_plan_or_404,
    get_plan_or_404,
    get_priority_or_404,
)
from plans.forms.plan import PriorityForm
from plans.models import Plan, Priority
from plans.records import (
    DIRECTIONS,
    OperationError,
    form_data,
    locked,
    move_row,
    next_position,
    withdraw_row,
    write_row,
)
from plans.views.form_views import attempt, finish_saving, render_form, save_form
from plans.views.history_views import render_history, restore_from_entry


@capability_required("edit_plan")
def priority_add(request, partnership, plan):
    found = get_editable_plan_or_404(request, plan)

    new = Priority(plan=found, position=next_position(found.priorities.all()))
    form = PriorityForm(form_data(request), instance=new)

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"{form.instance} added")
        finish_saving(request, form)
        return redirect(priority_address(form.instance))

    return render_form(request, "plans/priority_add.html", form, {"plan": found})


@capability_required("edit_plan")
def priority_edit(request, partnership, plan, priority):
    found = get_priority_or_404(get_editable_plan_or_404(request, plan), priority)

    form = PriorityForm(form_data(request), instance=found)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"{form.instance} saved")
        if clashes is None:
            return redirect(priority_address(found))

    context = {"plan": found.plan, "priority": found}
    return render_form(request, "plans/priority_edit.html", form, context, clashes=clashes)


@capability_required("edit_plan")
@require_POST
def priority_move(request, partnership, plan, priority):
    found = get_priority_or_404(get_editable_plan_or_404(request, plan), priority)
    step = request.POST.get("step", "")

    with locked(found.plan, states=Plan.WRITABLE):
        has_moved = step in DIRECTIONS and move_row(
            found, step, found.plan.priorities.current(), by=request.user
        )
    if has_moved:
        messages.success(request, f"{found} moved {step}")
    return redirect(priority_address(found))


@capability_required("edit_plan")
@require_POST
def priority_withdraw(request, partnership, plan, priority):
    found = get_priority_or_404(get_editable_plan_or_404(request, plan), priority)

    if not attempt(request, None, lambda: withdraw_priority(found, by=request.user)):
        return redirect(priority_address(found))

    messages.success(request, f"{found} withdrawn. You can reinstate it.")
    return redirect("plan_outline", partnership.slug, found.plan.slug)


@capability_required("edit_plan")
@require_POST
def priority_reinstate(request, partnership, plan, priority):
    found = get_priority_or_404(get_editable_plan_or_404(request, plan), priority)

    with locked(found.plan, states=Plan.WRITABLE):
        write_row(found, {"is_withdrawn": False}, base_revision=found.revision, by=request.user)

    messages.success(request, f"{found} reinstated")
    return redirect(priority_address(found))


@capability_required("view_history")
@require_GET
def priority_history(request, partnership, plan, priority):
    found = get_priority_or_404(get_plan_or_404(request, plan), priority)
    request.access.require_body("view_history", [lead.body_id for lead in found.priority_leads.all()])

    restored_by = "priority_restore" if can_change_plan(request, found.plan) else ""
    return render_history(
        request,
        "plans/priority_history.html",
        found,
        {"plan": found.plan, "priority": found},
        restored_by=restored_by,
        at=(partnership.slug, found.plan.slug, found.pk),
    )


@capability_required("edit_plan")
@require_POST
def priority_restore(request, partnership, plan, priority, change):
    found = get_priority_or_404(get_editable_plan_or_404(request, plan), priority)

    with locked(found.plan, states=Plan.WRITABLE):
        restore_from_entry(request, found, change)

    return redirect("priority_history", partnership.slug, found.plan.slug, found.pk)


def withdraw_priority(priority: Priority, *, by) -> None:
    """Withdraws a priority under which no action stands, in the plan's turn. Raises OperationError."""
    with locked(priority.plan, states=Plan.WRITABLE):
        # The action plan stands above this app: its rows are reached from the priority, never imported.
        actions = priority.actions.filter(is_withdrawn=False).count()
        if actions:
            raise OperationError(
                f"{actions} action{'s stand' if actions > 1 else ' stands'} under {priority}: "
                f"move or withdraw {'them' if actions > 1 else 'it'} first."
            )
        withdraw_row(priority, by=by)


def priority_address(priority: Priority) -> str:
    """The priority's place on its plan's page."""
    plan = priority.plan
    return reverse("plan_outline", args=[plan.partnership.slug, plan.slug]) + f"#priority-{priority.pk}"
