"""The table component: one Table as values, and as a page shows it."""

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.html import format_html

from plans.govuk import Cell, Column, Row, Table, group_heading, number_column, status_cell, total
from tests.white_space import as_shown


def render(table: Table, **context) -> str:
    html = Template("{% load tables %}{% table pots %}").render(Context({"pots": table, **context}))
    return as_shown(html).replace("\n", "")


def pots(*rows, **given) -> Table:
    return Table("Pots", (Column("Pot"), number_column("Left")), rows, **given)


def test_table_has_caption_headings_and_scopes():
    assert render(pots(("Upfront", "£1.00"))) == (
        '<div class="scroll" role="region" tabindex="0" aria-label="Pots"><table class="govuk-table">'
        '<caption class="govuk-table__caption">Pots</caption>'
        '<thead class="govuk-table__head"><tr class="govuk-table__row">'
        '<th scope="col" class="govuk-table__header">Pot</th>'
        '<th scope="col" class="govuk-table__header govuk-table__header--numeric">Left</th></tr></thead>'
        '<tbody class="govuk-table__body"><tr class="govuk-table__row">'
        '<th scope="row" class="govuk-table__header">Upfront</th>'
        '<td class="govuk-table__cell govuk-table__cell--numeric">£1.00</td></tr></tbody></table></div>'
    )


def test_table_of_cards_has_roles_and_a_label_before_each_cell():
    columns = (Column("Pot"), number_column("Approved by the funder", label="Approved"), Column("Note"))
    html = render(Table("Pots", columns, (("Upfront", "£1.00", ""),), is_cards=True, can_scroll=False))
    assert html.startswith('<table role="table" class="govuk-table cards-table">')
    assert html.count('role="columnheader"') == 3
    assert '<tbody class="govuk-table__body" role="rowgroup"><tr class="govuk-table__row" role="row">' in html
    assert '<th scope="row" role="rowheader" class="govuk-table__header">Upfront</th>' in html
    assert (
        '<td role="cell" data-label="Approved" class="govuk-table__cell govuk-table__cell--numeric">' in html
    )
    # An empty cell is hidden on a narrow screen, so it must not contain even a space.
    assert '<td role="cell" data-label="Note" class="govuk-table__cell"></td>' in html


def test_scroll_region_is_named_by_the_caption():
    html = render(pots(("Upfront", "£1.00"), id="pots", caption_size="m"))
    assert '<div class="scroll" role="region" tabindex="0" aria-labelledby="pots">' in html
    assert '<caption class="govuk-table__caption govuk-table__caption--m" id="pots">Pots</caption>' in html


def test_hidden_caption_is_for_screen_readers_only():
    html = render(pots(("Upfront", "£1.00"), caption_size="hidden"))
    assert '<caption class="govuk-visually-hidden">Pots</caption>' in html


def test_hidden_heading_is_for_screen_readers_only():
    table = Table("Pots", (Column("Pot"), Column("Edit", is_heading_hidden=True)), (("Upfront", "Edit"),))
    assert '<span class="govuk-visually-hidden">Edit</span></th>' in render(table)


def test_columns_get_their_widths_from_classes():
    table = Table("Pots", (Column("Pot"), number_column("Left", "w14")), (("Upfront", "£1.00"),))
    assert '<colgroup><col><col class="w14"></colgroup>' in render(table)
    assert "<colgroup>" not in render(pots(("Upfront", "£1.00")))


