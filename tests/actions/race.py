"""Eight processes that edit the same 20 rows: `python -m tests.actions.race EDITS safe|plain`.

Each row's text is a number and who wrote it; an edit adds one, so that a lost edit is missing in the total.
"""

import json
import random
import sys

import django

WORKERS = 8
ROWS = 20


def safely(action, mark: str) -> None:
    """Edit as the row's view does; after an edit conflict the user combines both texts."""
    from actions.editing.operations import save_action_row
    from plans.records import EditConflicts, ResolvedFields

    changes, base, settled = {"action": added(action.action, mark)}, action.revision, None
    while True:
        try:
            save_action_row(action, changes, [], base_revision=base, by=None, settled=settled)
            return
        except EditConflicts as clash:
            theirs = clash.conflicts[0].row
            changes = {"action": added(theirs.action, mark)}
            settled = ResolvedFields(frozenset({"action"}), theirs.revision)


def plainly(action, mark: str) -> None:
    """Edit as most software does."""
    action.action = added(action.action, mark)
    action.save()


def added(words: str, mark: str) -> str:
    # The mark keeps two users from typing the same text, which would be one edit, not two.
    return f"{int(words.split()[0]) + 1} {mark}"


def edit_rows(worker: int, edits: int, way: str) -> None:
    """Run one process."""
    from actions.models import Action

    chance = random.Random(worker)
    rows = list(Action.objects.order_by("id").values_list("id", flat=True))
    write = {"safe": safely, "plain": plainly}[way]
    for edit in range(edits):
        write(Action.objects.select_related("plan").get(pk=chance.choice(rows)), f"{worker}-{edit}")


def make_rows() -> None:
    from tests.factories import make_action, make_partnership, make_plan, make_priority

    priority = make_priority(make_plan(make_partnership()))
    for place in range(ROWS):
        make_action(priority, f"1.{place + 1}", "0")


def count() -> dict[str, int]:
    """Return the total of the rows, and how many edits the history has."""
    from actions.models import Action
    from plans.models import HistoryEntry

    total = sum(int(words.split()[0]) for words in Action.objects.values_list("action", flat=True))
    entries = HistoryEntry.objects.filter(row__startswith="action:", act=HistoryEntry.Act.CHANGED).count()
    return {"total": total, "entries": entries}


def main(edits: int, way: str) -> None:
    django.setup()
    from tests.processes import at_once

    make_rows()
    at_once(edit_rows, *((worker, edits // WORKERS, way) for worker in range(WORKERS)))
    json.dump(count(), sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
