"""The list of a partnership's grants."""

import pytest
from django.urls import reverse

from tests.funding.factories import make_funder, make_grant, make_project
from tests.funding.page_text import words_of_page
from tests.plans.pages import queries as page_queries

pytestmark = pytest.mark.django_db


HERE = ("northshire", "2024-25")


def test_the_list_takes_as_many_queries_for_three_grants_as_for_one(client, officer, grant, partnership):
    address = reverse("grant_list", args=HERE[:1])
    make_project(grant)
    one = page_queries(client, address)
    for slug in ("2025-26", "2026-27"):
        make_project(make_grant(partnership, slug))

    assert page_queries(client, address) == one


def test_the_list_of_grants(client, officer, grant, partnership):
    make_funder(partnership)
    make_grant(partnership, "2025-26", is_provisional=True)

    words = words_of_page(client.get(reverse("grant_list", args=HERE[:1])))

    assert "Crime Reduction Grant 2025/26 £106,460.00, 1 April 2025 to 31 March 2026 Provisional" in words
    assert "Kent Police and Crime Commissioner, Police and Crime Commissioner Edit" in words
