"""The statement of a grant: due returns, earlier balances, and projects without money."""

from datetime import date

import pytest
from django.utils import timezone

from funding.bids.transitions import apply_transition
from funding.ledger import entries
from funding.lifecycles import BidTransitionCode
from funding.projects.progress import get_project_progress
from funding.projects.starting import close_project
from funding.statement.queries import (
    get_final_statement,
    get_quarter_statement,
    get_report_statements,
    get_statement,
    reportable_grants,
)
from funding.statement.values import StatementOptions
from plans.periods import Quarter
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_bid, make_grant, make_project
from tests.funding.returns import sent

pytestmark = pytest.mark.django_db
Q1, Q2, Q3, Q4 = (Quarter(2024, number) for number in (1, 2, 3, 4))
NEXT = Quarter(2025, 1)


@pytest.fixture(autouse=True)
def april(monkeypatch):
    set_day(monkeypatch, date(2024, 4, 5))


def set_day(monkeypatch, day):
    monkeypatch.setattr(timezone, "localdate", lambda *args: day)


def reported(cast, quarter, *, as_at=None):
    """Return the grants in the exception report of the quarter."""
    grants = reportable_grants(cast.grant.partnership, quarter.ends)
    return get_report_statements(grants, StatementOptions(as_at or quarter.ends, quarter))


def missing(grant) -> list[tuple[str, str]]:
    return [(project.title, each.quarter.label) for project in grant.projects for each in project.missing]


def test_every_missing_return_up_to_the_quarter_is_reported(cast):
    sent(cast.live("Late"), "2024-Q3", by=cast.lead)
    sent(cast.live("Later", lead=cast.fire), "2024-Q2", by=cast.other_executive)

    assert [missing(*reported(cast, quarter)) for quarter in (Q1, Q2, Q3)] == [
        [],
        [("Late", "Q2 2024/25")],
        [("Late", "Q2 2024/25"), ("Later", "Q3 2024/25")],
    ]
    (grant,) = reported(cast, Q3)
    assert [(project.title, project.is_missing) for project in grant.owing] == [
        ("Late", False),
        ("Later", True),
    ]
    assert [each.due_by for each in grant.owing[0].missing] == [date(2024, 10, 14)]


def test_brief_statement_lacks_only_projects_that_were_not_started(cast):
    sent(cast.live("Late"), "2024-Q3", by=cast.lead)
    cast.approved("Not started")
    cast.closed("Closed")
    on = date(2025, 1, 20)

    whole = get_statement(cast.grant, StatementOptions(on))
    brief = get_statement(cast.grant, StatementOptions(on, is_brief=True))

    assert [project.title for project in whole.projects] == ["Late", "Not started", "Closed"]
    assert brief.projects == (whole.projects[0], whole.projects[2])
    assert (brief.missing, brief.underspent, brief.over) == (whole.missing, whole.underspent, whole.over)


def test_return_of_the_current_quarter_is_not_due_and_earlier_ones_are(cast):
    cast.live("Late")

    assert missing(*reported(cast, Q3, as_at=date(2024, 11, 1))) == [("Late", "Q2 2024/25")]


def test_ended_grant_is_reported_until_its_returns_are_received(cast):
    bid = cast.live("Late")
    for quarter in ("2024-Q2", "2024-Q3"):
        sent(bid, quarter, by=cast.lead)

    (grant,) = reported(cast, NEXT)
    assert missing(grant) == [("Late", "Q4 2024/25")]
    sent(bid, "2024-Q4", by=cast.lead)
    assert reported(cast, NEXT) == ()
    assert len(reported(cast, Q4)) == 1


def test_grant_of_the_next_year_is_not_reported_before_it_starts(cast):
    cast.live()

    assert reported(cast, Quarter(2023, 4)) == ()


