"""The decision sheet of a pot, and the record of the group's consensus."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from funding.access.finders import get_pot_or_404
from funding.decisions.decision_sheet import DecisionSheet, build_decision_sheet
from funding.decisions.record import is_already_recorded, record_consensus
from funding.decisions.tables import decided_table, recommended_table, suggestions_table
from funding.forms.decision_sheet import (
    DECLINE,
    RECOMMEND,
    ConsensusForm,
    DecisionSheetForm,
    number_of,
    valid_idempotency_key,
)
from funding.models import Bid
from funding.money.amounts import format_money
from plans.access import capability_required
from plans.records import OperationError, form_data, get_draft, save_posted_draft
from plans.views.form_views import finish_saving

CHANGED = (
    "This decision sheet has changed since you opened the page: {}. Check it and try again."
    " The choices and amounts that you can still make are filled in below."
)


@capability_required("view_decisions", get_pot_or_404)
def decision_sheet(request, pot):
    if request.method == "POST":
        form = DecisionSheetForm(request.POST, sheet=build_decision_sheet(pot, person=recorder(request)))
        return sheet_page(request, form, request.POST, status=200 if form.is_valid() else 422)

    ticked = [number_of(text) for text in request.GET.getlist("recommend")]
    sheet = build_decision_sheet(pot, person=recorder(request), with_suggestions=True)
    form = DecisionSheetForm(sheet=sheet, ticked=ticked)
    return sheet_page(request, form, {}, status=200)


def recorder(request):
    """Return the user if they can record the consensus; None if they can only try combinations."""
    return request.user if request.access.can("recommend_bids") else None


def sheet_page(request, form: DecisionSheetForm, typed: Mapping[str, str], *, status: int, refused: str = ""):
    """Return the decision sheet with the choices and text so far, and the reason if they were rejected."""
    sheet = form.sheet
    grant = sheet.pot.grant
    record = reverse("consensus_record", args=[grant.partnership.slug, grant.slug, sheet.pot.pk])
    words = typed.get("words", "")
    may_record = request.access.can("recommend_bids")
    context = {
        "grant": grant,
        "sheet": sheet,
        "suggestions": suggestions_table(sheet.suggestions),
        "decided": decided_table(sheet.decided),
        "form": form,
        "totals": form.totals,
        "refused": refused,
        "words": words,
        "lost": amounts_of_gone(sheet, typed),
        "record": record,
        # The draft is offered only if its text is not already on the page.
        "draft": get_draft(request.user, record) if may_record and not words else None,
    }
    return render(request, "funding/decision_sheet.html", context, status=status)


@capability_required("recommend_bids", get_pot_or_404)
def consensus_record(request, pot):
    typed = form_data(request)
    if typed is None:
        return redirect("decision_sheet", pot.grant.partnership.slug, pot.grant.slug, pot.pk)
    if request.method == "POST" and is_already_recorded(pot.grant, valid_idempotency_key(typed)):
        messages.success(request, "This consensus was already recorded")
        return redirect("decision_sheet", pot.grant.partnership.slug, pot.grant.slug, pot.pk)

    sheet = build_decision_sheet(pot, person=recorder(request))
    form = DecisionSheetForm(typed, sheet=sheet)
    is_whole = form.is_valid()
    if refused := why_refused(sheet, form):
        return render_refused_decision(request, form, typed, refused)
    if not is_whole or (not form.totals.bids and not form.chosen(DECLINE)):
        words = "" if not is_whole else "Select at least one bid to recommend or decline."
        return sheet_page(request, form, typed, status=422, refused=words)

    record = ConsensusForm(typed if "idempotency_key" in typed else None, words=typed.get("words", ""))
    if request.method == "POST" and record.is_bound and record.is_valid():
        return record_it(request, form, record)
    return render_consensus_review(request, form, record, status=422 if record.is_bound else 200)


def render_refused_decision(request, form: DecisionSheetForm, typed: Mapping[str, str], refused: str):
    """Return the current decision sheet with the choices and text, which were not recorded."""
    if request.method == "POST":
        save_posted_draft(request, now=timezone.now())
    return sheet_page(
        request, form.as_bids_stand(), typed, status=409 if request.method == "POST" else 200, refused=refused
    )


def why_refused(sheet: DecisionSheet, form: DecisionSheetForm) -> str:
    """Return why the choices cannot be recorded now, in a sentence; "" if they can."""
    if sheet.waits_for:
        return "Nothing was recorded, because the pot is not open for decisions yet."
    changed = [f"“{bid}”" for bid in form.stale]
    elsewhere = [
        f"the status of “{bid}” is now “{bid.get_state_display()}”" for bid in gone_bids(sheet, form.gone)
    ]
    changed += elsewhere
    if form.is_gone and not elsewhere:
        changed.append("the group can no longer decide one of the bids")
    return CHANGED.format(", ".join(changed)) if changed else ""


def gone_bids(sheet: DecisionSheet, keys: Iterable[int]) -> list[Bid]:
    """Return the bids of the pot that the group can no longer decide."""
    return [bid for bid, _ in sheet.decided if bid.pk in keys]


def amounts_of_gone(sheet: DecisionSheet, typed: Mapping[str, str]) -> list[tuple[Bid, str]]:
    """Return the amounts entered for bids that the group can no longer decide."""
    found = ((bid, typed.get(f"amount_{bid.pk}", "")) for bid, _ in sheet.decided)
    return [(bid, amount) for bid, amount in found if amount]


def record_it(request, form: DecisionSheetForm, record: ConsensusForm):
    """Record the reviewed choices in one transaction."""
    pot, wanted = form.sheet.pot, record.cleaned_data
    recommended, declined = form.as_chosen(RECOMMEND), form.as_chosen(DECLINE)
    try:
        record_consensus(
            pot,
            recommended,
            declined,
            words=wanted["words"],
            by=request.user,
            idempotency_key=wanted["idempotency_key"],
        )
    except OperationError as refused:
        save_posted_draft(request, now=timezone.now())
        return render_consensus_review(request, form, record, status=409, refused=str(refused))
    finish_saving(request, record)
    messages.success(
        request,
        f"Consensus recorded: {len(recommended)} recommended ({format_money(form.totals.recommended)}),"
        f" {len(declined)} declined",
    )
    return redirect("decision_sheet", pot.grant.partnership.slug, pot.grant.slug, pot.pk)


def render_consensus_review(
    request, form: DecisionSheetForm, record: ConsensusForm, *, status: int, refused: str = ""
):
    """Return the review with the choices, their total and the text of the consensus."""
    sheet = form.sheet
    context = {
        "grant": sheet.pot.grant,
        "sheet": sheet,
        "form": record,
        "recommended": recommended_table(form.chosen(RECOMMEND)) if form.chosen(RECOMMEND) else None,
        "declined": [bid for bid, _ in form.chosen(DECLINE)],
        "totals": form.totals,
        "selected_query": "?" + "&".join(f"recommend={bid.pk}" for bid, _ in form.chosen(RECOMMEND)),
        "carried": form.carried,
        "refused": refused,
    }
    return render(request, "funding/consensus_record.html", context, status=status)
