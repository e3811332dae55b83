import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from actions.exporting import TextTooLong, plan_to_csv, plan_to_docx, plan_to_xlsx
from actions.exporting.plan_export import build_plan_json, build_plan_text
from actions.views.action_table import filtered, table_address
from actions.workspace import get_plan_workspace
from plans.access import capability_required

# Extension → its media type and the function that writes it from a PlanText.
WRITERS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", plan_to_docx),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", plan_to_xlsx),
    "csv": ("text/csv; charset=utf-8", plan_to_csv),
}


@capability_required("export_actions", get_plan_workspace)
def action_export(request, room, ending):
    filters = filtered(request.GET, room)
    # The export of a whole plan includes headings without actions.
    actions = filters.qs if filters.is_used or request.access.sees_own_bodies_only(room.plan) else None

    if ending == "json":
        content = json.dumps(build_plan_json(room.plan, actions), ensure_ascii=False, indent=2).encode()
        media = "application/json"
    elif ending in WRITERS:
        media, write = WRITERS[ending]
        try:
            content = write(build_plan_text(room.plan, actions))
        except TextTooLong as too_long:
            messages.warning(request, str(too_long))
            return redirect(f"{table_address(room)}?{request.GET.urlencode()}")
    else:
        raise Http404("You can export the plan as Word, Excel, CSV, JSON or PDF.")
    filename = f"{request.access.partnership.slug}-{room.plan.slug}-actions.{ending}"
    disposition = content_disposition_header(True, filename)
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": disposition})
