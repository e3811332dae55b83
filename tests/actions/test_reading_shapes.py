"""Plans of other shapes than ours: each is parsed without loss, and issues are reported."""

import pytest

from actions.parsing import parse_plan
from actions.plan_text import MilestoneText
from tests.actions.file_factories import (
    EXAMPLE,
    HEADINGS,
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
from tests.actions.round_trip import codes, headings, numbered, steps


@pytest.mark.parametrize(
    ("filename", "make"),
    [
        ("stacked.docx", stacked_word),
        ("tables.docx", table_per_priority_word),
        ("sheet.xlsx", sheet_of),
        ("windows.csv", windows_csv),
    ],
)
def test_the_four_shapes_of_one_plan_read_alike(filename, make):
    reading = parse_plan(filename, make(EXAMPLE))

    assert bare(reading.document) == bare(EXAMPLE)
    assert reading.doubts == ()
    assert all(table.is_read for table in reading.tables)


# --- Milestones and timescales of unequal count.


@pytest.mark.parametrize(
    ("names", "times", "leads", "expected", "doubts"),
    [
        (
            ["a", "b", "c"],
            ["x", "", "z"],
            ["L", "", ""],
            [("a", "x", "L"), ("b", "", ""), ("c", "z", "")],
            [],
        ),
        (["a", "b", "c"], ["", "y", ""], [""], [("a", "", ""), ("b", "y", ""), ("c", "", "")], []),
        (["a", "b", "c"], ["x", "y"], [""], [("a", "x", ""), ("b", "y", ""), ("c", "", "")], ["uneven"]),
        (["a", "b"], ["x", "y", "z"], [""], [("a", "x", ""), ("b", "y\nz", "")], ["uneven"]),
        (["a", "b"], ["x", "y"], ["L", "M", "N"], [("a", "x", "L"), ("b", "y", "M\nN")], ["uneven"]),
        (["a"], ["x"], ["L", "M"], [("a", "x", "L\nM")], []),
        (["a"], ["x", "y"], ["L"], [("a", "x\ny", "L")], ["uneven"]),
        (["a", "", "b"], ["x", "", "y"], ["L", "", "M"], [("a", "x", "L"), ("b", "y", "M")], []),
        (["a", "", "b"], ["x", "y"], [""], [("a", "x", ""), ("b", "y", "")], []),
        (["a", "b"], ["x", "", "y"], [""], [("a", "x", ""), ("b", "y", "")], []),
        (["a", "", "b"], ["x", "y", ""], [""], [("a", "x", ""), ("b", "y", "")], []),
        (["a\nb"], ["x\ny"], ["L"], [("a", "x", "L"), ("b", "y", "")], ["uneven"]),
        (["a\nb"], ["x"], ["L"], [("a\nb", "x", "L")], []),
        (["a", "b"], [""], [""], [("a", "", ""), ("b", "", "")], []),
        ([""], ["x"], ["L"], [("", "x", "L")], []),
    ],
)
def test_stacked_cells_are_paired(names, times, leads, expected, doubts):
    body = tbl(HEADINGS, tr("1.1", "Act", "Good", tc(*names), tc(*times), tc(*leads)))

    reading = parse_plan("plan.docx", word(body))

    assert steps(reading) == expected
    assert codes(reading) == doubts


def test_uneven_pairing_names_the_row_and_the_counts():
    body = tbl(HEADINGS, tr("1.1", "Act", "", tc("a", "b", "c", "d"), tc("x", "y", "z"), ""))

    (doubt,) = parse_plan("plan.docx", word(body)).doubts

    assert (doubt.place.words, doubt.column, doubt.path) == (
        "Table 1, row 2",
        "Timescales",
        (0, 0, 0, "timescale"),
    )
    assert doubt.words == "4 milestones, 3 timescales: they were paired as shown."


def test_inner_list_items_stay_with_their_milestone():
    cell = tc(raw=p("Train staff:") + p("police", level=0) + p("housing", level=0) + p("Report back"))
    body = tbl(HEADINGS, tr("1.1", "Act", "", cell, tc("May 24", "June 24"), tc("A", "B")))

    reading = parse_plan("plan.docx", word(body))

    assert steps(reading) == [
        ("Train staff:\npolice\nhousing", "May 24", "A"),
        ("Report back", "June 24", "B"),
    ]
    assert reading.doubts == ()


def test_lines_of_a_sheet_are_milestones_where_each_action_has_one_row():
    rows = [["No", "Action", "Steps", "When", "Who"], [1, "Act", "first\nsecond", "May 24\nJune 24", "A\nB"]]

    reading = parse_plan("plan.xlsx", workbook({"Plan": rows}))

    assert steps(reading) == [("first", "May 24", "A"), ("second", "June 24", "B")]


# --- Numbers: without a space, missing, repeated, without their zero, numbers of lists.


def test_numbers_without_a_space_in_the_action():
    rows = [
        ["Action", "Lead"],
        ["2.1Reduce repeat calls", "Police"],
        ["2.2 Visit repeat callers", ""],
        ["Other", ""],
    ]

    reading = parse_plan("plan.csv", delimited(rows))

    assert numbered(reading) == [
        ("2.1", "Reduce repeat calls"),
        ("2.2", "Visit repeat callers"),
        ("2.3", "Other"),
    ]
    assert codes(reading) == ["glued", "number_ours"]
    assert [action.number_is_generated for action in reading.document.actions] == [False, False, True]
    assert reading.doubts[0].path == (0, 0, None, "number")


def test_number_glued_in_its_own_column():
    rows = [["No.", "Action", "Lead"], ["2.1Reduce repeat calls", "", "Police"], ["2.2", "Visit", ""]]

    reading = parse_plan("plan.csv", delimited(rows))

    assert numbered(reading) == [("2.1", "Reduce repeat calls"), ("2.2", "Visit")]
    assert codes(reading) == ["glued"]


def test_text_that_starts_with_a_number_keeps_it():
    rows = [["Ref", "Action", "Lead"], ["1", "24 hour helpline", "A"], ["2", "3 patrols a week", "B"]]

    assert numbered(parse_plan("plan.csv", delimited(rows))) == [
        ("1", "24 hour helpline"),
        ("2", "3 patrols a week"),
    ]


def test_missing_numbers_are_ours_and_meet_no_other():
    rows = [
        ["No.", "Action", "Lead"],
        ["Priority 1: Roads", "", ""],
        ["1.1", "One", ""],
        ["", "Two", "A"],
        ["1.2", "Three", "B"],
        ["Priority 2: Parks", "", ""],
        ["", "Four", "C"],
    ]

    reading = parse_plan("plan.csv", delimited(rows))

    assert numbered(reading) == [("1.1", "One"), ("1.3", "Two"), ("1.2", "Three"), ("2.1", "Four")]
    assert codes(reading) == ["number_ours", "number_ours"]


def test_lost_zero_is_an_issue_and_not_corrected():
    rows = [
        ["No.", "Action", "Milestones"],
        *([number, f"Do {order}", "m"] for order, number in enumerate([1.1, 1.9, 1.1])),
    ]

    reading = parse_plan("plan.xlsx", workbook({"Plan": rows}))

    assert [number for number, _ in numbered(reading)] == ["1.1", "1.9", "1.1"]
    assert [doubt.words for doubt in reading.doubts] == [
        "Another action has the same number 1.1, in Sheet “Plan”, row 2. Excel removes a zero at the end: check if it was 1.10."
    ]


def test_numbers_that_word_prints_itself():
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    lists = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = tbl(
        ("No.", "Action", "Lead"),
        tr(tc(p("Safer parks", level=0), span=3)),
        tr(tc(p(level=1)), "Lamps", "A"),
        tr(tc(p(level=1)), "Benches", "B"),
        tr(tc(p("Safer roads", level=0), span=3)),
        tr(tc(p(level=1)), "Crossings", "C"),
    )

    reading = parse_plan("plan.docx", word(body, numbering=lists))

    assert [heading for heading, _, _ in headings(reading)] == ["1. Safer parks", "2. Safer roads"]
    assert numbered(reading) == [("1.1", "Lamps"), ("1.2", "Benches"), ("2.1", "Crossings")]


# --- Rows with no lead, no dates, no milestones at all.


def test_without_a_column_of_milestones_the_timescale_has_a_blank_one():
    rows = [
        ["Action", "Lead", "Timescale"],
        ["One", "A", "May 24"],
        ["Two", "B", ""],
        ["Three", "", "June 24"],
    ]

    actions = parse_plan("plan.csv", delimited(rows)).document.actions

    assert [(action.action, action.lead, [m.timescale for m in action.milestones]) for action in actions] == [
        ("One", "A", ["May 24"]),
        ("Two", "B", []),
        ("Three", "", ["June 24"]),
    ]


def test_action_alone_in_its_row_is_an_action():
    rows = [["No.", "Action", "Lead", "When"], ["1.1", "One", "", ""], ["1.2", "Two", "A", "May 24"]]

    assert numbered(parse_plan("plan.csv", delimited(rows))) == [("1.1", "One"), ("1.2", "Two")]


# --- A status inside the timescale.


@pytest.mark.parametrize(
    ("timescale", "expected"),
    [
        ("Annually in April Complete", ["status_words"]),
        ("On track. Summer 24", ["status_words"]),
        ("To be completed by March 25", []),
        ("Summer 24", []),
    ],
)
def test_status_in_the_timescale_is_kept_with_a_warning(timescale, expected):
    reading = parse_plan("plan.docx", word(tbl(HEADINGS, ("1.1", "Act", "", "Step", timescale, ""))))

    assert steps(reading) == [("Step", timescale, "")]
    assert codes(reading) == expected


def test_column_that_ranks_urgency_stays_a_note():
    rows = [["No.", "Action", "Priority", "Lead"], ["1", "One", "High", "A"], ["2", "Two", "Low", "B"]]

    reading = parse_plan("plan.csv", delimited(rows))

    assert [action.notes for action in reading.document.actions] == [
        {"Priority": "High"},
        {"Priority": "Low"},
    ]


# --- MergeResult cells.


def test_cells_merged_down_apply_to_each_of_their_rows():
    rows = [
        ["Priority", "No", "Action", "Milestone", "When", "Lead"],
        ["Roads", 1, "Count", "buy counters", "May 24", "A"],
        [None, None, None, "put them out", None, None],
        [None, 2, "Paint", "order paint", "June 24", "B"],
    ]
    content = workbook({"Plan": rows}, merges=["A2:A4", "B2:B3", "C2:C3", "E2:E3", "F2:F3"])

    reading = parse_plan("plan.xlsx", content)

    assert headings(reading) == [("Roads", "priority", 2)]
    assert steps(reading) == [
        ("buy counters", "May 24", "A"),
        ("put them out", "May 24", "A"),
        ("order paint", "June 24", "B"),
    ]


def test_borders_moved_manually():
    """Word keeps a grid column for every border; a row whose borders moved has other spans, but as many cells."""
    body = tbl(
        tr(tc("No."), tc("Action", span=2), tc("Lead", span=2), tc("When")),
        tr(tc("1.1", span=2), tc("Count"), tc("A"), tc("May 24", span=2)),
    )

    (action,) = parse_plan("plan.docx", word(body)).document.actions

    assert (action.number, action.action, action.lead) == ("1.1", "Count", "A")
    assert action.milestones[0].timescale == "May 24"


# --- Notes and statuses, of actions and of milestones.


def test_unknown_columns_are_notes_of_the_action_or_of_each_milestone():
    rows = [
        ["No.", "Action", "Milestone", "When", "Comments", "RAG"],
        ["1", "One", "a", "May 24", "said of a", "Green"],
        ["", "", "b", "", "said of b", "Red"],
        ["2", "Two", "c", "", "said of c", "Amber"],
    ]

    reading = parse_plan("plan.csv", delimited(rows))

    one, two = reading.document.actions
    assert (one.status, two.status) == ("", "Amber")
    assert [each.notes for each in one.milestones] == [
        {"Comments": "said of a", "RAG": "Green"},
        {"Comments": "said of b", "RAG": "Red"},
    ]
    assert two.milestones[0].notes == {"Comments": "said of c"}
    assert codes(reading) == ["step_statuses"]


def test_completion_date_and_text_in_its_place():
    rows = [
        ["No.", "Action", "Milestone", "Date completed"],
        ["1", "One", "a", "31/05/2024"],
        ["2", "Two", "b", "nearly"],
    ]

    one, two = parse_plan("plan.csv", delimited(rows)).document.actions

    assert one.milestones[0].done_on == "2024-05-31"
    assert two.notes == {"Date completed": "nearly"}


def test_second_lead_on_a_line_of_its_own():
    rows = [["No.", "Action", "Milestone", "Lead"], ["1", "One", "a", "Group"], ["", "", "", "Executive"]]

    assert steps(parse_plan("plan.csv", delimited(rows))) == [("a", "", "Group\nExecutive")]


def test_milestones_without_an_action_make_one():
    rows = [
        ["No.", "Action", "Milestone", "When"],
        ["Priority 1: Parks", "", "", ""],
        ["", "", "Lamps", "May 24"],
    ]

    reading = parse_plan("plan.csv", delimited(rows))

    assert reading.document.milestones == (
        MilestoneText("Lamps", "May 24", place=reading.document.milestones[0].place),
    )
    assert codes(reading) == ["no_action", "number_ours"]


def test_a_form_for_each_action():
    def form(action, lead, when):
        return tbl(("Action", action), ("Lead", lead), ("Timescale", when), ("Progress", "Begun"))

    reading = parse_plan("plan.docx", word(form("Lamps", "A", "May 24"), p(), form("Signs", "B", "June 24")))

    assert [(a.action, a.lead, a.notes) for a in reading.document.actions] == [
        ("Lamps", "A", {"Progress": "Begun"}),
        ("Signs", "B", {"Progress": "Begun"}),
    ]
    assert reading.document.actions[1].place.words == "Table 2, column 2"


def test_text_split_by_a_page_break_is_combined_with_an_issue():
    rows = [
        ["No.", "Action", "Outcome", "Milestones", "When"],
        ["1.2", "Training on the law and", "More knowledge of", "One", "May 24"],
        ["", "on customs", "how to help", "Two", "June 24"],
    ]

    reading = parse_plan("plan.csv", delimited(rows))

    (action,) = reading.document.actions
    assert (action.action, action.desired_outcome) == (
        "Training on the law and on customs",
        "More knowledge of how to help",
    )
    assert steps(reading) == [("One", "May 24", ""), ("Two", "June 24", "")]
    assert codes(reading) == ["joined"]
