from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from funding.access import finders
from funding.access.selectors import (
    sees_approved_only,
    sees_own_bids_only,
    visible_projects,
)
from funding.forms.ledger import (
    LedgerFilterForm,
    PaymentForm,
    PotTransferForm,
    RepaymentForm,
    ReturnToFunderForm,
)
from funding.ledger import entries as ledger
from funding.ledger import transfers
from funding.ledger.pots import GrantPosition
from funding.lifecycles import ProjectState
from funding.models import Grant, LedgerEntry, Project
from funding.money.amounts import format_money
from funding.projects.progress import spending_by_project
from funding.statement.ledger_page import build_entry_displays, confirmations_of, visible_entries
from funding.statement.tables import entries_table
from plans.access import capability_required
from plans.records import OperationError, form_data
from plans.views.form_views import finish_saving, render_form

LINES_A_PAGE = 100


@capability_required("view_grants", finders.get_grant_or_404)
@require_GET
def grant_ledger(request, grant):
    form = LedgerFilterForm(request.GET or {}, grant=grant)
    entries = form.lines(
        visible_entries(request.access, grant).select_related("pot", "project", "created_by")
    )

    page = Paginator(entries.order_by("-sequence"), LINES_A_PAGE).get_page(request.GET.get("page"))
    number = form.cleaned_data.get("project") if form.is_valid() else None
    projects = visible_projects(request.access, grant)
    sees_pots = not sees_own_bids_only(request.access)
    sees_names = not sees_approved_only(request.access)
    context = {
        "grant": grant,
        "form": form,
        "page": page,
        "table": entries_table(
            build_entry_displays(request.access, page.object_list), sees_pots=sees_pots, sees_names=sees_names
        ),
        "sums": ledger.sum_entries(entries),
        "project": projects.filter(number=number).first() if number else None,
        "sees_pots": sees_pots,
        "confirmations": confirmations_of(grant),
        "sees_names": sees_names,
    }
    return render(request, "funding/grant_ledger.html", context)


def recorded(request, grant: Grant, form, lines: list[LedgerEntry], done: str) -> HttpResponse:
    """Redirect to the grant with a message: what was recorded, or that a repeated request was already recorded."""
    messages.success(request, done if lines else "This was already recorded")
    finish_saving(request, form)
    return redirect("grant_detail", grant.partnership.slug, grant.slug)


# The template of the page for each kind of entry, and the message after it is recorded.
TEMPLATES = {
    "payment": "payment_add.html",
    "release": "release_add.html",
    "return": "repayment_add.html",
}
DONE = {
    "payment": "Payment of {amount} to “{project}” recorded",
    "release": "{amount} released from “{project}”",
    "return": "Repayment of {amount} by “{project}” recorded",
}


@capability_required("manage_grants", finders.get_funded_project_or_404)
def payment_add(request, project):
    return write_line(request, project, "payment", PaymentForm, ledger.record_payment)


@capability_required("manage_grants", finders.get_funded_project_or_404)
def release_add(request, project):
    return write_line(request, project, "release", RepaymentForm, ledger.record_release)


@capability_required("manage_grants", finders.get_funded_project_or_404)
def repayment_add(request, project):
    return write_line(request, project, "return", RepaymentForm, ledger.record_repayment)


def write_line(request, project: Project, noun: str, form_class, write: Callable):
    """Return the page with the form for an entry about a project, or redirect after it is recorded."""
    grant = project.grant

    form = form_class(form_data(request), today=timezone.localdate())

    if request.method == "POST" and form.is_valid() and not (noun == "return" and is_spent(form, project)):
        wanted = form.cleaned_data
        key = f"{noun} {wanted['idempotency_key']} of project {project.pk}"
        try:
            lines = write(
                project, wanted["amount"], reason=wanted["reason"], by=request.user, key=key, on=wanted["on"]
            )
        except OperationError as refused:
            form.add_error("amount", str(refused))
        else:
            done = DONE[noun].format(amount=format_money(wanted["amount"]), project=project)
            answer = recorded(request, grant, form, lines, done)
            if lines and noun == "payment" and project.state == ProjectState.APPROVED:
                messages.warning(
                    request, f"“{project}” has not been started. No returns are due until you start it."
                )
            return answer

    context = {
        "grant": grant,
        "project": project,
        "committed": ledger.committed_amount(project),
        "paid": ledger.paid_amount(project),
    }
    return render_form(request, f"funding/{TEMPLATES[noun]}", form, context)


def is_spent(form: RepaymentForm, project: Project) -> bool:
    """Return whether the user must first confirm a repayment of money that approved returns show as spent."""
    [(_, spending)] = spending_by_project(Project.objects.filter(pk=project.pk))
    paid, amount = ledger.paid_amount(project), form.cleaned_data["amount"]
    unspent = max(paid - spending.spent, 0)
    # The ledger rejects more than was paid.
    if not unspent < amount <= paid:
        return False
    words = f"Approved returns show {format_money(spending.spent)} spent. Only {format_money(unspent)} of the payments is unspent."
    return form.asks(words, about=f"{amount} of {unspent}")


@capability_required("manage_grants", finders.get_grant_or_404)
def return_to_funder_add(request, grant):
    form = ReturnToFunderForm(form_data(request), grant=grant, today=timezone.localdate())

    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            lines = transfers.return_to_funder(
                grant,
                wanted["pot"],
                wanted["amount"],
                reason=wanted["reason"],
                by=request.user,
                key=f"given back {wanted['idempotency_key']}",
                on=wanted["on"],
            )
        except OperationError as refused:
            form.add_error("amount", str(refused))
        else:
            done = f"{format_money(wanted['amount'])} of the {wanted['pot']} pot recorded as returned to the funder"
            return recorded(request, grant, form, lines, done)

    context = {"grant": grant, "where": ledger.get_position(grant)}
    return render_form(request, "funding/return_to_funder_add.html", form, context)


@capability_required("manage_grants", finders.get_grant_or_404)
def pot_transfer_add(request, grant):
    form = PotTransferForm(form_data(request), grant=grant, today=timezone.localdate())
    where = ledger.get_position(grant)

    if request.method == "POST" and form.is_valid() and not overcommits_pot(form, where):
        wanted = form.cleaned_data
        try:
            lines = transfers.transfer_between_pots(
                grant,
                wanted["source"],
                wanted["target"],
                wanted["amount"],
                reason=wanted["reason"],
                consent=wanted["consent"],
                by=request.user,
                key=f"movement {wanted['idempotency_key']}",
                on=wanted["on"],
            )
        except OperationError as refused:
            form.add_error(None, str(refused))
        else:
            done = f"{format_money(wanted['amount'])} moved from the {wanted['source']} pot to the {wanted['target']} pot"
            return recorded(request, grant, form, lines, done)

    return render_form(request, "funding/pot_transfer_add.html", form, {"grant": grant, "where": where})


def overcommits_pot(form: PotTransferForm, where: GrantPosition) -> bool:
    """Return whether the user must first confirm that the movement over-commits the pot that gives."""
    name, amount = form.cleaned_data["source"].name, form.cleaned_data["amount"]
    over = amount - next(pot.left for pot in where.pots if pot.name == name)
    return over > 0 and form.asks(
        f"This over-commits the {name} pot by {format_money(over)}.", about=f"{name} {over}"
    )
