"""What an exception report shows about grants: next to the actions, the same on the page and in every file."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.bids.transitions import apply_transition
from funding.ledger import transfers
from funding.models import ProjectAction
from funding.projects.starting import close_project
from plans.periods import Quarter
from plans.records import write_row
from reports.documents import make_pdf
from reports.exceptions.display import ReportDisplay
from reports.exceptions.files import report_json, report_print_html
from reports.exceptions.live_content import live_content
from reports.exceptions.quarter_reports import get_quarter_reports
from reports.models import Report
from reports.packs.content import public_report
from tests.factories import make_partnership
from tests.funding.factories import make_funder, make_grant
from tests.reports.factories import OCTOBER, Q1, Q2, Q3, Northshire
from tests.reports.grant_making import CastWithPlan, make_return
from tests.reports.pdf_checks import faults, read_text

pytestmark = pytest.mark.django_db
OVER = "The upfront pot is over-committed by £27.00: £71,000.00 approved, £70,973.00 available"
NOT_IN = "Return for Q2 2024/25 not received: A night bus (A charity), due by 14 October 2024"
UNDERSPEND = "Underspend of £1,000.00 forecast: Training (A charity), £3,000.00 of £4,000.00 approved"


@pytest.fixture
def north():
    return Northshire()


@pytest.fixture
def cast(north):
    """A pot over-committed by £27, a missing return, an underspend of £1,000; the night bus funds the first action."""
    grant = make_grant(north.partnership, funder=make_funder(north.partnership, "The Commissioner"))
    cast = CastWithPlan(grant, north.priority)
    cast.training = cast.live("Training", "4,000")
    make_return(cast, cast.training, spent=100_000, forecast=300_000)
    bus = cast.recommended("A night bus", "67,000")
    bus = cast.approve(bus, reason="Wanted by all")
    bus = cast.approve_as_funder(bus, reason="Wanted by all")
    cast.bus = apply_transition(bus, "start", by=cast.officer)
    cast.action = north.action()
    north.update(cast.action, status="off_track")
    ProjectAction.objects.create(project=cast.bus, action=cast.action)
    return cast


def content_of(north, quarter=Q2) -> dict:
    return live_content(north.plan, get_quarter_reports(north.plan, quarter), quarter, None, today=OCTOBER)


def reasons(content) -> list[tuple[str, str]]:
    [grant] = content["grants"]
    return [(reason["code"], reason["words"]) for reason in grant["reasons"]]


def test_over_committed_pot_missing_return_and_underspend_are_reported(north, cast):
    content = content_of(north)

    assert reasons(content) == [
        ("pot_over", f"{OVER}. Reason: “Wanted by all”"),
        ("return_not_in", NOT_IN),
        ("underspend", UNDERSPEND),
    ]
    [grant] = content["grants"]
    assert [(pot["name"], pot["allocated"], pot["approved"], pot["spent"], pot["forecast"], pot["left"]) for pot in grant["pots"]] == [
        ("Upfront", 7_097_300, 7_100_000, 100_000, 7_000_000, -2_700),
        ("Tactical", 3_548_700, 0, 0, 0, 3_548_700),
        ("The whole grant", 10_646_000, 7_100_000, 100_000, 7_000_000, 3_546_000),
    ]  # fmt: skip


def test_grants_change_no_count_of_actions(north, cast):
    counts = dict(content_of(north)["counts"])

    assert counts.pop("all") == sum(counts.values()) == 1
    assert counts["exceptions"] == 1


def test_projects_that_fund_an_action_are_next_to_it(north, cast):
    [row] = content_of(north)["exceptions"]
    assert row["paid_by"] == ["A night bus, £67,000.00; return for Q2 2024/25 not received"]


def test_a_closed_project_pays_no_more(north, cast):
    close_project(cast.bus, by=cast.officer, words="Done", on=date(2024, 9, 2))
    assert content_of(north)["exceptions"][0]["paid_by"] == []


def test_no_return_is_due_while_the_quarter_is_in_progress(north, cast):
    content = live_content(
        north.plan,
        get_quarter_reports(north.plan, Q2),
        Q2,
        None,
        today=datetime(2024, 9, 1, tzinfo=UTC).date(),
    )
    assert [code for code, _ in reasons(content)] == ["pot_over", "underspend"]


def test_return_missing_a_quarter_later_is_reported_again(north, cast):
    make_return(cast, cast.training, Q3, spent=1, forecast=400_000)
    content = live_content(
        north.plan,
        get_quarter_reports(north.plan, Q3),
        Q3,
        None,
        today=datetime(2025, 1, 20, tzinfo=UTC).date(),
    )

    assert [words for code, words in reasons(content) if code == "return_not_in"] == [
        "Returns for Q2 2024/25 and Q3 2024/25 not received: A night bus (A charity), due by 14 October 2024 and 14 January"
        " 2025"
    ]
    [row] = content["exceptions"]
    assert row["paid_by"] == ["A night bus, £67,000.00; returns for Q2 2024/25 and Q3 2024/25 not received"]


def test_ended_grant_is_reported_while_its_return_is_due(north, cast):
    for quarter in (Q3, Quarter(2024, 4)):
        make_return(cast, cast.training, quarter, spent=1, forecast=400_000)
        make_return(cast, cast.bus, quarter, spent=1, forecast=6_700_000)
    after = Quarter(2025, 1)

    def told():
        return live_content(
            north.plan, get_quarter_reports(north.plan, after), after, None, today=after.ends
        )["grants"]

    [grant] = told()
    assert NOT_IN in [reason["words"] for reason in grant["reasons"]]
    make_return(cast, cast.bus, spent=1, forecast=6_700_000)
    assert told() == []


def test_excluded_reasons_are_not_reported(north, cast):
    write_row(
        north.partnership, {"excluded_reasons": ["return_not_in", "pot_over"]}, base_revision=1, by=None
    )
    north.plan.refresh_from_db()
    content = content_of(north)

    assert [code for code, _ in reasons(content)] == ["underspend"]
    assert content["exceptions"][0]["paid_by"] == ["A night bus, £67,000.00"]
    assert {rule["code"] for rule in content["rules"] if not rule["counts"]} == {"return_not_in", "pot_over"}


def test_grant_of_another_year_or_partnership_is_not_reported(north):
    make_grant(north.partnership, "2025-26")
    make_grant(make_partnership("southshire"))
    assert content_of(north)["grants"] == []


def test_page_pdf_and_data_agree(client, north, cast):
    client.force_login(north.officer)
    page = client.get(north.address()).content.decode()
    shown = ReportDisplay.of(north.plan, get_quarter_reports(north.plan, Q2), Q2, None, today=OCTOBER)
    pdf = make_pdf(report_print_html(shown))
    text = " ".join((read_text(pdf) or pytest.skip("pdftotext is not installed")).split())
    data = json.loads(report_json(shown))

    assert faults(pdf, title="Exception report, Q2 2024/25", tables=3) == []
    for words in (NOT_IN, UNDERSPEND, "Paid by: A night bus, £67,000.00; return for Q2 2024/25 not received"):
        assert words in page
        assert words in text
    assert data["grants"] == [
        {
            "grant": "2024-25",
            "award": 10_646_000,
            "left": 3_546_000,
            "reasons": [{"code": code, "words": words} for code, words in reasons(shown.content)],
        }
    ]


def test_without_a_grant_the_data_is_as_before(north):
    north.action()
    shown = ReportDisplay.of(north.plan, get_quarter_reports(north.plan, Q2), Q2, None, today=OCTOBER)
    assert "grants" not in json.loads(report_json(shown))


def test_the_public_reads_figures_and_not_why(north, cast):
    told = json.dumps(public_report(content_of(north)), ensure_ascii=False)

    assert OVER in told
    assert "Wanted by all" not in told


def test_what_was_frozen_stays_whatever_is_approved_afterwards(north, cast):
    report = north.freeze(Q2)
    make_return(cast, cast.bus, spent=1, forecast=6_700_000)
    transfers.transfer_between_pots(
        cast.grant, cast.grant.pots.get(name="tactical"), cast.grant.pots.get(name="upfront"), 100_000,
        reason="To fill it", consent="By mail", by=cast.officer, key="move",
    )  # fmt: skip

    assert len(Report.objects.get(pk=report.pk).content["grants"][0]["reasons"]) == 3
    assert [code for code, _ in reasons(content_of(north))] == ["underspend"]


def test_events_after_the_next_report_are_in_that_one(north, cast):
    north.freeze(Q2)
    for bid in (cast.training, cast.bus):
        make_return(cast, bid, Quarter(2024, 3), spent=1, forecast=1)

    assert "underspend" not in {code for code, _ in reasons(content_of(north, Q1))}


def test_report_frozen_before_grants_were_reported_still_shows(client, north):
    north.action()
    report = north.freeze(Q2)
    old = {name: value for name, value in report.content.items() if name != "grants"} | {"format": 1}
    for row in old["exceptions"]:
        row.pop("paid_by")
    Report.objects.filter(pk=report.pk).update(content=old)
    client.force_login(north.officer)

    response = client.get(north.address())
    assert response.status_code == 200
    assert b'id="grants"' not in response.content
    assert public_report(old)["grants"] == []


def test_as_many_statements_with_three_projects_as_with_one(north, cast):
    with CaptureQueriesContext(connection) as two:
        content_of(north)
    cast.live("Third", "10", pot="tactical")
    make_grant(north.partnership, "2024-27", award=100)
    with CaptureQueriesContext(connection) as more:
        assert len(content_of(north)["grants"]) == 2
    assert len(more) == len(two)
