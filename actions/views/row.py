from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from actions.clashing import settle_row, show_row_clash
from actions.finding import PlanRoom, find_action, plan_room
from actions.forms import RowForm
from actions.models import Action, Milestone
from actions.numbers import next_number
from actions.operations import RowClash, WhyNeeded, add_action, add_milestone, save_action_row
from actions.table import read_rows, standing_words
from actions.timescales import read_timescale
from actions.views.table import row_context, table_address
from plans.access import requires
from plans.clashes import label_of
from plans.drafts import draft_of, let_go


@requires("see_actions")
@require_GET
def action_row(request, partnership, plan, action):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(room.actions, action)

    if not request.htmx:
        return redirect(table_address(room, found.pk))
    return row_answer(request, room, found, announce="")


@requires("edit_actions")
def action_edit(request, partnership, plan, action):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(room.actions, action)

    form = RowForm(request.POST or None, found, plan=room.plan, bodies=room.bodies)

    clashes = []
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        try:
            written = save_row(request, form)
        except RowClash as clash:
            clashes = show_row_clash(clash, room.bodies)
        except WhyNeeded:
            # The date moved between opening and saving; the form asks for the reason.
            clashes = []
        else:
            let_go(request.user, request.path)
            return saved(request, room, found, merged_words(written, found))

    return form_answer(request, room, form, found, clashes)


@requires("edit_actions")
def action_add(request, partnership, plan):
    room = plan_room(request, plan, timezone.localdate())
    after = row_after(request, room)
    priority = after.priority if after else priority_asked(request, room)

    new = Action(plan=room.plan, priority=priority, status="not_started")
    if request.method != "POST":
        numbers = Action.objects.of_plan(room.plan).current().filter(priority=priority)
        place = room.priorities.index(priority) + 1 if priority in room.priorities else 1
        new.number = next_number(numbers.values_list("number", flat=True), position=place)
    form = RowForm(request.POST or None, new, plan=room.plan, bodies=room.bodies)

    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        action = add_action(priority, form.own.changes, by=request.user, after=after)
        for position, edit in enumerate(form.edits, 1):
            add_milestone(action, edit.fields, by=request.user, position=position)
        let_go(request.user, request.path)
        return saved(request, room, action, f"Added {action.label}.")

    return form_answer(request, room, form, None, [], after=after, priority=priority)


@requires("edit_actions")
@require_GET
def timescale_reading(request, partnership, plan):
    """How we read the words that are being typed, for the line below the box."""
    room = plan_room(request, plan, timezone.localdate())
    words = next((value for name, value in request.GET.items() if name.endswith("-timescale")), "")
    reading = read_timescale(words[:500], plan_starts=room.plan.starts, plan_ends=room.plan.ends)
    return render(request, "actions/_reading.html", {"reading": reading})


def row_after(request, room: PlanRoom) -> Action | None:
    """The action below which a new one was asked for."""
    key = request.GET.get("after", "")
    return (
        get_object_or_404(room.actions, pk=int(key))
        if key.isascii() and key.isdigit() and len(key) < 19
        else None
    )


def priority_asked(request, room: PlanRoom):
    """The priority under which a new action was asked for, else the plan's last."""
    key = request.GET.get("priority", "")
    chosen = [priority for priority in room.priorities if str(priority.pk) == key] or room.priorities[-1:]
    return chosen[0] if chosen else None


def save_row(request, form: RowForm):
    """Writes the row's form, with what was settled on the clash page."""
    own, settled = settle_row(request.POST, form)
    return save_action_row(
        form.action,
        own,
        settled["milestones"],
        base_version=form.own.cleaned_data["version"] or 0,
        by=request.user,
        settled=settled["own"],
    )


def merged_words(written, action: Action) -> str:
    """What to say after saving; names the fields that somebody else changed meanwhile."""
    names = {
        label_of(action if row == "action" else Milestone(), name)
        for row, merged in written.merged.items()
        for name in merged.only_theirs
    }
    saved_words = f"Saved {action.label}."
    if not names:
        return saved_words
    return (
        f"{saved_words} Somebody else had changed {', '.join(sorted(names)).lower()}; both changes are kept."
    )


def saved(request, room: PlanRoom, action: Action, words: str):
    """Back to the row: the row alone for htmx, else the table at that row."""
    if request.htmx:
        fresh = Action.objects.get(pk=action.pk)
        return row_answer(request, room, fresh, announce=words)
    messages.success(request, words)
    return redirect(table_address(room, action.pk))


def row_answer(request, room: PlanRoom, action: Action, *, announce: str) -> HttpResponse:
    """The row as the table shows it, with the focus on it and its heading's figures brought up to date."""
    rows = [
        row
        for _, row in read_rows(
            [action], plan=room.plan, bodies=room.bodies, quarter=room.quarter, on=room.on
        )
    ]
    statuses = Action.objects.current().filter(priority=action.priority_id).values_list("status", flat=True)
    context = row_context(request, room) | {
        "rows": rows,
        "announce": announce,
        "is_swap": True,
        "group": {"priority": action.priority, "standing": standing_words(statuses)},
    }
    return render(request, "actions/_row_swap.html", context)


def form_answer(request, room, form, action, clashes, *, after=None, priority=None):
    """The row's form: in place of the row for htmx, else on a page of its own."""
    status = 409 if clashes else 422 if form.bound_with_errors else 200
    context = row_context(request, room) | {
        "row_form": form,
        "action": action,
        "after": after,
        "priority": priority or (action.priority if action else None),
        "clashes": clashes,
        "draft": draft_of(request.user, request.path) if request.method == "GET" else None,
        "cancel": table_address(room, (action or after).pk if (action or after) else None),
        "more": "more" in request.POST,
    }
    template = "actions/_row_form.html" if request.htmx else "actions/action_edit.html"
    return render(request, template, context, status=status)
