from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from actions.clashing import show_part
from actions.finding import PlanRoom, find_action, lead_ids, plan_room
from actions.forms import UpdateForm
from actions.models import Action, Milestone, Update
from actions.operations import write_update
from actions.owed import owed
from actions.statuses import Status
from actions.views.row import joined_address, row_answer
from actions.views.table import part_or_page, row_context, table_address, tail_of
from plans.access import OWN, requires
from plans.clashes import carried, settle, show_clash, with_joined
from plans.drafts import draft_offer, keep_sent, let_go, typed_in
from plans.history import words_of
from plans.personal_data import warning
from plans.writing import Clash


@requires("write_update")
def update_edit(request, partnership, plan, action, quarter):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(room.actions, action)
    leads = lead_ids(found)
    request.seat.claim("write_update", leads)

    form = form_for(request, room, found, quarter, leads)
    refusal = why_not(found, room, quarter)

    clashes = []
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            save_update(request, found, quarter, form)
        except Clash as clash:
            clashes = [shown(clash, form)]
        else:
            return said(request, room, found, quarter, form.cleaned_data["words"])

    return update_answer(request, room, found, quarter, form, clashes, refusal)


def form_for(request, room: PlanRoom, action: Action, quarter, leads: set[int]) -> UpdateForm:
    """The form of the action's update for that quarter; an officer says on whose behalf it is."""
    is_own = request.seat.scope("write_update") == OWN
    speakers = leads & request.seat.body_ids if is_own else leads
    return UpdateForm(
        with_joined(typed_in(request)),
        action=action,
        update=Update.objects.filter(action=action)
        .of_quarter(quarter)
        .select_related("on_behalf_of")
        .first(),
        bodies=[body for body in room.known_bodies if body.pk in speakers],
        asks_whom=not is_own,
        prefix=f"u{action.pk}",
    )


def why_not(action: Action, room: PlanRoom, quarter) -> str:
    """Why nothing can be said of the action for this quarter; blank when it can."""
    if action.status == Status.CLOSED:
        return "This action is closed. Open it again to write of it."
    if quarter not in room.plan.quarters:
        return f"{quarter.label} is not a quarter of this plan."
    if quarter > room.quarter:
        return f"{quarter.label} is not open yet. Updates are being written for {room.quarter.label}."
    if quarter < room.quarter:
        return f"{quarter.label} is closed. Updates are being written for {room.quarter.label}."
    return ""


def save_update(request, action: Action, quarter, form: UpdateForm) -> None:
    """Writes what was said, with what was settled on the clash page, and lets the draft go."""
    changes, settled = settle(request.POST, form.changes, prefix=f"{form.prefix}-")
    write_update(
        action,
        quarter,
        changes,
        done=settled_days(request.POST, form),
        base_version=form.cleaned_data["version"] or 0,
        by=request.user,
        settled=settled,
    )
    let_go(request.user, request.path)


def settled_days(data, form: UpdateForm) -> dict[Milestone, object]:
    """The days on which milestones were done, less those for which the other's day was chosen."""
    days = {}
    for step, day in form.done.items():
        left, settled = settle(data, {"done_on": day}, prefix=f"m{step.pk}-")
        if settled.names:
            step.version = settled.seen_version
        if left:
            days[step] = day
    return days


def shown(clash: Clash, form: UpdateForm):
    """What two people said at once: of the update, or of when a milestone was done."""
    if isinstance(clash.row, Milestone):
        return show_part(clash)
    return show_clash(clash, prefix=f"{form.prefix}-", words_of=words_of(clash.row), row_words="this update")


def said(request, room: PlanRoom, action: Action, quarter, words: str):
    """Back to where the person came from: the row, the list of what they owe, or the table."""
    told = f"Sent the update of {action.label} for {quarter.label}. {warning([words])}".strip()
    if request.htmx:
        fresh = Action.objects.select_related("priority").get(pk=action.pk)
        return row_answer(request, room, fresh, announce=told)
    messages.success(request, told)
    if request.GET.get("from") == "owed":
        return redirect("updates_owed", room.plan.partnership.slug)
    return redirect(table_address(room, action.pk, tail_of(request)))


def update_answer(request, room, action, quarter, form, clashes, refusal):
    """The update's form: in place of the row for htmx, else on a page of its own."""
    if request.method == "POST":
        keep_sent(request, now=timezone.now())
    previous = (
        Update.objects.filter(action=action).of_quarter(quarter.previous).select_related("made_by").first()
    )
    tail = tail_of(request)
    is_owed = request.GET.get("from") == "owed"
    came_from = "?from=owed" if is_owed else tail
    path = f"{table_address(room)}id-{action.pk}/updates/{quarter}/"
    context = row_context(request, room) | {
        "action": action,
        "form": form,
        "for_quarter": quarter,
        "previous": previous,
        "clashes": clashes,
        "carried": carried(request.POST, clashes),
        "refusal": refusal,
        "typed": form["words"].value() if refusal and form.is_bound else "",
        "draft": draft_offer(request),
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


@requires("write_update")
def updates_owed(request, partnership):
    bodies = request.seat.whose("write_update")

    rooms = owed(request.seat, bodies, timezone.localdate())

    return render(request, "actions/updates_owed.html", {"rooms": rooms, "is_own": bodies is not None})
