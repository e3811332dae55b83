"""The rows that several processes edit at once: `race_rows 20` makes them, `race_rows count` adds them up."""

import sys

import django


def make(number: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from tests.making import make_action, make_partnership, make_plan, make_priority

    if connection.vendor == "sqlite":
        call_command("migrate", verbosity=0)
    priority = make_priority(make_plan(make_partnership()))
    for place in range(number):
        make_action(priority, f"1.{place + 1}", "0")


def count() -> None:
    from actions.models import Action
    from plans.models import Change

    total = sum(int(words.split()[0]) for words in Action.objects.values_list("action", flat=True))
    entries = Change.objects.filter(row__startswith="action:", act=Change.Act.CHANGED).count()
    sys.stdout.write(f"{total} {entries}\n")


if __name__ == "__main__":
    django.setup()
    count() if sys.argv[1] == "count" else make(int(sys.argv[1]))
