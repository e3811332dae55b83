"""What was typed on a page where it cannot be done any more: kept, and shown again, so that no words are lost."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils import timezone

from plans.records import draft_form_data, get_draft, save_posted_draft


def get_unsaved_input(request: HttpRequest, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the person typed, each under the label of its box; what was just sent is kept as a draft.

    `labels` says which boxes the page has, or had when it was opened.
    """
    draft = None if request.method == "POST" else get_draft(request.user, request.path)
    typed = request.POST if draft is None else draft_form_data(draft)
    found = [(label, words) for name, label in labels.items() if (words := typed.get(name, "").strip())]
    if found and draft is None:
        save_posted_draft(request, now=timezone.now())
    return found
