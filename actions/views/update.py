from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from actions.editing.conflicts import build_part_conflict
from actions.editing.operations import write_update
from actions.forms import UpdateForm
from actions.models import Action, Milestone, Update
from actions.statuses import Status
from actions.views.action_row import joined_address, render_row
from actions.views.action_table import filter_query, part_or_page, row_context, table_address
from actions.workspace import PlanWorkspace, get_action_to_update_or_404, get_own_updates_due
from plans.access import OWN, capability_required
from plans.personal_data import personal_data_warning
from plans.records import (
    EditConflict,
    OperationError,
    build_conflict_display,
    discard_draft,
    form_data,
    offered_draft,
    resolve_conflicts,
    resolved_inputs,
    save_posted_draft,
    value_formatter,
    with_combined_text,
)


@capability_required("write_update", get_action_to_update_or_404)
def update_edit(request, room, action, leads, quarter):
    form = form_for(request, room, action, quarter, leads)
    refusal = update_blocked_reason(action, room, quarter)

    clashes = []
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            save_update(request, action, quarter, form)
        except EditConflict as clash:
            clashes = [build_update_conflict(clash, form)]
        except OperationError as error:
            refusal = str(error)
        else:
            return redirect_after_update(request, room, action, quarter, form.cleaned_data["words"])

    return render_update_form(request, room, action, quarter, form, clashes, refusal)


def form_for(request, room: PlanWorkspace, action: Action, quarter, leads: set[int]) -> UpdateForm:
    """Return the form of the action's update for that quarter; an officer selects the body it is from."""
    is_own = request.access.scope("write_update") == OWN
    speakers = leads & request.access.body_ids if is_own else leads
    return UpdateForm(
        with_combined_text(form_data(request)),
        action=action,
        update=Update.objects.filter(action=action)
        .of_quarter(quarter)
        .select_related("on_behalf_of")
        .first(),
        bodies=[body for body in room.known_bodies if body.pk in speakers],
        asks_whom=not is_own,
        prefix=f"u{action.pk}",
    )


def update_blocked_reason(action: Action, room: PlanWorkspace, quarter) -> str:
    """Return why the action cannot be updated for this quarter; "" when it can."""
    if action.status == Status.CLOSED:
        return "This action is closed. Reopen it before you write an update."
    if quarter not in room.plan.quarters:
        return f"{quarter.label} is not a quarter of this plan."
    if quarter > room.quarter:
        return f"{quarter.label} is not open yet. The current quarter for updates is {room.quarter.label}."
    if quarter < room.quarter:
        return f"{quarter.label} is closed. The current quarter for updates is {room.quarter.label}."
    return ""


def save_update(request, action: Action, quarter, form: UpdateForm) -> None:
    """Save the update, with the resolved fields of the conflict page, and discard the draft."""
    changes, settled = resolve_conflicts(request.POST, form.changes, prefix=f"{form.prefix}-")
    write_update(
        action,
        quarter,
        changes,
        done=settled_days(request.POST, form),
        base_revision=form.cleaned_data["revision"] or 0,
        by=request.user,
        settled=settled,
    )
    discard_draft(request.user, request.path)


def settled_days(data, form: UpdateForm) -> dict[Milestone, object]:
    """Return the dates on which milestones were done, without those for which the other's date was selected."""
    days = {}
    for step, day in form.done.items():
        left, settled = resolve_conflicts(data, {"done_on": day}, prefix=f"m{step.pk}-")
        if settled.names:
            step.revision = settled.seen_revision
        if left:
            days[step] = day
    return days


def build_update_conflict(clash: EditConflict, form: UpdateForm):
    """Return the edit conflict of the update, or of the dates on which milestones were done."""
    if isinstance(clash.row, Milestone):
        return build_part_conflict(clash)
    return build_conflict_display(
        clash, prefix=f"{form.prefix}-", words_of=value_formatter(clash.row), row_words="this update"
    )


def redirect_after_update(request, room: PlanWorkspace, action: Action, quarter, words: str):
    """Redirect to where the user came from: the row, the list of updates due, or the table."""
    told = ". ".join(
        filter(None, (f"Update on {action.label} for {quarter.label} sent", personal_data_warning([words])))
    )
    if request.htmx:
        return render_row(request, room, action, announce=told)
    messages.success(request, told)
    if request.GET.get("from") == "owed":
        return redirect("updates_due", room.plan.partnership.slug)
    return redirect(table_address(room, action.pk, filter_query(request)))


def render_update_form(request, room, action, quarter, form, clashes, refusal):
    """Return the update's form: in place of the row for htmx, otherwise on a page of its own."""
    if request.method == "POST":
        save_posted_draft(request, now=timezone.now())
    previous = (
        Update.objects.filter(action=action).of_quarter(quarter.previous).select_related("created_by").first()
    )
    tail = filter_query(request)
    is_owed = request.GET.get("from") == "owed"
    came_from = "?from=owed" if is_owed else tail
    path = f"{table_address(room)}id-{action.pk}/updates/{quarter}/"
    context = row_context(request, room) | {
        "action": action,
        "form": form,
        "for_quarter": quarter,
        "previous": previous,
        "clashes": clashes,
        "carried": resolved_inputs(request.POST, clashes),
        "refusal": refusal,
        "typed": form["words"].value() if refusal and form.is_bound else "",
        "draft": offered_draft(request),
        "path": path,
        "address": joined_address(path, came_from),
        "draft_address": joined_address(path, came_from, "?draft=use"),
        "is_owed": is_owed,
        "cancel": table_address(room, action.pk, tail),
    }
    status = 409 if clashes else 422 if request.method == "POST" else 200
    return part_or_page(
        request, "actions/_row_update.html", "actions/update_edit.html", context, status=status
    )


@capability_required("write_update", get_own_updates_due)
def updates_due(request, rooms):
    is_own = request.access.scope("write_update") == OWN
    return render(request, "actions/updates_due.html", {"rooms": rooms, "is_own": is_own})
