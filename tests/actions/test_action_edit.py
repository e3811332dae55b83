from datetime import date

import pytest
from django.test import Client

from actions.models import Action, DateMove, Milestone
from actions.operations import add_milestone
from plans.drafts import draft_of
from plans.models import Change, Plan
from plans.writing import withdraw_row, write_row
from tests.making import make_action, make_body, make_milestone
from tests.plans.pages import fields_of, main, said

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(table, action, milestone):
    return f"{table}id-{action.pk}/edit/"


@pytest.fixture
def form(client, officer, address):
    """What the row's form holds when it has just been opened."""
    return fields_of(client.get(address))


def a(action, /, **fields):
    """Fields of the action's own form, as they are sent."""
    return {f"a{action.pk}-{name}": value for name, value in fields.items()}


def m(milestone, /, **fields):
    """Fields of a milestone's form, as they are sent."""
    return {f"m{milestone.pk}-{name}": value for name, value in fields.items()}


def n(action, index=0, /, **fields):
    """Fields of the empty milestone below the others."""
    return {f"a{action.pk}-n{index}-{name}": value for name, value in fields.items()}


def words(response):
    """Every error of the row's form, by the field it stands at."""
    return {
        bound.html_name: bound.words
        for form in response.context["row_form"].forms
        if form.is_bound
        for bound in form
        if bound.words
    }


def history(row):
    return [
        (change.act, change.fields) for change in Change.objects.of_row(f"{row._meta.model_name}:{row.pk}")
    ]


# --- Saving.


def test_officer_saves_a_row_and_comes_back_to_it(client, officer, action, milestone, address, form, table):
    typed = a(action, action="Train everybody", status="at_risk") | m(
        milestone, milestone="Two courses\r\nheld"
    )

    response = client.post(address, form | typed, follow=True)

    assert response.redirect_chain == [(f"{table}#a-{action.pk}", 302)]
    assert said(response) == ["Saved action 1.1."]
    action.refresh_from_db()
    milestone.refresh_from_db()
    assert (action.action, action.status, action.version) == ("Train everybody", "at_risk", 2)
    assert (milestone.milestone, milestone.version) == ("Two courses\nheld", 2)
    newest = Change.objects.of_thread(action.thread).first()
    assert (newest.made_by, newest.fields) == (
        officer,
        {"milestone": ["First course held", "Two courses\nheld"]},
    )


def test_htmx_gets_the_row_as_the_table_shows_it(client, officer, action, address, form, priority):
    response = client.post(address, form | a(action, status="off_track"), headers=HTMX)

    page = response.content.decode()
    assert response.status_code == 200
    assert page.startswith(f'<tbody id="a-{action.pk}" class="row" data-announce="Saved action 1.1.">')
    assert page.count("<tbody") == 1
    assert f'id="standing-{priority.pk}" class="group__standing" hx-swap-oob="true">1 off track<' in page
    assert "data-focus" in page


def test_the_form_opens_in_place_and_as_a_page(client, officer, action, address, form):
    answer = client.get(address, headers=HTMX)
    row, page = answer.content.decode(), client.get(address).content.decode()

    # The address stays the table's, or what is relative to it would lead astray.
    assert answer.headers["HX-Push-Url"] == "false"
    assert row.startswith(f'<tbody id="a-{action.pk}" class="row row--editing">')
    assert "<html" not in row
    assert "<h1" in page
    assert form[f"a{action.pk}-action"] == ["Train the front line"]


def test_saving_without_a_change_writes_nothing(client, officer, action, milestone, address, form):
    client.post(address, form)

    assert Change.objects.of_thread(action.thread).count() == 2
    assert (Action.objects.get().version, Milestone.objects.get().version) == (1, 1)


def test_an_imported_timescale_of_two_lines_stays_as_it_is(client, officer, action, address):
    stacked = make_milestone(action, "Second course", "Summer 24\nor later")

    client.post(address, fields_of(client.get(address)))

    stacked.refresh_from_db()
    assert (stacked.timescale, stacked.version) == ("Summer 24\nor later", 1)


