from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_GET, require_POST

from actions.editing.operations import close_action, move_action, reopen_action, withdraw_action
from actions.editing.restoring import reinstate_action, restore_change
from actions.forms import CloseActionForm, MoveActionForm, ReopenActionForm, WithdrawActionForm
from actions.models import Action, Milestone
from actions.related import get_related_panels
from actions.statuses import MEANINGS, Status
from actions.views.action_table import table_address
from actions.workspace import (
    PlanWorkspace,
    action_slug,
    get_action_or_404,
    get_action_with_page_or_404,
    get_any_action_or_404,
    lead_body_ids,
)
from plans.access import capability_required
from plans.govuk import Cell, Column, Table
from plans.periods import format_date
from plans.records import EditConflict, build_entries, get_entry_or_404, get_history


@capability_required("view_actions", get_action_with_page_or_404)
@require_GET
def action_detail(request, room, action):
    leads = lead_body_ids(action)

    sees_history = request.access.can_for_bodies("view_history", leads)
    may_edit = request.access.can("edit_actions") and room.is_editable
    restore = restore_url(room, action) if may_edit and not action.is_withdrawn else None

    context = page_context(room, action) | {
        "milestones": _milestone_table(action),
        "leads": [link.body for link in action.action_leads.select_related("body")],
        "updates": action.updates.select_related("created_by", "on_behalf_of"),
        "meaning": MEANINGS[action.status][1],
        "sees_history": sees_history,
        "entries": get_history(action.thread, restore=restore) if sees_history else [],
        "may_edit": may_edit and not action.is_withdrawn,
        "may_update": may_update(request, action, leads),
        "beside": get_related_panels(request.access, action),
    }
    return render(request, "actions/action_detail.html", context)


def milestones_of(action: Action) -> list:
    """Return the action's milestones as its page shows them."""
    milestones = list(action.milestones.current().prefetch_related("milestone_leads__body", "moves"))
    for milestone in milestones:
        milestone.plan = action.plan
    return milestones


def _milestone_table(action: Action) -> Table:
    columns = (
        Column("Milestone"),
        Column("Timescale"),
        Column("Due"),
        Column("Lead"),
        Column("Done"),
    )
    rows = (
        (
            milestone.milestone or "The action as a whole",
            milestone.timescale or "Not given",
            Cell(template="actions/_milestone_due.html", values={"milestone": milestone}),
            _milestone_leads(milestone),
            "\n".join(
                [
                    format_date(milestone.done_on) if milestone.done_on else "No",
                    *(f"{heading}: {text}" for heading, text in milestone.notes.items()),
                ]
            ),
        )
        for milestone in milestones_of(action)
    )
    return Table(
        f"Milestones of {action.label}",
        columns,
        rows,
        id="milestones",
        caption_size="hidden",
        empty="This action has no milestones.",
    )


def _milestone_leads(milestone: Milestone) -> str:
    leads = ", ".join(str(link.body) for link in milestone.milestone_leads.all())
    return leads or ("To be confirmed" if milestone.lead_to_be_confirmed else "Same as the action")


def may_update(request, action: Action, leads: set[int]) -> bool:
    """Return whether the user can update the action, and an update is possible now."""
    is_open = not action.is_withdrawn and action.status != Status.CLOSED
    return is_open and request.access.can_for_bodies("write_update", leads)


def page_context(room: PlanWorkspace, action: Action) -> dict:
    """Return the context that every page of one action needs."""
    action.plan = room.plan
    base = table_address(room)
    return {
        "plan": room.plan,
        "action": action,
        "label": action.label,
        "quarter": room.quarter,
        "on": room.on,
        "base": base,
        "own": f"{base}id-{action.pk}/",
        "back": table_address(room, action.pk),
    }


def page_address(room: PlanWorkspace, action: Action) -> str:
    """Return the URL of the action's own page."""
    return f"{table_address(room)}{action_slug(action)}/"


def restore_url(room: PlanWorkspace, action: Action):
    """Return the URL of the button next to a history entry."""
    return lambda change: f"{table_address(room)}id-{action.pk}/history/{change.pk}/restore/"


