from datetime import date

import pytest
from django.test import Client

from actions.editing.operations import add_milestone
from actions.models import Action, Milestone
from actions.views import action_row as row_views
from plans.models import HistoryEntry, Partnership
from plans.records import withdraw_row, write_row
from tests.actions.row_fields import a, m, n, words
from tests.factories import make_action, make_body, make_milestone, make_partnership, make_plan, make_priority
from tests.plans.pages import fields_of, main, queries, said

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(table, action, milestone):
    return f"{table}id-{action.pk}/edit/"


@pytest.fixture
def form(client, officer, address):
    """The data of the row's form when it has just been opened."""
    return fields_of(client.get(address))


def history(row):
    return [
        (change.act, change.fields)
        for change in HistoryEntry.objects.of_row(f"{row._meta.model_name}:{row.pk}")
    ]


# --- Saving.


def test_officer_saves_a_row_and_returns_to_it(client, officer, action, milestone, address, form, table):
    typed = a(action, action="Train everybody", status="at_risk") | m(
        milestone, milestone="Two courses\r\nheld"
    )

    response = client.post(address, form | typed, follow=True)

    assert response.redirect_chain == [(f"{table}#a-{action.pk}", 302)]
    assert said(response) == ["Action 1.1 saved"]
    action.refresh_from_db()
    milestone.refresh_from_db()
    assert (action.action, action.status, action.revision) == ("Train everybody", "at_risk", 2)
    assert (milestone.milestone, milestone.revision) == ("Two courses\nheld", 2)
    newest = HistoryEntry.objects.of_thread(action.thread).first()
    assert (newest.created_by, newest.fields) == (
        officer,
        {"milestone": ["First course held", "Two courses\nheld"]},
    )


def test_htmx_gets_the_row_as_the_table_shows_it(client, officer, action, address, form, priority):
    response = client.post(address, form | a(action, status="off_track"), headers=HTMX)

    page = response.content.decode()
    assert response.status_code == 200
    assert page.startswith(f'<tbody id="a-{action.pk}" class="row" data-announce="Action 1.1 saved">')
    assert page.count("<tbody") == 1
    assert f'id="standing-{priority.pk}" class="group__standing" hx-swap-oob="true">1 off track<' in page
    assert "data-focus" in page


def test_the_form_opens_in_place_and_as_a_page(client, officer, action, address, form):
    answer = client.get(address, headers=HTMX)
    row, page = answer.content.decode(), client.get(address).content.decode()

    # The URL stays the table's, otherwise relative links would break.
    assert answer.headers["HX-Push-Url"] == "false"
    assert row.startswith(f'<tbody id="a-{action.pk}" class="row row--editing">')
    assert "<html" not in row
    assert "<h1" in page
    assert form[f"a{action.pk}-action"] == ["Train the front line"]


def test_saving_without_a_change_writes_nothing(client, officer, action, milestone, address, form):
    client.post(address, form)

    assert HistoryEntry.objects.of_thread(action.thread).count() == 2
    assert (Action.objects.get().revision, Milestone.objects.get().revision) == (1, 1)


def test_an_imported_timescale_of_two_lines_stays_as_it_is(client, officer, action, address):
    stacked = make_milestone(action, "Second course", "Summer 24\nor later")

    client.post(address, fields_of(client.get(address)))

    stacked.refresh_from_db()
    assert (stacked.timescale, stacked.revision) == ("Summer 24\nor later", 1)


def test_user_returns_to_the_table_with_its_filters(client, officer, action, address, table):
    tail = "?status=on_track&q=front"
    form = fields_of(client.get(address + tail))

    assert client.post(address + tail, form).url == f"{table}{tail}#a-{action.pk}"
    sent_to = f'action="{address}{tail.replace("&", "&amp;")}"'
    assert sent_to in client.get(address + tail).content.decode()
    assert f"{sent_to} hx-post" in client.get(address + tail, headers=HTMX).content.decode()


def test_text_that_looks_like_personal_data_gets_a_warning(client, officer, action, address, form):
    response = client.post(address, form | a(action, action="Ring 07700 900123 about it"), follow=True)

    assert said(response)[0].startswith("Action 1.1 saved. The text might contain a telephone number")


# --- Leads.


def test_leads_are_chosen_several_in_order(
    client, officer, action, milestone, police, council, address, form
):
    typed = a(action, leads=[council.pk, police.pk, ""]) | m(milestone, leads=[council.pk])

    client.post(address, form | typed)

    assert [link.body for link in action.action_leads.all()] == [council, police]
    assert [link.body for link in milestone.milestone_leads.all()] == [council]
    assert history(action)[0] == ("changed", {"leads": [[police.pk], [council.pk, police.pk]]})


