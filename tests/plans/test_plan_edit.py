from datetime import date

import pytest
from django.urls import reverse

from plans.models import HistoryEntry
from plans.records import write_row
from reports.models import Report
from tests.factories import make_action, make_milestone, make_plan, make_priority
from tests.plans.pages import fields_of, said, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(plan):
    return reverse("plan_edit", args=["northshire", plan.slug])


def test_officer_changes_a_plans_text(client, officer, plan, address):
    response = send(client, address, title="A safer year", introduction="Line one\r\nLine two")

    assert response.url == reverse("plan_outline", args=["northshire", "2024-25"])
    plan.refresh_from_db()
    assert (plan.title, plan.introduction, plan.revision) == ("A safer year", "Line one\nLine two", 2)
    change = HistoryEntry.objects.of_row(plan.thread).first()
    assert (change.created_by, set(change.fields)) == (officer, {"title", "introduction"})


def test_saving_without_a_change_writes_nothing(client, officer, plan, address):
    response = client.post(address, fields_of(client.get(address)), follow=True)

    assert said(response) == ["No changes to save"]
    assert HistoryEntry.objects.of_row(plan.thread).count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("title", "", "Enter the title"),
        ("title", "x" * 201, "Title"),
        ("starts_month", "13", "First day must be a real date"),
        ("ends_year", "2023", "Last day must be the same as or after the first day"),
    ],
)
def test_bad_input_is_rejected_with_a_message(client, officer, plan, address, field, typed, words):
    response = send(client, address, **{field: typed})

    assert response.status_code == 422
    said_so = [sentence for bound in response.context["form"] for sentence in bound.words]
    assert len(said_so) == 1
    assert said_so[0].startswith(words)
    plan.refresh_from_db()
    assert plan.revision == 1


def test_change_of_other_fields_in_the_meantime_is_merged_with_a_message(client, officer, plan, address):
    typed = fields_of(client.get(address))
    write_row(plan, {"introduction": "Theirs"}, base_revision=1, by=None)

    response = client.post(address, typed | {"title": "Mine"}, follow=True)

    plan.refresh_from_db()
    assert (plan.title, plan.introduction) == ("Mine", "Theirs")
    assert said(response) == ["Plan saved. Someone else also changed introduction: both changes are saved."]


def clashing(client, plan, address, **mine):
    """The conflict page of a title that someone else changed, and the data of its form."""
    typed = fields_of(client.get(address))
    write_row(plan, {"title": "Theirs"}, base_revision=plan.revision, by=None)
    response = client.post(address, typed | {"title": "Mine"} | mine)
    assert response.status_code == 409
    return fields_of(response)


def test_edit_conflict_shows_both_texts_and_saves_nothing(client, officer, plan, address):
    typed = fields_of(client.get(address))
    write_row(plan, {"title": "Their title"}, base_revision=1, by=officer)

    response = client.post(address, typed | {"title": "My title"})

    assert response.status_code == 409
    contest = response.context["clashes"][0].contests[0]
    assert (contest.label, contest.theirs, contest.mine) == ("Title", "Their title", "My title")
    assert response.context["clashes"][0].who == "Olive Officer"
    plan.refresh_from_db()
    assert plan.title == "Their title"


@pytest.mark.parametrize(
    ("pick", "joined", "title"),
    [("mine", "", "Mine"), ("theirs", "", "Theirs"), ("joined", "Theirs and mine", "Theirs and mine")],
)
def test_edit_conflict_is_resolved_as_selected(client, officer, plan, address, pick, joined, title):
    typed = clashing(client, plan, address, introduction="My words")

    response = client.post(address, typed | {"choose-title": pick, "joined-title": joined})

    assert response.status_code == 302
    plan.refresh_from_db()
    assert (plan.title, plan.introduction) == (title, "My words")


def test_combined_text_is_validated_like_any_other(client, officer, plan, address):
    typed = clashing(client, plan, address)

    response = client.post(address, typed | {"choose-title": "joined", "joined-title": "x" * 201})

    assert response.status_code == 422
    plan.refresh_from_db()
    assert plan.title == "Theirs"

    # The choice is sent again, so that a shorter text is saved in one request.
    response = client.post(address, fields_of(response) | {"title": "Both"})
    plan.refresh_from_db()
    assert (response.status_code, plan.title) == (302, "Both")


