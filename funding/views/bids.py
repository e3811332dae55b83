from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from funding.bids.file_reading import files_read
from funding.bids.files import takes_files
from funding.bids.questions import SECTIONS, section_of
from funding.bids.reading import (
    doubts_of,
    gaps_by_section,
    gaps_of,
    moves_read,
    questions_read,
    read_bid,
    versions_read,
    window_words,
)
from funding.finding import find_bid, find_grant
from funding.forms.bids import BidNewForm, SectionForm, unwritable_words
from funding.models import Bid
from funding.moves.step import MoveRefused, fresh
from funding.projects.owed import quarters_for
from funding.projects.returns import approved_evaluation, approved_returns
from funding.rights import is_invited, may_write, turn_of
from funding.views.bid_rooms import address_of, find_bid_to_write, not_possible, presses_of, to_bid
from funding.way import SCORABLE, WRITABLE, State
from plans.access import requires
from plans.drafts import keep_sent, typed_in
from plans.history import entries_of
from plans.models import Change
from plans.models.versioned import row_key
from plans.views.form_page import after_saving, form_page, save
from plans.views.history_page import ENTRIES_A_PAGE


@requires("write_bid")
def bid_new(request, partnership, grant):
    found = find_grant(request, grant)

    new = Bid(grant=found, state=State.DRAFT, edition=0)
    form = BidNewForm(typed_in(request), instance=new, seat=request.seat)

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Began the bid “{new}”. Fill it in piece by piece.")
        after_saving(request, form)
        return to_bid(new)

    context = {
        "grant": found,
        "windows": [(pot, window_words(pot, timezone.now())) for pot in form.fields["pot"].queryset],
    }
    return form_page(request, "funding/bid_new.html", form, context)


@requires("see_grants")
@require_GET
def bid_page(request, partnership, grant, number):
    found = find_grant(request, grant)
    bid = find_bid(request, found, number)

    reading = read_bid(request.seat, bid)
    can_write = may_write(request.seat, bid)
    is_open = can_write and bid.state in WRITABLE
    context = {
        "grant": found,
        "bid": bid,
        "reading": reading,
        "presses": presses_of(request.seat, bid),
        "turn": None if reading.is_agreed_only and not reading.is_deciding else turn_of(bid),
        "may_write": can_write,
        "tasks": gaps_by_section(gaps_of(bid)) if is_open else [],
        "window": window_words(bid.pot, timezone.now()) if bid.state == State.DRAFT else "",
        "questions": questions_read(reading),
        "moves": moves_read(reading),
        "files": files_read(reading),
        "may_add_files": can_write and takes_files(bid),
        "may_score": bid.state in SCORABLE and is_invited(request.seat, found),
        "quarters": quarters_for(bid) if bid.is_funded else [],
        "returns": approved_returns(bid) if bid.is_funded else [],
        "evaluation": approved_evaluation(bid) if bid.is_funded else None,
        "may_return": request.seat.may_on("write_return", bid.lead_ids),
    }
    return render(request, "funding/bid_page.html", context)


@requires("write_bid")
def bid_edit(request, partnership, grant, number, section):
    bid = find_bid_to_write(request, grant, number)
    part = section_of(section)
    if part is None:
        raise Http404("The form has no such section.")
    if request.method != "POST" and bid.state not in WRITABLE:
        return not_possible(request, bid, unwritable_words(bid))

    form = SectionForm(typed_in(request), instance=copy(bid), section=part, seat=request.seat)

    clashes, status = None, None
    if request.method == "POST" and "more" in request.POST:
        form.add_rows(request.POST["more"])
        status = 200
    elif request.method == "POST" and form.is_valid():
        try:
            clashes = save(request, form, f"Saved “{part.title}”.")
        except MoveRefused as refused:
            # What was typed is kept, should the bid open again.
            keep_sent(request, now=timezone.now())
            form.add_error(None, str(refused))
            status = 409
        else:
            if clashes is None:
                say_doubts(request, bid, part)
                return redirect(after_section(request, bid, part))

    response = form_page(
        request, "funding/bid_edit.html", form, section_context(bid, part, form), clashes=clashes
    )
    response.status_code = status or response.status_code
    return response


def section_context(bid, part, form) -> dict:
    """What the page of a section needs beside its form: each box with what is in doubt about its answer."""
    doubts = doubts_of(gaps_of(bid))
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
    """Points out what was saved as it was typed and cannot stay so."""
    names = {question.name for question in part.questions}
    found = [gap.words for gap in doubts_of(gaps_of(fresh(bid))) if gap.question in names]
    if found:
        messages.warning(request, f"It was saved as you typed it, but look at it again: {'; '.join(found)}")


def after_section(request, bid, part) -> str:
    """Where to go on after a section was saved."""
    place = SECTIONS.index(part) + 1
    if request.POST.get("then") == "next" and place < len(SECTIONS):
        return address_of("bid_edit", bid, SECTIONS[place].name)
    return address_of("bid_page", bid)


@requires("see_grants")
@require_GET
def bid_versions(request, partnership, grant, number):
    found = find_grant(request, grant)
    bid = find_bid(request, found, number)

    reading = read_bid(request.seat, bid)

    context = {"grant": found, "bid": bid, "reading": reading, "versions": versions_read(reading)}
    return render(request, "funding/bid_versions.html", context)


@requires("write_bid")
@require_GET
def bid_history(request, partnership, grant, number):
    bid = find_bid_to_write(request, grant, number)

    rows = [row_key(bid), *(f"bidfile:{key}" for key in bid.files.values_list("pk", flat=True))]
    changes = Change.objects.filter(row__in=rows).select_related("made_by").order_by("-id")
    page = Paginator(changes, ENTRIES_A_PAGE).get_page(request.GET.get("page"))

    context = {"grant": bid.grant, "bid": bid, "page": page, "entries": entries_of(page.object_list)}
    return render(request, "funding/bid_history.html", context)
