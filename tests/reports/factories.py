"""Reports for tests: a plan with updates, frozen at the end of a quarter."""

from datetime import UTC, date, datetime

from actions.editing.operations import write_update
from actions.models import DueDateChange
from plans.periods import Quarter
from reports.exceptions.operations import decide_report, freeze_report, open_report
from reports.models import Report
from tests.factories import make_action, make_body, make_member, make_partnership, make_plan, make_priority

Q1, Q2, Q3 = Quarter(2024, 1), Quarter(2024, 2), Quarter(2024, 3)
JULY, OCTOBER = date(2024, 7, 9), date(2024, 10, 9)


class Northshire:
    """A partnership with an adopted plan, one priority, one lead, and people."""

    def __init__(self, slug="northshire"):
        self.partnership = make_partnership(slug)
        self.officer = make_member(self.partnership, "officer")
        self.chair = make_member(self.partnership, "chair")
        self.plan = make_plan(self.partnership)
        self.priority = make_priority(self.plan)
        self.police = make_body(self.partnership)

    def action(self, number="1.1", **fields):
        return make_action(self.priority, number, **({"leads": [self.police]} | fields))

    def update(self, action, quarter=Q2, status="on_track", words="Two courses held."):
        changes = {"status": status, "words": words}
        return write_update(action, quarter, changes, done={}, by=self.officer).row

    def address(self, rest="", quarter="2024-Q2") -> str:
        return f"/{self.partnership.slug}/plans/{self.plan.slug}/reports/{quarter}/{rest}"

    def freeze(self, quarter=Q1, *, today=None, at=None) -> Report:
        """Freeze the quarter's report a few days after its end."""
        today = today or {1: JULY, 2: OCTOBER}.get(quarter.number, date(2025, 1, 9))
        at = at or datetime(today.year, today.month, today.day, 11, tzinfo=UTC)
        report = open_report(self.plan, quarter, by=self.officer)
        return freeze_report(report, by=self.officer, today=today, at=at)

    def approve(self, report) -> Report:
        return decide_report(report, approve=True, words="", by=self.chair, base_revision=report.revision)

    def give_back(self, report, words="Say more of 1.1.") -> Report:
        return decide_report(report, approve=False, words=words, by=self.chair, base_revision=report.revision)


def make_move(milestone, was, now, why="bid refused", *, at) -> DueDateChange:
    return DueDateChange.objects.create(
        milestone=milestone, plan_id=milestone.plan_id, was=was, now=now, why=why, created_at=at
    )
