from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from funding.access.finders import get_funder_or_404, get_grant_or_404, get_visible_grants
from funding.access.selectors import sees_approved_only, sees_own_bids_only
from funding.bids.choices import can_bid
from funding.forms.grants import AwardForm, FunderForm, GrantForm, GrantNewForm
from funding.forms.splits import ExistingPotSplitForm, PotSplitForm
from funding.grants.operations import award_token, change_award
from funding.ledger.entries import awarded_by_pot, get_position
from funding.models import Grant
from funding.money.amounts import format_money, propose_split
from funding.money.pot_names import TACTICAL, UPFRONT
from funding.statement.export import grant_to_csv, grant_to_xlsx
from funding.statement.overview import get_overview
from funding.statement.page_rows import build_bid_rows, build_spending_rows
from funding.statement.queries import get_statements
from funding.statement.tables import pots_table, printed_totals_table
from funding.statement.to_do import count_bids, count_to_start, evaluations_of, get_to_do_items
from funding.statement.values import StatementOptions
from funding.statement.warnings import position_warnings
from funding.transfers.display import request_shown, visible_requests
from funding.transfers.selectors import get_grant_with_somebody_to_ask_or_404
from funding.views.downloads import download
from plans.access import YES, capability_required
from plans.records import OperationError, StaleRevisionError, form_data
from plans.views.form_views import finish_saving, render_form, save_form
from plans.views.history_views import render_history


@capability_required("view_grants", get_visible_grants)
@require_GET
def grant_list(request, grants):
    access = request.access
    grants = list(grants)
    options = StatementOptions(timezone.localdate(), approved_only=sees_approved_only(access))
    statements = get_statements(grants, options).values()

    funders = access.partnership.funders.filter(is_withdrawn=False)
    context = {
        "grants": [(statement, position_warnings(statement)) for statement in statements],
        "funders": funders,
        "sees_pots": not sees_own_bids_only(access),
        "may_bid": can_bid(access),
    }
    return render(request, "funding/grant_list.html", context)


@capability_required("view_grants", get_grant_with_somebody_to_ask_or_404)
@require_GET
def grant_detail(request, grant):
    access, today = request.access, timezone.localdate()

    shown = get_overview(access, grant, on=today)
    bids = [row.bid for row in shown.bids]
    requests = visible_requests(access, [grant])
    sees_pots = not sees_own_bids_only(access)

    # Users who write for their own organisation only cannot open the returns of another.
    may_write = access.scope("write_return") == YES or sees_own_bids_only(access)
    context = {
        "grant": grant,
        "shown": shown,
        "bid_rows": build_bid_rows(shown.bids),
        "spending_rows": build_spending_rows(
            shown.pots, may_write=may_write, may_decide=access.can("manage_grants")
        ),
        # Bids to score are counted on the home page only: it takes more queries than the rest of this page.
        "waiting": get_to_do_items(
            access,
            grant,
            count_bids(bids),
            bids,
            shown.changes,
            shown.projects,
            evaluations_of([grant]),
            requests,
            {},
            count_to_start(shown.projects, shown.changes),
        ),
        "requests": [request_shown(asked) for asked in requests],
        "may_ask": access.can("request_transfer") and grant.has_somebody_to_ask and not grant.is_provisional,
        "sees_pots": sees_pots,
        "pots_table": pots_table((grant.partnership.slug, grant.slug), shown) if sees_pots else None,
        "printed_table": printed_totals_table(shown.where.printed)
        if sees_pots and shown.where.printed
        else None,
        "may_bid": can_bid(access),
        "sees_returns": not sees_approved_only(access),
        "missing": sum(len(project.missing) for project in shown.projects),
        "windows": shown.windows,
        "paper_quarters": [quarter for quarter in grant.period.quarters if quarter.ends < today],
    }
    return render(request, "funding/grant_detail.html", context)


