"""What bringing a document into a plan adds, changes and leaves alone."""

import pytest

from actions.document import ActionText, MilestoneText, PlanDocument, PriorityText
from actions.exporting import plan_document, plan_json
from actions.importing.applying import apply_differences
from actions.importing.choices import Choices, put_right
from actions.importing.comparing import compare
from actions.models import Action, DateMove, Milestone
from actions.plan_rows import plan_rows
from plans.models import Body, Change
from plans.writing import new_batch
from tests.making import make_action, make_body, make_milestone, make_partnership, make_plan, make_priority

pytestmark = pytest.mark.django_db


def bring(plan, document, choices=None, **kwargs):
    """Brings a document in, as the importer does, and returns what was written."""
    choices = choices or Choices()
    rows = plan_rows(plan)
    comparison = compare(put_right(document, choices), rows, choices, **kwargs)
    return apply_differences(
        comparison, rows, choices, by=None, why="Imported from plan.docx", batch=new_batch()
    )


def differences(plan, document, choices=None, **kwargs):
    choices = choices or Choices()
    return compare(put_right(document, choices), plan_rows(plan), choices, **kwargs).differences


def step(words="First course held", timescale="Summer 24", lead="", **fields):
    return MilestoneText(words, timescale, lead, **fields)


def action(number="1.1", words="Train the front line", *steps, **fields):
    return ActionText(number=number, action=words, milestones=steps or (step(),), **fields)


def document(*actions, heading="Priority 1: Domestic abuse", **fields):
    return PlanDocument(priorities=(PriorityText(heading=heading, actions=actions or (action(),), **fields),))


TWO_HEADINGS = PlanDocument(
    priorities=(
        PriorityText(
            "Priority 1: Domestic abuse",
            notes="Read with the county's plan.",
            actions=(
                action(
                    "1.1",
                    "Train the front line",
                    step("Course", "Summer 24", "Police"),
                    step("Report", "Q4", ""),
                ),
                action("1.2", "Run a campaign", step("Launch", "May 24", "Council\nPolice"), status="Amber"),
            ),
        ),
        PriorityText(
            "Theme 1: Young people", "theme", actions=(action("2.1", "Map services", step("Map", "", "TBC")),)
        ),
    )
)


@pytest.fixture
def plan():
    return make_plan(make_partnership())


def test_document_comes_into_an_empty_plan_in_its_own_words(plan):
    applied = bring(plan, TWO_HEADINGS)

    assert dict(applied.added) == {"priority": 2, "action": 3, "milestone": 4, "body": 2}
    assert plan_json(plan)["priorities"] == [
        {
            "heading": "Priority 1: Domestic abuse",
            "kind": "priority",
            "actions": [
                {
                    "number": "1.1",
                    "action": "Train the front line",
                    "desired_outcome": "",
                    "status": "not_started",
                    "leads": ["Police"],
                    "leads_as_printed": "Police",
                    "notes": {},
                    "milestones": [
                        {
                            "milestone": "Course",
                            "timescale": "Summer 24",
                            "kind": "season",
                            "starts": None,
                            "due": "2024-08-31",
                            "warnings": [],
                            "leads": ["Police"],
                            "lead_as_printed": "Police",
                            "notes": {},
                        },
                        {
                            "milestone": "Report",
                            "timescale": "Q4",
                            "kind": "quarter",
                            "starts": None,
                            "due": "2025-03-31",
                            "warnings": ["year_from_plan"],
                            "leads": [],
                            "lead_as_printed": "",
                            "notes": {},
                        },
                    ],
                },
                {
                    "number": "1.2",
                    "action": "Run a campaign",
                    "desired_outcome": "",
                    "status": "at_risk",
                    "leads": ["Council", "Police"],
                    "leads_as_printed": "Council\nPolice",
                    "notes": {},
                    "milestones": [
                        {
                            "milestone": "Launch",
                            "timescale": "May 24",
                            "kind": "point",
                            "starts": None,
                            "due": "2024-05-31",
                            "warnings": [],
                            "leads": ["Council", "Police"],
                            "lead_as_printed": "Council\nPolice",
                            "notes": {},
                        }
                    ],
                },
            ],
        },
        {
            "heading": "Theme 1: Young people",
            "kind": "theme",
            "actions": [
                {
                    "number": "2.1",
                    "action": "Map services",
                    "desired_outcome": "",
                    "status": "not_started",
                    "leads": [],
                    "leads_as_printed": "TBC",
                    "notes": {},
                    "milestones": [
                        {
                            "milestone": "Map",
                            "timescale": "",
                            "kind": "undecided",
                            "starts": None,
                            "due": None,
                            "warnings": [],
                            "leads": [],
                            "lead_as_printed": "TBC",
                            "notes": {},
                        }
                    ],
                }
            ],
        },
    ]
    assert plan.priorities.first().notes == "Read with the county's plan."
    assert Action.objects.get(number="2.1").lead_to_be_confirmed