def test_one_comes_back_to_the_table_as_it_was_filtered(client, officer, action, address, table):
    tail = "?status=on_track&q=front"
    form = fields_of(client.get(address + tail))

    assert client.post(address + tail, form).url == f"{table}{tail}#a-{action.pk}"
    sent_to = f'action="{address}{tail.replace("&", "&amp;")}"'
    assert sent_to in client.get(address + tail).content.decode()
    assert f"{sent_to} hx-post" in client.get(address + tail, headers=HTMX).content.decode()


# --- Leads.


def test_leads_are_chosen_several_in_order(
    client, officer, action, milestone, police, council, address, form
):
    typed = a(action, leads=[council.pk, police.pk, ""]) | m(milestone, leads=[council.pk])

    client.post(address, form | typed)

    assert [link.body for link in action.action_leads.all()] == [council, police]
    assert [link.body for link in milestone.milestone_leads.all()] == [council]
    assert history(action)[0] == ("changed", {"leads": [[police.pk], [council.pk, police.pk]]})


def test_to_be_confirmed_is_a_state_and_gives_way_to_a_name(client, officer, action, police, address, form):
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
def test_a_body_of_another_partnership_is_refused(
    client, officer, action, address, form, stranger, stranger_of
):
    from plans.models import Partnership

    key = make_body(Partnership.objects.get(slug=stranger_of)).pk if stranger_of else "x"

    response = client.post(address, form | a(action, leads=[key]))

    assert response.status_code == 422
    assert words(response) == {f"a{action.pk}-leads": ["Choose a lead from the list."]}
    assert action.version == Action.objects.get().version


# --- Refusals.


def test_bad_input_is_refused_in_words_and_nothing_is_stored(
    client, officer, action, milestone, address, form
):
    typed = a(action, action=" ", number="1" * 31, status="lost", desired_outcome="a\0b")
    typed |= m(milestone, done_on_day="31", done_on_month="2", done_on_year="2024", due_set_day="1")

    response = client.post(address, form | typed)

    assert response.status_code == 422
    assert words(response) == {
        f"a{action.pk}-number": ["Number must be 30 characters or fewer; it is 31"],
        f"a{action.pk}-action": ["Enter what will be done"],
        f"a{action.pk}-desired_outcome": [
            "Desired outcome has a character that cannot be stored (a null character): remove it"
        ],
        f"a{action.pk}-status": ["Select a valid choice. lost is not one of the available choices."],
        f"m{milestone.pk}-done_on": ["Done on must be a real date"],
        f"m{milestone.pk}-due_set": ["Date set by hand must include a month and year"],
    }
    assert response.content.decode().count("There is a problem") == 1
    assert "<title>Error: Edit action 1.1" in response.content.decode()
    assert (Action.objects.get().version, Milestone.objects.get().version) == (1, 1)


def test_a_refusal_comes_in_place_with_what_was_typed(client, officer, action, address, form):
    response = client.post(address, form | a(action, number="1" * 31, action="Typed"), headers=HTMX)

    row = response.content.decode()
    assert response.status_code == 422
    assert row.startswith(f'<tbody id="a-{action.pk}" class="row row--editing">')
    assert "Editing action 1.1<" in row
    assert f'href="#id_a{action.pk}-number"' in row
    assert ">\nTyped</textarea>" in row


def test_a_milestone_of_leads_alone_asks_for_its_words(client, officer, action, police, address, form):
    response = client.post(address, form | n(action, leads=[police.pk]))

    assert words(response) == {f"a{action.pk}-n0-milestone": ["Enter the milestone that this lead is for"]}
    assert Milestone.objects.count() == 1


def test_a_closed_action_keeps_its_status(client, officer, action, address):
    closed = {"status": "closed", "closing_reason": "stopped", "closing_words": "No money"}
    write_row(action, closed, base_version=1, by=officer)
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
    assert (Action.objects.get().version, Milestone.objects.count()) == (1, 1)

    client.post(address, again | a(action, action="Words") | n(action, 1, milestone="Newer", timescale="Q3"))
    assert [step.milestone for step in action.milestones.all()] == ["Typed", "New", "Newer"]


def test_a_milestone_that_somebody_added_meanwhile_stays(client, officer, action, address, form):
    make_milestone(action, "Added meanwhile", "Q4")

    client.post(address, form | a(action, action="Mine"))

    assert [step.milestone for step in action.milestones.all()] == ["First course held", "Added meanwhile"]


