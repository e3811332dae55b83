"""Decisions about requests to move money, and withdrawn requests."""

import pytest
from django.db import IntegrityError, transaction

from funding.ledger import entries
from funding.models import TransferRequest
from funding.transfers import requests
from plans.models import FormDraft, HistoryEntry, Membership
from tests.factories import make_member
from tests.funding.page_text import words_of_page
from tests.funding.transfer_requests.steps import (
    asked_pots,
    asked_projects,
    decide,
    errors_of,
    left_of,
    movements,
    page,
)
from tests.plans.pages import fields_of, said

pytestmark = pytest.mark.django_db


# --- Decisions.


def test_agreement_adds_the_movement_with_the_funders_name(client, cast, grant):
    asked = asked_pots(cast)
    client.force_login(cast.funder)

    response = decide(client, asked, words="As we said on 3 June")

    assert response.status_code == 302
    out, into = movements().order_by("sequence")
    assert (out.pot.name, out.amount, into.pot.name, into.amount) == ("upfront", -50_000, "tactical", 50_000)
    for line in (out, into):
        assert line.created_by == cast.funder
        assert line.reason == "Fewer sessions"
        assert line.consent.startswith("Fay Funder agreed on ")
        assert line.consent.endswith(": As we said on 3 June")
    assert left_of(grant) == [950_000, 550_000]
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.decision_comment) == (
        "agreed", cast.funder, "As we said on 3 June",
    )  # fmt: skip
    change = HistoryEntry.objects.of_row(f"transferrequest:{asked.pk}").first()
    assert (change.fields["state"], change.created_by) == (["waiting", "agreed"], cast.funder)
    assert said(client.get(page("grant_detail"))) == ["Consent given: £500.00 moved"]
    assert client.get(page("grant_detail")).context["waiting"] == []


def test_officer_sees_the_outcome(client, cast):
    agreed, not_agreed = asked_pots(cast), asked_pots(cast, 10_000)
    requests.approve_transfer(agreed, words="", by=cast.funder)
    requests.reject_transfer(not_agreed, words="Too early", by=cast.funder)
    client.force_login(cast.officer)

    words = words_of_page(client.get(page("grant_detail")))
    assert "£500.00 from the upfront pot to the tactical pot Agreed Requested by Olive Officer" in words
    assert "Fay Funder agreed on" in words
    assert "Fay Funder did not agree on" in words
    assert "“Too early”" in words
    words = words_of_page(client.get(page("transfer_request_detail", not_agreed.pk)))
    assert "“Too early” No money was moved." in words
    assert "Withdraw request" not in words
    assert "The movement is in the ledger" in words_of_page(
        client.get(page("transfer_request_detail", agreed.pk))
    )


def test_agreeing_to_a_movement_between_projects(client, cast, grant):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,990", pot="tactical")
    asked = asked_projects(cast, first, second, overcommit_reason="Agreed by all")
    client.force_login(cast.funder)

    assert decide(client, asked).status_code == 302

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.amount, second.amount) == (350_000, 549_000)
    out, into = grant.entries.order_by("-sequence")[:2][::-1]
    assert (out.kind, into.kind, into.reason) == ("release", "commitment", "Fewer sessions\nAgreed by all")
    assert out.consent == into.consent
    assert out.created_by == cast.funder


def test_funder_must_give_a_reason_for_not_agreeing(client, cast, grant):
    asked = asked_pots(cast)
    client.force_login(cast.funder)

    silent = decide(client, asked, "disagree", words=" ")
    assert (silent.status_code, errors_of(silent)) == (422, ["Enter a reason for not agreeing"])
    assert decide(client, asked, "disagree", words="Too early").status_code == 302

    asked.refresh_from_db()
    assert (asked.state, asked.decision_comment) == ("not_agreed", "Too early")
    assert not movements().exists()


def test_form_without_a_decision_is_rejected(client, cast):
    asked = asked_pots(cast)
    client.force_login(cast.funder)

    for decision in ("", "perhaps"):
        response = decide(client, asked, decision, words="Mine")
        assert (response.status_code, errors_of(response)) == (422, ["Select whether you agree"])
        assert fields_of(response)["words"] == ["Mine"]
    assert TransferRequest.objects.get().is_waiting


def test_repeated_decision_moves_the_money_once(client, cast):
    asked = asked_pots(cast)
    client.force_login(cast.funder)
    typed = fields_of(client.get(page("transfer_request_decide", asked.pk))) | {"decision": "agree"}
    client.post(page("transfer_request_decide", asked.pk), typed)

    again = client.post(page("transfer_request_decide", asked.pk), typed, follow=True)

    assert said(again)[-1] == "You have already decided this request"
    assert movements().count() == 2


@pytest.mark.parametrize("second", ["agree", "disagree"])
def test_second_decision_is_rejected_and_its_comment_is_saved_as_a_draft(client, cast, second):
    other = make_member(cast.grant.partnership, "funder", name="Finn Funder")
    asked = asked_pots(cast)
    client.force_login(other)
    typed = fields_of(client.get(page("transfer_request_decide", asked.pk)))
    requests.approve_transfer(asked, words="", by=cast.funder)

    response = client.post(
        page("transfer_request_decide", asked.pk),
        typed | {"decision": second, "words": "Words that took an hour"},
    )

    assert response.status_code == 409
    words = words_of_page(response)
    assert "Fay Funder agreed on" in words
    assert "What you entered" in words
    assert "Your comments Words that took an hour" in words
    assert FormDraft.objects.get(person=other).data["words"] == ["Words that took an hour"]
    assert movements().count() == 2