@pytest.mark.parametrize(
    ("cell", "html"),
    [
        (Cell("£1.00"), "£1.00"),
        (Cell("<b>"), "&lt;b&gt;"),
        (Cell("One\nTwo <b>"), "One<br>Two &lt;b&gt;"),
        (Cell(format_html("<b>{}</b>", "<i>")), "<b>&lt;i&gt;</b>"),
        (Cell("£1.00", href="/l/?a=1&b=2"), '<a class="govuk-link" href="/l/?a=1&amp;b=2">£1.00</a>'),
        (
            Cell("PDF", href="/pdf/", hidden="of <Q2>"),
            '<a class="govuk-link" href="/pdf/">PDF<span class="govuk-visually-hidden"> of &lt;Q2&gt;</span></a>',
        ),
        (Cell("Draft", tag="govuk-tag--grey"), '<strong class="govuk-tag govuk-tag--grey">Draft</strong>'),
        (
            status_cell("on_track", "On track"),
            '<strong class="govuk-tag status-tag status-tag--on_track">On track</strong>',
        ),
        (Cell("Q2", note="July to <September>"), 'Q2<br><span class="govuk-body-s">July to &lt;September&gt;</span>'),
        (
            Cell(paragraphs=("One <b>", "Two")),
            '<p class="govuk-body-s">One &lt;b&gt;</p><p class="govuk-body-s">Two</p>',
        ),
    ],
)  # fmt: skip
def test_cell_shows_its_text_escaped(cell, html):
    assert f'<td class="govuk-table__cell">{html}</td>' in render(
        Table("Pots", (Column("Pot"), Column("Left")), (("Upfront", cell),))
    )


def test_cell_can_be_a_template_with_the_variables_of_the_page():
    cell = Cell(template="components/tag.html", values={"words": "<Draft>"})
    table = Table("Pots", (Column("Pot"), Column("Status")), (("Upfront", cell),))
    assert '<strong class="govuk-tag govuk-tag--grey">&lt;Draft&gt;</strong>' in render(table, colour="grey")


def test_rows_have_ids_totals_and_classes():
    html = render(
        pots(
            Row(("Upfront", Cell("£1.00", css_class="unbroken")), id="pot-1", css_class="late"),
            total("Total", "£1.00"),
        )
    )
    assert '<tr class="govuk-table__row late" id="pot-1">' in html
    assert '<td class="govuk-table__cell govuk-table__cell--numeric unbroken">£1.00</td>' in html
    assert '<tr class="govuk-table__row total"><th scope="row" class="govuk-table__header">Total</th>' in html


def test_group_heading_starts_a_group_of_rows():
    table = pots(group_heading("Upfront", id="upfront"), ("Training", "£1.00"), group_heading("Tactical"))
    assert [[row.cells[0].text for row in group] for group in table.groups] == [
        ["Upfront", "Training"],
        ["Tactical"],
    ]
    html = render(table)
    assert html.count('<tbody class="govuk-table__body">') == 2
    assert (
        '<tr class="govuk-table__row heading" id="upfront"><th scope="rowgroup" colspan="2" '
        'class="govuk-table__header govuk-table__header--group">Upfront</th></tr>'
    ) in html


def test_single_cell_fills_the_row():
    html = render(pots(("Upfront", "−£1.00"), ("Upfront is over-committed by £1.00",)))
    assert '<td colspan="2" class="govuk-table__cell">Upfront is over-committed by £1.00</td>' in html


def test_table_without_row_headings_has_cells_only():
    html = render(pots(("Upfront", "£1.00"), has_row_headings=False))
    assert '<td class="govuk-table__cell">Upfront</td>' in html


def test_empty_table_is_a_sentence():
    assert (
        render(pots(empty="There are no <pots>.")) == '<p class="govuk-body">There are no &lt;pots&gt;.</p>'
    )
    assert render(pots()) == ""


def test_row_with_too_few_cells_is_an_error():
    with pytest.raises(ValueError, match="2 cells in a table of 3 columns"):
        Table("Pots", (Column("Pot"), Column("Left"), Column("Paid")), (("Upfront", "£1.00"),))


def test_table_keeps_its_rows_as_values():
    table = pots(("Upfront", "£1.00"), total("Total", "£1.00"))
    assert [cell.text for row in table.body for cell in row.cells] == ["Upfront", "£1.00", "Total", "£1.00"]
    assert [row.is_total for row in table.body] == [False, True]


# Rows that are compiled for speed, and rows that hold the fields of a form; each template says so.
WRITTEN_WITHOUT_COMPONENT = {
    "compiled/components/table.html",
    "compiled/funding/_bid_rows.html",
    "compiled/funding/_spending_rows.html",
    "funding/_bids.html",
    "funding/_decision_form.html",
    "funding/_decision_row.html",
    "funding/_spending.html",
}


def test_every_other_table_comes_from_the_component():
    folder = settings.BASE_DIR / "templates"
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if "govuk-table__" in path.read_text()
    }

    assert found == WRITTEN_WITHOUT_COMPONENT
