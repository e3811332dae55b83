from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from actions.clashing import settle_row, show_row_clash
from actions.finding import PlanRoom, address_of, find_action, plan_room
from actions.forms import RowForm
from actions.models import Action, Milestone
from actions.numbers import next_number
from actions.operations import RowClash, RowWritten, WhyNeeded, add_action_row, save_action_row
from actions.table import read_rows, standing_words
from actions.views.table import filtered, own_rows, part_or_page, row_context, table_address, tail_of
from plans.access import requires
from plans.clashes import carried, label_of, with_joined
from plans.drafts import draft_offer, keep_sent, let_go, typed_in
from plans.personal_data import warning


@requires("see_actions")
@require_GET
def action_row(request, partnership, plan, action):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(room.actions, action)

    if not request.htmx:
        return redirect(table_address(room, found.pk, tail_of(request)))
    return row_answer(request, room, found, announce="")


@requires("edit_actions")
def action_edit(request, partnership, plan, action):
    room = plan_room(request, plan, timezone.localdate())
    found = find_action(editable(request, room), action)

    form = RowForm(typed_in_row(request), found, plan=room.plan, bodies=room.bodies, **pressed(request))

    clashes = []
    if is_saving(request) and form.is_valid():
        try:
            written = save_row(request, form)
        except RowClash as clash:
            clashes = show_row_clash(clash)
        except WhyNeeded as needed:
            form.ask_why(needed.milestone, needed.was)
        else:
            return saved(request, room, found, saved_words(form.label, written, form))

    return form_answer(request, room, form, found, clashes)


@requires("edit_actions")
def action_add(request, partnership, plan):
    room = plan_room(request, plan, timezone.localdate())
    after = row_after(request, room)
    priority = after.priority if after else priority_asked(request, room)
    if priority is None:
        messages.warning(request, "Add a priority to the plan first: an action stands under one.")
        return redirect(table_address(room))

    new = Action(plan=room.plan, priority=priority, status="not_started")
    typed = typed_in_row(request)
    if typed is None:
        new.number = number_for(priority, room)
    form = RowForm(typed, new, plan=room.plan, bodies=room.bodies, **pressed(request))

    if is_saving(request) and form.is_valid():
        action = add_action_row(priority, form.own.changes, form.edits, by=request.user, after=after)
        let_go(request.user, request.path)
        return saved(request, room, action, told(f"Added {action.label}.", form))

    return form_answer(request, room, form, None, [], after=after, priority=priority)


def editable(request, room: PlanRoom):
    """The actions that can be edited; what was typed into one that somebody withdrew meanwhile is kept too."""
    return Action.objects.of_plan(room.plan) if request.method == "POST" else room.actions


def is_saving(request) -> bool:
    """Whether the form was sent to be saved, not to get one more milestone."""
    return request.method == "POST" and "more" not in request.POST


def pressed(request) -> dict[str, bool]:
    """What the form is asked for: to be checked, or one more milestone, or neither with a draft."""
    return {"more": "more" in request.POST, "checked": is_saving(request)}


def typed_in_row(request):
    """What the row's form starts from, with the texts that were joined on the clash page in their fields."""
    return with_joined(typed_in(request))


