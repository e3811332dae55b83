"""Who leads a changed project: a change keeps the lead, and one to a project without a lead names it once."""

import pytest
from django.db import IntegrityError, transaction

from funding.bids.clarification import answer_clarification, request_clarification
from funding.bids.project_changes import start_change
from funding.bids.submission import submit_change
from funding.bids.transitions import record_step
from funding.models import Bid, ProjectChange
from plans.records import IncompleteError, OperationError, add_row
from tests.factories import make_member
from tests.funding.bid_addresses import page
from tests.funding.bid_factories import WORDS, change_words
from tests.funding.factories import make_project
from tests.funding.page_text import words_of_page


@pytest.fixture
def imported(cast):
    """A project from a spreadsheet, whose lead is only text."""
    return make_project(cast.grant, lead="Somebody else")


def start(cast, project, **answers) -> ProjectChange:
    change = start_change(project, by=cast.officer, words="A charity runs it now")
    return change_words(change, by=cast.officer, costs=[["All", "1,000"]], **(WORDS | answers))


def approvals(cast, change):
    """The approvals of a change by the chair and the funder, written without the checks before them."""
    for move, was, now, by in (
        ("chair_approve", "submitted", "chair_approved", cast.chair),
        ("funder_approve", "chair_approved", "approved", cast.funder),
    ):
        weighed = {"amount": 1, "balance_before": 1, "version": change.version}
        record_step(change, move, was=was, now=now, by=by, **weighed)
        ProjectChange.objects.filter(pk=change.pk).update(state=now)


def test_change_to_a_project_without_a_lead_names_it_before_it_is_submitted(client, cast, imported):
    change = start(cast, imported)
    client.force_login(cast.officer)
    assert "Select the lead organisation" in words_of_page(client.get(page("bid_submit", change)))

    with pytest.raises(IncompleteError) as lacking:
        submit_change(change, by=cast.officer)
    assert [gap.question for gap in lacking.value.missing] == ["lead"]

    change = submit_change(change_words(change, by=cast.officer, lead_id=cast.charity.pk), by=cast.officer)
    project = cast.approve_change(change)
    assert (project.lead, project.bid.lead, project.title) == (cast.charity, None, change.title)
    # The next change keeps the lead that this one named.
    assert start(cast, project).lead == cast.charity


def test_lead_named_by_a_change_can_be_corrected_in_a_clarification(cast, imported):
    change = submit_change(start(cast, imported, lead_id=cast.police.pk), by=cast.officer)
    change = request_clarification(change, {"lead": "Is it the police?"}, by=cast.chair)
    change = change_words(change, by=cast.officer, lead_id=cast.charity.pk)

    change = answer_clarification(change, {change.questions.get().pk: "No"}, by=cast.officer)

    assert cast.approve_change(change).lead == cast.charity


def test_people_of_the_lead_that_a_change_names_do_not_approve_it(cast, imported):
    change = submit_change(start(cast, imported, lead_id=cast.charity.pk), by=cast.officer)
    make_member(cast.grant.partnership, "lead", person=cast.chair, body=cast.charity)

    with pytest.raises(OperationError, match="you work for the organisation"):
        cast.approve(change)
    with pytest.raises(IntegrityError, match="bidding organisation"), transaction.atomic():
        approvals(cast, change)


# --- What the database keeps.


@pytest.mark.parametrize("state", ["submitted", "chair_approved"])
def test_lead_of_a_submitted_change_stays(cast, imported, state):
    change = submit_change(start(cast, imported, lead_id=cast.charity.pk), by=cast.officer)
    if state == "chair_approved":
        change = cast.approve(change)

    for lead in (cast.police, None):
        with pytest.raises(IntegrityError, match="lead organisation"), transaction.atomic():
            ProjectChange.objects.filter(pk=change.pk).update(lead=lead)


@pytest.mark.parametrize("lead", [None, "police"])
def test_change_does_not_start_with_another_lead(cast, lead):
    project = cast.live()
    change = ProjectChange(project=project, number=1, lead=getattr(cast, lead) if lead else None)

    with pytest.raises(IntegrityError, match="lead organisation"), transaction.atomic():
        add_row(change, by=cast.lead)


def test_change_without_a_lead_is_not_approved_whatever_its_bid_has(cast, imported):
    change = start(cast, imported)
    record_step(change, "submit", was="draft", now="submitted", version=2, by=cast.officer)
    ProjectChange.objects.filter(pk=change.pk).update(
        state="submitted", version=2, recommended_amount=100_000
    )
    change.refresh_from_db()
    # The lead of an imported bid can be added later; its project and the change still have none.
    Bid.objects.filter(pk=imported.bid_id).update(lead=cast.charity)

    with pytest.raises(IntegrityError, match="names the body that leads it"), transaction.atomic():
        approvals(cast, change)
