from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.views.decorators.http import require_GET

from actions.editing.operations import is_postponed
from actions.models import Milestone
from actions.timescales.parsing import parse_timescale
from actions.workspace import PlanWorkspace, get_plan_workspace
from plans.access import capability_required
from plans.govuk import DateField


@capability_required("edit_actions", get_plan_workspace)
@require_GET
def timescale_preview(request, room):
    """Show what the timescale being typed means, for the line below the box."""
    prefix = next(
        (name.removesuffix("-timescale") for name in request.GET if name.endswith("-timescale")), ""
    )
    words = request.GET.get(f"{prefix}-timescale", "")[:500]
    reading = parse_timescale(words, plan_starts=room.plan.starts, plan_ends=room.plan.ends)

    was = due_before(prefix, room)
    now = date_typed(request.GET, prefix) or reading.due
    context = {"reading": reading, "was": was if is_postponed(was, now) else None}
    return render(request, "actions/_timescale_preview.html", context)


def due_before(prefix: str, room: PlanWorkspace):
    """Return the current due date of the form's milestone; None if a later date needs no reason."""
    key = prefix.removeprefix("m")
    is_old = prefix.startswith("m") and key.isascii() and key.isdigit() and len(key) < 19
    if not is_old or not room.plan.was_adopted:
        return None
    return Milestone.objects.filter(plan=room.plan, pk=int(key)).values_list("due", flat=True).first()


def date_typed(data, prefix: str):
    """Return the date set manually in that form; None while it is not a date yet."""
    field = DateField(required=False)
    try:
        return field.clean(field.widget.value_from_datadict(data, {}, f"{prefix}-due_override"))
    except ValidationError:
        return None
