"""The chart: one mark for each action, distinguished by shape, with the same as text."""

import pytest

from reports.charts.drawings import A_LINE, COLOURS, ROWS, SHAPES, charts


def priority(heading="Priority 1", **counts) -> dict:
    words = {status: status.replace("_", " ").capitalize() for status in SHAPES}
    statuses = [{"status": str(key), "words": words[key], "count": count} for key, count in counts.items()]
    return {"heading": heading, "statuses": statuses}


def test_each_action_is_a_mark_in_the_shape_of_its_status():
    [chart] = charts([priority(at_risk=1, on_track=2)])
    [row] = chart.rows
    assert [mark.shape for mark in row.marks] == [SHAPES["at_risk"], SHAPES["on_track"], SHAPES["on_track"]]
    assert [mark.x for mark in row.marks] == [0, 19, 38]
    assert [entry.words for entry in chart.legend] == ["At risk", "On track"]
    assert chart.words == "Each mark is one action. Priority 1: 1 at risk, 2 on track."


def test_every_status_has_a_shape_and_a_colour_of_its_own():
    assert len(set(SHAPES.values())) == len(SHAPES) == len(set(COLOURS.values()))
    assert set(SHAPES) == set(COLOURS)


def test_many_actions_go_on_the_next_line_within_the_picture():
    [chart] = charts([priority(on_track=A_LINE + 1), priority("Priority 2", complete=1)])
    marks = [mark for row in chart.rows for mark in row.marks]
    assert marks[A_LINE].x == 0
    assert marks[A_LINE].y > marks[0].y
    assert all(mark.x + 16 <= chart.width and mark.y + 16 <= chart.height for mark in marks)
    assert [mark.y for mark in marks] == sorted(mark.y for mark in marks)


@pytest.mark.parametrize(("count", "parts"), [(0, 0), (1, 1), (ROWS, 1), (ROWS + 1, 2)])
def test_many_priorities_make_several_pictures(count, parts):
    found = charts([priority(f"Priority {place}", on_track=1) for place in range(count)])
    assert len(found) == parts
    assert sum(len(chart.rows) for chart in found) == count
    if parts > 1:
        assert [chart.title for chart in found] == [
            "Actions of each priority by status, part 1 of 2",
            "Actions of each priority by status, part 2 of 2",
        ]


def test_a_priority_without_actions_is_in_the_table_alone():
    assert charts([priority()]) == ()


def test_long_heading_is_cut_in_the_chart_and_complete_in_its_description():
    [chart] = charts([priority("P" * 200, on_track=1)])
    assert chart.rows[0].heading == "P" * 61 + "…"
    assert "P" * 200 in chart.words
