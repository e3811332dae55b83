"""The money section of a cover report: the grant's amounts as text, which reconcile with its position."""

import pytest

from funding.bid_imports.importing import import_bids
from funding.bid_imports.parsing import parse_bids
from funding.bids.transitions import apply_transition
from funding.ledger.entries import get_position
from funding.ledger.transfers import return_to_funder
from funding.lifecycles import BidTransitionCode
from funding.money.pot_names import REST
from plans.formatted_text import TextList, TextTable, parse_formatted_text
from plans.periods import period_of_slug
from reports.packs.data import get_pack_data, grants_told
from reports.packs.section_text import generate_section_text
from reports.packs.section_text_money import format_pounds
from tests.funding.factories import MEDWAY, csv_sheet, make_funder, make_grant
from tests.reports.grant_making import CastWithPlan, make_evaluation, make_return
from tests.reports.pack_factories import Scrutiny

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Scrutiny()


def medways(house, **fields):
    """Medway's grant with the bids that its annual report published."""
    funder = make_funder(house.partnership, "the Police and Crime Commissioner")
    grant = make_grant(house.partnership, funder=funder, **fields)
    sheet = parse_bids("bids.csv", csv_sheet(MEDWAY))
    import_bids(
        grant, sheet, filename="bids.csv", approved=True, reason="Drawn from upfront underspend", by=None
    )
    return grant


def test_medways_figures_are_those_that_were_published(house):
    grant = medways(house)
    words = generate_section_text("financial", get_pack_data(house.pack()))

    assert words.startswith(
        "£106,460 was granted to the partnership by the Police and Crime Commissioner for 2024/25. Of this £70,973 is "
        "for projects planned from the start, the upfront pot, and £35,487 is for needs that come up during the year, "
        "the tactical pot."
    )
    assert (
        "£92,815 of £106,460 has been approved, and £13,645 is left. The upfront pot has £14,298 left. The tactical "
        "pot is over-committed by £653: £36,140 approved, £35,487 available. Reason: Drawn from upfront underspend."
    ) in words
    [table] = [each for each in parse_formatted_text(words) if isinstance(each, TextTable)]
    assert table.head == ("Project", "Lead", "Pot", "Amount")
    assert len(table.rows) == 15
    assert table.rows[4] == ("Movable cameras", "Medway Council", "Upfront", "£13,000")
    assert table.rows[-1] == ("All projects", "", "", format_pounds(get_position(grant).whole.approved))


def test_money_returned_to_the_funder_is_reported(house):
    grant = medways(house)
    pot = grant.pots.get(name="upfront")
    return_to_funder(grant, pot, 1_429_800, reason="Not needed", by=None, key="to the funder")

    words = generate_section_text("financial", get_pack_data(house.pack()))

    assert "£14,298 that no project needed was returned to the funder. The upfront pot has £0 left." in words


def test_spent_and_what_was_achieved_come_from_what_is_approved(house):
    cast = CastWithPlan(make_grant(house.partnership), house.priority)
    bid = cast.live("Training", "4,000")
    make_return(cast, bid, spent=100_050, forecast=350_000)
    make_return(cast, cast.live("A night bus", "1,000"), state="sent", spent=99_900, forecast=99_900)
    closed = cast.closed("Counselling", "2,000")
    make_return(cast, closed, spent=190_000, forecast=190_000)
    make_evaluation(cast, closed)
    apply_transition(closed, BidTransitionCode.EVALUATE, by=cast.officer)
    make_evaluation(cast, cast.closed("Football", "500"), state="sent", achieved="NOT APPROVED YET")

    words = generate_section_text("financial", get_pack_data(house.pack()))

    assert "approved so far, £2,900.50 has been spent" in words
    # A closed project spends no more: Football has no approved return.
    assert (
        "Projects forecast to spend less than was approved: Training (£500 less), Counselling (£100 less), Football (£500 less)."
        in words
    )
    [bullets] = [each for each in parse_formatted_text(words) if isinstance(each, TextList)]
    assert bullets.items == (
        "Counselling, £1,900 spent of £2,000. Eighty staff know the signs. Staff trained: 83 (target 80).",
    )
    assert "NOT APPROVED YET" not in words


def test_grant_that_ended_in_the_year_before_the_meeting_is_included(house):
    for slug in ("2022-23", "2023-24", "2024-25", "2025-26"):
        make_grant(house.partnership, slug)
    assert [grant.starts for grant in grants_told(house.pack())] == [
        period_of_slug("2023-24").starts,
        period_of_slug("2024-25").starts,
    ]


def test_shares_of_recipients_are_named_and_a_provisional_award_is_marked(house):
    make_grant(house.partnership, award=10_000, pots={"North Council": 6_000, "West Council": 4_050, REST: -50}, is_provisional=True)  # fmt: skip
    words = generate_section_text("financial", get_pack_data(house.pack()))

    assert (
        "for 2024/25, which is not confirmed yet. Of this £60 is for North Council, and £40.50 is for West"
        in words
    )
    assert "Together the pots are £0.50 more than the award." in words


def test_section_without_a_grant_has_a_prompt(house):
    assert generate_section_text("financial", get_pack_data(house.pack())) == ""


def test_as_many_statements_with_three_projects_as_with_one(house, django_assert_num_queries):
    cast = CastWithPlan(make_grant(house.partnership), house.priority)
    pack = house.pack()
    cast.live()
    with django_assert_num_queries(7):
        grants_told(pack)
    for title in ("Second", "Third"):
        cast.live(title)
    with django_assert_num_queries(7):
        grants_told(pack)
