"""The priorities and cross-cutting themes of a plan."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from plans.access import requires
from plans.drafts import typed_in
from plans.finding import find_plan, find_plan_to_edit, find_priority, may_change
from plans.forms.plan import PriorityForm
from plans.models import Priority
from plans.ordering import STEPS, last_place, move_row
from plans.views.form_page import after_saving, form_page, save
from plans.views.history_page import bring_back, history_page
from plans.writing import withdraw_row, write_row


@requires("edit_plan")
def priority_new(request, partnership, plan):
    found = find_plan_to_edit(request, plan)

    new = Priority(plan=found, position=last_place(found.priorities.all()))
    form = PriorityForm(typed_in(request), instance=new)

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Added {form.instance}.")
        after_saving(request, form)
        return redirect(priority_address(form.instance))

    return form_page(request, "plans/priority_new.html", form, {"plan": found})


@requires("edit_plan")
def priority_edit(request, partnership, plan, priority):
    found = find_priority(find_plan_to_edit(request, plan), priority)

    form = PriorityForm(typed_in(request), instance=found)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save(request, form, f"Saved {form.instance}.")
        if clashes is None:
            return redirect(priority_address(found))

    context = {"plan": found.plan, "priority": found}
    return form_page(request, "plans/priority_edit.html", form, context, clashes=clashes)


@requires("edit_plan")
@require_POST
def priority_move(request, partnership, plan, priority):
    found = find_priority(find_plan_to_edit(request, plan), priority)
    step = request.POST.get("step", "")

    if step in STEPS and move_row(found, step, found.plan.priorities.current(), by=request.user):
        messages.success(request, f"Moved {found} {step}.")
    return redirect(priority_address(found))


@requires("edit_plan")
@require_POST
def priority_withdraw(request, partnership, plan, priority):
    found = find_priority(find_plan_to_edit(request, plan), priority)

    # The action plan stands above this app: its rows are reached from the priority, never imported.
    actions = found.actions.filter(is_withdrawn=False).count()
    if actions:
        messages.error(
            request,
            f"{actions} action{'s stand' if actions > 1 else ' stands'} under {found}: "
            f"move or withdraw {'them' if actions > 1 else 'it'} first.",
        )
        return redirect(priority_address(found))

    withdraw_row(found, by=request.user)
    messages.success(request, f"Withdrew {found}. It can be brought back.")
    return redirect("plan_outline", partnership.slug, found.plan.slug)


@requires("edit_plan")
@require_POST
def priority_bring_back(request, partnership, plan, priority):
    found = find_priority(find_plan_to_edit(request, plan), priority)

    write_row(found, {"is_withdrawn": False}, base_version=found.version, by=request.user)

    messages.success(request, f"Brought {found} back.")
    return redirect(priority_address(found))


@requires("see_history")
@require_GET
def priority_history(request, partnership, plan, priority):
    found = find_priority(find_plan(request, plan), priority)
    request.seat.claim("see_history", [lead.body_id for lead in found.priority_leads.all()])

    restored_by = "priority_restore" if may_change(request, found.plan) else ""
    return history_page(
        request,
        "plans/priority_history.html",
        found,
        {"plan": found.plan, "priority": found},
        restored_by=restored_by,
        at=(partnership.slug, found.plan.slug, found.pk),
    )


@requires("edit_plan")
@require_POST
def priority_restore(request, partnership, plan, priority, change):
    found = find_priority(find_plan_to_edit(request, plan), priority)

    bring_back(request, found, change)

    return redirect("priority_history", partnership.slug, found.plan.slug, found.pk)


def priority_address(priority: Priority) -> str:
    """The priority's place on its plan's page."""
    plan = priority.plan
    return reverse("plan_outline", args=[plan.partnership.slug, plan.slug]) + f"#priority-{priority.pk}"
