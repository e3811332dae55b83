"""Write a plan as an Excel workbook: a row for each milestone, ready to print on A4."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from actions.exporting.columns import (
    ExportColumn,
    TextTooLong,
    begins_formula,
    export_columns,
    has_heading_row,
    milestones_or_none,
    value_of,
    with_title,
)
from actions.exporting.styles import BODY_FONT, HEADING_FILL, LINE, PRIORITY_FILL, THEME_FILL
from actions.plan_text import ActionText, PlanText
from plans.files import (
    OUR_COLUMN_HEADING,
    OUR_NOTES,
    OUR_PRIORITY,
    OUR_SUBTITLE,
    OUR_TEXT,
    OUR_THEME,
    OUR_TITLE,
    clean_text,
    limits,
    one_line,
    truncate,
)

# Column widths in characters, for Excel.
_WIDTHS = {
    "number": 8,
    "action": 42,
    "desired_outcome": 34,
    "milestone": 44,
    "timescale": 18,
    "lead": 24,
    "status": 14,
}
_OTHER_WIDTH = 24
# In points: a line of text, and the tallest row that Excel shows.
_LINE, _TALLEST = 15, 409
# Excel reads _x000D_ as a line break, so in a text its underscore is escaped.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def plan_to_xlsx(document: PlanText, *, title: str = "", subtitle: str = "") -> bytes:
    """Return the plan as an .xlsx file. Raises TextTooLong if a text does not fit into a cell of Excel."""
    plan = with_title(document, title or document.title)
    columns = export_columns(plan)
    book = Workbook()
    book.properties.title = plan.title or "Action plan"
    book.properties.language = "en-GB"
    book.properties.creator = ""
    for style in _styles():
        book.add_named_style(style)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Action plan"
    row = 0
    for text, style in ((plan.title, OUR_TITLE), (one_line(clean_text(subtitle)), OUR_SUBTITLE)):
        if text:
            row += 1
            _across(sheet, row, len(columns), text, style)
    row += 1
    for at, column in enumerate(columns, 1):
        _write(sheet, row, at, column.heading, OUR_COLUMN_HEADING)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(column.field, _OTHER_WIDTH)
    _set_up_page(sheet, row)
    for position, priority in enumerate(plan.priorities):
        if has_heading_row(priority, position):
            row += 1
            style = OUR_THEME if priority.kind == "theme" else OUR_PRIORITY
            _across(sheet, row, len(columns), priority.heading, style)
        if priority.notes:
            row += 1
            _across(sheet, row, len(columns), priority.notes, OUR_NOTES)
        for action in priority.actions:
            row = _action(sheet, row, columns, action)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _action(sheet: Worksheet, row: int, columns: tuple[ExportColumn, ...], action: ActionText) -> int:
    for order, step in enumerate(milestones_or_none(action)):
        row, lines = row + 1, 1
        for at, column in enumerate(columns, 1):
            words = value_of(column, action, step) if column.is_of_milestone or order == 0 else ""
            _write(sheet, row, at, words, OUR_TEXT)
            lines = max(lines, _lines(words, _WIDTHS.get(column.field, _OTHER_WIDTH)))
        # The height is set, because not every program fits the height of a row when it opens a file.
        sheet.row_dimensions[row].height = min(_LINE * lines + 3, _TALLEST)
    return row


def _lines(text: str, width: int) -> int:
    """Return how many lines the text takes in a column of that many characters."""
    return sum(-(-len(line) * 10 // (width * 9)) or 1 for line in text.split("\n"))


def _write(sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
    cell = sheet.cell(row, column)
    cell.style = style
    if not text:
        return
    if len(text) > limits.EXCEL_CELL:
        raise TextTooLong(
            f"An Excel cell can have {limits.EXCEL_CELL:,} characters or fewer. The text that starts "
            f"“{truncate(text, 60)}” has {len(text):,}. Shorten the text, or export the plan to Word or "
            "CSV."
        )
    cell.value = _ESCAPE.sub("_x005F_", text)
    # Always text, whatever it starts with: no formula, no error value, no number.
    cell.data_type = "s"
    if begins_formula(text):
        cell.quotePrefix = True


def _across(sheet: Worksheet, row: int, columns: int, text: str, style: str) -> None:
    _write(sheet, row, 1, text, style)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    if style == OUR_NOTES:
        # Excel does not fit the height of merged cells.
        sheet.row_dimensions[row].height = min(_LINE * _lines(text, 150) + 3, _TALLEST)


def _set_up_page(sheet: Worksheet, header: int) -> None:
    sheet.freeze_panes = sheet.cell(header + 1, 2)
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.right.text = "Page &P of &N"


def _styles() -> list[NamedStyle]:
    side = Side(style="thin", color=LINE)
    box = Border(left=side, right=side, top=side, bottom=side)
    top = Alignment(wrap_text=True, vertical="top")
    made = [
        NamedStyle(
            OUR_TITLE, font=Font(name=BODY_FONT, size=16, bold=True), alignment=Alignment(vertical="center")
        ),
        NamedStyle(OUR_SUBTITLE, font=Font(name=BODY_FONT, size=11, color="505A5F")),
        NamedStyle(
            OUR_COLUMN_HEADING,
            font=Font(name=BODY_FONT, size=11, bold=True, color="FFFFFF"),
            fill=PatternFill("solid", fgColor=HEADING_FILL),
            border=box,
            alignment=top,
        ),
        NamedStyle(
            OUR_TEXT, font=Font(name=BODY_FONT, size=11), border=box, alignment=top, number_format="@"
        ),
        NamedStyle(OUR_NOTES, font=Font(name=BODY_FONT, size=11, italic=True), border=box, alignment=top),
    ]
    for name, fill in ((OUR_PRIORITY, PRIORITY_FILL), (OUR_THEME, THEME_FILL)):
        made.append(
            NamedStyle(
                name,
                font=Font(name=BODY_FONT, size=12, bold=True),
                fill=PatternFill("solid", fgColor=fill),
                border=box,
                alignment=Alignment(wrap_text=True, vertical="center"),
            )
        )
    return made
