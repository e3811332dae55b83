"""What several processes race for: `race_rows 50` makes the bids, `race_rows steps` prints what came of it."""

import json
import sys

import django

EACH = 10_000
"""Pence that each bid asks, so that the pot is over long before the last."""
ALLOCATED = 300_000


def make(number: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from tests.funding.bidding import Cast
    from tests.funding.making import make_grant
    from tests.making import make_partnership

    if connection.vendor == "sqlite":
        call_command("migrate", verbosity=0)
    pots = {"upfront": ALLOCATED, "tactical": 100_000}
    cast = Cast(make_grant(make_partnership(), award=400_000, pots=pots))
    for place in range(1, number + 1):
        cast.recommended(f"Bid {place}", "100")


def steps() -> None:
    """Each stage's approvals with what was left before, and the ledger's commitments."""
    from funding.models import BidMove, Entry

    found = {
        move: list(BidMove.objects.filter(move=move).order_by("id").values_list("bid_id", "left_before"))
        for move in ("chair_approve", "funder_approve")
    }
    lines = Entry.objects.filter(kind="commitment").order_by("sequence")
    found["lines"] = list(lines.values_list("sequence", "bid_id", "amount", "left_before"))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    django.setup()
    steps() if sys.argv[1] == "steps" else make(int(sys.argv[1]))
