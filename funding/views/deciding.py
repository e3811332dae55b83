"""The decision sheet of a pot, and the record of the group's consensus."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from funding.deciding.decisions import is_recorded, record_consensus
from funding.deciding.sheet import Sheet, sheet_of
from funding.finding import find_grant
from funding.forms.deciding import DECLINE, RECOMMEND, ConsensusForm, SheetForm, number_of, press_of
from funding.models import Bid
from funding.money.amounts import money
from funding.moves.step import MoveRefused
from funding.views.rounds import find_pot
from plans.access import requires
from plans.drafts import draft_of, keep_sent, typed_in
from plans.views.form_page import after_saving

CHANGED = (
    "What you chose from has changed since you opened the page: {}. Look at it as it stands now."
    " Your choices and amounts stand below, as far as they can still be made."
)


@requires("see_decisions")
def decision_sheet(request, partnership, grant, pot):
    found = find_grant(request, grant)
    row = find_pot(found, pot)

    if request.method == "POST":
        form = SheetForm(request.POST, sheet=sheet_of(row, person=recorder(request)))
        return sheet_page(request, form, request.POST, status=200 if form.is_valid() else 422)

    ticked = [number_of(text) for text in request.GET.getlist("recommend")]
    sheet = sheet_of(row, person=recorder(request), with_suggestions=True)
    form = SheetForm(sheet=sheet, ticked=ticked)
    return sheet_page(request, form, {}, status=200)


def recorder(request):
    """The person, where they may record the consensus; None for who only tries what would fit."""
    return request.user if request.seat.may("recommend_bids") else None


def sheet_page(request, form: SheetForm, typed: Mapping[str, str], *, status: int, refused: str = ""):
    """The sheet with what was chosen and typed so far, and why nothing was done with it."""
    sheet = form.sheet
    grant = sheet.pot.grant
    record = reverse("consensus_record", args=[grant.partnership.slug, grant.slug, sheet.pot.pk])
    words = typed.get("words", "")
    may_record = request.seat.may("recommend_bids")
    context = {
        "grant": grant,
        "sheet": sheet,
        "form": form,
        "totals": form.totals,
        "refused": refused,
        "words": words,
        "lost": amounts_of_gone(sheet, typed),
        "record": record,
        # The draft is offered while its words do not stand on the page already.
        "draft": draft_of(request.user, record) if may_record and not words else None,
    }
    return render(request, "funding/decision_sheet.html", context, status=status)


@requires("recommend_bids")
def consensus_record(request, partnership, grant, pot):
    found = find_grant(request, grant)
    row = find_pot(found, pot)
    typed = typed_in(request)
    if typed is None:
        return redirect("decision_sheet", partnership.slug, found.slug, row.pk)
    if request.method == "POST" and is_recorded(found, press_of(typed)):
        messages.success(request, "This was recorded already.")
        return redirect("decision_sheet", partnership.slug, found.slug, row.pk)

    sheet = sheet_of(row, person=recorder(request))
    form = SheetForm(typed, sheet=sheet)
    is_whole = form.is_valid()
    if refused := why_refused(sheet, form):
        return refused_page(request, form, typed, refused)
    if not is_whole or (not form.totals.bids and not form.chosen(DECLINE)):
        words = "" if not is_whole else "Choose at least one bid to recommend or to decline."
        return sheet_page(request, form, typed, status=422, refused=words)

    record = ConsensusForm(typed if "press" in typed else None, words=typed.get("words", ""))
    if request.method == "POST" and record.is_bound and record.is_valid():
        return record_it(request, form, record)
    return review_page(request, form, record, status=422 if record.is_bound else 200)


def refused_page(request, form: SheetForm, typed: Mapping[str, str], refused: str):
    """The sheet as it stands now with what was chosen and typed, of which nothing was recorded."""
    if request.method == "POST":
        keep_sent(request, now=timezone.now())
    return sheet_page(
        request, form.as_bids_stand(), typed, status=409 if request.method == "POST" else 200, refused=refused
    )


def why_refused(sheet: Sheet, form: SheetForm) -> str:
    """Why what was chosen cannot be decided where the bids stand now, in a sentence; "" when it can."""
    if sheet.waits_for:
        return "The pot is not open for decisions yet, so nothing was recorded."
    changed = [f"“{bid}”" for bid in form.stale]
    elsewhere = [f"“{bid}” stands at “{bid.get_state_display()}” now" for bid in gone_bids(sheet, form.gone)]
    changed += elsewhere
    if form.is_gone and not elsewhere:
        changed.append("a bid does not wait for the group's decision any more")
    return CHANGED.format(", ".join(changed)) if changed else ""


def gone_bids(sheet: Sheet, keys: Iterable[int]) -> list[Bid]:
    """Those of the pot's bids that do not wait for the group any more."""
    return [bid for bid, _ in sheet.decided if bid.pk in keys]


def amounts_of_gone(sheet: Sheet, typed: Mapping[str, str]) -> list[tuple[Bid, str]]:
    """The amounts that were typed for bids that do not wait for the group any more."""
    found = ((bid, typed.get(f"amount_{bid.pk}", "")) for bid, _ in sheet.decided)
    return [(bid, amount) for bid, amount in found if amount]


def record_it(request, form: SheetForm, record: ConsensusForm):
    """Does what was reviewed, whole or not at all."""
    pot, wanted = form.sheet.pot, record.cleaned_data
    recommended, declined = form.as_chosen(RECOMMEND), form.as_chosen(DECLINE)
    try:
        record_consensus(
            pot, recommended, declined, words=wanted["words"], by=request.user, press=wanted["press"]
        )
    except MoveRefused as refused:
        keep_sent(request, now=timezone.now())
        return review_page(request, form, record, status=409, refused=str(refused))
    after_saving(request, record)
    messages.success(
        request,
        f"Recorded the consensus: {len(recommended)} recommended, {money(form.totals.recommended)};"
        f" {len(declined)} declined.",
    )
    return redirect("decision_sheet", pot.grant.partnership.slug, pot.grant.slug, pot.pk)


def review_page(request, form: SheetForm, record: ConsensusForm, *, status: int, refused: str = ""):
    """What will be recorded, with its total, and the words of the consensus."""
    sheet = form.sheet
    context = {
        "grant": sheet.pot.grant,
        "sheet": sheet,
        "form": record,
        "recommended": form.chosen(RECOMMEND),
        "declined": [bid for bid, _ in form.chosen(DECLINE)],
        "totals": form.totals,
        "carried": form.carried,
        "refused": refused,
    }
    return render(request, "funding/consensus_record.html", context, status=status)
