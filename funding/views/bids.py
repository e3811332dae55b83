from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from funding.access.bid_permissions import can_write_bid, is_scorer, next_step_for
from funding.access.selectors import get_bid_or_404, get_grant_or_404
from funding.bids.attachments import accepts_files
from funding.bids.display import (
    bidding_window_text,
    build_bid_display,
    gaps_by_section,
    invalid_answers,
    missing_answers,
    moves_read,
    questions_read,
    versions_read,
)
from funding.bids.file_access import visible_files
from funding.bids.questions import SECTIONS, section_of
from funding.bids.transitions import refetch_bid
from funding.forms.bids import BidNewForm, SectionForm, lock_writable, unwritable_words
from funding.lifecycles import SCORABLE, WRITABLE, BidState
from funding.models import Bid
from funding.projects.progress import quarters_for
from funding.projects.reports import approved_evaluation, approved_returns
from funding.views.bid_navigation import (
    bid_url,
    find_bid_to_write,
    get_transition_buttons,
    redirect_to_bid,
    render_not_possible,
)
from plans.access import capability_required
from plans.models import HistoryEntry
from plans.models.tracked import row_key
from plans.records import OperationError, build_entries, form_data, save_posted_draft
from plans.views.form_views import finish_saving, render_form, save_form
from plans.views.history_views import ENTRIES_A_PAGE


@capability_required("write_bid")
def bid_add(request, partnership, grant):
    found = get_grant_or_404(request, grant)

    new = Bid(grant=found, state=BidState.DRAFT, version=0)
    form = BidNewForm(form_data(request), instance=new, access=request.access)

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Bid “{new}” started")
        finish_saving(request, form)
        return redirect_to_bid(new)

    context = {
        "grant": found,
        "windows": [(pot, bidding_window_text(pot, timezone.now())) for pot in form.fields["pot"].queryset],
    }
    return render_form(request, "funding/bid_add.html", form, context)


@capability_required("view_grants")
@require_GET
def bid_detail(request, partnership, grant, number):
    found = get_grant_or_404(request, grant)
    bid = get_bid_or_404(request, found, number)

    reading = build_bid_display(request.access, bid)
    can_write = can_write_bid(request.access, bid)
    is_open = can_write and bid.state in WRITABLE
    context = {
        "grant": found,
        "bid": bid,
        "reading": reading,
        "presses": get_transition_buttons(request.access, bid),
        "turn": None if reading.is_agreed_only and not reading.is_deciding else next_step_for(bid),
        "may_write": can_write,
        "tasks": gaps_by_section(missing_answers(bid)) if is_open else [],
        "window": bidding_window_text(bid.pot, timezone.now()) if bid.state == BidState.DRAFT else "",
        "questions": questions_read(reading),
        "moves": moves_read(reading),
        "files": visible_files(reading),
        "may_add_files": can_write and accepts_files(bid),
        "may_score": bid.state in SCORABLE and is_scorer(request.access, found),
        "quarters": quarters_for(bid) if bid.is_funded else [],
        "returns": approved_returns(bid) if bid.is_funded else [],
        "evaluation": approved_evaluation(bid) if bid.is_funded else None,
        "may_return": request.access.can_for_bodies("write_return", bid.lead_ids),
    }
    return render(request, "funding/bid_detail.html", context)


@capability_required("write_bid")
def bid_edit(request, partnership, grant, number, section):
    bid = find_bid_to_write(request, grant, number)
    part = section_of(section)
    if part is None:
        raise Http404("There is no such section in the form.")
    if request.method != "POST" and bid.state not in WRITABLE:
        return render_not_possible(request, bid, unwritable_words(bid))

    form = SectionForm(form_data(request), instance=copy(bid), section=part, access=request.access)

    clashes, status = None, None
    if request.method == "POST" and "more" in request.POST:
        form.add_rows(request.POST["more"])
        status = 200
    elif request.method == "POST" and form.is_valid():
        try:
            with lock_writable(bid):
                clashes = save_form(request, form, f"“{part.title}” saved")
        except OperationError as refused:
            # The text is saved as a draft in case the bid can be edited again.
            save_posted_draft(request, now=timezone.now())
            form.add_error(None, str(refused))
            status = 409
        else:
            if clashes is None:
                say_doubts(request, bid, part)
                return redirect(after_section(request, bid, part))

    response = render_form(
        request, "funding/bid_edit.html", form, section_context(bid, part, form), clashes=clashes
    )
    response.status_code = status or response.status_code
    return response


def section_context(bid, part, form) -> dict:
    """Return the template context of a section, with the warnings about each answer."""
    doubts = invalid_answers(missing_answers(bid))
    place = SECTIONS.index(part)
    return {
        "grant": bid.grant,
        "bid": bid,
        "part": part,
        "place": place + 1,
        "places": len(SECTIONS),
        "next": SECTIONS[place + 1] if place + 1 < len(SECTIONS) else None,
        "answers": [
            (question, box, [gap.words for gap in doubts if gap.question == question.name])
            for question, box in form.questions()
        ],
    }


def say_doubts(request, bid, part) -> None:
    """Add a message about answers that were saved but must be corrected."""
    names = {question.name for question in part.questions}
    found = [gap.words for gap in invalid_answers(missing_answers(refetch_bid(bid))) if gap.question in names]
    if found:
        messages.warning(
            request,
            f"Your answers are saved, but you must correct them before you submit: {'; '.join(found)}",
        )


def after_section(request, bid, part) -> str:
    """Return the URL to continue with after a section is saved."""
    place = SECTIONS.index(part) + 1
    if request.POST.get("then") == "next" and place < len(SECTIONS):
        return bid_url("bid_edit", bid, SECTIONS[place].name)
    return bid_url("bid_detail", bid)


@capability_required("view_grants")
@require_GET
def bid_versions(request, partnership, grant, number):
    found = get_grant_or_404(request, grant)
    bid = get_bid_or_404(request, found, number)

    reading = build_bid_display(request.access, bid)

    context = {"grant": found, "bid": bid, "reading": reading, "versions": versions_read(reading)}
    return render(request, "funding/bid_versions.html", context)


@capability_required("write_bid")
@require_GET
def bid_history(request, partnership, grant, number):
    bid = find_bid_to_write(request, grant, number)

    rows = [row_key(bid), *(f"bidfile:{key}" for key in bid.files.values_list("pk", flat=True))]
    changes = HistoryEntry.objects.filter(row__in=rows).select_related("created_by").order_by("-id")
    page = Paginator(changes, ENTRIES_A_PAGE).get_page(request.GET.get("page"))

    context = {"grant": bid.grant, "bid": bid, "page": page, "entries": build_entries(page.object_list)}
    return render(request, "funding/bid_history.html", context)
