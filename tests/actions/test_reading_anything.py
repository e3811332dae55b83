"""Parsing any file: only errors with a sentence are raised, nothing is lost, and it takes linear time."""

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.parsing import SourceFileError, parse_plan
from actions.parsing.columns import ColumnMappingError
from actions.parsing.lost_text import find_lost_text, texts_of
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from plans.files import read_tables
from plans.files.text_cleaning import clean_text, one_line
from tests.actions.file_factories import (
    EXAMPLE,
    bare,
    delimited,
    p,
    sheet_of,
    stacked_word,
    table_per_priority_word,
    tbl,
    tc,
    tr,
    windows_csv,
    word,
    workbook,
)

EXAMPLES = int(os.environ.get("PLAN_EXAMPLES", "60"))
often = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)

WORDS = st.sampled_from(
    ["", "", "", "No.", "Action", "Lead", "When", "Milestones", "Outcome", "RAG", "Priority", "Theme 1", "Priority 1: Parks",
     "Cross cutting theme 2", "1.1", "1.2", "2.1Reduce", "2", "Reduce crime", "Kent", "May 24", "Complete", "a\nb", "a\n\nb",
     "Notes are elsewhere.", "Key: red means late.", "=1", "-", "x" * 300, "Total", "Version", "Risk"]
)  # fmt: skip
CELLS = st.one_of(WORDS, st.text(max_size=8))
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=12)


def lost(filename, content, reading):
    """Return the text of the parsed tables that is nowhere in the result."""
    tables, _ = read_tables(filename, content)
    read = {table.place.words for table in reading.tables if table.is_read}
    elsewhere = [aside.text for aside in reading.asides] + [column.heading for column in reading.columns]
    kept = [table for table in tables if (table.name or "The file") in read]
    return [line for _, _, line in find_lost_text(kept, reading.document, elsewhere)]


def read_or_refuse(filename, content, typed=(), **how):
    try:
        reading = parse_plan(filename, content, **how)
    except (SourceFileError, ColumnMappingError) as refused:
        assert str(refused).endswith(".")
        return
    if all(table.is_read for table in reading.tables):
        # The typed text, found without the parser's own idea of a table.
        said = [*texts_of(reading.document), *(aside.text for aside in reading.asides)]
        said = one_line(" ".join([*said, *(column.heading for column in reading.columns)]))
        wanted = [one_line(clean_text(each)) for text in typed for each in clean_text(text).split("\n")]
        assert [
            each for each in wanted if each not in said and not set(each.split()) <= set(said.split())
        ] == []
    assert lost(filename, content, reading) == []
    assert [aside for aside in reading.asides if "could not be placed" in aside.text] == []
    for doubt in reading.doubts:
        at, action, milestone, _ = doubt.path
        if at is not None and action is not None and milestone is not None:
            assert reading.document.priorities[at].actions[action].milestones[milestone] is not None
    numbers = [action.number for action in reading.document.actions]
    assert all(numbers)


@often
@given(GRIDS)
def test_any_csv(grid):
    typed = [text for row in grid for text in row if not text.startswith("'") and "2.1R" not in text]
    read_or_refuse("plan.csv", delimited(grid, encoding="utf-8"), typed)


@often
@given(GRIDS, st.sampled_from(["A", "No.", "x"]))
def test_any_csv_with_columns_matched_manually(grid, heading):
    read_or_refuse("plan.csv", delimited([[heading, "Deed"], *grid]), columns={"Deed": "action"})


@often
@given(
    st.lists(
        st.lists(
            st.tuples(CELLS, st.integers(1, 3), st.sampled_from(["", "", "restart", "continue"])), max_size=6
        ),
        max_size=10,
    )
)
def test_any_word_table(grid):
    rows = [
        tr(*(tc(*(line for line in text.split("\n\n")), span=span, down=down) for text, span, down in row)).replace("\x00", "")
        for row in grid
    ]  # fmt: skip
    body = word(p("Priority 1: Parks"), tbl(("No.", "Action", "Milestones", "When", "Lead"), *rows))
    typed = [text for row in grid for text, _, _ in row if "2.1R" not in text]
    read_or_refuse("plan.docx", body, typed)


@often
@given(st.binary(max_size=200), st.sampled_from(["plan.csv", "plan.docx", "plan.xlsx"]))
def test_any_bytes(content, filename):
    read_or_refuse(filename, content)


@often
@given(st.integers(0, 10_000), st.integers(0, 255), st.sampled_from(["plan.docx", "plan.xlsx"]))
def test_any_damaged_file(at, byte, filename):
    content = bytearray(stacked_word(EXAMPLE) if filename == "plan.docx" else sheet_of(EXAMPLE))
    content[at % len(content)] = byte
    read_or_refuse(filename, bytes(content))


# Plans as officers type them, in each of the four shapes.

line = st.text(
    st.characters(codec="cp1252", exclude_categories=("Cc", "Zs", "Zl", "Zp", "Cf")), min_size=3, max_size=20
).map(lambda text: f"w{text}")
milestones = st.builds(
    MilestoneText,
    line,
    st.one_of(st.just(""), st.sampled_from(["May 24", "Ongoing"])),
    st.one_of(st.just(""), line),
)


@st.composite
def typed_plans(draw):
    priorities = []
    for at in range(1, draw(st.integers(1, 3)) + 1):
        actions = tuple(
            ActionText(
                f"{at}.{count}",
                draw(line),
                draw(line),
                milestones=tuple(draw(st.lists(milestones, min_size=1, max_size=4))),
            )
            for count in range(1, draw(st.integers(1, 12)) + 1)
        )
        priorities.append(PriorityText(f"Priority {at}: {draw(line)}", actions=actions))
    return PlanText("Plan of deeds", tuple(priorities))


@pytest.mark.parametrize(
    ("filename", "make"),
    [
        ("stacked.docx", stacked_word),
        ("tables.docx", table_per_priority_word),
        ("sheet.xlsx", sheet_of),
        ("windows.csv", windows_csv),
    ],
)
@settings(
    max_examples=EXAMPLES // 4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(plan=typed_plans())
def test_any_plan_in_the_four_shapes_reads_as_typed(filename, make, plan):
    reading = parse_plan(filename, make(plan))

    assert bare(reading.document) == bare(plan)


HEAD = ["No.", "Action", "Outcome", "Milestones", "When", "Lead", "RAG", "Comments"]


@pytest.mark.parametrize("shape", ["csv", "headings", "xlsx", "docx", "switching"])
def test_two_thousand_rows_take_seconds(shape):
    rows = [
        [f"{n // 40}.{n}", f"Act {n}", "Good", f"a {n}", "May 24", "A", "Green", f"note {n}"]
        for n in range(1, 1_999)
    ]
    if shape == "headings":
        rows = [row if n % 2 else [f"Priority {n}: Part {n}", *[""] * 7] for n, row in enumerate(rows)]
    if shape == "switching":
        turned = [*HEAD[1:], HEAD[0]]
        rows = [row if n % 2 else (turned if n % 4 else HEAD) for n, row in enumerate(rows)]
    if shape == "xlsx":
        filename, content = "plan.xlsx", workbook({"Plan": [HEAD, *rows]})
    elif shape == "docx":
        filename, content = "plan.docx", word(tbl(HEAD, *rows))
    else:
        filename, content = "plan.csv", delimited([HEAD, *rows])
    began = time.process_time()

    reading = parse_plan(filename, content)

    assert len(reading.document.actions) > 900
    assert time.process_time() - began < 6