def test_every_new_row_has_its_first_history_entry(plan):
    bring(plan, TWO_HEADINGS)

    added = Change.objects.filter(act="added", batch__gt="")
    assert sorted(change.row.partition(":")[0] for change in added) == sorted(
        ["body"] * 2 + ["priority"] * 2 + ["action"] * 3 + ["milestone"] * 4
    )
    milestone = Milestone.objects.get(milestone="Launch")
    change = Change.objects.get(row=f"milestone:{milestone.pk}")
    assert change.thread == f"action:{milestone.action_id}"
    assert change.plan_id == plan.pk
    assert change.why == "Imported from plan.docx"
    leads = [link.body_id for link in milestone.milestone_leads.all()]
    assert change.fields == {
        "position": [None, 1],
        "milestone": [None, "Launch"],
        "timescale": [None, "May 24"],
        "lead_as_printed": [None, "Council\nPolice"],
        "lead_to_be_confirmed": [None, False],
        "is_withdrawn": [None, False],
        "leads": [None, leads],
    }


def test_same_document_again_changes_nothing(plan):
    bring(plan, TWO_HEADINGS)
    before = Change.objects.count()

    assert differences(plan, TWO_HEADINGS) == ()
    assert bring(plan, TWO_HEADINGS).total == 0
    assert Change.objects.count() == before


def test_export_of_a_plan_comes_back_as_no_difference(plan):
    bring(plan, TWO_HEADINGS)

    assert differences(plan, plan_document(plan)) == ()


def test_later_version_shows_what_differs_field_by_field(plan):
    bring(plan, TWO_HEADINGS)
    later = document(
        action(
            "1.1", "Train everybody", step("Course", "Autumn 24", "Police"), step("Report", "Q4", "Council")
        ),
        action("1.2", "Run a campaign", step("Launch", "May 24", "Council\nPolice"), status="Green"),
        action("1.3", "Open a helpline", step("Open", "June 24", "Police")),
    )

    found = differences(plan, later)

    assert [(each.act, each.kind, each.label) for each in found] == [
        ("change", "action", "1.1 Train everybody"),
        ("change", "milestone", "1.1, “Course”"),
        ("change", "milestone", "1.1, “Report”"),
        ("change", "action", "1.2 Run a campaign"),
        ("add", "action", "1.3 Open a helpline"),
        ("add", "milestone", "1.3, “Open”"),
        ("missing", "action", "2.1 Map services"),
        ("missing", "priority", "Theme 1: Young people"),
    ]
    assert [(one.label, one.was, one.now) for each in found for one in each.fields] == [
        ("Action", "Train the front line", "Train everybody"),
        ("Timescale", "Summer 24", "Autumn 24"),
        ("Lead", "", "Council"),
        ("Status", "At risk", "On track"),
    ]


def test_only_chosen_differences_are_brought_in(plan):
    bring(plan, TWO_HEADINGS)
    later = document(
        action("1.1", "Train everybody", step("Course", "Autumn 24", "Police"), step("Report", "Q4", "")),
        action("1.3", "Open a helpline", step("Open", "June 24", "Health")),
    )

    applied = bring(plan, later, Choices(left=frozenset({"p1.a1:action", "p1.a2"})))

    assert (dict(applied.added), dict(applied.changed)) == ({}, {"milestone": 1})
    assert list(Action.objects.in_order().values_list("action", flat=True)) == [
        "Train the front line",
        "Run a campaign",
        "Map services",
    ]
    assert Milestone.objects.get(milestone="Course").timescale == "Autumn 24"
    assert not Body.objects.filter(name="Health").exists()


