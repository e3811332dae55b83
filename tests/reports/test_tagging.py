"""The tag tree: one table on however many pages, and the header cells of each of its cells."""

from io import BytesIO

import pikepdf
import pytest

from reports.documents import make_pdf
from tests.reports.pdf_checks import faults, kids, parts, walk

HEAD = '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
ROW = '<tr><th scope="row">1</th><td>z</td></tr>'


def make_table(body: str, head: str = HEAD) -> str:
    return f"<table><caption>c</caption>{head}{body}</table>"


def make_page(body: str) -> str:
    return f'<!doctype html><html lang="en"><title>T</title><h1>T</h1>{body}</html>'


def read_tables(pdf_bytes: bytes) -> list[list]:
    """Each table as its parts, `("THead", rows)`; a row is its cells, `("TH", heads)`."""
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        tables = [element for element in walk(pdf.Root.StructTreeRoot) if element.S == "/Table"]
        return [
            [(str(part.S)[1:], [read_row(row) for row in kids(part)]) for part in kids(table)]
            for table in tables
        ]


def read_row(row) -> list:
    return [
        (str(cell.S)[1:], str(cell.A.Scope)[1:] if cell.S == "/TH" else len(cell.A.Headers))
        for cell in kids(row)
        if "/A" in cell
    ]


HEADS = [("TH", "Column"), ("TH", "Column")]
CELLS = [("TH", "Row"), ("TD", 2)]


def test_table_over_four_pages_is_one_table_with_one_head():
    made = make_pdf(make_page(make_table(f"<tbody>{ROW * 120}</tbody>")))

    assert len(pikepdf.open(BytesIO(made)).pages) == 4
    assert read_tables(made) == [[("Caption", [[]]), ("THead", [HEADS]), ("TBody", [CELLS] * 120)]]
    assert faults(made, title="T", tables=1) == []


def test_neighbouring_tables_stay_apart():
    made = make_pdf(make_page(make_table(f"<tbody>{ROW * 50}</tbody>") * 3))

    assert [len(dict(table)["TBody"]) for table in read_tables(made)] == [50, 50, 50]
    assert faults(made, title="T", tables=3) == []


def test_row_that_breaks_over_pages_is_one_row():
    words = "".join(f"<p>line {line}</p>" for line in range(150))
    made = make_pdf(
        make_page(make_table(f'<tbody><tr><th scope="row">1</th><td>{words}</td></tr>{ROW}</tbody>'))
    )

    assert read_tables(made)[0][2] == ("TBody", [CELLS, CELLS])
    assert faults(made, title="T", tables=1) == []
    with pikepdf.open(BytesIO(made)) as pdf:
        tall = next(element for element in walk(pdf.Root.StructTreeRoot) if element.S == "/TD")
        assert len(kids(tall)) == 150


def test_foot_that_every_page_repeats_is_read_once_and_last():
    foot = '<tfoot><tr><th scope="row">Sum</th><td>5</td></tr></tfoot>'
    made = make_pdf(make_page(make_table(f"<tbody>{ROW * 90}</tbody>{foot}")))

    assert [part for part, _rows in read_tables(made)[0]] == ["Caption", "THead", "TBody", "TFoot"]
    assert faults(made, title="T", tables=1) == []


def test_header_cell_across_the_body_is_for_the_rows_below_it():
    groups = f'<tbody><tr class="heading"><th colspan="2" scope="rowgroup">G</th></tr>{ROW * 60}</tbody>' * 2
    made = make_pdf(make_page(make_table(groups)))
    bodies = [rows for part, rows in read_tables(made)[0] if part == "TBody"]

    assert bodies == [[[("TH", "Column")], *([[("TH", "Row"), ("TD", 3)]] * 60)]] * 2
    assert faults(made, title="T", tables=1) == []


def test_header_cell_that_spans_rows_is_for_each_of_them():
    rows = '<tr><th scope="row" rowspan="3">1</th><td>z</td></tr><tr><td>q</td></tr><tr><td>r</td></tr>'
    made = make_pdf(make_page(make_table(f"<tbody>{rows * 40}</tbody>")))

    assert read_tables(made)[0][2] == ("TBody", [CELLS, [("TD", 2)], [("TD", 2)]] * 40)
    assert faults(made, title="T", tables=1) == []


def test_link_in_a_repeated_head_is_left_on_the_first_page_alone():
    head = '<thead><tr><th scope="col"><a href="https://example.org">A</a></th></tr></thead>'
    made = make_pdf(make_page(make_table("<tbody>" + "<tr><td>1</td></tr>" * 100 + "</tbody>", head)))

    with pikepdf.open(BytesIO(made)) as pdf:
        assert [len(page.get("/Annots", ())) for page in pdf.pages] == [1, 0, 0]
    assert faults(made, title="T", tables=1) == []


def test_running_headers_and_page_numbers_are_not_read_out():
    made = make_pdf(make_page("<h2>Part</h2><p>words</p>" + "<p class='new-page'>more</p>" * 2))

    with pikepdf.open(BytesIO(made)) as pdf:
        elements = list(walk(pdf.Root.StructTreeRoot))
        read = sum(isinstance(part, int) for element in elements for part in parts(element))
        artifacts = sum(page.Contents.read_bytes().count(b"/Type /Pagination") for page in pdf.pages)
    assert (read, artifacts) == (5, 5)
    assert faults(made, title="T", tables=0) == []


@pytest.mark.parametrize(
    "body, tables",
    [
        ("<ul>" + "<li>a<ul><li>b</li><li>c</li></ul></li>" * 60 + "</ul>", 0),
        (make_table('<tbody><tr><th scope="row"></th><td></td></tr></tbody>'), 1),
        (
            make_table(
                "<tbody>" + '<tr><th scope="row">1</th><td><ul><li>a</li></ul></td></tr>' * 60 + "</tbody>"
            ),
            1,
        ),
        (make_table(f"<tbody>{ROW * 5}</tbody>", HEAD).replace(">c<", ">" + "caption " * 900 + "<"), 1),
        (
            f'<section><div class="scroll">{make_table(f"<tbody>{ROW * 99}</tbody>")}</div></section><p>a</p>',
            1,
        ),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl><dl><dt>c</dt><dd>d</dd></dl>", 0),
        (
            '<nav class="contents"><ol><li><a href="#x">X</a></li></ol></nav><h2 id="x" class="new-page">X</h2>',
            0,
        ),
    ],
    ids=[
        "nested list",
        "empty cells",
        "list in a cell",
        "caption over a page",
        "wrapped",
        "terms",
        "contents",
    ],
)
def test_content_of_templates_is_complete(body, tables):
    page_validation = pytest.importorskip("page")
    made = make_pdf(make_page(body))

    assert faults(made, title="T", tables=tables) == []
    assert page_validation.is_pdf_compliant_bytes(made, profile=page_validation.ValidationProfile.PDF_UA_1)
