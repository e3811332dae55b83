"""The lifecycle of a bid: every state, every transition, every role; only the allowed ones work."""

import pytest
from django.db import IntegrityError, transaction

from funding.access import bid_permissions
from funding.bids.transitions import about, apply_transition
from funding.decisions.record import SelectedBid, approve_bids, record_consensus
from funding.lifecycles import (
    BID_TRANSITIONS,
    CHANGE_TRANSITIONS,
    MADE_BY_IMPORT,
    PROJECT_TRANSITIONS,
    BidState,
    BidTransitionCode,
    ChangeState,
    ProjectState,
    transitions_from,
)
from funding.models import BidTransition
from plans.access.access import get_access
from plans.records import OperationError
from tests.factories import make_partnership
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_grant

PEOPLE = ("officer", "lead", "executive", "chair", "scrutiny", "county", "funder")
BIDDER = {"officer", "lead"}
# State → transition → who can make it: copied from design §6 and roles.md, rows 30 to 37.
MAY = {
    "draft": {"submit": BIDDER, "withdraw": BIDDER},
    "submitted": {"ask": {"officer"}, "shortlist": {"officer"}, "decline": {"officer", "executive", "chair"}, "withdraw": BIDDER},
    "clarification": {"answer": BIDDER, "withdraw": BIDDER},
    "shortlisted": {"ask": {"officer", "executive", "chair"}, "recommend": {"executive", "chair"}, "decline": {"executive", "chair"}, "withdraw": BIDDER},
    "recommended": {"ask": {"chair"}, "chair_approve": {"chair"}, "decline": {"chair"}, "withdraw": BIDDER},
    "chair_approved": {"ask": {"funder"}, "funder_approve": {"funder"}, "decline": {"funder"}, "withdraw": BIDDER},
    "approved": {}, "declined": {}, "withdrawn": {},
}  # fmt: skip
MAY_OF_PROJECT = {
    "approved": {"start": {"officer"}, "withdraw": {"officer"}},
    "live": {"close": {"officer"}},
    "closed": {"evaluate": {"officer"}},
    "evaluated": {},
}
MAY_OF_CHANGE = {
    "draft": {"submit": BIDDER, "drop_change": BIDDER},
    "submitted": {"ask": {"chair"}, "chair_approve": {"chair"}, "decline": {"chair"}, "drop_change": BIDDER},
    "clarification": {"answer": BIDDER, "drop_change": BIDDER},
    "chair_approved": {"ask": {"funder"}, "funder_approve": {"funder"}, "decline": {"funder"}, "drop_change": BIDDER},
    "approved": {}, "declined": {}, "cancelled": {},
}  # fmt: skip
EVERY = [("bid", state) for state in MAY] + [("project", state) for state in MAY_OF_PROJECT]
EVERY += [("change", state) for state in MAY_OF_CHANGE]
every_state = pytest.mark.parametrize(("kind", "state"), EVERY)


def may_of(kind):
    return {"bid": MAY, "project": MAY_OF_PROJECT, "change": MAY_OF_CHANGE}[kind]


def row_in(cast, kind, state):
    """Return a bid, project or change that reached that state by allowed transitions."""
    if kind == "change":
        return cast.change_in(state)
    row = cast.in_state(state)
    return row.bid if kind == "bid" and state == "approved" else row


@pytest.fixture
def cast(db):
    return Cast(make_grant(make_partnership("northshire")))


def test_the_table_here_names_every_state():
    assert set(MAY) == set(BidState.values)
    assert set(MAY_OF_PROJECT) == set(ProjectState.values) - {"withdrawn"}
    assert set(MAY_OF_CHANGE) == set(ChangeState.values)


@every_state
def test_only_allowed_transitions_are_offered_to_users_with_permission(cast, kind, state):
    bid = row_in(cast, kind, state)
    found = {}
    for name in PEOPLE:
        access = get_access(getattr(cast, name), "northshire")
        for move in bid_permissions.available_transitions(access, bid):
            found.setdefault(move, set()).add(name)

    assert found == may_of(kind)[state]


