"""Five processes that approve fifty bids of one pot: `python -m tests.funding.race`.

Each bid is approved at each stage by two of the processes, as a repeated request would.
"""

import json
import sys

import django

WORKERS = 5
BIDS = 50
EACH = 10_000
"""Pence that each bid requests, so that the pot is over-committed long before the last."""
ALLOCATED = 300_000


def make_bids() -> None:
    """Recommended bids of one pot."""
    from tests.factories import make_partnership
    from tests.funding.bid_factories import Cast
    from tests.funding.factories import make_grant

    pots = {"upfront": ALLOCATED, "tactical": 100_000}
    cast = Cast(make_grant(make_partnership(), award=400_000, pots=pots))
    for place in range(1, BIDS + 1):
        cast.recommended(f"Bid {place}", "100")


def approve_all(worker: int) -> None:
    """Run one process."""
    from funding.decisions.record import SelectedBid, approve_bids
    from funding.models import Bid, Grant
    from plans.models import Membership
    from plans.records import OperationError

    grant = Grant.objects.select_related("partnership").get()
    people = {row.role: row.person for row in Membership.objects.select_related("person")}
    pressed = {"chair_approve": "chair", "funder_approve": "funder"}
    for stage, role in pressed.items():
        for place, bid in enumerate(Bid.objects.order_by("id")):
            if worker not in (place % WORKERS, (place + 1) % WORKERS):
                continue
            while True:
                bid.refresh_from_db()
                chosen = [SelectedBid(bid.pk, bid.revision)]
                try:
                    approve_bids(grant, stage, chosen, by=people[role], overcommit_reason="Race")
                except OperationError as refused:
                    # The other process was faster, or the chair has not approved the bid yet.
                    if "changed since" in str(refused) or "cannot be approved" in str(refused):
                        continue
                    raise
                break


def steps() -> dict[str, list]:
    """Return the approvals of each stage with the amount left before, and the commitments of the ledger."""
    from funding.models import BidTransition, LedgerEntry

    found = {
        move: list(
            BidTransition.objects.filter(move=move).order_by("id").values_list("bid_id", "balance_before")
        )
        for move in ("chair_approve", "funder_approve")
    }
    lines = LedgerEntry.objects.filter(kind="commitment").order_by("sequence")
    found["lines"] = list(lines.values_list("sequence", "project__bid_id", "amount", "balance_before"))
    return found


def main() -> None:
    django.setup()
    from tests.processes import at_once

    make_bids()
    at_once(approve_all, *((worker,) for worker in range(WORKERS)))
    json.dump(steps(), sys.stdout)


if __name__ == "__main__":
    main()
