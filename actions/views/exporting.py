import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header

from actions.exporting import plan_document, plan_json
from actions.finding import plan_room
from actions.views.table import filtered, table_address
from actions.writing import TextTooLong, to_csv, to_docx, to_xlsx
from plans.access import requires

# Ending → its media type and what writes it from a PlanDocument.
WRITERS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "csv": ("text/csv; charset=utf-8", to_csv),
}


@requires("export_actions")
def action_export(request, partnership, plan, ending):
    room = plan_room(request, plan, timezone.localdate())

    filters = filtered(request.GET, room)
    # Where everything is asked for, headings without actions go out too.
    actions = filters.qs if filters.is_used or request.seat.sees_only_own(room.plan) else None

    if ending == "json":
        content = json.dumps(plan_json(room.plan, actions), ensure_ascii=False, indent=2).encode()
        media = "application/json"
    elif ending in WRITERS:
        media, write = WRITERS[ending]
        try:
            content = write(plan_document(room.plan, actions))
        except TextTooLong as too_long:
            messages.warning(request, str(too_long))
            return redirect(f"{table_address(room)}?{request.GET.urlencode()}")
    else:
        raise Http404("The plan goes out as Word, Excel, CSV, JSON or PDF.")
    filename = f"{partnership.slug}-{room.plan.slug}-actions.{ending}"
    disposition = content_disposition_header(True, filename)
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": disposition})
