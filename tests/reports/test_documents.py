"""PDFs are rendered once, stored under the hash of their source, and never in the page's own request."""

import hashlib
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports.documents import (
    DocumentSourceError,
    PdfError,
    get_or_request_document,
    get_or_request_frozen_document,
    process,
    render_document,
    render_document_or_wait,
    store,
)
from reports.models import Document
from tests.factories import make_partnership
from tests.pdf_rendering import WORKER

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
    """PDFs are left to a worker."""
    settings.TASKS = WORKER


def work_off() -> None:
    """Run every task that is waiting, as a worker does."""
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", "--interval", "0", verbosity=0)


def ask(document, query="", *, by_itself=False):
    request = RequestFactory().get(f"/x/pdf/{query}")
    request.htmx = by_itself
    return render_document_or_wait(request, document, "short.pdf", back="/x/")


@pytest.mark.pdf_process
def test_a_page_is_rendered_once_and_served_from_the_database(north):
    first = get_or_request_document(PAGE, title="Short", partnership=north)
    assert (first.state, first.source, bytes(first.file)[:5]) == ("ready", "", b"%PDF-")
    assert first.file_hash == hashlib.sha256(first.file).hexdigest()
    assert first.file_size == len(first.file)

    again = get_or_request_document(PAGE, title="Short", partnership=north)

    assert again.pk == first.pk
    response = ask(again)
    assert response["Content-Disposition"] == 'attachment; filename="short.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(first.file_size)
    assert response["ETag"] == f'"{first.file_hash}"'
    assert response.content == bytes(first.file)
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
    monkeypatch.setattr(store, "static_files", lambda: {"app:print.css": str(sheet)})
    store.renderer_key.cache_clear()
    try:
        assert (
            get_or_request_document(PAGE, title="Short", partnership=north).source_hash != first.source_hash
        )
    finally:
        store.renderer_key.cache_clear()


def test_the_page_of_something_frozen_is_made_only_once(north):
    made = []

    def make_html():
        made.append(PAGE)
        return PAGE

    first = get_or_request_frozen_document("report 1 abc", make_html, title="Short", partnership=north)
    second = get_or_request_frozen_document("report 1 abc", make_html, title="Short", partnership=north)
    assert (len(made), first.pk, first.is_frozen) == (1, second.pk, True)


def damage(document) -> None:
    """Damage a file, as a disk error or an edit in the database would."""
    Document.objects.filter(pk=document.pk).update(file=b"%PDF-1.7 of somebody else")


def test_a_damaged_document_is_made_again_the_same(north, caplog):
    live = get_or_request_document(PAGE, title="Live", partnership=north)
    frozen = get_or_request_frozen_document("k", lambda: PAGE, title="Frozen", partnership=north)
    damage(live)
    damage(frozen)

    again = get_or_request_document(PAGE, title="Live", partnership=north)
    assert (again.pk, bytes(again.file)) == (live.pk, bytes(live.file))
    again = get_or_request_frozen_document("k", lambda: PAGE, title="Frozen", partnership=north)
    assert (again.pk, bytes(again.file)) == (frozen.pk, bytes(frozen.file))
    assert [record.getMessage() for record in caplog.records] == [
        f"The file of document {live.pk} (Live) is damaged and is made again",
        f"The file of document {frozen.pk} (Frozen) is damaged and is made again",
    ]


def test_document_that_is_different_when_made_again_is_logged(north, caplog):
    document = get_or_request_frozen_document("k", lambda: PAGE, title="Frozen", partnership=north)
    damage(document)
    get_or_request_frozen_document("k", lambda: PAGE.replace("One", "A"), title="Frozen", partnership=north)
    assert f"Document {document.pk} was made again, and is not the same bytes as before" in caplog.text


@pytest.mark.parametrize("is_damaged", [True, False])
def test_frozen_document_with_a_damaged_source_shows_an_error_and_writes_nothing(north, caplog, is_damaged):
    def lost():
        raise DocumentSourceError("What was frozen is damaged.")

    if is_damaged:
        damage(get_or_request_frozen_document("k", lambda: PAGE, title="Frozen", partnership=north))
    before = list(Document.objects.values())
    document = get_or_request_frozen_document("k", lost, title="Frozen", partnership=north)
    said = ask(document, "?again=1").content.decode()
    assert "What was frozen is damaged." in said
    assert "There is no PDF of “Frozen”" in caplog.text
    assert list(Document.objects.values()) == before


