"""The decision sheet of a pot."""

import pytest
from django.urls import reverse

from funding.bids.tactical import open_pot_early
from tests.factories import make_member, make_partnership, make_plan, make_priority
from tests.funding.decision_sheet_steps import HERE, chosen, errors_of, page, record, states
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant(partnership):
    """£10,000 upfront and £5,000 tactical."""
    return make_grant(partnership, award=1_500_000, pots={"upfront": 1_000_000, "tactical": 500_000})


@pytest.fixture
def executive(client, cast):
    """An executive member, signed in."""
    client.force_login(cast.executive)
    return cast.executive


# --- The sheet.


def test_bids_are_shown_side_by_side(client, cast, grant, executive):
    cast.criterion("Need", 20)
    cast.criterion("Value", 10)
    match = [["The council", "cash", "500"], ["Volunteers", "in kind", "250.50"]]
    bid = cast.shortlisted("Training", "4,000", match=match, costs=[["All of it", "4,500"]])
    cast.submitted("Cameras", "1,000")
    priority = make_priority(make_plan(grant.partnership), "Priority 1: Violence")
    bid.priority_links.create(priority=priority)
    cast.score(bid, cast.scorer(cast.executive), 5, 2)
    cast.score(bid, cast.scorer(cast.other_executive), 4, 2)
    cast.score(bid, cast.scorer(cast.chair), interest="My sister works there")

    words = words_of_page(client.get(page(grant)))

    assert "Training A charity Serves: Priority 1: Violence £4,000.00" in words
    assert "Match funding in cash: £500.00 Match funding in kind: £250.50" in words
    assert "73.3 of 100 2 people of 2 organisations Need: 4.5 of 5 Value: 2 of 5" in words
    assert "Interest declared by Cara Chair: “My sister works there”" in words
    assert "An officer must shortlist this bid first." in words
    assert "Allocated £10,000.00 Approved by the funder £0.00" in words
    assert "Left to recommend £10,000.00" in words


def test_the_money_of_the_pot_at_each_stage(client, cast, grant, executive):
    cast.approved("Approved", "1,000")
    cast.chair_approved("Promised", "2,000")
    cast.recommended("Recommended", "3,000.50")

    response = client.get(page(grant))

    money = response.context["sheet"].money
    assert (money.allocated, money.approved, money.promised, money.recommended, money.left) == (
        1_000_000, 100_000, 200_000, 300_050, 399_950,
    )  # fmt: skip
    assert "There are no bids to this pot for the group to decide." in words_of_page(response)
    assert "Decided: 3" in words_of_page(response)


def test_amount_requested_is_proposed_and_nothing_is_selected(client, cast, grant, executive):
    bid = cast.shortlisted("Training", "4,000.50")

    typed = fields_of(client.get(page(grant)))

    assert (typed[f"amount_{bid.pk}"], typed[f"choice_{bid.pk}"]) == (["4,000.50"], ["leave"])


def test_a_draft_and_a_withdrawn_bid_are_not_on_the_sheet(client, cast, grant, executive):
    cast.draft("Draft project")
    cast.withdrawn("Withdrawn project")

    words = words_of_page(client.get(page(grant)))

    assert ("Draft project" in words, "Withdrawn project" in words) == (False, False)


def test_the_totals_are_worked_out_and_nothing_is_stored(client, cast, grant, executive):
    first, second = cast.shortlisted("First", "6,000"), cast.shortlisted("Second", "5,000.01")

    response = client.post(page(grant), chosen(client, grant, amounts={first: "5,999.99", second: None}))

    assert response.status_code == 200
    words = words_of_page(response)
    assert "2 bids recommended: £11,000.00. This is £1,000.00 more than the pot holds." in words
    assert fields_of(response)[f"amount_{first.pk}"] == ["5,999.99"]
    assert states(first, second) == ["shortlisted", "shortlisted"]


def test_what_would_fit_is_ticked_by_its_link(client, cast, grant, executive):
    cast.criterion()
    scorers = [cast.scorer(cast.executive), cast.scorer(cast.other_executive)]
    asked = {"A": "10,000", "B": "5,000", "C": "4,000", "D": "900"}
    bids = [cast.shortlisted(name, amount) for name, amount in asked.items()]
    for bid, points in zip(bids, (5, 2, 2, 0), strict=True):
        for scorer in scorers:
            cast.score(bid, scorer, points)

    response = client.get(page(grant))

    found = {
        each.name: ([bid.title for bid in each.bids], each.left)
        for each in response.context["sheet"].suggestions
    }
    assert found == {
        "Highest score, most of the money": (["A"], 0),
        "Most bids": (["B", "C", "D"], 10_000),
    }
    response = client.get(page(grant, recommend=[bids[1].pk, bids[2].pk]))
    assert "2 bids recommended: £9,000.00. £1,000.00 left in the pot." in words_of_page(response)
    typed = fields_of(response)
    assert [typed[f"choice_{bid.pk}"][0] for bid in bids] == ["leave", "recommend", "recommend", "leave"]


def test_one_link_selects_all_bids_if_all_fit(client, cast, grant, executive):
    cast.shortlisted("First", "6,000")
    cast.shortlisted("Second", "4,000")

    (found,) = client.get(page(grant)).context["sheet"].suggestions

    assert (found.name, len(found.bids), found.left) == ("All bids", 2, 0)


