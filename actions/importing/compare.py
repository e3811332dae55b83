"""Compare a file with a plan, row by row and field by field. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from actions.importing.comparison import (
    ADD,
    CHANGE,
    MISSING,
    FieldDifference,
    PlanComparison,
    RowDifference,
    RowLeads,
)
from actions.importing.decisions import AS_PRINTED, NEW, ImportDecisions
from actions.importing.matching import match_actions, match_milestones, match_priorities, numbers_of
from actions.leads import ParsedLeads, parse_leads
from actions.models import Action, Milestone
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from actions.snapshot import NO_HEADING
from actions.snapshot.tree import (
    PlanRows,
    milestone_leads,
    own_lead_as_printed,
    printed_action_lead,
    printed_milestone_lead,
)
from actions.statuses import MEANINGS, Status, parse_status
from plans.files import clean_text, one_line
from plans.models import Priority
from plans.models.tracked import row_key

ALL_FIELDS = frozenset(
    {
        "number",
        "action",
        "desired_outcome",
        "status",
        "milestone",
        "timescale",
        "lead",
        "action_lead",
        "done_on",
    }
)

STATUS_COLUMN = "Status"
# The part of a note's heading that our own files have.
LONGEST_NOTE_HEADING = 120


def compare_with_plan(
    document: PlanText, rows: PlanRows, choices: ImportDecisions, *, fields: frozenset[str] = ALL_FIELDS
) -> PlanComparison:
    """Return what importing the document would add and change, and what the document does not have.

    A field whose column the file does not have is skipped, and so is a cell whose text the plan already has, either
    as it was first printed or as it is now.
    """
    return _PlanComparer(document, rows, choices, fields).run()


class _PlanComparer:
    def __init__(self, document: PlanText, rows: PlanRows, choices: ImportDecisions, fields: frozenset[str]):
        self.document, self.rows, self.choices, self.fields = document, rows, choices, fields
        self.differences: list[RowDifference] = []
        self.leads: dict[str, RowLeads] = {}
        self.row_of: dict[str, object] = {}
        self.same = 0

    def run(self) -> PlanComparison:
        texts, rows = self.document.priorities, self.rows
        under = rows.by_priority()
        numbers = {priority.pk: numbers_of(under[priority.pk]) for priority in rows.priorities}
        headings = match_priorities(
            texts,
            rows.priorities,
            shared_numbers=lambda text, row: len(numbers_of(text.actions) & numbers[row.pk]),
        )
        places = [(place, j) for place, text in enumerate(texts) for j in range(len(text.actions))]
        actions = match_actions(
            [texts[place].actions[j] for place, j in places],
            rows.actions,
            priority_of_text={
                n: headings.row_of[place].pk if place in headings.row_of else None
                for n, (place, _) in enumerate(places)
            },
            priority_of_row=lambda row: row.priority_id,
        )
        found = {places[n]: row for n, row in actions.row_of.items()}
        for place, text in enumerate(texts):
            self._priority(place, text, headings.row_of.get(place), found)
        self._missing_rows(headings.missing, actions.missing, found)
        return PlanComparison(self.document, tuple(self.differences), (), self.same, self.leads, self.row_of)

    def _priority(self, place: int, text: PriorityText, row: Priority | None, found: Mapping) -> None:
        path = f"p{place + 1}"
        # A file without headings does not show where its actions belong.
        is_unheaded = not text.heading.strip() and bool(self.rows.priorities)
        parent = path if row is None else row_key(row)
        if is_unheaded:
            row = self._heading_of_first(place, found) or row or self.rows.priorities[-1]
            parent = row_key(row)
        elif row is None:
            self._add("priority", path, text.heading or NO_HEADING, text, "")
        else:
            differing = [
                *self._text(path, "heading", "Heading", row.heading, text.heading),
                *(self._text(path, "notes", "Notes", row.notes, text.notes) if text.notes else ()),
            ]
            self._change("priority", path, row.heading or NO_HEADING, row, text, differing)
        for number, action in enumerate(text.actions):
            known = found.get((place, number))
            if is_unheaded and known is not None:
                parent = f"priority:{known.priority_id}"
            self._action(f"{path}.a{number + 1}", action, known, parent)

    def _heading_of_first(self, place: int, found: Mapping) -> Priority | None:
        """Return the priority of the first action that the plan already has."""
        known = [row for (at, _), row in sorted(found.items(), key=lambda pair: pair[0]) if at == place]
        by_key = {priority.pk: priority for priority in self.rows.priorities}
        return by_key.get(known[0].priority_id) if known else None

    def _action(self, path: str, text: ActionText, row: Action | None, parent: str) -> None:
        own = self.leads[path] = self._leads(path, text.lead)
        label = _action_label(text.number, text.action)
        if row is None:
            self._add("action", path, label, text, parent)
            for number, step in enumerate(text.milestones):
                step_path = f"{path}.m{number + 1}"
                self.leads[step_path] = self._leads(step_path, step.lead)
                self._add("milestone", step_path, _step_label(label, step), step, path)
            return
        differing = [
            *self._field(path, "action", "Action", row.action, text.action),
            *self._field(
                path, "desired_outcome", "Desired outcome", row.desired_outcome, text.desired_outcome
            ),
            *self._status(path, row, text.status),
            *self._notes(path, row.notes, text),
        ]
        if "number" in self.fields and not text.number_is_generated:
            differing = [*self._text(path, "number", "Number", row.number, text.number), *differing]
        if parent != f"priority:{row.priority_id}":
            differing = [self._moved(path, row, parent), *differing]
        was = printed_action_lead(row, self.rows)
        is_told = bool(text.lead) or "action_lead" in self.fields
        if is_told and text.lead not in (clean_text(own_lead_as_printed(row)), clean_text(was)):
            differing.append(FieldDifference(f"{path}:lead", "Lead", was, text.lead, {"leads": own}))
        self._change("action", path, label, row, text, differing)
        self._milestones(path, label, text, row)

    def _milestones(self, path: str, label: str, text: ActionText, row: Action) -> None:
        pairs = match_milestones(text.milestones, row.steps)
        for number, step in enumerate(text.milestones):
            step_path = f"{path}.m{number + 1}"
            leads = self.leads[step_path] = self._leads(step_path, step.lead)
            known = pairs.row_of.get(number)
            if known is None:
                self._add("milestone", step_path, _step_label(label, step), step, row_key(row))
            else:
                self._change(
                    "milestone",
                    step_path,
                    _step_label(label, step),
                    known,
                    step,
                    self._milestone_fields(step_path, step, known, leads),
                )
        for known in pairs.missing:
            # A milestone without text cannot be in a file.
            if any(
                (known.milestone, known.timescale, known.lead_as_printed, known.notes, milestone_leads(known))
            ):
                self._miss("milestone", known, f"{label}, “{known.milestone or known.timescale}”")

    def _milestone_fields(
        self, path: str, text: MilestoneText, row: Milestone, leads: RowLeads
    ) -> list[FieldDifference]:
        differing = [*self._field(path, "milestone", "Milestone", row.milestone, text.milestone)]
        if "timescale" in self.fields:
            differing += self._timescale(path, text.timescale, row)
        printed = printed_milestone_lead(row, self.rows)
        if "lead" in self.fields and (
            text.lead not in (clean_text(row.lead_as_printed), clean_text(printed))
            or self._is_newly_known(leads, row)
        ):
            differing.append(FieldDifference(f"{path}:lead", "Lead", printed, text.lead, {"leads": leads}))
        if text.done_on and text.done_on != (row.done_on.isoformat() if row.done_on else ""):
            was = row.done_on.isoformat() if row.done_on else ""
            values = {"done_on": date.fromisoformat(text.done_on)}
            differing.append(FieldDifference(f"{path}:done_on", "Done on", was, text.done_on, values))
        return [*differing, *self._notes(path, row.notes, text)]

    def _timescale(self, path: str, printed: str, row: Milestone) -> list[FieldDifference]:
        by_hand = self.choices.date_set(printed)
        if printed in (row.timescale, clean_text(row.timescale)) and (
            by_hand is None or by_hand == row.due_override
        ):
            return []
        # A new text means a new date: a date set manually for the old text is removed.
        values = {"timescale": printed, "due_override": by_hand}
        now = f"{printed} ({by_hand.isoformat()})" if by_hand else printed
        return [FieldDifference(f"{path}:timescale", "Timescale", row.timescale, now, values)]

    def _is_newly_known(self, leads: RowLeads, row: Milestone) -> bool:
        """Return whether a lead that was unknown when it was parsed is a body now."""
        known = [lead for lead in leads.named if isinstance(lead, int)]
        return (
            bool(known)
            and not milestone_leads(row)
            and not row.lead_to_be_confirmed
            and leads.printed == (row.lead_as_printed)
        )

    def _leads(self, path: str, printed: str) -> RowLeads:
        read = parse_leads(printed, self.rows.directory)
        named, to_come = resolve_lead(read, self.choices), read.to_be_confirmed
        if path in self.choices.confirmed:
            named, to_come = (*named, int(self.choices.confirmed[path])), False
        return RowLeads(printed, tuple(dict.fromkeys(named)), to_come and not named)

    def _status(self, path: str, row: Action, printed: str) -> Iterable[FieldDifference]:
        status = parse_status(printed)
        if "status" not in self.fields or not status or status == row.status:
            return
        was, now = (str(MEANINGS[code][0]) for code in (row.status, status))
        yield FieldDifference(f"{path}:status", "Status", was, now, status_columns(status, printed))

    def _notes(
        self, path: str, was: Mapping[str, str], text: ActionText | MilestoneText
    ) -> Iterable[FieldDifference]:
        for heading, words in notes_of(text).items():
            if words and clean_text(was.get(heading, "")) != words:
                yield FieldDifference(
                    f"{path}:notes:{heading}",
                    heading,
                    was.get(heading, ""),
                    words,
                    {"notes": {heading: words}},
                )

    def _moved(self, path: str, row: Action, parent: str) -> FieldDifference:
        headings = {row_key(priority): priority.heading for priority in self.rows.priorities}
        place = int(parent[1:]) - 1 if parent not in headings else None
        now = headings[parent] if place is None else self.document.priorities[place].heading
        was = headings.get(f"priority:{row.priority_id}", "")
        return FieldDifference(f"{path}:priority", "Priority", was, now, {"priority": parent})

    def _field(self, path: str, name: str, label: str, was: str, now: str) -> Iterable[FieldDifference]:
        return self._text(path, name, label, was, now) if name in self.fields else ()

    def _text(self, path: str, name: str, label: str, was: str, now: str) -> Iterable[FieldDifference]:
        # Files cannot hold every character: texts that differ only in those are the same.
        if now not in (was, clean_text(was), one_line(clean_text(was))):
            yield FieldDifference(f"{path}:{name}", label, was, now, {name: now})

    def _add(self, kind: str, path: str, label: str, text, parent: str) -> None:
        self.differences.append(
            RowDifference(ADD, kind, path, label, text=text, parent=parent, place=text.place)
        )

    def _change(self, kind: str, path: str, label: str, row, text, differing: list[FieldDifference]) -> None:
        self.row_of[path] = row
        if differing:
            self.differences.append(
                RowDifference(CHANGE, kind, path, label, row, text, fields=tuple(differing), place=text.place)
            )
        else:
            self.same += 1

    def _miss(self, kind: str, row, label: str) -> None:
        self.differences.append(RowDifference(MISSING, kind, row_key(row), label, row))

    def _missing_rows(self, priorities: list[Priority], actions: list[Action], found: Mapping) -> None:
        stays = defaultdict(int)
        for row in found.values():
            stays[row.priority_id] += 1
        for row in actions:
            self._miss("action", row, _action_label(row.number, row.action))
        for priority in priorities:
            # A priority under which the file still has actions is not missing.
            if not stays[priority.pk]:
                self._miss("priority", priority, priority.heading or NO_HEADING)


def resolve_lead(read: ParsedLeads, choices: ImportDecisions) -> tuple:
    """Return the bodies and new names of a printed lead, as the officer decided about each new name."""
    named = []
    for lead in read.named:
        choice = NEW if isinstance(lead, int) else choices.leads.get(lead.key, NEW)
        if choice == NEW:
            named.append(lead)
        elif choice != AS_PRINTED:
            named.append(int(choice))
    return tuple(named)


def notes_of(text: ActionText | MilestoneText) -> dict[str, str]:
    """Return the columns stored as notes; a status that could not be parsed is one of them."""
    notes = dict(text.notes)
    printed = getattr(text, "status", "")
    if printed.strip() and not parse_status(printed):
        notes.setdefault(STATUS_COLUMN, printed)
    return notes


def status_columns(status: str, printed: str) -> dict[str, object]:
    """Return what a status from a file sets; a status that closes needs a reason, and the file has only its text."""
    if status == Status.CLOSED:
        return {"status": status, "closing_reason": "stopped", "closing_comment": printed}
    return {"status": status, "closing_reason": "", "closing_comment": "", "closing_reference": ""}


def _action_label(number: str, action: str) -> str:
    words = " ".join(action.split())
    words = words if len(words) <= 60 else words[:59] + "…"
    return f"{number} {words}".strip() or "An action without text"


def _step_label(label: str, step: MilestoneText) -> str:
    words = " ".join((step.milestone or step.timescale or step.lead).split())
    return f"{label.split(' ')[0]}, “{words if len(words) <= 60 else words[:59] + '…'}”"
