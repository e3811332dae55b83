"""A plan that is exported and imported again is the same plan, with any text."""

import os
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.exporting import exportable_text, plan_to_csv, plan_to_docx, plan_to_xlsx
from actions.parsing import parse_plan
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from tests.actions.file_factories import EXAMPLE, bare

# More examples: PLAN_EXAMPLES=2000.
EXAMPLES = int(os.environ.get("PLAN_EXAMPLES", "40"))

HOSTILE = [
    "=1+1", "+44 1795", "-none", "@SUM(A1)", "'=1+1", "''-x", "'quoted'", "\t=1", "#REF!", "TRUE", "1.10", "007",
    "31/03/2025", "Apr-25", "a,b;c\td|e", 'say "so"', '"', "one\ntwo", "one\n\nthree", "a\r\nb", "tab\there",
    "_x000D_", "_x0041_ and _x005F_", "<b>&amp;</b>", "]]>", "{{ 7*7 }}", "العربية مع english", "‏right‏", "👩🏽‍🚒 fire",
    "x" * 5_000, "word " * 1_000, "Priority 1: Domestic Abuse", "Cross cutting theme 2", "Action", "Lead agency", "No.",
    "Key milestones", "Complete", "2.1Reduce", "2.1 Reduce", "• bullet", "- dash", "Sheet1", "Total", "\u00a0edge\u00a0",
    "null\x00byte", "bell\x07", "\u2028line", "é", "e\u0301", "ﬁ", "=HYPERLINK(\"file://x\")", "N/A", "–",
]  # fmt: skip
text = st.one_of(
    st.just(""),
    st.sampled_from(HOSTILE),
    st.text(max_size=30),
    st.lists(st.sampled_from(["a", "b", "\n", " ", "=", "'", '"', ",", ";", "\t"]), max_size=8).map("".join),
)
note_headings = st.one_of(
    st.sampled_from(
        ["RAG", "Q1 update", "Owner", "Done", "Note: x", "Milestone note: y", "Version", "Kind", "Column 3"]
    ),
    st.text(min_size=1, max_size=20),
)
notes = st.dictionaries(note_headings, text, max_size=2)
days = st.sampled_from(["", "", "2024-06-30", "2025-01-01"])
milestones = st.builds(MilestoneText, text, text, text, notes, days)
actions = st.builds(
    ActionText,
    number=st.just(""),
    action=text,
    desired_outcome=text,
    status=st.sampled_from(["", "On track", "Amber", "=x"]),
    lead=text,
    milestones=st.lists(milestones, max_size=4).map(tuple),
    notes=notes,
)
priorities = st.builds(
    PriorityText,
    heading=text.map(lambda words: words[:400]),
    kind=st.sampled_from(["priority", "theme"]),
    notes=text,
    actions=st.lists(actions, max_size=3).map(tuple),
)


@st.composite
def plans(draw):
    """Any plan in which every action has its own number."""
    made = draw(st.lists(priorities, max_size=3))
    labels = iter(
        [f"{at}.{count}" for at in range(1, 9) for count in (1, 2, 9, 10, 11)] + ["A1", "=1", "Ref 7"]
    )
    numbered = [
        replace(each, actions=tuple(replace(action, number=next(labels)) for action in each.actions))
        for each in made
    ]
    return PlanText(draw(st.sampled_from(["", "Action plan", "Priority 1: x", "=t"])), tuple(numbered))


def as_csv_says(plan: PlanText) -> PlanText:
    """Return the plan as CSV has it: neighbouring priorities with one heading and kind are one, no title."""
    found: list[PriorityText] = []
    for _, same in groupby(exportable_text(plan).priorities, key=lambda each: (each.heading, each.kind)):
        first, *others = same
        notes = dict.fromkeys(each.notes for each in (first, *others) if each.notes)
        together = tuple(action for each in (first, *others) for action in each.actions)
        found.append(replace(first, notes="\n".join(notes), actions=together))
    return PlanText("", tuple(found))


WAYS = {
    "plan.docx": (plan_to_docx, exportable_text),
    "plan.xlsx": (plan_to_xlsx, exportable_text),
    "plan.csv": (plan_to_csv, as_csv_says),
}


@pytest.mark.parametrize("filename", WAYS)
def test_example_is_imported_unchanged(filename):
    write, _ = WAYS[filename]

    reading = parse_plan(filename, write(EXAMPLE))

    assert bare(reading.document) == bare(EXAMPLE)
    assert reading.doubts == ()


@pytest.mark.parametrize("filename", WAYS)
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(plan=plans())
def test_any_plan_is_imported_unchanged(filename, plan):
    write, expected = WAYS[filename]

    reading = parse_plan(filename, write(plan))

    assert bare(reading.document) == bare(expected(plan))
    assert reading.asides == ()
