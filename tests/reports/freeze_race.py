"""Four processes on one plan: three write updates while the fourth freezes the quarter, then closes the plan.

`python -m tests.reports.freeze_race`
"""

import json
import sys

import django

ACTIONS = 30
WRITERS = 3


def make_rows() -> None:
    from tests.factories import make_action, make_partnership, make_plan, make_priority

    priority = make_priority(make_plan(make_partnership()))
    for place in range(ACTIONS):
        make_action(priority, f"1.{place + 1}", "Train")


def write_updates(worker: int) -> None:
    """Run one writer: an update of each of its actions, for the quarter that was open."""
    from actions.editing.operations import write_update
    from actions.models import Action
    from plans.periods import Quarter
    from plans.records import OperationError

    for action in Action.objects.select_related("plan").order_by("id")[worker::WRITERS]:
        try:
            write_update(action, Quarter(2024, 2), {"status": "at_risk", "words": "Late"}, done={}, by=None)
        except OperationError:
            continue


def freeze_then_close(_: int) -> None:
    """Freeze the quarter, then close the plan, as the officer does in the meantime."""
    from datetime import date

    from plans.models import Plan
    from plans.periods import Quarter
    from plans.records import transition
    from reports.exceptions.operations import freeze_report, open_report

    plan = Plan.objects.get()
    freeze_report(open_report(plan, Quarter(2024, 2), by=None), by=None, today=date(2024, 10, 1))
    transition(plan, "close", by=None)


def work(worker: int) -> None:
    if worker < WRITERS:
        write_updates(worker)
    else:
        freeze_then_close(worker)


def became() -> dict[str, object]:
    """Return what the report shows for each action, what is saved for it, and which changes came after the freeze."""
    from actions.models import Update
    from plans.models import HistoryEntry
    from reports.models import Report

    report = Report.objects.get()
    frozen = HistoryEntry.objects.get(row=f"report:{report.pk}", fields__has_key="state", act="changed").pk
    return {
        "told": sum(1 for action in report.content["actions"] if action["words"] == "Late"),
        "stored": Update.objects.count(),
        "late": HistoryEntry.objects.filter(row__startswith="update:", pk__gt=frozen).count(),
        "state": report.plan.state,
    }


def main() -> None:
    django.setup()
    from tests.processes import at_once

    make_rows()
    at_once(work, *((worker,) for worker in range(WRITERS + 1)))
    json.dump(became(), sys.stdout)


if __name__ == "__main__":
    main()
