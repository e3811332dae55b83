"""Many rows in few queries, with the same history as one at a time, and undone in few."""

import pytest

from actions.editing.operations import ROWS, write_milestone
from actions.models import Action, Milestone
from plans.models import HistoryEntry
from plans.records import add_rows, new_batch_id, undo_batch, write_row
from tests.factories import make_action, make_body, make_milestone, make_partnership, make_plan, make_priority

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority():
    return make_priority(make_plan(make_partnership()))


def new_action(priority, number):
    action = Action(plan=priority.plan, priority=priority, position=int(number), action="Train")
    action.set_number(number)
    return action


def test_history_of_many_rows_is_that_of_one(priority):
    police = make_body(priority.partnership)
    one = make_action(priority, "1", "Train", leads=[police])

    other = new_action(priority, "1")
    add_rows([(other, {"leads": [police.pk]})], by=None)

    entries = [
        HistoryEntry.objects.filter(row=f"action:{row.pk}").values_list(
            "partnership_id", "plan_id", "revision", "act", "fields", "why", "batch", "created_by_id"
        )
        for row in (one, other)
    ]
    assert list(entries[0]) == list(entries[1])
    assert other.values() == one.values()


def test_many_rows_take_few_statements(priority, django_assert_num_queries, django_assert_max_num_queries):
    with django_assert_num_queries(4):
        add_rows([(new_action(priority, "1"), {})], by=None)
    # SQLite allows 999 values in a query, PostgreSQL more.
    with django_assert_max_num_queries(12):
        add_rows([(new_action(priority, str(number)), {}) for number in range(2, 200)], by=None)


def test_no_rows_are_no_change(priority, django_assert_num_queries):
    with django_assert_num_queries(0):
        add_rows([], by=None)


def test_rows_of_one_batch_are_undone_in_few_queries(priority, django_assert_max_num_queries):
    batch = new_batch_id()
    add_rows([(new_action(priority, str(number)), {}) for number in range(1, 200)], by=None, batch=batch)

    with django_assert_max_num_queries(12):
        undone, kept = undo_batch(batch, ROWS, by=None, partnership=priority.partnership)

    assert (undone, kept) == (199, [])
    assert Action.objects.current().count() == 0
    row = Action.objects.first()
    assert row.revision == 2
    assert list(
        HistoryEntry.objects.of_row(f"action:{row.pk}").values_list("revision", "act", "why", "fields")
    ) == [
        (2, "withdrawn", "Undone", {"is_withdrawn": [False, True]}),
        (1, "added", "", HistoryEntry.objects.get(row=f"action:{row.pk}", revision=1).fields),
    ]


def test_row_that_was_edited_since_is_withdrawn_with_its_edit_in_the_history(priority):
    batch = new_batch_id()
    row = new_action(priority, "1")
    add_rows([(row, {})], by=None, batch=batch)
    write_row(row, {"action": "Train everybody"}, base_revision=1, by=None)

    assert undo_batch(batch, ROWS, by=None, partnership=priority.partnership) == (1, [])

    row.refresh_from_db()
    assert (row.is_withdrawn, row.action, row.revision) == (True, "Train everybody", 3)


def test_postponed_date_is_undone(priority):
    milestone = make_milestone(make_action(priority), timescale="Summer 24")
    batch = new_batch_id()
    write_milestone(milestone, {"timescale": "Autumn 24"}, base_revision=1, by=None, why="Late", batch=batch)

    assert undo_batch(batch, ROWS, by=None, partnership=priority.partnership) == (1, [])

    milestone = Milestone.objects.get()
    assert (milestone.timescale, milestone.due.isoformat()) == ("Summer 24", "2024-08-31")
