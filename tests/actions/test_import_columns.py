import pytest

from actions.models import PlanImport
from tests.actions.import_files import make_upload
from tests.factories import make_member, make_partnership, make_plan

pytestmark = pytest.mark.django_db

UNKNOWN = b"Foo,Bar,Baz\nTrain everybody,Summer 24,Kent Police\nTell everybody,Autumn 24,Council\n"


@pytest.fixture
def plan(client):
    plan = make_plan(make_partnership())
    client.force_login(make_member(plan.partnership))
    return plan


def address(kept, step="columns") -> str:
    plan = kept.plan
    return f"/{plan.partnership.slug}/plans/{plan.slug}/actions/import/{kept.pk}/{step}/"


def keys(form) -> dict[str, str]:
    return {column.heading: column.key for column in form.columns}


def test_columns_are_guessed_and_shown(client, plan):
    form = client.get(address(make_upload(plan))).context["form"]

    assert {column.heading: form[column.key].value() for column in form.columns} == {
        "Priority": "priority",
        "Kind": "kind",
        "No.": "number",
        "Action": "action",
        "Desired outcome": "desired_outcome",
        "Key milestones": "milestone",
        "Timescales": "timescale",
        "Lead agency": "lead",
        "Status": "status",
    }


def test_columns_are_matched_manually(client, plan):
    kept = make_upload(plan, UNKNOWN)
    key = keys(client.get(address(kept)).context["form"])

    answer = client.post(address(kept), {key["Foo"]: "action", key["Bar"]: "timescale", key["Baz"]: "lead"})

    assert answer.headers["Location"] == address(kept, "review")
    kept.refresh_from_db()
    assert kept.columns == {"Foo": "action", "Bar": "timescale", "Baz": "lead"}
    comparison = client.get(address(kept, "review")).context["comparison"]
    assert [action.action for action in comparison.document.actions] == ["Train everybody", "Tell everybody"]


def test_two_columns_with_one_meaning_are_rejected(client, plan):
    kept = make_upload(plan, UNKNOWN)
    key = keys(client.get(address(kept)).context["form"])

    answer = client.post(address(kept), {key["Foo"]: "action", key["Bar"]: "lead", key["Baz"]: "lead"})

    assert answer.status_code == 422
    assert answer.context["form"][key["Baz"]].words == ["Select ‘Lead’ for only one column"]
    kept.refresh_from_db()
    assert kept.columns == {}


def test_missing_column_for_the_action_is_rejected(client, plan):
    kept = make_upload(plan, UNKNOWN)
    key = keys(client.get(address(kept)).context["form"])

    answer = client.post(address(kept), {key["Foo"]: "notes", key["Bar"]: "notes", key["Baz"]: "lead"})

    assert answer.status_code == 422
    assert answer.context["form"][key["Foo"]].words == [
        "Select ‘Action’ for the column that shows what will be done"
    ]


def test_file_without_matched_columns_cannot_be_reviewed_yet(client, plan):
    kept = make_upload(plan, UNKNOWN)

    assert client.get(address(kept, "review")).headers["Location"] == address(kept)


def test_finished_import_redirects_to_its_result(client, plan):
    kept = make_upload(plan, state=PlanImport.State.DONE)

    assert client.get(address(kept)).headers["Location"] == address(kept, "done")


def test_upload_of_another_plan_is_not_found_here(client, plan):
    other = make_plan(plan.partnership, "2025-26", state="draft")
    kept = make_upload(other)

    assert client.get(f"/northshire/plans/2024-25/actions/import/{kept.pk}/columns/").status_code == 404


def test_upload_of_a_neighbour_is_not_found(client, plan):
    kept = make_upload(make_plan(make_partnership("southshire")))

    assert client.get(address(kept)).status_code == 404
    assert client.get(f"/northshire/plans/2024-25/actions/import/{kept.pk}/columns/").status_code == 404


def test_member_without_permission_gets_403(client, plan):
    kept = make_upload(plan)
    client.force_login(make_member(plan.partnership, "chair"))

    assert client.get(address(kept)).status_code == 403


def test_signed_out_user_is_redirected_to_sign_in(client, plan):
    kept = make_upload(plan)
    client.logout()

    assert client.get(address(kept)).headers["Location"].startswith("/accounts/login/")
