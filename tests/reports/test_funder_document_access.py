"""Who can download which document of a grant, and in which version: nobody reads more than is theirs."""

import pytest

from funding.bids.clarification import request_clarification
from funding.bids.project_changes import start_change
from funding.bids.submission import submit_change
from tests.factories import make_member, make_partnership
from tests.funding.bid_factories import change_words
from tests.reports.funder_documents import address, case, make_cast, read
from tests.reports.grant_making import make_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_file_is_brought(client, cast, ending):
    bid = cast.approved()
    client.force_login(cast.officer)

    response = client.get(case(bid, ending))

    assert response.status_code == 200
    assert f"northshire-2024-25-bid-{bid.number}-business-case.{ending}" in response["Content-Disposition"]


def test_another_ending_is_no_address(client, cast):
    bid = cast.approved()
    make_return(cast, bid)
    client.force_login(cast.officer)
    for rest in (
        f"bids/{bid.number}/business-case/xlsx/",
        f"projects/{bid.number}/returns/2024-Q2/documents/html/",
        "documents/2024-Q2/csv/",
        "documents/final/odt/",
    ):
        assert client.get(address(cast, rest)).status_code == 404


@pytest.mark.parametrize(
    ("who", "state", "status"),
    [
        ("officer", "draft", 200),
        ("lead", "draft", 200),
        ("executive", "draft", 404),
        ("chair", "draft", 404),
        ("funder", "draft", 404),
        ("executive", "submitted", 200),
        ("scrutiny", "submitted", 404),
        ("county", "submitted", 404),
        ("funder", "recommended", 404),
        ("funder", "chair_approved", 200),
        ("scrutiny", "chair_approved", 404),
        ("funder", "approved", 200),
        ("scrutiny", "approved", 200),
        ("county", "live", 200),
        ("county", "declined", 404),
        ("lead", "declined", 200),
    ],
)
def test_business_case_shows_what_is_theirs_to_see(client, cast, who, state, status):
    bid = cast.in_state(state)
    client.force_login(getattr(cast, who))
    assert client.get(case(bid)).status_code == status


def test_a_change_is_not_shown_to_who_sees_only_what_is_agreed(client, cast):
    change = change_words(cast.changing("Training", "4,000"), by=cast.lead, need="WORDS OF THE CHANGE")
    client.force_login(cast.scrutiny)

    assert "WORDS OF THE CHANGE" not in read(client.get(case(change.project)).content)
    assert client.get(case(change.project, asked="?version=draft")).status_code == 404
    assert client.get(case(change.project, asked="?version=2")).status_code == 404
    assert client.get(case(change)).status_code == 404
    client.force_login(cast.lead)
    for asked in ("", "?version=draft"):
        assert "WORDS OF THE CHANGE" in read(client.get(case(change, asked=asked)).content)
    assert "WORDS OF THE CHANGE" not in read(client.get(case(change.project)).content)


def test_the_business_case_of_a_change_names_its_version_and_approvals(client, cast):
    change = change_words(cast.changing("Training", "4,000"), by=cast.lead, need="WORDS OF THE CHANGE")
    change = submit_change(change, by=cast.lead, words="More need")
    client.force_login(cast.funder)
    assert client.get(case(change)).status_code == 404

    cast.approve(change)
    said = read(client.get(case(change)).content)

    assert "Bid: 1 Change: 1" in said and "Version: 2, submitted on" in said
    assert "WORDS OF THE CHANGE" in said and "Approved by the chair £4,000.00" in said
    assert "Approved by the funder" not in said


def test_a_bid_asked_about_is_shown_as_it_was_submitted(client, cast):
    bid = request_clarification(cast.shortlisted(), {"need": "Which figures?"}, by=cast.officer)
    change_words(bid, by=cast.lead, need="WORDS NOT SENT YET")
    client.force_login(cast.executive)

    assert "WORDS NOT SENT YET" not in read(client.get(case(bid)).content)
    assert client.get(case(bid, asked="?version=draft")).status_code == 404


