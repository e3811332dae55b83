"""Which headings rows and tables belong to in plans of other shapes, and their columns."""

import pytest

from actions.parsing import parse_plan
from actions.plan_text import ActionText, PriorityText
from tests.actions.file_factories import (
    HEADINGS,
    delimited,
    p,
    tbl,
    tc,
    tr,
    word,
    workbook,
)
from tests.actions.round_trip import codes, headings, numbered

# --- Headings that are not merged, and do not contain "priority".


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

    reading = parse_plan("plan.csv", content)

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

    reading = parse_plan("plan.docx", word(body))

    assert headings(reading) == [("Town centre", "priority", 1), ("Rural crime", "priority", 2)]


# --- Notes that span the table, below a heading and at its end.


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

    reading = parse_plan("plan.docx", word(body))

    assert headings(reading) == [
        ("Priority 1: Safer roads", "priority", 1),
        ("Theme 2: Young people", "theme", 1),
    ]
    assert [priority.notes for priority in reading.document.priorities] == [
        "More about roads stands in the county's own plan.",
        "Key: RAG means red, amber, green.",
    ]
    assert reading.doubts == ()


# --- A sheet for each priority.


def test_a_sheet_for_each_priority():
    head = ["Action", "Lead", "Deadline"]
    content = workbook(
        {
            "Burglary": [["Action plan 2024/25"], [], head, ["Mark bicycles", "Rangers", "May 24"]],
            "Young people": [["Action plan 2024/25"], [], head, ["Open the gym", "Leisure", ""]],
            "Contacts": [["Name", "Telephone"], ["A. Person", "none"]],
        }
    )

    reading = parse_plan("plan.xlsx", content)

    assert headings(reading) == [("Burglary", "priority", 1), ("Young people", "priority", 1)]
    assert reading.document.title == "Action plan 2024/25"
    assert [(table.place.words, table.is_read) for table in reading.tables] == [
        ("Sheet “Burglary”", True),
        ("Sheet “Young people”", True),
        ("Sheet “Contacts”", False),
    ]


# --- Several tables in Word, some without actions; one continues after a page break.


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

    reading = parse_plan("plan.docx", word(*body))

    assert headings(reading) == [("Priority 1: Roads", "priority", 2)]
    assert [table.is_read for table in reading.tables] == [False, True, True, False]
    assert reading.tables[0].place.words == "Table 1"


# --- Column headings: repeated on each page, in two rows, changed half way, in any order and with any name.


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

    reading = parse_plan("plan.csv", delimited(rows))

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

    (action,) = parse_plan("plan.docx", word(body)).document.actions

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
def test_columns_are_recognised_by_many_names(printed, meanings):
    body = [f"w{order}" for order in range(len(printed))]

    reading = parse_plan("plan.csv", delimited([printed, body]))

    assert [column.meaning for column in reading.columns] == meanings
    assert [column.sample for column in reading.columns] == body


def test_objective_merged_down_next_to_actions_is_their_heading():
    rows = [
        ["Objective", "Action", "Lead"],
        ["Safer parks", "Lamps", "A"],
        [None, "Benches", "B"],
        ["Safer roads", "Crossings", "C"],
        [None, "Signs", "D"],
    ]

    reading = parse_plan("plan.xlsx", workbook({"Plan": rows}, merges=["A2:A3", "A4:A5"]))

    assert headings(reading) == [("Safer parks", "priority", 2), ("Safer roads", "priority", 2)]


# --- Priorities on every row, in another order.


def test_rows_sorted_by_date_find_their_priority_again():
    rows = [
        ["Theme", "Action", "When"],
        ["Roads", "Count", "May 24"],
        ["Parks", "Lamps", "June 24"],
        ["Roads", "Paint", "July 24"],
    ]

    reading = parse_plan("plan.csv", delimited(rows))

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

    (priority,) = parse_plan("plan.xlsx", workbook({"Plan": rows})).document.priorities

    assert (priority.heading, priority.notes) == ("Priority 1: Safer parks", "Councillor for parks")
    assert [action.number for action in priority.actions] == ["1.1"]


# --- Rows before any heading, and blank and hidden ones.


def test_actions_before_the_first_heading_have_none():
    rows = [
        ["No.", "Action", "Lead"],
        ["1", "One", "A"],
        ["", "", ""],
        ["Priority 2: Parks", "", ""],
        ["2", "Two", ""],
    ]

    reading = parse_plan("plan.csv", delimited(rows))

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


