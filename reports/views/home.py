from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from funding.access.selectors import grants_of, sees_approved_only, sees_own_bids_only
from funding.money.amounts import format_money
from funding.statement.queries import get_statements
from funding.statement.to_do import get_to_do_items_for_grants
from funding.statement.values import StatementOptions
from plans.access import OWN, YES, Access, capability_required, read_visible_plans
from plans.models import Plan
from plans.periods import format_date
from plans.prepared_queries import prepared
from plans.wording import count_noun
from reports.charts.status_marks import build_status_marks
from reports.home.plan_summary import PlanSummary, get_plan_summary, plan_to_show
from reports.models import Pack, Report
from reports.packs.selectors import packs_of, rights_to_packs

SHOWN = 5


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """Something that needs attention, and the links where it can be resolved."""

    words: str
    links: tuple[tuple[str, str], ...]
    """The text and the URL of each link."""


@capability_required("view_partnership")
@require_GET
def partnership_home(request, partnership):
    today = timezone.localdate()
    access = request.access
    plan = plan_to_show(read_visible_plans(access), today)

    standing = get_visible_summary(access, plan, today) if plan else None
    packs = latest_visible_packs(access)
    reports = latest_visible_reports(access)
    needs = [
        *plan_attention_items(access, plan, standing),
        *needs_of_reports(access, reports),
        *needs_of_packs(access, packs),
        *needs_of_grants(access, today),
    ]

    context = {
        "plan": plan,
        "standing": standing,
        "is_own": sees_own(access),
        "needs": needs,
        "priorities": [(row, build_status_marks(row.statuses)) for row in standing.priorities]
        if standing
        else [],
        "missing": missing_plan_items(access, plan, standing) if standing else [],
        "reports": latest_approved(reports),
        "packs": [pack for pack in packs if pack.state == Pack.State.PUBLISHED],
        "table": actions_address(access, plan) if plan and access.can("view_actions") else "",
        "due": actions_address(access, plan, due=standing.due_quarter) if standing else "",
    }
    return render(request, "reports/partnership_home.html", context)


@capability_required("view_actions")
@require_GET
def current_actions(request, partnership):
    """Return the action plan of the plan that the home page shows, for the navigation."""
    plan = plan_to_show(read_visible_plans(request.access), timezone.localdate())
    if plan is None:
        return redirect("plan_list", partnership.slug)
    return redirect("action_table", partnership.slug, plan.slug)


def sees_own(access: Access) -> bool:
    """Return whether the user works on the actions of their own body, not on the whole plan."""
    return access.scope("view_draft_plan") == OWN


def get_visible_summary(access: Access, plan: Plan, today) -> PlanSummary | None:
    """Return the summary of the plan for this user: of all or their own actions; None if they cannot see actions."""
    if not access.can("view_actions"):
        return None
    plan.partnership = access.partnership
    return get_plan_summary(plan, today, of_bodies=access.body_ids if sees_own(access) else None)


def latest_visible_reports(access: Access) -> list[Report]:
    """Return the latest exception reports that the user can read, frozen ones waiting for approval first."""
    if not access.can("view_reports"):
        return []
    return _reports(access.partnership.pk, with_frozen=access.scope("view_reports") == YES)


@prepared
def _reports(partnership: int, *, with_frozen: bool):
    rows = Report.objects.filter(plan__partnership=partnership).select_related("plan").latest_first()
    rows = rows.only(
        "year", "quarter", "number", "state", "frozen_by", "last_edited_by", "plan__slug", "plan__partnership"
    )
    states = [Report.State.APPROVED, *([Report.State.FROZEN] if with_frozen else [])]
    return rows.filter(state__in=states)[:SHOWN]


def latest_approved(reports: list[Report]) -> list[Report]:
    """Return the latest approved version of each quarter; `reports` are sorted newest first."""
    latest: dict[tuple, Report] = {}
    for report in reports:
        if report.state == Report.State.APPROVED:
            latest.setdefault((report.plan_id, report.for_quarter), report)
    return list(latest.values())


def latest_visible_packs(access: Access) -> list[Pack]:
    """Return the latest packs that the user can see, with the columns that the home page shows."""
    if not access.can("view_packs"):
        return []
    return _packs(access.partnership.pk, **rights_to_packs(access))


@prepared
def _packs(partnership: int, *, sees_all: bool, publishes: bool):
    packs = packs_of(partnership, sees_all=sees_all, publishes=publishes).select_related("meeting")
    return packs.only("slug", "title", "state", "meeting__on")[:SHOWN]


def actions_address(access: Access, plan: Plan, **filters) -> str:
    """Return the URL of the action table with these filters, for a lead with only the actions of their own body."""
    own = {membership.body_id for membership in access.memberships if membership.body_id}
    if sees_own(access) and len(own) == 1:
        filters["lead"] = own.pop()
    address = reverse("action_table", args=[access.partnership.slug, plan.slug])
    return f"{address}?{urlencode(filters)}" if filters else address