@pytest.mark.parametrize("query", ["x", "9" * 30, "-1", ""])
def test_a_link_that_cannot_be_read_ticks_nothing(client, cast, grant, executive, query):
    cast.shortlisted()

    assert "0 bids recommended" in words_of_page(client.get(page(grant, recommend=[query])))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("£6,00", "“£6,00” could be pounds and pence or a comma in the wrong place. Write it like £1,234.50 or 1234.50."),
        ("", "Enter the amount recommended for “Training”"),
        ("0", "Amount for “Training” must be more than £0 and no more than the £4,000.00 requested"),
        ("4,000.01", "Amount for “Training” must be more than £0 and no more than the £4,000.00 requested"),
    ],
)  # fmt: skip
def test_wrong_amount_is_rejected_with_a_message(client, cast, grant, executive, typed, words):
    bid = cast.shortlisted("Training", "4,000")
    fields = chosen(client, grant, amounts={bid: typed})

    for name in ("decision_sheet", "consensus_record"):
        response = client.post(page(grant, name), fields)
        assert (response.status_code, errors_of(response)) == (422, [words])
        assert fields_of(response)[f"choice_{bid.pk}"] == ["recommend"]
    assert states(bid) == ["shortlisted"]


def test_an_amount_of_a_bid_that_is_left_does_not_matter(client, cast, grant, executive):
    first, second = cast.shortlisted("First"), cast.shortlisted("Second")
    fields = chosen(client, grant, amounts={first: None}) | {f"amount_{second.pk}": "£6,00"}

    assert client.post(page(grant), fields).status_code == 200


def test_totals_are_worked_out_without_what_would_fit(client, cast, grant, executive):
    first, _ = cast.shortlisted("First", "6,000"), cast.shortlisted("Second", "5,000")

    response = client.post(page(grant), chosen(client, grant, amounts={first: None}))

    assert (response.status_code, response.context["sheet"].suggestions) == (200, ())


# --- The tactical pot.


def test_tactical_pot_shows_what_it_is_waiting_for(client, cast, grant, executive):
    waits_for = cast.shortlisted("Upfront one")
    bid = cast.shortlisted("Small steps", "1,000", pot="tactical")

    response = client.get(page(grant, pot="tactical"))

    words = words_of_page(response)
    assert "Upfront bids still to decide: Upfront one (shortlisted)" in words
    assert f"choice_{bid.pk}" not in fields_of(response)
    typed = {f"choice_{bid.pk}": "recommend", f"amount_{bid.pk}": "1", f"revision_{bid.pk}": bid.revision}
    response = client.post(page(grant, "consensus_record", "tactical"), typed)
    assert response.status_code == 409
    assert states(bid, waits_for) == ["shortlisted", "shortlisted"]


def test_opened_early_its_bids_are_decided_and_the_reason_is_shown(client, cast, grant, executive):
    cast.shortlisted("Upfront one")
    bid = cast.shortlisted("Small steps", "1,000", pot="tactical")
    open_pot_early(grant.pots.get(name="tactical"), why="The summer begins", by=cast.officer)

    assert "Opened early for decisions: “The summer begins”" in words_of_page(
        client.get(page(grant, pot="tactical"))
    )
    typed = chosen(client, grant, pot="tactical", amounts={bid: None})
    assert record(client, grant, typed, pot="tactical").status_code == 302
    assert states(bid) == ["recommended"]


# --- Permissions, and the number of queries.


def test_an_officer_tries_what_would_fit_and_records_nothing(client, cast, grant):
    bid = cast.submitted("Training")
    client.force_login(cast.officer)

    response = client.get(page(grant))
    words = words_of_page(response)

    assert "An executive member or the chair records the consensus." in words
    assert "Shortlist Training" in words
    assert client.post(page(grant), fields_of(response)).status_code == 200
    typed = fields_of(response) | {f"choice_{bid.pk}": "decline"}
    assert client.post(page(grant, "consensus_record"), typed).status_code == 403
    assert states(bid) == ["submitted"]


@pytest.mark.parametrize("name", ["decision_sheet", "consensus_record"])
def test_users_without_permission_are_refused(client, cast, grant, name):
    for role in ("lead", "scrutiny", "county", "funder"):
        client.force_login(getattr(cast, role))
        assert client.get(page(grant, name)).status_code == 403
        assert client.post(page(grant, name)).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "chair"))
    assert client.get(page(grant, name)).status_code == 404


def test_a_neighbours_pot_is_not_there(client, cast, executive):
    other = make_grant(make_partnership("southshire"))

    for name in ("decision_sheet", "consensus_record"):
        address = reverse(name, args=[*HERE, other.pots.first().pk])
        assert client.get(address).status_code == 404


def test_three_bids_take_as_many_statements_as_one(client, cast, grant, executive):
    cast.criterion()
    scorers = [cast.scorer(cast.executive), cast.scorer(cast.other_executive)]
    # A criterion that no bid has to name any more.
    priority = make_priority(make_plan(grant.partnership), is_withdrawn=True)

    def add(number):
        for name, state in (("To decide", "shortlisted"), ("Declined", "declined"), ("Asked", "submitted")):
            bid = cast.in_state(state, f"{name} {number}", "100")
            bid.priority_links.create(priority=priority)
            if state == "shortlisted":
                for scorer in scorers:
                    cast.score(bid, scorer, 4)

    add(1)
    first = client.get(page(grant)).context["sheet"].rows[0].bid
    record(client, grant, chosen(client, grant, amounts={first: None}))
    add(2)
    few = queries(client, page(grant))
    for number in (3, 4):
        add(number)
    other = next(
        row.bid for row in client.get(page(grant)).context["sheet"].rows if row.bid.title.endswith("3")
    )
    record(client, grant, chosen(client, grant, amounts={other: None}))

    assert queries(client, page(grant)) == few
