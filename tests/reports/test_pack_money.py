"""The money section of a cover report: the grant's figures in words, which reconcile with its position."""

import pytest

from funding.money.ledger import give_back, position_of
from funding.moves.step import move_bid
from funding.sheets.bringing_in import bring_in_bids
from funding.sheets.reading import REST, read_bids
from funding.way import Move
from plans.periods import period_of_slug
from reports.filling import fill
from reports.filling_money import pounds
from reports.pack_facts import grants_told, read_facts
from reports.passages import Bullets, Table, read_passages
from tests.funding.making import MEDWAY, csv_sheet, make_funder, make_grant
from tests.reports.pack_making import Scrutiny
from tests.reports.test_grant_papers import make_evaluation, make_return
from tests.reports.test_report_grants import CastWithPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Scrutiny()


def medways(house, **fields):
    """Medway's grant with the bids that its annual report published."""
    funder = make_funder(house.partnership, "the Police and Crime Commissioner")
    grant = make_grant(house.partnership, funder=funder, **fields)
    sheet = read_bids("bids.csv", csv_sheet(MEDWAY))
    bring_in_bids(
        grant, sheet, filename="bids.csv", approved=True, reason="Drawn from upfront underspend", by=None
    )
    return grant


def test_medways_figures_are_those_that_were_published(house):
    grant = medways(house)
    words = fill("financial", read_facts(house.pack()))

    assert words.startswith(
        "£106,460 was granted to the partnership by the Police and Crime Commissioner for 2024/25. Of this £70,973 is "
        "for projects planned from the start, the upfront pot, and £35,487 is for needs that come up during the year, "
        "the tactical pot."
    )
    assert (
        "£92,815 of £106,460 has been approved, and £13,645 is left. Of the upfront pot £14,298 is left. The tactical "
        "pot is over by £653, with £36,140 approved of £35,487: Drawn from upfront underspend."
    ) in words
    [table] = [each for each in read_passages(words) if isinstance(each, Table)]
    assert table.head == ("Project", "Who runs it", "Pot", "Amount")
    assert len(table.rows) == 15
    assert table.rows[4] == ("Movable cameras", "Medway Council", "Upfront", "£13,000")
    assert table.rows[-1] == ("All projects", "", "", pounds(position_of(grant).whole.approved))


def test_what_was_given_back_to_the_funder_is_told(house):
    grant = medways(house)
    pot = grant.pots.get(name="upfront")
    give_back(grant, pot, 1_429_800, reason="Not needed", by=None, key="to the funder")

    words = fill("financial", read_facts(house.pack()))

    assert (
        "£14,298 that no project needed was given back to the funder. Of the upfront pot £0 is left." in words
    )


def test_spent_and_what_was_achieved_come_from_what_is_approved(house):
    cast = CastWithPlan(make_grant(house.partnership), house.priority)
    bid = cast.live("Training", "4,000")
    make_return(cast, bid, spent=100_050, forecast=350_000)
    make_return(cast, cast.live("A night bus", "1,000"), state="sent", spent=99_900, forecast=99_900)
    closed = cast.closed("Counselling", "2,000")
    make_return(cast, closed, spent=190_000, forecast=190_000)
    make_evaluation(cast, closed)
    move_bid(closed, Move.EVALUATE, by=cast.officer)
    make_evaluation(cast, cast.closed("Football", "500"), state="sent", achieved="NOT APPROVED YET")

    words = fill("financial", read_facts(house.pack()))

    assert "approved so far, £2,900.50 has been spent" in words
    # What is closed spends no more: Football has no return that is approved.
    assert (
        "Less than was approved is forecast for: Training (£500 less), Counselling (£100 less), Football (£500 less)."
        in words
    )
    [bullets] = [each for each in read_passages(words) if isinstance(each, Bullets)]
    assert bullets.items == (
        "Counselling, £1,900 spent of £2,000. Eighty staff know the signs. Staff trained: 83 (target 80).",
    )
    assert "NOT APPROVED YET" not in words


def test_a_grant_that_ended_in_the_year_before_the_meeting_is_told_too(house):
    for slug in ("2022-23", "2023-24", "2024-25", "2025-26"):
        make_grant(house.partnership, slug)
    assert [grant.starts for grant in grants_told(house.pack())] == [
        period_of_slug("2023-24").starts,
        period_of_slug("2024-25").starts,
    ]


def test_shares_of_recipients_are_named_and_a_provisional_award_says_so(house):
    make_grant(house.partnership, award=10_000, pots={"North Council": 6_000, "West Council": 4_050, REST: -50}, is_provisional=True)  # fmt: skip
    words = fill("financial", read_facts(house.pack()))

    assert (
        "for 2024/25, which is not confirmed yet. Of this £60 is for North Council, and £40.50 is for West"
        in words
    )
    assert "The shares come to £0.50 more than the award." in words


def test_without_a_grant_the_author_is_asked(house):
    assert fill("financial", read_facts(house.pack())) == ""


def test_as_many_statements_with_three_projects_as_with_one(house, django_assert_num_queries):
    cast = CastWithPlan(make_grant(house.partnership), house.priority)
    pack = house.pack()
    cast.live()
    with django_assert_num_queries(8):
        grants_told(pack)
    for title in ("Second", "Third"):
        cast.live(title)
    with django_assert_num_queries(8):
        grants_told(pack)
