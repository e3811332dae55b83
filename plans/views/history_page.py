"""What the pages with a row's history have in common."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plans.history import change_of, entries_of, restore
from plans.models import Change
from plans.models.versioned import Versioned
from plans.views.form_page import row_words

ENTRIES_A_PAGE = 50


def history_page(
    request: HttpRequest,
    template: str,
    row: Versioned,
    context: dict,
    *,
    restored_by: str = "",
    at: tuple = (),
) -> HttpResponse:
    """The page with what happened to a row and the rows under it.

    `restored_by` is the address name that brings an entry back, `at` what stands before the entry in it;
    blank for who may not.
    """
    page = entry_page(request, row.thread)
    address = (lambda change: reverse(restored_by, args=[*at, change.pk])) if restored_by else None
    entries = entries_of(page.object_list, restore=address)
    return render(request, template, {"page": page, "entries": entries} | context)


def entry_page(request: HttpRequest, thread: str) -> Page:
    """One page of a history, newest first."""
    changes = Change.objects.of_thread(thread).select_related("made_by")
    return Paginator(changes, ENTRIES_A_PAGE).get_page(request.GET.get("page"))


def bring_back(request: HttpRequest, row: Versioned, change_id: int) -> None:
    """Brings a row back to how an entry left it, and says what came of it."""
    change = change_of(row, change_id)
    try:
        written = restore(change, by=request.user)
    except ValidationError as refused:
        messages.error(request, f"It was not brought back: {' '.join(refused.messages)}")
        return
    if written.change:
        messages.success(request, f"Brought {row_words(written.row)} back as it stood then.")
    else:
        messages.success(request, f"{row_words(written.row)} stands as it did then.")
