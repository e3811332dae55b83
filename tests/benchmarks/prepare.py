"""Fill one database of the benchmark and print what the measurement needs: `prepare ACTIONS PARTNERSHIPS YEARS`."""

import json
import sys

import django


def main(actions: int, partnerships: int, years: int) -> None:
    from django.core.management import call_command
    from django.test import Client

    from funding.bid_imports.importing import import_bids
    from funding.bid_imports.parsing import parse_bids
    from plans.models import Body, Partnership, Plan
    from plans.periods import Quarter
    from reports.exceptions.operations import freeze_report, open_report
    from tests.benchmarks.national_data import Size, make_nation
    from tests.factories import make_member
    from tests.funding.factories import csv_sheet, make_grant

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    make_nation(Size(partnerships=partnerships, years=years, actions=actions))
    # A partnership and year in the middle, so that no index is read from its edge.
    partnership = Partnership.objects.order_by("id")[partnerships // 2]
    plan = Plan.objects.filter(partnership=partnership).order_by("starts")[years // 2]
    officer = make_member(partnership, "officer", body=Body.objects.filter(partnership=partnership).first())
    earlier = Quarter(plan.starts.year, 1)
    report = open_report(plan, earlier, by=officer)
    freeze_report(report, base_revision=report.revision, by=officer)
    for slug, count in (("2024-25", 2), ("2025-26", 200)):
        rows = [("upfront", f"Project {place}", "Body of the grant", 100) for place in range(count)]
        read = parse_bids("bids.csv", csv_sheet(rows))
        import_bids(make_grant(partnership, slug), read, filename="bids.csv", approved=True, by=officer)
    client = Client()
    client.force_login(officer)
    home = f"/{partnership.slug}/plans/{plan.slug}/"
    sys.stdout.write(
        json.dumps(
            {
                "session": client.cookies["sessionid"].value,
                "table": f"{home}actions/",
                "row": f"{home}actions/2.1/edit/",
                "csv": f"{home}actions/export/csv/",
                "pdf": f"{home}actions/export/pdf/",
                "frozen_pdf": f"{home}reports/{earlier}/pdf/",
                "report": f"{home}reports/{earlier.next}/",
                "plan": home,
                "grant_of_two": f"/{partnership.slug}/grants/2024-25/",
                "grant_of_many": f"/{partnership.slug}/grants/2025-26/",
                "home": f"/{partnership.slug}/",
            }
        )
    )


if __name__ == "__main__":
    django.setup()
    main(*(int(word) for word in sys.argv[1:]))