def plan_attention_items(
    access: Access, plan: Plan | None, standing: PlanSummary | None
) -> list[AttentionItem]:
    """Return what needs attention in the plan; each number links to as many rows."""
    if standing is None:
        return []
    found = []

    def need(count: int, words: str, link: str, **filters):
        if count:
            found.append(AttentionItem(words, ((link, actions_address(access, plan, **filters)),)))

    late = standing.overdue_milestones
    need(
        standing.off_track,
        f"{count_noun(standing.off_track, 'action')} off track",
        "View actions",
        status="off_track",
    )
    need(
        standing.at_risk,
        f"{count_noun(standing.at_risk, 'action')} at risk",
        "View actions",
        status="at_risk",
    )
    within = (
        f", in {count_noun(standing.overdue_actions, 'action')}" if late > standing.overdue_actions else ""
    )
    need(late, f"{count_noun(late, 'milestone')} overdue{within}", "View actions", overdue="on")
    silent, bodies = count_noun(standing.silent_actions, "action"), len(standing.silent_bodies)
    quarter = standing.quarter.label
    if sees_own(access):
        need(
            standing.silent_actions,
            f"{silent} without an update for {quarter}",
            "View actions",
            no_update="on",
        )
        if standing.silent_actions:
            owed = ("Send updates", reverse("updates_due", args=[access.partnership.slug]))
            found[-1] = AttentionItem(found[-1].words, (*found[-1].links, owed))
    else:
        have = f"{bodies} {'organisation has' if bodies == 1 else 'organisations have'} not updated {silent} for {quarter}"
        words = have if bodies else f"{silent} without an update for {quarter}"
        need(standing.silent_actions, words, "View actions", no_update="on")
    return found


def needs_of_reports(access: Access, reports: list[Report]) -> list[AttentionItem]:
    """Return exception reports that are waiting for the chair."""
    return [
        AttentionItem(
            f"Exception report for {report.for_quarter.label} is waiting for "
            f"{'your approval' if report_waits_for(access, report) else 'approval'}",
            (("View report", report_address(access, report)),),
        )
        for report in reports
        if report.state == Report.State.FROZEN
    ]


def report_waits_for(access: Access, report: Report) -> bool:
    """Return whether this user can approve or return the report."""
    return access.can("decide_report") and not report.why_not_decided_by(access.person)


def report_address(access: Access, report: Report) -> str:
    """Return the URL of an exception report."""
    return reverse("report_detail", args=[access.partnership.slug, report.plan.slug, report.for_quarter])


def needs_of_packs(access: Access, packs: list[Pack]) -> list[AttentionItem]:
    """Return packs to work on: drafts for their authors, frozen ones for those who publish."""
    states = {Pack.State.FROZEN: "is waiting to be published"}
    if access.can("build_pack"):
        states[Pack.State.DRAFT] = "is a draft"
    return [
        AttentionItem(
            f"Pack for {format_date(pack.meeting.on)} {states[pack.state]}: {pack.title}",
            (("View pack", reverse("pack_detail", args=[access.partnership.slug, pack.slug])),),
        )
        for pack in packs
        if pack.state in states
    ]


@prepared
def _grants(partnership: int, *, confirmed_only: bool):
    return grants_of(partnership, confirmed_only=confirmed_only)[:SHOWN]


def needs_of_grants(access: Access, today: date) -> list[AttentionItem]:
    """Return what needs attention in the current grants, or else in the latest, in the same few queries for any number."""
    if not access.can("view_grants"):
        return []
    access.limited_to_bodies("view_grants")
    grants = _grants(access.partnership.pk, confirmed_only=sees_approved_only(access))
    running = [grant for grant in grants if grant.period.contains(today)] or grants[:1]
    statements = get_statements(running, StatementOptions(today, is_brief=True))
    found = []
    if not sees_own_bids_only(access):
        for grant in running:
            address = reverse("grant_detail", args=[access.partnership.slug, grant.slug])
            for pot in statements[grant.pk].over:
                words = f"{pot.name.capitalize()} pot over-committed by {format_money(pot.over)}"
                found.append(AttentionItem(words, (("View grant", address),)))
    waiting = get_to_do_items_for_grants(access, running, statements)
    return found + [AttentionItem(each.words, ((each.link, each.address),)) for each in waiting]


def missing_plan_items(access: Access, plan: Plan, standing: PlanSummary) -> list[AttentionItem]:
    """Return what is missing from the plan, with links to the rows."""
    found = []
    if standing.leaderless:
        words = f"{count_noun(standing.leaderless, 'action')} without a lead"
        found.append(AttentionItem(words, (("View actions", actions_address(access, plan, no_lead="on")),)))
    if standing.undated:
        words = f"{count_noun(len(standing.undated), 'action')} with a milestone without a date:"
        place = [access.partnership.slug, plan.slug]
        links = [
            (action.number or action.label, reverse("action_detail", args=[*place, action]))
            for action in standing.undated
        ]
        found.append(AttentionItem(words, tuple(links)))
    if standing.priorities_without_lead and access.can("edit_plan"):
        words = f"{count_noun(standing.priorities_without_lead, 'priority', 'priorities')} without a lead"
        outline = reverse("plan_outline", args=[access.partnership.slug, plan.slug])
        found.append(AttentionItem(words, (("View plan outline", outline),)))
    return found
