"""A plan's data for a quarter, as read from the database."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.editing.operations import close_action, write_milestone
from plans.models import BodyName, PartnershipName
from plans.records import withdraw_row, write_row
from reports.exceptions.live_content import live_content
from reports.exceptions.quarter_reports import get_quarter_reports
from reports.exceptions.queries import get_report_data
from tests.factories import make_action, make_body, make_milestone, make_priority
from tests.reports.factories import OCTOBER, Q1, Q2, Q3, Northshire, make_move

pytestmark = pytest.mark.django_db
END = date(2024, 9, 30)


@pytest.fixture
def north():
    return Northshire()


def facts_of(north, quarter=Q2, as_at=END):
    return get_report_data(north.plan, quarter, get_quarter_reports(north.plan, quarter), as_at=as_at)


def codes(north, quarter=Q2, today=OCTOBER) -> dict[str, list[str]]:
    content = live_content(north.plan, get_quarter_reports(north.plan, quarter), quarter, None, today=today)
    return {row["number"]: [reason["code"] for reason in row["reasons"]] for row in content["exceptions"]}


def test_everything_of_an_action_is_read(north):
    probation = make_body(north.partnership, "Probation Service")
    action = north.action(leads=[probation, north.police], desired_outcome="Fewer victims")
    step = make_milestone(action, "Pilot", "Sept 24", leads=[north.police])
    make_move(step, date(2024, 6, 30), date(2024, 9, 30), at=datetime(2024, 6, 1, tzinfo=UTC))
    north.update(action, Q1, words="Booked.")
    north.update(action, Q2, status="at_risk", words="Held.")

    [read] = facts_of(north).actions

    assert (read.key, read.number, read.desired_outcome) == (action.pk, "1.1", "Fewer victims")
    assert (read.status, read.status_before, read.status_reported) == ("at_risk", "on_track", None)
    assert (read.has_update, read.words, read.words_before) == (True, "Held.", "Booked.")
    assert read.leads == ("Probation Service", "Kent Police")
    [milestone] = read.milestones
    assert (milestone.words, milestone.timescale, milestone.due) == ("Pilot", "Sept 24", END)
    assert milestone.leads == ("Kent Police",)
    assert [(move.was, move.now, move.why) for move in milestone.moves_since] == [
        (date(2024, 6, 30), date(2024, 9, 30), "bid refused")
    ]


def test_actions_are_in_the_order_of_the_plan_with_empty_priorities(north):
    second = make_priority(north.plan, "Priority 2: Burglary")
    make_priority(north.plan, "")
    gone = make_priority(north.plan, "Priority 4: Gone")
    withdraw_row(gone, by=None)
    make_action(second, "2.1")
    north.action("1.9")
    north.action("1.10")

    read = facts_of(north)

    assert [action.number for action in read.actions] == ["1.9", "1.10", "2.1"]
    assert [priority.heading for priority in read.priorities] == [
        "Priority 1: Domestic abuse",
        "Priority 2: Burglary",
        "No heading",
    ]


def test_withdrawn_milestones_and_updates_do_not_count(north):
    action = north.action()
    withdraw_row(make_milestone(action, "Pilot", "May 24"), by=None)
    withdraw_row(north.update(action), by=None)
    [read] = facts_of(north).actions
    assert (read.milestones, read.has_update, read.words) == ((), False, "")


def test_status_of_a_quarter_is_its_update_once_a_later_quarter_has_one(north):
    action = north.action()
    north.update(action, Q2, status="at_risk")
    north.update(action, Q3, status="complete")
    assert facts_of(north, Q2).actions[0].status == "at_risk"
    assert facts_of(north, Q3).actions[0].status == "complete"


def test_a_status_that_an_officer_set_after_the_update_counts(north):
    action = north.action()
    north.update(action, Q2, status="on_track")
    action.refresh_from_db()
    write_row(action, {"status": "off_track"}, base_revision=action.revision, by=north.officer)
    assert codes(north) == {"1.1": ["off_track"]}


def test_added_closed_and_withdrawn_actions_are_reported_once(north):
    stays, closes, goes = north.action("1.1"), north.action("1.2"), north.action("1.3")
    for each in (stays, closes, goes):
        north.update(each, Q1)
    assert codes(north, Q1) == {}
    north.freeze(Q1)

    late = north.action("1.4")
    for each in (stays, late):
        north.update(each, Q2, words="Four held.")
    closes.refresh_from_db()
    close_action(closes, reason="stopped", words="", link="", base_revision=closes.revision, by=north.officer)
    goes.refresh_from_db()
    withdraw_row(goes, by=north.officer, why="entered twice")
    assert codes(north, Q2) == {"1.2": ["closed"], "1.3": ["withdrawn"], "1.4": ["added"]}
    assert facts_of(north).actions[2].withdrawn_why == "entered twice"
    north.freeze(Q2)

    for each in (stays, late):
        north.update(each, Q3, words="Six held.")
    assert codes(north, Q3, date(2025, 1, 9)) == {}


def test_moves_count_from_the_last_frozen_report_on_and_all_are_counted(north):
    action = north.action()
    step = make_milestone(action, "Pilot", "March 25")
    north.update(action, Q1)
    make_move(step, date(2024, 6, 30), date(2024, 12, 31), at=datetime(2024, 7, 9, 11, tzinfo=UTC))
    north.freeze(Q1)
    north.update(action, Q2, words="Four held.")
    assert codes(north) == {}

    make_move(step, date(2024, 12, 31), date(2025, 3, 31), at=datetime(2024, 7, 9, 11, 0, 1, tzinfo=UTC))
    assert codes(north) == {"1.1": ["date_moved"]}
    [milestone] = facts_of(north).actions[0].milestones
    assert (len(milestone.moves_since), milestone.times_moved) == (1, 2)


def test_date_brought_forward_again_is_reported_with_its_current_value(north):
    step = make_milestone(north.action(), "Pilot", "June 24")
    write_milestone(step, {"timescale": ""}, base_revision=1, by=None, why="bid refused")
    write_milestone(step, {"timescale": "March 2025"}, base_revision=2, by=None, why="")
    write_milestone(step, {"timescale": "31 Dec 2024"}, base_revision=3, by=None, why="")

    [read] = facts_of(north).actions

    assert [(move.was, move.now) for move in read.milestones[0].moves_since] == [
        (date(2024, 6, 30), date(2024, 12, 31))
    ]


def test_date_postponed_after_a_later_report_is_not_in_earlier_ones(north):
    action = north.action()
    step = make_milestone(action, "Pilot", "March 25")
    north.update(action, Q2, words="Four held.")
    north.freeze(Q3)
    make_move(step, date(2024, 12, 31), date(2025, 3, 31), at=datetime(2025, 1, 10, tzinfo=UTC))
    assert codes(north) == {}


def test_names_are_those_of_the_day(north):
    BodyName.objects.create(body=north.police, name="Kent County Constabulary", until=date(2024, 10, 1))
    BodyName.objects.create(body=north.police, name="Kent Joint Constabulary", until=date(2020, 4, 1))
    BodyName.objects.create(body=north.police, name="KP")
    PartnershipName.objects.create(partnership=north.partnership, name="Old Shire", until=date(2024, 10, 1))
    north.action()
    assert facts_of(north).partnership == "Old Shire"
    assert facts_of(north).actions[0].leads == ("Kent County Constabulary",)
    assert facts_of(north, as_at=date(2024, 10, 1)).actions[0].leads == ("Kent Police",)


def test_reasons_left_out_are_the_partnerships(north):
    north.partnership.excluded_reasons = ["no_update"]
    north.plan.partnership = north.partnership
    north.action()
    assert codes(north) == {}


@pytest.mark.parametrize("count", [1, 60])
def test_a_plan_is_read_in_as_many_queries_whatever_its_size(north, count):
    for place in range(count):
        action = north.action(f"1.{place}")
        for step in range(3):
            make_milestone(action, f"Step {step}", "Sept 24", leads=[north.police])
    north.plan.partnership = north.partnership
    with CaptureQueriesContext(
        connection,
    ) as queries:
        facts_of(north)
    # One of them looks for current grants; there are none here.
    assert len(queries) == 7
