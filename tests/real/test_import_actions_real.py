"""The four files that an officer really keeps of one plan: each gives exactly what was printed."""

import json
from io import StringIO
from itertools import permutations
from pathlib import Path

import pytest
from django.core.management import call_command

from actions.exporting.plan_export import build_plan_json
from actions.models import Action
from plans.models import HistoryEntry, Plan

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"
FILES = (
    "swale-action-plan-2024-25.docx",
    "swale-action-plan-2024-25-row-per-milestone.docx",
    "swale-action-plan-2024-25.xlsx",
    "swale-action-plan-2024-25.csv",
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not REAL.is_dir(), reason="The files that officers really keep are not on this machine."
    ),
]


def bring_in(name: str, plan="2024-25", **options) -> dict:
    out = StringIO()
    call_command("import_actions", "swale", plan, str(REAL / name), stdout=out, json=True, **options)
    return json.loads(out.getvalue())


def expected() -> list:
    return json.loads((REAL / "swale-action-plan-2024-25.expected.json").read_text(encoding="utf-8"))


def as_printed(plan: Plan) -> list:
    """Return the exported plan in the form of the expected file."""
    return [
        {
            "heading": heading["heading"],
            "kind": heading["kind"],
            "actions": [
                {
                    "number": action["number"],
                    "action": action["action"],
                    "desired_outcome": action["desired_outcome"],
                    "milestones": [
                        {
                            "milestone": step["milestone"],
                            "timescale": step["timescale"],
                            "lead": step["lead_as_printed"],
                        }
                        for step in action["milestones"]
                    ],
                }
                for action in heading["actions"]
            ],
        }
        for heading in build_plan_json(plan)["priorities"]
    ]


@pytest.mark.parametrize("name", FILES)
def test_file_gives_exactly_what_was_printed_and_again_nothing(name):
    told = bring_in(name, create=True)

    assert told["read"] == {"headings": 7, "actions": 27, "milestones": 59}
    plan = Plan.objects.get()
    assert as_printed(plan) == expected()
    before = HistoryEntry.objects.count()
    again = bring_in(name)
    assert (again["changed"], again["added"], again["missing"]) == ([], [], [])
    assert HistoryEntry.objects.count() == before


@pytest.mark.parametrize(("first", "second"), list(permutations(FILES, 2)))
def test_second_form_of_the_plan_changes_nothing(first, second):
    bring_in(first, create=True)

    told = bring_in(second)

    # Only one of the files prints a note under a heading.
    assert [each for each in told["changed"] if each["field"] != "Notes"] == []
    assert (told["added"], told["missing"]) == ([], [])
    assert as_printed(Plan.objects.get()) == expected()


def test_issues_are_those_of_the_plan():
    told = bring_in(FILES[0], create=True)

    timescales = [doubt for doubt in told["doubts"] if doubt["code"] == "timescale"]
    assert [doubt["printed"] for doubt in timescales] == ["Autumn 25", "Summer", "March 24", "March 24"]
    assert [doubt["printed"] for doubt in told["doubts"] if doubt["code"] == "lead_to_come"] == ["TBC"]


@pytest.mark.parametrize("name", FILES)
def test_example_takes_the_printed_text_and_keeps_its_rows(name, settings):
    settings.DEBUG = True
    call_command("load_example", stdout=StringIO())
    plan = Plan.objects.get(partnership__slug="swale")
    rows = dict(Action.objects.current().filter(plan=plan).values_list("number", "pk"))
    statuses = dict(Action.objects.filter(plan=plan).values_list("number", "status"))

    told = bring_in(name)

    assert (told["added"], told["missing"]) == ([], [])
    assert as_printed(plan) == expected()
    assert dict(Action.objects.current().filter(plan=plan).values_list("number", "pk")) == rows
    assert dict(Action.objects.filter(plan=plan).values_list("number", "status")) == statuses
