"""Write a plan as a Word document: A4 landscape, one table whose headings repeat on every page."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from actions.exporting.columns import (
    ExportColumn,
    export_columns,
    has_heading_row,
    milestones_or_none,
    value_of,
    with_title,
)
from actions.exporting.styles import BODY_FONT, HEADING_FILL, LINE, PRIORITY_FILL, THEME_FILL
from actions.plan_text import ActionText, PlanText
from plans.files import OUR_COLUMN_HEADING, OUR_NOTES, OUR_PRIORITY, OUR_TEXT, OUR_THEME, clean_text, one_line

_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = 297, 210, 15
# Shares of the page's width.
_SHARES = {
    "number": 12,
    "action": 52,
    "desired_outcome": 44,
    "milestone": 54,
    "timescale": 26,
    "lead": 32,
    "status": 20,
}
_OTHER_SHARE = 30
_LONGEST_PROPERTY = 255
# A twentieth of a point, in which Word measures tables.
_TWIPS_A_MM = 56.6929


def plan_to_docx(document: PlanText, *, title: str = "", subtitle: str = "") -> bytes:
    """Return the plan as a .docx file in English, with a title and a subtitle."""
    plan = with_title(document, title or document.title)
    columns = export_columns(plan)
    made: Any = Document()
    _set_up(made, plan.title)
    body = made.element.body
    if plan.title:
        made.add_paragraph(plan.title, style="Title")
    if subtitle:
        made.add_paragraph(one_line(clean_text(subtitle)), style="Subtitle")
    widths = _widths(columns)
    table = _table(plan.title, widths)
    body.insert(len(body) - 1, table)
    heading = _row(table, is_heading=True)
    for column, width in zip(columns, widths, strict=True):
        _cell(heading, width, column.heading, OUR_COLUMN_HEADING, fill=HEADING_FILL)
    for position, priority in enumerate(plan.priorities):
        if has_heading_row(priority, position):
            style, fill = (
                (OUR_THEME, THEME_FILL) if priority.kind == "theme" else (OUR_PRIORITY, PRIORITY_FILL)
            )
            _cell(_row(table), sum(widths), priority.heading, style, fill=fill, span=len(columns))
        if priority.notes:
            _cell(_row(table), sum(widths), priority.notes, OUR_NOTES, span=len(columns))
        for action in priority.actions:
            _action(table, columns, widths, action)
    # Word needs a paragraph after a table.
    end = made.add_paragraph()
    end.paragraph_format.space_after = Pt(0)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _action(table: Any, columns: tuple[ExportColumn, ...], widths: list[int], action: ActionText) -> None:
    steps = list(milestones_or_none(action))
    for order, step in enumerate(steps):
        row = _row(table)
        for column, width in zip(columns, widths, strict=True):
            if column.is_of_milestone or len(steps) == 1:
                _cell(row, width, value_of(column, action, step), OUR_TEXT)
            elif order == 0:
                _cell(row, width, value_of(column, action, step), OUR_TEXT, merge="restart")
            else:
                _cell(row, width, "", OUR_TEXT, merge="continue")


def _widths(columns: tuple[ExportColumn, ...]) -> list[int]:
    shares = [_SHARES.get(column.field, _OTHER_SHARE) for column in columns]
    whole = (_PAGE_WIDTH - 2 * _MARGIN) * _TWIPS_A_MM
    return [int(whole * share / sum(shares)) for share in shares]


def _element(name: str, parent: Any = None, **values: str | int) -> Any:
    made = OxmlElement(name)
    for key, each in values.items():
        made.set(qn(f"w:{key}"), str(each))
    if parent is not None:
        parent.append(made)
    return made


def _table(title: str, widths: list[int]) -> Any:
    table = _element("w:tbl")
    properties = _element("w:tblPr", table)
    _element("w:tblW", properties, w=sum(widths), type="dxa")
    borders = _element("w:tblBorders", properties)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _element(f"w:{side}", borders, val="single", sz=4, space=0, color=LINE)
    _element("w:tblLayout", properties, type="fixed")
    margins = _element("w:tblCellMar", properties)
    for side in ("top", "left", "bottom", "right"):
        _element(f"w:{side}", margins, w=60 if side in {"top", "bottom"} else 85, type="dxa")
    _element(
        "w:tblLook",
        properties,
        val="0620",
        firstRow=1,
        lastRow=0,
        firstColumn=0,
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    _element("w:tblCaption", properties, val=title or "Action plan")
    _element("w:tblDescription", properties, val="Actions by priority, with a row for each milestone")
    grid = _element("w:tblGrid", table)
    for width in widths:
        _element("w:gridCol", grid, w=width)
    return table


def _row(table: Any, *, is_heading: bool = False) -> Any:
    row = _element("w:tr", table)
    properties = _element("w:trPr", row)
    _element("w:cantSplit", properties)
    if is_heading:
        _element("w:tblHeader", properties)
    return row


def _cell(
    row: Any, width: int, text: str, style: str, *, fill: str = "", span: int = 1, merge: str = ""
) -> None:
    cell = _element("w:tc", row)
    properties = _element("w:tcPr", cell)
    _element("w:tcW", properties, w=width, type="dxa")
    if span > 1:
        _element("w:gridSpan", properties, val=span)
    if merge:
        _element("w:vMerge", properties, val=merge)
    if fill:
        _element("w:shd", properties, val="clear", color="auto", fill=fill)
    paragraph = _element("w:p", cell)
    _element("w:pStyle", _element("w:pPr", paragraph), val=style.replace(" ", ""))
    if text:
        _run(paragraph, text)


def _run(paragraph: Any, text: str) -> None:
    """Add text with its line breaks and tabs, and every space."""
    run = _element("w:r", paragraph)
    for order, line in enumerate(text.split("\n")):
        if order:
            _element("w:br", run)
        for count, part in enumerate(line.split("\t")):
            if count:
                _element("w:tab", run)
            if part:
                words = _element("w:t", run)
                words.text = part
                words.set(qn("xml:space"), "preserve")


def _set_up(made: Any, title: str) -> None:
    properties = made.core_properties
    properties.title, properties.author, properties.comments = (
        (title or "Action plan")[:_LONGEST_PROPERTY],
        "",
        "",
    )
    properties.language = "en-GB"
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_PAGE_WIDTH), Mm(_PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    _language(made.styles.element)
    _drop_leftovers(made)
    _style(made, "Normal", size=9.5)
    _style(made, "Title", size=20, bold=True, after=2)
    _style(made, "Subtitle", size=11, after=8, colour="505A5F")
    _style(made, OUR_TEXT, size=9.5)
    _style(made, OUR_COLUMN_HEADING, size=9.5, bold=True, colour="FFFFFF", keep=True)
    _style(made, OUR_PRIORITY, size=11, bold=True, keep=True, level=1)
    _style(made, OUR_THEME, size=11, bold=True, keep=True, level=1)
    _style(made, OUR_NOTES, size=9.5, italic=True, keep=True)
    _footer(section, title)


def _language(styles: Any) -> None:
    """Set the language to British English, so that Word's spelling check does not mark everything."""
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "en-GB")


