"""A site with one of everything, and the rows that each URL can name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from actions.editing.operations import bulk_edit_actions
from actions.models import PlanImport
from funding.bids.project_changes import start_change
from funding.bids.transitions import record_step
from funding.bids.versions import store_version
from funding.grants.operations import store_bid_import
from funding.models import Criterion, Evaluation, Grant, ProjectChange, Scorer, TransferRequest
from plans.models import HistoryEntry, Invitation, Membership, Plan, Priority, Risk, VersionTableRow
from plans.models.tracked import TrackedModel
from plans.records import add_row, write_row
from reports.exceptions.operations import open_report
from tests.factories import (
    make_action,
    make_body,
    make_member,
    make_partnership,
    make_plan,
    make_priority,
)
from tests.funding.factories import make_funder, make_grant, make_project
from tests.reports.factories import Q2, Q3
from tests.reports.pack_factories import Scrutiny

BIDS = b"Pot,Project,Amount\nupfront,CCTV,3950\n"
CSV = b"Action,Timescales,Lead\nTrain the front line,Summer 24,Kent Police\n"
# What is in a grant, whose URL parts are used on no other page.
GRANTS_OWN = {"number", "sheet", "pot", "criterion", "scorer", "movement"}
OWN, OTHER, NOBODYS, EVERYBODYS = "own", "other", "nobody's", "everybody's"


@dataclass(frozen=True)
class Sample:
    """One set of rows for a URL, and what about them decides who has access."""

    kwargs: dict = field(hash=False)
    whose: str = OWN
    """Led by the visitors' body, by another, by none, or a list in which each finds their own."""
    drafts: str = ""
    """For what was not adopted, approved or published: the capability that still allows users to see it."""


