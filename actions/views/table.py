from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from actions.filters import ActionFilter
from actions.finding import PlanRoom, plan_room
from actions.forms import SeveralForm
from actions.operations import ROWS, change_several
from actions.table import TO_BE_CONFIRMED, read_table
from plans.access import YES, requires
from plans.writing import undo_batch

EXPORT_ENDINGS = (("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"), ("pdf", "PDF"))


@requires("see_actions")
def action_table(request, partnership, plan):
    room = plan_room(request, plan, timezone.localdate())

    filters = filtered(request.GET, room)
    groups = read_table(
        filters.qs,
        plan=room.plan,
        priorities=room.priorities,
        bodies=room.bodies,
        quarter=room.quarter,
        on=room.on,
    )

    return render(request, "actions/action_table.html", table_context(request, room, groups, filters))


def filtered(data, room: PlanRoom) -> ActionFilter:
    """The actions of the plan as the address filters them."""
    return ActionFilter(
        data,
        room.actions,
        plan=room.plan,
        priorities=room.priorities,
        bodies=room.bodies,
        quarter=room.quarter,
        on=room.on,
    )


def table_context(request, room: PlanRoom, groups, filters) -> dict:
    """What the table's templates ask for."""
    shown = sum(len(group.rows) for group in groups)
    own = request.seat.body_ids if request.seat.scope("write_update") != YES else None
    return row_context(request, room) | {
        "filters": filters,
        "groups": [group for group in groups if group.rows or not filters.is_used],
        "shown": shown,
        "all": room.actions.count() if filters.is_used else shown,
        "several": SeveralForm(priorities=room.priorities, bodies=room.bodies),
        "query": request.GET.urlencode(),
        "undo": request.GET.get("undo", ""),
        "own": own,
        "export_endings": EXPORT_ENDINGS,
    }


def row_context(request, room: PlanRoom) -> dict:
    """What a row's template asks for."""
    return {
        "plan": room.plan,
        "quarter": room.quarter,
        "on": room.on,
        "base": table_address(room),
        "may_edit": request.seat.may("edit_actions"),
        "may_update": request.seat.may("write_update"),
        "has_since": room.plan.last_frozen_at is not None,
        "columns": 6 + request.seat.may("edit_actions") + (room.plan.last_frozen_at is not None),
    }


def table_address(room: PlanRoom, row: int | None = None) -> str:
    """The table's address, at one row when that is given."""
    address = reverse("action_table", args=[room.plan.partnership.slug, room.plan.slug])
    return address if row is None else f"{address}#a-{row}"


@requires("edit_actions")
@require_POST
def action_several(request, partnership, plan):
    room = plan_room(request, plan, timezone.localdate())

    wanted = {
        int(key) for key in request.POST.getlist("rows") if key.isascii() and key.isdigit() and len(key) < 19
    }
    actions = list(room.actions.filter(pk__in=wanted).in_order().prefetch_related("action_leads__body"))
    form = SeveralForm(request.POST, priorities=room.priorities, bodies=room.bodies)

    if actions and form.is_valid() and "confirm" in request.POST:
        batch, count = change_several(actions, form.changes, by=request.user, why="Several rows at once")
        messages.success(request, f"{count} {'row' if count == 1 else 'rows'} changed.")
        return redirect(f"{table_address(room)}?undo={batch}" if count else table_address(room))

    context = row_context(request, room) | {
        "form": form,
        "actions": actions,
        "differences": differences(actions, form.changes, room) if actions and form.is_valid() else [],
        "chosen": [(name, form.data.get(name, "")) for name in form.fields if form.data.get(name)],
    }
    return render(
        request, "actions/action_several.html", context, status=200 if context["differences"] else 422
    )


def differences(actions, changes, room: PlanRoom) -> list[dict]:
    """Each row that would change, with before and after in words."""
    bodies = {body.pk: body.name for body in room.bodies}
    priorities = {priority.pk: str(priority) for priority in room.priorities}
    found = []
    for action in actions:
        rows = []
        if "status" in changes and changes["status"] != action.status:
            after = dict(action._meta.get_field("status").choices)[changes["status"]]
            rows.append(("Status", action.get_status_display(), after))
        if "leads" in changes:
            before = [link.body.name for link in action.action_leads.all()]
            before = before or ([TO_BE_CONFIRMED] if action.lead_to_be_confirmed else ["No lead"])
            after = [bodies[pk] for pk in changes["leads"]] or [TO_BE_CONFIRMED]
            if before != after:
                rows.append(("Lead", ", ".join(before), ", ".join(after)))
        if "priority_id" in changes and changes["priority_id"] != action.priority_id:
            rows.append(
                ("Priority", priorities.get(action.priority_id, ""), priorities[changes["priority_id"]])
            )
        if changes.get("is_withdrawn"):
            rows.append(("In the plan", "Yes", "Withdrawn"))
        if rows:
            found.append({"action": action, "rows": rows})
    return found


@requires("edit_actions")
@require_POST
def batch_undo(request, partnership, plan, batch):
    room = plan_room(request, plan, timezone.localdate())

    undone, kept = undo_batch(batch, ROWS, by=request.user, partnership=partnership)

    messages.success(request, f"{undone} {'change' if undone == 1 else 'changes'} taken back.")
    if kept:
        messages.warning(request, f"{len(kept)} stayed, because somebody has changed the same words since.")
    return redirect(table_address(room))
