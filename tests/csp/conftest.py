from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@pytest.fixture(scope="module")
def loaded_example(django_db_setup, django_db_blocker):
    """The example, loaded once for a file of tests, and the command's output. Each test's own rows are rolled back."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEBUG=True):
            call_command("load_example", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)