class WholeSite(Scrutiny):
    """Northshire with its county and a neighbour; an adopted and a draft plan with the same rows in each."""

    def __init__(self):
        super().__init__("northshire")
        self.county = make_partnership("shire", tier="county")
        self.next_door = make_partnership("southshire", county=self.county)
        self.closed = make_partnership("oldshire", closed_on=date(2020, 1, 1))
        write_row(self.partnership, {"county_id": self.county.pk}, base_revision=1, by=None)
        self.partnership.refresh_from_db()
        self.fire = make_body(self.partnership, "Fire and Rescue")
        self.empty_body = make_body(self.partnership, "Parish Council", kind="cooperating")
        self.withdrawn_body = make_body(self.partnership, "Probation Trust")
        write_row(self.withdrawn_body, {"is_withdrawn": True}, base_revision=1, by=None)
        self.leave_member = make_member(self.partnership, "funder", name="Who leaves")
        self.invitation = Invitation(
            partnership=self.partnership, email="nell@partners.example", role="funder"
        )
        self.token = self.invitation.renew(timezone.now())
        self.invitation.save()
        self.freeze(Q3)
        self.grant, self.provisional_grant = (
            make_grant(self.partnership),
            make_grant(self.partnership, "2025-26", is_provisional=True),
        )
        self.funder = make_funder(self.partnership)
        for grant in (self.grant, self.provisional_grant):
            self.fill(grant)
        self.told = self.published("annual-scrutiny-2024")
        self.draft_pack = self.pack("annual-scrutiny-2025", meeting=self.meet(date(2025, 12, 12)))
        self.rows = RowsOf(self, self.plan, self.priority)
        self.draft_plan = make_plan(
            self.partnership, "2025-26", state="draft", starts=date(2025, 4, 1), ends=date(2026, 3, 31)
        )
        priority = make_priority(self.draft_plan, "Priority 1 of the draft")
        write_row(priority, {"leads": [["lead", self.police.pk]]}, base_revision=1, by=None)
        make_action(priority, "1.1", leads=[self.police])
        self.draft_rows = RowsOf(self, self.draft_plan, priority)

    def fill(self, grant: Grant) -> None:
        """Add a project of the police and one of another body, each with a file and an approved return."""
        quarter = grant.period.quarters[1]
        approver = make_member(self.partnership, "officer", name=f"Approver of {grant.slug}")
        for title, body in (("CCTV", self.police), ("Fire safety", self.fire)):
            project = make_project(grant, title, 395_000, lead=body.name)
            project.bid.files.create(filename="plan.txt", size=4, content=b"Plan")
            self.approve_change(start_change(project, by=self.officer, words="More of it"))
            project.returns.create(
                year=quarter.year, quarter=quarter.number, spent=100, forecast=395_000, words="Begun",
                state="approved", sent_by=self.officer, decided_by=approver,
            )  # fmt: skip
            Evaluation.objects.create(project=project)
        add_row(Criterion(grant=grant, name="Need"), by=None)
        add_row(Scorer(grant=grant, person=approver), by=None)
        store_bid_import(grant, filename="bids.csv", content=BIDS, by=self.officer)
        source, target = grant.pots.all()
        asked = {
            "amount": 100,
            "reason": "Fewer sessions",
            "idempotency_key": grant.slug,
            "requested_by": self.officer,
        }
        add_row(TransferRequest(grant=grant, source_pot=source, target_pot=target, **asked), by=None)

    def approve_change(self, change: ProjectChange) -> None:
        """Approve a change without its answers, so that everyone who sees the project sees it."""
        approvers = {
            role: make_member(self.partnership, role, name=f"Approving {role} {change.pk}")
            for role in ("chair", "funder")
        }
        states = ("draft", "submitted", "chair_approved", "approved")
        moves = (("submit", self.officer), ("chair_approve", approvers["chair"]), ("funder_approve", approvers["funder"]))  # fmt: skip
        for (move, by), was, now in zip(moves, states[:-1], states[1:], strict=True):
            weighed = {"amount": 395_000, "balance_before": 1} if move != "submit" else {}
            record_step(change, move, was=was, now=now, version=2, by=by, **weighed)
            ProjectChange.objects.filter(pk=change.pk).update(
                state=now, version=2, recommended_amount=395_000
            )
        change.refresh_from_db()
        store_version(change, by=self.officer)

    def entry(self, row: TrackedModel) -> int:
        """Return the first entry of a row's history."""
        return HistoryEntry.objects.of_thread(row.thread).last().pk

    # --- What each URL can name.

    def samples(self, page: str, names: set[str], *, has_own: bool) -> list[Sample]:
        """Return the rows with which a page is visited, the most widely visible first.

        `has_own` shows that some role has the capability only for rows of its own body. Raises LookupError for a
        name, or a page, without a sample.
        """
        agreed = self.named(page, names, self.rows)
        agreed |= self.of_pack(self.told, names)
        own = self.whose(page, names) if has_own or page in EVERYBODYS_PAGES else OWN
        samples = [Sample(agreed, own)]
        if has_own and own == OWN:
            others = self.others(names, self.rows) | self.of_grant(self.grant, names, number=2)
            samples.append(Sample(agreed | others, OTHER))
        if "plan" in names:
            draft = self.named(page, names, self.draft_rows)
            samples.append(Sample(draft, own, "view_draft_plan"))
            if "action" in names and "change" not in names:
                samples.append(Sample(draft | self.others(names, self.draft_rows), OTHER, "view_draft_plan"))
        if "quarter" in names and page in REPORT_PAGES:
            samples.append(Sample(agreed | {"quarter": Q3}, own, "view_reports"))
        if "grant" in names:
            given = self.of_page(page, self.rows)
            samples[0] = Sample(agreed | self.of_grant(self.grant, names) | given, own)
            provisional = agreed | self.of_grant(self.provisional_grant, names) | given
            samples.append(Sample(provisional, own, "view_grants"))
        if "pack" in names:
            samples.append(Sample(agreed | self.of_pack(self.draft_pack, names), own, "view_packs"))
        return samples

    def named(self, page: str, names: set[str], rows: RowsOf) -> dict:
        """Return the value of each part of the page's URL."""
        known = (
            self.of_pack(self.told, names | {"pack"})
            | rows.names()
            | self.of_site()
            | self.of_page(page, rows)
        )
        if missing := names - known.keys():
            named = " and ".join(f"“{name}”" for name in sorted(missing))
            raise LookupError(f"{page}: say in tests/access/whole_site.py what {named} can be")
        return {name: known[name] for name in names}

    def of_site(self) -> dict:
        """Return parts of URLs that name the same row whatever the plan."""
        return {
            "partnership": self.partnership.slug,
            "slug": self.partnership.slug,
            "token": self.token,
            "uidb36": "1",
            "key": "set-password",
            "body": self.police.pk,
            "membership": Membership.objects.get(person=self.leave_member).pk,
            "invitation": self.invitation.pk,
            "committee": self.committee.pk,
            "meeting": self.meeting.pk,
            "grant": self.grant.slug,
            "funder": self.funder.pk,
            "section": "project",
            "move": "shortlist",
        } | self.of_grant(self.grant, GRANTS_OWN)

    def of_grant(self, grant, names: set[str], *, number: int = 1) -> dict:
        """Return parts that name a grant and what is in it; none if the page has no grant."""
        bid = grant.bids.get(number=number)
        parts = {
            "grant": grant.slug,
            "number": number,
            "sheet": grant.sheets.get().pk,
            "pot": grant.pots.get(name="tactical").pk,
            "criterion": grant.criteria.get().pk,
            "scorer": grant.scorers.get().pk,
            "movement": grant.movement_requests.get().pk,
        }
        if "grant" in names:
            ending = "csv" if "number" not in names and "quarter" not in names else "pdf"
            parts |= {"file": bid.files.get().pk, "quarter": grant.period.quarters[1], "ending": ending}
        return {name: part for name, part in parts.items() if name in names}

    def of_pack(self, pack, names: set[str]) -> dict:
        """Return parts that name a pack and what is in it; none if the page has no pack."""
        parts = {"pack": pack.slug, "section": pack.sections.first().pk, "change": self.entry(pack)}
        return {name: part for name, part in parts.items() if name in names} if "pack" in names else {}

    def of_page(self, page: str, rows: RowsOf) -> dict:
        """Return parts that name another row on this page than elsewhere."""
        known = {
            "partnership_open": lambda: {"slug": self.closed.slug},
            "final_report_download": lambda: {"ending": "pdf"},
            "partnership_restore": lambda: {"change": self.entry(self.partnership)},
            "body_reinstate": lambda: {"body": self.withdrawn_body.pk},
            "body_restore": lambda: {"change": self.entry(self.police)},
            "plan_restore": lambda: {"change": self.entry(rows.plan)},
            "priority_restore": lambda: {"change": self.entry(rows.priority)},
            "action_restore": lambda: {"change": self.entry(rows.action)},
            "committee_restore": lambda: {"change": self.entry(self.committee)},
            "report_edit": lambda: {"quarter": rows.open_quarter},
            "report_freeze": lambda: {"quarter": rows.open_quarter},
            "report_decide": lambda: {"quarter": rows.frozen_quarter},
            "report_restore": lambda: {"quarter": rows.open_quarter, "change": self.entry(rows.open_report)},
            "template_section_edit": lambda: {"section": self.committee.template_sections.first().pk},
            "template_section_move": lambda: {"section": self.committee.template_sections.first().pk},
            "template_section_withdraw": lambda: {"section": self.committee.template_sections.first().pk},
        }
        if page.startswith("change_"):
            return {"change": 1}
        return known[page]() if page in known else {}

    def whose(self, page: str, names: set[str]) -> str:
        """Return whose the rows of a page are, where some roles are limited to their own body."""
        if names & {"action", "body", "number", "priority"}:
            return OWN
        if page in NOBODYS_PAGES:
            return NOBODYS
        if page in EVERYBODYS_PAGES:
            return EVERYBODYS
        raise LookupError(f"{page}: say in tests/access/whole_site.py whose its rows are")

    def others(self, names: set[str], rows: RowsOf) -> dict:
        """Return the same parts, naming rows that another body leads."""
        known = {"action": rows.other_action, "body": self.fire.pk, "priority": rows.other_priority.pk}
        return {name: known[name] for name in names & known.keys()}


