"""What importing a document into a plan adds, changes and skips."""

import pytest

from actions.exporting.plan_export import build_plan_json, build_plan_text
from actions.importing.decisions import ImportDecisions
from actions.models import Action, DueDateChange, Milestone
from actions.plan_text import ActionText, PlanText, PriorityText
from plans.models import Body, HistoryEntry
from tests.actions.imports import TWO_HEADINGS, action, bring, differences, document, step
from tests.factories import make_partnership, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_partnership())


def test_document_is_imported_into_an_empty_plan_as_printed(plan):
    applied = bring(plan, TWO_HEADINGS)

    assert dict(applied.added) == {"priority": 2, "action": 3, "milestone": 4, "body": 2}
    assert build_plan_json(plan)["priorities"] == [
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

    added = HistoryEntry.objects.filter(act="added", batch__gt="")
    assert sorted(change.row.partition(":")[0] for change in added) == sorted(
        ["body"] * 2 + ["priority"] * 2 + ["action"] * 3 + ["milestone"] * 4
    )
    milestone = Milestone.objects.get(milestone="Launch")
    change = HistoryEntry.objects.get(row=f"milestone:{milestone.pk}")
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
    before = HistoryEntry.objects.count()

    assert differences(plan, TWO_HEADINGS) == ()
    assert bring(plan, TWO_HEADINGS).total == 0
    assert HistoryEntry.objects.count() == before


def test_export_of_a_plan_has_no_difference(plan):
    bring(plan, TWO_HEADINGS)

    assert differences(plan, build_plan_text(plan)) == ()


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


def test_only_selected_differences_are_imported(plan):
    bring(plan, TWO_HEADINGS)
    later = document(
        action("1.1", "Train everybody", step("Course", "Autumn 24", "Police"), step("Report", "Q4", "")),
        action("1.3", "Open a helpline", step("Open", "June 24", "Health")),
    )

    applied = bring(plan, later, ImportDecisions(left=frozenset({"p1.a1:action", "p1.a2"})))

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
    bring(
        plan,
        document(),
        ImportDecisions(withdrawn=frozenset({f"action:{row.pk}", f"priority:{row.priority_id}"})),
    )

    assert list(Action.objects.current().in_order().values_list("number", flat=True)) == ["1.1", "1.2"]
    assert list(plan.priorities.current().values_list("heading", flat=True)) == ["Priority 1: Domestic abuse"]


def test_heading_with_actions_under_it_is_not_withdrawn(plan):
    bring(plan, TWO_HEADINGS)
    priority = plan.priorities.last()

    bring(plan, document(), ImportDecisions(withdrawn=frozenset({f"priority:{priority.pk}"})))

    assert plan.priorities.current().count() == 2


def test_later_date_in_an_adopted_plan_carries_the_file_as_its_reason(plan):
    bring(plan, document(action("1.1", "Train", step("Course", "Summer 24"))))

    bring(plan, document(action("1.1", "Train", step("Course", "Autumn 24"))))

    move = DueDateChange.objects.get()
    assert (move.was.isoformat(), move.now.isoformat(), move.why) == (
        "2024-08-31",
        "2024-11-30",
        "Imported from plan.docx",
    )


def test_new_rows_have_the_position_of_the_file(plan):
    bring(plan, document(action("1.1", "One"), action("1.3", "Three", step("a"), step("c"))))

    bring(
        plan,
        PlanText(
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
    assert (two.number, two.revision) == ("1.3", 2)
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
    unheaded = PlanText(priorities=(PriorityText("", actions=(*one.actions, *two.actions)),))

    assert differences(plan, unheaded) == ()


def test_new_action_of_a_file_without_headings_follows_the_one_above_it(plan):
    bring(plan, TWO_HEADINGS)
    one, two = TWO_HEADINGS.priorities
    unheaded = PlanText(
        priorities=(PriorityText("", actions=(*one.actions, *two.actions, action("2.2", "New"))),)
    )

    bring(plan, unheaded)

    assert Action.objects.get(number="2.2").priority == plan.priorities.last()
    assert plan.priorities.count() == 2


def test_field_whose_column_is_not_in_the_file_is_unchanged(plan):
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
    assert (row.status, row.closing_reason, row.closing_comment) == ("closed", "stopped", "Discontinued")

    bring(plan, document(action(status="On track")))
    row.refresh_from_db()
    assert (row.status, row.closing_reason, row.closing_comment) == ("on_track", "", "")


def test_number_of_ours_that_is_taken_becomes_the_next_one(plan):
    bring(plan, document(action("1.1", "One"), action("1.2", "Two")))

    bring(plan, document(ActionText(number="1.1", action="Three", number_is_generated=True)))

    row = Action.objects.get(action="Three")
    assert (row.number, row.number_is_generated) == ("1.3", True)


def test_file_without_numbers_again_changes_nothing(plan):
    same = document(
        ActionText(number="1.1", action="One", number_is_generated=True),
        ActionText(number="1.2", action="Two", number_is_generated=True),
    )
    bring(plan, same)

    assert differences(plan, same) == ()
