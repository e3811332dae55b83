"""Steps of the tests of transfer requests."""

from django.urls import reverse

from funding.ledger.entries import get_position
from funding.models import LedgerEntry, TransferRequest
from funding.transfers import requests
from tests.funding.factories import pot_of
from tests.plans.pages import fields_of, send

HERE = ("northshire", "2024-25")


def page(name, *args):
    return reverse(name, args=[*HERE, *args])


def ask(client, source, target, **typed):
    """Request to move £500 between two pots or projects, and return the response."""
    name = "transfer_request_add" if hasattr(source, "kind") else "project_transfer_request_add"
    whole = {"source": source.pk, "target": target.pk, "amount": "500", "reason": "Fewer sessions"} | typed
    return send(client, page(name), **whole)


def asked_pots(cast, amount=50_000, *, by=None, **facts) -> TransferRequest:
    """A request to move money from upfront to tactical."""
    idempotency_key = f"{TransferRequest.objects.count():032x}"
    ends = pot_of(cast.grant), pot_of(cast.grant, "tactical")
    facts = {"reason": "Fewer sessions", "idempotency_key": idempotency_key} | facts
    return requests.request_transfer(cast.grant, *ends, amount, by=by or cast.officer, **facts)


def asked_projects(cast, source, target, amount=50_000, **facts) -> TransferRequest:
    facts = {"reason": "Fewer sessions", "idempotency_key": "p" * 32, "by": cast.officer} | facts
    return requests.request_transfer(cast.grant, source, target, amount, **facts)


def decide(client, asked, decision="agree", **typed):
    address = page("transfer_request_decide", asked.pk)
    return client.post(address, fields_of(client.get(address)) | {"decision": decision} | typed)


def errors_of(response) -> list[str]:
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def movements():
    return LedgerEntry.objects.filter(kind="movement")


def left_of(grant) -> list[int]:
    return [pot.left for pot in get_position(grant).pots]
