from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from funding.bids.choosing import may_bid
from funding.finding import find_grant, grants_of, sees_only_agreed, sees_only_own
from funding.forms.grants import AwardForm, FunderForm, GrantForm, GrantNewForm
from funding.forms.splits import KnownSplitForm, SplitForm
from funding.models import Grant
from funding.money.amounts import money, tactical_split
from funding.money.consent import with_somebody_to_ask
from funding.money.consent_reading import requests_of, requests_shown
from funding.money.ledger import LedgerRefused, awarded, position_of
from funding.operations import AwardMoved, award_seen, change_award
from funding.projects.owed import missing_in
from funding.sheets.reading import TACTICAL, UPFRONT
from funding.telling.exporting import to_csv, to_xlsx
from funding.telling.overview import overview_of, overviews_of
from funding.telling.waiting import evaluations_of, waiting_for
from funding.views.answers import download
from plans.access import YES, requires
from plans.drafts import typed_in
from plans.views.form_page import after_saving, form_page, save
from plans.views.history_page import history_page


@requires("see_grants")
@require_GET
def grant_list(request, partnership):
    seat = request.seat
    grants = overviews_of(grants_of(seat), on=timezone.localdate(), only_approved=sees_only_agreed(seat))

    funders = partnership.funders.filter(is_withdrawn=False)
    context = {
        "grants": grants,
        "funders": funders,
        "sees_pots": not sees_only_own(seat),
        "may_bid": may_bid(seat),
    }
    return render(request, "funding/grant_list.html", context)


@requires("see_grants")
@require_GET
def grant_page(request, partnership, grant):
    seat, today = request.seat, timezone.localdate()
    found = get_object_or_404(with_somebody_to_ask(grants_of(seat), request.user), slug=grant)

    shown = overview_of(seat, found, on=today)
    bids = [row.bid for row in shown.bids]
    requests = requests_of(seat, [found])

    context = {
        "grant": found,
        "shown": shown,
        # What there is to score is counted at home alone: it takes more statements than the rest of this page.
        "waiting": waiting_for(seat, found, bids, shown.projects, evaluations_of([found]), requests, {}),
        "requests": requests_shown(requests, bids),
        "may_ask": seat.may("ask_consent") and found.has_somebody_to_ask and not found.is_provisional,
        "sees_pots": not sees_only_own(seat),
        "may_bid": may_bid(seat),
        "sees_returns": not sees_only_agreed(seat),
        # Who writes for their own body alone reaches no other's return.
        "may_write": seat.scope("write_return") == YES or sees_only_own(seat),
        "missing": missing_in(shown.projects),
        "windows": [
            row.pot for row in shown.pots if row.pot.opens_at or row.pot.closes_at or row.pot.opened_early_why
        ],
        "paper_quarters": [quarter for quarter in found.period.quarters if quarter.ends < today],
    }
    return render(request, "funding/grant_page.html", context)


@requires("run_grants")
def grant_new(request, partnership):
    typed = typed_in(request)
    wants_split = request.method == "POST" and "propose" in request.POST

    form = GrantNewForm(typed, instance=Grant(partnership=partnership))
    split = SplitForm(typed, pots=[(UPFRONT, None), (TACTICAL, None)])

    if wants_split:
        split = proposed_split(form, split)
    elif request.method == "POST" and is_whole(form, split) and form.set_up(split.split, by=request.user):
        after_saving(request, form)
        messages.success(request, f"Set up “{form.instance}”.")
        return redirect("grant_page", partnership.slug, form.instance.slug)

    return form_page(request, "funding/grant_new.html", form, {"split": split})


def is_whole(form, split: SplitForm) -> bool:
    """Whether both forms can be read and the pots come to the award."""
    return all([form.is_valid(), split.is_valid()]) and split.adds_up_to(form.cleaned_data["award"])


def proposed_split(form, typed: SplitForm) -> SplitForm:
    """The split form with the tactical third rounded up to the pound; as typed when there is no award."""
    form.full_clean()
    award = form.cleaned_data.get("award")
    if award is None:
        return typed
    upfront, tactical = tactical_split(award)
    form._errors = None
    return SplitForm(pots=[(UPFRONT, upfront), (TACTICAL, tactical)])


@requires("run_grants")
def grant_edit(request, partnership, grant):
    found = find_grant(request, grant)

    form = GrantForm(typed_in(request), instance=found)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save(request, form, f"Saved “{form.instance}”.")
        if clashes is None:
            return redirect("grant_page", partnership.slug, found.slug)

    return form_page(request, "funding/grant_edit.html", form, {"grant": found}, clashes=clashes)


@requires("run_grants")
def grant_award(request, partnership, grant):
    found = find_grant(request, grant)
    pots = awarded(found)
    now = {
        "award": sum(amount for _, amount in pots),
        "is_provisional": found.is_provisional,
        "seen": award_seen(found),
    }

    typed = typed_in(request)
    form = AwardForm(typed, initial=now)
    split = KnownSplitForm(typed, pots=pots)

    if request.method == "POST" and is_whole(form, split) and not takes_a_pot_over(form, split, found):
        wanted = form.cleaned_data
        try:
            change_award(
                found,
                split.split,
                total=wanted["award"],
                is_provisional=wanted["is_provisional"],
                reason=wanted["reason"],
                by=request.user,
                seen=wanted["seen"],
            )
        except AwardMoved as moved:
            form.tell_changed(str(moved), moved.seen)
        except LedgerRefused as refused:
            form.add_error(None, str(refused))
        else:
            after_saving(request, form)
            messages.success(request, f"Recorded the award of “{found}”.")
            return redirect("grant_page", partnership.slug, found.slug)

    return form_page(request, "funding/grant_award.html", form, {"grant": found, "split": split})


def takes_a_pot_over(form: AwardForm, split: KnownSplitForm, grant: Grant) -> bool:
    """Whether the person must first be told of pots that a smaller award takes over what they hold."""
    before = dict(awarded(grant))
    left = {pot.name: pot.left for pot in position_of(grant).pots}
    over = {
        name: -(left[name] + amount - before[name])
        for name, amount in split.split.items()
        if name in before and amount < before[name] and left[name] + amount - before[name] < 0
    }
    words = [f"This takes the {name} pot over by {money(amount)}." for name, amount in over.items()]
    return bool(over) and form.asks(" ".join(words), about=over)


@requires("run_grants")
@require_GET
def grant_history(request, partnership, grant):
    found = find_grant(request, grant)

    return history_page(request, "funding/grant_history.html", found, {"grant": found})


@requires("run_grants")
def funder_edit(request, partnership, funder):
    found = get_object_or_404(partnership.funders.select_related("partnership"), pk=funder)

    form = FunderForm(typed_in(request), instance=found)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save(request, form, f"Saved “{form.instance}”.")
        if clashes is None:
            return redirect("grant_list", partnership.slug)

    return form_page(request, "funding/funder_edit.html", form, {"funder": found}, clashes=clashes)


@requires("see_grants")
@require_GET
def grant_export(request, partnership, grant, ending):
    found = find_grant(request, grant)

    shown = overview_of(request.seat, found, on=timezone.localdate())

    with_pots = not sees_only_own(request.seat)
    content = to_csv(shown) if ending == "csv" else to_xlsx(found, shown, with_pots=with_pots)
    return download(content, f"{partnership.slug}-{found.slug}-grant.{ending}")
