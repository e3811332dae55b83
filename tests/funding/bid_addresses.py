"""The URLs of a bid's pages, and requests to their forms."""

from __future__ import annotations

from django.urls import reverse

from tests.plans.pages import fields_of

HERE = ("northshire", "2024-25")


def page(name: str, bid, *args) -> str:
    """Return the URL of a page of the bid."""
    return reverse(name, args=[*HERE, bid.number, *args])


def send(client, address: str, **changes):
    """Open a form, change some of its fields and send it."""
    return client.post(address, fields_of(client.get(address)) | changes)


def errors_of(response) -> list[str]:
    """Return the errors of the page's form."""
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]
