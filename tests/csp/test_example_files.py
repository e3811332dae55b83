"""The example's plan in the four forms that officers keep: each comes in whole, and changes nothing."""

import pytest

from actions.exporting import plan_document, plan_json
from actions.importing.choices import Choices
from actions.importing.operations import bring_in
from actions.reading import read_plan
from actions.writing import to_csv, to_docx, to_xlsx
from plans.models import Plan
from tests.actions.import_files import make_upload
from tests.actions.making_files import sheet_of, stacked_word, table_per_priority_word, windows_csv
from tests.making import make_partnership, make_plan

pytestmark = pytest.mark.django_db

FORMS = {
    "stacked.docx": stacked_word,
    "row-per-milestone.docx": table_per_priority_word,
    "workbook.xlsx": sheet_of,
    "windows.csv": windows_csv,
    "ours.docx": to_docx,
    "ours.xlsx": to_xlsx,
    "ours.csv": to_csv,
}


@pytest.fixture
def example(loaded_example) -> Plan:
    return Plan.objects.select_related("partnership").get(partnership__slug="swale")


def words(plan: Plan) -> list:
    """The plan's rows without what no officer's file says: statuses, and who a printed lead is."""
    told = plan_json(plan)["priorities"]
    for heading in told:
        for action in heading["actions"]:
            del action["status"], action["leads"], action["leads_as_printed"]
            for step in action["milestones"]:
                # A date set by hand stands beside the printed words, which alone are in a file.
                del step["leads"], step["due"]
    return told


@pytest.mark.parametrize("name", FORMS)
def test_file_brings_the_example_in_elsewhere(example, name):
    content = FORMS[name](plan_document(example))
    other = make_plan(make_partnership("southshire"))
    kept = make_upload(other, content, filename=name)

    bring_in(kept, read_plan(name, content), choices=Choices(), by=None)

    assert words(other) == words(example)


@pytest.mark.parametrize("name", FORMS)
def test_file_changes_nothing_in_the_example(example, name):
    content = FORMS[name](plan_document(example))
    kept = make_upload(example, content, filename=name)

    assert bring_in(kept, read_plan(name, content), choices=Choices(), by=None).total == 0
