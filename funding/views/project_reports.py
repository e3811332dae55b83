"""The pages to write a return or an evaluation, and to decide about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from funding.forms.returns import APPROVE, SEND_BACK, ProjectReportDecisionForm, ProjectReportForm
from funding.lifecycles import SENDS_RETURNS
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

DECISIONS = [(APPROVE, "Approve"), (SEND_BACK, "Send back")]


def write_page(
    request: HttpRequest, template: str, form: ProjectReportForm, context: dict, *, refusal: str, beside=()
) -> HttpResponse:
    """Return the page to write a return or an evaluation, or redirect after it is saved or sent.

    `refusal` is why it cannot be written now. `beside` are other forms of the page, which must also be valid.
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
            done = f"{noun.capitalize()} of “{context['project']}” sent" if form.is_sent else "Draft saved"
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
    """Return the page to approve or send back a return or an evaluation, or redirect after the decision."""
    noun = context["noun"]
    choices = decision_choices(row, request.user)
    form = ProjectReportDecisionForm(form_data(request), row=row, choices=choices)

    refusal = "" if choices else not_sent_words(row, noun)
    if request.method == "POST" and not refusal and form.is_valid():
        decide = approve_project_report if form.cleaned_data["decision"] == APPROVE else return_for_changes
        wanted = form.cleaned_data
        try:
            decide(row, words=wanted["words"], by=request.user, seen_revision=wanted["revision"])
        except OperationError as refused:
            refusal = str(refused)
        else:
            done = "approved" if decide is approve_project_report else "sent back"
            messages.success(request, f"{noun.capitalize()} of “{context['project']}” {done}")
            finish_saving(request, form)
            return redirect(context["back"])

    is_own = row.state == SubmissionState.SENT and row.sent_by_id == request.user.pk
    context = context | {"refusal": refusal, "is_own": is_own}
    response = render_form(request, template, form, context)
    if request.method == "POST" and refusal:
        response.status_code = 409
    return response


def decision_choices(row: ProjectReport, person) -> list[tuple[str, str]]:
    """Return the decisions that the user can make now; none while it is a draft or was sent back."""
    is_evaluation = isinstance(row, Evaluation)
    # A return that was sent back after the evaluation could not be written again.
    send_back = DECISIONS[1:] if is_evaluation or row.project.state in SENDS_RETURNS else []
    if row.state == SubmissionState.SENT:
        return DECISIONS[:1] + send_back if row.sent_by_id != person.pk else send_back
    if row.state == SubmissionState.APPROVED and not is_evaluation:
        return send_back
    return []


def not_sent_words(row: ProjectReport, noun: str) -> str:
    """Return why there is nothing to decide."""
    if row.pk is None:
        return f"The {noun} has not been started."
    if row.state == SubmissionState.APPROVED:
        return f"The {noun} has been approved. You cannot change this decision."
    if row.state == SubmissionState.SENT_BACK:
        return f"The {noun} was sent back for correction and has not been sent again."
    return f"The {noun} is a draft. It has not been sent."
