import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from funding.bid_imports.importing import import_bids
from funding.bid_imports.parsing import parse_bids
from funding.ledger import entries
from funding.models import PrintedTotal, ProjectReturn
from plans.records import write_row
from tests.factories import make_body, make_member, make_partnership
from tests.funding.bid_factories import Cast, change_words
from tests.funding.factories import MEDWAY, csv_sheet, make_bid, make_grant, make_project
from tests.funding.page_text import statement_data, words_of_page
from tests.funding.returns import sent

pytestmark = pytest.mark.django_db
HERE = ("northshire", "2024-25")


@pytest.fixture
def medway(grant, officer):
    """The grant with Medway's fourteen bids, approved."""
    read = parse_bids("bids.csv", csv_sheet(MEDWAY))
    import_bids(grant, read, filename="bids.csv", approved=True, reason="Drawn from upfront", by=officer)
    return grant


def page(client, name="grant_detail", *args, **query):
    return client.get(reverse(name, args=[*HERE, *args]), query)


def test_pots_are_shown_with_their_total(client, medway):
    words = words_of_page(page(client))

    assert (
        "Upfront £70,973.00 allocated to upfront £56,675.00 approved from upfront £0.00 paid from upfront"
        in words
    )
    assert "−£653.00 left of tactical" in words
    assert "Tactical is over-committed by £653.00: recorded" in words
    assert "“Drawn from upfront”" in words
    assert "£0.00 spent of upfront £56,675.00 forecast of upfront £14,298.00 left of upfront" in words
    assert "Total £106,460.00 allocated in total £92,815.00 approved in total" in words
    assert "Bids: 14" in words


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        (1_364_500, "Published figure: £13,645.00 left. Calculated figure: £13,645.00. They match."),
        (
            1_364_560,
            "Published figure: £13,645.60 left. Calculated figure: £13,645.00. The difference is £0.60.",
        ),
    ],
)
def test_published_amount_left_is_compared_with_the_calculated_amount(client, medway, printed, words):
    type(medway).objects.update(printed_left=printed)

    assert words in words_of_page(page(client))


def test_every_amount_links_to_entries_that_add_up_to_it(client, medway):
    project = medway.projects.get(number=1)
    entries.record_payment(project, 100_000, by=None, key="pay")
    tactical = medway.pots.get(name="tactical")

    for query, figure in [
        ({"pot": tactical.pk, "kind": "allocated"}, ("allocated", 3_548_700)),
        ({"pot": tactical.pk, "kind": "approved"}, ("approved", 3_614_000)),
        ({"pot": tactical.pk, "kind": "left"}, ("left", -65_300)),
        ({"kind": "paid"}, ("paid", 100_000)),
        ({"project": 1, "kind": "approved"}, ("approved", 395_000)),
        ({"kind": "commitment"}, ("approved", 9_281_500)),
    ]:
        sums = page(client, "grant_ledger", **query).context["sums"]
        assert getattr(sums, figure[0]) == figure[1], query


@pytest.mark.parametrize(
    "query", [{"pot": "x"}, {"kind": "x"}, {"project": "-1"}, {"page": "x"}, {"project": "9" * 30}]
)
def test_invalid_filter_shows_every_entry(client, medway, query):
    assert page(client, "grant_ledger", **query).context["page"].paginator.count == 16


def test_empty_grant_explains_what_to_do(client, officer, grant):
    assert "There are no bids yet. Import bids from an Excel or CSV file." in words_of_page(page(client))


def test_printed_totals_are_shown_with_their_difference(client, medway):
    PrintedTotal.objects.create(
        grant=medway, filename="b.xlsx", cell="D9", label="Total", printed=100, computed=40
    )

    words = words_of_page(page(client))

    assert "b.xlsx, D9 Total £1.00 £0.40 £0.60" in words


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert page(client).status_code == 200
    return len(captured)


def test_two_hundred_bids_take_as_many_queries_as_two(client, officer, grant):
    make_project(grant, "First", pot="tactical", asked=4_000_000)
    make_project(grant, "Second")
    page(client)
    few = queries(client)
    rows = [("upfront", f"Project {place}", "", 10) for place in range(198)]
    read = parse_bids("bids.csv", csv_sheet(rows))
    import_bids(grant, read, filename="bids.csv", approved=True, by=officer)

    assert (queries(client), grant.bids.count()) == (few, 200)
    assert few <= 15


