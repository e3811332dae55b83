"""Two people edit one row: single changes are merged, conflicts are shown, nothing typed is lost."""

from datetime import date

import pytest

from actions.models import Action, DueDateChange, Milestone
from plans.records import get_draft, withdraw_row, write_row
from tests.actions.row_fields import a, m, words
from tests.factories import make_action, make_user
from tests.plans.pages import fields_of, said

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(table, action, milestone):
    return f"{table}id-{action.pk}/edit/"


@pytest.fixture
def form(client, officer, address):
    """The data of the row's form when it has just been opened."""
    return fields_of(client.get(address))


def test_different_fields_are_merged_with_a_message(
    client, officer, action, milestone, address, form, council
):
    write_row(action, {"status": "at_risk", "leads": [council.pk]}, base_revision=1, by=None)
    write_row(milestone, {"done_on": date(2024, 8, 1)}, base_revision=1, by=None)

    response = client.post(
        address, form | a(action, action="Mine") | m(milestone, milestone="Mine too"), follow=True
    )

    assert said(response) == [
        "Action 1.1 saved. Someone else also changed delivery status, done on, leads: both changes are saved."
    ]
    action.refresh_from_db()
    milestone.refresh_from_db()
    assert (action.action, action.status) == ("Mine", "at_risk")
    assert [link.body for link in action.action_leads.all()] == [council]
    assert (milestone.milestone, milestone.done_on) == ("Mine too", date(2024, 8, 1))


@pytest.fixture
def priya(partnership):

    return make_user("Priya Police")


def test_edit_conflict_shows_both_texts_and_saves_nothing(
    client, officer, priya, action, milestone, address, form
):
    write_row(action, {"action": "Theirs", "status": "at_risk"}, base_revision=1, by=priya)

    response = client.post(
        address,
        form | a(action, action="Mine", desired_outcome="Mine alone") | m(milestone, milestone="Also mine"),
    )

    assert response.status_code == 409
    (clash,) = response.context["clashes"]
    (contest,) = clash.contests
    assert (clash.who, clash.row_words, clash.only_mine, clash.only_theirs) == (
        "Priya Police",
        "action 1.1",
        ("Desired outcome",),
        ("Delivery status",),
    )
    assert (contest.label, contest.theirs, contest.mine, contest.joined) == (
        "Action",
        "Theirs",
        "Mine",
        "Theirs\nMine",
    )
    assert Action.objects.get().action == "Theirs"
    assert Milestone.objects.get().milestone == "First course held"
    # A user who leaves now finds their text again.
    assert get_draft(officer, address).data[f"a{action.pk}-action"] == ["Mine"]


@pytest.mark.parametrize(
    ("pick", "joined", "stands"),
    [
        ("theirs", "", "Theirs"),
        ("mine", "", "Mine"),
        ("joined", "Theirs, and mine\r\nas well", "Theirs, and mine\nas well"),
    ],
)
def test_each_choice_has_its_effect(client, officer, priya, action, address, form, pick, joined, stands):
    write_row(action, {"action": "Theirs", "status": "at_risk"}, base_revision=1, by=priya)
    clash = client.post(address, form | a(action, action="Mine", desired_outcome="Mine alone"))
    choice = {f"choose-a{action.pk}-action": pick} | (
        {f"joined-a{action.pk}-action": joined} if joined else {}
    )

    response = client.post(address, fields_of(clash) | choice)

    assert response.status_code == 302
    action.refresh_from_db()
    assert (action.action, action.desired_outcome, action.status) == (stands, "Mine alone", "at_risk")
    assert get_draft(officer, address) is None


def test_combined_text_is_validated_like_any_other(client, officer, action, address, form):
    write_row(action, {"action": "Theirs"}, base_revision=1, by=None)
    clash = fields_of(client.post(address, form | a(action, action="Mine")))

    response = client.post(
        address, clash | {f"choose-a{action.pk}-action": "joined", f"joined-a{action.pk}-action": " "}
    )

    assert response.status_code == 422
    assert words(response) == {f"a{action.pk}-action": ["Enter the action"]}
    # A resolved conflict is not asked about again after the text is corrected.
    again = fields_of(response) | a(action, action="Both")
    assert client.post(address, again).status_code == 302
    assert Action.objects.get().action == "Both"


