from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from actions.models import Action
from funding.access.bid_permissions import (
    can_propose_change,
    can_transition,
    can_transition_later,
    can_write_bid,
    is_possible,
    next_step_for,
)
from funding.access.finders import (
    get_funded_project_or_404,
    get_grant_or_404,
    get_own_project_or_404,
    get_project_or_404,
    get_project_to_write_or_404,
)
from funding.access.selectors import sees_approved_only, visible_changes
from funding.bids.attachments import accepts_files
from funding.bids.decline_withdraw import withdraw_project
from funding.bids.file_access import visible_files
from funding.bids.project_changes import change_blocked_reason, start_change
from funding.bids.transitions import apply_transition
from funding.forms.projects import ProjectActionsForm, ProjectTransferForm, StartProjectsForm
from funding.forms.returns import EvaluationForm
from funding.forms.transitions import TransitionCommentForm, labels_of
from funding.ledger import transfers
from funding.lifecycles import ENDED, PAST, SENDS_RETURNS, BidTransitionCode
from funding.models import Evaluation, Grant, Project
from funding.money.amounts import format_money
from funding.projects.progress import get_project_progress, quarters_for, sums_by_project
from funding.projects.reports import (
    approved_evaluation,
    approved_returns,
    evaluation_blocked_reason,
    get_or_build_evaluation,
    why_not_written,
)
from funding.projects.starting import close_project, start_projects, startable_projects
from funding.projects.tables import returns_table
from funding.views.bid_navigation import (
    ENDINGS,
    get_transition_buttons,
    redirect_to_row,
    render_history_of,
    render_not_possible,
    transition_label,
)
from funding.views.bid_transitions import has_gone_on, transition_page, tried
from funding.views.ledger import recorded
from funding.views.project_reports import decide_page, write_page
from plans.access import capability_required
from plans.models import Plan
from plans.records import OperationError, ReasonRequiredError, form_data
from plans.views.form_views import finish_saving, render_form, save_form

OPERATIONS: dict[str, Callable] = {
    BidTransitionCode.START: lambda project, **said: apply_transition(
        project, BidTransitionCode.START, **said
    ),
    BidTransitionCode.CLOSE: lambda project, **said: close_project(project, on=timezone.localdate(), **said),
    BidTransitionCode.CHANGE: start_change,
    BidTransitionCode.WITHDRAW: withdraw_project,
}
WHAT_FOLLOWS: dict[str, str] = {
    BidTransitionCode.START: "The project starts now. The bidder must send a return for each of its quarters.",
    BidTransitionCode.CLOSE: "The project ends. The bidder must still send a return for each quarter that has started, but not for later quarters. The next step is the evaluation.",
    BidTransitionCode.CHANGE: "You can edit the approved answers as a change. The project continues as approved until the chair and the funder have approved the change.",
    BidTransitionCode.WITHDRAW: "The project ends, and the money committed to it is released to the pot. You cannot undo this.",
}  # fmt: skip


@capability_required("view_grants", get_project_or_404)
@require_GET
def project_detail(request, project):
    access = request.access

    changes = list(visible_changes(access, project))
    for change in changes:
        change.project = project
    is_funded = project.is_funded
    can_write = can_write_bid(access, project)
    context = {
        "grant": project.grant,
        "project": project,
        "is_agreed_only": sees_approved_only(access) and not can_write,
        "buttons": get_transition_buttons(access, project),
        "turn": next_step_for(next((each for each in changes if each.is_open), None) or project),
        "may_write": can_write,
        "changes": changes,
        "moves": project.moves.select_related("created_by"),
        "files": visible_files(access, project),
        "may_add_files": can_write and accepts_files(project),
        "quarters": quarters_for(project) if project.state in SENDS_RETURNS else [],
        "returns": returns_table(project, approved_returns(project) if is_funded else []),
        "evaluation": approved_evaluation(project) if is_funded else None,
        "may_return": access.can_for_bodies("write_return", project.lead_ids),
    }
    return render(request, "funding/project_detail.html", context)


