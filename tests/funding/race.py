"""One of several processes that commit bids of one pot: `python -m tests.funding.race WORKER WORKERS`.

Each bid is approved and committed by two of the processes, as a press that is repeated would.
"""

import sys

import django


def main(worker: int, workers: int) -> None:
    django.setup()
    from funding.ledger import commit
    from funding.models import Bid

    bids = list(Bid.objects.select_related("pot", "grant__partnership").order_by("id"))
    for place, bid in enumerate(bids):
        if worker in (place % workers, (place + 1) % workers):
            commit(bid, by=None, reason="Race")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