def test_to_be_confirmed_is_a_state_that_a_name_replaces(client, officer, action, police, address, form):
    client.post(address, form | a(action, leads=["tbc"]))

    action.refresh_from_db()
    assert (action.lead_to_be_confirmed, action.action_leads.count()) == (True, 0)

    client.post(address, fields_of(client.get(address)) | a(action, leads=["tbc", police.pk]))

    action.refresh_from_db()
    assert (action.lead_to_be_confirmed, action.action_leads.get().body) == (False, police)


def test_a_lead_that_was_withdrawn_since_stays_until_it_is_taken_away(
    client, officer, action, police, address
):
    withdraw_row(police, by=officer)
    form = fields_of(client.get(address))

    client.post(address, form | a(action, action="Other words"))
    assert action.action_leads.get().body == police

    client.post(address, fields_of(client.get(address)) | a(action, leads=[""]))
    assert action.action_leads.count() == 0


@pytest.mark.parametrize("stranger_of", ["southshire", None])
def test_body_of_another_partnership_is_rejected(
    client, officer, action, address, form, stranger, stranger_of
):
    key = make_body(Partnership.objects.get(slug=stranger_of)).pk if stranger_of else "x"

    response = client.post(address, form | a(action, leads=[key]))

    assert response.status_code == 422
    assert words(response) == {f"a{action.pk}-leads": ["Select a lead from the list"]}
    assert action.revision == Action.objects.get().revision


# --- Errors.


def test_bad_input_is_rejected_with_a_message_and_nothing_is_saved(
    client, officer, action, milestone, address, form
):
    typed = a(action, action=" ", number="1" * 31, status="lost", desired_outcome="a\0b")
    typed |= m(milestone, done_on_day="31", done_on_month="2", done_on_year="2024", due_override_day="1")

    response = client.post(address, form | typed)

    assert response.status_code == 422
    assert words(response) == {
        f"a{action.pk}-number": ["Number must be 30 characters or fewer; it is 31"],
        f"a{action.pk}-action": ["Enter the action"],
        f"a{action.pk}-desired_outcome": ["Desired outcome must not include a null character"],
        f"a{action.pk}-status": ["Select a valid choice. lost is not one of the available choices."],
        f"m{milestone.pk}-done_on": ["Done on must be a real date"],
        f"m{milestone.pk}-due_override": ["Due date set manually must include a month and year"],
    }
    assert response.content.decode().count("There is a problem") == 1
    assert "<title>Error: Edit action 1.1" in response.content.decode()
    assert (Action.objects.get().revision, Milestone.objects.get().revision) == (1, 1)


def test_error_is_shown_in_place_with_the_input(client, officer, action, address, form):
    response = client.post(address, form | a(action, number="1" * 31, action="Typed"), headers=HTMX)

    row = response.content.decode()
    assert response.status_code == 422
    assert row.startswith(f'<tbody id="a-{action.pk}" class="row row--editing">')
    assert "Editing action 1.1<" in row
    assert f'href="#id_a{action.pk}-number"' in row
    assert ">\nTyped</textarea>" in row


def test_milestone_with_only_leads_requires_its_text(client, officer, action, police, address, form):
    response = client.post(address, form | n(action, leads=[police.pk]))

    assert words(response) == {f"a{action.pk}-n0-milestone": ["Enter the milestone for this lead"]}
    assert Milestone.objects.count() == 1


def test_a_closed_action_keeps_its_status(client, officer, action, address):
    closed = {"status": "closed", "closing_reason": "stopped", "closing_comment": "No money"}
    write_row(action, closed, base_revision=1, by=officer)
    form = fields_of(client.get(address))
    assert f"a{action.pk}-status" in form

    client.post(address, form | a(action, status="on_track", action="Other words"))

    action.refresh_from_db()
    assert (action.status, action.action) == ("closed", "Other words")


# --- Milestones.


def test_milestones_are_added_and_withdrawn(client, officer, action, milestone, address, form):
    typed = m(milestone, withdraw="on") | n(action, milestone="Second course held", timescale="Autumn 24")

    client.post(address, form | typed)

    milestone.refresh_from_db()
    assert milestone.is_withdrawn
    added = action.milestones.current().get()
    assert (added.milestone, added.timescale, added.due, added.position) == (
        "Second course held",
        "Autumn 24",
        date(2024, 11, 30),
        2,
    )


