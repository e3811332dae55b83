"""Four processes that decide the same ten requests to move money: `python -m tests.funding.transfer_request_race`.

One agrees, one repeats the same request, one does not agree, and the user who made the request withdraws it.
"""

import json
import sys

import django

REQUESTS = 10
WORKERS = 4


def make_requests() -> None:
    """Undecided requests of the officer, and two users of the funder."""
    from funding.transfers.requests import request_transfer
    from tests.factories import make_member, make_partnership
    from tests.funding.bid_factories import Cast
    from tests.funding.factories import make_grant

    grant = make_grant(make_partnership(), award=400_000, pots={"upfront": 300_000, "tactical": 100_000})
    cast = Cast(grant)
    make_member(grant.partnership, "funder", name="Finn Funder")
    for place in range(REQUESTS):
        facts = {"reason": "Race", "by": cast.officer, "idempotency_key": f"{place:032x}"}
        request_transfer(grant, *grant.pots.all(), 100 + place, **facts)


def decide_all(worker: int) -> None:
    """Run one process."""
    from funding.models import TransferRequest
    from funding.transfers.requests import approve_transfer, reject_transfer, withdraw_request
    from plans.models import Membership
    from plans.records import OperationError

    funders = [row.person for row in Membership.objects.filter(role="funder").order_by("person__name")]
    officer = Membership.objects.get(role="officer").person
    decide = (
        lambda asked: approve_transfer(asked, words="", by=funders[0]),
        lambda asked: approve_transfer(asked, words="", by=funders[0]),
        lambda asked: reject_transfer(asked, words="No", by=funders[1]),
        lambda asked: withdraw_request(asked, by=officer),
    )[worker]
    rows = list(TransferRequest.objects.order_by("id"))
    # Each starts at another request, so that each is the first to decide some.
    for asked in rows[worker * 2 :] + rows[: worker * 2]:
        try:
            decide(asked)
        except OperationError:
            continue


def became() -> dict[str, list]:
    """Return the outcome of each request, how often it was decided, and the ledger entries of movements."""
    from funding.models import LedgerEntry, TransferRequest
    from plans.models import HistoryEntry

    rows = TransferRequest.objects.order_by("id")
    lines = LedgerEntry.objects.filter(kind="movement").order_by("sequence")
    return {
        "requests": list(rows.values_list("state", "amount", "revision")),
        "changes": [HistoryEntry.objects.of_row(f"transferrequest:{row.pk}").count() for row in rows],
        "lines": list(lines.values_list("sequence", "amount")),
    }


def main() -> None:
    django.setup()
    from tests.processes import at_once

    make_requests()
    at_once(decide_all, *((worker,) for worker in range(WORKERS)))
    json.dump(became(), sys.stdout)


if __name__ == "__main__":
    main()
