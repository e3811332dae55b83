"""Consent to move money: asked for by an officer or the chair, given or not by a person of the funder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from funding.finding import find_grant
from funding.forms.consent import AGREE, AskForm, ConsentForm, ProjectAskForm
from funding.models import Bid, Grant, MovementRequest, Pot
from funding.money import consent, ledger
from funding.money.amounts import money
from funding.money.consent import ConsentRefused
from funding.money.consent_reading import effect_of, request_shown
from funding.views.ledger import takes_over
from funding.views.projects import open_sums
from funding.views.typed import typed_again
from plans.access import requires
from plans.drafts import keep_sent, typed_in
from plans.views.form_page import after_saving, form_page

TYPED = {"words": "Your words", "reason": "Why", "reason_if_over": "Why a pot goes over, where one does"}


@requires("ask_consent")
def consent_ask(request, partnership, grant):
    found = find_grant(request, grant)

    form = AskForm(typed_in(request), grant=found, today=timezone.localdate())

    where = ledger.position_of(found)
    is_doubted = partial(takes_over, where=where)
    return ask(request, found, "consent_ask", form, ends_of_pots, {"where": where}, is_doubted=is_doubted)


@requires("ask_consent")
def consent_ask_projects(request, partnership, grant):
    found = find_grant(request, grant)

    form = ProjectAskForm(typed_in(request), bids=open_sums(found), today=timezone.localdate())

    return ask(request, found, "consent_ask_projects", form, lambda form: form.ends, {})


def ends_of_pots(form: AskForm) -> tuple[Pot, Pot]:
    """The pot that gives and the one that gets."""
    return form.cleaned_data["source"], form.cleaned_data["target"]


def ask(
    request: HttpRequest,
    grant: Grant,
    name: str,
    form: AskForm | ProjectAskForm,
    ends: Callable[..., tuple[Pot, Pot] | tuple[Bid, Bid]],
    context: dict,
    *,
    is_doubted: Callable[[AskForm], bool] | None = None,
) -> HttpResponse:
    """The page that asks for consent, and what comes of sending it; nothing is written in the ledger.

    `is_doubted` says whether the person must first be told what they may not have meant.
    """
    refusal = consent.why_not_asked(grant, request.user)
    is_right = request.method == "POST" and not refusal and form.is_valid()
    if is_right and not (is_doubted and is_doubted(form)):
        wanted = form.cleaned_data
        try:
            asked = consent.ask_for_consent(
                grant,
                *ends(form),
                wanted["amount"],
                reason=wanted["reason"],
                reason_if_over=wanted.get("reason_if_over", ""),
                by=request.user,
                press=wanted["press"],
            )
        except ledger.PotWouldGoOver as refused:
            form.add_error("reason_if_over", str(refused))
        except ledger.LedgerRefused as refused:
            form.add_error("amount", str(refused))
        except ConsentRefused as refused:
            refusal = str(refused)
        else:
            done = f"Asked the funder to agree that {money(wanted['amount'])} moves."
            messages.success(request, done if asked else "You asked for this already.")
            after_saving(request, form)
            return redirect("grant_page", grant.partnership.slug, grant.slug)

    context |= {"grant": grant, "refusal": refusal, "typed": typed_again(request, TYPED) if refusal else []}
    response = form_page(request, f"funding/{name}.html", form, context)
    if request.method == "POST" and refusal:
        response.status_code = 409
    return response


@requires("ask_consent")
def consent_page(request, partnership, grant, movement):
    """The request as who asks sees it: what became of it, and the press that takes it back."""
    found = find_grant(request, grant)
    asked = find_request(found, movement)

    refusal = ""
    if request.method == "POST":
        try:
            is_new = consent.take_back(asked, by=request.user)
        except ConsentRefused as refused:
            refusal, asked = str(refused), find_request(found, movement)
        else:
            messages.success(
                request, "Took the request back." if is_new else "The request was taken back already."
            )
            return redirect("grant_page", partnership.slug, found.slug)

    context = shown(request, found, asked) | {"refused": refusal}
    return render(request, "funding/consent_page.html", context, status=409 if refusal else 200)


@requires("give_consent")
def consent_decide(request, partnership, grant, movement):
    """The request as the funder's person sees it, with the presses that decide it."""
    found = find_grant(request, grant)
    asked = find_request(found, movement)

    typed = typed_in(request) or {}
    form = ConsentForm(
        request.POST if request.method == "POST" else None, initial={"words": typed.get("words", "")}
    )

    refusal = ""
    if request.method == "POST" and form.is_valid():
        is_agreed, words = form.cleaned_data["decision"] == AGREE, form.cleaned_data["words"]
        decide = consent.agree if is_agreed else consent.disagree
        try:
            is_new = decide(asked, words=words, by=request.user)
        except (ConsentRefused, ledger.LedgerRefused) as refused:
            keep_sent(request, now=timezone.now())
            refusal, asked = str(refused), find_request(found, movement)
        else:
            done = (
                f"You agreed: {money(asked.amount)} moved."
                if is_agreed
                else "Recorded that you do not agree."
            )
            messages.success(request, done if is_new else "You decided this already.")
            after_saving(request, form)
            return redirect("grant_page", partnership.slug, found.slug)

    is_own = asked.asked_by_id == request.user.pk
    may_decide = asked.is_waiting and not is_own
    context = shown(request, found, asked) | {
        "refused": refusal, "is_own": is_own, "may_decide": may_decide,
        "typed": [] if may_decide else typed_again(request, TYPED),
    }  # fmt: skip
    response = form_page(request, "funding/consent_decide.html", form, context)
    if refusal:
        response.status_code = 409
    return response


def find_request(grant: Grant, movement: int) -> MovementRequest:
    """A request of the grant. Raises Http404."""
    rows = MovementRequest.objects.filter(grant=grant).select_related(
        "grant__partnership", "source_pot", "target_pot", "source_bid__pot", "target_bid__pot",
        "source_bid__grant__partnership", "target_bid__grant__partnership", "source_bid__lead", "target_bid__lead",
        "asked_by", "decided_by",
    )  # fmt: skip
    return get_object_or_404(rows, pk=movement)


def shown(request: HttpRequest, grant: Grant, asked: MovementRequest) -> dict:
    """What both pages show of a request: what it does where it still waits, what became of it else."""
    read = request_shown(request.seat, asked)
    return {
        "grant": grant,
        "asked": asked,
        "read": read,
        "effect": effect_of(read) if asked.is_waiting else None,
    }