def test_a_number_is_unique_in_nothing_and_sorts_as_it_reads(client, officer, action, address, form):
    client.post(address, form | a(action, number="1.10"))

    action.refresh_from_db()
    assert action.number == "1.10"
    assert action.number_key > Action(number="1.9").number_key


# --- A date that moves later.


def test_a_date_that_moves_later_asks_why_and_keeps_the_answer(
    client, officer, action, milestone, address, form
):
    later = form | m(milestone, timescale="October 24")

    response = client.post(address, later)

    assert response.status_code == 422
    assert words(response) == {
        f"m{milestone.pk}-why": ["Say why the date moved, from 31 August 2024 to 31 October 2024"]
    }
    assert Milestone.objects.get().timescale == "Summer 24"

    client.post(address, later | m(milestone, why="The trainer left."))

    move = DateMove.objects.get()
    assert (move.milestone, move.was, move.now, move.why, move.made_by) == (
        milestone,
        date(2024, 8, 31),
        date(2024, 10, 31),
        "The trainer left.",
        officer,
    )
    assert Change.objects.of_row(f"milestone:{milestone.pk}").first().why == "The trainer left."


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ({"timescale": "July 24"}, False),
        ({"timescale": "31 August 2024"}, False),
        ({"timescale": "1 September 2024"}, True),
        ({"timescale": "Ongoing"}, True),
        ({"due_set_day": "1", "due_set_month": "Sept", "due_set_year": "2024"}, True),
        (
            {"due_set_day": "30", "due_set_month": "8", "due_set_year": "2024", "timescale": "Autumn 24"},
            False,
        ),
        ({"timescale": "Autumn 24", "withdraw": "on"}, False),
    ],
)
def test_only_a_later_date_or_none_asks_why(client, officer, action, milestone, address, form, typed, asks):
    response = client.post(address, form | m(milestone, **typed))

    assert (response.status_code == 422) is asks
    assert DateMove.objects.count() == 0


def test_a_draft_plan_asks_no_reason(client, officer, plan, action, milestone, address):
    Plan.objects.update(state="draft")
    form = fields_of(client.get(address))
    assert f"m{milestone.pk}-why" not in form

    client.post(address, form | m(milestone, timescale="Autumn 24"))

    assert Milestone.objects.get().due == date(2024, 11, 30)
    assert DateMove.objects.count() == 0


def test_a_date_that_somebody_brought_forward_meanwhile_is_left_alone(
    client, officer, action, milestone, address, form
):
    write_row(milestone, {"timescale": "July 24"}, base_version=1, by=None)

    response = client.post(address, form | m(milestone, milestone="Mine"), follow=True)

    assert said(response) == ["Saved action 1.1. Somebody else had changed timescale; both changes are kept."]
    assert Milestone.objects.get().due == date(2024, 7, 31)


def test_the_reason_is_asked_after_a_merge_too(client, officer, action, milestone, address, form):
    write_row(milestone, {"timescale": "July 24"}, base_version=1, by=None)
    by_hand = m(milestone, due_set_day="31", due_set_month="8", due_set_year="2024")

    response = client.post(address, form | by_hand)

    assert response.status_code == 422
    assert words(response) == {
        f"m{milestone.pk}-why": ["Say why the date moved, from 31 July 2024 to 31 August 2024"]
    }
    assert Milestone.objects.get().due_set is None


# --- Two people at once.


def test_different_fields_are_merged_and_it_is_said(
    client, officer, action, milestone, address, form, council
):
    write_row(action, {"status": "at_risk", "leads": [council.pk]}, base_version=1, by=None)
    write_row(milestone, {"done_on": date(2024, 8, 1)}, base_version=1, by=None)

    response = client.post(
        address, form | a(action, action="Mine") | m(milestone, milestone="Mine too"), follow=True
    )

    assert said(response) == [
        "Saved action 1.1. Somebody else had changed delivery status, done on, leads; both changes are kept."
    ]
    action.refresh_from_db()
    milestone.refresh_from_db()
    assert (action.action, action.status) == ("Mine", "at_risk")
    assert [link.body for link in action.action_leads.all()] == [council]
    assert (milestone.milestone, milestone.done_on) == ("Mine too", date(2024, 8, 1))