def test_what_changed_again_while_choosing_is_shown_again(client, officer, plan, address):
    typed = clashing(client, plan, address)
    plan.refresh_from_db()
    write_row(plan, {"title": "Theirs again"}, base_revision=2, by=None)

    response = client.post(address, typed | {"choose-title": "mine"})

    assert response.status_code == 409
    plan.refresh_from_db()
    assert plan.title == "Theirs again"


def test_the_quarter_for_updates_is_one_of_the_plans_own(client, officer, plan, address):
    assert send(client, address, open_quarter="2024-Q2").status_code == 302
    assert send(client, address, open_quarter="2030-Q1").status_code == 422
    plan.refresh_from_db()
    assert plan.open_quarter == "2024-Q2"


def test_text_that_looks_personal_is_saved_with_a_warning(client, officer, plan, address):
    response = send(client, address, introduction="Ring 07700 900123")

    shown = said(client.get(response.url))
    assert shown[0] == "Plan saved"
    assert shown[1].startswith("The text might contain a telephone number.")


def test_a_closed_plan_is_not_edited(client, officer, plan, address):
    write_row(plan, {"state": "closed"}, base_revision=1, by=None)

    response = client.get(address)

    assert response.status_code == 403
    assert b"This plan is closed. Reopen it before you change it." in response.content


def test_users_without_permission_cannot_edit(client, partnership, plan, address, visit):
    assert client.get(address).url.startswith("/accounts/login/?next=")
    assert visit("chair").get(address).status_code == 403


def test_neighbours_plan_under_our_address_is_not_found(client, officer, neighbour):
    make_plan(neighbour, "2025-26", starts=date(2025, 4, 1), ends=date(2026, 3, 31))

    assert client.get(reverse("plan_edit", args=["northshire", "2025-26"])).status_code == 404


# --- A plan's period, for which its timescales are parsed.


def test_timescales_are_read_against_the_new_period(client, officer, plan, address):
    action = make_action(make_priority(plan))
    summer = make_milestone(action, "Course held", "Summer")
    fixed = make_milestone(action, "Pilot begun", "31 March 2025")
    typed = fields_of(client.get(address))

    client.post(address, typed | {"starts_year": "2025", "ends_year": "2026"})

    summer.refresh_from_db()
    fixed.refresh_from_db()
    assert (summer.due, summer.revision, fixed.due) == (date(2025, 8, 31), 2, date(2025, 3, 31))
    assert (fixed.warnings, fixed.revision) == (["before_plan"], 1)
    change = HistoryEntry.objects.of_row(f"milestone:{summer.pk}").first()
    assert (change.fields, change.why) == (
        {"due": ["2024-08-31", "2025-08-31"]},
        "The plan's dates changed",
    )


def test_restored_period_restores_the_due_dates(client, officer, plan, address):
    summer = make_milestone(make_action(make_priority(plan)), "Course held", "Summer")
    client.post(address, fields_of(client.get(address)) | {"starts_year": "2025", "ends_year": "2026"})
    first = HistoryEntry.objects.of_row(f"plan:{plan.pk}").last()

    client.post(f"/northshire/plans/2024-25/history/{first.pk}/restore/")

    summer.refresh_from_db()
    assert (summer.due, summer.revision) == (date(2024, 8, 31), 3)


def test_period_that_excludes_a_report_is_rejected(client, officer, plan, address):
    Report.objects.create(plan=plan, year=2024, quarter=1)

    response = client.post(address, fields_of(client.get(address)) | {"starts_month": "7"})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "starts": ["The plan's dates must include Q1 2024/25, which has a report"]
    }


def test_open_quarter_outside_the_new_period_is_replaced_by_the_current_one(client, officer, plan, address):
    write_row(plan, {"open_quarter": "2024-Q1"}, base_revision=1, by=officer)

    client.post(address, fields_of(client.get(address)) | {"starts_month": "7"})

    plan.refresh_from_db()
    assert (plan.starts, plan.open_quarter) == (date(2024, 7, 1), "")
