"""A null character in any input reaches no query: PostgreSQL would reject it with an error page."""

import pytest
from django.db import connection
from django.urls import reverse

from funding.transfers.requests import request_transfer
from tests.sampling import sampled

pytestmark = pytest.mark.django_db
NULL = "1\0"
NAMES = (
    "words", "idempotency_key", "revision", "chosen", "reason", "amount", "on_day", "why", "name", "weight", "guidance",
    "people", "source", "target", "consent", "title", "pot", "lead", "stand", "interest", "ask-need", "actions",
    "spent", "forecast", "decision", "withdrawn", "award", "opens_time", "closes_time", "slug", "printed_left",
    "achieved", "page", "kind", "bid", "recommend", "more", "then", "amount_requested_text", "summary", "need", "partners",
    "priorities", "costs-0-0", "costs-0-1", "quarters", "funder", "pots-name_1", "pots-amount_1", "reached",
)  # fmt: skip
OF_GRANT = (
    "grant_detail", "grant_edit", "grant_award", "grant_ledger", "pot_transfer_add", "project_transfer_add", "grant_round",
    "transfer_request_add", "project_transfer_request_add",
    "criterion_add", "scorer_add", "grant_scores", "approve_for_chair", "approve_for_funder", "bid_add", "bid_import_upload",
)  # fmt: skip
OF_BID = (
    "bid_detail", "bid_submit", "bid_answer", "bid_score", "interest_declare", "bid_history", "bid_file_add",
)  # fmt: skip
OF_PROJECT = (
    "project_detail", "project_history", "project_file_add", "payment_add", "release_add", "repayment_add",
    "project_actions", "evaluation_edit", "evaluation_decide",
)  # fmt: skip
OF_CHANGE = ("change_detail", "change_submit", "change_answer", "change_versions", "change_file_add")


def addresses(grant):
    """The pages of a grant, of its pots and of its bids."""
    here = [grant.partnership.slug, grant.slug]
    yield from (reverse(name, args=here) for name in OF_GRANT)
    for pot in grant.pots.all():
        for name in ("decision_sheet", "consensus_record", "pot_edit", "pot_open"):
            yield reverse(name, args=[*here, pot.pk])
    for asked in grant.movement_requests.all():
        yield from (
            reverse(name, args=[*here, asked.pk])
            for name in ("transfer_request_detail", "transfer_request_decide")
        )
    for bid in grant.bids.all():
        yield from (reverse(name, args=[*here, bid.number]) for name in OF_BID)
        yield from (reverse("bid_edit", args=[*here, bid.number, part]) for part in ("project", "money"))
        yield from (reverse("bid_transition", args=[*here, bid.number, move]) for move in ("ask", "decline"))
    for project in grant.projects.all():
        yield from (reverse(name, args=[*here, project.number]) for name in OF_PROJECT)
        yield reverse("return_edit", args=[*here, project.number, grant.period.quarters[1]])
        yield reverse("project_transition", args=[*here, project.number, "close"])
        for change in project.changes.all():
            yield from (reverse(name, args=[*here, project.number, change.number]) for name in OF_CHANGE)
            yield reverse("change_edit", args=[*here, project.number, change.number, "money"])


def refuse_null(execute, sql, params, many, context):
    """Raise the error of PostgreSQL, which accepts no text with a null character."""
    assert not any(isinstance(each, str) and "\0" in each for each in params or ()), sql
    return execute(sql, params, many, context)


@pytest.mark.parametrize("role", ["officer", "lead", "chair", "funder"])
def test_no_null_character_reaches_a_query(client, cast, grant, role):
    cast.scorer(cast.chair)
    for state in (
        "draft",
        "clarification",
        "shortlisted",
        "recommended",
        "chair_approved",
        "live",
        "closed",
        "changing",
    ):
        cast.in_state(state, state, "100")
    cast.criterion()
    request_transfer(grant, *grant.pots.all(), 100, reason="R", by=cast.officer, idempotency_key="1" * 32)
    client.force_login(getattr(cast, role))
    keys = [bid.pk for bid in grant.bids.all()]
    sent = dict.fromkeys(NAMES, NULL)
    sent |= {f"{name}_{key}": NULL for name in ("choice", "amount", "revision", "approve") for key in keys}

    with connection.execute_wrapper(refuse_null):
        for address in sampled(list(addresses(grant)), 4, name=role):
            assert client.get(address, sent).status_code < 500
            assert client.post(address, sent).status_code < 500
            assert client.post(address, sent | {"revision": "1", "stand": "interest"}).status_code < 500