@pytest.fixture
def priya(partnership):
    from tests.making import make_user

    return make_user("Priya Police")


def test_a_clash_shows_both_texts_and_stores_nothing(
    client, officer, priya, action, milestone, address, form
):
    write_row(action, {"action": "Theirs", "status": "at_risk"}, base_version=1, by=priya)

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
    # Whoever goes away now finds their words again.
    assert draft_of(officer, address).data[f"a{action.pk}-action"] == ["Mine"]


@pytest.mark.parametrize(
    ("pick", "joined", "stands"),
    [
        ("theirs", "", "Theirs"),
        ("mine", "", "Mine"),
        ("joined", "Theirs, and mine\r\nas well", "Theirs, and mine\nas well"),
    ],
)
def test_each_choice_does_what_it_says(client, officer, priya, action, address, form, pick, joined, stands):
    write_row(action, {"action": "Theirs", "status": "at_risk"}, base_version=1, by=priya)
    clash = client.post(address, form | a(action, action="Mine", desired_outcome="Mine alone"))
    choice = {f"choose-a{action.pk}-action": pick} | (
        {f"joined-a{action.pk}-action": joined} if joined else {}
    )

    response = client.post(address, fields_of(clash) | choice)

    assert response.status_code == 302
    action.refresh_from_db()
    assert (action.action, action.desired_outcome, action.status) == (stands, "Mine alone", "at_risk")
    assert draft_of(officer, address) is None


def test_a_joined_text_is_checked_like_any_other(client, officer, action, address, form):
    write_row(action, {"action": "Theirs"}, base_version=1, by=None)
    clash = fields_of(client.post(address, form | a(action, action="Mine")))

    response = client.post(
        address, clash | {f"choose-a{action.pk}-action": "joined", f"joined-a{action.pk}-action": " "}
    )

    assert response.status_code == 422
    assert words(response) == {f"a{action.pk}-action": ["Enter what will be done"]}
    # What was settled is not asked again once the words are put right.
    again = fields_of(response) | a(action, action="Both")
    assert client.post(address, again).status_code == 302
    assert Action.objects.get().action == "Both"


def test_a_clash_on_a_timescale_leads_and_status(
    client, officer, priya, action, milestone, police, council, address, form
):
    write_row(action, {"status": "at_risk", "leads": [council.pk]}, base_version=1, by=priya)
    write_row(milestone, {"timescale": "July 24"}, base_version=1, by=priya)
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


def test_taking_ones_own_later_date_on_the_clash_page_asks_why(
    client, officer, priya, action, milestone, address, form
):
    write_row(milestone, {"timescale": "July 24"}, base_version=1, by=priya)
    clash = fields_of(client.post(address, form | m(milestone, timescale="August 24")))
    mine = {f"choose-m{milestone.pk}-timescale": "mine"}

    refused = client.post(address, clash | mine)
    assert words(refused) == {
        f"m{milestone.pk}-why": ["Say why the date moved, from 31 July 2024 to 31 August 2024"]
    }

    client.post(address, fields_of(refused) | m(milestone, why="Their trainer is late."))
    assert Milestone.objects.get().timescale == "August 24"
    assert DateMove.objects.get().why == "Their trainer is late."


def test_a_third_change_meanwhile_clashes_again_about_that_alone(
    client, officer, priya, action, address, form
):
    theirs = {"action": "Theirs", "desired_outcome": "Theirs too"}
    write_row(action, theirs, base_version=1, by=priya)
    clash = client.post(address, form | a(action, action="Mine", desired_outcome="Mine too"))
    write_row(action, {"action": "Theirs again"}, base_version=2, by=priya)
    choice = {f"choose-a{action.pk}-action": "mine", f"choose-a{action.pk}-desired_outcome": "mine"}

    again = client.post(address, fields_of(clash) | choice)

    assert again.status_code == 409
    contests = [contest.label for clash in again.context["clashes"] for contest in clash.contests]
    assert contests == ["Action"]
    last = client.post(address, fields_of(again) | {f"choose-a{action.pk}-action": "mine"})
    assert last.status_code == 302
    action.refresh_from_db()
    assert (action.action, action.desired_outcome) == ("Mine", "Mine too")


