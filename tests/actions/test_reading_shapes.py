"""Plans of other shapes than ours: each goes in without loss, and what is doubtful is said."""

import pytest

from actions.document import ActionText, MilestoneText, PriorityText
from actions.reading import read_plan
from tests.actions.making_files import (
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


def codes(reading):
    return [doubt.code for doubt in reading.doubts]


def headings(reading):
    return [
        (priority.heading, priority.kind, len(priority.actions)) for priority in reading.document.priorities
    ]


def numbered(reading):
    return [(action.number, action.action) for action in reading.document.actions]


def steps(reading):
    return [(each.milestone, each.timescale, each.lead) for each in reading.document.milestones]


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
    reading = read_plan(filename, make(EXAMPLE))

    assert bare(reading.document) == bare(EXAMPLE)
    assert reading.doubts == ()
    assert all(table.is_read for table in reading.tables)


# 1. Headings that are not merged, and none of whose words says "priority".


def test_heading_in_the_first_cell_alone():
    content = delimited(
        [
            ["Ref", "Action", "By when", "Owner"],
            ["Domestic abuse", "", "", ""],
            ["1", "Train the front desk", "May 24", "Housing"],
            ["Burglary", "", "", ""],
            ["2", "Mark bicycles", "", ""],
        ]
    )

    reading = read_plan("plan.csv", content)

    assert headings(reading) == [("Domestic abuse", "priority", 1), ("Burglary", "priority", 1)]
    assert codes(reading) == ["heading", "heading"]
    assert reading.doubts[0].place.words == "Line 2"


def test_bold_row_in_a_table_without_numbers_is_a_heading():
    body = tbl(
        ("Action", "Lead", "When"),
        tr(tc(p("Town centre", bold=True)), "", ""),
        ("Walk the market each Friday", "Rangers", "Ongoing"),
        tr(tc(p("Rural crime", bold=True)), "", ""),
        ("Visit every farm", "", ""),
        ("Farm watch", "", ""),
    )

    reading = read_plan("plan.docx", word(body))

    assert headings(reading) == [("Town centre", "priority", 1), ("Rural crime", "priority", 2)]


# 2. Notes across the table, below a heading and at its end.


def test_rows_across_that_are_no_headings_are_notes():
    body = tbl(
        HEADINGS,
        tr(tc("Priority 1: Safer roads", span=6)),
        tr(tc("More about roads stands in the county's own plan.", span=6)),
        ("1.1", "Count speeding cars", "Slower cars", "Counters out", "May 24", "Wardens"),
        tr(tc("Theme 2: Young people", span=6)),
        ("2.1", "Open the gym late", "Somewhere to go", "Doors open", "June 24", "Leisure"),
        tr(tc("Key: RAG means red, amber, green.", span=6)),
    )

    reading = read_plan("plan.docx", word(body))

    assert headings(reading) == [
        ("Priority 1: Safer roads", "priority", 1),
        ("Theme 2: Young people", "theme", 1),
    ]
    assert [priority.notes for priority in reading.document.priorities] == [
        "More about roads stands in the county's own plan.",
        "Key: RAG means red, amber, green.",
    ]
    assert reading.doubts == ()


# 3. Milestones and timescales of unequal count.


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

    reading = read_plan("plan.docx", word(body))

    assert steps(reading) == expected
    assert codes(reading) == doubts


def test_uneven_pairing_names_the_row_and_the_counts():
    body = tbl(HEADINGS, tr("1.1", "Act", "", tc("a", "b", "c", "d"), tc("x", "y", "z"), ""))

    (doubt,) = read_plan("plan.docx", word(body)).doubts

    assert (doubt.place.words, doubt.column, doubt.path) == (
        "Table 1, row 2",
        "Timescales",
        (0, 0, 0, "timescale"),
    )
    assert doubt.words == "4 milestones, 3 timescales: we paired them as shown."


def test_inner_list_items_stay_with_their_milestone():
    cell = tc(raw=p("Train staff:") + p("police", level=0) + p("housing", level=0) + p("Report back"))
    body = tbl(HEADINGS, tr("1.1", "Act", "", cell, tc("May 24", "June 24"), tc("A", "B")))

    reading = read_plan("plan.docx", word(body))

    assert steps(reading) == [
        ("Train staff:\npolice\nhousing", "May 24", "A"),
        ("Report back", "June 24", "B"),
    ]
    assert reading.doubts == ()


def test_lines_of_a_sheet_are_milestones_where_each_action_has_one_row():
    rows = [["No", "Action", "Steps", "When", "Who"], [1, "Act", "first\nsecond", "May 24\nJune 24", "A\nB"]]

    reading = read_plan("plan.xlsx", workbook({"Plan": rows}))

    assert steps(reading) == [("first", "May 24", "A"), ("second", "June 24", "B")]


# 4. Numbers: glued, missing, repeated, lost noughts, numbers of lists.


def test_numbers_glued_to_words_in_the_action():
    rows = [
        ["Action", "Lead"],
        ["2.1Reduce repeat calls", "Police"],
        ["2.2 Visit repeat callers", ""],
        ["Other", ""],
    ]

    reading = read_plan("plan.csv", delimited(rows))

    assert numbered(reading) == [
        ("2.1", "Reduce repeat calls"),
        ("2.2", "Visit repeat callers"),
        ("2.3", "Other"),
    ]
    assert codes(reading) == ["glued", "number_ours"]
    assert [action.number_is_ours for action in reading.document.actions] == [False, False, True]
    assert reading.doubts[0].path == (0, 0, None, "number")


def test_number_glued_in_its_own_column():
    rows = [["No.", "Action", "Lead"], ["2.1Reduce repeat calls", "", "Police"], ["2.2", "Visit", ""]]

    reading = read_plan("plan.csv", delimited(rows))

    assert numbered(reading) == [("2.1", "Reduce repeat calls"), ("2.2", "Visit")]
    assert codes(reading) == ["glued"]


def test_words_that_begin_with_a_figure_keep_it():
    rows = [["Ref", "Action", "Lead"], ["1", "24 hour helpline", "A"], ["2", "3 patrols a week", "B"]]

    assert numbered(read_plan("plan.csv", delimited(rows))) == [
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

    reading = read_plan("plan.csv", delimited(rows))

    assert numbered(reading) == [("1.1", "One"), ("1.3", "Two"), ("1.2", "Three"), ("2.1", "Four")]
    assert codes(reading) == ["number_ours", "number_ours"]


def test_a_lost_nought_is_pointed_out_not_put_right():
    rows = [
        ["No.", "Action", "Milestones"],
        *([number, f"Do {order}", "m"] for order, number in enumerate([1.1, 1.9, 1.1])),
    ]

    reading = read_plan("plan.xlsx", workbook({"Plan": rows}))

    assert [number for number, _ in numbered(reading)] == ["1.1", "1.9", "1.1"]
    assert [doubt.words for doubt in reading.doubts] == [
        "The number 1.1 is that of another action, in Sheet “Plan”, row 2. Excel drops a last nought: was it 1.10?"
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

    reading = read_plan("plan.docx", word(body, numbering=lists))

    assert [heading for heading, _, _ in headings(reading)] == ["1. Safer parks", "2. Safer roads"]
    assert numbered(reading) == [("1.1", "Lamps"), ("1.2", "Benches"), ("2.1", "Crossings")]


# 5. Rows with no lead, no dates, no milestones at all.


def test_without_a_column_of_milestones_the_timescale_has_a_blank_one():
    rows = [
        ["Action", "Lead", "Timescale"],
        ["One", "A", "May 24"],
        ["Two", "B", ""],
        ["Three", "", "June 24"],
    ]

    actions = read_plan("plan.csv", delimited(rows)).document.actions

    assert [(action.action, action.lead, [m.timescale for m in action.milestones]) for action in actions] == [
        ("One", "A", ["May 24"]),
        ("Two", "B", []),
        ("Three", "", ["June 24"]),
    ]


def test_action_alone_in_its_row_is_an_action():
    rows = [["No.", "Action", "Lead", "When"], ["1.1", "One", "", ""], ["1.2", "Two", "A", "May 24"]]

    assert numbered(read_plan("plan.csv", delimited(rows))) == [("1.1", "One"), ("1.2", "Two")]


# 6. A status inside the timescale.


@pytest.mark.parametrize(
    ("timescale", "expected"),
    [
        ("Annually in April Complete", ["status_words"]),
        ("On track. Summer 24", ["status_words"]),
        ("To be completed by March 25", []),
        ("Summer 24", []),
    ],
)
def test_status_in_the_timescale_is_kept_and_pointed_out(timescale, expected):
    reading = read_plan("plan.docx", word(tbl(HEADINGS, ("1.1", "Act", "", "Step", timescale, ""))))

    assert steps(reading) == [("Step", timescale, "")]
    assert codes(reading) == expected


# 7. A sheet for each priority.


def test_a_sheet_for_each_priority():
    head = ["Action", "Lead", "Deadline"]
    content = workbook(
        {
            "Burglary": [["Action plan 2024/25"], [], head, ["Mark bicycles", "Rangers", "May 24"]],
            "Young people": [["Action plan 2024/25"], [], head, ["Open the gym", "Leisure", ""]],
            "Contacts": [["Name", "Telephone"], ["A. Person", "none"]],
        }
    )

    reading = read_plan("plan.xlsx", content)

    assert headings(reading) == [("Burglary", "priority", 1), ("Young people", "priority", 1)]
    assert reading.document.title == "Action plan 2024/25"
    assert [(table.place.words, table.is_read) for table in reading.tables] == [
        ("Sheet “Burglary”", True),
        ("Sheet “Young people”", True),
        ("Sheet “Contacts”", False),
    ]


# 8. Several tables in Word, some of which are none of actions; one runs on after a break of pages.


def test_other_tables_are_listed_and_a_table_runs_on():
    body = [
        tbl(
            ("Version", "Date", "Author", "Description of change"),
            ("1", "May 24", "B. Person", "First draft"),
        ),
        p("Priority 1: Roads", style="Heading2"),
        tbl(("No.", "Action", "Lead"), ("1.1", "Count cars", "A")),
        p(""),
        tbl(("1.2", "Paint crossings", "B")),
        p("Meetings"),
        tbl(("Meeting Group", "Key Functions"), ("Board", "Decides")),
    ]

    reading = read_plan("plan.docx", word(*body))

    assert headings(reading) == [("Priority 1: Roads", "priority", 2)]
    assert [table.is_read for table in reading.tables] == [False, True, True, False]
    assert reading.tables[0].place.words == "Table 1"


# 9. Headings of columns: again on each page, in two rows, changed half way, in any order and naming.


def test_headings_are_repeated_and_change():
    rows = [
        ["Ref", "Action", "Lead agency", "Timescale"],
        ["1.1", "One", "A", "May 24"],
        ["Ref", "Action", "Lead agency", "Timescale"],
        ["1.2", "Two", "B", "June 24"],
        ["Priority 2: Parks", "", "", ""],
        ["Action", "Ref", "By when", "Owner"],
        ["Three", "2.1", "July 24", "C"],
    ]

    reading = read_plan("plan.csv", delimited(rows))

    assert [(a.number, a.action, a.lead, a.milestones[0].timescale) for a in reading.document.actions] == [
        ("1.1", "One", "A", "May 24"),
        ("1.2", "Two", "B", "June 24"),
        ("2.1", "Three", "C", "July 24"),
    ]
    assert headings(reading) == [("", "priority", 2), ("Priority 2: Parks", "priority", 1)]


def test_headings_in_two_rows():
    body = tbl(
        tr(
            tc("No.", down="restart"),
            tc("Action", down="restart"),
            tc("Delivery", span=2),
            tc("Progress", span=2),
        ),
        tr(tc(down="continue"), tc(down="continue"), "Lead", "By when", "Q1", "Q2"),
        ("1.1", "Act", "A", "May 24", "Begun", "Going well"),
    )

    (action,) = read_plan("plan.docx", word(body)).document.actions

    assert (action.number, action.lead, action.milestones[0].timescale) == ("1.1", "A", "May 24")
    assert action.notes == {"Progress Q1": "Begun", "Progress Q2": "Going well"}


@pytest.mark.parametrize(
    ("printed", "meanings"),
    [
        (["#", "What will we do?", "Who", "When"], ["number", "action", "lead", "timescale"]),
        (["Aims", "Key Steps", "Success Measure", "Lead Officer", "Target Date", "BRAG"],
         ["action", "milestone", "desired_outcome", "lead", "timescale", "status"]),
        (["Theme", "Objective", "Action", "Responsible", "Deadline"],
         ["priority", "desired_outcome", "action", "lead", "timescale"]),
        (["ID", "Task", "What difference will it make?", "Owner", "Completion date", "Completed on"],
         ["number", "action", "desired_outcome", "lead", "timescale", "done_on"]),
        (["Focus area", "Activity", "Lead agency / partners", "Timescales (by when)", "RAG rating", "Comments"],
         ["priority", "action", "lead", "timescale", "status", "notes"]),
        (["No", "Objective", "Milestones", "Lead", "Lead officer", "Due"],
         ["number", "action", "milestone", "lead", "notes", "timescale"]),
    ],
)  # fmt: skip
def test_columns_are_known_by_many_names(printed, meanings):
    body = [f"w{order}" for order in range(len(printed))]

    reading = read_plan("plan.csv", delimited([printed, body]))

    assert [column.meaning for column in reading.columns] == meanings
    assert [column.sample for column in reading.columns] == body


def test_column_that_says_how_pressing_an_action_is_stays_a_note():
    rows = [["No.", "Action", "Priority", "Lead"], ["1", "One", "High", "A"], ["2", "Two", "Low", "B"]]

    reading = read_plan("plan.csv", delimited(rows))

    assert [action.notes for action in reading.document.actions] == [
        {"Priority": "High"},
        {"Priority": "Low"},
    ]


# 10. Merged cells.


def test_cells_merged_down_stand_for_each_of_their_rows():
    rows = [
        ["Priority", "No", "Action", "Milestone", "When", "Lead"],
        ["Roads", 1, "Count", "buy counters", "May 24", "A"],
        [None, None, None, "put them out", None, None],
        [None, 2, "Paint", "order paint", "June 24", "B"],
    ]
    content = workbook({"Plan": rows}, merges=["A2:A4", "B2:B3", "C2:C3", "E2:E3", "F2:F3"])

    reading = read_plan("plan.xlsx", content)

    assert headings(reading) == [("Roads", "priority", 2)]
    assert steps(reading) == [
        ("buy counters", "May 24", "A"),
        ("put them out", "May 24", "A"),
        ("order paint", "June 24", "B"),
    ]


def test_objective_merged_down_beside_actions_is_what_they_stand_under():
    rows = [
        ["Objective", "Action", "Lead"],
        ["Safer parks", "Lamps", "A"],
        [None, "Benches", "B"],
        ["Safer roads", "Crossings", "C"],
        [None, "Signs", "D"],
    ]

    reading = read_plan("plan.xlsx", workbook({"Plan": rows}, merges=["A2:A3", "A4:A5"]))

    assert headings(reading) == [("Safer parks", "priority", 2), ("Safer roads", "priority", 2)]


def test_borders_moved_by_hand():
    """Word keeps a grid column for every border; a row whose borders moved has other spans, as many cells."""
    body = tbl(
        tr(tc("No."), tc("Action", span=2), tc("Lead", span=2), tc("When")),
        tr(tc("1.1", span=2), tc("Count"), tc("A"), tc("May 24", span=2)),
    )

    (action,) = read_plan("plan.docx", word(body)).document.actions

    assert (action.number, action.action, action.lead) == ("1.1", "Count", "A")
    assert action.milestones[0].timescale == "May 24"


# 11. Priorities on every row, sorted otherwise.


def test_rows_sorted_by_date_find_their_priority_again():
    rows = [
        ["Theme", "Action", "When"],
        ["Roads", "Count", "May 24"],
        ["Parks", "Lamps", "June 24"],
        ["Roads", "Paint", "July 24"],
    ]

    reading = read_plan("plan.csv", delimited(rows))

    assert [(p.heading, [a.action for a in p.actions]) for p in reading.document.priorities] == [
        ("Roads", ["Count", "Paint"]),
        ("Parks", ["Lamps"]),
    ]


def test_heading_in_two_cells_with_its_lead():
    rows = [
        ["Ref", "Action", "Milestones", "When", "Lead"],
        ["Priority 1", "Safer parks", "", "", "Councillor for parks"],
        ["1.1", "Lamps", "Order", "May 24", "A"],
    ]

    (priority,) = read_plan("plan.xlsx", workbook({"Plan": rows})).document.priorities

    assert (priority.heading, priority.notes) == ("Priority 1: Safer parks", "Councillor for parks")
    assert [action.number for action in priority.actions] == ["1.1"]


# 12. Notes and statuses, of actions and of milestones.


def test_unknown_columns_are_notes_of_the_action_or_of_each_milestone():
    rows = [
        ["No.", "Action", "Milestone", "When", "Comments", "RAG"],
        ["1", "One", "a", "May 24", "said of a", "Green"],
        ["", "", "b", "", "said of b", "Red"],
        ["2", "Two", "c", "", "said of c", "Amber"],
    ]

    reading = read_plan("plan.csv", delimited(rows))

    one, two = reading.document.actions
    assert (one.status, two.status) == ("", "Amber")
    assert [each.notes for each in one.milestones] == [
        {"Comments": "said of a", "RAG": "Green"},
        {"Comments": "said of b", "RAG": "Red"},
    ]
    assert two.milestones[0].notes == {"Comments": "said of c"}
    assert codes(reading) == ["step_statuses"]


def test_day_done_and_words_in_its_place():
    rows = [
        ["No.", "Action", "Milestone", "Date completed"],
        ["1", "One", "a", "31/05/2024"],
        ["2", "Two", "b", "nearly"],
    ]

    one, two = read_plan("plan.csv", delimited(rows)).document.actions

    assert one.milestones[0].done_on == "2024-05-31"
    assert two.notes == {"Date completed": "nearly"}


def test_second_lead_on_a_line_of_its_own():
    rows = [["No.", "Action", "Milestone", "Lead"], ["1", "One", "a", "Group"], ["", "", "", "Executive"]]

    assert steps(read_plan("plan.csv", delimited(rows))) == [("a", "", "Group\nExecutive")]


# 13. Rows before any heading, and blank and hidden ones.


def test_actions_before_the_first_heading_stand_under_none():
    rows = [
        ["No.", "Action", "Lead"],
        ["1", "One", "A"],
        ["", "", ""],
        ["Priority 2: Parks", "", ""],
        ["2", "Two", ""],
    ]

    reading = read_plan("plan.csv", delimited(rows))

    assert reading.document.priorities == (
        PriorityText(
            actions=(ActionText("1", "One", lead="A", place=reading.document.actions[0].place),),
            place=reading.document.priorities[0].place,
        ),
        PriorityText(
            "Priority 2: Parks",
            actions=(ActionText("2", "Two", place=reading.document.actions[1].place),),
            place=reading.document.priorities[1].place,
        ),
    )
    assert reading.document.actions[1].place.words == "Line 5"


def test_milestones_without_an_action_make_one():
    rows = [
        ["No.", "Action", "Milestone", "When"],
        ["Priority 1: Parks", "", "", ""],
        ["", "", "Lamps", "May 24"],
    ]

    reading = read_plan("plan.csv", delimited(rows))

    assert reading.document.milestones == (
        MilestoneText("Lamps", "May 24", place=reading.document.milestones[0].place),
    )
    assert codes(reading) == ["no_action", "number_ours"]


def test_title_rows_and_words_beside_them():
    rows = [
        ["Harbour action plan"],
        ["Last looked at in May"],
        [],
        ["No.", "Action", "Lead"],
        ["1", "One", "A"],
    ]

    reading = read_plan("plan.xlsx", workbook({"Plan": rows}))

    assert reading.document.title == "Harbour action plan"
    assert [aside.text for aside in reading.asides] == ["Last looked at in May"]
    assert codes(reading) == ["outside"]
