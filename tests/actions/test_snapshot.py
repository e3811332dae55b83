"""The snapshot of a plan: what it contains, what it leaves out, and how many queries it takes."""

from datetime import UTC, date, datetime

import pytest

from actions.models import Action
from actions.snapshot import (
    ActionSnapshot,
    Lead,
    MilestoneSnapshot,
    PlanSnapshot,
    PrioritySnapshot,
    UpdateSnapshot,
    read_snapshot,
)
from plans.models import BodyName, PartnershipName
from plans.periods import Quarter
from plans.records import withdraw_row
from tests.factories import make_action, make_body, make_milestone, make_priority
from tests.reports.factories import Q1, Q2, Northshire, make_move

POLICE, COUNCIL = Lead(1, "Kent Police"), Lead(2, "Northshire Council")
END = date(2024, 9, 30)


def milestone(key=1, **fields) -> MilestoneSnapshot:
    return MilestoneSnapshot(key, "Pilot", **fields)


def action(key=1, **fields) -> ActionSnapshot:
    return ActionSnapshot(key, f"1.{key}", "Train the front line", **fields)


# The rules, without a database.


@pytest.mark.parametrize(
    ("due", "done_on", "is_overdue"),
    [
        (None, None, False),
        (END, None, False),
        (date(2024, 9, 29), None, True),
        (date(2024, 9, 29), END, False),
        (date(2024, 9, 29), date(2024, 10, 1), True),
    ],
)
def test_milestone_is_overdue_from_the_day_after_it_was_due(due, done_on, is_overdue):
    assert milestone(due=due, done_on=done_on).is_overdue(END) is is_overdue


@pytest.mark.parametrize(
    ("status", "count"), [("on_track", 1), ("not_started", 1), ("complete", 0), ("closed", 0)]
)
def test_complete_and_closed_actions_have_no_overdue_milestone(status, count):
    late = milestone(due=date(2024, 6, 30))
    done_since = milestone(2, due=date(2024, 6, 30), done_on=date(2024, 10, 1))
    assert len(action(status=status, milestones=(late, done_since)).overdue_milestones(END)) == count


def test_update_is_due_from_open_actions_only():
    assert action().is_without_update(Q2)
    assert not action(status="complete").is_without_update(Q2)
    assert not action(updates=(UpdateSnapshot(Q2, "on_track"),)).is_without_update(Q2)
    assert action(updates=(UpdateSnapshot(Q1, "on_track"),)).is_without_update(Q2)


def test_lead_of_a_milestone_leads_the_action_and_one_to_be_confirmed_does_not():
    assert not action().has_lead
    assert action(milestones=(milestone(leads=(POLICE,)),)).has_lead
    assert not action(leads=(POLICE,), lead_to_be_confirmed=True).has_lead


def test_part_for_bodies_holds_their_actions_and_the_headings_they_lead():
    ours, theirs = action(1, leads=(POLICE,)), action(2, leads=(COUNCIL,))
    plan = PlanSnapshot(
        *(1, "2024-25", "Plan", "community_safety", "Northshire", date(2024, 4, 1), date(2025, 3, 31)),
        "draft",
        priorities=(
            PrioritySnapshot(1, "Both", actions=(ours, theirs)),
            PrioritySnapshot(2, "Led by us", leads=(POLICE,)),
            PrioritySnapshot(3, "Theirs", actions=(theirs,)),
        ),
    )

    part = plan.for_bodies({POLICE.id})

    assert [(row.heading, row.actions) for row in part.priorities] == [("Both", (ours,)), ("Led by us", ())]


# What is read.


@pytest.fixture
def north(db):
    return Northshire()


def test_snapshot_is_in_the_order_of_the_plan_without_what_was_withdrawn(north):
    second = make_priority(north.plan, "")
    withdraw_row(make_priority(north.plan, "Gone"), by=None)
    make_action(second, "2.1")
    north.action("1.10")
    first = north.action("1.9")
    withdraw_row(make_milestone(first, "Pilot"), by=None)
    withdraw_row(north.update(first), by=None)
    withdraw_row(north.action("1.11"), by=None)
    # At the same position of the plan, the number decides.
    Action.objects.filter(priority=north.priority).update(position=1)

    read = read_snapshot(north.plan, updates=[Q2])

    assert [row.title for row in read.priorities] == ["Priority 1: Domestic abuse", "No heading"]
    assert [row.number for row in read.actions] == ["1.9", "1.10", "2.1"]
    assert (read.priorities[0].actions[0].milestones, read.priorities[0].actions[0].updates) == ((), ())
    everything = read_snapshot(north.plan, with_withdrawn=True)
    assert [row.number for row in everything.actions] == ["1.9", "1.10", "1.11", "2.1"]


