"""Plain text parsed as paragraphs, lists and tables: nothing raises an error, no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.formatted_text import (
    TextList,
    TextParagraph,
    TextTable,
    captioned,
    list_lines,
    numbered,
    parse_formatted_text,
    table_line,
)

CASES = [
    ("", ()),
    ("  \n\n \t\n", ()),
    ("One line", (TextParagraph("One line"),)),
    ("One\n\nTwo", (TextParagraph("One"), TextParagraph("Two"))),
    ("One\r\n\r\nTwo\rthree", (TextParagraph("One"), TextParagraph("Two\nthree"))),
    (
        "They are:\n- Police\n-Council",
        (TextParagraph("They are:"), TextList(("Police",)), TextParagraph("-Council")),
    ),
    ("- a\n• b\n– c", (TextList(("a", "b", "c")),)),
    ("- a\nand so", (TextList(("a",)), TextParagraph("and so"))),
    ("| A | B |\n| 1 | 2 |", (TextTable(("A", "B"), (("1", "2"),)),)),
    ("| A | B |\n| 1 |\n| 1 | 2 | 3 |", (TextTable(("A", "B"), (("1", ""), ("1", "2 | 3"))),)),
    ("| A |  |\n| 1 | 2 |", (TextTable(("A", "Column 2"), (("1", "2"),)),)),
    ("| only a heading |", (TextParagraph("only a heading"),)),
    ("|  |  |\n| 1 | 2 |", (TextParagraph(" | \n1 | 2"),)),
    ("||", (TextParagraph("||"),)),
    ("| no end", (TextParagraph("| no end"),)),
    ("<b>bold</b> & {{ x }}", (TextParagraph("<b>bold</b> & {{ x }}"),)),
]


@pytest.mark.parametrize(("words", "passages"), CASES)
def test_text_is_read_by_its_three_signs(words, passages):
    assert parse_formatted_text(words) == passages


def test_paragraphs_are_numbered_within_their_section_and_lists_are_not():
    passages = numbered(parse_formatted_text("First:\n- a\n- b\n\nSecond"), 3)
    assert passages == (TextParagraph("First:", "3.1"), TextList(("a", "b")), TextParagraph("Second", "3.2"))


def test_tables_are_numbered_through_the_pack_and_called_after_their_section():
    text = "| A |\n| 1 |\n\n| B |\n| 2 |"
    captions = [table.caption for table in captioned(parse_formatted_text(text), "Risks", after=3)]
    assert captions == ["Table 4: Risks", "Table 5: Risks"]


cells = st.lists(st.text(), min_size=1, max_size=4)


@given(cells)
def test_cells_of_a_table_line_are_parsed_unchanged_except_for_spaces(row):
    text = table_line(["x"] * len(row)) + "\n" + table_line(row)
    (table,) = parse_formatted_text(text)
    assert table.rows == (tuple(" ".join(cell.split()) for cell in row),)


@given(st.lists(st.text().filter(lambda item: item.split()), min_size=1))
def test_items_of_a_list_are_parsed_unchanged_except_for_spaces(items):
    assert parse_formatted_text(list_lines(items)) == (
        TextList(tuple(" ".join(item.split()) for item in items)),
    )


@given(st.text())
def test_any_text_is_parsed_and_keeps_its_letters(text):
    kept = "".join(
        "".join((passage.text,) if isinstance(passage, TextParagraph) else passage.items if isinstance(passage, TextList)
                else (*passage.head, *(cell for row in passage.rows for cell in row)))
        for passage in parse_formatted_text(text)
    )  # fmt: skip
    letters = [sign for sign in text if sign.isalnum()]
    assert [sign for sign in kept if sign.isalnum()][: len(letters)] == letters or "Column" in kept
