"""The header cells of each cell."""

from xml.etree.ElementTree import fromstring

import pytest

from reports.documents.table_heads import heads_of_cells


@pytest.mark.parametrize(
    "table, heads",
    [
        (
            "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>",
            {"1": "A", "2": "B"},
        ),
        (
            "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th scope='row'>r</th><td>1</td></tr></tbody>",
            {"1": "B r"},
        ),
        (
            "<thead><tr><th colspan='2'>AB</th></tr><tr><th>A</th><th>B</th></tr></thead>"
            "<tbody><tr><td>1</td><td>2</td></tr><tr><td colspan='2'>3</td></tr></tbody>",
            {"1": "AB A", "2": "AB B", "3": "AB A B"},
        ),
        (
            "<thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr><tr><th scope='rowgroup'>g</th></tr>"
            "<tr><td>2</td></tr><tr><th>h</th></tr><tr><td>3</td></tr></tbody><tbody><tr><td>4</td></tr></tbody>",
            {"1": "A", "2": "A g", "3": "A h", "4": "A"},
        ),
        (
            "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th scope='row' rowspan='2'>r</th><td>1</td></tr>"
            "<tr><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody>",
            {"1": "B r", "2": "B r", "3": "A", "4": "B"},
        ),
        (
            "<tbody><tr><td colspan='x'>1</td><td rowspan='-1'>2</td><td colspan='9999999999'>3</td></tr></tbody>",
            {"1": "", "2": "", "3": ""},
        ),
    ],
    ids=["columns", "rows", "spanning heads", "headings in the body", "reaching down", "nonsense spans"],
)
def test_cells_are_headed_by(table, heads):
    read = heads_of_cells(fromstring(f"<table>{table}</table>"))

    assert {
        cell.text: " ".join(head.text for head in above) for cell, above in read if cell.tag == "td"
    } == heads
