from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from actions.editing.operations import ROWS
from actions.models import Action
from plans.models import Body, HistoryEntry, Membership, Priority, User
from plans.records import (
    EditConflict,
    ResolvedFields,
    RowMissing,
    add_row,
    new_batch_id,
    tracked_models,
    undo_batch,
    values_at,
    withdraw_row,
    write_row,
)
from tests.factories import (
    make_action,
    make_body,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_partnership())


@pytest.fixture
def olive():
    return make_user("Olive Officer")


@pytest.fixture
def priya():
    return make_user("Priya Police")


@pytest.fixture
def action(plan):
    return make_action(make_priority(plan), "1.1", "Train", desired_outcome="Staff know")


def history(row):
    return [
        (change.revision, change.act, change.fields)
        for change in HistoryEntry.objects.of_row(f"{row._meta.model_name}:{row.pk}")
    ]


# --- Adding.


def test_a_new_row_has_its_first_entry(plan, olive):
    police = make_body(plan.partnership)
    priority = Priority(plan=plan, heading="Violence", position=3)

    change = add_row(priority, by=olive, links={"leads": [["operational", police.pk]]}, why="Asked for")

    assert (change.row, change.thread, change.revision, change.act) == (
        f"priority:{priority.pk}",
        f"priority:{priority.pk}",
        1,
        "added",
    )
    assert (change.created_by, change.why, change.partnership, change.plan_id) == (
        olive,
        "Asked for",
        plan.partnership,
        plan.pk,
    )
    # A blank value is not in the history.
    fields = {name: pair for name, pair in change.fields.items() if pair[1] is not False}
    assert fields == {
        "position": [None, 3],
        "kind": [None, "priority"],
        "heading": [None, "Violence"],
        "leads": [None, [["operational", police.pk]]],
    }


def test_row_that_cannot_be_saved_leaves_no_history(plan):
    make_body(plan.partnership, "Kent Police")
    before = HistoryEntry.objects.count()

    with pytest.raises(IntegrityError), transaction.atomic():
        add_row(Body(partnership=plan.partnership, name="Kent Police"), by=None)

    assert HistoryEntry.objects.count() == before


# --- Writing.


def test_a_write_keeps_before_and_after(action, olive):
    written = write_row(
        action, {"action": "Train all", "status": "at_risk"}, base_revision=1, by=olive, why="So agreed"
    )

    assert (written.row.revision, written.row.action) == (2, "Train all")
    assert (written.merged.only_yours, written.merged.only_theirs) == ((), ())
    assert history(action)[0] == (
        2,
        "changed",
        {"action": ["Train", "Train all"], "status": ["not_started", "at_risk"]},
    )
    assert (written.change.created_by, written.change.why) == (olive, "So agreed")
    action.refresh_from_db()
    assert (action.revision, action.action, action.status) == (2, "Train all", "at_risk")


def test_dates_relations_and_derived_columns_are_saved(action):
    milestone = make_milestone(action, timescale="Summer 24")
    police = make_body(action.partnership)

    write_row(milestone, {"due_override": date(2024, 9, 30), "leads": [police.pk]}, base_revision=1, by=None)

    assert history(milestone)[0][2] == {
        "due_override": [None, "2024-09-30"],
        "leads": [[], [police.pk]],
        "due": ["2024-08-31", "2024-09-30"],
    }
    assert milestone.milestone_leads.get().body == police


def test_number_and_its_sort_key_are_written_together(action):
    write_row(action, {"number": "1.10"}, base_revision=1, by=None)

    action.refresh_from_db()
    assert action.number_key > Action(number="1.9").number_key
    assert list(history(action)[0][2]) == ["number"]


@pytest.mark.parametrize(
    "changes", [{}, {"action": "Train"}, {"action": "Train", "leads": []}, {"is_withdrawn": False}]
)
def test_what_changes_nothing_writes_nothing(action, changes):
    written = write_row(action, changes, base_revision=1, by=None)

    assert (written.change, written.row.revision) == (None, 1)
    assert len(history(action)) == 1


