"""The pages that add entries to the ledger."""

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.grants.operations import change_award
from funding.ledger import entries, transfers
from funding.ledger.entries import get_position
from plans.personal_data import is_nhs_number
from tests.factories import make_member, make_partnership
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_bid, make_grant, make_project
from tests.funding.returns import sent
from tests.plans.pages import fields_of, said, send

pytestmark = pytest.mark.django_db
HERE = ["northshire", "2024-25"]


@pytest.fixture
def bid(grant):
    """£1,000 approved, upfront."""
    return make_project(grant, "Movable cameras", 100_000)


def page(name, *args):
    return reverse(name, args=[*HERE, *args])


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def test_officer_records_a_payment_a_release_and_a_repayment(client, officer, grant, bid):
    response = send(client, page("payment_add", 1), amount="£600", reason="Invoice 7")
    assert response.url == page("grant_detail")
    send(client, page("release_add", 1), amount="400", reason="Cheaper")
    send(client, page("repayment_add", 1), amount="50.50", reason="Not spent")

    lines = grant.entries.filter(sequence__gt=3).values_list("kind", "amount", "reason", "created_by", "on")
    today = timezone.localdate()
    assert list(lines) == [
        ("payment", 60_000, "Invoice 7", officer.pk, today),
        ("release", -40_000, "Cheaper", officer.pk, today),
        ("return", -5_050, "Not spent", officer.pk, today),
    ]


def test_officer_moves_money_with_reason_and_consent(client, officer, grant):
    typed = {"amount": "653", "reason": "Underspend", "consent": "The Commissioner's office, by letter"}

    response = send(client, page("pot_transfer_add"), **typed)

    assert response.url == page("grant_detail")
    assert [pot.allocated for pot in get_position(grant).pots] == [7_032_000, 3_614_000]
    line = grant.entries.last()
    assert (line.reason, line.consent) == ("Underspend", "The Commissioner's office, by letter")


def test_repeated_form_adds_one_entry(client, officer, grant, bid):
    typed = fields_of(client.get(page("payment_add", 1))) | {"amount": "600"}

    client.post(page("payment_add", 1), typed)
    response = client.post(page("payment_add", 1), typed, follow=True)

    assert said(response)[-1] == "This was already recorded"
    assert grant.entries.filter(kind="payment").count() == 1


def test_idempotency_key_is_not_checked_for_personal_data(client, officer, grant, bid):
    key = "a9434765919" + "a" * 21

    response = send(client, page("payment_add", 1), amount="600", idempotency_key=key)

    assert is_nhs_number(key[1:11])
    assert not any("NHS number" in words for words in said(client.get(response.url)))


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("payment_add", {"amount": ""}, "Enter the amount"),
        (
            "payment_add",
            {"amount": "£6,00"},
            "“£6,00” could be pounds and pence or a comma in the wrong place.",
        ),
        ("payment_add", {"amount": "0"}, "Enter £0.01 or more"),
        ("payment_add", {"amount": "1000.01"}, "You can pay up to £1,000.00 to this project, not £1,000.01."),
        ("payment_add", {"amount": "1", "on_year": "2199"}, "Date must be today or in the past"),
        ("payment_add", {"amount": "1", "idempotency_key": "x"}, "Enter a valid value."),
        ("release_add", {"amount": "1", "reason": ""}, "Enter a reason for this entry"),
        ("release_add", {"amount": "1001", "reason": "R"}, "You can record up to £1,000.00 for this project"),
        (
            "repayment_add",
            {"amount": "1", "reason": "R"},
            "You can record up to £0.00 for this project, not £1.00.",
        ),
    ],
)
def test_wrong_entry_is_rejected_with_the_reason(client, officer, grant, bid, name, typed, words):
    response = send(client, page(name, 1), **typed)

    assert response.status_code == 422
    found = errors_of(response)
    assert len(found) == 1
    assert found[0].startswith(words)
    assert grant.entries.count() == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, "Enter a reason for moving the money"),
        ({"consent": ""}, "Enter who agreed, and how"),
        ({"amount": "-5"}, "Enter £0.01 or more"),
        ({"target": "same"}, "Select two different pots"),
    ],
)
def test_wrong_movement_is_rejected_with_the_reason(client, officer, grant, typed, words):
    whole = {"amount": "5", "reason": "Why", "consent": "By letter"} | typed
    if whole.get("target") == "same":
        whole["target"] = str(grant.pots.first().pk)

    response = send(client, page("pot_transfer_add"), **whole)

    assert (response.status_code, errors_of(response)) == (422, [words])
    assert grant.entries.count() == 2


# --- Warnings that must be confirmed.


def press_again(client, address, response):
    return client.post(address, fields_of(response))


def test_movement_that_over_commits_a_pot_must_be_confirmed(client, officer, grant):
    make_project(grant, "Hub", 7_000_000)
    typed = {"amount": "1000", "reason": "Needed there", "consent": "By letter"}

    told = send(client, page("pot_transfer_add"), **typed)
    assert (told.status_code, grant.entries.count()) == (422, 3)
    assert errors_of(told) == [
        "This over-commits the upfront pot by £27.00. Select ‘Move money’ again to confirm."
    ]

    assert press_again(client, page("pot_transfer_add"), told).url == page("grant_detail")
    shown = client.get(page("grant_detail")).content.decode()
    assert "Upfront is over-committed by £27.00" in shown and "Needed there" in shown


