from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from actions.finding import plan_room
from actions.views.table import filtered
from plans.access import requires
from reports.action_plan import action_plan_html
from reports.documents import document_answer, find_or_request


@requires("export_actions")
@require_GET
def action_plan_pdf(request, partnership, plan):
    room = plan_room(request, plan, timezone.localdate())

    filters = filtered(request.GET, room)
    is_part = filters.is_used or request.seat.sees_only_own(room.plan)
    actions = filters.qs if is_part else None

    shown = f"{filters.qs.count()} of {room.actions.count()} actions" if filters.is_used else ""
    html = action_plan_html(room.plan, actions, on=room.on, shown=shown)
    document = find_or_request(html, title=f"Action plan, {room.plan.title}", partnership=partnership)
    back = reverse("action_table", args=[partnership.slug, room.plan.slug])
    return document_answer(request, document, f"{partnership.slug}-{room.plan.slug}-actions.pdf", back=back)
