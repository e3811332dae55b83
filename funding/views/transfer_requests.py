"""Consent to move money: requested by an officer or the chair, and decided by a user of the funder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from funding.access.finders import get_grant_or_404
from funding.forms.transfer_request import (
    AGREE,
    PotTransferRequestForm,
    ProjectTransferRequestForm,
    TransferDecisionForm,
)
from funding.ledger import entries
from funding.models import Bid, Grant, Pot, TransferRequest
from funding.money.amounts import format_money
from funding.transfers import requests
from funding.transfers.display import get_transfer_effect, request_shown
from funding.transfers.selectors import find_request, get_transfer_request_or_404
from funding.views.ledger import overcommits_pot
from funding.views.projects import open_sums
from funding.views.unsaved_input import get_unsaved_input
from plans.access import capability_required
from plans.records import (
    OperationError,
    ReasonRequiredError,
    StaleRevisionError,
    form_data,
    save_posted_draft,
)
from plans.views.form_views import finish_saving, render_form

TYPED = {
    "words": "Your comments",
    "reason": "Reason",
    "overcommit_reason": "Reason for over-committing a pot",
}


@capability_required("request_transfer", get_grant_or_404)
def transfer_request_add(request, grant):
    form = PotTransferRequestForm(form_data(request), grant=grant, today=timezone.localdate())

    where = entries.get_position(grant)
    is_doubted = partial(overcommits_pot, where=where)
    return ask(
        request, grant, "transfer_request_add", form, ends_of_pots, {"where": where}, is_doubted=is_doubted
    )


@capability_required("request_transfer", get_grant_or_404)
def project_transfer_request_add(request, grant):
    form = ProjectTransferRequestForm(
        form_data(request), projects=open_sums(grant), today=timezone.localdate()
    )

    return ask(request, grant, "project_transfer_request_add", form, lambda form: form.ends, {})


def ends_of_pots(form: PotTransferRequestForm) -> tuple[Pot, Pot]:
    """Return the pot that gives the money and the pot that receives it."""
    return form.cleaned_data["source"], form.cleaned_data["target"]


def ask(
    request: HttpRequest,
    grant: Grant,
    name: str,
    form: PotTransferRequestForm | ProjectTransferRequestForm,
    ends: Callable[..., tuple[Pot, Pot] | tuple[Bid, Bid]],
    context: dict,
    *,
    is_doubted: Callable[[PotTransferRequestForm], bool] | None = None,
) -> HttpResponse:
    """Return the page to request consent, or redirect after the request. Nothing is written in the ledger.

    `is_doubted` returns whether the user must first confirm a warning.
    """
    refusal = requests.why_not_asked(grant, request.user)
    is_right = request.method == "POST" and not refusal and form.is_valid()
    if is_right and not (is_doubted and is_doubted(form)):
        wanted = form.cleaned_data
        try:
            asked = requests.request_transfer(
                grant,
                *ends(form),
                wanted["amount"],
                reason=wanted["reason"],
                overcommit_reason=wanted.get("overcommit_reason", ""),
                by=request.user,
                idempotency_key=wanted["idempotency_key"],
            )
        except ReasonRequiredError as refused:
            form.add_error("overcommit_reason", str(refused))
        except StaleRevisionError as refused:
            refusal = str(refused)
        except OperationError as refused:
            form.add_error("amount", str(refused))
        else:
            done = f"Consent to move {format_money(wanted['amount'])} requested"
            messages.success(request, done if asked else "You have already requested this")
            finish_saving(request, form)
            return redirect("grant_detail", grant.partnership.slug, grant.slug)

    context |= {
        "grant": grant,
        "refusal": refusal,
        "typed": get_unsaved_input(request, TYPED) if refusal else [],
    }
    response = render_form(request, f"funding/{name}.html", form, context)
    if request.method == "POST" and refusal:
        response.status_code = 409
    return response


@capability_required("request_transfer", get_transfer_request_or_404)
def transfer_request_detail(request, asked):
    """Show a request with its outcome, and a button to withdraw it for the user who made it."""

    refusal = ""
    if request.method == "POST":
        try:
            is_new = requests.withdraw_request(asked, by=request.user)
        except OperationError as refused:
            refusal, asked = str(refused), find_request(asked.grant, asked.pk)
        else:
            messages.success(request, "Request withdrawn" if is_new else "The request was already withdrawn")
            return redirect("grant_detail", asked.grant.partnership.slug, asked.grant.slug)

    context = transfer_request_context(request, asked.grant, asked) | {"refused": refusal}
    return render(request, "funding/transfer_request_detail.html", context, status=409 if refusal else 200)


@capability_required("decide_transfer", get_transfer_request_or_404)
def transfer_request_decide(request, asked):
    """Show a request to a user of the funder, with the buttons to decide it."""

    typed = form_data(request) or {}
    form = TransferDecisionForm(
        request.POST if request.method == "POST" else None, initial={"words": typed.get("words", "")}
    )

    refusal = ""
    if request.method == "POST" and form.is_valid():
        is_agreed, words = form.cleaned_data["decision"] == AGREE, form.cleaned_data["words"]
        decide = requests.approve_transfer if is_agreed else requests.reject_transfer
        try:
            is_new = decide(asked, words=words, by=request.user)
        except OperationError as refused:
            save_posted_draft(request, now=timezone.now())
            refusal, asked = str(refused), find_request(asked.grant, asked.pk)
        else:
            done = (
                f"Consent given: {format_money(asked.amount)} moved"
                if is_agreed
                else "Consent not given: no money moved"
            )
            messages.success(request, done if is_new else "You have already decided this request")
            finish_saving(request, form)
            return redirect("grant_detail", asked.grant.partnership.slug, asked.grant.slug)

    is_own = asked.requested_by_id == request.user.pk
    may_decide = asked.is_waiting and not is_own
    context = transfer_request_context(request, asked.grant, asked) | {
        "refused": refusal, "is_own": is_own, "may_decide": may_decide,
        "typed": [] if may_decide else get_unsaved_input(request, TYPED),
    }  # fmt: skip
    response = render_form(request, "funding/transfer_request_decide.html", form, context)
    if refusal:
        response.status_code = 409
    return response


def transfer_request_context(request: HttpRequest, grant: Grant, asked: TransferRequest) -> dict:
    """Return the template context of a request: its effect while it awaits a decision, or its outcome."""
    read = request_shown(asked)
    return {
        "grant": grant,
        "asked": asked,
        "read": read,
        "effect": get_transfer_effect(read) if asked.is_waiting else None,
    }