def test_other_amounts_must_be_confirmed_again(client, officer, grant):
    make_project(grant, "Hub", 7_000_000)
    told = send(client, page("pot_transfer_add"), amount="1000", reason="R", consent="C")

    again = client.post(page("pot_transfer_add"), fields_of(told) | {"amount": "2000"})

    assert errors_of(again) == [
        "This over-commits the upfront pot by £1,027.00. Select ‘Move money’ again to confirm."
    ]
    assert grant.entries.count() == 3


def test_repayment_of_spent_money_must_be_confirmed(client, grant):
    cast = Cast(grant)
    bid = cast.live()
    entries.record_payment(bid, 300_000, by=None, key="pay")
    sent(bid, by=cast.lead, spent=200_000, approved_by=cast.officer)
    client.force_login(cast.officer)
    address = page("repayment_add", bid.number)

    assert send(client, address, amount="1000", reason="Unspent").url == page("grant_detail")
    told = send(client, address, amount="500", reason="Too much?")
    assert errors_of(told) == [
        "Approved returns show £2,000.00 spent. Only £0.00 of the payments is unspent. Select ‘Record repayment’ again to confirm."
    ]
    assert press_again(client, address, told).url == page("grant_detail")
    assert entries.paid_amount(bid) == 150_000


# --- Money returned to the funder.


def test_officer_returns_money_to_the_funder(client, officer, grant):
    response = send(client, page("return_to_funder_add"), amount="£142.98", reason="Not needed by March")

    assert response.url == page("grant_detail")
    line = grant.entries.last()
    assert (line.kind, line.amount, line.reason, line.pot.name) == (
        "given_back", -14_298, "Not needed by March", "upfront",
    )  # fmt: skip
    shown = client.get(page("grant_detail"))
    assert said(shown)[-1] == "£142.98 of the upfront pot recorded as returned to the funder"
    assert "£142.98 of the upfront pot was returned to the funder." in shown.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": "70973.01"}, "You can return up to £70,973.00 from the upfront pot, not £70,973.01"),
        ({"reason": ""}, "Enter a reason for this entry"),
        ({"on_year": "1999"}, "Date must be the same as or after 1 April 2024, the first day of the grant."),
    ],
)
def test_wrong_return_to_the_funder_is_rejected_with_the_reason(client, officer, grant, typed, words):
    response = send(client, page("return_to_funder_add"), **{"amount": "1", "reason": "Why"} | typed)

    assert response.status_code == 422
    assert errors_of(response)[0].startswith(words)
    assert grant.entries.count() == 2


def test_form_sent_again_with_another_amount_is_rejected(client, officer, grant, bid):
    typed = fields_of(client.get(page("payment_add", 1)))
    client.post(page("payment_add", 1), typed | {"amount": "600"})

    response = client.post(page("payment_add", 1), typed | {"amount": "250"})

    assert errors_of(response) == [
        "This form has already recorded £600.00. To record more, open the form again."
    ]


def test_ledger_shows_when_and_why_an_award_was_confirmed(client, partnership, officer):
    grant = make_grant(partnership, is_provisional=True)
    split = {"upfront": 7_097_300, "tactical": 3_548_700}
    change_award(grant, split, total=10_646_000, is_provisional=False, reason="By letter", by=officer)
    client.force_login(make_member(partnership, "chair"))

    shown = " ".join(client.get(page("grant_ledger")).content.decode().split())

    assert f"by {officer}: “By letter”" in shown and "Confirmed on" in shown


@pytest.mark.parametrize("name", ["payment_add", "release_add", "repayment_add"])
def test_pages_of_unapproved_and_unknown_bids_are_not_found(client, officer, grant, name):
    make_bid(grant)
    assert client.get(page(name, 1)).status_code == 404
    make_project(make_grant(make_partnership("southshire")))
    assert client.get(reverse(name, args=["southshire", "2024-25", 1])).status_code == 404


@pytest.mark.parametrize("name", ["payment_add", "release_add", "repayment_add"])
def test_members_without_permission_cannot_add_entries(client, grant, bid, name):
    client.force_login(make_member(grant.partnership, "chair"))

    assert client.post(page(name, 1), {"amount": "1"}).status_code == 403
    assert grant.entries.count() == 3


@pytest.mark.parametrize("role", ["scrutiny", "county", "funder"])
def test_other_members_see_reasons_without_names_and_notes(client, partnership, officer, grant, bid, role):
    upfront, tactical = grant.pots.order_by("position")[:2]
    entries.record_payment(bid, 1_000, by=officer, key="pay", reason="INVOICE of a Mrs Smith")
    entries.record_release(bid, 500, by=officer, key="release", reason="NOT NEEDED by her")
    transfers.transfer_between_pots(
        grant,
        upfront,
        tactical,
        100,
        reason="More came up",
        consent="The office, by letter",
        by=officer,
        key="m",
    )
    make_project(grant, "Night bus", 9_000_000, reason="The pot has room next year")
    client.force_login(make_member(partnership, role))

    said = client.get(page("grant_ledger")).content.decode()

    for kept in ("More came up", "The office, by letter", "The pot has room next year"):
        assert kept in said
    for hidden in ("INVOICE", "NOT NEEDED", "Olive Officer", "The service", "Recorded by"):
        assert hidden not in said
    client.force_login(officer)
    said = client.get(page("grant_ledger")).content.decode()
    assert "INVOICE" in said and "NOT NEEDED" in said and "Olive Officer" in said


def test_ledger_is_filtered_by_project(client, officer, grant, bid):
    make_project(grant, "Another")

    response = client.get(page("grant_ledger"), {"project": "1"})

    assert [line.project for line in response.context["page"]] == [bid]
