"""Landed migrations are never edited, and every release can be upgraded to today's schema."""

import sqlite3

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate, pre_migrate

from funding.migrations import _rules
from tests.migration_checksums import checksum_errors, migration_checksums, recorded_checksums
from tests.releases import release_dumps, upgrade_error, upgraded_schema


def test_landed_migrations_have_their_recorded_checksums():
    assert checksum_errors(migration_checksums(), recorded_checksums()) == []


@pytest.mark.parametrize(
    ("found", "error"),
    [
        ({"a/0001.py": "1"}, []),
        (
            {"a/0001.py": "2"},
            ["a/0001.py was changed. A landed migration is never edited: add a new migration."],
        ),
        ({}, ["a/0001.py is missing. A landed migration must stay."]),
        (
            {"a/0001.py": "1", "a/0002.py": "3"},
            ["a/0002.py is new. Run `python -m tests.migration_checksums` to add it."],
        ),
    ],
)
def test_checksum_error_names_the_migration(found, error):
    assert checksum_errors(found, {"a/0001.py": "1"}) == error


# It has databases of its own, and must run on each kind: without the mark PostgreSQL would leave it out.
@pytest.mark.slow
@pytest.mark.django_db
def test_upgraded_releases_have_the_schema_of_a_new_database():
    vendor = connection.vendor
    dumps = release_dumps(vendor)
    fresh = upgraded_schema(vendor, None)

    assert dumps and len(fresh["triggers"]) == len(_rules.rules_for(vendor))
    for dump in dumps:
        assert upgraded_schema(vendor, dump) == fresh, dump.name


@pytest.mark.slow
def test_first_release_with_a_project_is_rejected_before_anything_changes():
    dump = release_dumps("sqlite")[0]
    with sqlite3.connect(":memory:") as database:
        database.executescript(dump.read_text())
        columns = [
            name
            for _, name, _, must_be_set, _, _ in database.execute("PRAGMA table_info(funding_bid)")
            if must_be_set
        ]
    bid = f"""
        PRAGMA ignore_check_constraints = ON;
        INSERT INTO funding_bid ({", ".join(columns)}, approved_amount) VALUES ({"1, " * len(columns)} 100);
    """
    assert "projects that an earlier release approved" in upgrade_error(dump, bid)


def _triggers():
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def _send(signal, **more):
    config = apps.get_app_config("funding")
    signal.send(sender=config, app_config=config, using="default", verbosity=0, interactive=False, **more)


@pytest.mark.django_db
def test_rules_are_installed_again_after_migrate():
    rules = {rule.name for rule in _rules.rules_for(connection.vendor)}
    _rules.remove(connection)
    with connection.cursor() as cursor:
        # A rule that an earlier release had under another name goes.
        for statement in _rules._statements(
            _rules.Rule("funding_earlier", "funding_bid", "UPDATE", "", "No."), connection.vendor
        ):
            cursor.execute(statement)
    assert _triggers() == {"funding_earlier"}

    # A rule that an earlier release had under another name is deleted.
    _send(post_migrate)
    assert _triggers() == {"funding_earlier"}

    _send(post_migrate, plan=[])
    assert _triggers() == rules


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", ["funding.Bid", "funding.BidTransition", "plans.Membership"])
def test_table_with_rules_can_be_remade(model):
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite remakes tables.")
    rules = _triggers()
    assert rules
    try:
        _send(pre_migrate, plan=["a migration"])
        assert _triggers() == set()

        with connection.schema_editor() as editor:
            editor._remake_table(apps.get_model(model))
    finally:
        _send(post_migrate, plan=["a migration"])

    assert _triggers() == rules
