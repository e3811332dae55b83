"""Approvals of what changed since the page was opened: nothing is done twice, and no text is lost."""

import pytest

from funding.bids.decline_withdraw import decline_bid
from plans.models import FormDraft
from tests.funding.approval_steps import approvals, every_stage, page, review_of, signed_in, state_of
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of

pytestmark = pytest.mark.django_db
LONG = "Words that took an hour"


@pytest.fixture
def grant(partnership):
    """£10,000 upfront and £5,000 tactical."""
    return make_grant(partnership, award=1_500_000, pots={"upfront": 1_000_000, "tactical": 500_000})


@every_stage
def test_a_bid_that_changed_since_is_shown_again(client, cast, name, state, role):
    bid = cast.in_state(state, "Training")
    signed_in(client, cast, role)
    listed = fields_of(client.get(page(name)))
    typed = fields_of(review_of(client, name, bid))
    type(bid).objects.filter(pk=bid.pk).update(revision=bid.revision + 1)

    ticked = client.post(page(name), listed | {f"approve_{bid.pk}": "on"})
    pressed = client.post(page(name), typed)

    assert (ticked.status_code, pressed.status_code) == (409, 409)
    assert "have changed since you opened this page. Nothing was approved." in words_of_page(ticked)
    assert "“Training” has changed since you opened this page." in words_of_page(pressed)
    assert f"approve_{bid.pk}" in pressed.content.decode()
    assert state_of(bid) == state


@every_stage
def test_input_of_a_rejected_request_is_shown_and_kept_in_the_next_review(client, cast, name, state, role):
    bid = cast.in_state(state, "Training", "9,999")
    person = signed_in(client, cast, role)
    typed = fields_of(review_of(client, name, bid)) | {"words": LONG, "reason": "A reason\nof two lines"}
    type(bid).objects.filter(pk=bid.pk).update(revision=bid.revision + 1)

    response = client.post(page(name), typed)

    assert response.status_code == 409
    words = words_of_page(response)
    assert "Reason for approving more than the pot holds A reason of two lines" in words
    assert "Comment on the approval Words that took an hour" in words
    assert FormDraft.objects.get(person=person).data["words"] == [LONG]
    review = client.post(page(name), fields_of(response) | {f"approve_{bid.pk}": "on"})
    assert fields_of(review)["words"] == [LONG]
    client.post(page(name), fields_of(review))
    assert approvals().get(move=name.replace("approve_for_", "") + "_approve").words == LONG
    assert FormDraft.objects.count() == 0


def test_a_reason_outlives_a_list_that_is_sent_with_nothing_ticked_and_one_that_is_stale(client, cast):
    bid = cast.recommended("Training", "9,000")
    signed_in(client, cast, "chair")
    typed = fields_of(review_of(client, "approve_for_chair", bid)) | {"reason": LONG}
    type(bid).objects.filter(pk=bid.pk).update(revision=bid.revision + 1)
    listed = fields_of(client.post(page("approve_for_chair"), typed))

    nothing = client.post(page("approve_for_chair"), listed)
    assert (nothing.status_code, LONG in nothing.content.decode()) == (422, True)
    stale = client.post(
        page("approve_for_chair"), listed | {f"approve_{bid.pk}": "on", f"revision_{bid.pk}": "1"}
    )
    assert (stale.status_code, fields_of(stale)["reason"]) == (409, [LONG])


def test_unsent_input_of_the_review_is_offered_on_the_list(client, cast):
    bid = cast.recommended("Training")
    signed_in(client, cast, "chair")
    review = review_of(client, "approve_for_chair", bid)
    assert "data-draft" in review.content.decode()
    client.post("/drafts/", fields_of(review) | {"words": LONG, "draft_form": page("approve_for_chair")})

    assert "Continue with draft" in words_of_page(client.get(page("approve_for_chair")))
    used = client.get(page("approve_for_chair"), {"draft": "use"})
    assert (used.status_code, fields_of(used)["words"]) == (200, [LONG])
    assert state_of(bid) == "recommended"
    type(bid).objects.filter(pk=bid.pk).update(revision=bid.revision + 1)
    used = client.get(page("approve_for_chair"), {"draft": "use"})
    assert "Your unsaved comments Comment on the approval Words that took an hour" in words_of_page(used)
    assert f"approve_{bid.pk}" in used.content.decode()


def test_bid_that_was_declined_since_is_not_listed(client, cast):
    bid = cast.recommended()
    signed_in(client, cast, "chair")
    listed = fields_of(client.get(page("approve_for_chair")))
    decline_bid(bid, by=cast.chair, words="Too dear")

    response = client.post(page("approve_for_chair"), listed | {f"approve_{bid.pk}": "on"})

    assert response.status_code == 409
    assert "There are no bids for the chair to approve." in words_of_page(response)
