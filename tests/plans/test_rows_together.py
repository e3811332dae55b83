"""An action and its milestones are written together, or not at all."""

import pytest
from django.db import IntegrityError, transaction

from actions.editing.operations import MilestoneEdit, add_action_row, save_action_row, write_milestone
from actions.models import Action, Milestone
from plans.models import HistoryEntry, Plan
from plans.records import (
    EditConflicts,
    ReasonRequiredError,
    write_row,
)
from tests.factories import (
    make_action,
    make_body,
    make_milestone,
    make_partnership,
    make_plan,
    make_priority,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(make_partnership())


@pytest.fixture
def olive():
    return make_user("Olive Officer")


@pytest.fixture
def action(plan):
    return make_action(make_priority(plan), "1.1", "Train", desired_outcome="Staff know")


def test_an_action_and_its_milestones_are_written_together_or_not_at_all(action, olive):
    milestone = make_milestone(action)
    write_row(milestone, {"milestone": "Theirs"}, base_revision=1, by=None)
    edits = [
        MilestoneEdit(milestone, 1, {"milestone": "Mine"}),
        MilestoneEdit(None, 0, {"milestone": "New", "timescale": "Q3"}),
    ]

    with pytest.raises(EditConflicts) as raised:
        save_action_row(action, {"action": "Mine"}, edits, base_revision=1, by=olive)

    assert [clash.row.pk for clash in raised.value.conflicts] == [milestone.pk]
    assert (Action.objects.get().action, Milestone.objects.count()) == ("Train", 1)


def test_an_action_is_not_written_without_a_milestone_that_cannot_be(action, olive):
    police = make_body(action.partnership)
    edits = [MilestoneEdit(None, 0, {"milestone": "First", "leads": [police.pk, police.pk]})]

    with pytest.raises(IntegrityError), transaction.atomic():
        save_action_row(action, {"action": "Mine"}, edits, base_revision=1, by=olive)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_action_row(action.priority, {"number": "1.2", "action": "New"}, edits, by=olive)

    assert [(row.action, row.revision) for row in Action.objects.all()] == [("Train", 1)]
    assert Milestone.objects.count() == 0
    assert HistoryEntry.objects.of_row(f"action:{action.pk}").count() == 1


def test_a_date_that_moves_later_needs_its_reason_at_the_operation_too(action, olive):
    milestone = make_milestone(action, timescale="Summer 24")

    with pytest.raises(ReasonRequiredError):
        write_milestone(milestone, {"timescale": "Autumn 24"}, base_revision=1, by=olive, why=" ")

    milestone.refresh_from_db()
    assert (milestone.timescale, milestone.revision) == ("Summer 24", 1)
    Plan.objects.update(state="draft")
    write_milestone(milestone, {"timescale": "Autumn 24"}, base_revision=1, by=olive)
    assert milestone.moves.count() == 0
