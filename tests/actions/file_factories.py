"""Word, Excel and CSV files for tests, made in code with invented text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADINGS = ("No.", "Action", "Desired Outcome", "Key Milestones", "Timescales", "Lead agency")


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def word_parts(*body: str, styles: str = "", numbering: str = "") -> dict[str, str | bytes]:
    """The members of a Word file with this body."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r2" Type="{_R}/numbering" Target="numbering.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles or _STYLES}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{_W}">{numbering}</w:numbering>',
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>',
    }


_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{words}"/></w:style>'
    for name, words in (("Heading1", "heading 1"), ("Heading2", "heading 2"), ("Title", "Title"))
)


def word(*body: str, styles: str = "", numbering: str = "") -> bytes:
    """A Word file with this body."""
    return archive(word_parts(*body, styles=styles, numbering=numbering))


def p(
    text: str = "", *, style: str = "", bold: bool = False, level: int | None = None, numbered: int = 1
) -> str:
    """A paragraph; "\\n" is a line break in it."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbered}"/></w:numPr>'
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{look}{lines}</w:r></w:p>"


def tc(*content: str, span: int = 1, down: str = "", raw: str = "") -> str:
    """A cell: each text a paragraph; ``raw`` is XML in their place; ``down`` is "restart" or "continue"."""
    properties = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (
        f'<w:vMerge w:val="{down}"/>' if down else ""
    )
    inside = raw or "".join(each if each.startswith("<w:p>") else p(each) for each in content or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str) -> str:
    """A row of cells; a plain text is a cell of one paragraph."""
    return "<w:tr>" + "".join(each if each.startswith("<w:tc>") else tc(each) for each in cells) + "</w:tr>"


def tbl(*rows: str | Sequence[str]) -> str:
    """A table of rows; a sequence of texts is a row of plain cells."""
    return "<w:tbl>" + "".join(each if isinstance(each, str) else tr(*each) for each in rows) + "</w:tbl>"


def workbook(
    sheets: Mapping[str, Iterable[Sequence[Any]]],
    *,
    merges: Iterable[str] = (),
    formats: Mapping[str, str] | None = None,
    hidden: Iterable[str] = (),
) -> bytes:
    """An Excel file; merges and number formats are those of the first sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    first = book.worksheets[0]
    for address, code in (formats or {}).items():
        first[address].number_format = code
    for each in merges:
        first.merge_cells(each)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def delimited(rows: Iterable[Sequence[str]], *, encoding: str = "utf-8", separator: str = ",") -> bytes:
    """A CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def step(milestone: str, timescale: str = "", lead: str = "") -> MilestoneText:
    return MilestoneText(milestone, timescale, lead)


EXAMPLE = PlanText(
    "Harbour district: action plan 2024/25",
    (
        PriorityText(
            "Priority 1: Safer streets",
            "priority",
            "",
            (
                ActionText(
                    "1.1",
                    "Light the paths round the station",
                    "People feel safe on their way home",
                    milestones=(
                        step("Walk the paths with residents", "June 24", "Community Safety Unit"),
                        step("Lamps ordered"),
                        step("Lamps lit – all of them", "Autumn 24", "Highways"),
                    ),
                ),
                ActionText(
                    "1.2",
                    "Keep the bicycle marking days going",
                    "Fewer stolen bicycles",
                    milestones=(
                        step("A marking day each quarter", "Quarterly", "Town Rangers\nHarbour Police"),
                    ),
                ),
                ActionText(
                    "1.10",
                    "Review the night bus",
                    "Last buses meet last trains",
                    milestones=(
                        step("Timetable agreed", "", "Buses’ forum"),
                        step("First late bus runs", "March 25"),
                    ),
                ),
            ),
        ),
        PriorityText(
            "Cross Cutting Theme 1: Young people",
            "theme",
            "",
            (
                ActionText(
                    "2.1",
                    "Open the boxing club to new members",
                    "More young people with somewhere to go",
                    milestones=(step("Taster evenings held", "Summer", "Youth Service"),),
                ),
            ),
        ),
    ),
)


def stacked_word(plan: PlanText) -> bytes:
    """One table; priorities merged across; milestones stacked, with blank paragraphs that keep them level."""
    rows: list[str | Sequence[str]] = [HEADINGS]
    for priority in plan.priorities:
        rows.append(tr(tc(priority.heading, span=6)))
        for action in priority.actions:
            steps = action.milestones
            rows.append(
                tr(
                    action.number,
                    action.action,
                    action.desired_outcome,
                    tc(*(each.milestone for each in steps)),
                    tc(*(each.timescale for each in steps)),
                    tc(*(each.lead for each in steps)),
                )
            )
    return word(p("5. Action plan 2024/25", style="Heading1"), tbl(*rows))


def table_per_priority_word(plan: PlanText) -> bytes:
    """A table for each priority, its heading above; a row for each milestone, the action merged down."""
    body = [p("Action plan 2024/25", style="Heading1")]
    for priority in plan.priorities:
        rows: list[str | Sequence[str]] = [HEADINGS]
        for action in priority.actions:
            for order, each in enumerate(action.milestones):
                down = "restart" if order == 0 else "continue"
                texts = (action.number, action.action, action.desired_outcome)
                merged = [tc(text if order == 0 else "", down=down) for text in texts]
                rows.append(tr(*merged, each.milestone, each.timescale, each.lead))
        body += [p(priority.heading, style="Heading2"), tbl(*rows)]
    return word(*body)


def sheet_of(plan: PlanText) -> bytes:
    """A sheet with a title, a blank row, headings and priorities merged across; numbers stored as numbers."""
    rows: list[Sequence[Any]] = [
        [plan.title],
        [],
        ["Ref", "Action", "Outcome", "Milestone", "By when", "Lead", "RAG", "Q1 update"],
    ]
    merges, formats = [], {}
    for priority in plan.priorities:
        rows.append([priority.heading])
        merges.append(f"A{len(rows)}:H{len(rows)}")
        for action in priority.actions:
            for order, each in enumerate(action.milestones):
                own = (
                    [float(action.number), action.action, action.desired_outcome]
                    if order == 0
                    else [None] * 3
                )
                rows.append([*own, each.milestone, each.timescale or None, each.lead or None])
                if order == 0 and action.number.endswith("0"):
                    formats[f"A{len(rows)}"] = "0.00"
    return workbook({"Action plan": rows}, merges=merges, formats=formats)


def windows_csv(plan: PlanText) -> bytes:
    """A row for each milestone with its priority and action on every row, in Windows-1252."""
    rows = [["Priority", *HEADINGS]]
    for priority in plan.priorities:
        for action in priority.actions:
            for each in action.milestones:
                about = [priority.heading, action.number, action.action, action.desired_outcome]
                rows.append([*about, each.milestone, each.timescale, each.lead])
    return delimited(rows, encoding="cp1252")


def bare(plan: PlanText) -> list[Any]:
    """A plan's text alone: without positions, and without whether a number is generated."""
    return [
        (
            priority.heading,
            priority.kind,
            priority.notes,
            [
                (
                    *(action.number, action.action, action.desired_outcome, action.status, action.lead),
                    dict(action.notes),
                    [(m.milestone, m.timescale, m.lead, m.done_on, dict(m.notes)) for m in action.milestones],
                )
                for action in priority.actions
            ],
        )
        for priority in plan.priorities
    ]