@capability_required("edit_actions", get_any_action_or_404)
@require_POST
def action_restore(request, room, action, change):
    try:
        restore_change(get_entry_or_404(action, change), quarter=room.quarter, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Version restored")
    return redirect(page_address(room, action))


@capability_required("edit_actions", get_action_or_404)
def action_close(request, room, action):
    form = CloseActionForm(request.POST or None, initial={"revision": action.revision})

    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        fields = {"reason": said["reason"], "words": said["words"], "link": said["link"]}
        try:
            close_action(action, **fields, base_revision=said["revision"], by=request.user)
        except EditConflict as clash:
            return render_action_conflict(
                request, room, action, form, clash, f"Close {action.label} without completing"
            )
        messages.success(request, f"{capfirst(action.label)} closed")
        return redirect(page_address(room, action))

    return render_action_step(request, room, action, form, f"Close {action.label} without completing")


@capability_required("edit_actions", get_action_or_404)
def action_reopen(request, room, action):
    if action.status != Status.CLOSED:
        messages.warning(request, f"{capfirst(action.label)} is already open")
        return redirect(page_address(room, action))

    form = ReopenActionForm(request.POST or None, initial={"revision": action.revision})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            reopen_action(action, status=said["status"], base_revision=said["revision"], by=request.user)
        except EditConflict as clash:
            return render_action_conflict(request, room, action, form, clash, f"Reopen {action.label}")
        messages.success(request, f"{capfirst(action.label)} reopened")
        return redirect(page_address(room, action))

    return render_action_step(request, room, action, form, f"Reopen {action.label}")


@capability_required("edit_actions", get_action_or_404)
def action_move(request, room, action):
    others = list(room.actions.exclude(pk=action.pk).in_order())
    initial = {"revision": action.revision, "priority": action.priority_id, "after": above(action, others)}
    form = MoveActionForm(request.POST or None, priorities=room.priorities, actions=others, initial=initial)

    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            move_action(
                action, priority=form.place, after=form.above, base_revision=said["revision"], by=request.user
            )
        except EditConflict as clash:
            return render_action_conflict(request, room, action, form, clash, f"Move {action.label}")
        messages.success(request, f"{capfirst(action.label)} moved")
        return redirect(table_address(room, action.pk))

    return render_action_step(request, room, action, form, f"Move {action.label}")


def above(action: Action, others: list[Action]) -> int | None:
    """Return the action above this one under its priority."""
    place = (action.position, action.number_key, action.pk)
    before = [
        other.pk
        for other in others
        if other.priority_id == action.priority_id and (other.position, other.number_key, other.pk) < place
    ]
    return before[-1] if before else None


@capability_required("edit_actions", get_any_action_or_404)
def action_withdraw(request, room, action):
    if action.is_withdrawn:
        return redirect(page_address(room, action))

    form = WithdrawActionForm(request.POST or None, initial={"revision": action.revision})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        withdraw_action(action, why=said["why"], base_revision=said["revision"], by=request.user)
        messages.success(request, f"{capfirst(action.label)} withdrawn. You can reinstate it on this page.")
        return redirect(page_address(room, action))

    return render_action_step(request, room, action, form, f"Withdraw {action.label}")


@capability_required("edit_actions", get_any_action_or_404)
@require_POST
def action_reinstate(request, room, action):
    reinstate_action(action, by=request.user)

    messages.success(request, f"{capfirst(action.label)} reinstated")
    return redirect(table_address(room, action.pk))


def render_action_conflict(
    request, room: PlanWorkspace, action: Action, form, clash: EditConflict, words: str
):
    """Return the page with what someone else changed in the meantime: submitting again continues anyway."""
    data = form.data.copy()
    data["revision"] = clash.row.revision
    form.data = data
    return render_action_step(
        request, room, action, form, words, meanwhile=build_entries(clash.changes), status=409
    )


def render_action_step(
    request, room: PlanWorkspace, action: Action, form, words: str, *, meanwhile=(), status=None
):
    """Return the page of one step in an action's lifecycle."""
    context = page_context(room, action) | {
        "form": form,
        "meanwhile": meanwhile,
        "words": words,
        "page": page_address(room, action),
    }
    status = status or (422 if form.is_bound and form.errors else 200)
    return render(request, "actions/action_step.html", context, status=status)
