from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from funding.bids.agreed import as_seen
from funding.finding import bids_of, find_grant, find_project, sees_only_agreed, sees_only_own
from funding.forms.ledger import (
    GiveBackForm,
    GiveBackToFunderForm,
    LedgerFilterForm,
    MovementForm,
    PaymentForm,
)
from funding.models import Bid, Entry, Grant
from funding.money import ledger
from funding.money.amounts import money
from funding.money.ledger_reading import confirmations_of, entries_of, lines_read
from funding.money.pots import Position
from funding.projects.owed import spendings_of
from funding.way import State
from plans.access import requires
from plans.drafts import typed_in
from plans.views.form_page import after_saving, form_page

LINES_A_PAGE = 100


@requires("see_grants")
@require_GET
def grant_ledger(request, partnership, grant):
    found = find_grant(request, grant)

    form = LedgerFilterForm(request.GET or {}, grant=found)
    entries = form.lines(entries_of(request.seat, found).select_related("pot", "bid", "made_by"))

    page = Paginator(entries.order_by("-sequence"), LINES_A_PAGE).get_page(request.GET.get("page"))
    number = form.cleaned_data.get("bid") if form.is_valid() else None
    chosen = as_seen(request.seat, bids_of(request.seat, found).filter(number=number)) if number else []
    context = {
        "grant": found,
        "form": form,
        "page": page,
        "lines": lines_read(request.seat, page.object_list),
        "sums": ledger.sums_of(entries),
        "bid": next(iter(chosen), None),
        "sees_pots": not sees_only_own(request.seat),
        "confirmations": confirmations_of(found),
        "sees_names": not sees_only_agreed(request.seat),
    }
    return render(request, "funding/grant_ledger.html", context)


def recorded(request, grant: Grant, form, lines: list[Entry], done: str) -> HttpResponse:
    """Back to the grant's page, saying what was written; of a press repeated that it was written before."""
    messages.success(request, done if lines else "This was recorded already.")
    after_saving(request, form)
    return redirect("grant_page", grant.partnership.slug, grant.slug)


# What is said after a line was written.
DONE = {
    "payment": "Recorded a payment of {amount}: {bid}.",
    "release": "Released {amount} of {bid}.",
    "return": "Recorded {amount} paid back: {bid}.",
}


@requires("run_grants")
def payment_add(request, partnership, grant, number):
    return write_line(request, grant, number, "payment", PaymentForm, ledger.pay)


@requires("run_grants")
def release_add(request, partnership, grant, number):
    return write_line(request, grant, number, "release", GiveBackForm, ledger.release)


@requires("run_grants")
def return_add(request, partnership, grant, number):
    return write_line(request, grant, number, "return", GiveBackForm, ledger.take_back)


def write_line(request, slug: str, number: int, noun: str, form_class, write: Callable):
    """The page with a form for one line about a project, and what comes of sending it."""
    grant = find_grant(request, slug)
    bid = find_project(grant, number)

    form = form_class(typed_in(request), today=timezone.localdate())

    if request.method == "POST" and form.is_valid() and not (noun == "return" and is_spent(form, bid)):
        wanted = form.cleaned_data
        key = f"{noun} {wanted['press']} of bid {bid.pk}"
        try:
            lines = write(
                bid, wanted["amount"], reason=wanted["reason"], by=request.user, key=key, on=wanted["on"]
            )
        except ledger.LedgerRefused as refused:
            form.add_error("amount", str(refused))
        else:
            done = DONE[noun].format(amount=money(wanted["amount"]), bid=bid)
            answer = recorded(request, grant, form, lines, done)
            if lines and noun == "payment" and bid.state == State.APPROVED:
                messages.warning(request, f"“{bid}” was not started yet: it owes no return until it is.")
            return answer

    context = {"grant": grant, "bid": bid, "committed": ledger.committed(bid), "paid": ledger.paid(bid)}
    return form_page(request, f"funding/{noun}_add.html", form, context)


def is_spent(form: GiveBackForm, bid: Bid) -> bool:
    """Whether the person must first be told that part of what comes back is spent, by the approved returns."""
    [(_, spending)] = spendings_of(Bid.objects.filter(pk=bid.pk))
    paid, amount = ledger.paid(bid), form.cleaned_data["amount"]
    unspent = max(paid - spending.spent, 0)
    # More than was paid is refused anyhow.
    if not unspent < amount <= paid:
        return False
    words = f"By its approved returns {money(spending.spent)} is spent, and {money(unspent)} of what was paid is not."
    return form.asks(words, about=f"{amount} of {unspent}")


@requires("run_grants")
def give_back_add(request, partnership, grant):
    found = find_grant(request, grant)

    form = GiveBackToFunderForm(typed_in(request), grant=found, today=timezone.localdate())

    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            lines = ledger.give_back(
                found,
                wanted["pot"],
                wanted["amount"],
                reason=wanted["reason"],
                by=request.user,
                key=f"given back {wanted['press']}",
                on=wanted["on"],
            )
        except ledger.LedgerRefused as refused:
            form.add_error("amount", str(refused))
        else:
            done = (
                f"Recorded {money(wanted['amount'])} of the {wanted['pot']} pot as given back to the funder."
            )
            return recorded(request, found, form, lines, done)

    context = {"grant": found, "where": ledger.position_of(found)}
    return form_page(request, "funding/give_back_add.html", form, context)


@requires("run_grants")
def movement_add(request, partnership, grant):
    found = find_grant(request, grant)

    form = MovementForm(typed_in(request), grant=found, today=timezone.localdate())
    where = ledger.position_of(found)

    if request.method == "POST" and form.is_valid() and not takes_over(form, where):
        wanted = form.cleaned_data
        try:
            lines = ledger.move_money(
                found,
                wanted["source"],
                wanted["target"],
                wanted["amount"],
                reason=wanted["reason"],
                consent=wanted["consent"],
                by=request.user,
                key=f"movement {wanted['press']}",
                on=wanted["on"],
            )
        except ledger.LedgerRefused as refused:
            form.add_error(None, str(refused))
        else:
            done = f"Moved {money(wanted['amount'])} from {wanted['source']} to {wanted['target']}."
            return recorded(request, found, form, lines, done)

    return form_page(request, "funding/movement_add.html", form, {"grant": found, "where": where})


def takes_over(form: MovementForm, where: Position) -> bool:
    """Whether the person must first be told that the movement takes its first pot over what it holds."""
    name, amount = form.cleaned_data["source"].name, form.cleaned_data["amount"]
    over = amount - next(pot.left for pot in where.pots if pot.name == name)
    return over > 0 and form.asks(f"This takes the {name} pot over by {money(over)}.", about=f"{name} {over}")