def test_quarters_return_shows_the_ledger_on_its_last_day(cast, monkeypatch):
    bid = cast.live("Training", "4,000")
    entries.record_payment(bid, 100_000, by=cast.officer, key="first", on=date(2024, 9, 30))
    entries.record_payment(bid, 50_000, by=cast.officer, key="second", on=date(2024, 10, 1))
    set_day(monkeypatch, date(2024, 11, 12))
    make_project(cast.grant, "Gaming bus", 3_614_000, pot="tactical", reason="Wanted by all")

    told = {quarter: get_quarter_statement(cast.grant, quarter) for quarter in (Q1, Q2, Q3)}

    assert {quarter: (grant.whole.approved, grant.whole.paid) for quarter, grant in told.items()} == {
        Q1: (400_000, 0), Q2: (400_000, 100_000), Q3: (4_014_000, 150_000),
    }  # fmt: skip
    assert [[each.title for each in told[quarter].projects] for quarter in (Q2, Q3)] == [
        ["Training"],
        ["Training", "Gaming bus"],
    ]
    assert [pot.name for pot in told[Q2].over] == []
    assert [pot.name for pot in told[Q3].over] == ["tactical"]
    assert told[Q2].last_line_on == date(2024, 9, 30)
    # The final report is about the complete grant.
    assert get_final_statement(cast.grant).whole.paid == 150_000


def test_ledger_started_later_is_reported_as_on_its_first_day(partnership, monkeypatch):
    set_day(monkeypatch, date(2024, 12, 2))
    cast = Cast(make_grant(partnership))
    bid = make_project(cast.grant, "Cameras", 400_000)
    entries.record_payment(bid, 100_000, by=cast.officer, key="pay", on=date(2024, 12, 3))

    told = get_quarter_statement(cast.grant, Q1)

    assert (told.award, told.whole.approved, told.whole.paid) == (10_646_000, 400_000, 0)


def test_project_added_later_is_reported_in_the_earlier_quarter_of_its_return(cast, monkeypatch):
    set_day(monkeypatch, date(2024, 12, 2))
    bid = make_project(cast.grant, "Cameras", 400_000, lead="A charity")
    make_project(cast.grant, "Bus", 100_000)
    apply_transition(bid, BidTransitionCode.START, by=cast.officer)
    entries.record_payment(bid, 100_000, by=cast.officer, key="pay", on=date(2024, 12, 3))
    sent(bid, "2024-Q1", by=cast.lead, spent=10_000, forecast=400_000)

    (project,) = get_quarter_statement(cast.grant, Q1).projects

    assert (project.title, project.spending.approved, project.spending.paid) == ("Cameras", 400_000, 0)
    assert project.sent.spent == 10_000


def test_project_without_money_is_reported_as_shown(cast):
    make_project(cast.grant, "Free room", 0)
    make_bid(cast.grant, "Asked for", 0)

    for grant in (get_final_statement(cast.grant), get_quarter_statement(cast.grant, Q2)):
        assert [(each.title, each.spending.approved) for each in grant.projects] == [("Free room", 0)]
    before = StatementOptions(Q4.ends, Q4, known_at=cast.grant.entries.earliest("created_at").created_at)
    assert get_report_statements([cast.grant], before)[0].projects == ()


def test_closed_project_forecasts_what_it_spent_once_all_returns_are_received(cast):
    bid = cast.live("Training", "4,000", quarters=["2024-Q2", "2024-Q3"])
    sent(bid, "2024-Q2", by=cast.lead, spent=100_000, forecast=390_000, approved_by=cast.officer)
    sent(bid, "2024-Q3", by=cast.lead, spent=200_000, forecast=380_000, approved_by=cast.officer)
    close_project(bid, by=cast.officer, words="All was done", on=date(2025, 1, 10))

    assert [get_quarter_statement(cast.grant, quarter).forecast for quarter in (Q1, Q2, Q3, Q4)] == [
        400_000, 390_000, 300_000, 300_000,
    ]  # fmt: skip
    (project,) = get_project_progress(cast.grant.projects.all(), date(2025, 5, 1))
    assert project.spending.forecast == 300_000
