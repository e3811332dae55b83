from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from actions.action_table import NO_LEAD, TO_BE_CONFIRMED
from actions.editing.operations import bulk_edit_actions
from actions.editing.restoring import undo_bulk_edit
from actions.filters import row_choices
from actions.forms import BulkEditForm
from actions.models import Action
from actions.statuses import MEANINGS, Status
from actions.views.action_table import filter_query, row_context, table_address
from actions.workspace import PlanWorkspace, get_plan_workspace
from plans.access import capability_required
from plans.govuk import Column, Table
from plans.records import EditConflict, OperationError
from plans.wording import join_with_and


@capability_required("edit_actions", get_plan_workspace)
@require_POST
def action_bulk_edit(request, room):
    ticked = list(ticked_rows(request, room).in_order().prefetch_related("action_leads__body"))
    form = BulkEditForm(
        request.POST, priorities=row_choices(room.priorities), bodies=row_choices(room.bodies)
    )
    changes = form.changes if form.is_valid() else {}
    found = row_changes(ticked, changes, room) if changes else []

    has_moved = "confirm" in request.POST and not as_previewed(request, found)
    if found and "confirm" in request.POST and not has_moved:
        try:
            batch, count = bulk_edit_actions(
                room.plan,
                [each["action"] for each in found],
                changes,
                by=request.user,
                why="Changed several actions together",
            )
        except EditConflict:
            has_moved = True
        else:
            messages.success(request, f"{count} {'action' if count == 1 else 'actions'} changed")
            return redirect(undo_address(request, room, batch))

    context = row_context(request, room) | {
        "form": form,
        "back": table_address(room, tail=filter_query(request)),
        "ticked": ticked,
        "differences": found,
        "changes": _changes_table(found),
        "closed": [action for action in ticked if stays_closed(action, changes)],
        "has_moved": has_moved,
        "chosen": [(name, form.data.get(name, "")) for name in form.fields if form.data.get(name)],
    }
    status = 409 if has_moved else 200 if found else 422
    return render(request, "actions/action_bulk_edit.html", context, status=status)


def _changes_table(differences: list[dict]) -> Table:
    columns = (Column("Action"), Column("Field"), Column("Before"), Column("After"))
    rows = (
        (f"{each['action'].number} {Truncator(each['action'].action).chars(80)}", field, before, after)
        for each in differences
        for field, before, after in each["rows"]
    )
    return Table("Before and after", columns, rows, id="differences")


def ticked_rows(request, room: PlanWorkspace):
    """Return the actions of this plan that were selected."""
    keys = {
        int(key) for key in request.POST.getlist("rows") if key.isascii() and key.isdigit() and len(key) < 19
    }
    return room.actions.filter(pk__in=keys)


def as_previewed(request, found) -> bool:
    """Return whether every row is the same as when the preview was made."""
    return all(
        request.POST.get(f"revision-{each['action'].pk}") == str(each["action"].revision) for each in found
    )


def stays_closed(action: Action, changes) -> bool:
    """Return whether a closed action is left out: it is reopened on its own page, with the status that it then has."""
    return action.status == Status.CLOSED and "status" in changes


def row_changes(actions, changes, room: PlanWorkspace) -> list[dict]:
    """Return each row that would change, with before and after as text."""
    found = []
    for action in actions:
        rows = [] if stays_closed(action, changes) else list(changed_words(action, changes, room))
        if rows:
            found.append({"action": action, "rows": rows})
    return found


def changed_words(action: Action, changes, room: PlanWorkspace):
    """Return what would change in this row: the field, before and after."""
    if "status" in changes and changes["status"] != action.status:
        yield "Status", action.get_status_display(), MEANINGS[changes["status"]][0]
    if "leads" in changes:
        names = {body.pk: body.name for body in room.bodies}
        before = [link.body.name for link in action.action_leads.all()]
        before = before or [TO_BE_CONFIRMED if action.lead_to_be_confirmed else NO_LEAD]
        after = [names[pk] for pk in changes["leads"]] or [TO_BE_CONFIRMED]
        if before != after:
            yield "Lead", ", ".join(before), ", ".join(after)
    if "priority_id" in changes and changes["priority_id"] != action.priority_id:
        headings = {priority.pk: str(priority) for priority in room.priorities}
        yield "Priority", headings.get(action.priority_id, ""), headings[changes["priority_id"]]
    if changes.get("is_withdrawn"):
        yield "In the plan", "Yes", "Withdrawn"


def undo_address(request, room: PlanWorkspace, batch: str) -> str:
    """Return the URL of the table with the button that undoes the change."""
    tail = filter_query(request)
    return f"{table_address(room, tail=tail)}{'&' if tail else '?'}undo={batch}"


@capability_required("edit_actions", get_plan_workspace)
@require_POST
def bulk_edit_undo(request, room, batch):
    try:
        undone, kept = undo_bulk_edit(batch, plan=room.plan, by=request.user)
    except OperationError as refused:
        raise Http404("There is no such change in this plan.") from refused

    if undone or not kept:
        messages.success(request, f"{undone} {'change' if undone == 1 else 'changes'} undone")
    if kept:
        messages.warning(
            request, f"{kept_words(kept)} not undone, because someone has edited the same fields since."
        )
    return redirect(table_address(room, tail=filter_query(request)))


def kept_words(kept) -> str:
    """Return the actions whose changes stayed, by their numbers: "Action 1.2 and action 1.3"."""
    keys = {change.thread.removeprefix("action:") for change in kept}
    labels = [action.label for action in Action.objects.filter(pk__in=keys).in_order()]
    words = join_with_and(labels)
    return words[:1].upper() + words[1:] or "Some"