def row_after(request, room: PlanRoom) -> Action | None:
    """The action below which a new one was asked for."""
    key = request.GET.get("after", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return get_object_or_404(room.actions.select_related("priority"), pk=int(key))


def priority_asked(request, room: PlanRoom):
    """The priority under which a new action was asked for, else the plan's last; None when it has none."""
    key = request.GET.get("under", "")
    chosen = [priority for priority in room.priorities if str(priority.pk) == key] or room.priorities[-1:]
    return chosen[0] if chosen else None


def number_for(priority, room: PlanRoom) -> str:
    """The number proposed for one more action under that priority."""
    numbers = Action.objects.of_plan(room.plan).current().filter(priority=priority)
    place = room.priorities.index(priority) + 1 if priority in room.priorities else 1
    return next_number(numbers.values_list("number", flat=True), position=place)


def save_row(request, form: RowForm) -> RowWritten:
    """Writes the row's form, with what was settled on the clash page, and lets its draft go."""
    own, settled, milestones = settle_row(request.POST, form)
    written = save_action_row(
        form.action,
        own,
        milestones,
        base_version=form.own.cleaned_data["version"] or 0,
        by=request.user,
        settled=settled,
    )
    let_go(request.user, request.path)
    return written


def saved_words(label: str, written: RowWritten, form: RowForm) -> str:
    """What to say after saving; names the fields that somebody else changed meanwhile."""
    names = {
        label_of(Action if row == "action" else Milestone, name)
        for row, merged in written.merged.items()
        for name in merged.only_theirs
    }
    words = f"Saved {label}."
    if "Withdrawn" in names:
        words += " Somebody else withdrew a part of it meanwhile; what you wrote is kept in its history."
        names.discard("Withdrawn")
    if names:
        listed = ", ".join(sorted(name.lower() for name in names))
        words += f" Somebody else had changed {listed}; both changes are kept."
    return told(words, form)


def told(words: str, form: RowForm) -> str:
    """The words with a warning where a text looks like a person's details."""
    texts = [form.own.cleaned_data["action"], form.own.cleaned_data["desired_outcome"]]
    texts += [edit.fields.get("milestone", "") for edit in form.edits]
    return f"{words} {warning(texts)}".strip()


def saved(request, room: PlanRoom, action: Action, words: str):
    """Back to the row: the row alone for htmx, else the table at that row."""
    fresh = Action.objects.select_related("priority").get(pk=action.pk)
    if fresh.is_withdrawn:
        messages.warning(request, words)
        fresh.plan = room.plan
        return leave_to(request, f"{table_address(room)}{address_of(fresh)}/")
    if request.htmx:
        return row_answer(request, room, fresh, announce=words)
    messages.success(request, words)
    return redirect(table_address(room, action.pk, tail_of(request)))


def leave_to(request, address: str) -> HttpResponse:
    """To another page, also when only a part of this one was asked for."""
    return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)


def row_answer(request, room: PlanRoom, action: Action, *, announce: str) -> HttpResponse:
    """The row as the table shows it, with the focus on it and its heading's figures brought up to date."""
    rows = [
        row
        for _, row in read_rows(
            [action],
            plan=room.plan,
            bodies=room.known_bodies,
            quarter=room.quarter,
            on=room.on,
            # Another may bear its number; by its id it is reached in any case.
            numbers={action.number: 2},
        )
    ]
    shown = filtered(request.GET, room).qs if tail_of(request) else room.actions
    shown = shown.filter(priority=action.priority_id)
    context = row_context(request, room) | {
        "rows": rows,
        "own_rows": own_rows(request, room, rows),
        "announce": announce,
        "is_swap": True,
        "priority": action.priority,
        "standing": standing_words(shown.order_by().values_list("status", flat=True)),
    }
    return render(request, "actions/_row_swap.html", context)


def form_answer(request, room, form, action, clashes, *, after=None, priority=None):
    """The row's form: in place of the row for htmx, else on a page of its own."""
    if is_saving(request):
        keep_sent(request, now=timezone.now())
    tail = tail_of(request)
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
        "carried": carried(request.POST, clashes),
        "draft": draft_offer(request),
        "draft_address": joined_address(path, question, tail, "?draft=use"),
        "cancel": table_address(room, row.pk if row else None, tail),
    }
    status = 409 if clashes else 422 if is_saving(request) else 200
    return part_or_page(request, "actions/_row_form.html", "actions/action_edit.html", context, status=status)


def form_place(room: PlanRoom, action, after, priority) -> tuple[str, str]:
    """Where the form is sent: by the row's id, since its number may change while somebody types."""
    base = table_address(room)
    if action:
        return f"{base}id-{action.pk}/edit/", ""
    return f"{base}add/", f"?after={after.pk}" if after else f"?under={priority.pk}"


def joined_address(path: str, *questions: str) -> str:
    """An address with everything that is asked of it: "add/?after=3&status=at_risk"."""
    asked = [question.removeprefix("?") for question in questions if question]
    return f"{path}?{'&'.join(asked)}" if asked else path
