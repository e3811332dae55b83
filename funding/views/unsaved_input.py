"""Text entered on a page where the change is no longer possible: saved as a draft and shown again."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils import timezone

from plans.records import draft_form_data, get_draft, save_posted_draft


def get_unsaved_input(request: HttpRequest, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what the user entered, with the label of each field. Text from a POST request is saved as a draft.

    `labels` are the fields that the page has, or had when it was opened.
    """
    draft = None if request.method == "POST" else get_draft(request.user, request.path)
    typed = request.POST if draft is None else draft_form_data(draft)
    found = [(label, words) for name, label in labels.items() if (words := typed.get(name, "").strip())]
    if found and draft is None:
        save_posted_draft(request, now=timezone.now())
    return found
