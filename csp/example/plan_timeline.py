"""Add the example's plans: adopted, imported from a file, then updated quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta

from actions.editing.operations import close_action, write_milestone, write_update
from actions.importing.apply import apply_differences
from actions.importing.compare import compare_with_plan
from actions.importing.decisions import ImportDecisions
from actions.models import Action, Milestone
from actions.plan_text import ActionText, MilestoneText, PlanText, PriorityText
from actions.snapshot.tree import get_plan_rows
from csp.example.people import person
from csp.example.timeline import Event, at_time, read_text, run_events
from plans.models import Partnership, Plan, Priority, Risk, VersionTableRow
from plans.periods import Quarter
from plans.records import add_row, new_batch_id, withdraw_row, write_row
from reports.exceptions.operations import (
    TextEdit,
    decide_report,
    freeze_report,
    open_report,
    save_report_text,
)
from reports.models import Report


def add_plan(partnership: Partnership, name: str, *, year: str) -> Plan:
    """Add a plan as its partnership adopted it, without what was added later in the year."""
    text, later = read_text(name), read_text(year)
    officer, chair = person(partnership, "officer"), person(partnership, "chair")
    drafted = datetime.combine(text["plan"]["adopted_on"] - timedelta(days=14), time(10, 0))
    with at_time(drafted):
        plan = _add_draft(partnership, text, by=officer)
        document = _document(text["priority"])
        if "added" in later:
            document = _without(document, later["added"]["number"])
        if "withdrawn" in later:
            document = _with(document, later["withdrawn"])
        bring_in(plan, document, by=officer)
    with at_time(datetime.combine(text["plan"]["adopted_on"], time(15, 0))):
        adoption = {name: text["plan"][name] for name in ("adopted_on", "adopted_by")}
        write_row(plan, adoption | {"state": Plan.State.ADOPTED}, base_revision=plan.revision, by=chair)
    return Plan.objects.get(pk=plan.pk)


def play_timeline(plan: Plan, *, plan_text: str, year: str, also: Iterable[Event] = ()) -> None:
    """Run every event of the plan, and of everything else, in the order of their dates."""
    run_events([*_events(plan, read_text(year), read_text(plan_text)), *also])


def bring_in(plan: Plan, document: PlanText, *, by) -> None:
    """Import a document into the plan as the importer does."""
    rows = get_plan_rows(Plan.objects.select_related("partnership").get(pk=plan.pk))
    comparison = compare_with_plan(document, rows, ImportDecisions())
    apply_differences(comparison, rows, ImportDecisions(), by=by, why="", batch=new_batch_id())


def _add_draft(partnership: Partnership, text: dict, *, by) -> Plan:
    fields = {name: text["plan"][name] for name in ("slug", "title", "starts", "ends")}
    plan = Plan(partnership=partnership, introduction=text["plan"]["introduction"].strip(), **fields)
    add_row(plan, by=by)
    VersionTableRow.objects.bulk_create(
        VersionTableRow(plan=plan, created_by=by, **row) for row in text["version"]
    )
    for position, row in enumerate(text["risk"], 1):
        add_row(Risk(plan=plan, position=position, **row), by=by)
    bodies = {body.name: body.pk for body in partnership.bodies.all()}
    for position, row in enumerate(text["priority"], 1):
        priority = Priority(
            plan=plan,
            position=position,
            kind=row["kind"],
            heading=row["heading"],
            summary=row["summary"].strip(),
            notes=row.get("notes", ""),
        )
        add_row(priority, by=by, links={"leads": [["lead", bodies[lead]] for lead in row["leads"]]})
    return plan


def _document(priorities: Iterable[dict]) -> PlanText:
    return PlanText(
        priorities=tuple(
            PriorityText(
                heading=priority["heading"],
                kind=priority["kind"],
                notes=priority.get("notes", ""),
                actions=tuple(
                    ActionText(
                        number=action["number"],
                        action=action["action"],
                        desired_outcome=action["outcome"],
                        milestones=tuple(MilestoneText(*step) for step in action["milestones"]),
                    )
                    for action in priority["action"]
                ),
            )
            for priority in priorities
        )
    )


def _without(document: PlanText, number: str) -> PlanText:
    return replace(
        document,
        priorities=tuple(
            replace(priority, actions=tuple(action for action in priority.actions if action.number != number))
            for priority in document.priorities
        ),
    )


def _with(document: PlanText, row: dict) -> PlanText:
    action = ActionText(
        number=row["number"],
        action=row["action"],
        desired_outcome=row["outcome"],
        milestones=(MilestoneText(row["milestone"], row["timescale"], row["lead"]),),
    )
    return replace(
        document,
        priorities=tuple(
            replace(priority, actions=(*priority.actions, action))
            if priority.heading == row["under"]
            else priority
            for priority in document.priorities
        ),
    )


def _events(plan: Plan, year: dict, text: dict) -> Iterable[Event]:
    """Return each event of the plan: when it happened, and the operation that does it."""
    partnership = plan.partnership
    officer = person(partnership, "officer")
    for each in year.get("done", []):
        for number, place, day in each["rows"]:
            yield each["at"], lambda n=number, p=place, d=day: _finish(plan, n, p, d, by=officer)
    for each in year.get("moved", []):
        yield each["at"], lambda e=each: _move_date(plan, e, by=officer)
    for each in year.get("closed", []):
        yield each["at"], lambda e=each: _close(plan, e, by=officer)
    if added := year.get("added"):
        whole = _document(text["priority"])
        if withdrawn := year.get("withdrawn"):
            whole = _with(whole, withdrawn)
        yield added["at"], lambda: bring_in(plan, whole, by=officer)
    if withdrawn := year.get("withdrawn"):
        yield (
            withdrawn["at"],
            lambda: withdraw_row(_action(plan, withdrawn["number"]), by=officer, why=withdrawn["why"]),
        )
    for each in year["quarter"]:
        quarter = Quarter.parse(each["name"])
        for update in each["updates"]:
            yield update[3], lambda q=quarter, u=update: _say(plan, q, u)
        yield from _report_events(plan, quarter, each["report"], last=each["updates"][-1][3])


def _report_events(plan: Plan, quarter: Quarter, row: dict, *, last: datetime) -> Iterable[Event]:
    officer, chair = person(plan.partnership, "officer"), person(plan.partnership, "chair")
    written = row.get("frozen_at", last + timedelta(days=2)) - timedelta(hours=1)
    yield written, lambda: _write_report(plan, quarter, row, by=officer)
    if "frozen_at" in row:
        yield row["frozen_at"], lambda: _freeze(plan, quarter, row["frozen_at"], by=officer)
        yield row["approved_at"], lambda: _approve(plan, quarter, row["decision_comment"], by=chair)


def _action(plan: Plan, number: str) -> Action:
    return Action.objects.current().select_related("plan__partnership").get(plan=plan, number=number)


def _step(plan: Plan, number: str, place: int) -> Milestone:
    """Return a milestone by its position in the action, counted from 1."""
    steps = Milestone.objects.current().select_related("plan__partnership").order_by("position", "id")
    return steps.filter(action=_action(plan, number))[place - 1]


def _finish(plan: Plan, number: str, place: int, day, *, by) -> None:
    step = _step(plan, number, place)
    write_milestone(step, {"done_on": day}, base_revision=step.revision, by=by)


def _move_date(plan: Plan, row: dict, *, by) -> None:
    step = _step(plan, row["number"], row["milestone"])
    write_milestone(step, {"due_override": row["to"]}, base_revision=step.revision, by=by, why=row["why"])


def _close(plan: Plan, row: dict, *, by) -> None:
    action = _action(plan, row["number"])
    close_action(
        action,
        reason=row["reason"],
        words=row["words"],
        link=row["link"],
        base_revision=action.revision,
        by=by,
    )


def _say(plan: Plan, quarter: Quarter, row: list) -> None:
    number, status, first, _, words, done = row
    steps = {_step(plan, number, place): day for place, day in done}
    by = person(plan.partnership, first)
    changes = {"status": status, "words": words}
    write_update(_action(plan, number), quarter, changes, done=steps, by=by)


def _write_report(plan: Plan, quarter: Quarter, row: dict, *, by) -> None:
    report = open_report(plan, quarter, by=by)
    headings = {priority.heading: priority for priority in plan.priorities.all()}
    commentary = {headings[heading]: TextEdit(words) for heading, words in row["commentary"]}
    save_report_text(report, TextEdit(row["decisions_requested"], report.revision), commentary, by=by)


def _freeze(plan: Plan, quarter: Quarter, at: datetime, *, by) -> None:
    report = Report.objects.of_quarter(plan, quarter).get()
    freeze_report(report, by=by, today=at.date())


def _approve(plan: Plan, quarter: Quarter, words: str, *, by) -> None:
    report = Report.objects.of_quarter(plan, quarter).get()
    decide_report(report, approve=True, words=words, by=by, base_revision=report.revision)
