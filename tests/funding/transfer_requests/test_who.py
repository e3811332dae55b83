"""Who can make, decide and view requests, and the constraints of the database."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from funding.models import TransferRequest
from funding.transfers import requests
from tests.factories import make_member, make_partnership
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page
from tests.funding.transfer_requests.steps import (
    HERE,
    asked_pots,
    asked_projects,
    page,
)
from tests.plans.pages import queries

pytestmark = pytest.mark.django_db


# --- Permissions, and what other members see.


def test_members_without_permission_cannot_request_or_decide(client, cast):
    asked = asked_pots(cast)
    for person in (cast.lead, cast.executive, cast.scrutiny, cast.county):
        client.force_login(person)
        for name, args in (
            ("transfer_request_add", ()), ("project_transfer_request_add", ()), ("transfer_request_detail", [asked.pk]),
            ("transfer_request_decide", [asked.pk]),
        ):  # fmt: skip
            assert client.post(page(name, *args), {}).status_code == 403
        assert "Requests to move money" not in words_of_page(client.get(page("grant_detail")))
    client.force_login(cast.funder)
    assert client.get(page("transfer_request_add")).status_code == 403
    for person in (cast.officer, cast.chair):
        client.force_login(person)
        assert (
            client.post(page("transfer_request_decide", asked.pk), {"decision": "agree"}).status_code == 403
        )
    client.force_login(make_member(make_partnership("southshire"), "funder"))
    assert client.get(page("transfer_request_decide", asked.pk)).status_code == 404


def test_request_of_another_grant_is_not_found(client, cast):
    asked = asked_pots(cast)
    make_grant(cast.grant.partnership, "2025-26")
    client.force_login(cast.funder)

    address = reverse("transfer_request_decide", args=[HERE[0], "2025-26", asked.pk])

    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_other_members_see_the_funders_consent_without_a_name(client, cast):
    requests.approve_transfer(asked_pots(cast), words="By all means", by=cast.funder)

    for person, who in ((cast.scrutiny, "The funder agreed on"), (cast.officer, "Fay Funder agreed on")):
        client.force_login(person)
        words = words_of_page(client.get(page("grant_ledger")))
        assert who in words
        assert ": By all means" in words
    client.force_login(cast.scrutiny)
    assert "Fay" not in words_of_page(client.get(page("grant_ledger")))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"reason": ""},
        {"target_pot": None},
        {"state": "agreed"},
        {"state": "not_agreed", "decided_by": "chair", "decided_at": "asked"},
        {"state": "taken_back", "decided_by": "chair", "decided_at": "asked", "decision_comment": "W"},
        {"decided_by": "chair"},
    ],
)
def test_database_rejects_impossible_requests(cast, wrong):
    asked = asked_pots(cast)
    wrong = {
        name: getattr(cast, value)
        if name == "decided_by"
        else asked.requested_at
        if value == "asked"
        else value
        for name, value in wrong.items()
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        TransferRequest.objects.filter(pk=asked.pk).update(**wrong)


def test_database_requires_two_different_pots_or_projects(cast):
    asked = asked_pots(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        TransferRequest.objects.filter(pk=asked.pk).update(target_pot=asked.source_pot)


def test_ten_requests_take_as_many_queries_as_one(client, cast):
    first, second = cast.live("First"), cast.live("Second")
    asked = asked_projects(cast, first, second)
    asked_pots(cast)
    few = {}
    pages = [page("grant_detail"), page("grant_history"), page("transfer_request_detail", asked.pk)]
    for person in (cast.officer, cast.funder):
        client.force_login(person)
        for address in pages if person == cast.officer else pages[:1]:
            few[person, address] = queries(client, address)
    for place in range(8):
        asked_pots(cast, 100 + place)

    for (person, address), count in few.items():
        client.force_login(person)
        assert queries(client, address) == count
    assert few[cast.officer, pages[0]] <= 15
    assert few[cast.funder, pages[0]] <= 15