def _drop_leftovers(made: Any) -> None:
    """Remove the cover picture and the second set of styles of python-docx's empty document."""
    for relations in (made.part.package.rels, made.part.rels):
        for key, each in list(relations.items()):
            if each.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                del relations[key]


def _style(
    made: Any,
    name: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    colour: str = "",
    after: float = 0,
    keep: bool = False,
    level: int = 0,
) -> None:
    styles = made.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name.startswith("Plan "):
        style.base_style = styles["Normal"]
    for border in list(style.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    font = style.font
    font.name, font.size, font.bold, font.italic = BODY_FONT, Pt(size), bold, italic
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), BODY_FONT)
    font.color.rgb = RGBColor.from_string(colour or "0B0C0C")
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(0), Pt(after), 1.05
    layout.keep_with_next = keep
    if level:
        # An outline level, so that the navigation pane lists the priorities.
        _element("w:outlineLvl", style.element.get_or_add_pPr(), val=level - 1)


def _footer(section: Any, title: str) -> None:
    paragraph = section.footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(_PAGE_WIDTH - 2 * _MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.style = "Normal"
    paragraph.add_run(title)
    paragraph.add_run("\tPage ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    """Add a number that Word calculates."""
    field = _element("w:fldSimple", paragraph._p, instr=code)
    _element("w:t", _element("w:r", field)).text = "1"
