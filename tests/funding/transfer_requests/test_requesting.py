"""Requests for consent to move money, and what the funder sees."""

import pytest

from funding.ledger import entries
from funding.models import Grant, LedgerEntry, TransferRequest
from plans.models import Membership
from plans.records import write_row
from tests.funding.bid_factories import change_words
from tests.funding.factories import pot_of
from tests.funding.page_text import words_of_page
from tests.funding.transfer_requests.steps import (
    ask,
    asked_pots,
    asked_projects,
    errors_of,
    page,
)
from tests.plans.pages import fields_of, said, send

pytestmark = pytest.mark.django_db


# --- Requests.


def test_request_adds_nothing_to_the_ledger(client, cast, officer, grant):
    before = LedgerEntry.objects.count()

    response = ask(client, pot_of(grant), pot_of(grant, "tactical"))

    assert response.status_code == 302
    assert LedgerEntry.objects.count() == before
    asked = TransferRequest.objects.get()
    assert (asked.state, asked.amount, asked.reason, asked.requested_by) == (
        "waiting", 50_000, "Fewer sessions", officer,
    )  # fmt: skip
    shown = client.get(page("grant_detail"))
    assert said(shown) == ["Consent to move £500.00 requested"]
    words = words_of_page(shown)
    assert (
        "£500.00 from the upfront pot to the tactical pot Awaiting consent Requested by Olive Officer"
        in words
    )
    history = words_of_page(client.get(page("grant_history")))
    assert "Request to move money “Request to move £500.00”" in history
    assert "From the pot upfront" in history


def test_chair_can_request_consent_but_not_record_a_movement(client, cast, grant):
    client.force_login(cast.chair)

    words = words_of_page(client.get(page("grant_detail")))
    assert "Request consent to move money between pots" in words
    assert "consent given by letter" not in words
    assert ask(client, pot_of(grant), pot_of(grant, "tactical")).status_code == 302
    assert TransferRequest.objects.get().requested_by == cast.chair


def test_request_is_offered_before_the_form_for_consent_given_by_letter(client, cast, officer):
    words = words_of_page(client.get(page("grant_detail")))

    ask_first = words.index("Request consent to move money between pots")
    assert ask_first < words.index("Move money between pots with consent given by letter")
    assert "Use this form if the funder gave consent in another way, for example by letter." in words_of_page(
        client.get(page("pot_transfer_add"))
    )


def test_without_a_user_of_the_funder_only_the_form_for_consent_by_letter_is_offered(
    client, cast, officer, grant
):
    leaving = Membership.objects.get(role="funder")
    write_row(leaving, {"is_withdrawn": True}, base_revision=leaving.revision, by=None)

    words = words_of_page(client.get(page("grant_detail")))
    assert "Move money between pots" in words
    assert "Request consent" not in words
    words = words_of_page(client.get(page("transfer_request_add")))
    assert (
        "You cannot request consent because no one else in this partnership can decide for the funder."
        in words
    )
    assert "record the movement with the consent" in words
    response = client.post(page("transfer_request_add"), {"reason": "Words that took an hour"})
    assert response.status_code == 409
    assert "What you entered This has not been used" in words_of_page(response)
    assert "Words that took an hour" in words_of_page(response)


def test_consent_cannot_be_requested_for_a_provisional_grant(client, cast, officer, grant):
    Grant.objects.filter(pk=grant.pk).update(is_provisional=True)

    assert "You cannot request consent until the award is confirmed" in words_of_page(
        client.get(page("transfer_request_add"))
    )
    assert "Request consent" not in words_of_page(client.get(page("grant_detail")))


def test_repeated_request_is_saved_once(client, cast, officer, grant):
    whole = {
        "source": pot_of(grant).pk,
        "target": pot_of(grant, "tactical").pk,
        "amount": "500",
        "reason": "R",
    }
    typed = fields_of(client.get(page("transfer_request_add"))) | whole
    client.post(page("transfer_request_add"), typed)

    again = client.post(page("transfer_request_add"), typed, follow=True)
    other = client.post(page("transfer_request_add"), typed | {"amount": "600"})

    assert said(again)[-1] == "You have already requested this"
    assert other.status_code == 409
    assert "This form has already requested £500.00." in words_of_page(other)
    assert TransferRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": ""}, "Enter the amount"),
        ({"amount": "£6,00"}, "“£6,00”"),
        ({"reason": ""}, "Enter a reason for moving the money"),
    ],
)
def test_wrong_request_is_rejected_with_the_reason(client, cast, officer, grant, typed, words):
    response = ask(client, pot_of(grant), pot_of(grant, "tactical"), **typed)

    assert response.status_code == 422
    assert errors_of(response)[0].startswith(words)
    assert not TransferRequest.objects.exists()


