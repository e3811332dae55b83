"""What was typed on a page where it cannot be done any more: kept, and shown again, so that no words are lost."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils import timezone

from plans.drafts import as_typed, draft_of, keep_sent


def typed_again(request: HttpRequest, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the person typed, each under the label of its box; what was just sent is kept as a draft.

    `labels` says which boxes the page has, or had when it was opened.
    """
    draft = None if request.method == "POST" else draft_of(request.user, request.path)
    typed = request.POST if draft is None else as_typed(draft)
    found = [(label, words) for name, label in labels.items() if (words := typed.get(name, "").strip())]
    if found and draft is None:
        keep_sent(request, now=timezone.now())
    return found
