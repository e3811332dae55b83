"""Tables of a file, one after the other, made into one plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.document import Place
from actions.reading.columns import Column
from actions.reading.doubts import Doubt
from actions.reading.drafts import PlanDraft
from actions.reading.grid import OUR_SUBTITLE, OUR_TITLE, Row, Table
from actions.reading.header import Header, find_header, is_other_header, make_header
from actions.reading.headings import (
    Above,
    HeadingRow,
    heading_above,
    is_strong,
    judged,
    kind_of,
    sheet_heading,
    stands_across,
)
from actions.reading.layout import Layout, layout_of, own
from actions.reading.marks import doubts_of
from actions.reading.rows import RowReader, has_words
from actions.reading.settling import settle_numbers, settle_rows
from actions.reading.texts import heading_key, one_line, shortened


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table or sheet of the file, and what became of it."""

    place: Place
    is_read: bool
    words: str
    """What was done with it, or why it was left aside."""
    headings: tuple[str, ...] = ()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of a table that was read which stand outside any action, heading or note."""

    text: str
    place: Place


@dataclass
class Assembly:
    """The plan as it comes together."""

    overrides: Mapping[str, str]
    draft: PlanDraft = field(default_factory=PlanDraft)
    doubts: list[Doubt] = field(default_factory=list)
    columns: dict[tuple[str, str], Column] = field(default_factory=dict)
    tables: list[TableRead] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)
    """Every heading met, as it is compared."""
    marked: set[tuple[str, str]] = field(default_factory=set)
    """Tables of which it has been said that they hold insertions or forms."""
    number_heading: str = ""
    header: Header | None = None
    pending: Above = field(default_factory=Above)

    def take(self, tables: list[Table]) -> None:
        """Reads every table that is one of actions, and lists the others."""
        found = [find_header(table, self.overrides) for table in tables]
        several = sum(1 for each in found if each is not None) > 1
        for table, at in zip(tables, found, strict=True):
            above = heading_above(table.above, several=several) if table.has_paragraphs else Above()
            if at is None:
                self._without_header(table, above)
                continue
            index, header = at
            if table.has_paragraphs:
                self.draft.title = self.draft.title or above.title
                self._open_above(above, table)
            self._preamble(table, index, header, several=several)
            self._read(table, index + header.rows, header)
        settle_numbers(self.draft, self.doubts, self.number_heading)
        if not any(priority.actions for priority in self.draft.priorities):
            place = self.tables[-1].place if self.tables else Place("The file")
            self.doubts.append(Doubt("empty", "There are headings but no actions under them.", place))

    # Tables without a row of headings.

    def _without_header(self, table: Table, above: Above) -> None:
        if self.header is not None and self._goes_on(table, self.header):
            self._open_above(above, table)
            self._read(table, 0, self.header)
            return
        headings = (
            tuple(one_line(cell.text) for cell in table.content_rows[0].filled[:8])
            if table.content_rows
            else ()
        )
        said = (
            f" It begins with {', '.join(f'“{shortened(each, 30)}”' for each in headings)}."
            if headings
            else ""
        )
        self.tables.append(
            TableRead(
                Place(table.name or "The file"),
                False,
                f"It has no row of headings of an action plan, so it was left aside.{said}",
                headings,
                len(table.content_rows),
            )
        )

    def _goes_on(self, table: Table, header: Header) -> bool:
        """Whether a table without headings continues the one before it, as after a break of pages."""
        rows = [row for row in table.rows if row.filled]
        if not rows or max(len(row.cells) for row in rows) != header.cells or header.cells < 3:
            return False
        if not header.has("number"):
            return False
        for row in rows:
            number = own(header.placed(row), header, "number")
            if number and number[0].isdigit() and len(number) <= 8 and len(row.filled) > 1:
                return True
        return False

    # What stands above.

    def _open_above(self, above: Above, table: Table) -> None:
        """A heading above a Word table opens its priority, at once where its words say so."""
        current = self.draft.priority
        is_same = current is not None and heading_key(current.heading) == heading_key(above.heading)
        if not above.heading or is_same:
            self.pending = Above()
        elif above.is_sure:
            self._open(above, table.place(None))
        else:
            self.pending = above

    def _open(self, above: Above, place: Place) -> None:
        priority = self.draft.open(above.heading, kind_of(above.heading), place)
        if above.notes:
            priority.notes.append(above.notes)
        self.pending = Above()

    def _preamble(self, table: Table, index: int, header: Header, *, several: bool) -> None:
        """Rows above the headings: a title, a heading of the sheet, and what belongs to neither."""
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
            if is_strong(line) and not header.has("priority"):
                heading = heading or line
                self._open(Above(line, line, "", True), table.place(row))
            elif not self.draft.title:
                self.draft.title = line
            elif one_line(self.draft.title) != line:
                self._set_aside(text, table.place(row))
        if table.sheet and several and not heading:
            self.pending = Above("", sheet_heading(table.sheet) or table.sheet)

    def _set_aside(self, text: str, place: Place) -> None:
        self.asides.append(Aside(text, place))
        words = f"“{shortened(text)}” stands outside any action and was not brought in."
        self.doubts.append(Doubt("outside", words, place))

    # The rows.

    def _read(self, table: Table, start: int, header: Header) -> None:
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
                settle_rows(reader.actions, self.draft, reader.header, self.doubts)
                header = make_header(table, index, self.overrides, self._end(table, index + 1, header))
                index += header.rows
                reader, layout, end = self._begin(table, index, header)
            elif stands_across(row, reader.header, layout):
                index = self._across(table, index, end, reader.header, layout)
            else:
                if self.pending.heading and not own(reader.header.placed(row), reader.header, "priority"):
                    self._open(self.pending, table.place(row))
                self.pending = Above()
                reader.read(row)
                self._point_out(table, row, reader.header)
                index += 1
        settle_rows(reader.actions, self.draft, reader.header, self.doubts)

    def _end(self, table: Table, start: int, header: Header) -> int:
        """The next row with other headings, or the end of the table."""
        rows = table.rows
        for index in range(start, len(rows)):
            if is_other_header(rows[index], header) and not header.is_repeated(rows[index]):
                return index
        return len(rows)

    def _begin(self, table: Table, start: int, header: Header) -> tuple[RowReader, Layout, int]:
        """A reader for the rows under one row of headings, and the row where others begin."""
        self.header = header
        self.number_heading = self.number_heading or header.heading("number")
        for column in header.columns:
            known = heading_key(column.heading)
            self.headings.add(known)
            self.columns.setdefault((column.heading, column.meaning), column)
        end = self._end(table, start, header)
        layout = layout_of(table, table.rows[start:end], header)
        return RowReader(table, header, layout, self.draft, self.doubts), layout, end

    def _told(self, table: Table, header: Header) -> None:
        headings = tuple(column.heading for column in header.columns)
        rows = len(table.content_rows)
        self.tables.append(TableRead(Place(table.name or "The file"), True, "It was read.", headings, rows))

    def _across(self, table: Table, index: int, end: int, header: Header, layout: Layout) -> int:
        """Takes in the rows from here on that stand across the table; returns the one after them."""
        rows = table.rows
        run: list[Row] = []
        while index < end:
            row = rows[index]
            if has_words(row) and not header.is_repeated(row):
                if not stands_across(row, header, layout):
                    break
                run.append(row)
            index += 1
        followed = any(has_words(row) for row in rows[index:])
        is_first = not any(priority.actions for priority in self.draft.priorities)
        for each in judged(run, header, before_actions=followed, is_first=is_first):
            self._take_heading(table, each)
            self._point_out(table, each.row, header)
        return index

    def _point_out(self, table: Table, row: Row, header: Header) -> None:
        self.doubts.extend(doubts_of(table, row, header, self.draft, self.marked))

    def _take_heading(self, table: Table, found: HeadingRow) -> None:
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
        self.pending = Above()
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
            words = f"“{shortened(found.heading, 60)}” was read as the heading of a priority."
            self.doubts.append(Doubt("heading", words, place, "", (self.draft.at, None, None, "heading")))
