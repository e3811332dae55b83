"""Views of the priorities and cross-cutting themes of a plan."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from plans.access import (
    can_change_plan,
    capability_required,
    get_editable_plan_or_404,
    get_editable_priority_or_404,
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


@capability_required("edit_plan", get_editable_plan_or_404)
def priority_add(request, plan):
    new = Priority(plan=plan, position=next_position(plan.priorities.all()))
    form = PriorityForm(form_data(request), instance=new)

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"{form.instance} added")
        finish_saving(request, form)
        return redirect(priority_address(form.instance))

    return render_form(request, "plans/priority_add.html", form, {"plan": plan})


@capability_required("edit_plan", get_editable_priority_or_404)
def priority_edit(request, priority):
    form = PriorityForm(form_data(request), instance=priority)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"{form.instance} saved")
        if clashes is None:
            return redirect(priority_address(priority))

    context = {"plan": priority.plan, "priority": priority}
    return render_form(request, "plans/priority_edit.html", form, context, clashes=clashes)


@capability_required("edit_plan", get_editable_priority_or_404)
@require_POST
def priority_move(request, priority):
    step = request.POST.get("step", "")

    with locked(priority.plan, states=Plan.WRITABLE):
        has_moved = step in DIRECTIONS and move_row(
            priority, step, priority.plan.priorities.current(), by=request.user
        )
    if has_moved:
        messages.success(request, f"{priority} moved {step}")
    return redirect(priority_address(priority))


@capability_required("edit_plan", get_editable_priority_or_404)
@require_POST
def priority_withdraw(request, priority):
    if not attempt(request, None, lambda: withdraw_priority(priority, by=request.user)):
        return redirect(priority_address(priority))

    messages.success(request, f"{priority} withdrawn. You can reinstate it.")
    return redirect("plan_outline", priority.plan.partnership.slug, priority.plan.slug)


@capability_required("edit_plan", get_editable_priority_or_404)
@require_POST
def priority_reinstate(request, priority):
    with locked(priority.plan, states=Plan.WRITABLE):
        write_row(priority, {"is_withdrawn": False}, base_revision=priority.revision, by=request.user)

    messages.success(request, f"{priority} reinstated")
    return redirect(priority_address(priority))


@capability_required("view_history", get_priority_or_404)
@require_GET
def priority_history(request, priority):
    restored_by = "priority_restore" if can_change_plan(request.access, priority.plan) else ""
    return render_history(
        request,
        "plans/priority_history.html",
        priority,
        {"plan": priority.plan, "priority": priority},
        restored_by=restored_by,
        at=(priority.plan.partnership.slug, priority.plan.slug, priority.pk),
    )


@capability_required("edit_plan", get_editable_priority_or_404)
@require_POST
def priority_restore(request, priority, change):
    with locked(priority.plan, states=Plan.WRITABLE):
        restore_from_entry(request, priority, change)

    return redirect("priority_history", priority.plan.partnership.slug, priority.plan.slug, priority.pk)


def withdraw_priority(priority: Priority, *, by) -> None:
    """Withdraw a priority that has no actions, with the plan locked. Raises OperationError."""
    with locked(priority.plan, states=Plan.WRITABLE):
        # The action plan is above this app: its rows are reached from the priority, never imported.
        actions = priority.actions.filter(is_withdrawn=False).count()
        if actions:
            raise OperationError(
                f"{actions} action{'s stand' if actions > 1 else ' stands'} under {priority}: "
                f"move or withdraw {'them' if actions > 1 else 'it'} first."
            )
        withdraw_row(priority, by=by)


def priority_address(priority: Priority) -> str:
    """Return the URL of the priority on its plan's page."""
    plan = priority.plan
    return reverse("plan_outline", args=[plan.partnership.slug, plan.slug]) + f"#priority-{priority.pk}"
