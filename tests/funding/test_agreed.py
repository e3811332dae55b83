"""What other users read of a project while a change of it is written and decided: the approved version."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.bids.clarification import request_clarification
from funding.bids.decline_withdraw import withdraw_bid
from funding.bids.project_changes import cancel_change, start_change
from funding.bids.submission import submit_change
from funding.ledger import entries
from funding.models import ProjectChange
from funding.statement.queries import get_quarter_statement
from plans.periods import Quarter
from plans.records import write_row
from tests.factories import make_action, make_plan, make_priority
from tests.funding.bid_factories import change_words
from tests.funding.page_text import words_of_page

pytestmark = pytest.mark.django_db
GRANT = "/northshire/grants/2024-25/"
AGREED = ["scrutiny", "county", "funder"]
# What was not approved: the text and the amount of the change, and that there is one.
SECRETS = ("Zebra", "7,777", "7777", "Change in draft", "change in draft", "Complete and submit the change")


def changed(cast, **fields) -> ProjectChange:
    """A change in draft to a live project, “Training” for £4,000."""
    bid = cast.changing("Training", **fields)
    return change_words(
        bid, by=cast.lead, title="Zebra", asked=777_700, amount_requested_text="7,777", costs=[["All", "7,777"]],
        quarters=["2024-Q4"],
    )  # fmt: skip


def text_of(response) -> str:
    """Return the text of a page, or of every part of an Office file."""
    assert response.status_code == 200
    if not response.content.startswith(b"PK"):
        return response.content.decode()
    packed = zipfile.ZipFile(io.BytesIO(response.content))
    return " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


# --- Pages and files.


PLACES = (
    "", "export.csv", "export.xlsx", "ledger/", "ledger/?project=1", "projects/1/", "bids/1/", "bids/1/versions/",
    "bids/1/business-case/docx/", "documents/2024-Q2/docx/", "documents/final/docx/",
)  # fmt: skip


@pytest.mark.parametrize("role", AGREED)
@pytest.mark.parametrize("is_sent", [False, True])
def test_text_of_an_unapproved_change_is_shown_nowhere(client, cast, role, is_sent):
    bid = changed(cast)
    if is_sent:
        submit_change(bid, by=cast.lead, words="Dearer")
    client.force_login(getattr(cast, role))

    said = {place: text_of(client.get(GRANT + place)) for place in PLACES}

    assert [(place, words) for place in PLACES for words in SECRETS if words in said[place]] == []
    assert [place for place in PLACES if "Training" not in said[place]] == []


@pytest.mark.parametrize("role", AGREED)
def test_the_grants_page_shows_the_project_as_it_was_approved(client, cast, role):
    changed(cast)
    client.force_login(getattr(cast, role))

    assert (
        "Training A charity Upfront £4,000.00 £4,000.00 approved for Training £0.00 paid to Training Live"
        " Send a return each quarter" in words_of_page(client.get(GRANT))
    )


def test_the_funder_sees_the_change_that_waits_for_them_and_the_others_do_not(client, cast):
    cast.approve(submit_change(changed(cast), by=cast.lead, words="Dearer"))
    said = {}
    for role in AGREED:
        client.force_login(getattr(cast, role))
        said[role] = words_of_page(client.get(GRANT))

    row = "paid to Training Live Approved by the chair Approve or decline the change: the funder"
    assert row in said["funder"]
    assert row not in said["scrutiny"] + said["county"]
    client.force_login(cast.county)
    assert client.get(f"{GRANT}projects/1/changes/1/").status_code == 404
    client.force_login(cast.funder)
    assert "Zebra" in words_of_page(client.get(f"{GRANT}projects/1/changes/1/"))


def test_what_the_bidder_types_for_the_funders_question_is_not_read_yet(client, cast):
    bid = cast.chair_approved("Training")
    request_clarification(bid, {"need": "Which figures?"}, by=cast.funder)
    bid.refresh_from_db()
    change_words(bid, by=cast.lead, title="Zebra")
    client.force_login(cast.funder)

    said = text_of(client.get(GRANT))

    assert "Training" in said and "Zebra" not in said


def test_county_reads_its_own_current_bid(client, cast):
    changed(cast, lead=cast.council)
    client.force_login(cast.county)

    assert "Change in draft" in words_of_page(client.get(GRANT))
    assert "Zebra" in words_of_page(client.get(f"{GRANT}projects/1/changes/1/"))


@pytest.mark.parametrize(
    ("role", "is_submitted"),
    [("officer", False), ("lead", False), ("executive", True), ("chair", True)],
)
def test_the_bidder_sees_the_draft_of_a_change_and_the_group_what_was_submitted(
    client, cast, role, is_submitted
):
    change = changed(cast)
    if is_submitted:
        submit_change(change, by=cast.lead, words="A room costs more")
    client.force_login(getattr(cast, role))

    said = words_of_page(client.get(GRANT))
    assert (
        "Training A charity" in said and ("Change submitted" if is_submitted else "Change in draft") in said
    )
    assert "A room costs more" in words_of_page(client.get(f"{GRANT}projects/1/"))
    assert "Zebra" in words_of_page(client.get(f"{GRANT}projects/1/changes/1/"))


@pytest.mark.parametrize("role", ["executive", "chair", "scrutiny", "county", "funder"])
@pytest.mark.parametrize("is_discarded", [False, True])
def test_other_users_do_not_see_a_change_that_was_never_submitted(client, cast, role, is_discarded):
    change = changed(cast)
    if is_discarded:
        cancel_change(change, by=cast.lead, words="Not needed")
    client.force_login(getattr(cast, role))

    assert "Change in draft" not in words_of_page(client.get(GRANT))
    assert "A room costs more" not in words_of_page(client.get(f"{GRANT}projects/1/"))
    assert client.get(f"{GRANT}projects/1/changes/1/").status_code == 404
    for move in ("change", "withdraw"):
        answer = client.get(f"{GRANT}projects/1/status/{move}/")
        assert answer.status_code == 403 and "already a change" not in answer.content.decode()


@pytest.mark.parametrize(("role", "is_read"), [("executive", True), ("scrutiny", False), ("county", False)])
def test_the_reason_of_an_approved_change_is_read_by_the_group_alone(client, cast, role, is_read):
    cast.approve_change(submit_change(changed(cast), by=cast.lead, words="A room costs more"))
    client.force_login(getattr(cast, role))

    assert ("A room costs more" in words_of_page(client.get(f"{GRANT}projects/1/"))) is is_read


def test_an_action_names_the_project_as_it_was_approved(client, cast):
    project = changed(cast).project
    action = make_action(make_priority(make_plan(cast.grant.partnership)))
    write_row(project, {"actions": [action.pk]}, base_revision=project.revision, by=cast.officer)
    address = f"/northshire/plans/2024-25/actions/{action.number}/"
    for role in ("county", "executive"):
        client.force_login(getattr(cast, role))
        line = "Training : £4,000.00 approved from Crime Reduction Grant 2024/25, live"
        assert line in words_of_page(client.get(address))


# --- What other pages show.


def test_documents_reports_and_packs_show_what_was_approved(cast):
    bid = changed(cast)

    for only_approved in (False, True):
        [told] = get_quarter_statement(cast.grant, Quarter(2024, 2), approved_only=only_approved).projects
        assert (told.title, told.state) == ("Training", "live")
        # The change names the last quarter alone; the approved version this one too.
        assert told.is_missing

    cast.approve_as_funder(cast.approve(submit_change(bid, by=cast.lead, words="Dearer")))
    [told] = get_quarter_statement(cast.grant, Quarter(2024, 2)).projects
    assert (told.title, told.state, told.is_missing) == ("Zebra", "live", False)


def test_project_not_started_before_its_change_has_no_return_due(cast):
    bid = cast.approved("Training")
    start_change(bid, by=cast.lead, words="Dearer")

    [told] = get_quarter_statement(cast.grant, Quarter(2024, 2)).projects

    assert (told.state, told.is_missing) == ("approved", False)


# --- Drafts that were never sent.


@pytest.mark.parametrize("role", ["executive", "chair", "scrutiny", "county", "funder"])
def test_a_draft_that_was_withdrawn_unsent_stays_its_authors(client, cast, role):
    withdraw_bid(cast.draft("Zebra"), by=cast.lead, words="Not now")
    cast.scorer(cast.executive)
    client.force_login(getattr(cast, role))

    assert "Zebra" not in client.get(GRANT).content.decode()
    assert client.get(f"{GRANT}bids/1/").status_code == 404
    if role in ("executive", "chair"):
        assert client.get(f"{GRANT}bids/1/score/").status_code == 404


@pytest.mark.parametrize("role", ["officer", "lead"])
def test_the_bidder_and_the_officer_still_see_it(client, cast, role):
    withdraw_bid(cast.draft("Zebra"), by=cast.lead, words="Not now")
    client.force_login(getattr(cast, role))

    assert "Zebra" in words_of_page(client.get(f"{GRANT}bids/1/"))


def test_what_was_submitted_and_withdrawn_is_the_groups(client, cast):
    cast.withdrawn("Training")
    client.force_login(cast.executive)

    assert client.get(f"{GRANT}bids/1/").status_code == 200


# --- The number of queries.


@pytest.mark.parametrize("role", AGREED)
@pytest.mark.parametrize("rest", ["", "ledger/", "export.csv"])
def test_three_changed_projects_take_as_many_statements_as_one(client, cast, role, rest):
    client.force_login(getattr(cast, role))
    changed(cast)
    client.get(GRANT + rest)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(GRANT + rest).status_code == 200
        return len(queries)

    few = asked()
    for place in range(2):
        entries.record_payment(changed(cast).project, 1_000, by=cast.officer, key=f"pay {place}")

    assert asked() == few <= 15
