"""The URLs of a bid's pages, and requests to their forms."""

from __future__ import annotations

from django.urls import reverse

from funding.models import Project, ProjectChange
from tests.plans.pages import fields_of

HERE = ("northshire", "2024-25")


PAGES = (
    "detail", "edit", "submit", "answer", "transition", "versions", "history", "file_add",
)  # fmt: skip
"""Pages that a bid and a project or a change have."""


def page(name: str, row, *args) -> str:
    """The URL of a page of the bid, project or change: "bid_detail" of a project is its own page."""
    own = name.removeprefix("bid_")
    if isinstance(row, ProjectChange):
        if own in PAGES:
            return reverse(f"change_{own}", args=[*HERE, row.project.number, row.number, *args])
        return reverse(name, args=[*HERE, row.project.number, *args])
    if isinstance(row, Project) and own in PAGES:
        name = f"project_{own}"
    return reverse(name, args=[*HERE, row.number, *args])


def send(client, address: str, **changes):
    """Open a form, change some of its fields and send it."""
    return client.post(address, fields_of(client.get(address)) | changes)


def errors_of(response) -> list[str]:
    """Return the errors of the page's form."""
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]