def test_user_cannot_agree_to_their_own_request(client, cast):
    both = make_member(cast.grant.partnership, "officer", name="Bo Both")
    Membership.objects.create(partnership=cast.grant.partnership, person=both, role="funder")
    asked = asked_pots(cast, by=both)
    client.force_login(both)

    words = words_of_page(client.get(page("transfer_request_decide", asked.pk)))
    assert (
        "You cannot decide this request because you made it. Someone else must decide it for the funder. If the request is no longer needed,"
        in words
    )
    assert client.get(page("grant_detail")).context["waiting"] == []
    response = client.post(page("transfer_request_decide", asked.pk), {"decision": "agree", "words": ""})
    assert response.status_code == 409
    assert not movements().exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        TransferRequest.objects.filter(pk=asked.pk).update(
            state="agreed", decided_by=both, decided_at=asked.requested_at
        )


# --- Changes before the decision.


def test_request_stays_undecided_if_the_money_was_paid(client, cast):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,000")
    asked = asked_projects(cast, first, second)
    client.force_login(cast.funder)
    typed = fields_of(client.get(page("transfer_request_decide", asked.pk)))
    entries.record_payment(first, 380_000, by=cast.officer, key="pay")

    response = client.post(
        page("transfer_request_decide", asked.pk), typed | {"decision": "agree", "words": "Mine"}
    )

    assert response.status_code == 409
    words = words_of_page(response)
    assert "You can move up to £200.00 from “First”, not £500.00: the rest has been paid." in words
    assert fields_of(response)["words"] == ["Mine"]
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.revision) == ("waiting", None, 1)
    assert entries.committed_amount(first) == 400_000


def test_pot_that_would_be_over_committed_now_needs_a_reason(client, cast):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,000", pot="tactical")
    asked = asked_projects(cast, first, second)
    cast.live("Third", "900", pot="tactical")
    client.force_login(cast.funder)

    response = decide(client, asked)

    assert response.status_code == 409
    assert "This over-commits the tactical pot by £400.00." in words_of_page(response)
    assert TransferRequest.objects.get().is_waiting


def test_unsent_comment_is_offered_as_a_draft(client, cast):
    asked = asked_pots(cast)
    client.force_login(cast.funder)
    client.post(
        "/drafts/", {"words": "Half a sentence", "draft_form": page("transfer_request_decide", asked.pk)}
    )

    assert "Continue with draft" in words_of_page(client.get(page("transfer_request_decide", asked.pk)))
    used = client.get(page("transfer_request_decide", asked.pk), {"draft": "use"})

    assert (used.status_code, fields_of(used)["words"]) == (200, ["Half a sentence"])
    assert "There is a problem" not in used.content.decode()


def test_old_requests_are_collapsed_but_undecided_requests_are_not(client, cast):
    for place in range(7):
        requests.reject_transfer(asked_pots(cast, 100 * (place + 1)), words="No", by=cast.funder)
    asked_pots(cast, 12_300)
    client.force_login(cast.officer)

    words = words_of_page(client.get(page("grant_detail")))

    shown, folded = words.split("Earlier requests")
    assert shown.index("£123.00 from the upfront pot") < shown.index("£7.00 from the upfront pot")
    assert "£3.00 from" not in shown
    assert "£3.00 from" in folded
    assert words.count("from the upfront pot to the tactical pot") == 8


# --- Withdrawn requests.


def test_user_withdraws_their_request(client, cast, officer):
    asked = asked_pots(cast)
    assert "Withdraw request" in words_of_page(client.get(page("transfer_request_detail", asked.pk)))

    first = client.post(page("transfer_request_detail", asked.pk), follow=True)
    second = client.post(page("transfer_request_detail", asked.pk), follow=True)

    assert (said(first), said(second)) == (
        ["Request withdrawn"],
        ["The request was already withdrawn"],
    )
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("taken_back", officer)
    client.force_login(cast.funder)
    words = words_of_page(client.get(page("transfer_request_decide", asked.pk)))
    assert "Olive Officer withdrew the request on" in words
    assert decide(client, asked).status_code == 409
    assert not movements().exists()


def test_other_users_and_decided_requests_cannot_be_withdrawn(client, cast):
    asked = asked_pots(cast)
    client.force_login(cast.chair)
    response = client.post(page("transfer_request_detail", asked.pk))
    assert response.status_code == 409
    assert "Only Olive Officer, who made the request, can withdraw it." in words_of_page(response)

    requests.approve_transfer(asked, words="", by=cast.funder)
    client.force_login(cast.officer)
    response = client.post(page("transfer_request_detail", asked.pk))
    assert response.status_code == 409
    assert "Fay Funder agreed on" in words_of_page(response)
    assert movements().count() == 2
