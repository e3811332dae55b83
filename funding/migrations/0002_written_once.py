"""The database itself refuses to change or delete a line of the ledger, or a step of a bid's way."""

from django.db import migrations

TABLES = ("funding_entry", "funding_bidmove")
REFUSAL = "What was written here is never changed or deleted; write another line."


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION funding_written_once() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
        )
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            name = f"{table}_no_{act.lower()}"
            if vendor == "postgresql":
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {act} ON {table}"
                    " FOR EACH ROW EXECUTE FUNCTION funding_written_once()"
                )
            else:
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )


def unguard(apps, schema_editor):
    for table in TABLES:
        for act in ("update", "delete"):
            on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}{on}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION funding_written_once()")


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_grants_bids_and_ledger")]

    operations = [migrations.RunPython(guard, unguard)]
