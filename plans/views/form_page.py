"""What the pages with a form of a versioned row have in common: saving, the clash, and what is said after."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans.clashes import ClashShown, carried, label_of, show_clash
from plans.drafts import draft_offer, let_go
from plans.forms.versioned import VersionedForm
from plans.history import words_of
from plans.personal_data import warning
from plans.writing import Clash, Written


def save(request: HttpRequest, form: VersionedForm, words: str) -> list[ClashShown] | None:
    """Writes the form and says so; the clashes when somebody else changed the same words, None when saved.

    An empty list means that the form has an error of its own, which stands in it.
    """
    try:
        written = form.write(by=request.user)
    except Clash as clash:
        return [show_clash(clash, words_of=words_of(clash.row), row_words=row_words(clash.row))]
    if written is None:
        return []
    messages.success(request, words + merged_words(written) if written.change else "Nothing was changed.")
    after_saving(request, form)
    return None


def after_saving(request: HttpRequest, form) -> None:
    """Lets the draft go, and points out what looks like a person's details."""
    let_go(request.user, request.path)
    said = warning(texts_in(form.cleaned_data.values()))
    if said:
        messages.warning(request, said)


def texts_in(values) -> Iterator[str]:
    """The texts among the values, those in rows of texts with them."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from texts_in(value)


def form_page(
    request: HttpRequest, template: str, form, context: dict, *, clashes: list[ClashShown] | None = None
) -> HttpResponse:
    """The page with the form: as it is, with its errors (422), or with both texts of a clash (409)."""
    context = {
        "form": form,
        "clashes": clashes,
        "carried": carried(request.POST, clashes or ()),
        "draft": draft_offer(request),
    } | context
    status = 409 if clashes else 422 if request.method == "POST" else 200
    return render(request, template, context, status=status)


def merged_words(written: Written) -> str:
    """What to add when somebody else had changed other fields meanwhile; "" when nobody had."""
    theirs = [label_of(written.row, name).lower() for name in written.merged.only_theirs]
    return f" Somebody else had changed {', '.join(theirs)}; both changes are kept." if theirs else ""


def row_words(row) -> str:
    """A row as a sentence names it, such as “Domestic abuse”."""
    return f"“{str(row)[:60]}”"