def test_columns_without_a_history_go_along(plan, olive):
    moment = datetime(2024, 10, 9, tzinfo=UTC)

    write_row(
        plan, {"open_quarter": "2024-Q3"}, base_revision=1, by=olive, also={"last_report_frozen_at": moment}
    )

    plan.refresh_from_db()
    assert (plan.open_quarter, plan.last_report_frozen_at) == ("2024-Q3", moment)
    assert history(plan)[0][2] == {"open_quarter": ["", "2024-Q3"]}


def test_missing_row_raises_an_error(action):
    Action.objects.all().delete()

    with pytest.raises(RowMissing):
        write_row(action, {"action": "Mine"}, base_revision=1, by=None)


def test_row_whose_history_cannot_be_saved_is_not_written(action):
    nobody = User(name="Not stored")

    with pytest.raises(ValueError, match="unsaved related object"), transaction.atomic():
        write_row(action, {"action": "Mine"}, base_revision=1, by=nobody)

    action.refresh_from_db()
    assert (action.revision, action.action, len(history(action))) == (1, "Train", 1)


def test_history_without_its_row_is_not_saved(action):
    police = make_body(action.partnership)

    with pytest.raises(IntegrityError), transaction.atomic():
        write_row(action, {"action": "Mine", "leads": [police.pk, police.pk]}, base_revision=1, by=None)

    action.refresh_from_db()
    assert (action.revision, action.action, action.action_leads.count()) == (1, "Train", 0)
    assert len(history(action)) == 1


# --- When someone else saved first.


def test_fields_that_only_one_side_changed_are_merged(action, olive, priya):
    write_row(action, {"status": "at_risk", "number": "1.2"}, base_revision=1, by=priya)

    written = write_row(action, {"action": "Mine", "status": "not_started"}, base_revision=1, by=olive)

    assert written.merged.only_yours == ("action",)
    assert written.merged.only_theirs == ("number", "status")
    action.refresh_from_db()
    assert (action.action, action.status, action.number, action.revision) == ("Mine", "at_risk", "1.2", 3)


def test_same_change_by_both_is_no_conflict(action):
    write_row(action, {"action": "The same"}, base_revision=1, by=None)

    written = write_row(action, {"action": "The same"}, base_revision=1, by=None)

    assert (written.change, Action.objects.get().revision) == (None, 2)


def test_change_undone_in_the_meantime_is_no_conflict(action):
    write_row(action, {"action": "Theirs"}, base_revision=1, by=None)
    write_row(action, {"action": "Train"}, base_revision=2, by=None)

    write_row(action, {"action": "Mine"}, base_revision=1, by=None)

    assert Action.objects.get().action == "Mine"


def test_field_that_both_changed_is_a_conflict_and_nothing_is_written(action, olive, priya):
    write_row(action, {"action": "Theirs", "number": "1.2"}, base_revision=1, by=priya)
    write_row(action, {"action": "Theirs again"}, base_revision=2, by=priya)

    with pytest.raises(EditConflict) as raised:
        write_row(action, {"action": "Mine", "status": "at_risk", "number": "1.1"}, base_revision=1, by=olive)

    clash = raised.value
    assert [(c.name, c.original, c.theirs, c.yours) for c in clash.conflicts] == [
        ("action", "Train", "Theirs again", "Mine")
    ]
    assert (clash.merged.only_yours, clash.merged.only_theirs) == (("status",), ("number",))
    assert [change.created_by for change in clash.changes] == [priya, priya]
    assert clash.row.revision == 3
    assert Action.objects.get().status == "not_started"
    assert len(history(action)) == 3


def test_leads_that_both_changed_are_a_conflict(action):
    police, council = (make_body(action.partnership, name) for name in ("Kent Police", "Council"))
    write_row(action, {"leads": [police.pk]}, base_revision=1, by=None)

    with pytest.raises(EditConflict):
        write_row(action, {"leads": [council.pk]}, base_revision=1, by=None)

    assert action.action_leads.get().body == police


