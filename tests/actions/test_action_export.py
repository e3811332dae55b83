import csv
import json
from io import StringIO

import pytest

from actions.exporting.plan_export import build_plan_json, build_plan_text
from actions.importing.decisions import ImportDecisions
from actions.importing.operations import import_file
from actions.importing.review import review_import
from actions.models import Action, Milestone
from actions.parsing import parse_plan
from plans.records import write_row
from tests.actions.import_files import make_upload
from tests.factories import (
    make_action,
    make_body,
    make_member,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
)
from tests.malicious import hostile_texts

pytestmark = pytest.mark.django_db

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@pytest.fixture
def plan(client):
    plan = make_plan(make_partnership())
    police = make_body(plan.partnership, aliases=["Police"])
    first = make_priority(plan, "Priority 1: Domestic abuse", notes="Read with the county's plan.")
    second = make_priority(plan, "Theme 1: Young people", kind="theme")
    one = make_action(first, "1.1", "Train", leads=[police], status="at_risk", leads_as_printed="Police")
    make_milestone(one, "First course", "Summer 24", leads=[police], lead_as_printed="Police")
    make_milestone(one, "Second course", "Q4", done_on="2024-06-03")
    two = make_action(first, "1.2", "Tell", notes={"Cost": "£5,000"}, lead_to_be_confirmed=True)
    make_milestone(two, "Leaflet", "Ongoing")
    make_action(second, "2.1", "Map")
    client.force_login(make_member(plan.partnership))
    return plan


def address(plan, ending) -> str:
    return f"/{plan.partnership.slug}/plans/{plan.slug}/actions/export/{ending}/"


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv"])
def test_exported_file_is_imported_unchanged(client, plan, ending):
    answer = client.get(address(plan, ending))

    assert answer.headers["Content-Type"] == MEDIA[ending]
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="northshire-2024-25-actions.{ending}"'
    )
    reading = parse_plan(f"plan.{ending}", answer.content)
    _, comparison = review_import(plan, reading, ImportDecisions())
    assert comparison.differences == ()
    assert (len(reading.document.priorities), len(reading.document.actions)) == (2, 3)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv"])
def test_exported_file_makes_the_same_plan_in_another_partnership(client, plan, ending):
    content = client.get(address(plan, ending)).content
    other = make_plan(make_partnership("southshire"))
    make_body(other.partnership, aliases=["Police"])
    kept = make_upload(other, content, filename=f"plan.{ending}")

    import_file(kept, parse_plan(kept.filename, content), choices=ImportDecisions(), by=None)

    same = json.loads(client.get(address(plan, "json")).content)
    made = build_plan_json(other)
    # An action without a printed lead of its own prints the text for a lead to be confirmed.
    assert made["priorities"][0]["actions"][1].pop("leads_as_printed") == "To be confirmed"
    assert same["priorities"][0]["actions"][1].pop("leads_as_printed") == ""
    assert made["priorities"] == same["priorities"]
    assert str(Milestone.objects.get(plan=other, milestone="Second course").done_on) == "2024-06-03"
    assert [row.notes for row in other.priorities.all()] == ["Read with the county's plan.", ""]


