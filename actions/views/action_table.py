import re

from django.shortcuts import render
from django.urls import reverse

from actions.action_table import build_table
from actions.filters import ActionFilter, FilterChoices, row_choices
from actions.forms import several_fields_html
from actions.workspace import PlanWorkspace, get_plan_workspace
from plans.access import YES, capability_required

EXPORT_ENDINGS = (("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"), ("pdf", "PDF"))
BATCH = re.compile(r"[0-9a-f]{32}")


@capability_required("view_actions", get_plan_workspace)
def action_table(request, room):
    filters = filtered(request.GET, room)
    groups = build_table(
        filters.qs,
        plan=room.plan,
        priorities=room.priorities,
        bodies=room.known_bodies,
        quarter=room.quarter,
        on=room.on,
        numbers=room.numbers if filters.is_used else None,
    )

    return render(request, "actions/action_table.html", table_context(request, room, groups, filters))


def filtered(data, room: PlanWorkspace) -> ActionFilter:
    """Return the actions of the plan, filtered by the URL."""
    return ActionFilter(
        data,
        room.actions,
        choices=FilterChoices.of_plan(room.plan, priorities=room.priorities, bodies=room.known_bodies),
        bodies=room.known_bodies,
        quarter=room.quarter,
        on=room.on,
    )


def table_context(request, room: PlanWorkspace, groups, filters) -> dict:
    """Return the context that the table's templates need."""
    shown = sum(len(group.rows) for group in groups)
    is_whole = not filters.is_used and not room.access.sees_own_bodies_only(room.plan)
    undo = request.GET.get("undo", "")
    return row_context(request, room) | {
        "own_rows": own_rows(request, room, (row for group in groups for row in group.rows)),
        "filters": filters,
        # A priority without rows is shown where the whole plan is shown, so that an action can be added under it.
        "groups": [group for group in groups if group.rows or is_whole],
        "shown": shown,
        "all": sum(room.numbers.values()) if filters.is_used else shown,
        "several_fields": several_fields_html(row_choices(room.priorities), row_choices(room.bodies)),
        "undo": undo if BATCH.fullmatch(undo) else "",
        "export_endings": EXPORT_ENDINGS,
    }


def row_context(request, room: PlanWorkspace) -> dict:
    """Return the context that a row's template needs."""
    may_edit = request.access.can("edit_actions") and room.is_editable
    has_since = room.plan.last_report_frozen_at is not None
    return {
        "plan": room.plan,
        "quarter": room.quarter,
        "quarter_key": str(room.quarter),
        "quarter_label": room.quarter.label,
        "on": room.on,
        "base": table_address(room),
        "tail": filter_query(request),
        "may_edit": may_edit,
        "may_update": request.access.scope("write_update") == YES and room.is_editable,
        "has_since": has_since,
        "columns": 6 + may_edit + has_since,
        "announce": "",
        "is_swap": False,
    }


def own_rows(request, room: PlanWorkspace, rows) -> frozenset[str]:
    """Return the rows that the user can update because their own body leads them."""
    if not (request.access.can("write_update") and room.own_bodies and room.is_editable):
        return frozenset()
    return frozenset(row.key for row in rows if not room.own_bodies.isdisjoint(row.lead_ids))


def part_or_page(request, part: str, page: str, context: dict, *, status: int):
    """Return only the part that htmx requested, with the table's URL; otherwise the whole page."""
    if not request.htmx:
        return render(request, page, context, status=status)
    response = render(request, part, context, status=status)
    # A link that opens a row would otherwise replace the table's URL with its own.
    response.headers["HX-Push-Url"] = "false"
    return response


def table_address(room: PlanWorkspace, row: int | None = None, tail: str = "") -> str:
    """Return the table's URL, with the filter query, and at one row if that is given."""
    address = reverse("action_table", args=[room.plan.partnership.slug, room.plan.slug]) + tail
    return address if row is None else f"{address}#a-{row}"


def filter_query(request) -> str:
    """Return the query string that filters the table, so that the user returns to the table as it was."""
    kept = request.GET.copy()
    for name in list(kept):
        if name not in ActionFilter.base_filters:
            del kept[name]
    return f"?{kept.urlencode()}" if kept else ""
