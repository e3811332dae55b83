"""What someone else did between opening a page and sending it: the operation checks again, with the plan locked.

The rows are read first, as a view reads them; then the other user saves first; then the operation is called.
"""

from datetime import date

import pytest

from actions.editing.operations import (
    add_action_row,
    bulk_edit_actions,
    close_action,
    move_action,
    reopen_action,
    save_action_row,
    withdraw_action,
    write_update,
)
from actions.editing.restoring import reinstate_action, restore_change, undo_bulk_edit
from actions.models import Action, Update
from plans.models import HistoryEntry, Plan, Priority
from plans.periods import Quarter
from plans.records import OperationError, transition, withdraw_row
from plans.views.priority import withdraw_priority
from reports.exceptions.operations import freeze_report, open_report
from tests.factories import make_action, make_partnership, make_plan, make_priority

pytestmark = pytest.mark.django_db

Q2, Q3 = Quarter(2024, 2), Quarter(2024, 3)
CLOSED = "This plan is closed. Reopen it before you change it."


@pytest.fixture
def plan():
    return make_plan(make_partnership(), state="adopted")


@pytest.fixture
def action(plan):
    return make_action(make_priority(plan), "1.1", "Train")


def as_read(row):
    """Return the row as another request read it."""
    return type(row).objects.get(pk=row.pk)


WRITES = {
    "edit": lambda action: save_action_row(
        action, {"action": "Train all"}, [], base_revision=action.revision, by=None
    ),
    "add": lambda action: add_action_row(action.priority, {"action": "New"}, [], by=None),
    "move": lambda action: move_action(
        action, priority=action.priority, after=None, base_revision=action.revision, by=None
    ),
    "close": lambda action: close_action(
        action, reason="superseded", words="Done", link="", base_revision=action.revision, by=None
    ),
    "reopen": lambda action: reopen_action(action, status="on_track", base_revision=action.revision, by=None),
    "withdraw": lambda action: withdraw_action(action, why="Twice", base_revision=action.revision, by=None),
    "several": lambda action: bulk_edit_actions(action.plan, [action], {"status": "at_risk"}, by=None),
    "undo": lambda action: undo_bulk_edit("x", plan=action.plan, by=None),
    "reinstate": lambda action: reinstate_action(action, by=None),
    "update": lambda action: write_update(action, Q2, {"status": "on_track"}, done={}, by=None),
    "priority": lambda action: withdraw_priority(action.priority, by=None),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_nothing_is_written_in_a_plan_just_closed(plan, action, write):
    seen = Action.objects.select_related("plan", "priority__plan").get(pk=action.pk)
    transition(plan, "close", by=None)
    before = HistoryEntry.objects.count()

    with pytest.raises(OperationError) as refused:
        write(seen)

    assert (refused.value.reasons, HistoryEntry.objects.count()) == ((CLOSED,), before)


def test_earlier_version_is_not_restored_in_a_plan_just_closed(plan, action):
    save_action_row(action, {"action": "Train all"}, [], base_revision=1, by=None)
    change = HistoryEntry.objects.of_row(f"action:{action.pk}").last()
    transition(plan, "close", by=None)

    with pytest.raises(OperationError, match=CLOSED):
        restore_change(change, quarter=Q2, by=None)


def test_update_is_not_written_for_a_quarter_just_frozen(plan, action):
    seen = as_read(action)
    freeze_report(open_report(plan, Q2, by=None), by=None, today=date(2024, 10, 1))

    with pytest.raises(OperationError, match=r"Q2 2024/25 is closed\. The current quarter for updates is Q3"):
        write_update(seen, Q2, {"status": "off_track", "words": "Late"}, done={}, by=None)

    assert not Update.objects.exists()
    assert write_update(seen, Q3, {"status": "off_track"}, done={}, by=None).row.for_quarter == Q3


def test_update_of_a_quarter_just_frozen_is_not_restored(plan, action):
    update = write_update(action, Q2, {"status": "on_track", "words": "Well"}, done={}, by=None).row
    write_update(action, Q2, {"words": "Better"}, done={}, by=None, base_revision=update.revision)
    first = HistoryEntry.objects.of_row(f"update:{update.pk}").last()
    freeze_report(open_report(plan, Q2, by=None), by=None, today=date(2024, 10, 1))

    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="the current quarter for updates is Q3"):
        restore_change(first, quarter=Q2, by=None)

    assert Update.objects.get().words == "Better"


def test_heading_just_withdrawn_takes_no_action(plan, action):
    other = make_priority(plan, "Priority 2: Drugs")
    seen = as_read(other)
    withdraw_row(other, by=None)

    for write in (
        lambda: add_action_row(seen, {"action": "New"}, [], by=None),
        lambda: move_action(action, priority=seen, after=None, base_revision=1, by=None),
        lambda: bulk_edit_actions(plan, [action], {"priority_id": seen.pk}, by=None),
    ):
        with pytest.raises(OperationError, match="because it has been withdrawn"):
            write()

    assert not Action.objects.filter(priority=other).exists()


def test_heading_that_was_just_given_an_action_is_not_withdrawn(plan):
    heading = make_priority(plan, "Priority 2: Drugs")
    seen = Priority.objects.select_related("plan").get(pk=heading.pk)
    add_action_row(heading, {"action": "New"}, [], by=None)

    with pytest.raises(OperationError, match="1 action stands under Priority 2: Drugs"):
        withdraw_priority(seen, by=None)

    heading.refresh_from_db()
    assert heading.is_withdrawn is False


def test_plan_that_is_open_takes_every_change(plan, action):
    assert Plan.objects.get(pk=plan.pk).state in Plan.WRITABLE
    save_action_row(action, {"action": "Train all"}, [], base_revision=1, by=None)

    action.refresh_from_db()
    assert action.action == "Train all"
