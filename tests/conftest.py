"""What every test starts from."""

from importlib import import_module

import pytest
from django.core.cache import cache
from django.db import connection


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Rate limits of one test do not reach the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _uploads_apart(settings, tmp_path):
    """Uploaded and rendered files go where pytest cleans up."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def ledger_is_emptied(transactional_db):
    """For a test without a transaction around it that writes in a ledger: afterwards its lines are gone.

    SQLite empties a database by DELETE, which the ledger's triggers refuse (docs/decisions/0010).
    """
    yield
    if connection.vendor == "sqlite":
        seal = import_module("funding.migrations.0002_written_once")
        with connection.schema_editor() as editor:
            seal.unguard(None, editor)
            for table in seal.TABLES:
                editor.execute(f"DELETE FROM {table}")
            seal.guard(None, editor)
