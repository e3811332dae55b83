"""PDFs are rendered once, kept under what they are made from, and never in the page's own request."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports import documents
from reports.documents import (
    find_or_request_frozen,
    get_or_request_document,
    render_document,
    render_document_or_wait,
)
from reports.models import Document
from reports.pdf import PdfError
from tests.factories import make_partnership

pytestmark = pytest.mark.django_db
PAGE = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Short</title></head>'
    "<body><h1>Short</h1><p>One page.</p></body></html>"
)
REFUSED = PAGE.replace("<p>One page.</p>", '<p><a href="file:///etc/passwd">a link</a></p>')


@pytest.fixture
def north():
    return make_partnership()


@pytest.fixture
def queued(settings):
    """Work is left to a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work_off() -> None:
    """What a worker does: everything that waits."""
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", "--interval", "0", verbosity=0)


def ask(document, query="", *, by_itself=False):
    request = RequestFactory().get(f"/x/pdf/{query}")
    request.htmx = by_itself
    return render_document_or_wait(request, document, "short.pdf", back="/x/")


def test_a_page_is_rendered_once_and_handed_out_from_its_file(north):
    first = get_or_request_document(PAGE, title="Short", partnership=north)
    assert (first.state, first.source, first.path.read_bytes()[:5]) == ("ready", "", b"%PDF-")

    again = get_or_request_document(PAGE, title="Short", partnership=north)

    assert again.pk == first.pk
    response = ask(again)
    assert response["Content-Disposition"] == 'attachment; filename="short.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response.content == first.path.read_bytes()
    assert Document.objects.count() == 1


def test_another_page_and_another_partnership_have_documents_of_their_own(north):
    south = make_partnership("southshire")
    found = {
        get_or_request_document(page, title="Short", partnership=whose).source_hash
        for page, whose in ((PAGE, north), (PAGE + " ", north), (PAGE, south))
    }
    assert len(found) == 3


def test_other_style_sheets_make_another_document(north, monkeypatch, tmp_path):
    first = get_or_request_document(PAGE, title="Short", partnership=north)
    sheet = tmp_path / "print.css"
    sheet.write_text("h1 { color: #000 }")
    monkeypatch.setattr(documents, "static_files", lambda: {"app:print.css": str(sheet)})
    documents.renderer_key.cache_clear()
    try:
        assert (
            get_or_request_document(PAGE, title="Short", partnership=north).source_hash != first.source_hash
        )
    finally:
        documents.renderer_key.cache_clear()


def test_the_page_of_something_frozen_is_made_only_once(north):
    made = []

    def make_html():
        made.append(PAGE)
        return PAGE

    first = find_or_request_frozen("report 1 abc", make_html, title="Short", partnership=north)
    second = find_or_request_frozen("report 1 abc", make_html, title="Short", partnership=north)
    assert (len(made), first.pk, first.is_frozen) == (1, second.pk, True)

    # A backup was restored without its files: it is made again, the same.
    content = first.path.read_bytes()
    first.path.unlink()
    third = find_or_request_frozen("report 1 abc", make_html, title="Short", partnership=north)
    assert (len(made), third.pk, third.path.read_bytes()) == (2, first.pk, content)


def test_a_page_that_is_refused_says_why_and_can_be_tried_again(north):
    document = get_or_request_document(REFUSED, title="Short", partnership=north)
    assert document.state == "failed"
    said = ask(document).content.decode()
    assert "only http, https and mailto are allowed" in said
    assert 'href="/x/pdf/?again=1"' in said

    Document.objects.filter(pk=document.pk).update(source=PAGE)
    document.refresh_from_db()
    assert ask(document, "?again=1").content[:5] == b"%PDF-"


# The worker closes its connections as it goes, so there is no transaction around this one.
@pytest.mark.django_db(transaction=True)
def test_with_a_worker_the_page_waits_and_then_leads_to_the_file(north, queued):
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    assert (document.state, document.path.exists()) == ("waiting", False)
    response = ask(document)
    assert response["Cache-Control"] == "no-store"
    said = response.content.decode()
    assert "The PDF is being prepared" in said
    assert 'hx-get="/x/pdf/"' in said
    assert DBTaskResult.objects.count() == 1

    work_off()

    document.refresh_from_db()
    part = ask(document, by_itself=True).content.decode()
    assert "Download the PDF" in part
    assert "hx-get" not in part
    assert "<html" not in part
    assert ask(document).content[:5] == b"%PDF-"


def test_a_task_done_twice_changes_nothing(north):
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    made = document.path.stat().st_mtime_ns
    assert render_document.call(document.pk) == "nothing to do"
    assert render_document.call(0) == "nothing to do"
    assert document.path.stat().st_mtime_ns == made


def test_a_file_that_cannot_be_written_is_a_failure_in_words(north, settings, tmp_path, caplog):
    settings.MEDIA_ROOT = tmp_path / "taken"
    settings.MEDIA_ROOT.write_text("a file where the folder should be")
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    assert (document.state, document.failure) == (
        "failed",
        "The document could not be made. The server's log says why.",
    )
    assert "could not be made" in caplog.text


def test_a_document_that_its_worker_forgot_is_asked_for_again(north, queued):
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    get_or_request_document(PAGE, title="Short", partnership=north)
    assert DBTaskResult.objects.count() == 1
    Document.objects.filter(pk=document.pk).update(requested_at=timezone.now() - timedelta(minutes=11))
    get_or_request_document(PAGE, title="Short", partnership=north)
    assert DBTaskResult.objects.count() == 2


def test_what_a_dead_worker_left_is_given_back_and_after_three_tries_given_up(north, queued, capsys):
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    task = DBTaskResult.objects.get()

    def die(minutes_ago):
        task.refresh_from_db()
        task.claim(f"worker {len(task.worker_ids)}")
        DBTaskResult.objects.update(started_at=timezone.now() - timedelta(minutes=minutes_ago))
        call_command("reap_tasks")
        task.refresh_from_db()
        return task.status

    assert die(9) == "RUNNING"
    assert die(11) == "READY"
    assert die(11) == "FAILED"
    document.refresh_from_db()
    assert (document.state, document.failure) == (
        "failed",
        "The document could not be made: three times the worker stopped over it.",
    )
    assert capsys.readouterr().out.splitlines() == ["1 given back, 0 given up", "0 given back, 1 given up"]


def test_old_documents_of_drafts_are_cleared_away_and_frozen_ones_kept(north, capsys):
    old = get_or_request_document(PAGE, title="Short", partnership=north)
    asked = get_or_request_document(PAGE + " ", title="Short", partnership=north)
    frozen = find_or_request_frozen("k", lambda: PAGE, title="Short", partnership=north)
    Document.objects.update(requested_at=timezone.now() - timedelta(days=31))
    # Asking for it again keeps it.
    get_or_request_document(PAGE + " ", title="Short", partnership=north)

    call_command("clear_documents")

    assert capsys.readouterr().out == "1 cleared away\n"
    assert set(Document.objects.all()) == {asked, frozen}
    assert (old.path.exists(), asked.path.exists(), frozen.path.exists()) == (False, True, True)


def test_rendering_that_breaks_in_the_middle_leaves_no_file(north, monkeypatch):
    def fail(html):
        raise PdfError("Too long.")

    monkeypatch.setattr(documents, "make_pdf", fail)
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    assert (document.state, document.failure, document.source) == ("failed", "Too long.", PAGE)
    assert not document.path.exists()
