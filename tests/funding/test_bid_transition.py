"""The page that makes a transition of a bid."""

import pytest

from funding.access.bid_permissions import can_transition, is_possible
from funding.bids.decline_withdraw import withdraw_bid
from funding.bids.transitions import apply_transition
from funding.ledger import entries
from funding.lifecycles import BidState, BidTransitionCode
from plans.access.access import get_access
from plans.models import FormDraft
from tests.factories import make_member, make_partnership
from tests.funding.bid_addresses import errors_of, page, send
from tests.funding.bid_factories import change_words
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, said
from tests.sampling import sampled

pytestmark = pytest.mark.django_db
PEOPLE = ("officer", "lead", "executive", "chair", "scrutiny", "county", "funder")
HERE = ("ask", "shortlist", "decline", "withdraw")


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def post_transition(client, person, bid, move, **typed):
    client.force_login(person)
    address = page("bid_transition", bid, move)
    return client.post(address, fields_of(client.get(address)) | typed, follow=True)


@pytest.mark.parametrize(
    ("state", "who", "move", "now"),
    [
        ("submitted", "officer", "shortlist", "shortlisted"),
        ("submitted", "chair", "decline", "declined"),
        ("chair_approved", "funder", "decline", "declined"),
        ("draft", "lead", "withdraw", "withdrawn"),
        ("approved", "officer", "withdraw", "withdrawn"),
        ("approved", "officer", "start", "live"),
        ("live", "officer", "close", "closed"),
        ("changing", "lead", "drop_change", "cancelled"),
    ],
)
def test_transition_is_made_with_its_comment(client, cast, state, who, move, now):
    bid = cast.in_state(state)

    response = post_transition(client, getattr(cast, who), bid, move, words="As we agreed")

    assert response.redirect_chain == [(page("bid_detail", bid), 302)]
    step = bid.moves.order_by("-id").first()
    assert (fresh(bid).state, step.move, step.words, step.created_by) == (
        now,
        move,
        "As we agreed",
        getattr(cast, who),
    )


def test_bidder_proposes_a_change_to_a_live_project(client, cast):
    project = cast.live()

    response = post_transition(client, cast.lead, project, "change", words="A room costs more")

    change = project.changes.get()
    assert response.redirect_chain == [(page("bid_detail", change), 302)]
    assert (change.state, change.why, change.title) == ("draft", "A room costs more", "Training")
    assert (change.created_by, fresh(project).state) == (cast.lead, "live")
    step = change.moves.get()
    assert (step.move, step.was, step.now, step.words) == ("change", "", "draft", "A room costs more")
    again = client.get(page("bid_transition", project, "change"))
    assert again.status_code == 409
    assert "There is already a change to “Training”." in words_of_page(again)


def test_what_was_committed_is_free_again_when_a_project_is_withdrawn(client, cast, grant):
    bid = cast.approved()

    post_transition(client, cast.officer, bid, "withdraw", words="It will not happen")

    assert entries.committed_amount(bid) == 0


def test_a_project_that_was_paid_is_not_withdrawn(client, cast):
    bid = cast.approved()
    entries.record_payment(bid, 100, by=None, key="pay")

    response = post_transition(client, cast.officer, bid, "withdraw", words="Stop")

    assert response.status_code == 409
    assert errors_of(response) == [
        "You cannot withdraw this project, because £1.00 has been paid to it."
        " Start the project and then close it instead, and record any repayment."
    ]
    assert "Stop" in words_of_page(response)


def test_withdrawing_a_live_project_says_to_close_it(client, cast):
    response = post_transition(client, cast.officer, cast.live(), "withdraw", words="Stop")

    assert response.status_code == 409
    assert "the status of “Training” is “Live”. Close the project instead." in words_of_page(response)


def test_a_declined_change_leaves_the_project_as_approved(client, cast):
    from funding.bids.submission import submit_change

    bid = change_words(cast.changing(), by=cast.lead, need="More need")
    bid = submit_change(bid, by=cast.lead, words="More")
    client.force_login(cast.chair)
    assert "the project continues" in words_of_page(client.get(page("bid_transition", bid, "decline")))

    post_transition(client, cast.chair, bid, "decline", words="Too dear")

    assert (fresh(bid).state, fresh(bid.project).state) == ("declined", "live")


def test_clarification_is_requested_about_named_questions(client, cast):
    bid = cast.submitted()

    response = post_transition(
        client, cast.officer, bid, "ask", **{"ask-need": "Which figures?", "ask-costs": "Why so dear?"}
    )

    assert said(response) == ["Clarification requested: “Training”"]
    asked = bid.questions.values_list("about", "words", "requested_by")
    assert list(asked) == [
        ("need", "Which figures?", cast.officer.pk),
        ("costs", "Why so dear?", cast.officer.pk),
    ]
    assert fresh(bid).state == "clarification"


@pytest.mark.parametrize(
    ("move", "words"),
    [
        ("decline", "Enter a reason for declining"),
        ("withdraw", "Enter a reason for withdrawing"),
        ("ask", "Enter at least one question"),
    ],
)
def test_transition_without_its_comment_is_rejected(client, cast, move, words):
    bid = cast.submitted()

    response = post_transition(client, cast.officer, bid, move, **({} if move == "ask" else {"words": " "}))

    assert (response.status_code, errors_of(response)) == (422, [words])
    assert bid.moves.count() == 1


