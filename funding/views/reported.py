"""What the pages of a return and of an evaluation have in common: written, sent, decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from funding.forms.returns import APPROVE, SEND_BACK, DecisionForm, ReportForm
from funding.models import Evaluation, Sent
from funding.models.project import Reported
from funding.moves.step import MoveRefused
from funding.projects.returns import ReportRefused, approve_report, send_back
from plans.clashes import show_clash
from plans.drafts import keep_sent, typed_in
from plans.history import words_of
from plans.views.form_page import after_saving, form_page, merged_words
from plans.writing import Clash

DECISIONS = [(APPROVE, "Approve it"), (SEND_BACK, "Send it back")]


def write_page(
    request: HttpRequest, template: str, form: ReportForm, context: dict, *, refusal: str, beside=()
) -> HttpResponse:
    """The page on which a return or an evaluation is written, and what comes of a press.

    `refusal` says why nothing can be written now; `beside` are further forms of the page that must be right too.
    """
    clashes, noun = None, context["noun"]
    is_right = request.method == "POST" and all([form.is_valid(), *(each.is_valid() for each in beside)])
    if is_right and not refusal:
        try:
            written = form.write(by=request.user)
        except Clash as clash:
            clashes = [show_clash(clash, words_of=words_of(clash.row), row_words=f"this {noun}")]
        except ReportRefused as refused:
            refusal = str(refused)
        else:
            done = f"Sent the {noun} of “{context['bid']}”." if form.is_sent else "Saved as a draft."
            messages.success(request, done + merged_words(written))
            after_saving(request, form)
            return redirect(context["back"] if form.is_sent else request.path)

    if request.method == "POST" and refusal:
        keep_sent(request, now=timezone.now())
    response = form_page(request, template, form, context | {"refusal": refusal}, clashes=clashes)
    if request.method == "POST" and refusal:
        response.status_code = 409
    return response


def decide_page(request: HttpRequest, template: str, row: Reported, context: dict) -> HttpResponse:
    """The page on which an officer approves a return or an evaluation or sends it back, and what comes of it."""
    noun = context["noun"]
    choices = choices_of(row, request.user)
    form = DecisionForm(typed_in(request), row=row, choices=choices)

    refusal = "" if choices else not_sent_words(row)
    if request.method == "POST" and not refusal and form.is_valid():
        decide = approve_report if form.cleaned_data["decision"] == APPROVE else send_back
        wanted = form.cleaned_data
        try:
            decide(row, words=wanted["words"], by=request.user, seen_version=wanted["version"])
        except (ReportRefused, MoveRefused) as refused:
            refusal = str(refused)
        else:
            done = "Approved" if decide is approve_report else "Sent back"
            messages.success(request, f"{done} the {noun} of “{context['bid']}”.")
            after_saving(request, form)
            return redirect(context["back"])

    is_own = row.state == Sent.SENT and row.sent_by_id == request.user.pk
    context = context | {"refusal": refusal, "is_own": is_own}
    response = form_page(request, template, form, context)
    if request.method == "POST" and refusal:
        response.status_code = 409
    return response


def choices_of(row: Reported, person) -> list[tuple[str, str]]:
    """What the person may decide about it where it stands; nothing while it is with its writer."""
    if row.state == Sent.SENT:
        return DECISIONS if row.sent_by_id != person.pk else DECISIONS[1:]
    if row.state == Sent.APPROVED and not isinstance(row, Evaluation):
        return DECISIONS[1:]
    return []


def not_sent_words(row: Reported) -> str:
    """Why there is nothing to decide."""
    if row.pk is None:
        return "Nothing was written yet."
    if row.state == Sent.APPROVED:
        return "It was approved, and the project's way has ended with it."
    if row.state == Sent.SENT_BACK:
        return "It was sent back to be put right, and has not come again yet."
    return "It is a draft: it was not sent yet."
