"""Bidding round of a grant: opening times of pots, criteria, scorers, the tactical pot."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from funding.bids.submission import submit_bid
from funding.models import Criterion, Scorer
from plans.models import HistoryEntry
from plans.records import OperationError
from tests.factories import make_member, make_partnership
from tests.funding.factories import make_grant
from tests.funding.page_text import words_of_page
from tests.plans.pages import fields_of, queries, send

pytestmark = pytest.mark.django_db
HERE = ["northshire", "2024-25"]


@pytest.fixture
def officer(client, cast):
    """The grant's officer, signed in."""
    client.force_login(cast.officer)
    return cast.officer


@pytest.fixture
def upfront(grant):
    return grant.pots.get(name="upfront")


@pytest.fixture
def tactical(grant):
    return grant.pots.get(name="tactical")


def page(name, *args):
    return reverse(name, args=[*HERE, *args])


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def test_empty_round_shows_what_to_do(client, officer):
    words = words_of_page(client.get(page("grant_round")))

    assert "Upfront Bids can be submitted at any time." in words
    assert "Open for decisions, because every upfront bid has been decided." in words
    assert "There are no criteria, so bids are decided without scores." in words
    assert "No one has been invited to score." in words


# --- When a pot accepts bids.


def moment(name, day, month, at):
    return {f"{name}_on_day": str(day), f"{name}_on_month": str(month), f"{name}_on_year": "2024", f"{name}_time": at}  # fmt: skip


def test_the_window_of_a_pot_is_in_london_time(client, officer, upfront):
    typed = moment("opens", 1, 3, "9:00") | moment("closes", 12, "April", "5pm")

    response = send(client, page("pot_edit", upfront.pk), **typed)

    assert response.url == page("grant_round")
    upfront.refresh_from_db()
    assert upfront.opens_at == datetime(2024, 3, 1, 9, tzinfo=UTC)
    assert upfront.closes_at == datetime(2024, 4, 12, 16, tzinfo=UTC)
    words = words_of_page(client.get(page("grant_round")))
    assert "Opens for bids at 9:00am on 1 March 2024. Closes for bids at 5:00pm on 12 April 2024." in words


def test_pot_without_a_time_is_open_the_whole_day(client, officer, upfront):
    send(client, page("pot_edit", upfront.pk), **moment("opens", 1, 3, ""), **moment("closes", 2, 3, ""))

    upfront.refresh_from_db()
    assert upfront.opens_at == datetime(2024, 3, 1, tzinfo=UTC)
    assert upfront.closes_at == datetime(2024, 3, 2, 23, 59, 59, tzinfo=UTC)
    words = words_of_page(client.get(page("grant_round")))
    assert "Opens for bids at midnight on 1 March 2024. Closes for bids at 11:59pm on 2 March 2024." in words


def test_last_minute_of_a_day_is_included_and_stays_so_when_saved_again(client, officer, upfront):
    send(client, page("pot_edit", upfront.pk), **moment("closes", 2, 3, "23:59"))
    send(client, page("pot_edit", upfront.pk), **moment("opens", 1, 3, "9:00"))

    upfront.refresh_from_db()
    assert upfront.closes_at == datetime(2024, 3, 2, 23, 59, 59, tzinfo=UTC)


def test_late_bid_is_rejected_with_the_closing_time(client, officer, cast, upfront):
    bid = cast.draft()
    send(client, page("pot_edit", upfront.pk), **moment("closes", 12, 4, "17:00"))

    with pytest.raises(OperationError, match=r"closed for bids at 5:00pm on 12 April 2024\. It is now"):
        submit_bid(bid, by=cast.lead)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (moment("opens", 31, 2, "9:00"), "First day must be a real date"),
        (moment("opens", 1, 3, "17"), "“17” must be a time, like 5:30pm or 17:30"),
        (moment("opens", 1, 3, "25:00"), "“25:00” must be a time, like 5:30pm or 17:30"),
        (moment("opens", 1, 3, "13pm"), "“13pm” must be a time, like 5:30pm or 17:30"),
        (moment("opens", 1, 3, "0am"), "“0am” must be a time, like 5:30pm or 17:30"),
        (
            moment("opens", 31, 3, "1:30"),
            "Enter a different time: 01:30 does not exist on that day, because the clocks go forward",
        ),
        (
            moment("closes", 31, 3, "1am"),
            "Enter a different time: 01:00 does not exist on that day, because the clocks go forward",
        ),
        (moment("opens", "", "", "9:00") | {"opens_on_year": ""}, "Enter the date as well as the time"),
        (
            moment("opens", 2, 3, "9:00") | moment("closes", 2, 3, "9:00"),
            "Last day and time must be after the first day and time",
        ),
    ],
)
def test_wrong_bidding_window_is_rejected_with_a_message(client, officer, upfront, typed, words):
    response = send(client, page("pot_edit", upfront.pk), **typed)

    assert (response.status_code, errors_of(response)) == (422, [words])
    upfront.refresh_from_db()
    assert (upfront.revision, upfront.opens_at, upfront.closes_at) == (1, None, None)


