from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from actions.models import Action
from funding.finding import find_grant, find_project
from funding.forms.projects import BidActionsForm, ProjectMovementForm, StartForm
from funding.forms.returns import EvaluationForm, measures_of
from funding.models import Bid, Evaluation, Grant
from funding.money import ledger
from funding.money.amounts import money
from funding.moves.step import MoveRefused
from funding.projects.owed import ENDED, projects_of, sums_by_bid
from funding.projects.returns import evaluation_of, why_not_ended, why_not_written
from funding.projects.starting import start_projects, to_start
from funding.views.ledger import recorded
from funding.views.reported import decide_page, write_page
from funding.views.returns import own_project
from plans.access import requires
from plans.drafts import typed_in
from plans.models import Plan
from plans.views.form_page import after_saving, form_page, save


@requires("run_grants")
def bid_actions(request, partnership, grant, number):
    bid = find_project(find_grant(request, grant), number)

    form = BidActionsForm(typed_in(request), instance=bid, choices=actions_to_tie(request.seat, bid))

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save(request, form, f"Saved what “{bid}” pays for.")
        if clashes is None:
            return redirect("bid_page", partnership.slug, bid.grant.slug, bid.number)

    return form_page(
        request, "funding/bid_actions.html", form, {"grant": bid.grant, "bid": bid}, clashes=clashes
    )


def actions_to_tie(seat, bid: Bid) -> list[Action]:
    """The actions of the plans that are not closed, and those tied already, in the order of the latest plan."""
    tied = [link.action_id for link in bid.bid_actions.all()]
    plans = seat.plans().exclude(state=Plan.State.CLOSED).order_by()
    shown = Action.objects.filter(Q(plan__in=plans, is_withdrawn=False) | Q(pk__in=tied))
    rows = list(shown.select_related("plan", "priority").in_order())
    return sorted(rows, key=lambda each: each.plan.starts, reverse=True)


@requires("write_return")
def evaluation_edit(request, partnership, grant, number):
    bid = own_project(request, grant, number)
    row = evaluation_of(bid)

    form = EvaluationForm(
        typed_in(request), instance=row, measures=measures_of(bid), is_sent="send" in request.POST
    )

    refusal = why_not_evaluated(bid) or why_not_written(row)
    context = evaluation_context(bid, row, timezone.localdate())
    return write_page(request, "funding/evaluation_edit.html", form, context, refusal=refusal)


def why_not_evaluated(bid: Bid) -> str:
    """Why no evaluation is written of the project yet; "" once it is closed."""
    if bid.state in ENDED:
        return ""
    return (
        f"It stands at “{bid.get_state_display()}”. Its evaluation is written once an officer has closed it."
    )


def evaluation_context(bid: Bid, row: Evaluation, today) -> dict:
    """What the pages of an evaluation show beside it: the money, and the returns that are still owed."""
    (project,) = projects_of(Bid.objects.filter(pk=bid.pk), today)
    return {
        "grant": bid.grant,
        "bid": bid,
        "row": row,
        "project": project,
        "why_not_ended": why_not_ended(project),
        "back": reverse("bid_page", args=[bid.partnership.slug, bid.grant.slug, bid.number]),
        "noun": "evaluation",
    }


@requires("run_grants")
def evaluation_decide(request, partnership, grant, number):
    bid = find_project(find_grant(request, grant), number)
    row = evaluation_of(bid)

    context = evaluation_context(bid, row, timezone.localdate())
    return decide_page(request, "funding/evaluation_decide.html", row, context)


@requires("run_grants")
def projects_start(request, partnership, grant):
    found = find_grant(request, grant)

    form = StartForm(typed_in(request), bids=to_start(found))

    if request.method == "POST" and form.is_valid():
        try:
            started = start_projects(found, form.cleaned_data["bids"], by=request.user)
        except MoveRefused as refused:
            form.add_error("bids", str(refused))
        else:
            messages.success(request, f"Started: {', '.join(f'“{bid}”' for bid in started)}.")
            after_saving(request, form)
            return redirect("grant_page", partnership.slug, found.slug)

    return form_page(request, "funding/projects_start.html", form, {"grant": found})


@requires("run_grants")
def project_movement_add(request, partnership, grant):
    found = find_grant(request, grant)

    form = ProjectMovementForm(typed_in(request), bids=open_sums(found), today=timezone.localdate())

    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        source, target = form.ends
        try:
            lines = ledger.move_between_projects(
                source,
                target,
                wanted["amount"],
                reason=wanted["reason"],
                consent=wanted["consent"],
                reason_if_over=wanted["reason_if_over"],
                by=request.user,
                key=f"project movement {wanted['press']}",
                on=wanted["on"],
            )
        except ledger.PotWouldGoOver as refused:
            form.add_error("reason_if_over", str(refused))
        except ledger.LedgerRefused as refused:
            form.add_error("amount", str(refused))
        else:
            done = f"Moved {money(wanted['amount'])} from “{source}” to “{target}”."
            return recorded(request, found, form, lines, done)

    return form_page(request, "funding/project_movement_add.html", form, {"grant": found})


def open_sums(grant: Grant) -> list[tuple[Bid, int]]:
    """The grant's projects, each with what is committed to it and not paid, in pence."""
    projects = Bid.objects.of_grant(grant).funded()
    sums = sums_by_bid(projects)
    rows = projects.select_related("pot", "lead", "grant__partnership")
    return [(bid, approved - paid) for bid in rows for approved, paid in [sums.get(bid.pk, (0, 0))]]
