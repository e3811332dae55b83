"""The versions of a bid, and the history of its answers."""

import pytest

from funding.bids.decline_withdraw import withdraw_bid
from funding.bids.submission import submit_change
from tests.factories import make_member, make_partnership
from tests.funding.bid_addresses import page
from tests.funding.bid_factories import Cast, change_words
from tests.funding.page_text import words_of_page
from tests.plans.pages import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client, grant):
    cast = Cast(grant)
    client.force_login(cast.lead)
    return cast


def changed(cast):
    """A live project with a second version submitted."""
    bid = change_words(cast.changing(), by=cast.lead, need="Calls rose.", match=[["Hall", "in kind", "100"]])
    return submit_change(bid, by=cast.lead, words="A hall is given")


def test_versions_show_what_changed_side_by_side(client, cast):
    bid = changed(cast)

    words = words_of_page(client.get(page("bid_versions", bid)))

    assert "Version 2 Chris Charity," in words and "A hall is given Checksum (SHA-256):" in words
    assert bid.versions.get(number=2).sha256 in words
    assert (
        "Changes from version 1 Question Before After What is the need, and how do you know?"
        " Reports rose by a tenth in 2023 (police figures, March 2024). Calls rose."
        " What other funding does the project have? (blank) Hall, in kind: £100.00" in words
    )
    of_bid = words_of_page(client.get(page("bid_versions", bid.project.bid)))
    assert "Version 1 Approved" in of_bid
    assert "Answers in version 1 What is the project called? Training" in of_bid
    assert "Version 2" not in of_bid


def test_the_funder_sees_what_a_change_would_change(client, cast):
    bid = cast.approve(changed(cast))
    client.force_login(cast.funder)

    body = main(client.get(page("bid_versions", bid)))

    assert "Calls rose." in body and "Changes from version 1" in body
    assert "Chris Charity" not in body and "A hall is given" not in body


def test_a_draft_has_no_version_yet(client, cast):
    words = words_of_page(client.get(page("bid_versions", cast.draft())))

    assert "There are no versions, because the bid has not been submitted." in words


def test_draft_withdrawn_before_submission_has_no_version_and_no_document(client, cast):
    bid = withdraw_bid(cast.draft(), by=cast.lead, words="Not now")

    words = words_of_page(client.get(page("bid_versions", bid)))
    of_bid = words_of_page(client.get(page("bid_detail", bid)))

    assert "There are no versions, because the bid was not submitted before it ended." in words
    assert "sheet" not in words
    assert "Business case" not in of_bid and "Answers so far" in of_bid


def test_history_shows_who_changed_which_answers_of_this_bid(client, cast):
    bid, other = cast.draft(), cast.draft("Another project")
    change_words(bid, by=cast.officer, need="The officer's words")
    change_words(other, by=cast.officer, need="Words of the other")

    words = words_of_page(client.get(page("bid_history", bid)))

    assert "Bid “Training”: changed Olive Officer," in words
    assert "The officer's words" in words
    assert "Another project" not in words and "Words of the other" not in words


def test_users_without_permission_cannot_see_the_history(client, cast):
    bid = cast.live(lead=cast.fire)
    for person in (cast.lead, cast.executive, cast.chair, cast.scrutiny, cast.funder):
        client.force_login(person)
        assert client.get(page("bid_history", bid)).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(page("bid_history", bid)).status_code == 404