@pytest.mark.parametrize(
    ("typed", "found"), [("12am", "00:00"), ("12pm", "12:00"), ("5.30 PM", "17:30"), ("09:05", "09:05")]
)
def test_a_time_as_people_type_it(client, officer, upfront, typed, found):
    send(client, page("pot_edit", upfront.pk), **moment("opens", 1, 3, typed))

    upfront.refresh_from_db()
    assert f"{upfront.opens_at:%H:%M}" == found


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [((31, 3), "0:59", "00:59"), ((31, 3), "2:00", "01:00"), ((27, 10), "1:30", "00:30")],
)
def test_times_next_to_the_hour_that_clocks_skip(client, officer, upfront, day, at, utc):
    send(client, page("pot_edit", upfront.pk), **moment("opens", *day, at))

    upfront.refresh_from_db()
    assert f"{upfront.opens_at:%H:%M}" == utc


def test_two_officers_set_the_same_end(client, officer, upfront):
    first = fields_of(client.get(page("pot_edit", upfront.pk)))
    send(client, page("pot_edit", upfront.pk), **moment("closes", 12, 4, "17:00"))

    response = client.post(page("pot_edit", upfront.pk), first | moment("closes", 13, 4, "17:00"))

    assert response.status_code == 409
    assert "Their version 5:00pm on 12 April 2024" in words_of_page(response)
    upfront.refresh_from_db()
    assert upfront.closes_at.day == 12


# --- The tactical pot.


def test_tactical_pot_names_the_bids_it_is_waiting_for(client, officer, cast):
    cast.shortlisted("Cameras")

    words = words_of_page(client.get(page("grant_round")))

    assert "Upfront bids still to decide: Cameras (shortlisted)" in words
    assert "Open the tactical pot early" in words


def test_pot_is_opened_early_with_a_saved_reason(client, officer, cast, tactical):
    cast.shortlisted("Cameras")

    response = send(client, page("pot_open", tactical.pk), why="The summer begins in June")

    assert response.url == page("grant_round")
    tactical.refresh_from_db()
    assert tactical.opened_early_why == "The summer begins in June"
    change = HistoryEntry.objects.of_row(f"pot:{tactical.pk}").get(revision=2)
    assert (change.why, change.created_by) == ("The summer begins in June", officer)
    assert "Opened early for decisions: “The summer begins in June”" in words_of_page(
        client.get(page("grant_round"))
    )


def test_opening_early_needs_a_reason(client, officer, cast, tactical):
    cast.shortlisted("Cameras")

    response = send(client, page("pot_open", tactical.pk), why=" ")

    assert (response.status_code, errors_of(response)) == (422, ["Enter a reason for opening the pot early"])
    tactical.refresh_from_db()
    assert tactical.opened_early_why == ""


def test_only_the_tactical_pot_is_opened_early(client, officer, upfront):
    response = send(client, page("pot_open", upfront.pk), why="Why not")

    assert (response.status_code, errors_of(response)) == (
        422,
        ["Only the tactical pot can be opened early."],
    )


# --- Permissions.


@pytest.fixture
def every_page(cast, upfront):
    criterion, scorer = cast.criterion(), cast.scorer(cast.executive)
    return [
        page("grant_round"), page("pot_edit", upfront.pk), page("pot_open", upfront.pk), page("criterion_add"),
        page("criterion_edit", criterion.pk), page("criterion_withdraw", criterion.pk), page("scorer_add"),
        page("scorer_remove", scorer.pk),
    ]  # fmt: skip


def test_a_member_without_the_right_sets_nothing(client, cast, grant, every_page):
    for role in ("lead", "executive", "chair", "scrutiny", "county", "funder"):
        client.force_login(getattr(cast, role))
        for address in every_page:
            assert client.get(address).status_code == 403
            assert client.post(address, {"usual": "yes"}).status_code == 403
    assert (grant.criteria.count(), grant.scorers.count()) == (1, 1)


def test_an_outsider_finds_nothing(client, every_page):
    client.force_login(make_member(make_partnership("southshire"), "officer"))

    assert {client.get(address).status_code for address in every_page} == {404}


def test_a_neighbours_rows_are_not_there(client, officer):
    grant = make_grant(make_partnership("southshire"))
    pot = grant.pots.first()
    criterion = Criterion.objects.create(grant=grant, name="Need")
    scorer = Scorer.objects.create(grant=grant, person=officer)

    for address in (
        page("pot_edit", pot.pk), page("pot_open", pot.pk), page("criterion_edit", criterion.pk),
        page("criterion_withdraw", criterion.pk), page("scorer_remove", scorer.pk),
    ):  # fmt: skip
        assert client.get(address).status_code == 404


def test_round_takes_as_many_queries_with_three_of_each_as_with_one(client, officer, cast):
    cast.criterion("First")
    cast.scorer(cast.executive)
    few = queries(client, page("grant_round"))
    for name in ("Second", "Third"):
        cast.criterion(name)
    for person in (cast.other_executive, cast.county):
        cast.scorer(person)

    assert queries(client, page("grant_round")) == few
