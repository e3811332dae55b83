from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from actions.finding import PlanRoom, find_action, lead_ids, plan_room
from actions.forms import UpdateForm
from actions.models import Action, Update
from actions.operations import write_update
from actions.owed import owed
from actions.statuses import Status
from actions.views.row import row_answer
from actions.views.table import row_context, table_address
from plans.access import OWN, requires
from plans.clashes import settle, show_clash
from plans.drafts import draft_of, let_go
from plans.history import words_of
from plans.personal_data import signs_of_personal_data
from plans.writing import Clash


@requires("write_update")
def update_edit(request, partnership, plan, action, quarter):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(room.actions, action)
    leads = lead_ids(found)
    request.seat.claim("write_update", leads)

    update = Update.objects.filter(action=found).of_quarter(quarter).first()
    bodies = [body for body in room.bodies if body.pk in speakers(request.seat, leads)]
    form = UpdateForm(request.POST or None, action=found, update=update, bodies=bodies, prefix=f"u{found.pk}")
    refusal = why_not(found, room, quarter)

    clashes = []
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            save_update(request, found, quarter, form, bodies)
        except Clash as clash:
            shown = show_clash(
                clash, prefix=f"{form.prefix}-", words_of=words_of(clash.row), row_words="this update"
            )
            clashes = [shown]
        else:
            let_go(request.user, request.path)
            return said(request, room, found, quarter, form.cleaned_data["words"])

    return update_answer(request, room, found, quarter, form, clashes, refusal, leads)


def speakers(seat, leads: set[int]) -> set[int]:
    """The bodies on whose behalf this person may speak of the action."""
    return leads & seat.body_ids if seat.scope("write_update") == OWN else leads


def why_not(action: Action, room: PlanRoom, quarter) -> str:
    """Why nothing can be said of the action for this quarter; blank when it can."""
    if action.status == Status.CLOSED:
        return "This action is closed. Open it again to write of it."
    if quarter not in room.plan.quarters:
        return f"{quarter.label} is not a quarter of this plan."
    if quarter > room.quarter:
        return f"{quarter.label} is not open yet. Updates are being written for {room.quarter.label}."
    if quarter < room.quarter:
        return f"{quarter.label} is closed: its report was frozen. Updates are being written for {room.quarter.label}."
    return ""


def save_update(request, action, quarter, form, bodies):
    """Writes what was said, with what was settled on the clash page."""
    said_words = form.cleaned_data
    mine = {name: said_words[name] for name in ("status", "words")}
    behalf = said_words.get("on_behalf_of") or (bodies[0].pk if len(bodies) == 1 else None)
    changes, settled = settle(request.POST, mine | {"on_behalf_of_id": behalf}, prefix=f"{form.prefix}-")
    write_update(
        action,
        quarter,
        changes,
        done=form.done,
        base_version=said_words["version"] or 0,
        by=request.user,
        settled=settled,
    )


def said(request, room: PlanRoom, action: Action, quarter, words: str):
    """Back to where the person came from: the row, the list of what they owe, or the table."""
    told = f"Sent the update of {action.label} for {quarter.label}."
    signs = signs_of_personal_data(words)
    if signs:
        told += f" It may name a person ({', '.join(signs)}): this is no place for case records."
    if request.htmx:
        return row_answer(request, room, Action.objects.get(pk=action.pk), announce=told)
    messages.success(request, told)
    if request.GET.get("from") == "owed":
        return redirect("updates_owed", room.plan.partnership.slug)
    return redirect(table_address(room, action.pk))


def update_answer(request, room, action, quarter, form, clashes, refusal, leads):
    """The update's form: in place of the row for htmx, else on a page of its own."""
    previous = (
        Update.objects.filter(action=action).of_quarter(quarter.previous).select_related("made_by").first()
    )
    context = row_context(request, room) | {
        "action": action,
        "form": form,
        "for_quarter": quarter,
        "previous": previous,
        "clashes": clashes,
        "refusal": refusal,
        "draft": draft_of(request.user, request.path) if request.method == "GET" else None,
        "cancel": table_address(room, action.pk),
    }
    template = "actions/_row_update.html" if request.htmx else "actions/update_edit.html"
    status = 409 if clashes else 422 if form.is_bound and (form.errors or refusal) else 200
    return render(request, template, context, status=status)


@requires("write_update")
def updates_owed(request, partnership):
    today = timezone.localdate()
    scope = request.seat.scope("write_update")
    bodies = request.seat.body_ids if scope == OWN else None
    request.seat.claim("write_update", request.seat.body_ids)

    rooms = owed(request.seat, bodies, today)

    return render(request, "actions/updates_owed.html", {"rooms": rooms, "is_own": scope == OWN})
