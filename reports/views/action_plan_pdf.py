from django.urls import reverse
from django.views.decorators.http import require_GET

from actions.views.action_table import filtered
from actions.workspace import get_plan_workspace
from plans.access import capability_required
from reports.documents import get_or_request_document, render_document_or_wait
from reports.plan.print_table import action_plan_html


@capability_required("export_actions", get_plan_workspace)
@require_GET
def action_plan_pdf(request, room):
    partnership = request.access.partnership
    filters = filtered(request.GET, room)
    is_part = filters.is_used or request.access.sees_own_bodies_only(room.plan)
    actions = filters.qs if is_part else None

    shown = f"{filters.qs.count()} of {room.actions.count()} actions" if filters.is_used else ""
    html = action_plan_html(room.plan, actions, on=room.on, shown=shown)
    document = get_or_request_document(html, title=f"Action plan, {room.plan.title}", partnership=partnership)
    back = reverse("action_table", args=[partnership.slug, room.plan.slug])
    return render_document_or_wait(
        request, document, f"{partnership.slug}-{room.plan.slug}-actions.pdf", back=back
    )
