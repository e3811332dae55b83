"""Show the balances of a grant and its pots."""

import json

from django.core.management.base import CommandError
from django.utils import timezone

from funding.models import Grant
from funding.money.amounts import format_money
from funding.statement.as_json import as_json
from funding.statement.queries import get_statement
from funding.statement.values import StatementOptions
from plans.command_errors import OneLineErrorCommand


class Command(OneLineErrorCommand):
    help = "Show the pots of a grant, with the amounts approved, paid and left."

    def add_arguments(self, parser):
        parser.add_argument(
            "partnership", help="short name of the partnership in web addresses, for example medway"
        )
        parser.add_argument("grant", help="short name of the grant in web addresses, for example 2024-25")
        parser.add_argument("--json", action="store_true", help="show the amounts as JSON, in pence")

    def handle(self, *args, **options):
        found = Grant.objects.filter(partnership__slug=options["partnership"], slug=options["grant"])
        grant = found.select_related("partnership").first()
        if grant is None:
            raise CommandError(f"Grant {options['grant']} not found in {options['partnership']}.")
        statement = get_statement(grant, StatementOptions(timezone.localdate()))
        data = as_json(statement, partnership=grant.partnership.slug)
        if options["json"]:
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"{grant.title}: {format_money(data['award'])}")
        for pot in data["pots"]:
            approved = f"{format_money(pot['allocated'])} allocated, {format_money(pot['approved'])} approved"
            self.stdout.write(
                f"{pot['name']}: {approved}, {format_money(pot['paid'])} paid, {format_money(pot['left'])} left"
            )
        self.stdout.write(f"Left in total: {format_money(data['left'])}")
        if data["difference"] == 0:
            published = format_money(data["printed_left"])
            self.stdout.write(
                f"Published figure: {published} left. Calculated figure: {published}. They match."
            )
        for words in data["warnings"]:
            self.stdout.write(words)
