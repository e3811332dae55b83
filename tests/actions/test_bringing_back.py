"""Restoring: statuses follow, closed quarters stay, and no current action is under a withdrawn priority."""

from actions.editing.operations import bulk_edit_actions, move_action, write_update
from actions.models import Action, PlanImport, Update
from plans.models import HistoryEntry
from plans.models.tracked import row_key
from plans.periods import Quarter
from plans.records import withdraw_row, write_row
from reports.packs.operations import add_committee
from tests.factories import make_action, make_plan, make_priority

Q2 = Quarter(2024, 2)


def first_entry(row) -> HistoryEntry:
    return HistoryEntry.objects.of_row(row_key(row)).last()


def restore(client, table, row):
    return client.post(f"{table}1.1/history/{first_entry(row).pk}/restore/", follow=True)


def say_twice(action, officer) -> Update:
    written = write_update(action, Q2, {"status": "on_track", "words": "Well"}, done={}, by=officer)
    write_update(action, Q2, {"status": "off_track"}, done={}, by=officer, base_revision=1)
    return written.row


def test_restored_update_sets_the_actions_status(client, officer, action, table):
    update = say_twice(action, officer)

    restore(client, table, update)

    update.refresh_from_db()
    action.refresh_from_db()
    assert (update.status, action.status) == ("on_track", "on_track")


def test_update_of_a_closed_quarter_cannot_be_restored(client, officer, action, plan, table):
    update = say_twice(action, officer)
    write_row(plan, {"open_quarter": "2024-Q3"}, base_revision=1, by=officer)

    page = restore(client, table, update).content.decode()

    update.refresh_from_db()
    assert (update.status, update.revision) == ("off_track", 2)
    assert "It is the update for Q2 2024/25, and the current quarter for updates is Q3 2024/25." in page


def test_reinstated_action_reinstates_its_heading(client, officer, plan, table):
    other = make_priority(plan, "Priority 2: Drugs")
    action = make_action(other, "2.1")
    withdraw_row(action, by=officer)
    withdraw_row(other, by=officer)

    client.post(f"{table}id-{action.pk}/reinstate/")

    other.refresh_from_db()
    assert (Action.objects.get().is_withdrawn, other.is_withdrawn) == (False, False)


def test_action_restored_to_its_old_heading_reinstates_the_heading(
    client, officer, plan, priority, action, table
):
    other = make_priority(plan, "Priority 2: Drugs")
    move_action(action, priority=other, after=None, base_revision=1, by=officer)
    withdraw_row(priority, by=officer)

    restore(client, table, action)

    action.refresh_from_db()
    priority.refresh_from_db()
    assert (action.priority, priority.is_withdrawn) == (priority, False)


def test_restoring_a_heading_never_withdraws_it(client, officer, action, priority):
    withdraw_row(priority, by=officer)
    taken_out = HistoryEntry.objects.of_row(row_key(priority)).first()
    priority.refresh_from_db()
    write_row(priority, {"is_withdrawn": False}, base_revision=2, by=officer)

    client.post(
        f"/northshire/plans/2024-25/priorities/{priority.pk}/history/{taken_out.pk}/restore/", follow=True
    )

    priority.refresh_from_db()
    assert priority.is_withdrawn is False


def test_undone_bulk_edit_reinstates_the_heading(client, officer, plan, priority, action, table):
    other = make_priority(plan, "Priority 2: Drugs")
    batch, _ = bulk_edit_actions(plan, [action], {"priority_id": other.pk}, by=officer)
    withdraw_row(priority, by=officer)

    client.post(f"{table}undo/{batch}/")

    action.refresh_from_db()
    priority.refresh_from_db()
    assert (action.priority, priority.is_withdrawn) == (priority, False)


def test_only_a_bulk_edit_of_this_plan_is_undone(client, officer, partnership, plan, action, table):
    next_year = make_plan(partnership, "2025-26")
    theirs = make_action(make_priority(next_year), "1.1")
    of_next_year, _ = bulk_edit_actions(next_year, [theirs], {"status": "at_risk"}, by=officer)
    imported, _ = bulk_edit_actions(plan, [action], {"status": "at_risk"}, by=officer)
    PlanImport.objects.create(plan=plan, filename="plan.csv", content=b"", batch=imported)
    add_committee(partnership, {"name": "Scrutiny"}, order="medway", by=officer)
    of_committee = HistoryEntry.objects.filter(thread__startswith="committee").first().batch

    answers = [
        client.post(f"{table}undo/{batch}/").status_code for batch in (of_next_year, imported, of_committee)
    ]

    assert answers == [404, 404, 404]
    assert set(Action.objects.values_list("status", flat=True)) == {"at_risk"}
