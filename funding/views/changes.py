"""Views of a change to a project; `bids` and `bid_transitions` have the parts shared with the views of a bid."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from funding.access.finders import get_change_or_404, get_change_to_write_or_404
from funding.bids.file_access import files_of_change, visible_files
from funding.bids.tables import changes_table
from funding.bids.versions import approved_content
from funding.views.attachments import add_file
from funding.views.bid_transitions import answer_subject, submit_subject, transition_subject
from funding.views.bids import edit_section, render_versions, subject_context
from plans.access import capability_required


@capability_required("view_grants", get_change_or_404)
@require_GET
def change_detail(request, change):
    context = subject_context(request, change)
    content = context["reading"].content
    context |= {
        "project": change.project,
        "differences": changes_table(
            approved_content(change.project), content, "Changes to the approved version"
        )
        if change.is_open
        else None,
        "files": files_of_change(visible_files(request.access, change.project), change),
    }
    return render(request, "funding/change_detail.html", context)


@capability_required("write_bid", get_change_to_write_or_404)
def change_edit(request, change, section):
    return edit_section(request, change, section)


@capability_required("write_bid", get_change_to_write_or_404)
def change_submit(request, change):
    return submit_subject(request, change)


@capability_required("write_bid", get_change_to_write_or_404)
def change_answer(request, change):
    return answer_subject(request, change)


@capability_required("view_grants", get_change_or_404)
def change_transition(request, change, move):
    return transition_subject(request, change, move)


@capability_required("view_grants", get_change_or_404)
@require_GET
def change_versions(request, change):
    return render_versions(request, change)


@capability_required("write_bid", get_change_to_write_or_404)
def change_file_add(request, change):
    return add_file(request, change)
