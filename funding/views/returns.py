from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from funding.access.finders import (
    get_funded_project_or_404,
    get_own_project_or_404,
    get_projects_to_report,
)
from funding.forms.returns import EvidenceForm, ReturnForm
from funding.ledger.entries import paid_amount
from funding.lifecycles import SENDS_RETURNS
from funding.models import BidFile, Grant, Project
from funding.projects.progress import (
    ProjectProgress,
    get_project_progress,
    quarters_for,
    return_figures,
)
from funding.projects.reminders import send_reminder
from funding.projects.reports import (
    get_or_build_return,
    return_blocked_reason,
    store_evidence,
    why_not_written,
    withdraw_evidence,
)
from funding.projects.return_checks import return_warnings
from funding.projects.spending import due_by, spent_before
from funding.views.project_reports import decide_page, write_page
from plans.access import OWN, capability_required, users_by_body
from plans.periods import Quarter, format_date
from plans.records import OperationError, form_data


@capability_required("write_return", get_own_project_or_404)
def return_edit(request, project, quarter):
    row, others = get_return_or_404(project, quarter)

    form = ReturnForm(
        form_data(request),
        instance=row,
        measures=project.measures,
        is_sent="send" in request.POST,
        spent_before=spent_before(return_figures(others), quarter),
    )
    evidence = EvidenceForm(*sent_with(request), files=files_of(row))

    refusal = (
        why_not_begun(quarter, timezone.localdate()) or why_not_written(row) or return_blocked_reason(project)
    )
    if request.method == "POST" and not refusal:
        refusal = kept_evidence(request, row, evidence)

    context = return_context(project, row, others) | {"evidence": evidence}
    return write_page(request, "funding/return_edit.html", form, context, refusal=refusal, beside=[evidence])


def sent_with(request) -> tuple:
    """Return the arguments of a form with files: the data and files of a POST request, or none."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def get_return_or_404(project: Project, quarter: Quarter) -> tuple:
    """Return the project's return for the quarter, saved or not, and all its saved returns. Raises Http404."""
    others = list(project.returns.filter(is_withdrawn=False))
    is_begun = any(each.for_quarter == quarter for each in others)
    if not is_begun and quarter not in quarters_for(project):
        raise Http404("The project is not funded in this quarter.")
    return get_or_build_return(project, quarter), others


def why_not_begun(quarter: Quarter, on) -> str:
    """Return why the return cannot be written yet; "" once the quarter has started."""
    if quarter.starts > on:
        return f"{quarter.label} starts on {format_date(quarter.starts)}. You can write the return from that date."
    return ""


def kept_evidence(request, row, evidence: EvidenceForm) -> str:
    """Save and withdraw files, even if the form is not saved. Return why that is not possible; "" if it was."""
    if not evidence.is_valid():
        return ""
    try:
        for file in evidence.unwanted:
            withdraw_evidence(row, file, by=request.user)
            messages.success(request, f"File “{file}” withdrawn")
        if evidence.cleaned_data["evidence"]:
            kept = store_evidence(row, filename=evidence.name, content=evidence.content, by=request.user)
            messages.success(request, f"File “{kept}” added")
    except OperationError as refused:
        return str(refused)
    return ""


def return_context(project: Project, row, others: list) -> dict:
    """Return the template context that the pages of one return share."""
    quarter = row.for_quarter
    before = [each for each in others if each.for_quarter < quarter]
    return {
        "grant": project.grant,
        "project": project,
        "row": row,
        "quarter": quarter,
        "due": due_by(quarter),
        "previous": before[-1] if before else None,
        "spent_before": spent_before(return_figures(others), quarter),
        "files": files_of(row),
        "back": reverse("returns_due", args=[project.partnership.slug]),
        "noun": "return",
    }


def files_of(row):
    """Return the evidence of a return, which might have been saved by this request."""
    files = BidFile.objects.filter(project_return__project=row.project, is_withdrawn=False).defer("content")
    return files.filter(project_return__year=row.year, project_return__quarter=row.quarter)


@capability_required("manage_grants", get_funded_project_or_404)
def return_decide(request, project, quarter):
    row, others = get_return_or_404(project, quarter)

    paid = paid_amount(project)
    context = return_context(project, row, others) | {
        "paid": paid,
        "doubts": return_warnings(row, others, paid=paid),
    }
    return decide_page(request, "funding/return_decide.html", row, context)


@capability_required("write_return", get_projects_to_report)
def returns_due(request, projects):
    is_own = request.access.scope("write_return") == OWN
    today = timezone.localdate()
    progress = get_project_progress(in_order(projects), today)
    people = {} if is_own else users_by_body(request.access.partnership, "write_return")
    context = {
        "rooms": grants_with_projects(progress, people),
        "to_approve": [(each.project, one) for each in progress for one in each.waiting],
        "is_own": is_own,
    }
    return render(request, "funding/returns_due.html", context)


def in_order(projects):
    """Return the projects in order, those of the latest grant first."""
    return projects.order_by("-grant__starts", "grant__title", "grant_id", "number")


def grants_with_projects(
    progress: list[ProjectProgress], people: dict[int, list]
) -> list[tuple[Grant, list]]:
    """Return each grant with its started projects and the users to remind, projects with most due returns first."""
    rooms: dict[int, tuple[Grant, list]] = {}
    for each in progress:
        if each.returns or each.project.state in SENDS_RETURNS:
            grant = each.project.grant
            whom = people.get(each.project.lead_id, [])
            rooms.setdefault(grant.pk, (grant, []))[1].append((each, whom))
    for _, rows in rooms.values():
        rows.sort(key=lambda row: -len(row[0].missing))
    return list(rooms.values())


@capability_required("manage_grants", get_funded_project_or_404)
@require_POST
def return_remind(request, project):
    today = timezone.localdate()

    progress = get_project_progress(Project.objects.filter(pk=project.pk), today)[0]
    try:
        people = send_reminder(progress, by=request.user, on=today)
    except OperationError as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Reminder about “{project}” sent to {', '.join(map(str, people))}")

    return redirect("returns_due", project.partnership.slug)
