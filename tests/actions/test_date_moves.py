"""A postponed date needs a reason, wherever it is changed."""

from datetime import date

import pytest

from actions.models import DueDateChange, Milestone
from plans.models import HistoryEntry, Plan
from plans.records import write_row
from tests.actions.row_fields import m, words
from tests.plans.pages import fields_of, said


@pytest.fixture
def address(table, action, milestone):
    return f"{table}id-{action.pk}/edit/"


@pytest.fixture
def form(client, officer, address):
    """The data of the row's form when it has just been opened."""
    return fields_of(client.get(address))


def test_postponed_date_requires_a_reason_and_saves_it(client, officer, action, milestone, address, form):
    later = form | m(milestone, timescale="October 24")

    response = client.post(address, later)

    assert response.status_code == 422
    assert words(response) == {
        f"m{milestone.pk}-why": [
            "Enter a reason for moving the due date from 31 August 2024 to 31 October 2024"
        ]
    }
    assert Milestone.objects.get().timescale == "Summer 24"

    client.post(address, later | m(milestone, why="The trainer left."))

    move = DueDateChange.objects.get()
    assert (move.milestone, move.was, move.now, move.why, move.created_by) == (
        milestone,
        date(2024, 8, 31),
        date(2024, 10, 31),
        "The trainer left.",
        officer,
    )
    assert HistoryEntry.objects.of_row(f"milestone:{milestone.pk}").first().why == "The trainer left."


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ({"timescale": "July 24"}, False),
        ({"timescale": "31 August 2024"}, False),
        ({"timescale": "1 September 2024"}, True),
        ({"timescale": "Ongoing"}, True),
        ({"due_override_day": "1", "due_override_month": "Sept", "due_override_year": "2024"}, True),
        (
            {
                "due_override_day": "30",
                "due_override_month": "8",
                "due_override_year": "2024",
                "timescale": "Autumn 24",
            },
            False,
        ),
        ({"timescale": "Autumn 24", "withdraw": "on"}, False),
    ],
)
def test_only_a_later_or_removed_date_requires_a_reason(
    client, officer, action, milestone, address, form, typed, asks
):
    response = client.post(address, form | m(milestone, **typed))

    assert (response.status_code == 422) is asks
    assert DueDateChange.objects.count() == 0


def test_draft_plan_requires_no_reason(client, officer, plan, action, milestone, address):
    Plan.objects.update(state="draft")
    form = fields_of(client.get(address))
    assert f"m{milestone.pk}-why" not in form

    client.post(address, form | m(milestone, timescale="Autumn 24"))

    assert Milestone.objects.get().due == date(2024, 11, 30)
    assert DueDateChange.objects.count() == 0


def test_date_brought_forward_in_the_meantime_is_kept(client, officer, action, milestone, address, form):
    write_row(milestone, {"timescale": "July 24"}, base_revision=1, by=None)

    response = client.post(address, form | m(milestone, milestone="Mine"), follow=True)

    assert said(response) == [
        "Action 1.1 saved. Someone else also changed timescale: both changes are saved."
    ]
    assert Milestone.objects.get().due == date(2024, 7, 31)


def test_reason_is_required_after_a_merge_too(client, officer, action, milestone, address, form):
    write_row(milestone, {"timescale": "July 24"}, base_revision=1, by=None)
    by_hand = m(milestone, due_override_day="31", due_override_month="8", due_override_year="2024")

    response = client.post(address, form | by_hand)

    assert response.status_code == 422
    assert words(response) == {
        f"m{milestone.pk}-why": ["Enter a reason for moving the due date from 31 July 2024 to 31 August 2024"]
    }
    assert Milestone.objects.get().due_override is None