def test_failed_document_shows_why_and_can_be_tried_again(north):
    document = get_or_request_document(REFUSED, title="Short", partnership=north)
    assert document.state == "failed"
    said = ask(document).content.decode()
    assert "only http, https and mailto are allowed" in said
    assert 'href="/x/pdf/?again=1"' in said

    Document.objects.filter(pk=document.pk).update(source=PAGE)
    document.refresh_from_db()
    assert ask(document, "?again=1").content[:5] == b"%PDF-"


# The worker closes its connections, so there is no transaction around this one.
@pytest.mark.pdf_process
@pytest.mark.django_db(transaction=True)
def test_with_a_worker_the_page_waits_and_then_leads_to_the_file(north, queued):
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    assert (document.state, document.file) == ("waiting", None)
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


def test_repeated_task_changes_nothing(north):
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    made = Document.objects.values().get()
    assert render_document.call(document.pk) == "nothing to do"
    assert render_document.call(0) == "nothing to do"
    assert Document.objects.values().get() == made


@pytest.mark.pdf_process
def test_process_that_cannot_be_started_is_a_failure_with_a_message(north, monkeypatch, caplog):
    monkeypatch.setattr(process.sys, "executable", "/nowhere")
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    assert (document.state, document.failure) == (
        "failed",
        "The document could not be made. The reason is in the server's log.",
    )
    assert "could not be made" in caplog.text


def test_document_that_its_worker_forgot_is_requested_again(north, queued):
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    get_or_request_document(PAGE, title="Short", partnership=north)
    assert DBTaskResult.objects.count() == 1
    Document.objects.filter(pk=document.pk).update(last_requested_at=timezone.now() - timedelta(minutes=11))
    get_or_request_document(PAGE, title="Short", partnership=north)
    assert DBTaskResult.objects.count() == 2


def test_what_a_dead_worker_left_is_given_back_and_after_three_tries_given_up(north, queued, capsys):
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    task = DBTaskResult.objects.get()

    def die(minutes_ago):
        task.refresh_from_db()
        task.claim(f"worker {len(task.worker_ids)}")
        DBTaskResult.objects.update(started_at=timezone.now() - timedelta(minutes=minutes_ago))
        call_command("requeue_tasks")
        task.refresh_from_db()
        return task.status

    assert die(9) == "RUNNING"
    assert die(11) == "READY"
    assert die(11) == "FAILED"
    document.refresh_from_db()
    assert (document.state, document.failure) == (
        "failed",
        "The document could not be made: the worker stopped 3 times while making it.",
    )
    assert capsys.readouterr().out.splitlines() == ["1 requeued, 0 failed", "0 requeued, 1 failed"]


def test_old_documents_of_drafts_are_deleted_and_frozen_ones_kept(north, capsys):
    get_or_request_document(PAGE, title="Short", partnership=north)
    asked = get_or_request_document(PAGE + " ", title="Short", partnership=north)
    frozen = get_or_request_frozen_document("k", lambda: PAGE, title="Short", partnership=north)
    Document.objects.update(last_requested_at=timezone.now() - timedelta(days=31))
    # Requesting it again keeps it.
    get_or_request_document(PAGE + " ", title="Short", partnership=north)

    call_command("delete_old_documents")

    assert capsys.readouterr().out == "1 deleted\n"
    assert set(Document.objects.all()) == {asked, frozen}


def test_rendering_that_breaks_in_the_middle_leaves_no_file(north, monkeypatch):
    def fail(html):
        raise PdfError("Too long.")

    monkeypatch.setattr(store, "make_pdf", fail)
    document = get_or_request_document(PAGE, title="Short", partnership=north)
    assert (document.state, document.failure, document.source) == ("failed", "Too long.", PAGE)
    assert document.file is None


def test_the_process_of_the_next_document_is_started_where_memory_allows(north, settings, monkeypatch):
    started = []
    monkeypatch.setattr(store, "keep_spare", lambda: started.append("next"))
    get_or_request_document(PAGE, title="Short", partnership=north)
    assert started == []
    settings.PDF_SPARE = True
    get_or_request_document(PAGE + " ", title="Short", partnership=north)
    assert started == ["next"]