def test_two_hundred_projects_with_returns_take_as_many_queries_as_two(client, grant):
    cast = Cast(grant)
    for bid in (cast.live("First"), cast.live("Second")):
        sent(bid, by=cast.lead, approved_by=cast.officer)
    client.force_login(cast.officer)
    page(client)
    few = queries(client)
    read = parse_bids(
        "bids.csv", csv_sheet([("upfront", f"Project {place}", "", 10) for place in range(198)])
    )
    made = import_bids(grant, read, filename="bids.csv", approved=True, by=cast.officer).made
    ProjectReturn.objects.bulk_create(
        ProjectReturn(
            project=bid.project,
            year=2024,
            quarter=2,
            spent=900,
            forecast=1_000,
            words="W",
            state="sent",
            sent_by=cast.lead,
        )
        for bid in made
    )

    assert (queries(client), grant.bids.count()) == (few, 200)
    assert few <= 15


# --- Spending of projects, and tasks of users.


def test_spent_and_forecast_follow_the_returns(client, grant):
    cast = Cast(grant)
    first, second = cast.live("First", "4,000"), cast.live("Second", "2,000")
    sent(first, by=cast.lead, spent=150_000, forecast=350_000, approved_by=cast.officer)
    sent(second, by=cast.lead, spent=50_000, forecast=210_000)
    client.force_login(cast.officer)

    answer = page(client)

    shown, words = answer.context["shown"], words_of_page(answer)
    (upfront, _) = shown.where.pots
    assert (upfront.approved, upfront.spent, upfront.forecast) == (600_000, 150_000, 560_000)
    assert shown.where.whole.spent == sum(project.spending.spent for project in shown.projects)
    assert (
        "First £4,000.00 £1,500.00 spent by First £3,500.00 forecast of First £500.00 under Q2 2024/25 of First :"
        " approved" in words
    )
    assert (
        "Second £2,000.00 £0.00 spent by Second £500.00 more to approve £2,100.00 forecast of Second £100.00 over"
        in words
    )
    assert "Underspend of £500.00 is forecast in the upfront pot." in words
    assert "Projects in the upfront pot are forecast to spend £100.00 more than approved." in words
    assert f"#spending-{upfront_pot(grant).pk}" in answer.content.decode()
    assert "1 return to approve" in words


def upfront_pot(grant):
    return grant.pots.get(name="upfront")


def test_members_who_see_approved_data_only_see_approved_returns(client, grant):
    cast = Cast(grant)
    sent(cast.live("First", "4,000"), by=cast.lead, spent=150_000, forecast=350_000)
    client.force_login(cast.scrutiny)

    answer = page(client)

    assert answer.context["shown"].where.whole.forecast == 400_000
    assert "1,500" not in answer.content.decode()


def test_data_has_spending_and_a_warning_of_underspend(grant):
    cast = Cast(grant)
    sent(cast.live(), by=cast.lead, spent=150_000, forecast=350_000, approved_by=cast.officer)

    data = statement_data(grant)

    assert list(data) == [
        "partnership", "grant", "award", "pots", "left", "printed_left", "difference", "warnings",
    ]  # fmt: skip
    assert data["pots"][0] == {
        "name": "upfront", "allocated": 7_097_300, "approved": 400_000, "paid": 0, "spent": 150_000,
        "left": 6_697_300, "over": 0,
    }  # fmt: skip
    assert data["warnings"] == ["Underspend of £500.00 is forecast in the upfront pot."]


def test_each_bid_shows_its_next_step_and_links_to_its_page(client, grant):
    cast = Cast(grant)
    for state in ("draft", "submitted", "clarification", "recommended", "chair_approved", "live", "closed"):
        cast.in_state(state, state.capitalize())
    client.force_login(cast.officer)

    answer = page(client)

    words = words_of_page(answer)
    for turn in (
        "Draft Complete and submit the bid: the bidder",
        "Submitted Shortlist or decline the bid: an officer",
        "Clarification requested Answer the questions: the bidder",
        "Recommended Approve or decline the bid: the chair",
        "Approved by the chair Approve or decline the bid: the funder",
        "Live Send a return each quarter: the bidder",
        "Closed Write the evaluation, then approve it: the bidder and an officer",
    ):
        assert turn in words
    assert reverse("project_detail", args=[*HERE, 7]) in answer.content.decode()


def test_tasks_of_the_user_are_shown_first(client, grant):
    cast = Cast(grant)
    cast.recommended("First")
    cast.chair_approved("Second")

    for person, words, name in [
        (cast.chair, "1 bid to approve as chair", "approve_for_chair"),
        (cast.funder, "1 bid to approve as funder", "approve_for_funder"),
    ]:
        client.force_login(person)
        (waiting,) = page(client).context["waiting"]
        assert (waiting.words, waiting.address) == (words, reverse(name, args=HERE))