def test_json_is_what_other_programs_were_promised(client, plan):
    told = json.loads(client.get(address(plan, "json")).content)

    assert list(told) == ["partnership", "plan", "priorities"]
    assert (told["partnership"], told["plan"]) == ("northshire", "2024-25")
    assert [(each["heading"], each["kind"]) for each in told["priorities"]] == [
        ("Priority 1: Domestic abuse", "priority"),
        ("Theme 1: Young people", "theme"),
    ]
    assert told["priorities"][0]["actions"][0] == {
        "number": "1.1",
        "action": "Train",
        "desired_outcome": "",
        "status": "at_risk",
        "leads": ["Kent Police"],
        "leads_as_printed": "Police",
        "notes": {},
        "milestones": [
            {
                "milestone": "First course",
                "timescale": "Summer 24",
                "kind": "season",
                "starts": None,
                "due": "2024-08-31",
                "warnings": [],
                "leads": ["Kent Police"],
                "lead_as_printed": "Police",
                "notes": {},
            },
            {
                "milestone": "Second course",
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
    }


def test_table_is_exported_with_its_filters(client, plan):
    told = json.loads(client.get(address(plan, "json"), {"status": "at_risk"}).content)

    assert [[row["number"] for row in each["actions"]] for each in told["priorities"]] == [["1.1"]]


def test_withdrawn_rows_stay_in(client, plan):
    row = Action.objects.get(number="1.2")
    write_row(row, {"is_withdrawn": True}, base_revision=row.revision, by=None)

    told = json.loads(client.get(address(plan, "json")).content)

    assert [row["number"] for each in told["priorities"] for row in each["actions"]] == ["1.1", "2.1"]


def test_no_formula_can_hide_in_a_cell(client, plan):
    row = Action.objects.get(number="1.1")
    write_row(row, {"action": "=HYPERLINK(1)"}, base_revision=row.revision, by=None)

    cells = [cell for line in csv.reader(StringIO(client.get(address(plan, "csv")).text)) for cell in line]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_text_too_long_for_excel_is_rejected_with_a_message(client, plan):
    row = Action.objects.get(number="1.1")
    write_row(row, {"action": "x" * 40_000}, base_revision=row.revision, by=None)

    answer = client.get(address(plan, "xlsx"), follow=True)

    assert answer.redirect_chain[0][0].startswith("/northshire/plans/2024-25/actions/")
    assert "An Excel cell can have 32,767 characters or fewer" in answer.text


@pytest.mark.parametrize("ending", ["docx", "csv"])
def test_malicious_texts_are_imported_unchanged(client, plan, ending):
    texts = [
        text for text in hostile_texts(250) if len(text) < 20_000 and text.strip() and "\x00" not in text
    ]
    priority = plan.priorities.first()
    for place, text in enumerate(texts):
        row = make_action(priority, f"9.{place}", text, desired_outcome=text)
        make_milestone(row, text, "Q4")

    content = client.get(address(plan, ending)).content

    _, comparison = review_import(plan, parse_plan(f"plan.{ending}", content), ImportDecisions())
    assert [
        (each.label, [(one.was, one.now) for one in each.fields]) for each in comparison.differences
    ] == []


def test_number_of_statements_does_not_grow_with_the_rows(plan, django_assert_num_queries):
    with django_assert_num_queries(4):
        build_plan_text(plan)
    for number in range(3, 9):
        row = make_action(plan.priorities.first(), f"1.{number}", leads=[plan.partnership.bodies.first()])
        make_milestone(row, leads=[plan.partnership.bodies.first()])
    with django_assert_num_queries(4):
        build_plan_text(plan)


def test_unknown_extension_is_not_found(client, plan):
    assert client.get(address(plan, "odt")).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [("lead", 200), ("chair", 200), ("scrutiny", 403), ("funder", 403)]
)
def test_who_can_export_the_plan(client, plan, role, status):
    body = plan.partnership.bodies.first() if role == "lead" else None
    client.force_login(make_member(plan.partnership, role, body=body))

    assert client.get(address(plan, "csv")).status_code == status


def test_lead_gets_only_their_own_rows_of_a_draft(client, plan):
    write_row(plan, {"state": "draft"}, base_revision=plan.revision, by=None)
    client.force_login(make_member(plan.partnership, "lead", body=plan.partnership.bodies.first()))

    told = json.loads(client.get(address(plan, "json")).content)

    assert [row["number"] for each in told["priorities"] for row in each["actions"]] == ["1.1"]


def test_outsider_finds_nothing(client, plan):
    client.force_login(make_member(make_partnership("southshire")))

    assert client.get(address(plan, "csv")).status_code == 404


def test_signed_out_user_is_redirected_to_sign_in(client, plan):
    client.logout()

    assert client.get(address(plan, "csv")).headers["Location"].startswith("/accounts/login/")