def test_more_adds_an_empty_milestone_and_keeps_what_was_typed(
    client, officer, action, milestone, address, form
):
    typed = a(action, action="", number="1.1a") | m(milestone, milestone="Typed") | n(action, milestone="New")

    response = client.post(address, form | typed | {"more": "1"})

    again = fields_of(response)
    assert response.status_code == 200
    assert words(response) == {}
    assert again[f"a{action.pk}-number"] == ["1.1a"]
    assert again[f"a{action.pk}-action"] == [""]
    assert again[f"m{milestone.pk}-milestone"] == ["Typed"]
    assert again[f"a{action.pk}-n0-milestone"] == ["New"]
    assert again[f"a{action.pk}-n1-milestone"] == [""]
    assert (Action.objects.get().revision, Milestone.objects.count()) == (1, 1)

    client.post(address, again | a(action, action="Words") | n(action, 1, milestone="Newer", timescale="Q3"))
    assert [step.milestone for step in action.milestones.all()] == ["Typed", "New", "Newer"]


def test_milestone_added_in_the_meantime_stays(client, officer, action, address, form):
    make_milestone(action, "Added meanwhile", "Q4")

    client.post(address, form | a(action, action="Mine"))

    assert [step.milestone for step in action.milestones.all()] == ["First course held", "Added meanwhile"]


def test_a_number_is_unique_in_nothing_and_sorts_as_it_reads(client, officer, action, address, form):
    client.post(address, form | a(action, number="1.10"))

    action.refresh_from_db()
    assert action.number == "1.10"
    assert action.number_key > Action(number="1.9").number_key


def test_closed_fields_have_a_summary(client, officer, action, milestone, address):
    write_row(milestone, {"done_on": date(2024, 7, 12)}, base_revision=1, by=None)
    make_milestone(action, "Second", "Q3", due_override=date(2024, 11, 1))

    page = main(client.get(address))

    assert "<summary>Done 12 July 2024: change<" in page
    assert "<summary>Due date set: 1 November 2024: change<" in page
    assert '<details class="row-form__more" open>' not in page


# --- Drafts.


def test_a_draft_is_offered_and_used(client, officer, action, address, form):
    draft = form | a(action, action="") | a(action, desired_outcome="Half a thou")
    client.post("/drafts/", draft | {"draft_form": address})

    assert "You have an unsaved draft from" in main(client.get(address))
    assert f'hx-get="{address}?draft=use"' in client.get(address, headers=HTMX).content.decode()
    used = client.get(f"{address}?draft=use")

    assert used.status_code == 200
    assert words(used) == {}
    assert fields_of(used)[f"a{action.pk}-desired_outcome"] == ["Half a thou"]
    assert "You have an unsaved draft from" not in main(used)


# --- Permissions.


def test_only_an_officer_edits(visit, stranger, action, police, council, address, table):
    for role in ("lead", "executive", "chair", "county", "scrutiny", "funder"):
        assert visit(role, body=police).post(address, {}).status_code == 403
    assert stranger.post(address, {}).status_code == 404
    assert Client().get(address).url == f"/accounts/login/?next={address}"
    assert Action.objects.get().revision == 1


def test_a_neighbours_row_is_not_found(client, officer, action, table):
    neighbour = Partnership.objects.filter(slug="southshire").first() or make_partnership("southshire")
    theirs = make_action(make_priority(make_plan(neighbour)), "9.9")

    for address in (
        f"{table}id-{theirs.pk}/edit/",
        f"{table}9.9/edit/",
        f"{table}id-999999999999999999/edit/",
    ):
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404


def test_the_form_costs_the_same_for_ten_milestones_as_for_one(client, officer, action, address, police):
    one = queries(client, address)
    for index in range(9):
        add_milestone(
            action, {"milestone": "More", "timescale": "Q3", "leads": [police.pk]}, by=None, position=index
        )

    assert queries(client, address) == one


def test_saving_takes_as_few_queries_as_possible(
    client, officer, action, address, form, django_assert_num_queries
):
    """Nine queries read the rows, one locks the plan, five write and discard the draft, two show the row.

    Two of the five begin and end the transaction. The row is shown from what was read: its milestones are the same.
    """
    add_milestone(action, {"milestone": "More", "timescale": "Q3"}, by=None, position=2)
    typed = form | a(action, desired_outcome="Fewer people harmed")

    with django_assert_num_queries(17):
        response = client.post(address, typed, headers=HTMX)

    assert "Fewer people harmed" in response.content.decode()


def test_row_changed_while_it_is_being_saved_is_read_again(
    client, officer, action, address, form, monkeypatch
):
    """What was read for the form is not the latest: the two changes are still merged."""
    read = row_views.save_action_row

    def save_after_somebody_else(found, *args, **kwargs):
        write_row(action, {"status": "off_track"}, base_revision=1, by=officer)
        return read(found, *args, **kwargs)

    monkeypatch.setattr(row_views, "save_action_row", save_after_somebody_else)
    client.post(address, form | a(action, action="Train everybody"))

    action.refresh_from_db()
    assert (action.action, action.status, action.revision) == ("Train everybody", "off_track", 3)
