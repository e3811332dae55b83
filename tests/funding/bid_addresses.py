"""The addresses of one bid's pages, and what their forms are sent."""

from __future__ import annotations

from django.urls import reverse

from tests.plans.pages import fields_of

HERE = ("northshire", "2024-25")


def page(name: str, bid, *args) -> str:
    """The address of one of the bid's pages."""
    return reverse(name, args=[*HERE, bid.number, *args])


def send(client, address: str, **changes):
    """Opens a form, changes some of its fields and sends it to that address."""
    return client.post(address, fields_of(client.get(address)) | changes)


def errors_of(response) -> list[str]:
    """What the page's form refuses, in words."""
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]
