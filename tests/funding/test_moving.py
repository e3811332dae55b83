"""Submission, clarification, changes after approval, withdrawal: what each does to the bid and its money."""

from datetime import UTC, datetime

import pytest

from funding.bids.clarification import answer_clarification, request_clarification
from funding.bids.decline_withdraw import decline_bid
from funding.bids.submission import submit_bid, submit_change
from funding.bids.tactical import open_pot_early, undecided_upfront_bids
from funding.bids.transitions import apply_transition
from funding.decisions.record import SelectedBid, approve_bids, record_consensus
from funding.ledger import entries
from funding.lifecycles import BidTransitionCode
from funding.models import Bid, BidTransition, Project
from plans.records import IncompleteError, OperationError, write_row
from tests.factories import make_partnership
from tests.funding.bid_factories import Cast, change_words
from tests.funding.factories import make_grant, pot_of


@pytest.fixture
def cast(db):
    """A grant of £106,460: £70,973 upfront, £35,487 tactical."""
    return Cast(make_grant(make_partnership("northshire")))


def window(cast, opens=None, closes=None):
    pot = pot_of(cast.grant)
    write_row(pot, {"opens_at": opens, "closes_at": closes}, base_revision=pot.revision, by=None)


def at(monkeypatch, moment):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


# --- Submitting.


def test_complete_draft_is_submitted_and_its_answers_are_stored(cast):
    bid = cast.submitted("Training")

    assert (bid.state, bid.version) == ("submitted", 1)
    assert [(step.was, step.now, step.created_by) for step in bid.moves.all()] == [
        ("draft", "submitted", cast.lead)
    ]
    kept = bid.versions.get()
    assert (kept.content["title"], kept.content["asked"], len(kept.sha256)) == ("Training", "£4,000.00", 64)
    assert [author.person for author in bid.authors.all()] == [cast.lead]


def test_a_draft_with_gaps_is_not_submitted(cast):
    bid = cast.draft(need="", costs=[["Hall", "£6,00"], ["Trainer", "3,000"]])

    with pytest.raises(IncompleteError) as refused:
        submit_bid(bid, by=cast.lead)

    assert [gap.question for gap in refused.value.missing] == ["need", "costs"]
    assert refused.value.missing[1].words.startswith("Hall: “£6,00” could be pounds and pence")
    bid.refresh_from_db()
    assert (bid.state, bid.moves.count(), bid.versions.count()) == ("draft", 0, 0)


def test_costs_must_equal_the_amount_requested_and_cash(cast):
    match = [["Council", "cash", "500"], ["Church", "in kind", "90.50"]]
    bid = cast.draft(costs=[["All", "4,499.99"]], match=match)

    with pytest.raises(IncompleteError, match=r"difference is £0\.01"):
        submit_bid(bid, by=cast.lead)

    bid = change_words(bid, by=cast.lead, costs=[["All", "4,500"]])
    assert submit_bid(bid, by=cast.lead).state == "submitted"


@pytest.mark.parametrize(
    "minute,second,micro,in_time",
    [(0, 0, 0, True), (0, 40, 0, True), (0, 59, 999_999, True), (1, 0, 0, False)],
)
def test_late_bid_is_rejected_with_the_time(cast, monkeypatch, minute, second, micro, in_time):
    """The closing minute is included completely."""
    window(cast, closes=datetime(2024, 4, 12, 16, 0, 0, tzinfo=UTC))
    bid = cast.draft()
    at(monkeypatch, datetime(2024, 4, 12, 16, minute, second, micro, tzinfo=UTC))

    if in_time:
        assert submit_bid(bid, by=cast.lead).state == "submitted"
        return
    with pytest.raises(OperationError) as refused:
        submit_bid(bid, by=cast.lead)
    said = "The upfront pot closed for bids at 5:00pm on 12 April 2024. It is now 5:01pm on 12 April 2024."
    assert str(refused.value) == said
    bid.refresh_from_db()
    assert bid.state == "draft"


