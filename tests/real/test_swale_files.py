"""The four files of Swale's real action plan are parsed exactly as expected."""

import json
from pathlib import Path

import pytest

from actions.exporting import plan_to_csv, plan_to_docx, plan_to_xlsx
from actions.parsing import parse_plan
from tests.actions.file_factories import bare

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"
EXPECTED = REAL / "swale-action-plan-2024-25.expected.json"
FILES = (
    "swale-action-plan-2024-25.docx",
    "swale-action-plan-2024-25-row-per-milestone.docx",
    "swale-action-plan-2024-25.xlsx",
    "swale-action-plan-2024-25.csv",
)
pytestmark = pytest.mark.skipif(
    not EXPECTED.exists(), reason="the real files are kept beside the repository, not in it"
)


def as_expected(document):
    return [
        {
            "heading": priority.heading,
            "kind": priority.kind,
            "actions": [
                {
                    "number": action.number,
                    "action": action.action,
                    "desired_outcome": action.desired_outcome,
                    "milestones": [
                        {"milestone": each.milestone, "timescale": each.timescale, "lead": each.lead}
                        for each in action.milestones
                    ],
                }
                for action in priority.actions
            ],
        }
        for priority in document.priorities
    ]


@pytest.mark.parametrize("filename", FILES)
def test_each_file_reads_as_printed(filename):
    reading = parse_plan(filename, (REAL / filename).read_bytes())

    assert as_expected(reading.document) == json.loads(EXPECTED.read_text())
    assert (len(reading.document.priorities), len(reading.document.actions), len(reading.document.milestones)) == (
        7, 27, 59,
    )  # fmt: skip
    assert (reading.doubts, reading.asides) == ((), ())


@pytest.mark.parametrize(
    ("ending", "write"), [("docx", plan_to_docx), ("xlsx", plan_to_xlsx), ("csv", plan_to_csv)]
)
def test_plan_is_exported_and_imported(ending, write):
    document = parse_plan(FILES[0], (REAL / FILES[0]).read_bytes()).document

    reading = parse_plan(f"plan.{ending}", write(document))

    assert bare(reading.document) == bare(document)
    assert reading.doubts == ()
