"""The report as PDF, as a standalone page and as data: all agree with the page, and a frozen one never changes."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.records import write_row
from reports.exceptions.operations import start_new_version
from reports.models import Document, Report
from tests.factories import make_member, make_milestone
from tests.reports.factories import Q1, Q2, Northshire
from tests.reports.pdf_checks import faults, read_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = Northshire()
    action = north.action("1.1", action="Train the front line")
    make_milestone(action, "Pilot begun", "Aug 24", leads=[north.police])
    north.update(action, status="at_risk")
    return north


def fetch(client, north, rest, who=None):
    client.force_login(who or north.officer)
    return client.get(north.address(rest))


def change_the_plan(north) -> None:
    action = north.plan.actions.get()
    write_row(action, {"action": "Other words"}, base_revision=action.revision, by=None)
    write_row(north.partnership, {"name": "Southshire"}, base_revision=1, by=None)


def test_pdf_of_a_draft_is_marked_on_every_page(client, north):
    response = fetch(client, north, "pdf/")
    assert response["Content-Disposition"] == (
        'attachment; filename="northshire-2024-25-exception-report-2024-Q2-draft.pdf"'
    )
    pdf = response.content
    assert faults(pdf, title="Exception report, Q2 2024/25", tables=2) == []
    pages = (read_text(pdf) or "").rstrip("\f").split("\f")
    assert [page for page in pages if "DRAFT" not in page] == []


def test_pdf_of_an_approved_report_names_the_approver(client, north):
    north.approve(north.freeze(Q2))
    pdf = fetch(client, north, "pdf/").content
    words = " ".join((read_text(pdf) or "").split())
    assert "Approved on" in words
    assert "by chair of northshire" in words
    assert "DRAFT" not in words
    assert "Milestone overdue: “Pilot begun” by 4 weeks (due 31 August 2024)" in words


@pytest.mark.parametrize("rest", ["pdf/", "html/", "json/"])
def test_a_frozen_report_is_the_same_bytes_whatever_becomes_of_the_plan(client, north, rest):
    north.freeze(Q2)
    before = fetch(client, north, rest).content
    change_the_plan(north)
    assert fetch(client, north, rest).content == before
    # Also if the file was damaged and has to be made again; only the PDF's URL has the partnership's name.
    Document.objects.update(file=b"")
    assert fetch(client, north, rest).content == before


def test_frozen_pdf_is_made_once_and_then_served(client, north):
    north.freeze(Q2)
    fetch(client, north, "pdf/")
    client.force_login(north.officer)
    for rest in ("pdf/", "pdf/?version=1"):
        with CaptureQueriesContext(connection) as queries:
            client.get(north.address(rest))
        # Session, user, their roles here, and the document.
        assert len(queries) == 4
        assert not any('"content"' in query["sql"] for query in queries)
    assert Document.objects.get().is_frozen


def test_damaged_frozen_report_shows_an_error(client, north):
    report = north.freeze(Q2)
    fetch(client, north, "pdf/")
    Document.objects.update(file=b"%PDF-")
    Report.objects.update(content=report.content | {"partnership": "Elsewhere"})
    said = fetch(client, north, "pdf/").content.decode()
    assert "the frozen content is damaged: it does not match its hash" in said


@pytest.mark.parametrize("version", ["0", "01", "٣", "1 ", "-1", "x", "99999999999"])
def test_a_version_that_is_no_number_is_not_there(client, north, version):
    north.freeze(Q2)
    fetch(client, north, "pdf/")
    assert fetch(client, north, f"pdf/?version={version}").status_code == 404


def test_the_pdf_is_the_latest_versions_and_not_an_earlier_ones(client, north):
    first = north.approve(north.freeze(Q2))
    before = fetch(client, north, "pdf/").content
    start_new_version(first, why="A slip", by=north.officer)
    draft = fetch(client, north, "pdf/")
    assert "draft.pdf" in draft["Content-Disposition"] and draft.content != before
    assert fetch(client, north, "pdf/?version=1").content == before
    # Users who see only approved reports still get the first.
    assert fetch(client, north, "pdf/", make_member(north.partnership, "scrutiny")).content == before


def test_decision_makes_another_pdf_because_the_cover_shows_it(client, north):
    report = north.freeze(Q2)
    waiting = fetch(client, north, "pdf/").content
    north.approve(report)
    assert fetch(client, north, "pdf/").content != waiting
    assert Document.objects.filter(is_frozen=True).count() == 2


def test_a_draft_pdf_follows_the_plan(client, north):
    before = fetch(client, north, "pdf/").content
    assert fetch(client, north, "pdf/").content == before
    change_the_plan(north)
    assert fetch(client, north, "pdf/").content != before


def test_the_data_is_what_other_programs_read(client, north):
    report = north.freeze(Q2)
    response = fetch(client, north, "json/")
    data = json.loads(response.content)
    assert response["Content-Type"] == "application/json"
    assert list(data) == [
        *("partnership", "plan", "quarter", "as_at", "state", "version", "counts", "exceptions", "completed"),
        "due_next_quarter",
    ]
    assert (
        data["partnership"],
        data["plan"],
        data["quarter"],
        data["as_at"],
        data["state"],
        data["version"],
    ) == (*("northshire", "2024-25", "2024-Q2", "2024-09-30", "frozen", 1),)
    assert data["counts"] == report.content["counts"]


def test_standalone_page_needs_no_other_files(client, north):
    said = fetch(client, north, "html/").content.decode()
    assert said.startswith("<!doctype html>")
    assert '<body class="draft">' in said
    assert "@page" in said
    assert '"Source Sans 3"' in said.partition("</style>")[0]
    assert "src=" not in said
    assert "href=" not in said


def test_earlier_versions_have_their_own_files(client, north):
    start_new_version(north.approve(north.freeze(Q2)), why="A slip", by=north.officer)
    assert fetch(client, north, "json/?version=1").json()["state"] == "approved"
    assert fetch(client, north, "json/").json()["state"] == "draft"
    assert "exception-report-2024-Q2-v1.pdf" in fetch(client, north, "pdf/?version=1")["Content-Disposition"]
    assert fetch(client, north, "pdf/?version=3").status_code == 404


@pytest.mark.parametrize("rest", ["pdf/", "html/", "json/"])
def test_who_can_download_the_files(client, north, rest):
    member = make_member(north.partnership, "scrutiny")
    report = north.freeze(Q2)
    assert fetch(client, north, rest, member).status_code == 404
    north.approve(report)
    assert fetch(client, north, rest, member).status_code == 200
    assert fetch(client, north, rest, Northshire("southshire").officer).status_code == 404
    client.logout()
    assert client.get(north.address(rest)).url.startswith("/accounts/login/?next=")


def test_malicious_plan_makes_a_pdf_with_literal_text(client, north):
    north.action("1.2", action='<img src="file:///etc/passwd"> <link rel=attachment href=file:/etc/passwd>')
    north.freeze(Q1)
    client.force_login(north.officer)
    words = " ".join((read_text(client.get(north.address("pdf/", "2024-Q1")).content) or "").split())
    assert "file:/etc/passwd" in words
    assert "root:" not in words
