"""The page for the machine that monitors the site."""

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_well_when_the_database_answers(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_unwell_when_it_does_not(client):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        response = client.get("/health/")
    assert (response.status_code, response.content) == (503, b"The database is not responding.\n")
