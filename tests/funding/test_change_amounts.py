"""What a change to a project asks for: it starts with the approved amount, and takes exactly what its form has."""

import pytest
from django.db import IntegrityError, transaction

from funding.bids.clarification import answer_clarification, request_clarification
from funding.bids.project_changes import start_change
from funding.bids.submission import submit_change
from funding.bids.transitions import apply_transition
from funding.decisions.approval_list import approval_list
from funding.ledger import entries
from funding.lifecycles import BidTransitionCode
from funding.models import ProjectChange
from funding.money.amounts import format_money
from plans.records import IncompleteError
from tests.funding.bid_addresses import page
from tests.funding.bid_factories import change_words
from tests.funding.page_text import words_of_page


def asking(pence: int) -> dict:
    typed = format_money(pence)
    return {"asked": pence, "amount_requested_text": typed, "costs": [["All", typed]]}


@pytest.fixture
def project(cast):
    """A live project that asked for £4,000 and was approved for £3,000."""
    bid = cast.recommend(cast.shortlisted(), 300_000)
    project = cast.approve_as_funder(cast.approve(bid))
    return apply_transition(project, BidTransitionCode.START, by=cast.officer)


def start(cast, project) -> ProjectChange:
    return start_change(project, by=cast.lead, words="Why")


def release(cast, project, pence=100_000):
    entries.record_release(project, pence, reason="Cheaper", by=cast.officer, key="release")


def test_change_starts_with_the_approved_amount(cast, project):
    change = start(cast, project)

    assert (change.asked, change.amount_requested_text) == (300_000, "3,000.00")


def test_change_can_ask_for_what_the_bid_asked(client, cast, project):
    change = change_words(start(cast, project), by=cast.lead, **asking(400_000))
    client.force_login(cast.lead)
    said = words_of_page(client.get(page("bid_submit", change)))
    assert "£3,000.00" in said and "£4,000.00" in said

    change = submit_change(change, by=cast.lead)

    assert change.recommended_amount == 400_000
    (waiting,) = approval_list(cast.grant, BidTransitionCode.CHAIR_APPROVE, cast.chair).waiting
    assert [(row.before, row.after) for row in waiting.changed if row.label.startswith("How much")] == [
        ("£3,000.00", "£4,000.00")
    ]
    assert cast.approve_change(change).amount == 400_000


def test_costs_of_a_change_must_add_up_to_the_approved_amount(cast, project):
    with pytest.raises(IncompleteError, match=r"costs total £4,000\.00, but £3,000\.00 is requested"):
        submit_change(start(cast, project), by=cast.lead)


def test_draft_that_asks_for_no_other_amount_follows_the_project(cast, project):
    change = start(cast, project)
    release(cast, project)
    change.refresh_from_db()
    assert (change.asked, change.amount_requested_text) == (200_000, "2,000.00")

    change = submit_change(change_words(change, by=cast.lead, costs=[["All", "2,000"]]), by=cast.lead)

    assert change.recommended_amount == 200_000


def test_draft_that_asks_for_another_amount_keeps_it(cast, project):
    change = change_words(start(cast, project), by=cast.lead, **asking(350_000))
    release(cast, project)
    change.refresh_from_db()

    assert change.asked == 350_000


def test_clarification_shows_the_amount_that_followed_the_project(cast, project):
    change = change_words(start(cast, project), by=cast.lead, costs=[["All", "3,000"]])
    change = submit_change(change, by=cast.lead)
    release(cast, project)
    change.refresh_from_db()
    assert (change.asked, change.recommended_amount) == (300_000, 200_000)

    change = request_clarification(change, {"need": "Which?"}, by=cast.chair)
    assert (change.asked, change.amount_requested_text) == (200_000, "2,000.00")
    change = change_words(change, by=cast.lead, costs=[["All", "2,000"]])
    change = answer_clarification(change, {change.questions.get().pk: "These"}, by=cast.lead)

    assert (change.state, change.version, change.recommended_amount) == ("submitted", 3, 200_000)


def test_clarification_can_ask_for_what_the_bid_asked(cast, project):
    change = change_words(start(cast, project), by=cast.lead, costs=[["All", "3,000"]])
    change = request_clarification(submit_change(change, by=cast.lead), {"need": "Which?"}, by=cast.chair)
    change = change_words(change, by=cast.lead, **asking(400_000))

    change = answer_clarification(change, {change.questions.get().pk: "These"}, by=cast.lead)

    assert change.recommended_amount == 400_000


# --- What the database keeps.


def refused(change: ProjectChange, **values) -> bool:
    """Return whether the database rejects these values."""
    try:
        with transaction.atomic():
            ProjectChange.objects.filter(pk=change.pk).update(**values)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("state", ["submitted", "clarification", "chair_approved", "approved"])
def test_recommended_amount_of_a_change_stays_as_it_was_submitted(cast, state):
    change = cast.change_in(state)

    assert refused(change, recommended_amount=1)
    assert refused(change, recommended_amount=cast.grant.projects.get().amount - 1)


def test_approved_amount_of_a_change_is_not_lowered_to_that_of_the_project(cast):
    change = change_words(cast.changing(), by=cast.lead, **asking(600_000))
    change = cast.approve(submit_change(change, by=cast.lead))
    # The ledger changed before, but not from what the change asks for.
    release(cast, change.project)
    project = cast.grant.projects.get()

    assert refused(change, recommended_amount=project.amount)


def test_approved_amount_follows_the_ledger_only_where_the_change_asks_for_no_other(cast):
    change = cast.change_in("chair_approved")
    release(cast, change.project)

    change.refresh_from_db()
    assert change.recommended_amount == 300_000
    assert refused(change, recommended_amount=400_000)