@capability_required("view_grants", get_project_or_404)
def project_transition(request, project, move):
    if move not in BidTransitionCode.values:
        raise Http404("There is no such transition.")
    labels = labels_of(move)
    if move in OPERATIONS and not can_make_later(request.access, project, move):
        raise PermissionDenied(f"You cannot use ‘{BidTransitionCode(move).label}’ for this project.")
    if reason := transition_blocked_reason(project, move):
        return render_not_possible(request, project, reason, labels=labels)
    if not can_make(request.access, project, move) and has_gone_on(request, project, move):
        words = f"The status of “{project}” is now “{project.get_state_display()}”, so someone else must use ‘{BidTransitionCode(move).label}’."
        return render_not_possible(request, project, words, labels=labels)
    if not can_make(request.access, project, move):
        raise PermissionDenied(f"You cannot use ‘{BidTransitionCode(move).label}’ for this project.")

    form = TransitionCommentForm(form_data(request), bid=project, move=move)

    if request.method == "POST" and form.is_valid():
        said = {"by": request.user, "words": form.cleaned_data["words"], "seen_revision": form.seen_revision}
        moved = tried(request, form, project, lambda: OPERATIONS[move](project, **said))
        if moved is not None:
            finish_saving(request, form)
            messages.success(request, f"{PAST[move]}: “{moved}”")
            return redirect_to_row(moved)

    context = {
        "grant": project.grant,
        "row": project,
        "label": transition_label(project, move),
        "follows": WHAT_FOLLOWS[move],
        "is_ending": move in ENDINGS,
    }
    return transition_page(request, "funding/bid_transition.html", form, context)


def transition_blocked_reason(project: Project, move: str) -> str:
    """Return why no one can make this transition of the project now; "" if someone can."""
    if move == BidTransitionCode.CHANGE:
        return change_blocked_reason(project)
    label = BidTransitionCode(move).label
    if move not in OPERATIONS and is_possible(project, move):
        return f"You cannot use ‘{label}’ on this page. Go back to the project and select it there."
    if not is_possible(project, move):
        is_to_be_closed = move == BidTransitionCode.WITHDRAW and is_possible(project, BidTransitionCode.CLOSE)
        return (
            f"You cannot use ‘{label}’ because the status of “{project}” is “{project.get_state_display()}”."
            f"{' Close the project instead.' if is_to_be_closed else ''}"
        )
    if project.open_change is not None:
        return (
            f"There is a change to “{project}” that has not been decided. Decide or discard the change first."
        )
    return ""


def can_make(access, project: Project, move: str) -> bool:
    """Return whether the person's roles allow this transition, or proposing a change, in the current state."""
    if move == BidTransitionCode.CHANGE:
        return can_propose_change(access, project)
    return can_transition(access, project, move)


def can_make_later(access, project: Project, move: str) -> bool:
    """Return whether the person's roles allow this transition, or proposing a change, in any state of the project."""
    if move == BidTransitionCode.CHANGE:
        return can_write_bid(access, project)
    return can_transition_later(access, project, move)


@capability_required("write_bid", get_project_to_write_or_404)
@require_GET
def project_history(request, project):
    changes = project.changes.values_list("pk", flat=True)
    files = project.bid.files.values_list("pk", flat=True)
    keys = [*(f"projectchange:{key}" for key in changes), *(f"bidfile:{key}" for key in files)]
    return render_history_of(request, project, keys)


@capability_required("manage_grants", get_funded_project_or_404)
def project_actions(request, project):
    choices = actions_to_link(request.access, project)
    form = ProjectActionsForm(form_data(request), instance=project, choices=choices)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"Actions of “{project}” saved")
        if clashes is None:
            return redirect_to_row(project)

    context = {"grant": project.grant, "project": project}
    return render_form(request, "funding/project_actions.html", form, context, clashes=clashes)


