"""Conflicts of interest: the bidding organisation is known across a county, and decides nothing about its bid."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from funding.access.conflicts_of_interest import InterestChecker
from funding.bids.decline_withdraw import decline_bid
from funding.bids.transitions import apply_transition
from funding.decisions.record import SelectedBid, approve_bids, record_consensus
from funding.models import Assessment, BidTransition
from plans.records import OperationError, write_row
from tests.factories import make_body, make_member, make_partnership
from tests.funding.approval_steps import approve, review_of
from tests.funding.approval_steps import page as approvals_page
from tests.funding.bid_factories import Cast
from tests.funding.decision_sheet_steps import chosen, page, states
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of

pytestmark = pytest.mark.django_db

BIDS = "work for the organisation that submitted it"


@pytest.fixture
def county():
    return make_partnership("county", tier="county")


@pytest.fixture
def cast(county):
    """The people of a grant of a district of that county."""
    return Cast(make_grant(make_partnership("northshire", county=county)))


# The organisation as the county has it, and as the district does.

SAME = {
    "its name": (("Kent County Council", ()), ("Kent County Council", ())),
    "its name in other letters": (("Kent County Council", ()), ("kent  county\u00a0Council", ())),
    "an alias here": (("Kent County Council", ()), ("The county", ("KENT COUNTYCOUNCIL",))),
    "an alias there": (("The council", ("KCC",)), ("kcc", ())),
}


def both(names, county, cast):
    """The organisation as the county knows it, and as the district does."""
    (there, aliases_there), (here, aliases_here) = names
    return (
        make_body(county, there, aliases=aliases_there),
        make_body(cast.grant.partnership, here, aliases=aliases_here),
    )


def score_past_the_application(bid, scorer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(bid=bid, scorer=scorer)


@pytest.mark.parametrize("names", SAME.values(), ids=SAME)
def test_a_county_scorer_does_not_score_their_own_councils_bid_in_a_district(county, cast, names):
    there, here = both(names, county, cast)
    team = make_body(county, "Community safety team", kind="unit", parent=there)
    cora = make_member(county, "county", name="Cora County", body=team)
    bid = cast.submitted(lead=make_body(cast.grant.partnership, "Roads", kind="unit", parent=here))

    assert BIDS in InterestChecker(cast.grant).why_not_scored(bid, cora)
    score_past_the_application(bid, cast.scorer(cora))


def test_team_listed_as_an_organisation_in_a_district_still_belongs_to_the_county(county, cast):
    council = make_body(county, "Kent County Council")
    team = make_body(county, "Kent Community Safety Team", kind="unit", parent=council)
    cora = make_member(county, "county", body=team)
    bid = cast.submitted(lead=make_body(cast.grant.partnership, "Kent Community Safety Team"))

    assert BIDS in InterestChecker(cast.grant).why_not_scored(bid, cora)
    score_past_the_application(bid, cast.scorer(cora))


def test_units_of_one_name_in_two_councils_are_two(county, cast):
    theirs = make_body(county, "Housing", kind="unit", parent=make_body(county, "Kent County Council"))
    here = cast.grant.partnership
    ours = make_body(here, "Housing", kind="unit", parent=make_body(here, "Swale Borough Council"))
    cora = make_member(county, "county", body=theirs)
    bid = cast.submitted(lead=ours)

    assert InterestChecker(cast.grant).why_not_scored(bid, cora) == ""
    assert Assessment.objects.create(bid=bid, scorer=cast.scorer(cora)).pk


def test_two_bodies_of_one_partnership_stay_two_whatever_their_aliases(cast):
    here = cast.grant.partnership
    ours = make_body(here, "Swale Borough Council", aliases=["The council"])
    theirs = make_body(here, "Kent County Council", aliases=["The council"])
    edie = make_member(here, "executive", body=theirs)
    bid = cast.submitted(lead=ours)

    assert InterestChecker(cast.grant).why_not_scored(bid, edie) == ""
    assert Assessment.objects.create(bid=bid, scorer=cast.scorer(edie)).pk


def test_an_organisation_of_another_county_is_another(cast):
    elsewhere = make_partnership("elsewhere", tier="county")
    make_member(elsewhere, "lead", person=cast.chair, body=make_body(elsewhere, "Age Concern"))
    bid = cast.recommended(lead=make_body(cast.grant.partnership, "Age Concern"))

    assert cast.approve(bid).state == "chair_approved"


@pytest.mark.parametrize(
    ("move", "state", "role"),
    [("chair_approve", "recommended", "chair"), ("funder_approve", "chair_approved", "funder")],
)
def test_person_who_represents_the_bidder_in_another_district_cannot_approve(county, cast, move, state, role):
    beside, person = make_partnership("beside", county=county), getattr(cast, role)
    bid = cast.in_state(state, lead=make_body(cast.grant.partnership, "Kent Fire and Rescue Service"))
    make_member(beside, "lead", person=person, body=make_body(beside, "KENT FIRE AND RESCUE SERVICE"))

    with pytest.raises(OperationError, match=BIDS):
        approve_bids(cast.grant, move, [SelectedBid(bid.pk, bid.revision)], by=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        BidTransition.objects.create(
            bid=bid, move=move, was=state, now="approved" if role == "funder" else "chair_approved",
            version=bid.version, amount=1, balance_before=1, created_by=person,
        )  # fmt: skip


def test_people_of_one_organisation_in_county_and_district_count_as_one(county, cast):
    there, here = both(SAME["its name"], county, cast)
    cora = make_member(county, "county", body=there)
    dora = make_member(cast.grant.partnership, "executive", body=here)
    ties = InterestChecker(cast.grant)

    assert ties.organisations_among([cora.pk, dora.pk]) == 1
    assert ties.organisations_among([cora.pk, dora.pk, cast.executive.pk]) == 2


# --- A person of the bidding organisation neither recommends nor declines its bid.


@pytest.fixture
def own(cast):
    """A shortlisted bid in the police, whose person records the consensus."""
    return cast.shortlisted("Ours", "1,000", lead=cast.police)


def test_person_of_the_bidder_cannot_record_the_consensus_about_its_bid(cast, own):
    rival = cast.shortlisted("Theirs", "1,000")
    ours, theirs = [SelectedBid(own.pk, own.revision)], [SelectedBid(rival.pk, rival.revision)]

    with pytest.raises(OperationError, match=f"“Ours”: .*{BIDS}"):
        record_consensus(own.pot, ours, theirs, words="I decided", by=cast.executive)
    with pytest.raises(OperationError, match=f"“Ours”: .*{BIDS}"):
        record_consensus(own.pot, theirs, ours, words="I decided", by=cast.executive)
    assert states(own, rival) == ["shortlisted", "shortlisted"]
    record_consensus(own.pot, ours, theirs, words="Agreed", by=cast.chair)
    assert states(own, rival) == ["recommended", "declined"]


@pytest.mark.parametrize(("move", "now"), [("recommend", "recommended"), ("decline", "declined")])
def test_the_database_takes_neither_from_the_bidder(cast, own, move, now):
    step = {"bid": own, "move": move, "was": "shortlisted", "now": now, "version": 1}
    step |= {"amount": 1, "balance_before": 1, "words": "I decided"}

    with pytest.raises(IntegrityError), transaction.atomic():
        BidTransition.objects.create(**step, created_by=cast.executive)
    BidTransition.objects.create(**step, created_by=cast.other_executive)


def test_decision_sheet_shows_who_can_record_it_instead(client, cast, own):
    rival = cast.shortlisted("Theirs", "1,000")
    client.force_login(cast.executive)

    response = client.get(page(cast.grant))

    assert "Ask the chair or another member of the group to record the decision." in words_of_page(response)
    typed = chosen(client, cast.grant, amounts={rival: None})
    assert (f"amount_{own.pk}" in typed, f"amount_{rival.pk}" in typed) == (False, True)
    forced = typed | {f"choice_{own.pk}": "recommend", f"amount_{own.pk}": "1"}
    assert client.post(page(cast.grant, "consensus_record"), forced).status_code == 422
    client.force_login(cast.chair)
    assert f"amount_{own.pk}" in fields_of(client.get(page(cast.grant)))


def decline_page(bid):
    return reverse("bid_transition", args=["northshire", "2024-25", bid.number, "decline"])


def test_declining_your_own_bid_is_rejected_with_a_message(client, cast, own):
    client.force_login(cast.executive)

    shown = client.get(decline_page(own))
    sent = client.post(decline_page(own), {"revision": own.revision, "words": "Too dear"})

    assert [each.status_code for each in (shown, sent)] == [409, 409]
    assert BIDS in words_of_page(shown)
    assert states(own) == ["shortlisted"]


# --- Bids to the tactical pot can be declined when it is open.


def test_a_tactical_bid_is_not_declined_before_the_upfront_ones_are_decided(client, cast):
    upfront = cast.submitted("First")
    tactical = cast.shortlisted("Small steps", "1,000", pot="tactical")
    client.force_login(cast.executive)

    shown = client.get(decline_page(tactical))
    with pytest.raises(OperationError, match="can be decided once every upfront bid has been decided"):
        decline_bid(tactical, by=cast.executive, words="No")

    assert shown.status_code == 409
    assert (
        "Bids to the tactical pot can be decided once every upfront bid has been decided."
        in words_of_page(shown)
    )
    assert states(tactical) == ["shortlisted"]
    apply_transition(upfront, "withdraw", by=cast.lead, words="Not needed now")
    assert decline_bid(tactical, by=cast.executive, words="No").state == "declined"


# --- Interests declared after the recommendation.


@pytest.fixture
def scored(cast):
    """A recommended bid with scores of two organisations, and the two scorers."""
    cast.criterion()
    bid = cast.shortlisted("Training")
    scorers = [cast.scorer(cast.executive), cast.scorer(cast.other_executive)]
    scores = [cast.score(bid, scorer, 4) for scorer in scorers]
    return cast.recommend(bid), scores


def declare(scoring, words):
    """The score as it is after its person declares an interest."""
    changes = {"interest": words, "marks": []}
    return write_row(scoring, changes, base_revision=scoring.revision, by=scoring.scorer.person)


EVERY_STAGE = [
    ("approve_for_chair", "chair_approve", "chair"),
    ("approve_for_funder", "funder_approve", "funder"),
]


@pytest.mark.parametrize(("name", "stage", "role"), EVERY_STAGE)
def test_approver_sees_interests_declared_since_and_must_give_a_reason(
    client, cast, scored, name, stage, role
):
    bid, scores = scored
    bid = cast.approve(bid) if role == "funder" else bid
    for scoring in scores:
        declare(scoring, "My brother works there")
    person = getattr(cast, role)
    client.force_login(person)

    words = words_of_page(client.get(approvals_page(name)))
    assert (
        "Interest declared by Edie Executive: “My brother works there”. Their score does not count." in words
    )
    assert "Interest declared by Fred Fire: “My brother works there”." in words
    assert "“Training” has been scored by people from 0 organisations. At least 2 are needed." in words
    review = review_of(client, name, bid)
    assert "You must give a reason for approving it." in words_of_page(review)
    refused = client.post(approvals_page(name), fields_of(review))
    assert "Enter a reason for approving a bid with too few scores" in words_of_page(refused)
    with pytest.raises(OperationError, match=r"2 are needed\. Enter a reason"):
        approve_bids(cast.grant, stage, [SelectedBid(bid.pk, bid.revision)], by=person)
    assert (refused.status_code, states(bid)) == (422, [bid.state])
    client.post(approvals_page(name), fields_of(review) | {"words": "Both had scored it alike"})

    assert bid.moves.get(move=stage).words == "Both had scored it alike"


def test_interest_that_leaves_enough_scores_requires_no_comment(client, cast, scored):
    bid, _ = scored
    declare(cast.score(bid, cast.scorer(cast.chair), interest="My sister works there"), "She left")
    third = make_member(cast.grant.partnership, "chair", name="Second Chair")
    client.force_login(third)

    words = words_of_page(client.get(approvals_page("approve_for_chair")))

    assert "Interest declared by Cara Chair: “She left”" in words and "are needed" not in words
    approve(client, "approve_for_chair", bid)
    assert states(bid) == ["chair_approved"]