def test_resolved_field_takes_our_value(action):
    write_row(action, {"action": "Theirs"}, base_revision=1, by=None)
    settled = ResolvedFields(frozenset({"action"}), seen_revision=2)

    write_row(action, {"action": "Mine"}, base_revision=1, by=None, settled=settled)

    assert Action.objects.get().action == "Mine"
    assert history(action)[0] == (3, "changed", {"action": ["Theirs", "Mine"]})


@pytest.mark.parametrize(
    ("settled", "clashes"),
    [
        (ResolvedFields(frozenset({"action"}), seen_revision=2), True),
        (ResolvedFields(frozenset({"action"}), seen_revision=3), False),
        (ResolvedFields(frozenset({"status"}), seen_revision=3), True),
        (ResolvedFields(), True),
    ],
)
def test_change_that_was_not_seen_is_a_conflict_again(action, settled, clashes):
    write_row(action, {"action": "Theirs"}, base_revision=1, by=None)
    write_row(action, {"action": "Theirs again"}, base_revision=2, by=None)

    try:
        write_row(action, {"action": "Mine"}, base_revision=1, by=None, settled=settled)
    except EditConflict:
        assert clashes
    else:
        assert not clashes


# --- Withdraw, and earlier versions.


def test_withdrawn_row_stays_and_is_reinstated(action, olive):
    withdraw_row(action, by=olive, why="Stands twice")
    action.refresh_from_db()

    assert action.is_withdrawn
    assert history(action)[0] == (2, "withdrawn", {"is_withdrawn": [False, True]})

    write_row(action, {"is_withdrawn": False}, base_revision=2, by=olive)
    assert history(action)[0][1] == "restored"


def test_values_at_a_version_are_walked_back_to(action):
    police = make_body(action.partnership)
    write_row(action, {"action": "Second", "leads": [police.pk]}, base_revision=1, by=None)
    write_row(action, {"action": "Third", "leads": []}, base_revision=2, by=None)
    action.refresh_from_db()

    assert [
        (values_at(action, revision)["action"], values_at(action, revision)["leads"])
        for revision in (1, 2, 3)
    ] == [("Train", []), ("Second", [police.pk]), ("Third", [])]


# --- One batch, and its undo.


def test_batch_is_undone_completely(plan, action, olive):
    batch = new_batch_id()
    write_row(action, {"action": "Theirs", "status": "at_risk"}, base_revision=1, by=olive, batch=batch)
    added = Priority(plan=plan, heading="New", position=9)
    add_row(added, by=olive, batch=batch)

    undone, kept = undo_batch(batch, ROWS, by=olive, partnership=plan.partnership)

    assert (undone, kept) == (2, [])
    action.refresh_from_db()
    added.refresh_from_db()
    assert (action.action, action.status, added.is_withdrawn) == ("Train", "not_started", True)
    assert {change.why for change in HistoryEntry.objects.filter(revision__gt=1).exclude(batch=batch)} == {
        "Undone"
    }


def test_what_others_changed_since_stays(action, olive, priya):
    batch = new_batch_id()
    other = make_action(action.priority, "1.2", "Walk")
    for row in (action, other):
        write_row(row, {"status": "at_risk"}, base_revision=1, by=olive, batch=batch)
    write_row(action, {"status": "off_track"}, base_revision=2, by=priya)
    write_row(other, {"action": "Walk far"}, base_revision=2, by=priya)

    undone, kept = undo_batch(batch, ROWS, by=olive, partnership=action.partnership)

    assert (undone, [change.row for change in kept]) == (1, [f"action:{action.pk}"])
    other.refresh_from_db()
    assert (Action.objects.get(pk=action.pk).status, other.status, other.action) == (
        "off_track",
        "not_started",
        "Walk far",
    )


def test_batch_of_another_partnership_is_not_undone(action, olive):
    batch = new_batch_id()
    write_row(action, {"status": "at_risk"}, base_revision=1, by=olive, batch=batch)

    assert undo_batch(batch, ROWS, by=olive, partnership=make_partnership("southshire")) == (0, [])
    assert Action.objects.get().status == "at_risk"


def test_every_row_that_two_can_edit_is_in_the_history():
    """A model that links them needs a place in the undo too, or a reason why not."""
    assert set(ROWS) <= set(tracked_models())
    assert Membership in tracked_models().values()