def test_incomplete_draft_shows_the_amount_as_entered(client, grant):
    cast = Cast(grant)
    bid = cast.draft("Training")
    change_words(bid, by=cast.lead, title="", asked=None, amount_requested_text="£6,00")
    client.force_login(cast.officer)

    assert "Bid 1 A charity Upfront £6,00 – – Draft" in words_of_page(page(client))
    assert '"£6,00"' in page(client, "grant_export", "csv").content.decode()
    assert load_workbook(io.BytesIO(page(client, "grant_export", "xlsx").content))["Bids"].max_row == 2


def test_a_lead_sees_their_own_bids_and_no_pots(client, grant):
    cast = Cast(grant)
    sent(cast.live("Own"), by=cast.lead)
    cast.live("Other's", "6,000", lead=cast.police)
    client.force_login(cast.lead)

    answer = page(client)

    words = words_of_page(answer)
    assert "Bids: 1" in words
    for hidden in ("Other's", "£106,460", "left in total", "Allocated", "6,000"):
        assert hidden not in words
    lines = words_of_page(page(client, "grant_ledger"))
    assert "1 entry: £4,000.00 approved, £0.00 paid." in lines
    assert "Other's" not in lines
    assert "Other's" not in words_of_page(page(client, "grant_ledger", bid="2"))
    assert "Other" not in page(client, "grant_export", "csv").content.decode()
    book = load_workbook(io.BytesIO(page(client, "grant_export", "xlsx").content))
    assert (book.sheetnames, book["Bids"].max_row) == (["Bids"], 2)
    assert "£106,460" not in words_of_page(client.get(reverse("grant_list", args=HERE[:1])))


def test_page_shows_a_lead_without_bids_what_to_do(client, grant):
    cast = Cast(grant)
    client.force_login(cast.lead)

    assert "Your organisation does not have any bids yet. Start a bid" in words_of_page(page(client))


def test_opening_and_closing_times_are_shown(client, grant):
    cast = Cast(grant)
    pot = upfront_pot(grant)
    days = {
        "opens_at": datetime(2024, 4, 1, 8, tzinfo=UTC),
        "closes_at": datetime(2024, 4, 30, 16, tzinfo=UTC),
    }
    write_row(pot, days, base_revision=pot.revision, by=None)
    client.force_login(cast.lead)

    words = words_of_page(page(client))

    assert (
        "Upfront: opens for bids at 9:00am on 1 April 2024, closes for bids at 5:00pm on 30 April 2024"
        in words
    )


# --- What each role can view.


@pytest.mark.parametrize("role", ["scrutiny", "county", "funder"])
def test_other_members_see_approved_bids(client, grant, partnership, role):
    make_project(grant, "Approved project")
    make_bid(grant, "Submitted project")
    client.force_login(make_member(partnership, role))

    words = words_of_page(page(client))

    assert ("Approved project" in words, "Submitted project" in words) == (True, False)
    assert "Record" not in words
    content = page(client, "grant_export", "csv").content.decode()
    assert ("Approved project" in content, "Submitted project" in content) == (True, False)


def test_other_members_do_not_find_a_provisional_grant(client, partnership):
    make_grant(partnership, is_provisional=True)
    client.force_login(make_member(partnership, "scrutiny"))

    assert page(client).status_code == 404
    assert "There are no grants that you can view yet." in words_of_page(
        client.get(reverse("grant_list", args=HERE[:1]))
    )


@pytest.mark.parametrize("name", ["grant_edit", "grant_history", "grant_award"])
def test_people_without_permission_cannot_view_a_grant(client, grant, name):
    assert page(client, name).status_code == 302
    body = make_body(grant.partnership)
    client.force_login(make_member(grant.partnership, "lead", body=body))
    assert page(client, name).status_code == 403
    client.force_login(make_member(make_partnership("southshire"), "officer"))
    assert page(client, name).status_code == 404


def test_grant_of_another_partnership_is_not_found(client, officer):
    make_grant(make_partnership("southshire"))

    assert page(client).status_code == 404


# --- The history.


def test_history_shows_amounts_in_pounds(client, officer, grant):
    make_project(grant, "Movable cameras", 130_050)

    words = words_of_page(page(client, "grant_history"))

    assert "£1,300.50" in words
    assert "130050" not in words