def test_title_rows_and_text_next_to_them():
    rows = [
        ["Harbour action plan"],
        ["Last looked at in May"],
        [],
        ["No.", "Action", "Lead"],
        ["1", "One", "A"],
    ]

    reading = parse_plan("plan.xlsx", workbook({"Plan": rows}))

    assert reading.document.title == "Harbour action plan"
    assert [aside.text for aside in reading.asides] == ["Last looked at in May"]
    assert codes(reading) == ["outside"]


# --- Headings in unexpected places.


def test_heading_inside_the_table_above_its_headings():
    head = ("No.", "Action", "Lead")
    body = [
        tbl(tr(tc("Safer parks", span=3)), head, ("1", "Lamps", "A")),
        p(""),
        tbl(tr(tc("Safer roads", span=3)), head, ("2", "Signs", "B")),
    ]

    assert headings(parse_plan("plan.docx", word(*body))) == [
        ("Safer parks", "priority", 1),
        ("Safer roads", "priority", 1),
    ]


def test_heading_in_the_place_of_an_action():
    rows = [
        ["Ref", "Priority 1: Parks", "Lead", "By when"],
        ["1.1", "Lamps", "A", "May 24"],
        ["Ref", "Priority 2: Roads", "Lead", "By when"],
        ["2.1", "Signs", "B", "June 24"],
    ]

    reading = parse_plan("plan.csv", delimited(rows))

    assert headings(reading) == [("Priority 1: Parks", "priority", 1), ("Priority 2: Roads", "priority", 1)]
    assert numbered(reading) == [("1.1", "Lamps"), ("2.1", "Signs")]


def test_only_the_first_of_several_tables_has_headings():
    body = [
        p("Theme 1: Parks"),
        tbl(("Action", "Lead", "When"), ("Lamps", "A", "May 24")),
        p("Theme 2: Roads"),
        tbl(("Signs", "B", "June 24")),
    ]

    assert headings(parse_plan("plan.docx", word(*body))) == [
        ("Theme 1: Parks", "theme", 1),
        ("Theme 2: Roads", "theme", 1),
    ]


@pytest.mark.parametrize("span", [1, 4])
def test_plain_number_next_to_a_name_is_a_heading_if_actions_have_dots(span):
    rest = [""] * (4 - span)
    body = tbl(
        ("No.", "Action", "Milestones", "When", "Lead"),
        tr("1", tc("Safer parks", span=span), *rest),
        ("1.1", "Lamps", "Order", "May 24", "A"),
        tr("2", tc("Safer roads", span=span), *rest),
        ("2.1", "Signs", "Paint", "June 24", "B"),
    )

    assert headings(parse_plan("plan.docx", word(body))) == [
        ("1 Safer parks", "priority", 1),
        ("2 Safer roads", "priority", 1),
    ]


def test_recommendations_of_a_review_are_headings_of_their_actions():
    body = tbl(
        (
            "Recommendation",
            "Action to take",
            "Lead Agency",
            "Key milestones",
            "Target Date",
            "Date completed",
        ),
        tr(
            tc("1. Share what is known", down="restart"),
            "Agree a form",
            "A",
            "Form agreed",
            "May 24",
            "31/05/2024",
        ),
        tr(tc(down="continue"), "Train on the form", "B", "Staff trained", "June 24", ""),
        tr(tc("2. Listen to families", down="restart"), "Ask them", "C", "Asked", "July 24", ""),
        tr(tc(down="continue"), "Tell them", "C", "Told", "July 24", ""),
    )

    reading = parse_plan("plan.docx", word(body))

    assert headings(reading) == [
        ("1. Share what is known", "priority", 2),
        ("2. Listen to families", "priority", 2),
    ]
    assert [each.done_on for each in reading.document.milestones] == ["2024-05-31", "", "", ""]


def test_heading_torn_apart_by_a_copied_pdf():
    rows = [
        ["No.", "Action", "Outcome", "When"],
        ["Prior", "ity 2: Crime and Serious Violen", "ce", ""],
        ["2.1", "Patrols", "Calm", "May 24"],
    ]

    assert headings(parse_plan("plan.csv", delimited(rows))) == [
        ("Priority 2: Crime and Serious Violence", "priority", 1)
    ]
