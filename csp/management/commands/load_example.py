from datetime import datetime

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from csp.example.grants import grant_events
from csp.example.people import ADMINISTRATOR, PASSWORD, add_administrator, add_partnership
from csp.example.plan_timeline import add_plan, play_timeline
from csp.example.scrutiny import publish_example_pack
from csp.example.timeline import at_time, run_events
from plans.command_errors import OneLineErrorCommand
from plans.models import Membership, Partnership, User

SLUGS = ("kent", "swale", "medway")


class Command(OneLineErrorCommand):
    help = (
        "Load the example: the partnerships kent, swale and medway, users for each role (their password "
        "is printed), 6 months of work on their plans, and 2 grants. Loading it again changes nothing."
    )

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError("The example can only be loaded with DEBUG=1, because its password is public.")
        found = set(Partnership.objects.filter(slug__in=SLUGS).values_list("slug", flat=True))
        is_ours = User.objects.filter(email="officer@swale.example").exists()
        if found and not (is_ours and len(found) == len(SLUGS)):
            raise CommandError(
                f"Partnership {', '.join(sorted(found))} already exists and is not part of the example. "
                "Nothing was changed."
            )
        if not found:
            load()
        self.stdout.write("Example loaded." if not found else "Example already loaded, nothing changed.")
        for line in people_lines():
            self.stdout.write(line)


@transaction.atomic
def load() -> None:
    """Create everything in the example, or nothing."""
    with at_time(datetime(2024, 1, 8, 9, 0)):
        add_administrator()
        kent, swale, medway = [add_partnership(slug) for slug in SLUGS]
    plan = add_plan(swale, "swale_plan", year="swale_year")
    play_timeline(plan, plan_text="swale_plan", year="swale_year")
    plan = add_plan(medway, "medway_plan", year="medway_year")
    # The plan's report shows the grant as it was on that day.
    grant = grant_events(medway, "medway_grant")
    play_timeline(plan, plan_text="medway_plan", year="medway_year", also=grant)
    run_events(grant_events(kent, "kent_grant"))
    publish_example_pack(plan, year="medway_year", quarter="2024-Q2", order="medway")


def people_lines() -> list[str]:
    """Return a line for each user: name, role, email address and password."""
    lines = [f"Password of every user: {PASSWORD}", f"  {ADMINISTRATOR[1]:28} site administrator"]
    held = (
        Membership.objects.current()
        .filter(partnership__slug__in=SLUGS)
        .select_related("person", "partnership")
    )
    for row in held.order_by("partnership__name", "id"):
        hat = ", proper officer" if row.is_proper_officer else ""
        role = f"{row.get_role_display().lower()}{hat}"
        lines.append(f"  {row.person.email:28} {role}, {row.partnership.name}")
    return lines
