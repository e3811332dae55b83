"""Declare an interest in a bid wherever it matters: without criteria, after the recommendation, as approver."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from funding.bids.submission import submit_change
from funding.models import Assessment, Bid, Scorer
from funding.scoring.score_table import ScoreTable
from plans.models import FormDraft
from plans.records import get_history
from tests.factories import make_member, make_partnership
from tests.funding.bid_addresses import errors_of, page, send
from tests.funding.bid_factories import change_words
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, queries, said

pytestmark = pytest.mark.django_db
BARRED = "You cannot approve this bid because you declared an interest in it."


def listed(name):
    return reverse(name, args=["northshire", "2024-25"])


def interests(row):
    bid = row if isinstance(row, Bid) else row.bid
    found = Assessment.objects.filter(bid=bid).exclude(interest="")
    return list(found.values_list("scorer__person__name", "interest"))


@pytest.mark.parametrize(
    ("role", "state", "name"),
    [
        ("chair", "recommended", "approve_for_chair"),
        ("funder", "chair_approved", "approve_for_funder"),
    ],
)
def test_an_approver_who_declares_an_interest_does_not_approve(client, cast, role, state, name):
    bid = cast.in_state(state, "Training")
    person = getattr(cast, role)
    client.force_login(person)
    approvals = client.get(listed(name))
    assert f'href="{page("interest_declare", bid)}"' in approvals.content.decode()
    typed = fields_of(approvals) | {f"approve_{bid.pk}": "on"}

    response = send(client, page("interest_declare", bid), interest="I am a trustee of the charity")

    assert response.url == listed(name)
    assert interests(bid) == [(person.name, "I am a trustee of the charity")]
    assert BARRED in words_of_page(client.get(listed(name)))
    assert client.post(listed(name), typed).status_code == 409
    assert client.post(listed(name), {"chosen": f"{bid.pk}:{bid.revision}"}).status_code == 409
    with pytest.raises(IntegrityError), transaction.atomic():
        bid.moves.create(
            move=name.replace("approve_for_", "") + "_approve", was=state, version=bid.version, created_by=person,
            now="approved" if role == "funder" else "chair_approved",
        )  # fmt: skip


def test_who_declares_without_an_invitation_is_not_invited_by_it(client, cast):
    cast.criterion()
    bid = cast.submitted("Training")
    client.force_login(cast.other_executive)

    response = client.post(page("interest_declare", bid), fields_of(client.get(page("interest_declare", bid))) | {"interest": "My sister works there"}, follow=True)  # fmt: skip

    assert said(response) == ["Interest declared in “Training”"]
    assert "You have not been invited" not in words_of_page(response)
    assert Scorer.objects.get().is_withdrawn
    assert ScoreTable(cast.grant).scorers == []
    assert [each.interest for each in ScoreTable(cast.grant).of(bid).interests] == ["My sister works there"]
    sheet = reverse("decision_sheet", args=["northshire", "2024-25", bid.pot_id])
    assert "Interest declared by Fred Fire: “My sister works there”" in words_of_page(client.get(sheet))


def test_who_is_invited_later_keeps_the_interest(client, cast):
    cast.criterion()
    bid = cast.submitted()
    client.force_login(cast.executive)
    send(client, page("interest_declare", bid), interest="My sister works there")
    client.force_login(cast.officer)
    client.post(reverse("scorer_add", args=["northshire", "2024-25"]), {"people": [cast.executive.pk]})

    (stand,) = ScoreTable(cast.grant).stands(bid)

    assert (stand.scorer.person, stand.words) == (cast.executive, "interest declared")


def test_interest_removes_the_scorers_points_and_the_history_keeps_them(client, cast):
    cast.criterion("Need")
    bid = cast.submitted()
    scoring = cast.score(bid, cast.scorer(cast.executive), 5)
    client.force_login(cast.executive)

    send(client, page("interest_declare", bid), interest="My sister works there")

    scoring.refresh_from_db()
    assert (scoring.interest, scoring.marks.count()) == ("My sister works there", 0)
    assert "Need, 5, Why 5" in get_history(scoring.thread)[0].fields[1].before


def test_interest_is_withdrawn_only_with_a_reason(client, cast):
    bid = cast.recommended("Training")
    client.force_login(cast.chair)
    address = page("interest_declare", bid)
    send(client, address, interest="I am a trustee")

    response = send(client, address, stand="none")
    assert (response.status_code, errors_of(response)) == (
        422, ["Enter why you no longer have this interest"],
    )  # fmt: skip
    send(client, address, stand="none", why="Another charity of that name")

    assert interests(bid) == []
    assert BARRED not in words_of_page(client.get(listed("approve_for_chair")))
    scoring = Assessment.objects.get()
    assert get_history(scoring.thread)[0].why == "Another charity of that name"


def test_interest_needs_a_description(client, cast):
    bid = cast.recommended()
    client.force_login(cast.chair)

    response = send(client, page("interest_declare", bid), interest=" ")

    assert (response.status_code, errors_of(response)) == (422, ["Enter your interest"])
    assert (Assessment.objects.count(), Scorer.objects.count()) == (0, 0)


def test_two_windows_lose_nothing(client, cast):
    bid = cast.recommended()
    client.force_login(cast.chair)
    address = page("interest_declare", bid)
    typed = fields_of(client.get(address))
    client.post(address, typed | {"interest": "I am a trustee"})

    response = client.post(address, typed | {"interest": "I am a treasurer"})

    assert response.status_code == 409
    assert "I am a trustee" in words_of_page(response)
    assert "I am a treasurer" in words_of_page(response)
    assert interests(bid) == [("Cara Chair", "I am a trustee")]


@pytest.mark.parametrize("state", ["approved", "declined", "withdrawn", "changing"])
def test_interest_in_a_decided_bid_is_not_saved_and_the_input_is_kept(client, cast, state):
    bid = cast.in_state(state, "Training")
    client.force_login(cast.chair)

    response = client.post(page("interest_declare", bid), {"revision": 0, "stand": "interest", "interest": "A trustee"})  # fmt: skip

    assert response.status_code == 409
    words = words_of_page(response)
    assert "You can declare an interest only before a bid is decided." in words
    assert "Your interest A trustee" in words
    assert FormDraft.objects.filter(person=cast.chair).count() == 1
    assert interests(bid) == []


def test_of_a_change_that_waits_for_the_chair_an_interest_is_declared(client, cast):
    bid = change_words(cast.changing("Training"), by=cast.lead, need="More need")
    submit_change(bid, by=cast.lead, words="More")
    client.force_login(cast.chair)

    send(client, page("interest_declare", bid), interest="I am a trustee")

    assert BARRED in words_of_page(client.get(listed("approve_for_chair")))


def test_who_wrote_the_bid_has_nothing_to_declare(client, cast):
    bid = cast.submitted()
    bid.authors.create(person=cast.officer)
    client.force_login(cast.officer)

    response = client.get(page("interest_declare", bid))

    assert response.status_code == 409
    assert "You do not need to declare an interest." in words_of_page(response)


def test_users_without_permission_are_refused(client, cast):
    bid = cast.submitted()
    typed = {"revision": 0, "stand": "interest", "interest": "A trustee"}
    for role, status in (("lead", 403), ("scrutiny", 403), ("county", 403), ("funder", 404)):
        client.force_login(getattr(cast, role))
        assert client.get(page("interest_declare", bid)).status_code == status
        assert client.post(page("interest_declare", bid), typed).status_code == status
    client.force_login(make_member(make_partnership("southshire"), "chair"))
    assert client.post(page("interest_declare", bid), typed).status_code == 404
    assert Assessment.objects.count() == 0


def test_a_neighbours_bid_is_not_there(client, cast):
    make_grant(make_partnership("southshire"))
    client.force_login(cast.chair)

    assert client.get(reverse("interest_declare", args=["southshire", "2024-25", 1])).status_code == 404
    assert client.get(reverse("interest_declare", args=["northshire", "2024-25", 9])).status_code == 404


def test_three_interests_take_as_many_statements_as_one(client, cast):
    bid = cast.recommended()
    client.force_login(cast.chair)
    send(client, page("interest_declare", bid), interest="I am a trustee")
    few = queries(client, page("interest_declare", bid))
    for person in (cast.executive, cast.other_executive):
        cast.score(bid, cast.scorer(person), interest="So am I")

    assert queries(client, page("interest_declare", bid)) == few


# --- On the page on which a bid is scored.


@pytest.mark.parametrize("state", ["submitted", "recommended", "chair_approved"])
def test_who_is_invited_declares_an_interest_without_criteria_and_after_the_decision(client, cast, state):
    bid = cast.in_state(state, "Training")
    cast.scorer(cast.county)
    client.force_login(cast.county)
    assert "You can still declare an interest in it" in words_of_page(client.get(page("bid_score", bid)))

    response = send(client, page("bid_score", bid), interest="I am a trustee")

    assert response.status_code == 302
    assert interests(bid) == [("Connie County", "I am a trustee")]


def test_reasons_for_a_bid_decided_in_the_meantime_are_shown_and_kept(client, cast):
    criterion = cast.criterion("Need")
    scorers = [cast.scorer(person) for person in (cast.chair, cast.executive, cast.other_executive)]
    bid = cast.shortlisted()
    for scorer in scorers[1:]:
        cast.score(bid, scorer, 4)
    client.force_login(cast.chair)
    address = page("bid_score", bid)
    typed = fields_of(client.get(address)) | {f"points_{criterion.pk}": "4", f"why_{criterion.pk}": "An hour's words"}  # fmt: skip
    cast.recommend(bid)

    response = client.post(address, typed)

    assert response.status_code == 409
    words = words_of_page(response)
    assert (
        "can no longer be scored because its status is “Recommended”. Declare an interest in this bid"
        in words
    )
    assert "Reason for the points: Need An hour's words" in words
    assert FormDraft.objects.get(person=cast.chair).data[f"why_{criterion.pk}"] == ["An hour's words"]
    assert Assessment.objects.filter(scorer=scorers[0]).count() == 0
