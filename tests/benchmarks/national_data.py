"""Generate data of any size up to the national one (320 partnerships with 10 years), in the database.

Each table is filled by one INSERT … SELECT over a table of numbers, so that the national size (144,000 actions,
432,000 milestones, 1.7 million updates) takes a minute or two and not an hour.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, models
from django.utils import timezone

from actions.action_numbers import number_key
from actions.models import Action, ActionLead, Milestone, Update
from plans.models import Body, Partnership, Plan, Priority


@dataclass(frozen=True)
class Size:
    """How many of each; the numbers in parentheses are the national ones."""

    partnerships: int = 320
    years: int = 10
    priorities: int = 7
    actions: int = 45
    milestones: int = 3
    quarters: int = 4
    bodies: int = 10

    @property
    def numbers(self) -> int:
        return max(self.partnerships, self.years, self.actions, self.milestones, self.quarters, self.bodies)


NATION = Size()
FIRST_YEAR = 2016


def make_nation(size: Size = NATION) -> None:
    """Fill an empty database; ids are dense, so that every row's parents can be computed."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE numbers (n integer)")
        cursor.executemany("INSERT INTO numbers VALUES (%s)", [(n,) for n in range(size.numbers)])
        cursor.execute(
            "CREATE TEMPORARY TABLE labels (place integer, label varchar(30), sortkey varchar(100))"
        )
        labels = [_label(place, size) for place in range(size.actions)]
        cursor.executemany(
            "INSERT INTO labels VALUES (%s, %s, %s)",
            [(place, label, number_key(label)) for place, label in enumerate(labels)],
        )
        for model, source, columns in _tables(size):
            _fill(cursor, model, source, columns)
        if connection.vendor == "postgresql":
            for model in (Partnership, Body, Plan, Priority, Action, ActionLead, Milestone, Update):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )
        cursor.execute("DROP TABLE numbers")
        cursor.execute("DROP TABLE labels")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _label(place: int, size: Size) -> str:
    each = -(-size.actions // size.priorities)
    return f"{place // each + 1}.{place % each + 1}"


def _tables(size: Size):
    """(model, FROM clause, column → SQL) of every table, parents first."""
    each = -(-size.actions // size.priorities)
    plan = f"(p.n * {size.years} + y.n + 1)"
    action = f"(({plan} - 1) * {size.actions} + a.n + 1)"
    year = f"({FIRST_YEAR} + y.n)"

    def day(years: str, month_day: str) -> str:
        words = f"cast({years} as varchar(4)) || '{month_day}'"
        return f"cast({words} as date)" if connection.vendor == "postgresql" else words

    def over(*letters: str) -> str:
        sizes = {
            "p": size.partnerships,
            "y": size.years,
            "r": size.priorities,
            "a": size.actions,
            "m": size.milestones,
            "q": size.quarters,
            "b": size.bodies,
        }
        tables = ", ".join(f"numbers {letter}" for letter in letters)
        return tables + " WHERE " + " AND ".join(f"{letter}.n < {sizes[letter]}" for letter in letters)

    def words(*parts: str) -> str:
        return " || ".join(part if part.startswith("'") else f"cast({part} as varchar(20))" for part in parts)

    yield (
        Partnership,
        over("p"),
        {
            "id": "p.n + 1",
            "slug": words("'district-'", "p.n + 1"),
            "name": words("'District '", "p.n + 1", "' Community Safety Partnership'"),
        },
    )
    yield (
        Body,
        over("p", "b"),
        {
            "id": f"p.n * {size.bodies} + b.n + 1",
            "partnership_id": "p.n + 1",
            "name": words("'Body '", "b.n + 1"),
        },
    )
    yield (
        Plan,
        over("p", "y"),
        {
            "id": plan,
            "partnership_id": "p.n + 1",
            "slug": words(year, "'-'", f"{year} + 1 - 2000"),
            "title": words("'Plan '", year),
            "starts": day(year, "-04-01"),
            "ends": day(f"({year} + 1)", "-03-31"),
            "state": "'adopted'",
            "open_quarter": words(year, "'-Q2'"),
        },
    )
    yield (
        Priority,
        over("p", "y", "r"),
        {
            "id": f"({plan} - 1) * {size.priorities} + r.n + 1",
            "plan_id": plan,
            "position": "r.n + 1",
            "heading": words("'Priority '", "r.n + 1"),
        },
    )
    yield (
        Action,
        "numbers p, numbers y, numbers a JOIN labels l ON l.place = a.n WHERE "
        + over("p", "y", "a").split(" WHERE ")[1],
        {
            "id": action,
            "plan_id": plan,
            "priority_id": f"({plan} - 1) * {size.priorities} + a.n / {each} + 1",
            "number": "l.label",
            "number_key": "l.sortkey",
            "position": "a.n + 1",
            "action": words("'Deliver the agreed work with every partner who can help, part '", "a.n + 1"),
            "desired_outcome": "'Fewer people harmed, and more who know where to turn'",
            "status": "CASE a.n % 5 WHEN 0 THEN 'at_risk' WHEN 1 THEN 'off_track' ELSE 'on_track' END",
        },
    )
    yield (
        ActionLead,
        over("p", "y", "a"),
        {
            "id": action,
            "action_id": action,
            "body_id": f"p.n * {size.bodies} + a.n % {size.bodies} + 1",
            "year": year,
        },
    )
    yield (
        Milestone,
        over("p", "y", "a", "m"),
        {
            "id": f"({action} - 1) * {size.milestones} + m.n + 1",
            "action_id": action,
            "plan_id": plan,
            "position": "m.n + 1",
            "milestone": words("'A step that can be told from the others, '", "m.n + 1"),
            "timescale": "CASE m.n WHEN 0 THEN 'Summer' WHEN 1 THEN 'Ongoing' ELSE 'March' END",
            "kind": "CASE m.n WHEN 0 THEN 'season' WHEN 1 THEN 'open' ELSE 'point' END",
            "due": f"CASE m.n WHEN 0 THEN {day(year, '-08-31')} WHEN 1 THEN NULL"
            f" ELSE {day(f'({year} + 1)', '-03-31')} END",
        },
    )
    yield (
        Update,
        over("p", "y", "a", "q"),
        {
            "id": f"({action} - 1) * {size.quarters} + q.n + 1",
            "action_id": action,
            "plan_id": plan,
            "year": year,
            "quarter": "q.n + 1",
            "status": "CASE a.n % 5 WHEN 0 THEN 'at_risk' WHEN 1 THEN 'off_track' ELSE 'on_track' END",
            "words": words("'Work goes on as agreed, and the group heard of it in quarter '", "q.n + 1"),
        },
    )


def _fill(cursor, model: type[models.Model], source: str, columns: dict[str, str]) -> None:
    fields = list(model._meta.concrete_fields)
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(columns.get(field.column) or _literal(field) for field in fields)
    cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {values} FROM {source}')


def _literal(field: models.Field) -> str:
    value = field.get_default()
    if value is None and not field.null and isinstance(field, models.DateTimeField):
        value = timezone.now()
    if value is None:
        return "NULL" if connection.vendor != "postgresql" else f"cast(NULL as {field.db_type(connection)})"
    if isinstance(value, bool):
        return str(value).upper() if connection.vendor == "postgresql" else str(int(value))
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict | list):
        return "'" + json.dumps(value) + "'" + ("::jsonb" if connection.vendor == "postgresql" else "")
    if isinstance(value, datetime | date):
        return f"'{value.isoformat()}'" + ("::timestamptz" if connection.vendor == "postgresql" else "")
    return "'" + str(value).replace("'", "''") + "'"