@pytest.mark.parametrize("role", ["scrutiny", "county", "funder"])
def test_others_read_the_approvals_by_their_role_without_names(client, cast, role):
    bid = cast.live()
    client.force_login(getattr(cast, role))

    said = read(client.get(case(bid)).content)

    assert "Decision Amount Date Approved by the chair £4,000.00" in said
    assert "Approved by the funder £4,000.00" in said
    for name in ("Recommended", "Edie Executive", "Cara Chair", "Fay Funder", "Chris Charity"):
        assert name not in said
    client.force_login(cast.executive)
    said = read(client.get(case(bid)).content)
    assert "Recommended £4,000.00" in said and "Edie Executive" in said and "Fay Funder" in said


@pytest.mark.parametrize("role", ["scrutiny", "funder", "officer"])
def test_a_projects_return_is_told_of_the_project_as_it_was_approved(client, cast, role):
    bid = cast.live("Training")
    make_return(cast, bid)
    change_words(start_change(bid, by=cast.lead, words="More"), by=cast.lead, title="ZEBRA")
    client.force_login(getattr(cast, role))

    said = read(client.get(address(cast, "projects/1/returns/2024-Q2/documents/docx/")).content)

    assert "Training" in said and "ZEBRA" not in said


def test_lead_of_another_body_is_refused(client, cast):
    bid = cast.approved()
    make_return(cast, bid)
    client.force_login(make_member(cast.grant.partnership, "lead", body=cast.police))

    assert client.get(case(bid)).status_code == 403
    assert (
        client.get(address(cast, f"projects/{bid.number}/returns/2024-Q2/documents/docx/")).status_code == 403
    )
    assert client.get(address(cast, "documents/final/docx/")).status_code == 403


@pytest.mark.parametrize("rest", ["documents/2024-Q2/docx/", "documents/final/docx/"])
def test_the_whole_grants_papers_are_not_a_leads(client, cast, rest):
    statuses = {}
    for who in ("officer", "executive", "chair", "scrutiny", "county", "funder", "lead"):
        client.force_login(getattr(cast, who))
        statuses[who] = client.get(address(cast, rest)).status_code
    assert statuses == dict.fromkeys(statuses, 200) | {"lead": 403}


def test_outsider_and_neighbour_find_nothing(client, cast):
    bid = cast.approved()
    elsewhere = make_partnership("southshire")
    client.force_login(make_member(elsewhere, "officer"))
    assert client.get(case(bid)).status_code == 404
    there = f"/southshire/grants/{cast.grant.slug}/"
    assert client.get(f"{there}bids/{bid.number}/business-case/docx/").status_code == 404
    assert client.get(f"{there}documents/final/docx/").status_code == 404


@pytest.mark.parametrize(
    ("who", "state", "status"),
    [
        ("officer", "draft", 404),
        ("officer", "sent", 200),
        ("officer", "sent_back", 404),
        ("lead", "sent", 200),
        ("chair", "approved", 200),
        ("funder", "sent", 404),
        ("funder", "approved", 200),
        ("scrutiny", "sent", 404),
        ("county", "approved", 200),
    ],
)
def test_a_return_is_read_once_it_was_sent_or_approved(client, cast, who, state, status):
    bid = cast.live()
    make_return(cast, bid, state=state)
    client.force_login(getattr(cast, who))
    assert (
        client.get(address(cast, f"projects/{bid.number}/returns/2024-Q2/documents/docx/")).status_code
        == status
    )


def test_who_sees_only_what_is_agreed_reads_approved_returns_alone(client, cast):
    bid = cast.live()
    make_return(cast, bid, words="NOT APPROVED", state="sent")
    client.force_login(cast.funder)
    assert "NOT APPROVED" not in read(client.get(address(cast, "documents/2024-Q2/docx/")).content)
    client.force_login(cast.officer)
    assert "NOT APPROVED" in read(client.get(address(cast, "documents/2024-Q2/docx/")).content)


def test_a_quarter_of_another_year_is_no_address(client, cast):
    client.force_login(cast.officer)
    assert client.get(address(cast, "documents/2023-Q2/docx/")).status_code == 404
