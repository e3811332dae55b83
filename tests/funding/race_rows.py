"""What several processes race for: `race_rows 50` makes the bids, `race_rows lines` prints what was written."""

import json
import sys

import django

EACH = 10_000
"""Pence that each bid asks, so that the pot is over long before the last."""


def make(number: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from funding.models import Bid
    from plans.writing import add_row
    from tests.funding.making import make_grant
    from tests.making import make_partnership

    if connection.vendor == "sqlite":
        call_command("migrate", verbosity=0)
    grant = make_grant(make_partnership(), award=400_000, pots={"upfront": 300_000, "tactical": 100_000})
    pot = grant.pots.first()
    for place in range(1, number + 1):
        fields = {"state": "approved", "approved_amount": EACH, "asked": EACH, "title": f"Bid {place}"}
        add_row(Bid(grant=grant, number=place, pot=pot, **fields), by=None)


def lines() -> None:
    from funding.models import Entry

    rows = Entry.objects.filter(kind="commitment").order_by("sequence")
    sys.stdout.write(json.dumps(list(rows.values_list("sequence", "bid_id", "amount", "left_before"))))


if __name__ == "__main__":
    django.setup()
    lines() if sys.argv[1] == "lines" else make(int(sys.argv[1]))
