"""Fixtures for every test."""

import gc
import os
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as generated

from funding.migrations import _rules
from tests import database_cache
from tests.pdf_rendering import pdfs_rendered_by_processes, pdfs_rendered_here
from tests.sampling import is_whole
from tests.white_space import as_shown

# How quickly examples are generated depends on the machine more than on the code.
generated.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
generated.load_profile("any machine")


# A test with none of these cannot reach the database: pytest-django stops it.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL leave out tests that use no database: the run on SQLite has them, and they cannot differ.

    The slow tests come first, so that both workers end at about the same time.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if connection.vendor == "sqlite" or os.environ.get("WHOLE") == "1":
        return
    without = [item for item in items if not uses_database(item)]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if uses_database(item)]


def pytest_collection_finish(session):
    """Leave the collected tests and all imported modules out of every later garbage collection."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def uses_database(item) -> bool:
    """Return whether a test can reach the database."""
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames))


def pytest_terminal_summary(terminalreporter):
    """Report which tests this run leaves out, or runs only as a sample."""
    if connection.vendor == "postgresql":
        if os.environ.get("WHOLE") != "1":
            terminalreporter.write_line("Tests that use no database are left to the run on SQLite.")
    elif not is_whole():
        terminalreporter.write_line(
            "Large tests ran as a sample; WHOLE=1 runs all of each (tests/sampling.py)."
        )


@pytest.fixture(scope="session", autouse=True)
def _pages_as_shown():
    """Compare pages without the line breaks that only lay out a template."""
    request = Client.request

    def request_as_shown(self, **environment):
        response = request(self, **environment)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            response.content = as_shown(response.content.decode()).encode()
        return response

    Client.request = request_as_shown
    yield
    Client.request = request


@pytest.fixture(scope="session", autouse=True)
def _pdfs_rendered_here():
    """Make PDFs in this process, which takes a tenth of the time (tests/pdf_rendering.py)."""
    with pdfs_rendered_here():
        yield


@pytest.fixture(autouse=True)
def _pdf_process(request):
    """Make each PDF of a test marked `pdf_process` in a process of its own, as the site does."""
    if not request.node.get_closest_marker("pdf_process"):
        yield
        return
    with pdfs_rendered_by_processes():
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Clear the cache, so that rate limits of one test do not affect the next."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings):
    """Use a copy of the database that an earlier run migrated, on SQLite, if the migrations are the same."""
    name = connection.settings_dict["TEST"].get("NAME")
    return django_db_keepdb or (connection.vendor == "sqlite" and database_cache.copied_to(name))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    """The test database; PostgreSQL empties it by TRUNCATE, which the ledger's triggers reject."""
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for table in _rules.TABLES:
                    cursor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
        elif not django_db_keepdb:
            database_cache.keep(connection)
    yield
    if connection.vendor == "sqlite" and django_db_keepdb:
        with django_db_blocker.unblock():
            name = connection.settings_dict["NAME"]
            connection.close()
            Path(name).unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _ledger_is_emptied(request):
    """After a test without a transaction, delete the entries that it wrote in a ledger.

    SQLite empties a database by DELETE, which the ledger's triggers reject (docs/decisions/0010).
    """
    marker = request.node.get_closest_marker("django_db")
    is_open = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not is_open and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        written = [
            table for table in _rules.TABLES if cursor.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
        ]
    if written:
        with connection.schema_editor() as editor:
            _rules.remove(connection)
            # Rows that refer to these are deleted with them.
            for model in apps.get_app_config("funding").get_models():
                editor.execute(f"DELETE FROM {model._meta.db_table}")
            _rules.install(connection)
