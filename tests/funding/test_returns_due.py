"""Due returns, and the reminder about them."""

from datetime import date

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from funding.models import ProjectReturn
from plans.access.people import users_by_body
from tests.factories import make_body, make_member, make_partnership
from tests.funding.factories import make_grant, make_project
from tests.funding.page_text import words_of_page
from tests.funding.returns import sent
from tests.plans.pages import queries, said

pytestmark = pytest.mark.django_db
PAGE = "/northshire/returns/"
OCTOBER = date(2024, 10, 9)


@pytest.fixture(autouse=True)
def october(monkeypatch):
    set_day(monkeypatch, OCTOBER)
    cache.clear()


def set_day(monkeypatch, day):
    monkeypatch.setattr(timezone, "localdate", lambda *args: day)


def test_lead_sees_the_due_returns_of_their_organisation_only(client, cast):
    cast.live("Training")
    cast.live("Cameras", lead=cast.police)
    client.force_login(cast.lead)

    words = words_of_page(client.get(PAGE))

    assert "Your returns" in words
    assert "Due Q2 2024/25: due by 14 October 2024 Write return" in words
    assert "Start the return for Q3 2024/25" in words
    assert "Cameras" not in words
    assert "reminder" not in words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 9, 30), "No returns are due yet. Start the return for Q2 2024/25"),
        (date(2024, 10, 14), "due by 14 October 2024 Write return"),
        (date(2024, 10, 15), "due by 14 October 2024, 1 day late Write return"),
        (date(2024, 10, 16), "due by 14 October 2024, 2 days late Write return"),
    ],
)
def test_a_return_is_late_from_the_day_after_it_is_due(client, cast, monkeypatch, day, words):
    cast.live()
    set_day(monkeypatch, day)
    client.force_login(cast.lead)

    assert words in words_of_page(client.get(PAGE))


def test_officer_sees_returns_to_approve_first(client, cast):
    first = cast.live("Training")
    cast.live("Cameras", lead=cast.police)
    sent(first, by=cast.lead, forecast=350_000)
    client.force_login(cast.officer)

    words = words_of_page(client.get(PAGE))

    assert "Returns to approve: 1 Training, Q2 2024/25 : £1,250.00 spent, £3,500.00 forecast" in words
    assert "£4,000.00 approved, £0.00 spent, £3,500.00 forecast: underspend of £500.00" in words
    assert "Contacts: Edie Executive Send reminder" in words
    assert words.index("Cameras") < words.rindex("Training")


def test_received_return_is_not_due(client, cast):
    bid = cast.live()
    sent(bid, by=cast.lead, approved_by=cast.officer)
    client.force_login(cast.lead)

    words = words_of_page(client.get(PAGE))

    assert "Approved Q2 2024/25: £1,250.00 spent View return" in words
    assert "Due" not in words


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "declined", "evaluated"])
def test_bid_that_has_not_started_has_no_due_returns(client, cast, state):
    cast.in_state(state)
    client.force_login(cast.lead)

    assert (
        "No returns are due, because your organisation does not lead a project that has started."
        in words_of_page(client.get(PAGE))
    )


def test_changing_and_closed_projects_have_due_returns(client, cast):
    cast.changing("Changing")
    cast.closed("Closed")
    client.force_login(cast.officer)

    assert len(client.get(PAGE).context["rooms"][0][1][0][0].missing) == 1
    assert [len(row.missing) for row, _ in client.get(PAGE).context["rooms"][0][1]] == [1, 1]


# --- Reminders.


def remind(bid) -> str:
    """Return the URL that sends a reminder about a project."""
    return f"/{bid.partnership.slug}/grants/{bid.grant.slug}/projects/{bid.number}/remind/"


def test_officer_can_remind_the_lead_organisation_once_a_day(
    client, cast, monkeypatch, django_capture_on_commit_callbacks
):
    bid = cast.live()
    unit = make_body(cast.grant.partnership, "A unit of it", kind="unit", parent=cast.charity)
    make_member(cast.grant.partnership, "lead", name="Uma Unit", body=unit)
    client.force_login(cast.officer)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(remind(bid), follow=True)

    assert said(response) == ["Reminder about “Training” sent to Chris Charity"]
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([cast.lead.email], "1 return is due: Training")
    assert "- the return for Q2 2024/25 (July to September 2024), due by 14 October 2024\n" in letter.body
    assert "http://localhost:8000/northshire/returns/" in letter.body

    response = client.post(remind(bid), follow=True)
    assert said(response) == ["A reminder about “Training” has already been sent today."]
    set_day(monkeypatch, date(2024, 10, 10))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(remind(bid))
    assert len(mail.outbox) == 2