def test_early_bid_is_rejected_with_the_opening_time(cast, monkeypatch):
    window(cast, opens=datetime(2024, 4, 2, 8, 0, tzinfo=UTC))
    bid = cast.draft()
    at(monkeypatch, datetime(2024, 4, 1, 8, 0, tzinfo=UTC))

    with pytest.raises(OperationError, match="opens for bids at 9:00am on 2 April 2024"):
        submit_bid(bid, by=cast.lead)


def test_a_bid_changed_since_the_page_was_opened_is_not_moved(cast):
    bid = cast.submitted()
    apply_transition(bid, BidTransitionCode.SHORTLIST, by=cast.officer)

    with pytest.raises(OperationError, match="has changed since you opened this page"):
        decline_bid(bid, by=cast.executive, words="No", seen_revision=bid.revision)


# --- Clarification.


def test_clarification_of_named_questions_is_requested_and_answered(cast):
    bid = request_clarification(
        cast.shortlisted(), {"need": "Which figures?", "costs": " ", "measures": "By when?"}, by=cast.chair
    )
    asked = list(bid.questions.all())
    assert [(question.about, question.words) for question in asked] == [
        ("need", "Which figures?"),
        ("measures", "By when?"),
    ]

    with pytest.raises(OperationError, match="Enter an answer to every question"):
        answer_clarification(bid, {asked[0].pk: "Police figures"}, by=cast.lead)
    bid = answer_clarification(bid, {asked[0].pk: "Police figures", asked[1].pk: "March"}, by=cast.lead)

    assert (bid.state, bid.version) == ("shortlisted", 1)
    assert [question.answer for question in bid.questions.all()] == ["Police figures", "March"]


@pytest.mark.parametrize(
    "state,by,changes,now",
    [
        ("chair_approved", "funder", {}, "chair_approved"),
        ("chair_approved", "funder", {"need": "Other figures"}, "recommended"),
        ("chair_approved", "funder", {"asked": 300_000, "amount_requested_text": "3,000", "costs": [["All", "3,000"]]}, "shortlisted"),
        ("recommended", "chair", {"need": "Other figures"}, "recommended"),
        ("shortlisted", "officer", {"need": "Other figures"}, "shortlisted"),
    ],
)  # fmt: skip
def test_answers_edited_during_clarification_are_decided_again(cast, state, by, changes, now):
    bid = request_clarification(cast.in_state(state), {"need": "Which figures?"}, by=getattr(cast, by))
    if changes:
        bid = change_words(bid, by=cast.lead, **changes)

    bid = answer_clarification(bid, {bid.questions.get().pk: "These"}, by=cast.lead)

    assert (bid.state, bid.version) == (now, 2 if changes else 1)
    if now == "recommended" and state == "chair_approved":
        project = cast.approve_as_funder(cast.approve(bid))
        assert (project.state, project.version.number) == ("approved", 2)


# --- Decisions.


def test_the_chairs_and_the_funders_approval_commit_what_was_recommended(cast):
    bid = cast.recommend(cast.shortlisted(), 350_000)
    bid = cast.approve(bid)
    assert not Project.objects.exists()
    project = cast.approve_as_funder(bid)

    bid.refresh_from_db()
    assert (bid.state, bid.asked, bid.recommended_amount, project.amount) == (
        "approved",
        400_000,
        350_000,
        350_000,
    )
    assert entries.committed_amount(project) == 350_000
    steps = BidTransition.objects.filter(bid=bid, amount__isnull=False).values_list(
        "move", "amount", "balance_before"
    )
    assert list(steps) == [
        ("recommend", 350_000, 7_097_300),
        ("chair_approve", 350_000, 7_097_300),
        ("funder_approve", 350_000, 7_097_300),
    ]


def test_repeated_approval_makes_one_award(cast):
    bid = cast.recommended()
    chosen = [SelectedBid(bid.pk, bid.revision)]
    for stage, person in (
        (BidTransitionCode.CHAIR_APPROVE, cast.chair),
        (BidTransitionCode.FUNDER_APPROVE, cast.funder),
    ):
        assert len(approve_bids(cast.grant, stage, chosen, by=person)) == 1
        assert approve_bids(cast.grant, stage, chosen, by=person) == []
        bid.refresh_from_db()
        chosen = [SelectedBid(bid.pk, bid.revision)]

    assert bid.project.entries.count() == 1