def actions_to_link(access, project: Project) -> list[Action]:
    """Return the actions of plans that are not closed, and those linked already, those of the latest plan first."""
    linked = [link.action_id for link in project.action_links.all()]
    plans = access.visible_plans().exclude(state=Plan.State.CLOSED).order_by()
    shown = Action.objects.filter(Q(plan__in=plans, is_withdrawn=False) | Q(pk__in=linked))
    rows = list(shown.select_related("plan", "priority").in_order())
    return sorted(rows, key=lambda each: each.plan.starts, reverse=True)


@capability_required("write_return", get_own_project_or_404)
def evaluation_edit(request, project):
    row = get_or_build_evaluation(project)

    form = EvaluationForm(
        form_data(request), instance=row, measures=project.measures, is_sent="send" in request.POST
    )

    refusal = why_not_evaluated(project) or why_not_written(row)
    context = evaluation_context(project, row, timezone.localdate())
    return write_page(request, "funding/evaluation_edit.html", form, context, refusal=refusal)


def why_not_evaluated(project: Project) -> str:
    """Return why no evaluation of the project can be written yet; "" once it is closed."""
    if project.state in ENDED:
        return ""
    return (
        f"You cannot write the evaluation because the status of the project is “{project.get_state_display()}”."
        " An officer must close the project first."
    )


def evaluation_context(project: Project, row: Evaluation, today) -> dict:
    """Return what the pages of an evaluation show next to it: the money, and the returns that are due."""
    (progress,) = get_project_progress(Project.objects.filter(pk=project.pk), today)
    return {
        "grant": project.grant,
        "project": project,
        "row": row,
        "progress": progress,
        "why_not_ended": evaluation_blocked_reason(progress),
        "back": project.get_absolute_url(),
        "noun": "evaluation",
    }


@capability_required("manage_grants", get_funded_project_or_404)
def evaluation_decide(request, project):
    row = get_or_build_evaluation(project)

    context = evaluation_context(project, row, timezone.localdate())
    return decide_page(request, "funding/evaluation_decide.html", row, context)


@capability_required("manage_grants", get_grant_or_404)
def projects_start(request, grant):
    form = StartProjectsForm(form_data(request), projects=startable_projects(grant))

    if request.method == "POST" and form.is_valid():
        try:
            started = start_projects(grant, form.cleaned_data["projects"], by=request.user)
        except OperationError as refused:
            form.add_error("projects", str(refused))
        else:
            messages.success(request, f"Projects started: {', '.join(f'“{project}”' for project in started)}")
            finish_saving(request, form)
            return redirect("grant_detail", grant.partnership.slug, grant.slug)

    return render_form(request, "funding/projects_start.html", form, {"grant": grant})


@capability_required("manage_grants", get_grant_or_404)
def project_transfer_add(request, grant):
    form = ProjectTransferForm(form_data(request), projects=open_sums(grant), today=timezone.localdate())

    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        source, target = form.ends
        try:
            lines = transfers.transfer_between_projects(
                source,
                target,
                wanted["amount"],
                reason=wanted["reason"],
                consent=wanted["consent"],
                overcommit_reason=wanted["overcommit_reason"],
                by=request.user,
                key=f"project movement {wanted['idempotency_key']}",
                on=wanted["on"],
            )
        except ReasonRequiredError as refused:
            form.add_error("overcommit_reason", str(refused))
        except OperationError as refused:
            form.add_error("amount", str(refused))
        else:
            done = f"{format_money(wanted['amount'])} moved from “{source}” to “{target}”"
            return recorded(request, grant, form, lines, done)

    return render_form(request, "funding/project_transfer_add.html", form, {"grant": grant})


def open_sums(grant: Grant) -> list[tuple[Project, int]]:
    """Return the grant's projects, each with what is committed to it and not paid, in pence."""
    projects = Project.objects.of_grant(grant).funded()
    sums = sums_by_project(projects)
    rows = projects.select_related("pot", "lead", "grant__partnership")
    return [
        (project, approved - paid) for project in rows for approved, paid in [sums.get(project.pk, (0, 0))]
    ]