def test_reminder_needs_a_due_return_and_a_user_of_the_lead(client, cast):
    bid = cast.live("Done")
    sent(bid, by=cast.lead)
    nobody = make_body(cast.grant.partnership, "Probation")
    alone = cast.live("Alone", lead=nobody)
    client.force_login(cast.officer)

    assert "No one in this partnership represents Probation. Invite a lead officer" in words_of_page(
        client.get(PAGE)
    )
    for one, words in [
        (bid, "No returns are due from “Done”."),
        (alone, "No one in this partnership represents Probation. Invite a lead officer for it."),
    ]:
        assert said(client.post(remind(one), follow=True)) == [words]
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_reminder_that_was_not_sent_can_be_sent_again(client, cast, settings):
    bid = cast.live()
    client.force_login(cast.officer)
    box = settings.EMAIL_BACKEND

    settings.EMAIL_BACKEND = "tests.funding.test_returns_due.NoConnection"
    response = client.post(remind(bid), follow=True)
    assert said(response) == [
        "The email could not be sent. Try again, or contact the organisation another way."
    ]
    settings.EMAIL_BACKEND = box
    assert said(client.post(remind(bid), follow=True)) == ["Reminder about “Training” sent to Chris Charity"]
    assert len(mail.outbox) == 1


class NoConnection:
    """Email backend that cannot connect."""

    def __init__(self, **options):
        pass

    def send_messages(self, letters):
        raise OSError("no connection")


def test_reminder_about_an_unfunded_bid_is_not_found(client, cast):
    client.force_login(cast.officer)

    assert client.post(remind(cast.submitted())).status_code == 404


def test_members_without_permission_cannot_view_returns_or_send_reminders(client, cast):
    bid = cast.live()
    assert client.get(PAGE).status_code == 302
    for person in (cast.chair, cast.scrutiny, cast.funder):
        client.force_login(person)
        assert client.get(PAGE).status_code == 403
    client.force_login(cast.lead)
    assert client.post(remind(bid)).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert client.get(PAGE).status_code == 404
    elsewhere = make_project(make_grant(make_partnership("westshire")))
    client.force_login(cast.officer)
    assert client.post(remind(elsewhere)).status_code == 404
    assert mail.outbox == []


def test_page_takes_as_many_queries_for_three_projects_as_for_one(client, cast):
    sent(cast.live("One"), by=cast.lead)
    client.force_login(cast.officer)
    one = queries(client, PAGE)
    for title in ("Two", "Three"):
        sent(cast.live(title, lead=cast.police), by=cast.executive)

    assert queries(client, PAGE) == one
    assert ProjectReturn.objects.count() == 3


def test_reminder_is_sent_to_current_users_and_users_of_a_unit(cast):
    people = users_by_body(cast.grant.partnership, "write_return")

    assert people[cast.charity.pk] == [cast.lead]
    assert people[cast.council.pk] == [cast.county]
    unit = make_body(cast.grant.partnership, "Its unit", kind="unit", parent=cast.charity)
    assert users_by_body(cast.grant.partnership, "write_return")[unit.pk] == [cast.lead]


# --- The home page.


def needs(client):
    return [need.words for need in client.get("/northshire/").context["needs"]]


def test_home_page_counts_returns_not_received_and_to_approve(client, cast, monkeypatch):
    set_day(monkeypatch, date(2025, 1, 20))
    bid = cast.live("Training")
    sent(bid, by=cast.lead, forecast=350_000)
    cast.submitted("Another")
    cast.recommended("Third")
    cast.chair_approved("Fourth")
    cast.shortlisted("Fifth")

    client.force_login(cast.officer)
    assert needs(client) == [
        "1 bid to shortlist or decline",
        "1 return to approve",
        "1 return not received",
        "Underspend of £500.00 forecast",
    ]
    client.force_login(cast.chair)
    assert needs(client) == [
        "1 bid to approve as chair",
        "1 shortlisted bid in the upfront pot to decide in the group",
        "1 return not received",
        "Underspend of £500.00 forecast",
    ]
    client.force_login(cast.funder)
    assert needs(client) == ["1 bid to approve as funder"]
    client.force_login(cast.lead)
    assert needs(client) == ["1 return due from you"]
    client.force_login(cast.scrutiny)
    assert needs(client) == []


def test_home_page_shows_the_tasks_of_a_bidder(client, cast):
    cast.draft("Draft")
    cast.clarification("Asked")
    cast.closed("Closed", quarters=["2024-Q3"])
    client.force_login(cast.lead)

    assert needs(client) == [
        "“Draft” has not been submitted",
        "A question about “Asked” needs your answer",
        "The evaluation of “Closed” has not been sent",
    ]


def test_home_page_takes_as_many_queries_for_three_projects_as_for_one(client, cast):
    sent(cast.live("One"), by=cast.lead)
    client.force_login(cast.officer)
    one = queries(client, "/northshire/")
    for title in ("Two", "Three"):
        sent(cast.live(title, lead=cast.police), by=cast.executive)

    assert queries(client, "/northshire/") == one


def test_home_page_of_a_partnership_without_grants_has_no_tasks_about_grants(client, partnership):
    client.force_login(make_member(partnership, "officer"))

    assert needs(client) == []