def test_edit_conflict_on_a_timescale_leads_and_status(
    client, officer, priya, action, milestone, police, council, address, form
):
    write_row(action, {"status": "at_risk", "leads": [council.pk]}, base_revision=1, by=priya)
    write_row(milestone, {"timescale": "July 24"}, base_revision=1, by=priya)
    typed = a(action, status="off_track", leads=[""]) | m(milestone, timescale="August 24")

    response = client.post(address, form | typed)

    shown = [
        (clash.row_words, contest.label, contest.theirs, contest.mine, contest.is_text)
        for clash in response.context["clashes"]
        for contest in clash.contests
    ]
    assert (response.status_code, shown) == (
        409,
        [
            ("action 1.1", "Delivery status", "At risk", "Off track", False),
            ("action 1.1", "Leads", "Swale Borough Council", "", False),
            ("the milestone “First course held”", "Timescale", "July 24", "August 24", True),
        ],
    )
    choice = {
        f"choose-a{action.pk}-status": "mine",
        f"choose-a{action.pk}-leads": "theirs",
        f"choose-m{milestone.pk}-timescale": "theirs",
    }
    client.post(address, fields_of(response) | choice)
    action.refresh_from_db()
    milestone.refresh_from_db()
    assert (action.status, [link.body for link in action.action_leads.all()]) == ("off_track", [council])
    assert (milestone.timescale, milestone.due) == ("July 24", date(2024, 7, 31))


def test_selecting_your_own_later_date_on_the_conflict_page_requires_a_reason(
    client, officer, priya, action, milestone, address, form
):
    write_row(milestone, {"timescale": "July 24"}, base_revision=1, by=priya)
    clash = fields_of(client.post(address, form | m(milestone, timescale="August 24")))
    mine = {f"choose-m{milestone.pk}-timescale": "mine"}

    refused = client.post(address, clash | mine)
    assert words(refused) == {
        f"m{milestone.pk}-why": ["Enter a reason for moving the due date from 31 July 2024 to 31 August 2024"]
    }

    client.post(address, fields_of(refused) | m(milestone, why="Their trainer is late."))
    assert Milestone.objects.get().timescale == "August 24"
    assert DueDateChange.objects.get().why == "Their trainer is late."


def test_third_change_conflicts_only_about_that_field(client, officer, priya, action, address, form):
    theirs = {"action": "Theirs", "desired_outcome": "Theirs too"}
    write_row(action, theirs, base_revision=1, by=priya)
    clash = client.post(address, form | a(action, action="Mine", desired_outcome="Mine too"))
    write_row(action, {"action": "Theirs again"}, base_revision=2, by=priya)
    choice = {f"choose-a{action.pk}-action": "mine", f"choose-a{action.pk}-desired_outcome": "mine"}

    again = client.post(address, fields_of(clash) | choice)

    assert again.status_code == 409
    contests = [contest.label for clash in again.context["clashes"] for contest in clash.contests]
    assert contests == ["Action"]
    last = client.post(address, fields_of(again) | {f"choose-a{action.pk}-action": "mine"})
    assert last.status_code == 302
    action.refresh_from_db()
    assert (action.action, action.desired_outcome) == ("Mine", "Mine too")


def test_input_for_a_milestone_withdrawn_in_the_meantime_is_kept(
    client, officer, action, milestone, address, form
):
    withdraw_row(milestone, by=None)

    response = client.post(address, form | m(milestone, milestone="Mine"), follow=True)

    milestone.refresh_from_db()
    assert (milestone.milestone, milestone.is_withdrawn) == ("Mine", True)
    assert said(response) == [
        "Action 1.1 saved. Someone else withdrew a milestone while you were editing. Your text is in the "
        "history."
    ]


@pytest.mark.parametrize("htmx", [False, True])
def test_input_for_an_action_withdrawn_in_the_meantime_is_kept(
    client, officer, action, address, form, table, htmx
):
    withdraw_row(action, by=None)

    response = client.post(address, form | a(action, action="Mine"), headers=HTMX if htmx else {})

    action.refresh_from_db()
    assert (action.action, action.is_withdrawn) == ("Mine", True)
    assert (response.headers["HX-Redirect"] if htmx else response.url) == f"{table}1.1/"


def test_form_still_works_when_the_number_changed_in_the_meantime(
    client, officer, priority, action, address, form
):
    write_row(action, {"number": "1.2"}, base_revision=1, by=None)
    make_action(priority, "1.1", "Another")

    client.post(address, form | a(action, action="Mine"))

    action.refresh_from_db()
    assert (action.number, action.action) == ("1.2", "Mine")