def test_missing_rows_stay_unless_chosen(plan):
    bring(plan, TWO_HEADINGS)
    bring(plan, document())
    assert Action.objects.current().count() == 3

    row = Action.objects.get(number="2.1")
    bring(plan, document(), Choices(withdrawn=frozenset({f"action:{row.pk}", f"priority:{row.priority_id}"})))

    assert list(Action.objects.current().in_order().values_list("number", flat=True)) == ["1.1", "1.2"]
    assert list(plan.priorities.current().values_list("heading", flat=True)) == ["Priority 1: Domestic abuse"]


def test_heading_with_actions_under_it_is_not_withdrawn(plan):
    bring(plan, TWO_HEADINGS)
    priority = plan.priorities.last()

    bring(plan, document(), Choices(withdrawn=frozenset({f"priority:{priority.pk}"})))

    assert plan.priorities.current().count() == 2


def test_later_date_in_an_adopted_plan_carries_the_file_as_its_reason(plan):
    bring(plan, document(action("1.1", "Train", step("Course", "Summer 24"))))

    bring(plan, document(action("1.1", "Train", step("Course", "Autumn 24"))))

    move = DateMove.objects.get()
    assert (move.was.isoformat(), move.now.isoformat(), move.why) == (
        "2024-08-31",
        "2024-11-30",
        "Imported from plan.docx",
    )


def test_new_rows_stand_where_the_file_has_them(plan):
    bring(plan, document(action("1.1", "One"), action("1.3", "Three", step("a"), step("c"))))

    bring(
        plan,
        PlanDocument(
            priorities=(
                PriorityText("Before", actions=(action("0.1", "Nought"),)),
                PriorityText(
                    "Priority 1: Domestic abuse",
                    actions=(
                        action("1.0", "First"),
                        action("1.1", "One"),
                        action("1.2", "Two"),
                        action("1.3", "Three", step("a"), step("b"), step("c"), step("d")),
                    ),
                ),
            )
        ),
    )

    assert [priority.heading for priority in plan.priorities.all()] == [
        "Before",
        "Priority 1: Domestic abuse",
    ]
    assert list(Action.objects.in_order().values_list("number", flat=True)) == [
        "0.1",
        "1.0",
        "1.1",
        "1.2",
        "1.3",
    ]
    three = Action.objects.get(number="1.3")
    assert list(three.milestones.values_list("milestone", flat=True)) == ["a", "b", "c", "d"]


def test_action_that_was_renumbered_keeps_its_row(plan):
    bring(plan, document(action("1.1", "One"), action("1.2", "Two")))
    two = Action.objects.get(action="Two")

    bring(plan, document(action("1.1", "One"), action("1.2", "New"), action("1.3", "Two")))

    two.refresh_from_db()
    assert (two.number, two.version) == ("1.3", 2)
    assert Action.objects.count() == 3


def test_action_under_another_heading_is_moved(plan):
    bring(plan, TWO_HEADINGS)

    found = differences(plan, document(action("2.1", "Map services", step("Map", "", "TBC"))))
    assert [(one.label, one.was, one.now) for one in found[0].fields] == [
        ("Priority", "Theme 1: Young people", "Priority 1: Domestic abuse")
    ]

    bring(plan, document(action("2.1", "Map services", step("Map", "", "TBC"))))

    assert Action.objects.get(number="2.1").priority == plan.priorities.first()


def test_file_without_headings_moves_nothing(plan):
    bring(plan, TWO_HEADINGS)
    one, two = TWO_HEADINGS.priorities
    unheaded = PlanDocument(priorities=(PriorityText("", actions=(*one.actions, *two.actions)),))

    assert differences(plan, unheaded) == ()


