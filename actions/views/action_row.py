from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_GET

from actions.action_numbers import next_number
from actions.action_table import build_row_as_read, build_rows, status_summary
from actions.editing.conflicts import build_action_conflict, resolve_action_conflict
from actions.editing.operations import ActionWriteResult, add_action_row, save_action_row
from actions.forms import ActionRowForm
from actions.models import Action, Milestone
from actions.views.action_table import (
    filter_query,
    filtered,
    own_rows,
    part_or_page,
    row_context,
    table_address,
)
from actions.workspace import (
    PlanWorkspace,
    action_slug,
    get_action_or_404,
    get_editable_action_or_404,
    get_plan_workspace,
)
from plans.access import capability_required
from plans.personal_data import personal_data_warning
from plans.prepared_queries import prepared
from plans.records import (
    EditConflicts,
    ReasonRequiredError,
    discard_draft,
    field_label,
    form_data,
    offered_draft,
    resolved_inputs,
    save_posted_draft,
    with_combined_text,
)


@capability_required("view_actions", get_action_or_404)
@require_GET
def action_row(request, room, action):
    if not request.htmx:
        return redirect(table_address(room, action.pk, filter_query(request)))
    return render_row(request, room, action, announce="")


@capability_required("edit_actions", get_editable_action_or_404)
def action_edit(request, room, action):
    form = ActionRowForm(
        row_form_data(request), action, plan=room.plan, bodies=room.bodies, **submitted_button(request)
    )

    clashes = []
    if is_saving(request) and form.is_valid():
        try:
            written = save_row(request, form)
        except EditConflicts as clash:
            clashes = build_action_conflict(clash)
        except ReasonRequiredError as needed:
            form.require_reason(needed.row, needed.before)
        else:
            words = saved_words(form.label, written, form)
            # Without a change to them, the milestones are those that the form has read.
            steps = None if form.edits else form.current_steps
            return render_saved_row(request, room, written.action, words, steps)

    return render_row_form(request, room, form, action, clashes)


@capability_required("edit_actions", get_plan_workspace)
def action_add(request, room):
    after = row_after(request, room)
    priority = after.priority if after else priority_asked(request, room)
    if priority is None:
        messages.warning(request, "Add a priority to the plan before you add an action.")
        return redirect(table_address(room))

    new = Action(plan=room.plan, priority=priority, status="not_started")
    typed = row_form_data(request)
    if typed is None:
        new.number = number_for(priority, room)
    form = ActionRowForm(typed, new, plan=room.plan, bodies=room.bodies, **submitted_button(request))

    if is_saving(request) and form.is_valid():
        action = add_action_row(priority, form.own.changes, form.edits, by=request.user, after=after)
        discard_draft(request.user, request.path)
        return render_saved_row(
            request, room, action, with_personal_data_warning(f"{capfirst(action.label)} added", form)
        )

    return render_row_form(request, room, form, None, [], after=after, priority=priority)


def is_saving(request) -> bool:
    """Return whether the form was posted to be saved, not to add one more milestone."""
    return request.method == "POST" and "more" not in request.POST


def submitted_button(request) -> dict[str, bool]:
    """Return the button that was selected: check, add one more milestone, or neither with a draft."""
    return {"more": "more" in request.POST, "checked": is_saving(request)}


def row_form_data(request):
    """Return the data of the row's form, with the texts that were combined on the conflict page."""
    return with_combined_text(form_data(request))


