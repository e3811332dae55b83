"""Returns, evaluations and bids for tests of the documents about a grant."""

from datetime import UTC, datetime

from funding.models import BidPriority, Evaluation, ProjectReturn
from plans.periods import Quarter
from plans.records import add_row
from tests.funding.bid_factories import Cast

Q2 = Quarter(2024, 2)
DAY = datetime(2024, 10, 7, 9, 30, tzinfo=UTC)


class CastWithPlan(Cast):
    """The same people with a plan, because a bid names which of its priorities it serves."""

    def __init__(self, grant, priority):
        super().__init__(grant)
        self.priority = priority

    def draft(self, *args, **fields):
        bid = super().draft(*args, **fields)
        BidPriority.objects.create(bid=bid, priority=self.priority)
        return bid


def make_return(cast, project, quarter=Q2, *, state="approved", spent=100_000, forecast=400_000, **fields):
    """A return that was sent, and approved by the officer where `state` says so."""
    fields = {"words": "Two sessions held.", "results": [["Staff trained", "80", "35"]]} | fields
    row = ProjectReturn(
        project=project, year=quarter.year, quarter=quarter.number, spent=spent, forecast=forecast, state=state,
        sent_by=cast.lead, submitted_at=DAY, **fields,
    )  # fmt: skip
    if state == "approved":
        row.decided_by, row.decided_at = cast.officer, DAY
    add_row(row, by=cast.lead)
    return row


def make_evaluation(cast, project, *, state="approved", **fields):
    fields = {"achieved": "Eighty staff know the signs.", "results": [["Staff trained", "80", "83"]]} | fields
    row = Evaluation(project=project, state=state, sent_by=cast.lead, submitted_at=DAY, **fields)
    if state == "approved":
        row.decided_by, row.decided_at = cast.officer, DAY
    add_row(row, by=cast.lead)
    return row