def test_new_action_of_a_file_without_headings_follows_the_one_above_it(plan):
    bring(plan, TWO_HEADINGS)
    one, two = TWO_HEADINGS.priorities
    unheaded = PlanDocument(
        priorities=(PriorityText("", actions=(*one.actions, *two.actions, action("2.2", "New"))),)
    )

    bring(plan, unheaded)

    assert Action.objects.get(number="2.2").priority == plan.priorities.last()
    assert plan.priorities.count() == 2


def test_field_whose_column_is_not_in_the_file_is_left_alone(plan):
    bring(
        plan, document(action("1.1", "Train", step("Course", "Summer 24", "Police"), desired_outcome="Skill"))
    )

    bare = document(action("1.1", "Train", step("Course")))
    assert differences(plan, bare, fields=frozenset({"number", "action", "milestone"})) == ()


def test_unknown_columns_and_unreadable_statuses_are_kept_as_notes(plan):
    bring(plan, document(action(status="Going well", notes={"Cost": "£5"})))
    assert Action.objects.get().notes == {"Cost": "£5", "Status": "Going well"}

    bring(plan, document(action(status="Going well", notes={"Cost": "£6", "Ward": "East"})))
    assert Action.objects.get().notes == {"Cost": "£6", "Status": "Going well", "Ward": "East"}


def test_closed_action_gets_the_reason_that_the_file_gives(plan):
    bring(plan, document(action(status="Discontinued")))

    row = Action.objects.get()
    assert (row.status, row.closing_reason, row.closing_words) == ("closed", "stopped", "Discontinued")

    bring(plan, document(action(status="On track")))
    row.refresh_from_db()
    assert (row.status, row.closing_reason, row.closing_words) == ("on_track", "", "")


def test_number_of_ours_that_is_taken_becomes_the_next_one(plan):
    bring(plan, document(action("1.1", "One"), action("1.2", "Two")))

    bring(plan, document(ActionText(number="1.1", action="Three", number_is_ours=True)))

    row = Action.objects.get(action="Three")
    assert (row.number, row.number_is_ours) == ("1.3", True)


def test_file_without_numbers_again_changes_nothing(plan):
    same = document(
        ActionText(number="1.1", action="One", number_is_ours=True),
        ActionText(number="1.2", action="Two", number_is_ours=True),
    )
    bring(plan, same)

    assert differences(plan, same) == ()


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


def test_lead_left_as_printed_makes_no_body(plan):
    bring(
        plan, document(action("1.1", "Train", step(lead="Somebody"))), Choices(leads={"somebody": "printed"})
    )

    assert Body.objects.count() == 0
    assert Milestone.objects.get().lead_as_printed == "Somebody"


def test_lead_to_be_confirmed_can_be_chosen_by_hand_and_stays_chosen(plan):
    police = make_body(plan.partnership)
    file = document(action("1.1", "Train", step(lead="TBC")))

    bring(plan, file, Choices(confirmed={"p1.a1.m1": str(police.pk)}))

    row = Action.objects.get()
    assert [link.body for link in row.action_leads.all()] == [police]
    assert not row.lead_to_be_confirmed
    assert differences(plan, file) == ()


def test_lead_that_is_known_by_now_is_found_when_the_file_comes_again(plan):
    file = document(action("1.1", "Train", step(lead="Somebody")))
    bring(plan, file, Choices(leads={"somebody": "printed"}))
    body = make_body(plan.partnership, "Somebody")

    bring(plan, file)

    assert [link.body for link in Action.objects.get().action_leads.all()] == [body]


def test_new_lead_of_a_milestone_joins_the_actions_leads_and_the_old_one_leaves(plan):
    bring(plan, document(action("1.1", "Train", step("a", lead="Police"), step("b", lead="Council"))))

    bring(plan, document(action("1.1", "Train", step("a", lead="Police"), step("b", lead="Health"))))

    row = Action.objects.get()
    assert [link.body.name for link in row.action_leads.all()] == ["Police", "Health"]
    assert row.leads_as_printed == "Police\nHealth"


