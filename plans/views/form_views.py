"""Shared parts of views with a form of a tracked row: saving, edit conflicts, and messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans.forms.tracked import TrackedModelForm
from plans.personal_data import personal_data_warning
from plans.records import (
    EditConflict,
    EditConflictDisplay,
    OperationError,
    WriteResult,
    build_conflict_display,
    discard_draft,
    field_label,
    offered_draft,
    resolved_inputs,
    value_formatter,
)


def save_form(request: HttpRequest, form: TrackedModelForm, words: str) -> list[EditConflictDisplay] | None:
    """Save the form and add a message. Return the edit conflicts, or None when saved.

    An empty list means that the form has an error of its own, which it shows.
    """
    try:
        written = form.write(by=request.user)
    except OperationError as error:
        for reason in error.reasons:
            form.add_error(None, reason)
        return []
    except EditConflict as clash:
        return [
            build_conflict_display(clash, words_of=value_formatter(clash.row), row_words=row_label(clash.row))
        ]
    if written is None:
        return []
    if written.change:
        messages.success(request, with_merge_message(words, written))
    else:
        messages.info(request, "No changes to save")
    finish_saving(request, form)
    return None


def attempt(request: HttpRequest, form, do: Callable[[], object], *, field: str | None = None) -> bool:
    """Return whether it was done; otherwise add the reason to the form (at `field`), or as a message."""
    try:
        do()
    except OperationError as error:
        for reason in error.reasons:
            if form is None:
                messages.error(request, reason)
            else:
                form.add_error(field, reason)
        return False
    return True


def finish_saving(request: HttpRequest, form) -> None:
    """Discard the draft, and warn about what looks like personal data."""
    discard_draft(request.user, request.path)
    # A random idempotency key in a hidden field can look like an NHS number.
    hidden = {field.name for field in form.hidden_fields()}
    entered = (value for name, value in form.cleaned_data.items() if name not in hidden)
    said = personal_data_warning(text_values(entered))
    if said:
        messages.warning(request, said)


def text_values(values) -> Iterator[str]:
    """Yield the texts among the values, including those inside rows of texts."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from text_values(value)


def render_form(
    request: HttpRequest,
    template: str,
    form,
    context: dict,
    *,
    clashes: list[EditConflictDisplay] | None = None,
) -> HttpResponse:
    """Return the page with the form: unchanged, with its errors (422), or with an edit conflict (409)."""
    context = {
        "form": form,
        "clashes": clashes,
        "carried": resolved_inputs(request.POST, clashes or ()),
        "draft": offered_draft(request),
    } | context
    status = 409 if clashes else 422 if request.method == "POST" else 200
    return render(request, template, context, status=status)


def with_merge_message(words: str, written: WriteResult) -> str:
    """Return the message of a saved form, with the fields that someone else changed at the same time."""
    theirs = [field_label(written.row, name).lower() for name in written.merged.only_theirs]
    if not theirs:
        return words
    return (
        f"{words.removesuffix('.')}. Someone else also changed {', '.join(theirs)}: both changes are saved."
    )


def row_label(row) -> str:
    """Return a row as a sentence names it, such as “Domestic abuse”."""
    return f"“{str(row)[:60]}”"
