"""manage.py import_actions: its output, what it saves, and that it does nothing by halves."""

import json
import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actions.exporting.plan_export import build_plan_json
from actions.models import Action, PlanImport
from plans.models import Body, HistoryEntry, Partnership, Plan
from tests.actions.import_files import action_of, file_of, step_of
from tests.factories import make_body, make_partnership, make_plan

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_bytes(
        file_of(
            action_of("1.1", "Train", step_of("a", "Autumn 25", "NBC"), step_of("b", "Q4", "TBC")),
            action_of("1.2", "Tell", step_of("c", "May 24", "Kent Police")),
        )
    )
    return path


def run(*arguments, **options) -> str:
    out = StringIO()
    call_command("import_actions", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_partnership_and_plan_are_added_if_missing(file):
    run("north-shire", "2024-25", file, create=True)

    plan = Plan.objects.get()
    assert (plan.partnership.slug, plan.partnership.name) == (
        "north-shire",
        "North Shire Community Safety Partnership",
    )
    assert (plan.title, plan.state, plan.starts, plan.ends) == (
        "Community safety plan 2024/25",
        "draft",
        date(2024, 4, 1),
        date(2025, 3, 31),
    )
    assert [row.action for row in plan.actions.in_order()] == ["Train", "Tell"]
    assert list(Body.objects.order_by("id").values_list("name", flat=True)) == ["NBC", "Kent Police"]
    assert {change.created_by for change in HistoryEntry.objects.all()} == {None}


def test_output_lists_what_was_read_and_each_issue_by_cell(file):
    make_body(make_plan(make_partnership()).partnership, "Kent Police")

    assert run("northshire", "2024-25", file).splitlines() == [
        "plan.csv: 1 heading, 2 actions and 3 milestones found.",
        "  Line 2, “Timescales”: “Autumn 25” is after the plan ends (31 March 2025).",
        "  Line 2, “Lead agency”: “NBC” is new.",
        "  Line 3, “Timescales”: “Q4” has no year, and was taken to mean due 31 March 2025.",
        "  Line 3, “Lead agency”: “TBC” means that a lead is to be confirmed.",
        "Saved: 1 heading added, 2 actions added, 3 milestones added, 1 organisation or group added.",
    ]


def test_same_file_again_changes_nothing(file):
    run("northshire", "2024-25", file, create=True)
    before, told = HistoryEntry.objects.count(), build_plan_json(Plan.objects.get())

    assert (
        run("northshire", "2024-25", file).splitlines()[-1]
        == "No changes: everything in the file is already in the plan."
    )

    assert (HistoryEntry.objects.count(), build_plan_json(Plan.objects.get())) == (before, told)
    assert PlanImport.objects.count() == 1


def test_dry_run_stores_nothing(file):
    said = run("northshire", "2024-25", file, create=True, dry_run=True)

    assert said.splitlines()[-1] == (
        "Dry run: 1 heading added, 2 actions added, 3 milestones added, 2 organisations and groups added. Nothing was saved."
    )
    assert (Partnership.objects.count(), Plan.objects.count(), Action.objects.count()) == (0, 0, 0)


def test_json_contains_everything_in_the_output(file):
    make_body(make_plan(make_partnership()).partnership, "Kent Police")

    told = json.loads(run("northshire", "2024-25", file, json=True))

    assert told["read"] == {"headings": 1, "actions": 2, "milestones": 3}
    assert told["doubts"][0] == {
        "code": "timescale",
        "where": "Line 2, “Timescales”",
        "printed": "Autumn 25",
        "words": "“Autumn 25” is after the plan ends (31 March 2025).",
    }
    assert [doubt["code"] for doubt in told["doubts"]] == [
        "timescale",
        "lead_new",
        "timescale",
        "lead_to_come",
    ]
    assert told["columns"]["Lead agency"] == "lead"
    assert [each["row"] for each in told["added"]] == [
        "Priority 1: Domestic abuse",
        "1.1 Train",
        "1.1, “a”",
        "1.1, “b”",
        "1.2 Tell",
        "1.2, “c”",
    ]
    assert told["changed"] == []
    assert told["stored"]["added"] == {"priority": 1, "action": 2, "milestone": 3, "body": 1}


def test_later_file_changes_what_differs_and_withdraws_nothing(file, tmp_path):
    run("northshire", "2024-25", file, create=True)
    later = tmp_path / "later.csv"
    later.write_bytes(
        file_of(action_of("1.1", "Train all", step_of("a", "Autumn 24", "NBC"), step_of("b", "Q4", "TBC")))
    )

    told = json.loads(run("northshire", "2024-25", later, json=True))

    assert told["changed"] == [
        {"kind": "action", "row": "1.1 Train all", "field": "Action", "was": "Train", "now": "Train all"},
        {
            "kind": "milestone",
            "row": "1.1, “a”",
            "field": "Timescale",
            "was": "Autumn 25",
            "now": "Autumn 24",
        },
    ]
    assert told["missing"] == [{"kind": "action", "row": "1.2 Tell"}]
    assert Action.objects.current().count() == 2


def test_columns_are_matched_manually(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("Aims,Target Date,Worth\nTrain,May 24,£5\n")

    run("northshire", "2024-25", path, create=True, columns="Aims=action,Target Date=timescale")

    row = Action.objects.get()
    assert (row.action, row.notes, row.number, row.number_is_generated) == (
        "Train",
        {"Worth": "£5"},
        "1.1",
        True,
    )
    assert row.milestones.get().timescale == "May 24"


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        (
            ("nowhere", "2024-25", "{file}"),
            {},
            "Partnership nowhere not found. Use --create to create it.",
        ),
        (
            ("northshire", "2030-31", "{file}"),
            {},
            "Plan 2030-31 not found in northshire. Use --create to create it.",
        ),
        (
            ("northshire", "soon", "{file}"),
            {"create": True},
            "“soon” is not a plan's years.",
        ),
        (
            ("No Slug", "2024-25", "{file}"),
            {"create": True},
            "Web address must include only lower-case letters, numbers and single hyphens",
        ),
        (
            ("admin", "2024-25", "{file}"),
            {"create": True},
            "Enter a different web address. “admin” is reserved",
        ),
        (("northshire", "2024-25", "{file}.gone"), {}, "could not be read: No such file or directory."),
        (("northshire", "2024-25", "{folder}"), {}, "could not be read: Is a directory."),
        (
            ("northshire", "2024-25", "{file}"),
            {"columns": "Aims"},
            "“Aims” is not a heading and its meaning.",
        ),
        (
            ("northshire", "2024-25", "{file}"),
            {"columns": "Aims=action"},
            "The file does not have a column “Aims”.",
        ),
        (
            ("northshire", "2024-25", "{file}"),
            {"columns": "Action=verb"},
            "“verb” is not a meaning of a column.",
        ),
        (("northshire", "2024-25", "{pdf}"), {}, "PDF"),
    ],
)
def test_bad_argument_is_one_line_and_nothing_is_stored(file, tmp_path, arguments, options, said):
    make_plan(make_partnership())
    pdf = tmp_path / "plan.pdf"
    pdf.write_bytes(b"%PDF-1.7 and so on")
    names = {"file": file, "folder": tmp_path, "pdf": pdf}

    with pytest.raises(CommandError) as refused:
        run(*(argument.format(**names) for argument in arguments), **options)

    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (Partnership.objects.count(), Plan.objects.count(), Action.objects.count()) == (1, 1, 0)


def test_from_the_shell_a_bad_argument_is_a_line_on_standard_error_and_status_1(tmp_path):
    environment = os.environ | {
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "csp.settings",
    }
    for arguments in (["--no-such"], ["swale"], ["swale", "2024-25", str(tmp_path / "gone.csv")]):
        done = subprocess.run(
            [sys.executable, "manage.py", "import_actions", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
