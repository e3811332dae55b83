"""The schema of a database as plain values, to compare two: `python -m tests.schema` prints the one of DATABASE_URL.

The order of columns is not significant, because a column added later is always the last.
"""

import json
import os
import re
import sys

_POSTGRESQL = {
    "columns": """
        SELECT c.relname, a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
            CASE WHEN a.attnotnull THEN 'NOT NULL' END, nullif(a.attidentity, ''),
            'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid))
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    """,
    # NOT NULL is part of the columns; from version 18 it has rows of its own here.
    "constraints": """
        SELECT c.relname, n.conname, pg_get_constraintdef(n.oid)
        FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
        WHERE c.relnamespace = 'public'::regnamespace AND n.contype <> 'n'
    """,
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """
        SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid) || ' ' || p.prosrc || ' enabled: ' || t.tgenabled::text
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
    """,
    "functions": """
        SELECT '', oid::regprocedure::text, pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
    """,
}


def read_schema(connection) -> dict[str, dict[str, str]]:
    """Return columns, constraints, indexes, triggers and functions of a database, each by "table name".

    SQLite keeps no names of constraints apart, so there the definition is its own name.
    """
    read = {"postgresql": _read_postgresql, "sqlite": _read_sqlite}[connection.vendor]
    return {kind: dict(sorted(found.items())) for kind, found in read(connection).items()}


def _read_postgresql(connection):
    schema = {}
    with connection.cursor() as cursor:
        for kind, query in _POSTGRESQL.items():
            cursor.execute(query)
            schema[kind] = {f"{table} {name}".strip(): text for table, name, text in cursor.fetchall()}
    return schema


def _read_sqlite(connection):
    schema = {"columns": {}, "constraints": {}, "indexes": {}, "triggers": {}, "functions": {}}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%%'",
            [],
        )
        for kind, table, name, sql in cursor.fetchall():
            if kind != "table":
                schema[{"index": "indexes", "trigger": "triggers"}[kind]][f"{table} {name}"] = sql
                continue
            columns = cursor.execute(f'PRAGMA table_xinfo("{table}")', []).fetchall()
            schema["columns"] |= {f"{table} {column[1]}": str(column[2:]) for column in columns}
            # Columns have their checks and references in their own definition, so the definitions are kept too.
            schema["constraints"] |= {f"{table} {part}": part for part in _definitions(sql)}
    return schema


def _definitions(sql: str) -> list[str]:
    """Return the definitions of columns and constraints in a CREATE TABLE statement."""
    inside = sql[sql.index("(") + 1 : sql.rindex(")")]
    parts, depth, start = [], 0, 0
    # A quoted text is one piece, so that a bracket or comma in it does not count.
    for piece in re.finditer(r"'(?:[^']|'')*'|\"[^\"]*\"|[(),]", inside):
        match piece.group():
            case "(":
                depth += 1
            case ")":
                depth -= 1
            case "," if depth == 0:
                parts.append(inside[start : piece.start()])
                start = piece.end()
    return [" ".join(part.split()) for part in (*parts, inside[start:])]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csp.settings")
    import django
    from django.db import connection

    django.setup()
    json.dump(read_schema(connection), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