def test_pot_is_over_committed_only_with_a_reason_and_all_or_none_are_approved(cast):
    first = cast.recommended("First", "70,000")
    second = cast.recommended("Second", "1,000")
    chosen = [SelectedBid(bid.pk, bid.revision) for bid in (first, second)]

    with pytest.raises(OperationError, match=r"“Second” commits £27\.00 more than the upfront pot holds"):
        approve_bids(cast.grant, BidTransitionCode.CHAIR_APPROVE, chosen, by=cast.chair)
    assert set(Bid.objects.values_list("state", flat=True)) == {"recommended"}

    why = "Drawn from the tactical pot"
    approve_bids(cast.grant, BidTransitionCode.CHAIR_APPROVE, chosen, by=cast.chair, overcommit_reason=why)
    for bid in (first, second):
        bid.refresh_from_db()
    chosen = [SelectedBid(bid.pk, bid.revision) for bid in (first, second)]
    approve_bids(cast.grant, BidTransitionCode.FUNDER_APPROVE, chosen, by=cast.funder, overcommit_reason=why)

    assert entries.get_position(cast.grant).pots[0].left == -2_700
    assert [line.reason for line in second.project.entries.all()] == [why]
    assert second.moves.get(move="chair_approve").words == why


def test_more_than_the_amount_requested_cannot_be_recommended(cast):
    with pytest.raises(OperationError, match=r"no more than the £4,000\.00 requested"):
        cast.recommend(cast.shortlisted(), 400_001)


def test_group_recommends_and_declines_together_with_its_consensus(cast):
    taken, left_out = cast.shortlisted("Taken"), cast.shortlisted("Left out")

    with pytest.raises(OperationError, match="who attended"):
        record_consensus(taken.pot, [SelectedBid(taken.pk, taken.revision)], [], words=" ", by=cast.executive)
    done = record_consensus(
        taken.pot,
        [SelectedBid(taken.pk, taken.revision)],
        [SelectedBid(left_out.pk, left_out.revision)],
        words="Police, fire and council agreed",
        by=cast.executive,
    )

    assert [(bid.title, bid.state) for bid in done] == [("Taken", "recommended"), ("Left out", "declined")]
    steps = BidTransition.objects.filter(move__in=["recommend", "decline"])
    assert len({step.idempotency_key for step in steps}) == 1
    assert {step.words for step in steps} == {"Police, fire and council agreed"}


# --- The tactical pot.


def test_the_tactical_pot_waits_until_every_upfront_bid_is_decided(cast):
    upfront = cast.recommended("Upfront")
    tactical = cast.shortlisted("Tactical", pot="tactical")
    chosen = [SelectedBid(tactical.pk, tactical.revision)]

    with pytest.raises(OperationError, match="Still to decide: “Upfront”"):
        record_consensus(tactical.pot, chosen, [], words="Agreed", by=cast.executive)
    cast.approve_as_funder(cast.approve(upfront))

    assert (
        record_consensus(tactical.pot, chosen, [], words="Agreed", by=cast.executive)[0].state
        == "recommended"
    )


def test_an_officer_opens_the_tactical_pot_early_with_a_reason(cast):
    cast.recommended("Upfront")
    tactical = cast.shortlisted("Tactical", pot="tactical")

    with pytest.raises(OperationError, match="Enter a reason"):
        open_pot_early(tactical.pot, why=" ", by=cast.officer)
    with pytest.raises(OperationError, match="Only the tactical pot"):
        open_pot_early(pot_of(cast.grant), why="Urgent", by=cast.officer)
    open_pot_early(tactical.pot, why="Needed before the summer", by=cast.officer)

    assert cast.recommend(tactical).state == "recommended"


def test_drafts_and_changes_do_not_keep_the_tactical_pot_closed(cast):
    cast.draft("Never submitted")
    cast.changing("Being changed")
    submit_change(cast.changing("Change submitted"), by=cast.lead, words="Dearer")

    assert undecided_upfront_bids(pot_of(cast.grant, "tactical")) == []
