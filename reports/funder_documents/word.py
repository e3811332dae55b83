"""A document for a funder as a Word file: real headings, tables whose headings repeat, and a title for screen readers."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from actions.exporting.styles import BODY_FONT, HEADING_FILL, LINE
from plans.files import clean_text, one_line
from plans.govuk import Table
from reports.funder_documents.document import FunderDocument

_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = 210, 297, 18
_LONGEST_PROPERTY = 255
# Columns without a width share the rest of the page, but each gets at least this many hundredths.
_LEAST_SHARE = 12
_DARK = RGBColor(0x1D, 0x35, 0x57)
_SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 12, "Normal": 10, "Caption": 10}


def document_to_docx(paper: FunderDocument) -> bytes:
    """Return the document as a .docx file with the content of the PDF."""
    made: Any = Document()
    _set_up(made, paper)
    made.add_paragraph(style="Normal").add_run(clean_text(paper.owner)).bold = True
    made.add_paragraph(clean_text(paper.title), style="Title")
    for name, words in paper.facts:
        _fact(made, name, words)
    if paper.is_draft:
        _fact(made, "Draft", "This is a draft.")
    for section in paper.sections:
        made.add_heading(clean_text(section.heading), level=1)
        for part in section.parts:
            if isinstance(part, Table):
                _add_table(made, part)
            elif part.is_heading:
                made.add_heading(clean_text(part.text), level=2)
            else:
                made.add_paragraph(clean_text(part.text))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _fact(made: Any, name: str, words: str) -> None:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(f"{clean_text(name)}: ").bold = True
    paragraph.add_run(clean_text(words))


def _add_table(made: Any, table: Table) -> None:
    caption = made.add_paragraph(clean_text(table.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    grid = made.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    grid.autofit = False
    _describe(grid, table.caption)
    widths = _widths(table)
    heading = grid.rows[0]
    _mark(heading, is_heading=True)
    for cell, column in zip(heading.cells, table.columns, strict=True):
        _fill(cell, column.heading, is_numeric=column.is_number, is_bold=True)
        _shade(cell)
    for row in table.body:
        grid_row = grid.add_row()
        _mark(grid_row)
        for grid_cell, cell, column in zip(grid_row.cells, row.cells, table.columns, strict=True):
            _fill(grid_cell, cell.text, is_numeric=column.is_number, is_bold=row.is_total)
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    # Word needs a paragraph after a table.
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _widths(table: Table) -> list[int]:
    """Return the widths in millimetres, from the classes of static/print.css, which are in hundredths of the page."""
    given = [int(column.width[1:]) if column.width else 0 for column in table.columns]
    rest = max((100 - sum(given)) // max(given.count(0), 1), _LEAST_SHARE)
    return [(_PAGE_WIDTH - 2 * _MARGIN) * (share or rest) // 100 for share in given]


def _fill(cell: Any, words: str, *, is_numeric: bool, is_bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if is_numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(clean_text(words))
    run.bold, run.font.size = is_bold, Pt(9)


def _mark(row: Any, *, is_heading: bool = False) -> None:
    """Keep each row on one page, and repeat the heading row on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_heading:
        properties.append(OxmlElement("w:tblHeader"))


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEADING_FILL)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
    for run in cell.paragraphs[0].runs:
        run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _describe(grid: Any, caption: str) -> None:
    """Mark the heading row and name the table for screen readers; make its lines thin and grey."""
    properties = grid._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    look = properties.find(qn("w:tblLook"))
    layout = properties.find(qn("w:tblLayout"))
    (layout if layout is not None else look).addprevious(borders)
    for name in ("firstRow", "firstColumn"):
        look.set(qn(f"w:{name}"), "1")
    named = OxmlElement("w:tblCaption")
    named.set(qn("w:val"), clean_text(caption))
    look.addnext(named)


def _set_up(made: Any, paper: FunderDocument) -> None:
    properties = made.core_properties
    properties.title, properties.author = _property(paper.title), _property(paper.owner)
    properties.comments, properties.language = "", "en-GB"
    section = made.sections[0]
    section.page_width, section.page_height = Mm(_PAGE_WIDTH), Mm(_PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for name, size in _SIZES.items():
        _style(made.styles[name], size, is_heading=name != "Normal")
    if paper.is_draft:
        section.header.paragraphs[0].text = "DRAFT"
    section.footer.paragraphs[0].text = f"{clean_text(paper.owner)}. {clean_text(paper.title)}"


def _property(words: str) -> str:
    return one_line(clean_text(words))[:_LONGEST_PROPERTY]


def _style(style: Any, size: int, *, is_heading: bool) -> None:
    style.font.name, style.font.size = BODY_FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # A theme's font would win over the one that is named.
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:hAnsi"), BODY_FONT)
    if is_heading:
        style.font.color.rgb, style.font.bold = _DARK, True