def test_part_of_a_plan_has_only_the_headings_above_its_actions(north):
    make_priority(north.plan, "Empty")
    north.action("1.1", status="at_risk")
    north.action("1.2")
    some = Action.objects.of_plan(north.plan).filter(status="at_risk")

    read = read_snapshot(north.plan, actions=some)

    assert [(row.heading, [each.number for each in row.actions]) for row in read.priorities] == [
        ("Priority 1: Domestic abuse", ["1.1"])
    ]


def test_comments_are_read_for_the_requested_quarters(north):
    row = north.action()
    north.update(row, Q1, words="Booked.")
    north.update(row, Q2, words="Held.")
    read = [
        next(iter(read_snapshot(north.plan, updates=[Q2], status_history=all_).actions)) for all_ in (0, 1)
    ]
    assert [[(said.quarter, said.comment) for said in row.updates] for row in read] == [
        [(Q2, "Held.")],
        [(Q1, ""), (Q2, "Held.")],
    ]


def test_date_changes_are_read_oldest_first_if_requested(north):
    step = make_milestone(north.action(), "Pilot", "March 25")
    make_move(step, date(2024, 9, 30), date(2024, 12, 31), at=datetime(2024, 9, 1, tzinfo=UTC))
    make_move(step, date(2024, 6, 30), date(2024, 9, 30), at=datetime(2024, 6, 1, tzinfo=UTC))
    make_milestone(step.action, "Report", "May 24")

    [read] = read_snapshot(north.plan, date_changes=True).actions

    assert {row.milestone: len(row.date_changes) for row in read.milestones} == {"Pilot": 2, "Report": 0}


def test_names_are_those_of_the_requested_date(north):
    BodyName.objects.create(body=north.police, name="County Constabulary", until=date(2024, 10, 1))
    PartnershipName.objects.create(partnership=north.partnership, name="Old Shire", until=date(2024, 10, 1))
    north.action()
    then, now = read_snapshot(north.plan, names_on=END), read_snapshot(north.plan)
    assert [(read.partnership, next(iter(read.actions)).leads[0].name) for read in (then, now)] == [
        ("Old Shire", "County Constabulary"),
        (north.partnership.name, "Kent Police"),
    ]


def test_rules_agree_with_the_filters_of_the_table(north):
    council = make_body(north.partnership, "Northshire Council")
    statuses = ["not_started", "on_track", "off_track", "complete"]
    for place in range(24):
        leads = [[], [north.police], [council]][place % 3]
        row = north.action(
            f"1.{place}",
            leads=leads,
            status=statuses[place % 4],
            lead_to_be_confirmed=place % 5 == 0,
        )
        for step in range(place % 3):
            done_on = [None, date(2024, 8, 1), date(2024, 10, 9)][(place + step) % 3]
            timescale = ["May 24", "Sept 24", "TBC", "Dec 24"][place // 4 % 4]
            make_milestone(row, "Pilot", timescale, done_on=done_on, leads=[council] if step else [])
        if place % 2:
            north.update(row, Quarter(2024, 1 + place % 3), status=row.status)
    rows = Action.objects.of_plan(north.plan).current()

    read = list(read_snapshot(north.plan, updates=[Q2]).actions)

    for queryset, found in (
        (rows.overdue(END), [row.id for row in read if row.overdue_milestones(END)]),
        (rows.without_update(Q2), [row.id for row in read if row.is_without_update(Q2)]),
        (rows.without_lead(), [row.id for row in read if not row.has_lead]),
        (rows.led_by([council.pk]), [row.id for row in read if council.pk in row.lead_ids]),
        (rows.running(), [row.id for row in read if row.is_open]),
    ):
        assert found and sorted(found) == sorted(queryset.values_list("pk", flat=True))


@pytest.mark.parametrize("count", [1, 20])
def test_plan_is_read_in_as_many_queries_whatever_its_size(north, count, django_assert_num_queries):
    for place in range(count):
        make_milestone(north.action(f"1.{place}"), "Pilot", leads=[north.police])
    north.plan.partnership = north.partnership
    with django_assert_num_queries(3):
        read_snapshot(north.plan, as_printed=True, date_changes=True)
    with django_assert_num_queries(5):
        read_snapshot(north.plan, updates=[Q2], status_history=True, names_on=END)
