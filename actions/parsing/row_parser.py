"""Parse the rows of a table, one after the other, into priorities, actions and milestones."""

from __future__ import annotations

import re

from actions.parsing.action_labels import ActionLabel, is_merged, parse_action_label
from actions.parsing.builders import (
    ActionBuilder,
    MilestoneBuilder,
    PlanBuilder,
    PriorityBuilder,
    RowText,
    added,
)
from actions.parsing.columns import MILESTONE_NOTE
from actions.parsing.header import HeaderRow
from actions.parsing.heading_wording import priority_kind
from actions.parsing.issues import ParseIssue
from actions.parsing.stacked_cells import MilestoneStack, pair_stacks
from actions.parsing.table_layout import TableLayout, as_lines, own, own_cells
from plans.files import (
    SourceCell,
    SourceLocation,
    SourceRow,
    SourceTable,
    heading_key,
    iso_date,
    limits,
    one_line,
    truncate,
)

# A status printed with a date: "Annually in April Complete", "On track. Summer 24". "To be completed by" is none.
_STATUS = re.compile(
    r"(?<!to be )(?<!to )(?<!not )\bcompleted?\b(?!\s+by\b)|\b(?:on|off) (?:track|target)\b|\bat risk\b|\bnot (?:yet )?started\b"
    r"|\b(?:delayed|overdue|achieved|under ?way|in progress|amber|behind schedule)\b|\b(?:red|green)\b(?!\s+(?:spaces?|week|flag))"
    r"|\bnot completed?\b",
    re.IGNORECASE,
)


