"""One of several processes that approve bids of one pot: `python -m tests.funding.race WORKER WORKERS`.

Each bid is approved at each stage by two of the processes, as a press that comes twice would.
"""

import sys

import django


def main(worker: int, workers: int) -> None:
    django.setup()
    from funding.deciding.decisions import Chosen, approve_bids
    from funding.models import Bid, Grant
    from funding.moves.step import MoveRefused
    from plans.models import Membership

    grant = Grant.objects.select_related("partnership").get()
    people = {row.role: row.person for row in Membership.objects.select_related("person")}
    pressed = {"chair_approve": "chair", "funder_approve": "funder"}
    for stage, role in pressed.items():
        for place, bid in enumerate(Bid.objects.order_by("id")):
            if worker not in (place % workers, (place + 1) % workers):
                continue
            while True:
                bid.refresh_from_db()
                chosen = [Chosen(bid.pk, bid.version)]
                try:
                    approve_bids(grant, stage, chosen, by=people[role], reason_if_over="Race")
                except MoveRefused as refused:
                    # The other process was quicker between reading and pressing, or its chair's approval is due.
                    if "changed since" in str(refused) or "cannot be approved" in str(refused):
                        continue
                    raise
                break


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
