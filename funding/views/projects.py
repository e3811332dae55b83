from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from actions.models import Action
from funding.access.selectors import get_grant_or_404, get_project_or_404
from funding.forms.projects import BidActionsForm, ProjectTransferForm, StartProjectsForm
from funding.forms.returns import EvaluationForm, measures_of
from funding.ledger import entries
from funding.models import Bid, Evaluation, Grant
from funding.money.amounts import format_money
from funding.projects.progress import ENDED, get_project_progress, sums_by_bid
from funding.projects.reports import evaluation_blocked_reason, get_or_build_evaluation, why_not_written
from funding.projects.starting import start_projects, startable_projects
from funding.views.ledger import recorded
from funding.views.project_reports import decide_page, write_page
from funding.views.returns import own_project
from plans.access import capability_required
from plans.models import Plan
from plans.records import OperationError, ReasonRequiredError, form_data
from plans.views.form_views import finish_saving, render_form, save_form


@capability_required("manage_grants")
def bid_actions(request, partnership, grant, number):
    bid = get_project_or_404(get_grant_or_404(request, grant), number)

    form = BidActionsForm(form_data(request), instance=bid, choices=actions_to_tie(request.access, bid))

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"Actions of “{bid}” saved")
        if clashes is None:
            return redirect("bid_detail", partnership.slug, bid.grant.slug, bid.number)

    return render_form(
        request, "funding/bid_actions.html", form, {"grant": bid.grant, "bid": bid}, clashes=clashes
    )


def actions_to_tie(access, bid: Bid) -> list[Action]:
    """Return the actions of open plans and the actions already linked, newest plan first."""
    tied = [link.action_id for link in bid.bid_actions.all()]
    plans = access.visible_plans().exclude(state=Plan.State.CLOSED).order_by()
    shown = Action.objects.filter(Q(plan__in=plans, is_withdrawn=False) | Q(pk__in=tied))
    rows = list(shown.select_related("plan", "priority").in_order())
    return sorted(rows, key=lambda each: each.plan.starts, reverse=True)


@capability_required("write_return")
def evaluation_edit(request, partnership, grant, number):
    bid = own_project(request, grant, number)
    row = get_or_build_evaluation(bid)

    form = EvaluationForm(
        form_data(request), instance=row, measures=measures_of(bid), is_sent="send" in request.POST
    )

    refusal = why_not_evaluated(bid) or why_not_written(row)
    context = evaluation_context(bid, row, timezone.localdate())
    return write_page(request, "funding/evaluation_edit.html", form, context, refusal=refusal)


def why_not_evaluated(bid: Bid) -> str:
    """Return why the evaluation cannot be written yet; "" once the project is closed."""
    if bid.state in ENDED:
        return ""
    return f"The status of this project is ‘{bid.get_state_display()}’. You can write the evaluation after an officer closes the project."


def evaluation_context(bid: Bid, row: Evaluation, today) -> dict:
    """Return the template context that the pages of an evaluation share, with the money and the returns still due."""
    (project,) = get_project_progress(Bid.objects.filter(pk=bid.pk), today)
    return {
        "grant": bid.grant,
        "bid": bid,
        "row": row,
        "project": project,
        "why_not_ended": evaluation_blocked_reason(project),
        "back": reverse("bid_detail", args=[bid.partnership.slug, bid.grant.slug, bid.number]),
        "noun": "evaluation",
    }


@capability_required("manage_grants")
def evaluation_decide(request, partnership, grant, number):
    bid = get_project_or_404(get_grant_or_404(request, grant), number)
    row = get_or_build_evaluation(bid)

    context = evaluation_context(bid, row, timezone.localdate())
    return decide_page(request, "funding/evaluation_decide.html", row, context)


@capability_required("manage_grants")
def projects_start(request, partnership, grant):
    found = get_grant_or_404(request, grant)

    form = StartProjectsForm(form_data(request), bids=startable_projects(found))

    if request.method == "POST" and form.is_valid():
        try:
            started = start_projects(found, form.cleaned_data["bids"], by=request.user)
        except OperationError as refused:
            form.add_error("bids", str(refused))
        else:
            messages.success(request, f"Projects started: {', '.join(f'“{bid}”' for bid in started)}")
            finish_saving(request, form)
            return redirect("grant_detail", partnership.slug, found.slug)

    return render_form(request, "funding/projects_start.html", form, {"grant": found})


@capability_required("manage_grants")
def project_transfer_add(request, partnership, grant):
    found = get_grant_or_404(request, grant)

    form = ProjectTransferForm(form_data(request), bids=open_sums(found), today=timezone.localdate())

    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        source, target = form.ends
        try:
            lines = entries.transfer_between_projects(
                source,
                target,
                wanted["amount"],
                reason=wanted["reason"],
                consent=wanted["consent"],
                overcommit_reason=wanted["overcommit_reason"],
                by=request.user,
                key=f"project movement {wanted['press']}",
                on=wanted["on"],
            )
        except ReasonRequiredError as refused:
            form.add_error("overcommit_reason", str(refused))
        except OperationError as refused:
            form.add_error("amount", str(refused))
        else:
            done = f"{format_money(wanted['amount'])} moved from “{source}” to “{target}”"
            return recorded(request, found, form, lines, done)

    return render_form(request, "funding/project_transfer_add.html", form, {"grant": found})


def open_sums(grant: Grant) -> list[tuple[Bid, int]]:
    """Return the grant's projects, each with the amount committed and not paid, in pence."""
    projects = Bid.objects.of_grant(grant).funded()
    sums = sums_by_bid(projects)
    rows = projects.select_related("pot", "lead", "grant__partnership")
    return [(bid, approved - paid) for bid in rows for approved, paid in [sums.get(bid.pk, (0, 0))]]