# No body leads a plan, a report or a pack, so users limited to their own rows see none of these.
NOBODYS_PAGES = {"plan_history", "report_history", "pack_history"}
# Lists in which every user finds their own rows.
EVERYBODYS_PAGES = {
    "updates_due", "plan_reports", "grant_list", "grant_detail", "grant_ledger", "grant_export", "bid_add",
    "returns_due",
}  # fmt: skip
REPORT_PAGES = {"report_detail", "report_compare", "report_pdf", "report_html", "report_data"}


class RowsOf:
    """The rows of one plan that URLs name: led by the police, and by fire and rescue."""

    def __init__(self, site: WholeSite, plan: Plan, priority: Priority):
        self.plan, self.priority = plan, priority
        self.action = plan.actions.get(number="1.1")
        self.other_priority = make_priority(plan, "Priority led by others")
        self.other_action = make_action(self.other_priority, "2.1", leads=[site.fire])
        self.batch, _ = bulk_edit_actions(plan, [self.action], {"status": "at_risk"}, by=site.officer)
        self.risk = Risk(plan=plan, position=9, risk="Funding ends")
        self.revision = VersionTableRow(plan=plan, number="1.0", on=plan.starts, words="First issue")
        for row in (self.risk, self.revision):
            add_row(row, by=None)
        self.is_agreed_plan = plan.starts.year == Q2.year
        self.open_quarter = plan.quarters[-1]
        self.frozen_quarter = Q3 if self.is_agreed_plan else self.open_quarter
        self.open_report = open_report(plan, self.open_quarter, by=site.officer)
        self.file = PlanImport.objects.create(
            plan=plan, filename="plan.csv", content=CSV, sha256="0" * 64, created_by=site.officer
        )

    def names(self) -> dict:
        return {
            "plan": self.plan.slug,
            "priority": self.priority.pk,
            "risk": self.risk.pk,
            "plan_version": self.revision.pk,
            "action": self.action,
            "batch": self.batch,
            "file": self.file.pk,
            "ending": "csv",
            "quarter": Q2 if self.is_agreed_plan else self.open_quarter,
        }