@every_state
def test_a_move_that_is_not_legal_changes_nothing(cast, kind, state):
    bid = row_in(cast, kind, state)
    before = bid.values(), bid.moves.count()
    own = {step.code for step in bid.lifecycle.transitions}

    for move in own - set(may_of(kind)[state]) - {"approve"}:
        with pytest.raises(OperationError), transaction.atomic():
            apply_transition(bid, move, by=cast.officer, words="Try it")

    bid.refresh_from_db()
    assert (bid.values(), bid.moves.count()) == before


@every_state
def test_the_database_takes_only_the_legal_steps(cast, kind, state):
    bid = row_in(cast, kind, state)
    legal = {(step.code, now) for step in bid.lifecycle.from_state(state) for now in step.to_states}

    for move in BidTransitionCode.values:
        for now in type(bid).State.values:
            if (move, now) in legal:
                continue
            with pytest.raises(IntegrityError), transaction.atomic():
                BidTransition.objects.create(
                    **about(bid),
                    move=move,
                    was=state,
                    now=now,
                    created_by=cast.officer,
                    amount=1,
                    balance_before=1,
                )


@pytest.mark.parametrize("state", [state for state in BidState.values if state != "submitted"])
def test_database_rejects_a_transition_from_another_state(cast, state):
    bid = row_in(cast, "bid", state)

    with pytest.raises(IntegrityError), transaction.atomic():
        BidTransition.objects.create(
            bid=bid, move="shortlist", was="submitted", now="shortlisted", created_by=cast.officer
        )


def test_the_database_changes_no_state_without_its_step(cast):
    bid = cast.submitted()

    change = cast.changing()
    for row, state in ((bid, "shortlisted"), (change.project, "evaluated"), (change, "cancelled")):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(state=state)


def test_database_rejects_changes_of_submitted_answers(cast):
    bid = cast.submitted()

    for row in (bid, cast.change_in("submitted"), cast.approved().bid):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(need="Another need")


