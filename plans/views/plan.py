"""Views of a partnership's plans: the list, one plan with its priorities and risks, its workflow."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from plans.access import can_change_plan, capability_required, get_editable_plan_or_404, get_plan_or_404
from plans.forms.plan import AdoptForm, PlanForm
from plans.govuk import Cell, Column, Table
from plans.lifecycles import Transition
from plans.models import Plan
from plans.models.plan import PLAN_TRANSITIONS
from plans.periods import format_date
from plans.plan import refresh_timescales, risk_matrix_table
from plans.records import form_data, locked, transition
from plans.views.form_views import attempt, finish_saving, render_form, save_form
from plans.views.history_views import render_history, restore_from_entry

# What a change of state means for others, where they must know it first.
CLOSED_MEANS = "You can view a closed plan, but you cannot change it until you reopen it."
BACK_TO_DRAFT = (
    "The county team, scrutiny members and the commissioner's office cannot view the plan until the "
    "chair adopts it again."
)


@capability_required("view_plan")
@require_GET
def plan_list(request, partnership):
    plans = request.access.visible_plans().order_by("-starts", "-ends", "title")
    by_period = [(period.label, list(found)) for period, found in groupby(plans, lambda plan: plan.period)]

    return render(request, "plans/plan_list.html", {"periods": by_period})


@capability_required("edit_plan")
def plan_add(request, partnership):
    form = PlanForm(form_data(request), instance=Plan(partnership=partnership))

    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"{form.instance} added")
        finish_saving(request, form)
        return redirect("plan_outline", partnership.slug, form.instance.slug)

    return render_form(request, "plans/plan_add.html", form, {})


@capability_required("view_plan", get_plan_or_404)
@require_GET
def plan_outline(request, plan):
    priorities = list(plan.priorities.prefetch_related("priority_leads__body"))
    led_by = {
        priority.pk: [lead.body_id for lead in priority.priority_leads.all()] for priority in priorities
    }
    own_only = request.access.sees_own_bodies_only(plan)
    if own_only:
        priorities = [row for row in priorities if not request.access.body_ids.isdisjoint(led_by[row.pk])]
    risks = list(plan.risks.all()) if not own_only else []
    current_risks = [risk for risk in risks if not risk.is_withdrawn]
    can_change = can_change_plan(request.access, plan)
    context = {
        "plan": plan,
        "own_only": own_only,
        "priorities": [priority for priority in priorities if not priority.is_withdrawn],
        "withdrawn": [priority for priority in priorities if priority.is_withdrawn],
        "risks": current_risks,
        "withdrawn_risks": [risk for risk in risks if risk.is_withdrawn],
        "matrix": risk_matrix_table(current_risks),
        "version_table": _version_table(plan, can_change) if not own_only else None,
        "may_change": can_change,
        "may_adopt": request.access.can("adopt_plan") and can_be_adopted(plan),
        "may_see_history": request.access.can_for_bodies("view_history", []),
        "histories": [
            pk for pk, leads in led_by.items() if request.access.can_for_bodies("view_history", leads)
        ],
        "steps": plan_transitions_for(plan) if request.access.can("edit_plan") else [],
    }
    return render(request, "plans/plan_outline.html", context)


def _version_table(plan: Plan, can_change: bool) -> Table:
    columns = [Column("Version"), Column("Date"), Column("What changed")]
    if can_change:
        columns.append(Column("Edit or withdraw", is_heading_hidden=True))
    rows = []
    for row in plan.version_table.filter(is_withdrawn=False):
        cells = [row.number, format_date(row.on), row.words]
        if can_change:
            values = {"row": row, "plan": plan, "slug": plan.partnership.slug}
            cells.append(Cell(template="plans/_version_row_tools.html", values=values))
        rows.append(cells)
    return Table(
        "Version table",
        columns,
        rows,
        caption_size="hidden",
        empty="There are no versions in the version table.",
    )


@capability_required("edit_plan", get_editable_plan_or_404)
def plan_edit(request, plan):
    form = PlanForm(form_data(request), instance=plan)

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, "Plan saved")
        if clashes is None:
            return redirect("plan_outline", plan.partnership.slug, plan.slug)

    return render_form(request, "plans/plan_edit.html", form, {"plan": plan}, clashes=clashes)


@capability_required("edit_plan", get_plan_or_404)
@require_POST
def plan_change_state(request, plan):
    state = request.POST.get("state", "")

    step = next(
        (
            step
            for step in PLAN_TRANSITIONS.from_state(plan.state)
            if step.capability == "edit_plan" and target_of(step) == state
        ),
        None,
    )
    if step is None:
        messages.error(request, PLAN_TRANSITIONS.not_now)
    elif attempt(request, None, lambda: transition(plan, step.code, by=request.user, comment="", why="")):
        messages.success(request, f"{plan.title} {step.past}")
    return redirect("plan_outline", plan.partnership.slug, plan.slug)


@capability_required("adopt_plan", get_plan_or_404)
def plan_adopt(request, plan):
    if not can_be_adopted(plan):
        messages.error(request, f"{plan.title} is already {plan.get_state_display().lower()}")
        return redirect("plan_outline", plan.partnership.slug, plan.slug)

    form = AdoptForm(form_data(request), instance=plan)
    if not form.is_bound:
        form.initial["adopted_on"] = form.initial["adopted_on"] or timezone.localdate()

    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, f"{plan.title} adopted")
        if clashes is None:
            return redirect("plan_outline", plan.partnership.slug, plan.slug)

    return render_form(request, "plans/plan_adopt.html", form, {"plan": plan}, clashes=clashes)


@capability_required("view_history", get_plan_or_404)
@require_GET
def plan_history(request, plan):
    restored_by = "plan_restore" if can_change_plan(request.access, plan) else ""
    return render_history(
        request,
        "plans/plan_history.html",
        plan,
        {"plan": plan},
        restored_by=restored_by,
        at=(plan.partnership.slug, plan.slug),
    )


@capability_required("edit_plan", get_editable_plan_or_404)
@require_POST
def plan_restore(request, plan, change):
    with locked(plan, states=Plan.WRITABLE) as plan:
        restore_from_entry(request, plan, change)
        plan.refresh_from_db(fields=["starts", "ends"])
        refresh_timescales(plan, by=request.user)

    return redirect("plan_history", request.access.partnership.slug, plan.slug)


def can_be_adopted(plan: Plan) -> bool:
    """Return whether the plan's next step can be its adoption by the chair."""
    return bool(PLAN_TRANSITIONS.legal("adopt", plan.state))


def plan_transitions_for(plan: Plan) -> list[tuple[str, str, str]]:
    """Return the states to which an officer can take the plan, with each button's text and meaning."""
    return [
        (target_of(step), step.label, meaning_of(step, plan))
        for step in PLAN_TRANSITIONS.from_state(plan.state)
        if step.capability == "edit_plan"
    ]


def target_of(step: Transition) -> str:
    """Return the one state to which a step of a plan leads."""
    (state,) = step.to_states
    return state


def meaning_of(step: Transition, plan: Plan) -> str:
    """Return what a step means for others; "" where that is obvious."""
    if step.code == "close":
        return CLOSED_MEANS
    return BACK_TO_DRAFT if step.code == "take_back" and plan.state == Plan.State.ADOPTED else ""