def row_after(request, room: PlanWorkspace) -> Action | None:
    """Return the action below which a new one was requested."""
    key = request.GET.get("after", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return get_object_or_404(room.actions.select_related("priority"), pk=int(key))


def priority_asked(request, room: PlanWorkspace):
    """Return the priority of a requested new action, otherwise the plan's last; None if it has none."""
    key = request.GET.get("under", "")
    chosen = [priority for priority in room.priorities if str(priority.pk) == key] or room.priorities[-1:]
    return chosen[0] if chosen else None


def number_for(priority, room: PlanWorkspace) -> str:
    """Return the number proposed for a new action under that priority."""
    numbers = Action.objects.of_plan(room.plan).current().filter(priority=priority)
    place = room.priorities.index(priority) + 1 if priority in room.priorities else 1
    return next_number(numbers.values_list("number", flat=True), position=place)


def save_row(request, form: ActionRowForm) -> ActionWriteResult:
    """Save the row's form, with the resolved fields of the conflict page, and discard its draft."""
    own, settled, milestones = resolve_action_conflict(request.POST, form)
    written = save_action_row(
        form.action,
        own,
        milestones,
        base_revision=form.own.cleaned_data["revision"] or 0,
        by=request.user,
        settled=settled,
    )
    discard_draft(request.user, request.path)
    return written


def saved_words(label: str, written: ActionWriteResult, form: ActionRowForm) -> str:
    """Return the message after saving; it names the fields that someone else changed in the meantime."""
    changed = {(row, name) for row, merged in written.merged.items() for name in merged.only_theirs}
    withdrawn = {row for row, name in changed if name == "is_withdrawn"}
    names = {
        field_label(Action if row == "action" else Milestone, name)
        for row, name in changed
        if name != "is_withdrawn"
    }
    words = f"{capfirst(label)} saved"
    if withdrawn:
        what = "the action" if "action" in withdrawn else "a milestone"
        words += f". Someone else withdrew {what} while you were editing. Your text is in the history."
    if names:
        listed = ", ".join(sorted(name.lower() for name in names))
        words += f". Someone else also changed {listed}: both changes are saved."
    return with_personal_data_warning(words, form)


def with_personal_data_warning(words: str, form: ActionRowForm) -> str:
    """Return the message, with a warning if a text looks like personal data."""
    texts = [form.own.cleaned_data["action"], form.own.cleaned_data["desired_outcome"]]
    texts += [edit.fields.get("milestone", "") for edit in form.edits]
    warning = personal_data_warning(texts)
    return f"{words.removesuffix('.')}. {warning}" if warning else words


def render_saved_row(request, room: PlanWorkspace, action: Action, words: str, steps=None):
    """Return the saved row: the row alone for htmx, otherwise a redirect to the table at that row.

    `steps` are its milestones with their leads, if they have been read already.
    """
    if action.is_withdrawn:
        messages.warning(request, words)
        return redirect_whole_page(request, f"{table_address(room)}{action_slug(action)}/")
    if request.htmx:
        return render_row(request, room, action, announce=words, steps=steps)
    messages.success(request, words)
    return redirect(table_address(room, action.pk, filter_query(request)))


def redirect_whole_page(request, address: str) -> HttpResponse:
    """Redirect to another page, also when htmx requested only a part of this one."""
    return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)


def render_row(request, room: PlanWorkspace, action: Action, *, announce: str, steps=None) -> HttpResponse:
    """Return the row of the table, with the focus on it and the counts of its heading updated."""
    of_plan = {"plan": room.plan, "bodies": room.known_bodies, "quarter": room.quarter, "on": room.on}
    if steps is not None:
        rows = [build_row_as_read(action, steps, **of_plan)]
    else:
        # Another action can have its number; its id always finds it.
        found = build_rows(Action.objects.filter(pk=action.pk), numbers={action.number: 2}, **of_plan)
        rows = [row for _, row in found]
    context = row_context(request, room) | {
        "rows": rows,
        "own_rows": own_rows(request, room, rows),
        "announce": announce,
        "is_swap": True,
        "priority_key": action.priority_id,
        "standing": status_summary(shown_statuses(request, room, action.priority_id)),
    }
    return render(request, "actions/_row_swap.html", context)


def shown_statuses(request, room: PlanWorkspace, priority: int) -> list[str]:
    """The statuses of a priority's actions that the table shows."""
    if not filter_query(request) and not room.access.sees_own_bodies_only(room.plan):
        return _statuses(room.plan.pk, priority)
    shown = filtered(request.GET, room).qs if filter_query(request) else room.actions
    return list(shown.filter(priority=priority).order_by().values_list("status", flat=True))


@prepared
def _statuses(plan: int, priority: int):
    actions = Action.objects.of_plan(plan).current().filter(priority=priority)
    return actions.order_by().values_list("status", flat=True)


def render_row_form(request, room, form, action, clashes, *, after=None, priority=None):
    """Return the row's form: in place of the row for htmx, otherwise on a page of its own."""
    if is_saving(request):
        save_posted_draft(request, now=timezone.now())
    tail = filter_query(request)
    path, question = form_place(room, action, after, priority)
    row = action or after
    context = row_context(request, room) | {
        "row_form": form,
        "action": action,
        "after": after,
        "priority": priority or action.priority,
        "path": path,
        "address": joined_address(path, question, tail),
        "clashes": clashes,
        "carried": resolved_inputs(request.POST, clashes),
        "draft": offered_draft(request),
        "draft_address": joined_address(path, question, tail, "?draft=use"),
        "cancel": table_address(room, row.pk if row else None, tail),
    }
    status = 409 if clashes else 422 if is_saving(request) else 200
    return part_or_page(request, "actions/_row_form.html", "actions/action_edit.html", context, status=status)


def form_place(room: PlanWorkspace, action, after, priority) -> tuple[str, str]:
    """Return the URL that the form posts to: by the row's id, since its number can change while someone types."""
    base = table_address(room)
    if action:
        return f"{base}id-{action.pk}/edit/", ""
    return f"{base}add/", f"?after={after.pk}" if after else f"?under={priority.pk}"


def joined_address(path: str, *questions: str) -> str:
    """Return a URL with its query: "add/?after=3&status=at_risk"."""
    asked = [question.removeprefix("?") for question in questions if question]
    return f"{path}?{'&'.join(asked)}" if asked else path
