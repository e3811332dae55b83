"""After an import: undo it, repeat it, cancel it."""

import pytest

from actions.importing.decisions import ImportDecisions
from actions.importing.operations import import_file, undo_import
from actions.models import Action, DueDateChange, Milestone, PlanImport
from actions.parsing import parse_plan
from plans.models import Body
from plans.records import write_row
from tests.actions.import_files import action_of, body_names, file_of, make_upload, step_of
from tests.factories import (
    make_action,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(client):
    plan = make_plan(make_partnership())
    client.force_login(make_member(plan.partnership))
    return plan


def address(kept, step="done") -> str:
    plan = kept.plan
    return f"/{plan.partnership.slug}/plans/{plan.slug}/actions/import/{kept.pk}/{step}/"


def brought_in(plan, content=None) -> PlanImport:
    """A file that has been imported, with everything in it."""
    kept = make_upload(plan, content)
    import_file(kept, parse_plan(kept.filename, bytes(kept.content)), choices=ImportDecisions(), by=None)
    return kept


def test_page_shows_what_was_written(client, plan):
    kept = brought_in(plan, file_of(action_of("1.1", "Train", step_of(lead="NBC"), step_of("b"))))

    assert client.get(address(kept)).context["lines"] == [
        "1 heading added",
        "1 action added",
        "2 milestones added",
        "1 organisation or group added",
    ]


def test_one_request_undoes_everything(client, plan):
    kept = brought_in(plan, file_of(action_of("1.1", "Train", step_of(lead="NBC"))))

    answer = client.post(address(kept, "undo"), follow=True)

    assert "Import of plan.csv undone" in answer.text
    assert (Action.objects.current().count(), Milestone.objects.current().count(), body_names()) == (0, 0, [])
    assert plan.priorities.current().count() == 0
    kept.refresh_from_db()
    assert kept.state == PlanImport.State.UNDONE


def test_changes_are_undone_and_no_date_counts_as_postponed(client, plan):
    row = make_milestone(make_action(make_priority(plan), "1.1", "Train the front line"))
    kept = brought_in(plan, file_of(action_of("1.1", "Train everybody", step_of(timescale="Autumn 24"))))
    assert (DueDateChange.objects.count(), Action.objects.get().action) == (1, "Train everybody")

    client.post(address(kept, "undo"))

    row.refresh_from_db()
    assert (row.timescale, row.due.isoformat(), Action.objects.get().action) == (
        "Summer 24",
        "2024-08-31",
        "Train the front line",
    )
    assert DueDateChange.objects.count() == 0


def test_undoing_again_changes_nothing(client, plan):
    kept = brought_in(plan)
    client.post(address(kept, "undo"))

    assert client.post(address(kept, "undo")).status_code == 302
    assert undo_import(kept, by=None) == (0, [])


def test_text_changed_since_by_another_user_stays(client, plan):
    row = make_action(make_priority(plan), "1.1", "Train the front line")
    make_milestone(row)
    kept = brought_in(plan, file_of(action_of("1.1", "Train everybody")))
    write_row(row, {"action": "Train everybody twice"}, base_revision=2, by=None)

    answer = client.post(address(kept, "undo"), follow=True)

    assert "1 item not undone, because someone has edited the same fields since." in answer.text
    assert Action.objects.get().action == "Train everybody twice"


def test_page_warns_of_rows_that_were_edited_since(client, plan):
    kept = brought_in(plan)
    assert client.get(address(kept)).context["changed_since"] == 0
    write_row(Action.objects.get(), {"action": "Train everybody"}, base_revision=1, by=None)

    assert client.get(address(kept)).context["changed_since"] == 1


def test_body_that_leads_something_else_by_now_stays(client, plan):
    kept = brought_in(plan, file_of(action_of("1.1", "Train", step_of(lead="NBC/Health"))))
    make_action(make_priority(plan, "Priority 2"), "2.1", leads=[Body.objects.get(name="NBC")])

    client.post(address(kept, "undo"))

    assert body_names() == ["NBC"]


def test_file_can_be_imported_again_after_undo(client, plan):
    kept = brought_in(plan, file_of(action_of("1.1", "Train", step_of(lead="NBC"))))
    client.post(address(kept, "undo"))

    answer = client.post(address(kept, "repeat"))

    fresh = PlanImport.objects.latest("id")
    assert answer.headers["Location"] == address(fresh, "review")
    import_file(fresh, parse_plan(fresh.filename, bytes(fresh.content)), choices=ImportDecisions(), by=None)
    assert [row.number for row in Action.objects.current()] == ["1.1"]
    assert body_names() == ["NBC"]


def test_cancelled_import_deletes_the_file(client, plan):
    kept = make_upload(plan)

    client.post(address(kept, "cancel"))

    kept.refresh_from_db()
    assert (kept.state, bytes(kept.content)) == (PlanImport.State.LEFT, b"")
    assert "Nothing was imported from plan.csv." in client.get(address(kept)).text


def test_finished_import_cannot_be_cancelled(client, plan):
    kept = brought_in(plan)

    client.post(address(kept, "cancel"))

    kept.refresh_from_db()
    assert kept.state == PlanImport.State.DONE


def test_file_that_waits_leads_to_its_check(client, plan):
    kept = make_upload(plan)

    assert client.get(address(kept)).headers["Location"] == address(kept, "review")


@pytest.mark.parametrize("step", ["undo", "cancel", "repeat"])
def test_get_request_changes_nothing(client, plan, step):
    assert client.get(address(brought_in(plan), step)).status_code == 405


@pytest.mark.parametrize("step", ["done", "undo", "cancel", "repeat"])
def test_member_without_permission_gets_403(client, plan, step):
    kept = brought_in(plan)
    client.force_login(make_member(plan.partnership, "executive"))

    assert client.post(address(kept, step)).status_code == 403
    assert Action.objects.current().count() == 1


@pytest.mark.parametrize("step", ["done", "undo", "cancel", "repeat"])
def test_upload_of_a_neighbour_is_not_found(client, plan, step):
    kept = brought_in(make_plan(make_partnership("southshire")))

    assert client.post(f"/northshire/plans/2024-25/actions/import/{kept.pk}/{step}/").status_code == 404
    assert Action.objects.current().count() == 1
