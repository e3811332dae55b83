"""One of several processes that edit the same rows: `python -m tests.actions.race WORKER EDITS safe|plain`.

Each row's words are a number and who wrote it; an edit adds one, so an edit that is lost is missing in the sum.
"""

import random
import sys

import django


def safely(action, mark: str) -> None:
    """The operation that the row's view calls; after a clash the person joins theirs and ours."""
    from actions.operations import RowClash, save_action_row
    from plans.writing import Settled

    changes, base, settled = {"action": added(action.action, mark)}, action.version, None
    while True:
        try:
            save_action_row(action, changes, [], base_version=base, by=None, settled=settled)
            return
        except RowClash as clash:
            theirs = clash.clashes[0].row
            changes = {"action": added(theirs.action, mark)}
            settled = Settled(frozenset({"action"}), theirs.version)


def plainly(action, mark: str) -> None:
    """What most software does."""
    action.action = added(action.action, mark)
    action.save()


def added(words: str, mark: str) -> str:
    # The mark keeps two people from typing the very same words, which would be one edit, not two.
    return f"{int(words.split()[0]) + 1} {mark}"


def main(worker: int, edits: int, way: str) -> None:
    django.setup()
    from actions.models import Action

    chance = random.Random(worker)
    rows = list(Action.objects.order_by("id").values_list("id", flat=True))
    write = {"safe": safely, "plain": plainly}[way]
    for edit in range(edits):
        write(Action.objects.select_related("plan").get(pk=chance.choice(rows)), f"{worker}-{edit}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
