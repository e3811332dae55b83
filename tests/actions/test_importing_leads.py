"""The leads of an imported plan, and an officer's corrections of it."""

import pytest

from actions.exporting.plan_export import build_plan_text
from actions.importing.decisions import ImportDecisions
from actions.models import Action, Milestone
from plans.models import Body
from tests.actions.imports import action, bring, differences, document, step
from tests.factories import make_action, make_body, make_milestone, make_partnership, make_plan, make_priority

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_partnership())


# --- Leads


def test_unknown_leads_become_bodies_of_a_guessed_kind(plan):
    bring(
        plan,
        document(
            action("1.1", "Train", step(lead="Kent Police/Youth Panel"), step(lead="Police - ASB Officer"))
        ),
    )

    assert list(Body.objects.order_by("id").values_list("name", "kind", "parent__name")) == [
        ("Kent Police", "organisation", None),
        ("Youth Panel", "group", None),
        ("Police", "organisation", None),
        ("ASB Officer", "post", "Police"),
    ]


def test_known_leads_are_found_by_alias(plan):
    police = make_body(plan.partnership, "Kent Police", aliases=["Police"])

    bring(plan, document(action("1.1", "Train", step(lead="the POLICE"))))

    assert Body.objects.count() == 1
    row = Milestone.objects.get()
    assert row.lead_as_printed == "the POLICE"
    assert [link.body for link in row.milestone_leads.all()] == [police]


def test_lead_kept_as_printed_adds_no_body(plan):
    bring(
        plan,
        document(action("1.1", "Train", step(lead="Somebody"))),
        ImportDecisions(leads={"somebody": "printed"}),
    )

    assert Body.objects.count() == 0
    assert Milestone.objects.get().lead_as_printed == "Somebody"


def test_lead_to_be_confirmed_can_be_selected_manually_and_stays(plan):
    police = make_body(plan.partnership)
    file = document(action("1.1", "Train", step(lead="TBC")))

    bring(plan, file, ImportDecisions(confirmed={"p1.a1.m1": str(police.pk)}))

    row = Action.objects.get()
    assert [link.body for link in row.action_leads.all()] == [police]
    assert not row.lead_to_be_confirmed
    assert differences(plan, file) == ()


def test_lead_that_is_known_by_now_is_found_in_the_next_import(plan):
    file = document(action("1.1", "Train", step(lead="Somebody")))
    bring(plan, file, ImportDecisions(leads={"somebody": "printed"}))
    body = make_body(plan.partnership, "Somebody")

    bring(plan, file)

    assert [link.body for link in Action.objects.get().action_leads.all()] == [body]


def test_new_lead_of_a_milestone_replaces_the_old_one_among_the_actions_leads(plan):
    bring(plan, document(action("1.1", "Train", step("a", lead="Police"), step("b", lead="Council"))))

    bring(plan, document(action("1.1", "Train", step("a", lead="Police"), step("b", lead="Health"))))

    row = Action.objects.get()
    assert [link.body.name for link in row.action_leads.all()] == ["Police", "Health"]
    assert row.leads_as_printed == "Police\nHealth"


def test_lead_that_an_officer_took_off_the_action_stays_off(plan):
    from plans.records import write_row

    bring(plan, document(action("1.1", "Train", step("a", lead="Police"), step("b", lead="Council"))))
    row, police = Action.objects.get(), Body.objects.get(name="Police")
    write_row(row, {"leads": [Body.objects.get(name="Council").pk]}, base_revision=1, by=None)

    bring(plan, document(action("1.1", "Train", step("a", lead="Police"), step("b", lead="Health"))))

    assert police not in [link.body for link in row.action_leads.all()]


def test_actions_own_lead_is_kept_next_to_its_milestones(plan):
    file = document(action("1.1", "Train", step("a", lead="Police"), lead="Council"))
    bring(plan, file)

    row = Action.objects.get()
    assert [link.body.name for link in row.action_leads.all()] == ["Council", "Police"]
    assert row.leads_as_printed == "Council\nPolice"
    assert differences(plan, file) == ()
    assert differences(plan, build_plan_text(plan)) == ()

    bring(plan, document(action("1.1", "Train", step("a", lead="Police"), lead="Health")))
    assert [link.body.name for link in row.action_leads.all()] == ["Health", "Police"]


# --- Corrections


def test_timescale_is_corrected_by_other_text_or_by_a_date(plan):
    file = document(action("1.1", "Train", step("a", "Autumn 25"), step("b", "soonish")))

    bring(plan, file, ImportDecisions(timescales={"Autumn 25": "Autumn 24"}, dates={"soonish": "2024-12-24"}))

    rows = Milestone.objects.order_by("position").values_list("timescale", "due", "due_override")
    assert [(words, due.isoformat(), by_hand and by_hand.isoformat()) for words, due, by_hand in rows] == [
        ("Autumn 24", "2024-11-30", None),
        ("soonish", "2024-12-24", "2024-12-24"),
    ]


def test_pairing_of_milestones_and_timescales_is_corrected(plan):
    file = document(
        action("1.1", "Train", step("a", "May 24", "Police"), step("b", "", ""), step("c", "", ""))
    )

    bring(
        plan,
        file,
        ImportDecisions(
            pairings={"p1.a1": [["a", "", ""], ["b", "May 24", "Police"], ["", "", ""], ["d", "Q4", ""]]}
        ),
    )

    rows = Milestone.objects.order_by("position").values_list("milestone", "timescale", "lead_as_printed")
    assert list(rows) == [("a", "", ""), ("b", "May 24", "Police"), ("d", "Q4", "")]


def test_officers_own_text_is_shown_and_not_overwritten_by_the_same_file(plan):
    from plans.records import write_row

    file = document()
    bring(plan, file)
    write_row(Action.objects.get(), {"action": "Train all"}, base_revision=1, by=None)

    assert [(one.was, one.now) for each in differences(plan, file) for one in each.fields] == [
        ("Train all", "Train the front line")
    ]


def test_leads_changed_manually_are_exported_by_name(plan):
    from plans.records import write_row

    file = document(action("1.1", "Train", step("a", lead="Police")))
    bring(plan, file)
    health = make_body(plan.partnership, "Health")
    write_row(Milestone.objects.get(), {"leads": [health.pk]}, base_revision=1, by=None)
    write_row(Action.objects.get(), {"leads": [health.pk]}, base_revision=1, by=None)

    assert [each.lead for each in build_plan_text(plan).milestones] == ["Health"]
    assert differences(plan, build_plan_text(plan)) == ()
    assert differences(plan, file) == ()


def test_two_thousand_rows_take_a_constant_number_of_statements(plan, django_assert_max_num_queries):
    actions = [action(f"1.{n}", f"Action {n}", step(f"Step {n}", "Q4", "Police")) for n in range(1, 401)]
    with django_assert_max_num_queries(60):
        bring(plan, document(*actions))

    assert Action.objects.count() == 400


def test_rows_added_manually_are_matched_too(plan):
    priority = make_priority(plan)
    row = make_action(priority, "1.1", "Train the front line")
    make_milestone(row, "First course held", "Summer 24")

    assert differences(plan, document()) == ()