def test_steps_and_versions_are_never_changed_or_deleted(cast):
    bid = cast.submitted()

    for rows in (bid.moves.all(), bid.versions.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(created_by=None)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete("default")


# --- Conflicts of interest, in messages and in the database.

APPROVALS = [
    (BidTransitionCode.CHAIR_APPROVE, "recommended", "chair"),
    (BidTransitionCode.FUNDER_APPROVE, "chair_approved", "funder"),
]


def step(bid, move, person, **fields):
    """Return the record as someone would write it without the application."""
    now = "chair_approved" if move == BidTransitionCode.CHAIR_APPROVE else "approved"
    return BidTransition.objects.create(
        bid=bid, move=move, was=bid.state, now=now, version=bid.version, amount=1, balance_before=1,
        created_by=person, **fields,
    )  # fmt: skip


@pytest.mark.parametrize("move,state,role", APPROVALS)
def test_only_who_holds_the_role_approves(cast, move, state, role):
    bid = cast.in_state(state)

    for name in set(PEOPLE) - {role}:
        with pytest.raises(IntegrityError), transaction.atomic():
            step(bid, move, getattr(cast, name))
    step(bid, move, getattr(cast, role))


@pytest.mark.parametrize("move,state,role", APPROVALS)
def test_who_wrote_a_bid_does_not_approve_it(cast, move, state, role):
    person = getattr(cast, role)
    bid = cast.in_state(state)
    bid.authors.create(person=person)

    with pytest.raises(OperationError, match="because you helped to write it"):
        approve_bids(cast.grant, move, [SelectedBid(bid.pk, bid.revision)], by=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        step(bid, move, person)


@pytest.mark.parametrize("move,state,role", APPROVALS)
@pytest.mark.parametrize("tie", ["the bidder", "a unit of it", "what it belongs to", "a unit beside it"])
def test_a_person_of_the_bidding_organisation_does_not_approve(cast, move, state, role, tie):
    from tests.factories import make_body, make_member

    person, here = getattr(cast, role), cast.grant.partnership
    youth = make_body(here, "Youth service", kind="unit", parent=cast.council)
    housing = make_body(here, "Housing", kind="unit", parent=cast.council)
    lead, body = {
        "the bidder": (cast.council, cast.council),
        "a unit of it": (cast.council, youth),
        "what it belongs to": (youth, cast.council),
        "a unit beside it": (youth, housing),
    }[tie]
    bid = cast.in_state(state, lead=lead)
    make_member(here, "executive", person=person, body=body)

    with pytest.raises(OperationError, match="work for the organisation that submitted it"):
        approve_bids(cast.grant, move, [SelectedBid(bid.pk, bid.revision)], by=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        step(bid, move, person)


@pytest.mark.parametrize("move,state,role", APPROVALS)
def test_who_declared_an_interest_does_not_approve(cast, move, state, role):
    person = getattr(cast, role)
    bid = cast.in_state(state)
    cast.score(bid, cast.scorer(person), interest="My brother works there")

    with pytest.raises(OperationError, match="because you declared an interest"):
        approve_bids(cast.grant, move, [SelectedBid(bid.pk, bid.revision)], by=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        step(bid, move, person)


def test_one_person_with_both_roles_approves_once(cast):
    from tests.factories import make_member

    make_member(cast.grant.partnership, "funder", person=cast.chair)
    bid = cast.chair_approved()

    with pytest.raises(OperationError, match="Someone else must approve"):
        approve_bids(
            cast.grant, BidTransitionCode.FUNDER_APPROVE, [SelectedBid(bid.pk, bid.revision)], by=cast.chair
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        step(bid, BidTransitionCode.FUNDER_APPROVE, cast.chair)


def test_an_author_and_a_bidder_do_not_score(cast):
    bid, criterion = cast.submitted(), cast.criterion()
    bid.authors.all().delete()
    bid.authors.create(person=cast.officer)

    for person in (cast.lead, cast.officer):
        scorer = cast.scorer(person)
        with pytest.raises(IntegrityError), transaction.atomic():
            cast.score(bid, scorer, 5)
    assert criterion.marks.count() == 0


def test_interest_excludes_points(cast):
    cast.criterion()
    scoring = cast.score(cast.submitted(), cast.scorer(cast.executive), interest="I advise them")

    with pytest.raises(IntegrityError), transaction.atomic():
        scoring.marks.create(criterion=cast.grant.criteria.get(), points=3, rationale="Still")


def test_points_need_a_current_invitation(cast):
    cast.criterion()
    bid, scorer = cast.submitted(), cast.scorer(cast.executive)
    type(scorer).objects.filter(pk=scorer.pk).update(is_withdrawn=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        cast.score(bid, scorer, 4)


def test_approval_is_of_the_current_version(cast):
    bid = cast.recommended()

    with pytest.raises(IntegrityError), transaction.atomic():
        BidTransition.objects.create(
            bid=bid, move="chair_approve", was="recommended", now="chair_approved", version=2, amount=1,
            balance_before=1, created_by=cast.chair,
        )  # fmt: skip


def test_bid_in_progress_is_not_imported_as_approved(cast):
    bid = cast.submitted()

    with pytest.raises(IntegrityError), transaction.atomic():
        BidTransition.objects.create(
            bid=bid, move="approve", was="submitted", now="approved", created_by=cast.officer
        )


def test_moves_of_a_sheet_have_no_button():
    lifecycles = (BID_TRANSITIONS, PROJECT_TRANSITIONS, CHANGE_TRANSITIONS)
    found = {
        move
        for lifecycle in lifecycles
        for before, _ in lifecycle.pairs()
        for move in transitions_from(lifecycle, before)
    }
    assert found == set(BidTransitionCode.values) - {*MADE_BY_IMPORT, "change"}


def test_recommendation_needs_scores_of_two_organisations(cast):
    cast.criterion()
    bid = cast.shortlisted()
    chosen = [SelectedBid(bid.pk, bid.revision)]
    cast.score(bid, cast.scorer(cast.executive), 4)

    with pytest.raises(OperationError, match=r"people from 1 organisation\. At least 2 are needed"):
        record_consensus(bid.pot, chosen, [], words="Agreed", by=cast.chair)
    cast.score(bid, cast.scorer(cast.other_executive), interest="I know them")
    with pytest.raises(OperationError, match="people from 1 organisation"):
        record_consensus(bid.pot, chosen, [], words="Agreed", by=cast.chair)
    cast.score(bid, cast.scorer(cast.chair), 3)

    assert record_consensus(bid.pot, chosen, [], words="Agreed", by=cast.chair)[0].state == "recommended"