def test_what_was_typed_into_a_milestone_that_was_withdrawn_meanwhile_is_kept(
    client, officer, action, milestone, address, form
):
    withdraw_row(milestone, by=None)

    response = client.post(address, form | m(milestone, milestone="Mine"), follow=True)

    milestone.refresh_from_db()
    assert (milestone.milestone, milestone.is_withdrawn) == ("Mine", True)
    assert said(response) == [
        "Saved action 1.1. Somebody else withdrew a part of it meanwhile; "
        "what you wrote is kept in its history."
    ]


@pytest.mark.parametrize("htmx", [False, True])
def test_what_was_typed_into_an_action_that_was_withdrawn_meanwhile_is_kept(
    client, officer, action, address, form, table, htmx
):
    withdraw_row(action, by=None)

    response = client.post(address, form | a(action, action="Mine"), headers=HTMX if htmx else {})

    action.refresh_from_db()
    assert (action.action, action.is_withdrawn) == ("Mine", True)
    assert (response.headers["HX-Redirect"] if htmx else response.url) == f"{table}1.1/"


def test_a_new_number_meanwhile_leads_nobody_astray(client, officer, priority, action, address, form):
    write_row(action, {"number": "1.2"}, base_version=1, by=None)
    make_action(priority, "1.1", "Another")

    client.post(address, form | a(action, action="Mine"))

    action.refresh_from_db()
    assert (action.number, action.action) == ("1.2", "Mine")


def test_a_failure_halfway_stores_nothing(client, officer, action, milestone, address, form, monkeypatch):
    from django.db import DatabaseError

    def fail(*args, **kwargs):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("actions.operations.add_milestone", fail)

    with pytest.raises(DatabaseError):
        client.post(address, form | a(action, action="Mine") | n(action, milestone="New"))

    assert Action.objects.get().version == 1
    assert Change.objects.of_thread(action.thread).count() == 2


def test_words_that_look_like_a_person_are_pointed_out(client, officer, action, address, form):
    response = client.post(address, form | a(action, action="Ring 07700 900123 about it"), follow=True)

    assert said(response)[0].startswith("Saved action 1.1. This looks as if it holds a telephone number")


# --- Drafts.


def test_a_draft_is_offered_and_used(client, officer, action, address, form):
    draft = form | a(action, action="") | a(action, desired_outcome="Half a thou")
    client.post("/drafts/", draft | {"draft_form": address})

    assert "You have words here from" in main(client.get(address))
    assert f'hx-get="{address}?draft=use"' in client.get(address, headers=HTMX).content.decode()
    used = client.get(f"{address}?draft=use")

    assert used.status_code == 200
    assert words(used) == {}
    assert fields_of(used)[f"a{action.pk}-desired_outcome"] == ["Half a thou"]
    assert "You have words here from" not in main(used)


# --- Who may.


def test_only_an_officer_edits(visit, stranger, action, police, council, address, table):
    for role in ("lead", "executive", "chair", "county", "scrutiny", "funder"):
        assert visit(role, body=police).post(address, {}).status_code == 403
    assert stranger.post(address, {}).status_code == 404
    assert Client().get(address).url == f"/accounts/login/?next={address}"
    assert Action.objects.get().version == 1


def test_a_neighbours_row_is_not_found(client, officer, action, table):
    from plans.models import Partnership
    from tests.making import make_partnership, make_plan, make_priority

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
    from tests.plans.pages import queries

    one = queries(client, address)
    for index in range(9):
        add_milestone(
            action, {"milestone": "More", "timescale": "Q3", "leads": [police.pk]}, by=None, position=index
        )

    assert queries(client, address) == one


def test_what_is_folded_away_is_said(client, officer, action, milestone, address):
    write_row(milestone, {"done_on": date(2024, 7, 12)}, base_version=1, by=None)
    make_milestone(action, "Second", "Q3", due_set=date(2024, 11, 1))

    page = main(client.get(address))

    assert "<summary>Done 12 July 2024: change<" in page
    assert "<summary>Date set: 1 November 2024: change<" in page
    assert '<details class="row-form__more" open>' not in page
