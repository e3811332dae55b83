"""What a user has typed into a form and not yet saved, stored so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, QueryDict

from plans.models import FormDraft
from plans.records.errors import OperationError

LONGEST_DRAFT = 1_000_000
"""Characters in one draft, names and values together."""
MOST_DRAFTS = 200
"""Drafts of one user; the oldest is deleted first."""
LONGEST_ADDRESS = 200

# Fields that are not saved in a draft: a token of the session, and a password.
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword")


def get_draft(person, form: str) -> FormDraft | None:
    """Return the user's draft for the form at that URL, or None."""
    return FormDraft.objects.filter(person=person, form=form).first()


def save_draft(person, form: str, typed: Iterable[tuple[str, list[str]]], *, now: datetime) -> FormDraft:
    """Save what was typed, in place of the draft before it. Raises OperationError."""
    data = {name: values for name, values in typed if name not in NEVER_KEPT}
    if not form.startswith("/") or len(form) > LONGEST_ADDRESS:
        raise OperationError("Draft not saved: the form has no web address.")
    if sum(len(name) + sum(map(len, values)) for name, values in data.items()) > LONGEST_DRAFT:
        raise OperationError("Draft not saved: the text is too long. Save the form instead.")
    if any("\0" in text for name, values in data.items() for text in (name, *values)):
        raise OperationError("Draft not saved: the text has a null character. Remove it.")
    with transaction.atomic():
        draft, _ = FormDraft.objects.update_or_create(
            person=person, form=form, defaults={"data": data, "saved_at": now}
        )
        others = FormDraft.objects.filter(person=person).order_by("-saved_at", "-id")
        FormDraft.objects.filter(pk__in=list(others.values_list("pk", flat=True)[MOST_DRAFTS:])).delete()
    return draft


def save_posted_draft(request: HttpRequest, *, now: datetime) -> None:
    """Save what was posted and could not be saved, in case the user leaves before correcting it."""
    with suppress(OperationError):
        save_draft(request.user, request.path, request.POST.lists(), now=now)


def discard_draft(person, form: str) -> None:
    """Delete the draft: it was saved, or is not wanted."""
    FormDraft.objects.filter(person=person, form=form).delete()


def form_data(request: HttpRequest) -> QueryDict | None:
    """Return the form's data: what was posted, or the draft if the user selected it, or None."""
    if request.method == "POST":
        return request.POST
    if request.GET.get("draft") == "use":
        draft = get_draft(request.user, request.path)
        return draft_form_data(draft) if draft else None
    return None


def offered_draft(request: HttpRequest) -> FormDraft | None:
    """Return the draft to offer above the form: None if the form already has its text."""
    if request.method == "POST" or request.GET.get("draft") == "use":
        return None
    return get_draft(request.user, request.path)


def draft_form_data(draft: FormDraft) -> QueryDict:
    """Return the draft as the form's data, as if it had just been posted."""
    typed = QueryDict(mutable=True)
    for name, values in draft.data.items():
        typed.setlist(name, values)
    return typed