class RowParser:
    """Parses rows under one row of headings into the builder of a plan."""

    def __init__(
        self,
        table: SourceTable,
        header: HeaderRow,
        layout: TableLayout,
        draft: PlanBuilder,
        doubts: list[ParseIssue],
    ):
        self.table, self.header, self.layout = table, header, layout
        self.draft, self.doubts = draft, doubts
        self.actions: list[tuple[int, ActionBuilder]] = []
        """The actions of this table with the position of their priority."""

    def read(self, row: SourceRow) -> None:
        """Add one row: as a new action, or as more of the last one."""
        place = self.table.place(row)
        placed = self.header.placed(row)
        self._priority(placed, place)
        if not self._holds_action(placed):
            return
        label = parse_action_label(placed, self.header, self.layout)
        continues = self._continues(label)
        if not continues:
            self._begin(placed, label, place)
        draft = self.draft.action
        assert draft is not None
        if label.glued:
            column = "number" if self.header.has("number") else "action"
            self._doubt("glued", label.glued, place, "number", column=column)
        outcome = own(placed, self.header, "desired_outcome")
        if continues:
            self._go_on(draft, label, outcome, place)
        else:
            draft.desired_outcome = outcome
        draft.lead = added(draft.lead, own(placed, self.header, "action_lead"))
        before = len(draft.milestones)
        self._steps(draft, placed, place, continues=continues)
        self._done(draft, placed, place, before)
        if label.unread:
            self._note(draft, self.header.heading("number"), label.unread, place, before)
        self._row_words(draft, placed, place, before)
        draft.rows += 1

    # --- Which priority.

    def _priority(self, placed: dict[int, list[SourceCell]], place: SourceLocation) -> None:
        printed = own(placed, self.header, "priority")
        kind = own(placed, self.header, "kind").strip().lower()
        current = self.draft.priority
        if self.header.has("kind") and self.header.has("priority"):
            kind = kind if kind in {"priority", "theme"} else "priority"
            if current is None or (current.heading, current.kind) != (printed, kind):
                current = self.draft.open(printed, kind, place)
        elif printed:
            heading, _, more = printed.partition("\n")
            current = self._priority_called(one_line(heading), more, place)
        note = own(placed, self.header, "priority_notes")
        if note:
            if current is None:
                current = self.draft.open("", "priority", place)
            if note not in current.notes:
                current.notes.append(note)

    def _priority_called(self, heading: str, more: str, place: SourceLocation) -> PriorityBuilder:
        """Return the priority of that heading; if rows are in another order, it can be an earlier one."""
        if len(heading) > limits.HEADING:
            heading, more = truncate(heading, 200), f"{heading}\n{more}".strip()
        current = self.draft.priority
        at = self.draft.by_heading.get(heading_key(heading))
        if current is not None and heading_key(current.heading) == heading_key(heading):
            priority = current
        elif at is not None:
            self.draft.at = at
            priority = self.draft.priorities[at]
        else:
            priority = self.draft.open(heading, priority_kind(heading), place)
        if more and more not in priority.notes:
            priority.notes.append(more)
        return priority

    def _holds_action(self, placed: dict[int, list[SourceCell]]) -> bool:
        """Return whether a row has more than its priority."""
        return any(
            (cell.is_filled or (cell.label and meaning in {"number", "action"}))
            for position, cells in placed.items()
            if (meaning := self.header.columns[position].meaning)
            not in {"priority", "kind", "priority_notes"}
            for cell in cells
        )

    # --- Which action.

    def _continues(self, label: ActionLabel) -> bool:
        last, number, action = self.draft.action, label.number, label.action
        if last is None:
            return False
        if self.header.is_ours:
            if self.header.has("kind"):
                return bool(number or action) and (number, action) == (last.number, last.action)
            return not number and not action
        if number:
            return number == last.number and (not action or action == last.action)
        return (
            not action
            or (action == last.action and self.header.has("milestone"))
            or self._goes_on(action, last)
        )

    def _goes_on(self, action: str, last: ActionBuilder) -> bool:
        """Return whether text without a number is the end of a sentence that a page break or a copied PDF split."""
        return (
            self.header.has("number")
            and last.number != ""
            and action[0].islower()
            and last.action[-1:] not in {"", ".", "!", "?"}
        )

    def _begin(self, placed: dict[int, list[SourceCell]], label: ActionLabel, place: SourceLocation) -> None:
        if self.draft.priority is None:
            self.draft.open("", "priority", place)
        last = self.draft.action
        number = label.number
        if not number and label.action and last is not None and is_merged(placed, self.header, "number"):
            # One number merged down next to several actions is the number of each.
            number = last.number
        priority = self.draft.priority
        assert priority is not None
        draft = ActionBuilder(number, label.action, place)
        priority.actions.append(draft)
        self.actions.append((self.draft.at, draft))
        if not label.action:
            said = f"{number} has no action text" if number else "These milestones have no action"
            self._doubt("no_action", f"{said}, so an action without text was added.", place, "action")

    def _go_on(self, draft: ActionBuilder, label: ActionLabel, outcome: str, place: SourceLocation) -> None:
        """Add more of an action: the rest of its text after a page break, or more lines of an outcome."""
        if label.action and label.action != draft.action:
            draft.action = f"{draft.action} {label.action}"
            if outcome and outcome[0].islower() and draft.desired_outcome:
                draft.desired_outcome, outcome = f"{draft.desired_outcome} {outcome}", ""
            words = f"“{truncate(label.action, 60)}” was added to the action above it."
            self._doubt("joined", words, place, "action")
        draft.desired_outcome = added(draft.desired_outcome, outcome)

    # --- What it holds.

    def _steps(
        self,
        draft: ActionBuilder,
        placed: dict[int, list[SourceCell]],
        place: SourceLocation,
        *,
        continues: bool,
    ) -> None:
        if not self.header.has("milestone"):
            self._without_milestones(draft, placed, place)
            return
        names = own_cells(placed, self.header, "milestone")
        times = own_cells(placed, self.header, "timescale")
        leads = own_cells(placed, self.header, "lead")
        if not self.header.is_ours:
            if not names and not times and leads:
                words = own(placed, self.header, "lead")
                if continues and draft.milestones:
                    # A second lead on a line of its own.
                    draft.milestones[-1].lead = added(draft.milestones[-1].lead, words)
                else:
                    draft.lead = added(draft.lead, words)
                return
            if not names and continues and draft.milestones and is_merged(placed, self.header, "milestone"):
                last = draft.milestones[-1]
                last.timescale = added(last.timescale, own(placed, self.header, "timescale"))
                last.lead = added(last.lead, own(placed, self.header, "lead"))
                return
        if names:
            times += self._merged_down(placed, "timescale")
            leads += self._merged_down(placed, "lead")
        if self.layout.splits_lines and not self.table.has_paragraphs:
            names, times, leads = (
                [as_lines(c) for c in names],
                [as_lines(c) for c in times],
                [as_lines(c) for c in leads],
            )
        stack = pair_stacks(
            names, times, leads, split_lines=self.layout.splits_lines, split_breaks=self.layout.splits_breaks
        )
        self._take(draft, stack, place)

    def _take(self, draft: ActionBuilder, stack: MilestoneStack, place: SourceLocation) -> None:
        first = len(draft.milestones)
        draft.milestones.extend(
            MilestoneBuilder(each.milestone, each.timescale, each.lead, place) for each in stack.steps
        )
        if stack.uneven:
            self._doubt(
                "uneven", f"{stack.uneven}: they were paired as shown.", place, stack.field, milestone=first
            )
        for index, step in enumerate(stack.steps, first):
            self._doubt_status(step.timescale, place, index)

    def _without_milestones(
        self, draft: ActionBuilder, placed: dict[int, list[SourceCell]], place: SourceLocation
    ) -> None:
        """Add a milestone without text for a timescale, if no column has milestones; the lead is the action's."""
        draft.lead = added(draft.lead, own(placed, self.header, "lead"))
        timescale = own(placed, self.header, "timescale")
        if timescale:
            draft.milestones.append(MilestoneBuilder("", timescale, "", place))
            self._doubt_status(timescale, place, len(draft.milestones) - 1)

    def _merged_down(self, placed: dict[int, list[SourceCell]], meaning: str) -> list[SourceCell]:
        """Cells of one line that are merged down to this row apply to it as well."""
        return [
            cell.above
            for position in self.header.by_meaning.get(meaning, ())
            for cell in placed.get(position, ())
            if cell.above is not None and cell.above.text and "\n" not in cell.above.text
        ]

    def _done(
        self, draft: ActionBuilder, placed: dict[int, list[SourceCell]], place: SourceLocation, before: int
    ) -> None:
        printed = own(placed, self.header, "done_on")
        if not printed:
            return
        days = [iso_date(line) for line in printed.split("\n")]
        steps = draft.milestones[before:]
        if all(days) and len(days) == 1 and len(steps) <= 1:
            if not steps:
                draft.milestones.append(MilestoneBuilder("", "", "", place))
            draft.milestones[-1].done_on = days[0]
        elif all(days) and len(days) == len(steps):
            for step, day in zip(steps, days, strict=True):
                step.done_on = day
        else:
            self._note(draft, self.header.heading("done_on"), printed, place, before)

    def _row_words(
        self, draft: ActionBuilder, placed: dict[int, list[SourceCell]], place: SourceLocation, before: int
    ) -> None:
        """Store statuses and notes until it is known whether they are on every row of an action."""
        for position in self.header.by_meaning.get("notes", ()):
            column = self.header.columns[position]
            words = "\n".join(cell.text for cell in placed.get(position, ()) if cell.is_filled)
            if not words:
                continue
            if column.heading.startswith(MILESTONE_NOTE):
                if len(draft.milestones) == before:
                    draft.milestones.append(MilestoneBuilder("", "", "", place))
                notes = draft.milestones[before].notes
                notes[column.note_heading] = added(notes.get(column.note_heading, ""), words)
            else:
                self._note(draft, column.note_heading, words, place, before)
        status = own(placed, self.header, "status")
        if status:
            one = before if len(draft.milestones) == before + 1 else None
            draft.statuses.append(RowText(self.header.heading("status"), status, draft.rows, one, place))

    def _note(
        self, draft: ActionBuilder, heading: str, words: str, place: SourceLocation, before: int
    ) -> None:
        one = before if len(draft.milestones) == before + 1 else None
        draft.row_notes.append(RowText(heading, words, draft.rows, one, place))

    # --- What needs checking.

    def _doubt_status(self, timescale: str, place: SourceLocation, milestone: int) -> None:
        if timescale and _STATUS.search(timescale):
            words = f"“{truncate(timescale, 60)}” also has a delivery status. The original text was saved."
            self._doubt("status_words", words, place, "timescale", milestone=milestone)

    def _doubt(
        self,
        code: str,
        words: str,
        place: SourceLocation,
        field: str,
        *,
        column: str = "",
        milestone: int | None = None,
    ) -> None:
        heading = self.header.heading(column or field)
        self.doubts.append(
            ParseIssue(code, words, place, heading, self.draft.path(field, milestone=milestone))
        )


def has_words(row: SourceRow) -> bool:
    """Return whether a row has any text, or a style or list number that means something."""
    return bool(row.filled or row.our_style or any(cell.label for cell in row.cells))