def test_lead_that_an_officer_took_off_the_action_stays_off(plan):
    from plans.writing import write_row

    bring(plan, document(action("1.1", "Train", step("a", lead="Police"), step("b", lead="Council"))))
    row, police = Action.objects.get(), Body.objects.get(name="Police")
    write_row(row, {"leads": [Body.objects.get(name="Council").pk]}, base_version=1, by=None)

    bring(plan, document(action("1.1", "Train", step("a", lead="Police"), step("b", lead="Health"))))

    assert police not in [link.body for link in row.action_leads.all()]


def test_actions_own_lead_is_kept_beside_its_milestones(plan):
    file = document(action("1.1", "Train", step("a", lead="Police"), lead="Council"))
    bring(plan, file)

    row = Action.objects.get()
    assert [link.body.name for link in row.action_leads.all()] == ["Council", "Police"]
    assert row.leads_as_printed == "Council\nPolice"
    assert differences(plan, file) == ()
    assert differences(plan, plan_document(plan)) == ()

    bring(plan, document(action("1.1", "Train", step("a", lead="Police"), lead="Health")))
    assert [link.body.name for link in row.action_leads.all()] == ["Health", "Police"]


# --- Putting right


def test_timescale_is_put_right_by_other_words_or_by_a_date(plan):
    file = document(action("1.1", "Train", step("a", "Autumn 25"), step("b", "soonish")))

    bring(plan, file, Choices(timescales={"Autumn 25": "Autumn 24"}, dates={"soonish": "2024-12-24"}))

    rows = Milestone.objects.order_by("position").values_list("timescale", "due", "due_set")
    assert [(words, due.isoformat(), by_hand and by_hand.isoformat()) for words, due, by_hand in rows] == [
        ("Autumn 24", "2024-11-30", None),
        ("soonish", "2024-12-24", "2024-12-24"),
    ]


def test_pairing_of_milestones_and_timescales_is_put_right(plan):
    file = document(
        action("1.1", "Train", step("a", "May 24", "Police"), step("b", "", ""), step("c", "", ""))
    )

    bring(
        plan,
        file,
        Choices(
            pairings={"p1.a1": [["a", "", ""], ["b", "May 24", "Police"], ["", "", ""], ["d", "Q4", ""]]}
        ),
    )

    rows = Milestone.objects.order_by("position").values_list("milestone", "timescale", "lead_as_printed")
    assert list(rows) == [("a", "", ""), ("b", "May 24", "Police"), ("d", "Q4", "")]


def test_officers_own_words_are_not_taken_back_by_the_file_they_came_from_but_shown(plan):
    from plans.writing import write_row

    file = document()
    bring(plan, file)
    write_row(Action.objects.get(), {"action": "Train all"}, base_version=1, by=None)

    assert [(one.was, one.now) for each in differences(plan, file) for one in each.fields] == [
        ("Train all", "Train the front line")
    ]


def test_leads_changed_by_hand_are_exported_by_name(plan):
    from plans.writing import write_row

    file = document(action("1.1", "Train", step("a", lead="Police")))
    bring(plan, file)
    health = make_body(plan.partnership, "Health")
    write_row(Milestone.objects.get(), {"leads": [health.pk]}, base_version=1, by=None)
    write_row(Action.objects.get(), {"leads": [health.pk]}, base_version=1, by=None)

    assert [each.lead for each in plan_document(plan).milestones] == ["Health"]
    assert differences(plan, plan_document(plan)) == ()
    assert differences(plan, file) == ()


def test_two_thousand_rows_take_a_constant_number_of_statements(plan, django_assert_max_num_queries):
    actions = [action(f"1.{n}", f"Action {n}", step(f"Step {n}", "Q4", "Police")) for n in range(1, 401)]
    with django_assert_max_num_queries(60):
        bring(plan, document(*actions))

    assert Action.objects.count() == 400


def test_rows_made_by_hand_are_matched_too(plan):
    priority = make_priority(plan)
    row = make_action(priority, "1.1", "Train the front line")
    make_milestone(row, "First course held", "Summer 24")

    assert differences(plan, document()) == ()
