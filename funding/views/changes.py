"""Pages of a change to a project; what they share with the pages of a bid is in `bids` and `bid_transitions`."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from funding.access.selectors import get_change_or_404, get_grant_or_404, get_project_or_404
from funding.bids.file_access import files_of_change, visible_files
from funding.bids.versions import compare_versions
from funding.models import ProjectChange
from funding.views.attachments import add_file
from funding.views.bid_navigation import find_change_to_write
from funding.views.bid_transitions import answer_subject, submit_subject, transition_subject
from funding.views.bids import edit_section, render_versions, subject_context
from plans.access import capability_required


def find_change(request, grant: str, number: int, change: int) -> ProjectChange:
    """Return a change that the person can see. Raises Http404, and 403 for another body's."""
    return get_change_or_404(
        request, get_project_or_404(request, get_grant_or_404(request, grant), number), change
    )


@capability_required("view_grants")
@require_GET
def change_detail(request, partnership, grant, number, change):
    row = find_change(request, grant, number, change)

    context = subject_context(request, row)
    content = context["reading"].content
    context |= {
        "project": row.project,
        "differences": compare_versions(row.project.version.content, content) if row.is_open else [],
        "files": files_of_change(visible_files(request.access, row.project), row),
    }
    return render(request, "funding/change_detail.html", context)


@capability_required("write_bid")
def change_edit(request, partnership, grant, number, change, section):
    return edit_section(request, find_change_to_write(request, grant, number, change), section)


@capability_required("write_bid")
def change_submit(request, partnership, grant, number, change):
    return submit_subject(request, find_change_to_write(request, grant, number, change))


@capability_required("write_bid")
def change_answer(request, partnership, grant, number, change):
    return answer_subject(request, find_change_to_write(request, grant, number, change))


@capability_required("view_grants")
def change_transition(request, partnership, grant, number, change, move):
    return transition_subject(request, find_change(request, grant, number, change), move)


@capability_required("view_grants")
@require_GET
def change_versions(request, partnership, grant, number, change):
    return render_versions(request, find_change(request, grant, number, change))


@capability_required("write_bid")
def change_file_add(request, partnership, grant, number, change):
    return add_file(request, find_change_to_write(request, grant, number, change))