def test_request_needs_two_different_pots(client, cast, officer, grant):
    assert errors_of(ask(client, pot_of(grant), pot_of(grant))) == ["Select two different pots"]
    nowhere = send(client, page("transfer_request_add"), target="", amount="500", reason="R")
    assert errors_of(nowhere) == ["Select the pot to move money to"]


def test_request_that_over_commits_a_pot_must_be_confirmed(client, cast, officer, grant):
    response = ask(client, pot_of(grant), pot_of(grant, "tactical"), amount="10,000.01")

    assert errors_of(response) == [
        "This over-commits the upfront pot by £0.01. Select ‘Request consent’ again to confirm."
    ]
    assert not TransferRequest.objects.exists()
    assert client.post(page("transfer_request_add"), fields_of(response)).status_code == 302
    assert TransferRequest.objects.get().amount == 1_000_001


def test_request_that_the_ledger_would_reject_is_rejected(client, cast, officer, grant):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,990", pot="tactical")
    lines = LedgerEntry.objects.count()

    more = ask(client, first, second, amount="4,000.01")
    over = ask(client, first, second)

    assert errors_of(more) == [
        "You can move up to £4,000.00 from “First”, not £4,000.01: the rest has been paid."
    ]
    assert errors_of(over) == [
        "This over-commits the tactical pot by £490.00. Enter a reason, which is recorded."
    ]
    assert (LedgerEntry.objects.count(), TransferRequest.objects.count()) == (lines, 0)
    assert ask(client, first, second, overcommit_reason="Agreed by all").status_code == 302
    first.refresh_from_db()
    assert (LedgerEntry.objects.count(), first.amount) == (lines, 400_000)


# --- What the funder sees.


def test_funder_has_a_task_on_the_grant_page_and_home_page(client, cast, grant):
    asked = asked_pots(cast)
    client.force_login(cast.funder)

    (waiting,) = client.get(page("grant_detail")).context["waiting"]

    assert (waiting.words, waiting.address) == (
        "Request to move £500.00 to decide",
        page("transfer_request_decide", asked.pk),
    )
    words = words_of_page(client.get(page("grant_detail")))
    assert "£500.00 from the upfront pot to the tactical pot Awaiting consent" in words


def test_request_shows_both_pots_before_and_after(client, cast):
    cast.live("First", "9,800")
    asked = asked_pots(cast)
    client.force_login(cast.funder)

    words = words_of_page(client.get(page("transfer_request_decide", asked.pk)))

    assert "Amount £500.00 From The upfront pot To The tactical pot Reason Fewer sessions" in words
    assert "Upfront £200.00 −£300.00" in words
    assert "Upfront would be over-committed by £300.00." in words
    assert "Tactical £5,000.00 £5,500.00" in words


def test_request_between_projects_shows_amounts_paid_and_approved(client, cast):
    first, second = cast.live("First", "4,000"), cast.live("Second", "4,990", pot="tactical")
    asked = asked_projects(cast, first, second, overcommit_reason="Agreed by all")
    entries.record_payment(first, 380_000, by=cast.officer, key="pay")
    client.force_login(cast.funder)

    words = words_of_page(client.get(page("transfer_request_decide", asked.pk)))

    assert "First Upfront £3,800.00 £4,000.00 £3,500.00" in words
    assert "You cannot move £300.00 of this, because it has already been paid to the project." in words
    assert "Second Tactical £0.00 £4,990.00 £5,490.00" in words
    assert "Upfront £6,000.00 £6,500.00 Tactical £10.00 −£490.00" in words
    assert "Reason for over-committing a pot Agreed by all" in words


def test_funder_does_not_see_an_unapproved_title(client, cast):
    change, second = cast.changing("First"), cast.live("Second")
    first = change.project
    change_words(change, by=cast.lead, title="Nobody approved this title")
    asked = asked_projects(cast, first, second)
    client.force_login(cast.funder)

    for address in (page("transfer_request_decide", asked.pk), page("grant_detail")):
        words = words_of_page(client.get(address))
        assert "“First”" in words
        assert "Nobody approved" not in words
