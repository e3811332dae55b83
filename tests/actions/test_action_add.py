import pytest

from actions.models import Action
from plans.models import HistoryEntry, Partnership
from plans.records import withdraw_row
from tests.factories import make_action, make_plan, make_priority
from tests.plans.pages import fields_of, said

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(table, action):
    """The URL that adds an action below 1.1."""
    return f"{table}add/?after={action.pk}"


def new(**fields):
    """Fields of the new action, as they are sent."""
    return {f"anew-{name}": value for name, value in fields.items()}


def in_order(plan):
    return [action.number for action in plan.actions.in_order()]


def test_action_is_added_below_the_requested_one(
    client, officer, plan, priority, police, action, address, table
):
    make_action(priority, "1.3")
    form = fields_of(client.get(address))
    typed = new(number="1.2", action="Walk the streets", desired_outcome="Fewer thefts", leads=[police.pk])
    step = new(**{"n0-milestone": "First walk", "n0-timescale": "Q3", "n0-leads": ["tbc"]})

    response = client.post(address, form | typed | step, follow=True)

    added = Action.objects.get(number="1.2")
    assert response.redirect_chain == [(f"{table}#a-{added.pk}", 302)]
    assert said(response) == ["Action 1.2 added"]
    assert in_order(plan) == ["1.1", "1.2", "1.3"]
    assert (added.action, added.status, added.action_leads.get().body) == (
        "Walk the streets",
        "not_started",
        police,
    )
    milestone = added.milestones.get()
    assert (milestone.milestone, str(milestone.due), milestone.lead_to_be_confirmed) == (
        "First walk",
        "2024-12-31",
        True,
    )
    assert [change.act for change in HistoryEntry.objects.of_thread(added.thread)] == ["added", "added"]


def test_the_next_number_is_proposed(client, officer, plan, priority, action, address, table):
    make_action(priority, "1.9")
    second = make_priority(plan, "Priority 2: Violence")

    assert fields_of(client.get(address))["anew-number"] == ["1.10"]
    assert fields_of(client.get(f"{table}add/?under={second.pk}"))["anew-number"] == ["2.1"]


@pytest.mark.parametrize("query", ["", "?under=", "?under=x", "?after=", "?after=x", "?priority=1"])
def test_action_without_a_position_is_added_under_the_last_heading(
    client, officer, plan, action, table, query
):
    last = make_priority(plan, "Priority 2: Violence")
    form = fields_of(client.get(f"{table}add/{query}"))

    client.post(f"{table}add/{query}", form | new(action="Somewhere"))

    assert Action.objects.get(action="Somewhere").priority == last


def test_htmx_gets_the_form_and_then_the_row(client, officer, action, address, priority):
    opened = client.get(address, headers=HTMX)
    answer = client.post(address, fields_of(opened) | new(action="Walk the streets"), headers=HTMX)

    added = Action.objects.get(action="Walk the streets")
    assert opened.content.decode().startswith(f'<tbody id="a-new-{action.pk}" class="row row--editing">')
    assert answer.content.decode().startswith(f'<tbody id="a-{added.pk}" class="row"')
    assert (
        f'id="standing-{priority.pk}" class="group__standing" hx-swap-oob="true">1 on track, 1 not started<'
        in (answer.content.decode())
    )


def test_bad_input_is_rejected_with_a_message_and_nothing_is_saved(client, officer, action, address):
    form = fields_of(client.get(address))

    response = client.post(address, form | new(action="", **{"n0-done_on_day": "x", "n0-milestone": "Kept"}))

    errors = [words for part in response.context["row_form"].forms for bound in part for words in bound.words]
    assert response.status_code == 422
    assert errors == ["Enter the action", "Done on must include a month and year"]
    assert fields_of(response)["anew-n0-milestone"] == ["Kept"]
    assert Action.objects.count() == 1


def test_more_adds_an_empty_milestone_and_stores_nothing(client, officer, action, address):
    form = fields_of(client.get(address))

    response = client.post(address, form | new(number="7") | {"more": "1"})

    assert response.status_code == 200
    assert fields_of(response)["anew-number"] == ["7"]
    assert "anew-n1-milestone" in fields_of(response)
    assert Action.objects.count() == 1


def test_more_milestones_than_anybody_types_are_not_shown(client, officer, action, address):
    form = fields_of(client.get(address))

    response = client.post(address, form | new(extra="999") | {"more": "1"})

    assert fields_of(response)["anew-extra"] == ["30"]


def test_plan_without_a_heading_shows_a_message(client, officer, plan, table):
    response = client.get(f"{table}add/", follow=True)

    assert said(response) == ["Add a priority to the plan before you add an action."]


def test_missing_row_or_another_partnerships_row_is_not_a_position(
    client, officer, action, table, stranger, partnership
):
    withdraw_row(action, by=None)
    neighbours = make_action(make_priority(make_plan(make_partnership_of(stranger))))

    for key in (action.pk, neighbours.pk, 999999):
        assert client.get(f"{table}add/?after={key}").status_code == 404


def make_partnership_of(stranger):
    return Partnership.objects.get(slug="southshire")


def test_only_an_officer_adds(client, visit, stranger, police, action, address):
    for role in ("lead", "executive", "chair", "county", "scrutiny", "funder"):
        assert visit(role, body=police).post(address, new(action="Mine")).status_code == 403
    assert stranger.post(address, new(action="Mine")).status_code == 404
    assert client.get(address).url.startswith("/accounts/login/")
    assert Action.objects.count() == 1


def test_two_users_who_add_at_the_same_time_both_get_their_row(
    client, officer, partnership, plan, action, address, visit
):
    other = visit("officer", name="Otto Officer")
    mine, theirs = fields_of(client.get(address)), fields_of(other.get(address))

    client.post(address, mine | new(action="Mine"))
    other.post(address, theirs | new(action="Theirs"))

    assert [row.action for row in plan.actions.in_order()] == ["Train the front line", "Theirs", "Mine"]
