from copy import copy

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from funding.access.bid_permissions import can_write_bid, is_scorer, next_step_for
from funding.access.finders import get_bid_or_404, get_bid_to_write_or_404, get_grant_to_bid_or_404
from funding.bids.attachments import accepts_files
from funding.bids.display import (
    bidding_window_text,
    build_bid_display,
    gaps_by_section,
    invalid_answers,
    moves_read,
    questions_read,
    versions_read,
)
from funding.bids.file_access import files_of_bid, visible_files
from funding.bids.questions import SECTIONS, section_of
from funding.bids.submission import missing_answers
from funding.bids.transitions import Subject, refetch
from funding.forms.bids import BidNewForm, is_writable, lock_writable, section_form, unwritable_words
from funding.lifecycles import SCORABLE_STATES, BidState
from funding.models import Bid
from funding.views.bid_navigation import (
    get_transition_buttons,
    noun_of,
    redirect_to_row,
    render_history_of,
    render_not_possible,
)
from plans.access import capability_required
from plans.records import OperationError, form_data, save_posted_draft
from plans.views.form_views import finish_saving, render_form, save_form


@capability_required("write_bid", get_grant_to_bid_or_404)
def bid_add(request, grant):
    new = Bid(grant=grant, state=BidState.DRAFT, version=0)
    form = BidNewForm(form_data(request), instance=new, access=request.access)

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Bid “{new}” started")
        finish_saving(request, form)
        return redirect_to_row(new)

    context = {
        "grant": grant,
        "windows": [(pot, bidding_window_text(pot, timezone.now())) for pot in form.fields["pot"].queryset],
    }
    return render_form(request, "funding/bid_add.html", form, context)


@capability_required("view_grants", get_bid_or_404)
@require_GET
def bid_detail(request, bid):
    context = subject_context(request, bid) | {
        "project": getattr(bid, "project", None),
        "window": bidding_window_text(bid.pot, timezone.now()) if bid.state == BidState.DRAFT else "",
        "files": files_of_bid(visible_files(request.access, bid)),
        "may_score": bid.state in SCORABLE_STATES and is_scorer(request.access, bid.grant),
    }
    return render(request, "funding/bid_detail.html", context)


def subject_context(request, row: Subject) -> dict:
    """Return what the page of a bid and the page of a change both show."""
    reading = build_bid_display(request.access, row)
    can_write = can_write_bid(request.access, row)
    is_open = can_write and is_writable(row)
    return {
        "grant": row.grant,
        "bid": row,
        "reading": reading,
        "buttons": get_transition_buttons(request.access, row),
        "turn": None if reading.is_agreed_only and not reading.is_deciding else next_step_for(row),
        "may_write": can_write,
        "tasks": gaps_by_section(missing_answers(row)) if is_open else [],
        "questions": questions_read(reading),
        "moves": moves_read(reading),
        "may_add_files": can_write and accepts_files(row),
    }


@capability_required("write_bid", get_bid_to_write_or_404)
def bid_edit(request, bid, section):
    return edit_section(request, bid, section)


def edit_section(request, bid: Subject, section: str):
    """Return the page to write one section of a bid or change, or redirect after it is saved."""
    part = section_of(section)
    if part is None:
        raise Http404("There is no such section in the form.")
    if request.method != "POST" and not is_writable(bid):
        return render_not_possible(request, bid, unwritable_words(bid))

    form = section_form(form_data(request), instance=copy(bid), section=part, access=request.access)

    clashes, status = None, None
    if request.method == "POST" and "more" in request.POST:
        form.add_rows(request.POST["more"])
        status = 200
    elif request.method == "POST" and form.is_valid():
        try:
            with lock_writable(bid):
                clashes = save_form(request, form, f"“{part.title}” saved")
        except OperationError as refused:
            # What was entered is saved as a draft, should the bid open again.
            save_posted_draft(request, now=timezone.now())
            form.add_error(None, str(refused))
            status = 409
        else:
            if clashes is None:
                warn_of_invalid_answers(request, bid, part)
                return redirect(after_section(request, bid, part))

    response = render_form(
        request, "funding/bid_edit.html", form, section_context(bid, part, form), clashes=clashes
    )
    response.status_code = status or response.status_code
    return response


def section_context(bid: Subject, part, form) -> dict:
    """Return what the page of a section needs next to its form: each field with the warnings about its answer."""
    warnings = invalid_answers(missing_answers(bid))
    place = SECTIONS.index(part)
    return {
        "grant": bid.grant,
        "bid": bid,
        "noun": noun_of(bid),
        "part": part,
        "place": place + 1,
        "places": len(SECTIONS),
        "next": SECTIONS[place + 1] if place + 1 < len(SECTIONS) else None,
        "answers": [
            (question, box, [gap.words for gap in warnings if gap.question == question.name])
            for question, box in form.questions()
        ],
    }


def warn_of_invalid_answers(request, bid: Subject, part) -> None:
    """Warn about answers that were saved as entered and must be corrected."""
    names = {question.name for question in part.questions}
    found = [gap.words for gap in invalid_answers(missing_answers(refetch(bid))) if gap.question in names]
    if found:
        messages.warning(
            request,
            f"Your answers are saved, but you must correct them before you submit: {'; '.join(found)}",
        )


def after_section(request, bid: Subject, part) -> str:
    """Return the URL of the next section, or of the bid's page, after a section was saved."""
    place = SECTIONS.index(part) + 1
    if request.POST.get("then") == "next" and place < len(SECTIONS):
        return f"{bid.get_absolute_url()}edit/{SECTIONS[place].name}/"
    return bid.get_absolute_url()


@capability_required("view_grants", get_bid_or_404)
@require_GET
def bid_versions(request, bid):
    return render_versions(request, bid)


def render_versions(request, row: Subject):
    """Return the page with the versions of a bid or of a change."""
    reading = build_bid_display(request.access, row)
    context = {
        "grant": row.grant,
        "bid": row,
        "noun": noun_of(row),
        "reading": reading,
        "versions": versions_read(reading),
    }
    return render(request, "funding/bid_versions.html", context)


@capability_required("write_bid", get_bid_to_write_or_404)
@require_GET
def bid_history(request, bid):
    files = bid.files.filter(change=None, project_return=None).values_list("pk", flat=True)
    return render_history_of(request, bid, [f"bidfile:{key}" for key in files])
