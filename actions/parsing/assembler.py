"""Combine the tables of a file, one after the other, into one plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.parsing.builders import PlanBuilder
from actions.parsing.cell_flags import find_cell_issues
from actions.parsing.columns import SourceColumn
from actions.parsing.form_layout import transpose_form
from actions.parsing.header import HeaderRow, find_header, is_other_header, make_header
from actions.parsing.heading_wording import is_explicit_heading, is_sentence, is_title, priority_kind
from actions.parsing.headings import (
    HeadingRow,
    TextAboveTable,
    classify_rows,
    heading_above,
    sheet_heading,
    stands_across,
)
from actions.parsing.issues import ParseIssue
from actions.parsing.post_processing import assign_numbers, assign_row_notes
from actions.parsing.row_parser import RowParser, has_words
from actions.parsing.table_layout import TableLayout, layout_of, own
from plans.files import (
    OUR_SUBTITLE,
    OUR_TITLE,
    SourceLocation,
    SourceRow,
    SourceTable,
    heading_key,
    one_line,
    truncate,
)


@dataclass(frozen=True, slots=True)
class ParsedTable:
    """A table or sheet of the file, and how it was used."""

    place: SourceLocation
    is_read: bool
    words: str
    """How it was used, or why it was skipped."""
    headings: tuple[str, ...] = ()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class UnplacedText:
    """Text of a parsed table that is outside any action, heading or note."""

    text: str
    place: SourceLocation


@dataclass
class PlanAssembler:
    """The plan while its tables are being added."""

    overrides: Mapping[str, str]
    draft: PlanBuilder = field(default_factory=PlanBuilder)
    doubts: list[ParseIssue] = field(default_factory=list)
    columns: dict[tuple[str, str], SourceColumn] = field(default_factory=dict)
    tables: list[ParsedTable] = field(default_factory=list)
    asides: list[UnplacedText] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)
    """Every heading found, normalised."""
    marked: set[tuple[str, str]] = field(default_factory=set)
    """Tables whose insertions or forms have already been reported."""
    number_heading: str = ""
    header: HeaderRow | None = None
    pending: TextAboveTable = field(default_factory=TextAboveTable)

    def take(self, tables: list[SourceTable]) -> None:
        """Parse every table that has actions, and list the others."""
        found = [find_header(table, self.overrides) for table in tables]
        for order, table in enumerate(tables):
            if found[order] is None and (form := transpose_form(table)) is not None:
                # The caller's list too, so that lost text is looked for in the same rows.
                tables[order], found[order] = form, find_header(form, self.overrides)
        several = sum(1 for each in found if each is not None) > 1
        for table, at in zip(tables, found, strict=True):
            above = heading_above(table.above, several=several) if table.has_paragraphs else TextAboveTable()
            if at is None:
                self._without_header(table, above)
                continue
            index, header = at
            if table.has_paragraphs:
                self.draft.title = self.draft.title or above.title
                self._open_above(above, table)
            self._preamble(table, index, header, several=several)
            self._read(table, index + header.rows, header)
        assign_numbers(self.draft, self.doubts, self.number_heading)
        if not any(priority.actions for priority in self.draft.priorities):
            place = self.tables[-1].place if self.tables else SourceLocation("The file")
            self.doubts.append(ParseIssue("empty", "The headings have no actions under them.", place))

    # Tables without a row of headings.

    def _without_header(self, table: SourceTable, above: TextAboveTable) -> None:
        if self.header is not None and self._goes_on(table, self.header, above):
            self._open_above(above, table)
            self._read(table, 0, self.header)
            return
        headings = (
            tuple(one_line(cell.text) for cell in table.content_rows[0].filled[:8])
            if table.content_rows
            else ()
        )
        said = (
            f" It starts with {', '.join(f'“{truncate(each, 30)}”' for each in headings)}."
            if headings
            else ""
        )
        self.tables.append(
            ParsedTable(
                SourceLocation(table.name or "The file"),
                False,
                f"It does not have the headings of an action plan, so it was skipped.{said}",
                headings,
                len(table.content_rows),
            )
        )

    def _goes_on(self, table: SourceTable, header: HeaderRow, above: TextAboveTable) -> bool:
        """Return whether a table without headings continues the one before it, as after a page break."""
        rows = [row for row in table.rows if row.filled]
        if not rows or max(len(row.cells) for row in rows) != header.cells or header.cells < 3:
            return False
        if above.is_sure:
            return True
        for row in rows:
            number = own(header.placed(row), header, "number")
            if number and number[0].isdigit() and len(number) <= 8 and len(row.filled) > 1:
                return True
        return False

    # The text above.

    def _open_above(self, above: TextAboveTable, table: SourceTable) -> None:
        """Start the priority of a heading above a Word table, immediately if its text shows that it is one."""
        current = self.draft.priority
        is_same = current is not None and heading_key(current.heading) == heading_key(above.heading)
        if not above.heading or is_same:
            self.pending = TextAboveTable()
        elif above.is_sure:
            self._open(above, table.place(None))
        else:
            self.pending = above

    def _open(self, above: TextAboveTable, place: SourceLocation) -> None:
        priority = self.draft.open(above.heading, priority_kind(above.heading), place)
        if above.notes:
            priority.notes.append(above.notes)
        self.pending = TextAboveTable()

    def _preamble(self, table: SourceTable, index: int, header: HeaderRow, *, several: bool) -> None:
        """Parse the rows above the headings: a title, a heading of the sheet, and other text."""
        heading = ""
        for row in table.rows[:index]:
            if not row.filled:
                continue
            styles = {cell.style for cell in row.filled}
            text = "\n".join(cell.text for cell in row.filled)
            if styles == {OUR_TITLE}:
                self.draft.title = self.draft.title or text
            if styles in ({OUR_TITLE}, {OUR_SUBTITLE}):
                continue
            line = " ".join(one_line(cell.text) for cell in row.filled)
            if is_explicit_heading(line) and not header.has("priority"):
                heading = heading or line
                self._open(TextAboveTable(line, line, "", True), table.place(row))
            elif heading and self.draft.priority is not None:
                self.draft.priority.notes.append(text)
            elif several and table.has_paragraphs and not is_title(line) and not is_sentence(line):
                heading = line
                self._open(TextAboveTable("", line), table.place(row))
            elif not self.draft.title:
                self.draft.title = line
            elif one_line(self.draft.title) != line:
                self._set_aside(text, table.place(row))
        if table.sheet and several and not heading:
            self.pending = TextAboveTable("", sheet_heading(table.sheet) or table.sheet)

    def _set_aside(self, text: str, place: SourceLocation) -> None:
        self.asides.append(UnplacedText(text, place))
        words = f"“{truncate(text)}” is outside the actions and was not imported."
        self.doubts.append(ParseIssue("outside", words, place))

    # The rows.

    def _read(self, table: SourceTable, start: int, header: HeaderRow) -> None:
        rows = table.rows
        reader, layout, end = self._begin(table, start, header)
        self._told(table, header)
        index = start
        while index < len(rows):
            row = rows[index]
            if not has_words(row) or reader.header.is_repeated(row):
                self._point_out(table, row, reader.header)
                index += 1
            elif index == end:
                assign_row_notes(reader.actions, self.draft, reader.header, self.doubts)
                header = make_header(table, index, self.overrides, self._end(table, index + 1, header))
                index += header.rows
                reader, layout, end = self._begin(table, index, header)
            elif stands_across(row, reader.header, layout):
                index = self._across(table, index, end, reader.header, layout)
            else:
                if self.pending.heading and not own(reader.header.placed(row), reader.header, "priority"):
                    self._open(self.pending, table.place(row))
                self.pending = TextAboveTable()
                reader.read(row)
                self._point_out(table, row, reader.header)
                index += 1
        assign_row_notes(reader.actions, self.draft, reader.header, self.doubts)

    def _end(self, table: SourceTable, start: int, header: HeaderRow) -> int:
        """Return the next row with other headings, or the end of the table."""
        rows = table.rows
        for index in range(start, len(rows)):
            if is_other_header(rows[index], header) and not header.is_repeated(rows[index]):
                return index
        return len(rows)

    def _begin(self, table: SourceTable, start: int, header: HeaderRow) -> tuple[RowParser, TableLayout, int]:
        """Return a parser for the rows under one row of headings, and the row where others start."""
        self.header = header
        if header.opens:
            self._open(TextAboveTable("", header.opens), table.place(None))
        self.number_heading = self.number_heading or header.heading("number")
        for column in header.columns:
            known = heading_key(column.heading)
            self.headings.add(known)
            self.columns.setdefault((column.heading, column.meaning), column)
        end = self._end(table, start, header)
        layout = layout_of(table, table.rows[start:end], header)
        return RowParser(table, header, layout, self.draft, self.doubts), layout, end

    def _told(self, table: SourceTable, header: HeaderRow) -> None:
        headings = tuple(column.heading for column in header.columns)
        rows = len(table.content_rows)
        self.tables.append(
            ParsedTable(SourceLocation(table.name or "The file"), True, "It was imported.", headings, rows)
        )

    def _across(
        self, table: SourceTable, index: int, end: int, header: HeaderRow, layout: TableLayout
    ) -> int:
        """Parse the rows from here on that span the table; return the one after them."""
        rows = table.rows
        run: list[SourceRow] = []
        while index < end:
            row = rows[index]
            if has_words(row) and not header.is_repeated(row):
                if not stands_across(row, header, layout):
                    break
                run.append(row)
            index += 1
        followed = any(has_words(row) for row in rows[index:])
        is_first = not any(priority.actions for priority in self.draft.priorities)
        for each in classify_rows(run, header, before_actions=followed, is_first=is_first):
            self._take_heading(table, each)
            self._point_out(table, each.row, header)
        return index

    def _point_out(self, table: SourceTable, row: SourceRow, header: HeaderRow) -> None:
        self.doubts.extend(find_cell_issues(table, row, header, self.draft, self.marked))

    def _take_heading(self, table: SourceTable, found: HeadingRow) -> None:
        place = table.place(found.row)
        current = self.draft.priority
        if found.is_note:
            if current is not None:
                current.notes.append(found.notes)
            elif not self.draft.title:
                self.draft.title = one_line(found.notes)
            else:
                self._set_aside(found.notes, place)
            return
        self.pending = TextAboveTable()
        is_same = (
            current is not None
            and not found.row.our_style
            and not current.actions
            and heading_key(current.heading) == heading_key(found.heading)
        )
        priority = (
            current if is_same and current is not None else self.draft.open(found.heading, found.kind, place)
        )
        if found.notes:
            priority.notes.append(found.notes)
        if not found.is_sure:
            words = f"“{truncate(found.heading, 60)}” was taken to be the heading of a priority."
            self.doubts.append(
                ParseIssue("heading", words, place, "", (self.draft.at, None, None, "heading"))
            )
