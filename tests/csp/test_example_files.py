"""The example's plan in the four forms that officers keep: each is imported completely, and changes nothing."""

import pytest

from actions.exporting import plan_to_csv, plan_to_docx, plan_to_xlsx
from actions.exporting.plan_export import build_plan_json, build_plan_text
from actions.importing.decisions import ImportDecisions
from actions.importing.operations import import_file
from actions.parsing import parse_plan
from plans.models import Plan
from tests.actions.file_factories import sheet_of, stacked_word, table_per_priority_word, windows_csv
from tests.actions.import_files import make_upload
from tests.factories import make_partnership, make_plan

pytestmark = pytest.mark.django_db

FORMS = {
    "stacked.docx": stacked_word,
    "row-per-milestone.docx": table_per_priority_word,
    "workbook.xlsx": sheet_of,
    "windows.csv": windows_csv,
    "ours.docx": plan_to_docx,
    "ours.xlsx": plan_to_xlsx,
    "ours.csv": plan_to_csv,
}


@pytest.fixture
def example(loaded_example) -> Plan:
    return Plan.objects.select_related("partnership").get(partnership__slug="swale")


def words(plan: Plan) -> list:
    """Return the plan's rows without what no officer's file has: statuses, and who a printed lead is."""
    told = build_plan_json(plan)["priorities"]
    for heading in told:
        for action in heading["actions"]:
            del action["status"], action["leads"], action["leads_as_printed"]
            for step in action["milestones"]:
                # A date set manually is stored next to the printed text; only the text is in a file.
                del step["leads"], step["due"]
    return told


@pytest.mark.parametrize("name", FORMS)
def test_file_imports_the_example_into_another_plan(example, name):
    content = FORMS[name](build_plan_text(example))
    other = make_plan(make_partnership("southshire"))
    kept = make_upload(other, content, filename=name)

    import_file(kept, parse_plan(name, content), choices=ImportDecisions(), by=None)

    assert words(other) == words(example)


@pytest.mark.parametrize("name", FORMS)
def test_file_changes_nothing_in_the_example(example, name):
    content = FORMS[name](build_plan_text(example))
    kept = make_upload(example, content, filename=name)

    assert import_file(kept, parse_plan(name, content), choices=ImportDecisions(), by=None).total == 0
