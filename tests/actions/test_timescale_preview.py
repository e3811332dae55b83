import pytest

from plans.models import Plan
from tests.factories import make_action, make_milestone, make_plan, make_priority

LATER = "This is later than 31 August 2024, so you must give a reason."


def read(client, table, **query):
    page = client.get(f"{table}timescale-preview/", query).content.decode()
    return " ".join(page.replace("<span", "\n<span").split("\n")[0].split()), LATER in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Autumn 24", "Due 30 November 2024."),
        ("Quarterly", "Quarterly, no due date."),
        ("whenever we can", "No date recognised."),
        ("", ""),
        ("<b>", "No date recognised."),
        ("x" * 5000, "No date recognised."),
    ],
)
def test_timescale_is_parsed_while_it_is_typed(client, officer, plan, table, words, said):
    assert read(client, table, **{"anew-n0-timescale": words})[0] == said


@pytest.mark.parametrize(
    ("typed", "is_later"),
    [
        ({"timescale": "Summer 24"}, False),
        ({"timescale": "July 24"}, False),
        ({"timescale": "Autumn 24"}, True),
        ({"timescale": "Ongoing"}, True),
        ({"timescale": ""}, True),
        (
            {
                "timescale": "Autumn 24",
                "due_override_day": "31",
                "due_override_month": "8",
                "due_override_year": "2024",
            },
            False,
        ),
        (
            {
                "timescale": "Summer 24",
                "due_override_day": "1",
                "due_override_month": "Sept",
                "due_override_year": "2024",
            },
            True,
        ),
        (
            {
                "timescale": "Summer 24",
                "due_override_day": "1",
                "due_override_month": "",
                "due_override_year": "",
            },
            False,
        ),
    ],
)
def test_later_date_gets_a_warning_immediately(client, officer, milestone, table, typed, is_later):
    query = {f"m{milestone.pk}-{name}": value for name, value in typed.items()}

    assert read(client, table, **query)[1] is is_later


def test_draft_requires_no_reason(client, officer, milestone, table):
    Plan.objects.update(state="draft")

    assert read(client, table, **{f"m{milestone.pk}-timescale": "Autumn 24"})[1] is False


def test_a_milestone_of_another_plan_is_not_looked_at(client, officer, partnership, plan, table):
    other = make_milestone(make_action(make_priority(make_plan(partnership, "2025-26"))))

    for key in (other.pk, "x", "9" * 30, ""):
        assert read(client, table, **{f"m{key}-timescale": "Autumn 25"})[1] is False


def test_only_an_officer_gets_a_preview(visit, stranger, plan, police, table):
    assert visit("lead", body=police).get(f"{table}timescale-preview/").status_code == 403
    assert stranger.get(f"{table}timescale-preview/").status_code == 404