def test_a_bid_changed_since_the_page_was_opened_is_looked_at_again(client, cast):
    bid = cast.draft()
    client.force_login(cast.lead)
    address = page("bid_transition", bid, "withdraw")
    typed = fields_of(client.get(address)) | {"words": "Not needed"}
    change_words(bid, by=cast.officer, need="Other words")

    response = client.post(address, typed)

    assert response.status_code == 409
    assert errors_of(response) == [
        "“Training” has changed since you opened this page. Check it and try again."
    ]
    assert fields_of(response)["words"] == ["Not needed"]
    assert client.post(address, fields_of(response)).status_code == 302
    assert fresh(bid).state == "withdrawn"


def test_a_change_is_not_withdrawn_but_dropped(client, cast):
    from funding.bids.submission import submit_change

    bid = submit_change(change_words(cast.changing(), by=cast.lead, need="More"), by=cast.lead, words="More")
    client.force_login(cast.lead)

    assert client.get(page("bid_transition", bid, "withdraw")).status_code == 409
    assert [each.words for each in client.get(page("bid_detail", bid)).context["buttons"]] == [
        "Discard change"
    ]
    assert client.get(page("bid_transition", bid.project, "close")).status_code == 403
    client.force_login(cast.officer)
    assert client.get(page("bid_transition", bid.project, "close")).status_code == 409


@pytest.mark.parametrize("state", BidState.values)
def test_every_transition_by_every_role_is_answered_by_the_lifecycle(client, cast, state):
    bid = cast.in_state(state)
    bid = bid.bid if state == "approved" else bid
    before = bid.values(), bid.moves.count()
    for name in PEOPLE:
        person = getattr(cast, name)
        client.force_login(person)
        access = get_access(person, "northshire")
        is_known = client.get(page("bid_detail", bid)).status_code == 200
        for move in sampled(BidTransitionCode.values, 4, name=f"{state} {name}"):
            answer = client.get(page("bid_transition", bid, move)).status_code
            if not is_known:
                should = 404
            elif move not in HERE or not is_possible(bid, move):
                should = 409
            else:
                should = 200 if can_transition(access, bid, move) else 403
            assert answer == should, (name, move)
            if should != 200:
                assert client.post(page("bid_transition", bid, move), {"words": "Try"}).status_code == should

    bid.refresh_from_db()
    assert (bid.values(), bid.moves.count()) == before


def test_a_move_that_does_not_exist_and_one_that_is_not_possible(client, cast):
    bid = cast.submitted()
    client.force_login(cast.officer)

    assert client.get(page("bid_transition", bid, "burn")).status_code == 404
    refused = client.get(page("bid_transition", bid, "close"))
    assert (
        "You cannot use ‘Close project’ because the status of “Training” is “Submitted”. Nothing has changed."
        in words_of_page(refused)
    )
    assert f'href="{page("bid_detail", bid)}"' in refused.content.decode()
    own_page = client.get(page("bid_transition", bid, "recommend"))
    assert own_page.status_code == 409


def test_outsiders_and_another_body(client, cast):
    bid = cast.submitted(lead=cast.fire)
    client.force_login(cast.lead)
    assert client.post(page("bid_transition", bid, "withdraw"), {"words": "Try"}).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.post(page("bid_transition", bid, "withdraw"), {"words": "Try"}).status_code == 404
    assert fresh(bid).state == "submitted"


def test_input_is_shown_again(client, cast):
    bid = cast.submitted()
    client.force_login(cast.officer)

    response = send(client, page("bid_transition", bid, "decline"), words="x" * 5_001)

    assert response.status_code == 422
    assert fields_of(response)["words"] == ["x" * 5_001]


# --- A request that comes too late loses no text.

MINE = "Words that took an hour\nand a second line"


def test_reason_for_a_bid_withdrawn_in_the_meantime_is_shown_and_kept(client, cast):
    bid = cast.submitted()
    client.force_login(cast.officer)
    address = page("bid_transition", bid, "decline")
    typed = fields_of(client.get(address)) | {"words": MINE}
    withdraw_bid(bid, by=cast.lead, words="Not needed now")

    response = client.post(address, typed)

    assert response.status_code == 409
    assert "What you entered This has not been used" in words_of_page(response)
    assert "Reason for declining Words that took an hour and a second line Discard draft" in words_of_page(
        response
    )
    assert "Words that took an hour and a second line" in words_of_page(client.get(address))
    client.post("/drafts/discard/", fields_of(response))
    assert "Words that took" not in words_of_page(client.get(address))


def test_questions_that_another_role_must_ask_now_are_shown_and_kept(client, cast):
    bid = cast.submitted()
    client.force_login(cast.officer)
    address = page("bid_transition", bid, "ask")
    typed = fields_of(client.get(address)) | {"ask-need": MINE}
    cast.recommend(apply_transition(bid, BidTransitionCode.SHORTLIST, by=cast.officer))

    response = client.post(address, typed)

    assert response.status_code == 409
    words = words_of_page(response)
    assert "is now “Recommended”, so someone else must use ‘Request clarification’" in words
    assert "What is the need, and how do you know? Words that took an hour" in words
    assert FormDraft.objects.get(person=cast.officer, form=address).data["ask-need"] == [MINE]
    assert fresh(bid).state == "recommended"


def test_user_without_permission_is_refused_however_late(client, cast):
    bid = cast.submitted()
    client.force_login(cast.executive)

    response = client.post(
        page("bid_transition", bid, "withdraw"), {"revision": bid.revision + 1, "words": MINE}
    )

    assert (response.status_code, FormDraft.objects.count()) == (403, 0)


def test_closing_shows_that_returns_for_started_quarters_are_still_due(client, cast):
    client.force_login(cast.officer)

    words = words_of_page(client.get(page("bid_transition", cast.live(), "close")))

    assert "must still send a return for each quarter that has started, but not for later quarters." in words