@capability_required("manage_grants")
def grant_add(request, partnership):
    typed = form_data(request)
    wants_split = request.method == "POST" and "propose" in request.POST

    form = GrantNewForm(typed, instance=Grant(partnership=partnership))
    split = PotSplitForm(typed, pots=[(UPFRONT, None), (TACTICAL, None)])

    if wants_split:
        split = proposed_split(form, split)
    elif request.method == "POST" and is_whole(form, split) and form.set_up(split.split, by=request.user):
        finish_saving(request, form)
        messages.success(request, f"“{form.instance}” set up")
        return redirect("grant_detail", partnership.slug, form.instance.slug)

    return render_form(request, "funding/grant_add.html", form, {"split": split})


def is_whole(form, split: PotSplitForm) -> bool:
    """Return whether both forms are valid and the pots add up to the award."""
    return all([form.is_valid(), split.is_valid()]) and split.adds_up_to(form.cleaned_data["award"])


def proposed_split(form, typed: PotSplitForm) -> PotSplitForm:
    """Return the split form with the tactical third rounded up to the pound, or as entered without an award."""
    form.full_clean()
    award = form.cleaned_data.get("award")
    if award is None:
        return typed
    upfront, tactical = propose_split(award)
    form._errors = None
    return PotSplitForm(pots=[(UPFRONT, upfront), (TACTICAL, tactical)])


@capability_required("manage_grants", get_grant_or_404)
def grant_edit(request, grant):
    form = GrantForm(form_data(request), instance=grant)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"“{form.instance}” saved")
        if clashes is None:
            return redirect("grant_detail", grant.partnership.slug, grant.slug)

    return render_form(request, "funding/grant_edit.html", form, {"grant": grant}, clashes=clashes)


@capability_required("manage_grants", get_grant_or_404)
def grant_award(request, grant):
    pots = awarded_by_pot(grant)
    now = {
        "award": sum(amount for _, amount in pots),
        "is_provisional": grant.is_provisional,
        "seen": award_token(grant),
    }

    typed = form_data(request)
    form = AwardForm(typed, initial=now)
    split = ExistingPotSplitForm(typed, pots=pots)

    if request.method == "POST" and is_whole(form, split) and not takes_a_pot_over(form, split, grant):
        wanted = form.cleaned_data
        try:
            change_award(
                grant,
                split.split,
                total=wanted["award"],
                is_provisional=wanted["is_provisional"],
                reason=wanted["reason"],
                by=request.user,
                seen=wanted["seen"],
            )
        except StaleRevisionError as moved:
            form.tell_changed(str(moved), moved.current)
        except OperationError as refused:
            form.add_error(None, str(refused))
        else:
            finish_saving(request, form)
            messages.success(request, f"Award of “{grant}” changed")
            return redirect("grant_detail", grant.partnership.slug, grant.slug)

    return render_form(request, "funding/grant_award.html", form, {"grant": grant, "split": split})


def takes_a_pot_over(form: AwardForm, split: ExistingPotSplitForm, grant: Grant) -> bool:
    """Return whether the user must first confirm that a smaller award over-commits pots."""
    before = dict(awarded_by_pot(grant))
    left = {pot.name: pot.left for pot in get_position(grant).pots}
    over = {
        name: -(left[name] + amount - before[name])
        for name, amount in split.split.items()
        if name in before and amount < before[name] and left[name] + amount - before[name] < 0
    }
    words = [f"This over-commits the {name} pot by {format_money(amount)}." for name, amount in over.items()]
    return bool(over) and form.asks(" ".join(words), about=over)


@capability_required("manage_grants", get_grant_or_404)
@require_GET
def grant_history(request, grant):
    return render_history(request, "funding/grant_history.html", grant, {"grant": grant})


@capability_required("manage_grants", get_funder_or_404)
def funder_edit(request, funder):
    form = FunderForm(form_data(request), instance=funder)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"“{form.instance}” saved")
        if clashes is None:
            return redirect("grant_list", funder.partnership.slug)

    return render_form(request, "funding/funder_edit.html", form, {"funder": funder}, clashes=clashes)


@capability_required("view_grants", get_grant_or_404)
@require_GET
def grant_export(request, grant, ending):
    shown = get_overview(request.access, grant, on=timezone.localdate())

    with_pots = not sees_own_bids_only(request.access)
    content = grant_to_csv(shown) if ending == "csv" else grant_to_xlsx(grant, shown, with_pots=with_pots)
    return download(content, f"{grant.partnership.slug}-{grant.slug}-grant.{ending}")
