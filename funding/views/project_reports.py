"""What the pages of a return and of an evaluation have in common: written, sent, decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from funding.forms.returns import APPROVE, SEND_BACK, ProjectReportDecisionForm, ProjectReportForm
from funding.models import Evaluation, SubmissionState
from funding.models.project_report import ProjectReport
from funding.projects.reports import approve_project_report, return_for_changes
from plans.records import (
    EditConflict,
    OperationError,
    build_conflict_display,
    form_data,
    save_posted_draft,
    value_formatter,
)
from plans.views.form_views import finish_saving, render_form, with_merge_message

DECISIONS = [(APPROVE, "Approve it"), (SEND_BACK, "Send it back")]


def write_page(
    request: HttpRequest, template: str, form: ProjectReportForm, context: dict, *, refusal: str, beside=()
) -> HttpResponse:
    """The page on which a return or an evaluation is written, and what comes of a press.

    `refusal` says why nothing can be written now; `beside` are further forms of the page that must be right too.
    """
    clashes, noun = None, context["noun"]
    is_right = request.method == "POST" and all([form.is_valid(), *(each.is_valid() for each in beside)])
    if is_right and not refusal:
        try:
            written = form.write(by=request.user)
        except EditConflict as clash:
            clashes = [
                build_conflict_display(clash, words_of=value_formatter(clash.row), row_words=f"this {noun}")
            ]
        except OperationError as refused:
            refusal = str(refused)
        else:
            done = f"Sent the {noun} of “{context['project']}”." if form.is_sent else "Saved as a draft."
            messages.success(request, with_merge_message(done, written))
            finish_saving(request, form)
            return redirect(context["back"] if form.is_sent else request.path)

    if request.method == "POST" and refusal:
        save_posted_draft(request, now=timezone.now())
    response = render_form(request, template, form, context | {"refusal": refusal}, clashes=clashes)
    if request.method == "POST" and refusal:
        response.status_code = 409
    return response


def decide_page(request: HttpRequest, template: str, row: ProjectReport, context: dict) -> HttpResponse:
    """The page on which an officer approves a return or an evaluation or sends it back, and what comes of it."""
    noun = context["noun"]
    choices = decision_choices(row, request.user)
    form = ProjectReportDecisionForm(form_data(request), row=row, choices=choices)

    refusal = "" if choices else not_sent_words(row)
    if request.method == "POST" and not refusal and form.is_valid():
        decide = approve_project_report if form.cleaned_data["decision"] == APPROVE else return_for_changes
        wanted = form.cleaned_data
        try:
            decide(row, words=wanted["words"], by=request.user, seen_revision=wanted["revision"])
        except OperationError as refused:
            refusal = str(refused)
        else:
            done = "Approved" if decide is approve_project_report else "Sent back"
            messages.success(request, f"{done} the {noun} of “{context['project']}”.")
            finish_saving(request, form)
            return redirect(context["back"])

    is_own = row.state == SubmissionState.SENT and row.sent_by_id == request.user.pk
    context = context | {"refusal": refusal, "is_own": is_own}
    response = render_form(request, template, form, context)
    if request.method == "POST" and refusal:
        response.status_code = 409
    return response


def decision_choices(row: ProjectReport, person) -> list[tuple[str, str]]:
    """What the person may decide about it where it stands; nothing while it is with its writer."""
    if row.state == SubmissionState.SENT:
        return DECISIONS if row.sent_by_id != person.pk else DECISIONS[1:]
    if row.state == SubmissionState.APPROVED and not isinstance(row, Evaluation):
        return DECISIONS[1:]
    return []


def not_sent_words(row: ProjectReport) -> str:
    """Why there is nothing to decide."""
    if row.pk is None:
        return "Nothing was written yet."
    if row.state == SubmissionState.APPROVED:
        return "It was approved, and the project's way has ended with it."
    if row.state == SubmissionState.SENT_BACK:
        return "It was sent back to be put right, and has not come again yet."
    return "It is a draft: it was not sent yet."
