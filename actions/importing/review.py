"""Compare a parsed file with its plan, and list everything that needs checking first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actions.importing.compare import ALL_FIELDS, compare_with_plan
from actions.importing.comparison import CellReference, ImportIssue, PlanComparison
from actions.importing.decisions import ImportDecisions, action_path, apply_corrections
from actions.leads import UnmatchedLead, name_key, parse_leads
from actions.parsing import ParsedPlan
from actions.plan_text import ActionText, MilestoneText, PlanText
from actions.snapshot.tree import PlanRows, get_plan_rows
from actions.statuses import MEANINGS, Status, parse_status
from actions.timescales.parsing import TimescaleWarning as Warning
from actions.timescales.parsing import parse_timescale
from plans.files import SourceLocation
from plans.models import Plan
from plans.periods import format_date
from plans.personal_data import find_personal_data


def review_import(
    plan: Plan, reading: ParsedPlan, choices: ImportDecisions
) -> tuple[PlanRows, PlanComparison]:
    """Return the plan's rows, and what the file would add and change, with every issue in the file's order."""
    rows = get_plan_rows(plan)
    meanings = {column.meaning for column in reading.columns}
    comparison = compare_with_plan(
        apply_corrections(reading.document, choices), rows, choices, fields=ALL_FIELDS & meanings
    )
    comparison.doubts = tuple(find_issues(reading, rows, choices))
    return rows, comparison


def find_issues(reading: ParsedPlan, rows: PlanRows, choices: ImportDecisions) -> list[ImportIssue]:
    """Return every issue, each with its cells; the same text in many cells is one issue."""
    # Corrected text is shown as printed, so that it can be corrected again.
    document = apply_corrections(reading.document, replace(choices, timescales={}))
    found = _Found(reading, rows)
    for doubt in reading.doubts:
        found.of_file(doubt)
    for heading, priority in enumerate(document.priorities):
        for number, action in enumerate(priority.actions):
            at = (heading, number, -1)
            path = action_path(heading, number)
            found.status(at, path, action)
            found.personal(at, path, action, (action.action, action.desired_outcome, *action.notes.values()))
            found.leads(at, path, action, "action_lead")
            for place, step in enumerate(action.milestones):
                at, step_path = (heading, number, place), f"{path}.m{place + 1}"
                found.timescale(at, step_path, step)
                found.leads(at, step_path, step, "lead")
                found.personal(at, step_path, step, (step.milestone, *step.notes.values()))
    return found.in_order()


class _Found:
    """Issues by what they are about, collected cell by cell."""

    def __init__(self, reading: ParsedPlan, rows: PlanRows):
        self.rows = rows
        self.headings: dict[str, str] = {}
        for column in reading.columns:
            self.headings.setdefault(column.meaning, column.heading)
        self.by_key: dict[tuple, tuple[tuple, ImportIssue]] = {}
        self.said: dict[str, str] = {}
        """What is doubtful about each printed timescale; plans print the same ones often."""

    def in_order(self) -> list[ImportIssue]:
        return [doubt for _, doubt in sorted(self.by_key.values(), key=lambda pair: pair[0])]

    def of_file(self, doubt) -> None:
        priority, action, milestone, _ = doubt.path
        at = tuple(-1 if each is None else each for each in (priority, action, milestone))
        path = action_path(priority, action) if priority is not None and action is not None else ""
        cell = CellReference(path, _address(doubt.place, doubt.column))
        self._add(
            (doubt.code, len(self.by_key)), at, ImportIssue(doubt.code, (cell,), "", doubt.words, key=path)
        )

    def timescale(self, at: tuple, path: str, step: MilestoneText) -> None:
        words = self.said.get(step.timescale)
        if words is None:
            words = self.said[step.timescale] = _timescale_words(step.timescale, self.rows.plan)
        if words:
            cell = self._cell(path, step.place, "timescale")
            self._add(
                ("timescale", step.timescale),
                at,
                ImportIssue("timescale", (cell,), step.timescale, words, key=step.timescale),
            )

    def leads(self, at: tuple, path: str, text: ActionText | MilestoneText, meaning: str) -> None:
        if not text.lead.strip():
            return
        read = parse_leads(text.lead, self.rows.directory)
        cell = self._cell(path, text.place, meaning)
        for lead in read.unknown:
            self._add(
                ("lead_new", lead.key),
                at,
                ImportIssue(
                    "lead_new", (cell,), lead.name, _new_lead_words(lead, self.rows), key=lead.key, lead=lead
                ),
            )
        if read.to_be_confirmed and not read.named:
            words = "means that a lead is to be confirmed."
            self._add(
                ("lead_to_come", path), at, ImportIssue("lead_to_come", (cell,), text.lead, words, key=path)
            )
        for printed in read.unread:
            words = "is too long for a lead. The original text is saved, and no lead is added."
            self._add(("lead_unread", printed), at, ImportIssue("lead_unread", (cell,), printed, words))

    def status(self, at: tuple, path: str, action: ActionText) -> None:
        printed = action.status.strip()
        if not printed:
            return
        status = parse_status(printed)
        if not status:
            words = "is not a delivery status. It is saved as a note."
        elif status == Status.CLOSED:
            words = "closes the action. The reason is saved as “Stopped”, with the original text."
        elif len(printed) == 1:
            words = f"was taken to mean “{MEANINGS[status][0]}”."
        else:
            return
        cell = self._cell(path, action.place, "status")
        self._add(("status", printed), at, ImportIssue("status", (cell,), printed, words, key=printed))

    def personal(self, at: tuple, path: str, text: ActionText | MilestoneText, words: Iterable[str]) -> None:
        signs = list(dict.fromkeys(sign for each in words if each for sign in find_personal_data(each)))
        if signs:
            cell = CellReference(path, _address(text.place, ""))
            said = (
                f"This might contain {' and '.join(signs)}. Remove anything that could identify a private "
                "person."
            )
            self._add(("personal", path), at, ImportIssue("personal", (cell,), "", said))

    def _cell(self, path: str, place: SourceLocation | None, meaning: str) -> CellReference:
        heading = self.headings.get(meaning) or self.headings.get(
            "lead" if meaning == "action_lead" else "", ""
        )
        return CellReference(path, _address(place, heading))

    def _add(self, key: tuple, at: tuple, doubt: ImportIssue) -> None:
        if key in self.by_key:
            first, known = self.by_key[key]
            self.by_key[key] = first, replace(known, cells=(*known.cells, *doubt.cells))
        else:
            self.by_key[key] = (at, len(self.by_key)), doubt


def milestones_at(document: PlanText, path: str) -> tuple[MilestoneText, ...]:
    """Return the milestones of the action at that path, as parsed."""
    heading, _, number = path.partition(".")
    return document.priorities[int(heading[1:]) - 1].actions[int(number[1:]) - 1].milestones


def _address(place: SourceLocation | None, heading: str) -> str:
    words = place.words if place else "The file"
    return f"{words}, “{heading}”" if heading else words


def _timescale_words(printed: str, plan: Plan) -> str:
    """Return what needs checking in a printed timescale, as the end of a sentence; "" if nothing does."""
    reading = parse_timescale(printed, plan_starts=plan.starts, plan_ends=plan.ends)
    said = [_warning_words(warning, reading, plan) for warning in reading.warnings]
    words = "; it ".join(each for each in said if each)
    return f"{words}." if words else ""


def _warning_words(warning: Warning, reading, plan: Plan) -> str:
    return {
        Warning.BEFORE_PLAN: f"is before the plan starts ({format_date(plan.starts)})",
        Warning.AFTER_PLAN: f"is after the plan ends ({format_date(plan.ends)})",
        Warning.YEAR_FROM_PLAN: f"has no year, and was taken to mean {reading.words}",
        Warning.AMBIGUOUS: f"has more than one meaning, and was taken to mean {reading.words}",
        Warning.UNREAD: "is not a date that we recognise. The original text is saved",
    }.get(warning, "")


def _new_lead_words(lead: UnmatchedLead, rows: PlanRows) -> str:
    parent = rows.names[lead.parent] if lead.parent is not None else lead.parent_name
    if parent and name_key(parent) != lead.key:
        return f"is new, and will be added as part of {parent}."
    return "is new."
