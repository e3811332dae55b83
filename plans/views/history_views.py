"""Shared parts of views with a row's history."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plans.models import HistoryEntry
from plans.models.tracked import TrackedModel
from plans.records import build_entries, get_entry_or_404, restore
from plans.views.form_views import row_label

ENTRIES_A_PAGE = 50


def render_history(
    request: HttpRequest,
    template: str,
    row: TrackedModel,
    context: dict,
    *,
    restored_by: str = "",
    at: tuple = (),
) -> HttpResponse:
    """Return the page with the history of a row and the rows under it.

    `restored_by` is the URL name that restores an entry, `at` the URL arguments before the entry; blank for users
    who cannot restore.
    """
    page = paginate_history(request, row.thread)
    address = (lambda change: reverse(restored_by, args=[*at, change.pk])) if restored_by else None
    entries = build_entries(page.object_list, restore=address)
    return render(request, template, {"page": page, "entries": entries} | context)


def paginate_history(request: HttpRequest, thread: str) -> Page:
    """Return one page of a history, newest first."""
    changes = HistoryEntry.objects.of_thread(thread).select_related("created_by")
    return Paginator(changes, ENTRIES_A_PAGE).get_page(request.GET.get("page"))


def restore_from_entry(request: HttpRequest, row: TrackedModel, change_id: int) -> None:
    """Restore a row to its state at an entry, and add a message."""
    change = get_entry_or_404(row, change_id)
    try:
        written = restore(change, by=request.user)
    except ValidationError as refused:
        messages.error(request, f"The version was not restored. {' '.join(refused.messages)}")
        return
    if written.change:
        messages.success(request, f"Version of {row_label(written.row)} restored")
    else:
        messages.success(request, f"{row_label(written.row)} is already the same as this version")
