from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from actions.finding import PlanRoom, find_action, lead_ids, plan_room
from actions.forms import CloseForm, MoveForm, ReopenForm, WithdrawForm
from actions.models import Action
from actions.operations import close_action, move_action, reopen_action, restore_change
from actions.statuses import MEANINGS, Status
from actions.views.table import table_address
from plans.access import requires
from plans.clashes import show_clash
from plans.history import change_of, history_of
from plans.writing import Clash, withdraw_row, write_row


@requires("see_actions")
@require_GET
def action_page(request, partnership, plan, action):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(actions_of(request, room), action)
    leads = lead_ids(found)

    sees_history = request.seat.may_on("see_history", leads)
    may_edit = request.seat.may("edit_actions") and not found.is_withdrawn
    milestones = found.milestones.current().prefetch_related("milestone_leads__body", "moves")

    context = page_context(room, found) | {
        "milestones": milestones,
        "leads": [link.body for link in found.action_leads.select_related("body")],
        "updates": found.updates.select_related("made_by", "on_behalf_of"),
        "meaning": MEANINGS[found.status][1],
        "entries": history_of(found.thread, restore=restoring(room, found) if may_edit else None)
        if sees_history
        else [],
        "sees_history": sees_history,
        "may_edit": may_edit,
        "may_update": request.seat.may_on("write_update", leads) and found.status != Status.CLOSED,
    }
    return render(request, "actions/action_page.html", context)


def actions_of(request, room: PlanRoom):
    """The actions that have a page: withdrawn ones too, for who may bring them back."""
    if request.seat.may("edit_actions"):
        return Action.objects.of_plan(room.plan)
    return room.actions


def page_context(room: PlanRoom, action: Action) -> dict:
    """What every page of one action asks for."""
    action.plan = room.plan
    return {
        "plan": room.plan,
        "action": action,
        "quarter": room.quarter,
        "on": room.on,
        "base": table_address(room),
        "back": table_address(room, action.pk),
    }


def page_address(room: PlanRoom, action: Action) -> str:
    """The action's own page."""
    return reverse("action_page", args=[room.plan.partnership.slug, room.plan.slug, action.address])


def restoring(room: PlanRoom, action: Action):
    """Where the button beside a history entry leads."""
    return lambda change: reverse(
        "action_restore", args=[room.plan.partnership.slug, room.plan.slug, action.address, change.pk]
    )


@requires("edit_actions")
@require_POST
def action_restore(request, partnership, plan, action, change):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(Action.objects.of_plan(room.plan), action)

    try:
        restore_change(change_of(found, change), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Brought back as it was.")
    return redirect(page_address(room, found))


@requires("edit_actions")
def action_close(request, partnership, plan, action):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(room.actions, action)
    form = CloseForm(request.POST or None, initial={"version": found.version})

    clashes = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        fields = {"reason": said["reason"], "words": said["words"], "link": said["link"]}
        try:
            close_action(found, **fields, base_version=said["version"], by=request.user)
        except Clash as clash:
            clashes = [show_clash(clash)]
        else:
            messages.success(request, f"Closed {found.label}.")
            return redirect(page_address(room, found))

    return step_answer(request, room, found, form, clashes, "Close without completing")


@requires("edit_actions")
def action_reopen(request, partnership, plan, action):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(room.actions, action)
    form = ReopenForm(request.POST or None, initial={"version": found.version})

    if request.method == "POST" and form.is_valid():
        reopen_action(found, status=form.cleaned_data["status"], base_version=found.version, by=request.user)
        messages.success(request, f"Opened {found.label} again.")
        return redirect(page_address(room, found))

    return step_answer(request, room, found, form, [], "Open again")


@requires("edit_actions")
def action_move(request, partnership, plan, action):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(room.actions, action)
    others = list(room.actions.exclude(pk=found.pk).in_order())
    initial = {"version": found.version, "priority": found.priority_id, "after": above(found, others)}
    form = MoveForm(request.POST or None, priorities=room.priorities, actions=others, initial=initial)

    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        after = next((other for other in others if other.pk == chosen["after"]), None)
        priority = next(each for each in room.priorities if each.pk == chosen["priority"])
        if after is not None and after.priority_id != priority.pk:
            form.add_error("after", f"That action is not under {priority}")
        else:
            move_action(found, priority=priority, after=after, base_version=found.version, by=request.user)
            messages.success(request, f"Moved {found.label}.")
            return redirect(table_address(room, found.pk))

    return step_answer(request, room, found, form, [], "Move")


def above(action: Action, others: list[Action]) -> int | None:
    """The action that stands above this one under its heading."""
    before = [
        other.pk
        for other in others
        if other.priority_id == action.priority_id
        and other.position <= action.position
        and other.pk != action.pk
    ]
    return before[-1] if before else None


@requires("edit_actions")
def action_withdraw(request, partnership, plan, action):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(Action.objects.of_plan(room.plan), action)
    if request.method == "POST" and found.is_withdrawn:
        write_row(found, {"is_withdrawn": False}, base_version=found.version, by=request.user)
        messages.success(request, f"Brought {found.label} back.")
        return redirect(table_address(room, found.pk))

    form = WithdrawForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        withdraw_row(found, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, f"Withdrew {found.label}. It can be brought back from its page.")
        return redirect(page_address(room, found))

    return step_answer(request, room, found, form, [], "Withdraw")


def step_answer(request, room: PlanRoom, action: Action, form, clashes, words: str):
    """The page of one step in an action's life."""
    context = page_context(room, action) | {
        "form": form,
        "clashes": clashes,
        "words": words,
        "page": page_address(room, action),
    }
    status = 409 if clashes else 422 if form.is_bound and form.errors else 200
    return render(request, "actions/action_step.html", context, status=status)
