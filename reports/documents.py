"""PDFs kept under the hash of what they are made from, so that each is rendered once, and never in a web request.

With TASKS=database a worker renders them: run `manage.py db_worker --no-reload` as a service of its own, and
`manage.py reap_tasks` every minute, which gives back what a worker left when it died. With TASKS=immediate,
for trying the site out, they are made at once, in a process apart all the same.

Documents of frozen reports and packs are kept for ever. Others are cleared away by `manage.py clear_documents`
when nobody has asked for them for a month.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_tasks import task

from plans.models import Partnership
from plans.software_version import VERSION
from reports.models import Document
from reports.pdf import PdfError, make_pdf, static_files

logger = logging.getLogger(__name__)
State = Document.State

# A document still waiting after this has been forgotten by its worker: it is asked for once more.
FORGOTTEN_AFTER = timedelta(minutes=10)
# The day on which a document was last asked for is near enough to know when to clear it away.
NOTED_EVERY = timedelta(days=1)


def get_or_request_document(
    html: str, *, title: str, partnership: Partnership, is_frozen: bool = False
) -> Document:
    """The document of a page, which is asked for if nobody has done so yet."""
    key = hashlib.sha256(html.encode(errors="replace")).hexdigest()
    source_hash = _hash("page", key, renderer_key(), partnership.pk)
    return _find_or_request(source_hash, lambda: html, title, partnership, is_frozen)


def find_or_request_frozen(
    key: str, make_html: Callable[[], str], *, title: str, partnership: Partnership
) -> Document:
    """The document of something frozen; its page is made only when there is no document of it yet.

    `key` names what was frozen and everything else that the page says, such as its content's hash and its state.
    """
    return _find_or_request(_hash("frozen", key, partnership.pk), make_html, title, partnership, True)


def render_document_or_wait(
    request: HttpRequest, document: Document, filename: str, *, back: str
) -> HttpResponse:
    """The file; or a page that says that it is being prepared, or why there is none. `back` is an address.

    The waiting page asks again by itself; `?again=1` tries once more what has failed.
    """
    if document.state == State.FAILED and "again" in request.GET:
        _request(document)
    if document.state == State.READY and not _is_asked_by_itself(request):
        headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
        return HttpResponse(document.path.read_bytes(), content_type="application/pdf", headers=headers)
    part = "reports/_document_state.html" if _is_asked_by_itself(request) else "reports/document_state.html"
    response = render(request, part, {"document": document, "back": back, "address": request.path_info})
    response.headers["Cache-Control"] = "no-store"
    return response


@task()
def render_document(pk: int) -> str:
    """Renders a document and says how it came out; doing it twice does no harm."""
    document = Document.objects.filter(pk=pk).first()
    if document is None or (document.state == State.READY and document.path.exists()):
        return "nothing to do"
    try:
        write_file(document.path, make_pdf(document.source))
    except PdfError as failed:
        outcome = {"state": State.FAILED, "failure": str(failed)}
    except Exception:
        logger.exception("Document %s could not be made", pk)
        outcome = {
            "state": State.FAILED,
            "failure": "The document could not be made. The server's log says why.",
        }
    else:
        outcome = {"state": State.READY, "failure": "", "source": ""}
    Document.objects.filter(pk=pk).update(**outcome)
    return str(outcome["state"])


def mark_document_failed(pk: int) -> None:
    """Marks a document whose workers died over it, so that whoever waits for it is told."""
    failure = "The document could not be made: three times the worker stopped over it."
    Document.objects.filter(pk=pk, state=State.WAITING).update(state=State.FAILED, failure=failure)


def delete_unrequested_documents(*, before: datetime) -> int:
    """Removes the documents of drafts and live pages that nobody has asked for since; returns how many."""
    stale = list(Document.objects.filter(is_frozen=False, requested_at__lt=before))
    for document in stale:
        # The row goes first: a file without a row is found by nobody, a row without a file would be.
        document.delete()
        document.path.unlink(missing_ok=True)
    return len(stale)


def write_file(path: Path, content: bytes) -> None:
    """Puts a file in its place in one move: it is there whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


@cache
def renderer_key() -> str:
    """The hash of everything beside the page that decides how a document looks."""
    looks = hashlib.sha256(f"{VERSION} {version('weasyprint')}".encode())
    for address, path in sorted(static_files().items()):
        looks.update(address.encode())
        looks.update(Path(path).read_bytes())
    return looks.hexdigest()


def _find_or_request(source_hash: str, make_html, title: str, partnership, is_frozen: bool) -> Document:
    now = timezone.now()
    document = Document.objects.filter(source_hash=source_hash).first()
    if document is None:
        document, is_new = Document.objects.get_or_create(
            source_hash=source_hash,
            defaults={
                "partnership": partnership,
                "title": title[:300],
                "source": make_html(),
                "is_frozen": is_frozen,
            },
        )
        if is_new:
            _request(document)
        return document
    if document.state == State.READY and not document.path.exists():
        # The file was lost (a restored backup without its files): it is made again.
        document.source = make_html()
        _request(document)
    elif document.state == State.WAITING and document.requested_at < now - FORGOTTEN_AFTER:
        _request(document)
    elif not is_frozen and document.requested_at < now - NOTED_EVERY:
        Document.objects.filter(pk=document.pk).update(requested_at=now)
    return document


def _request(document: Document) -> None:
    """Asks for a document to be rendered; it may be ready at once."""
    document.state, document.failure, document.requested_at = State.WAITING, "", timezone.now()
    document.save(update_fields=["state", "failure", "source", "requested_at"])
    render_document.enqueue(document.pk)
    document.refresh_from_db()


def _is_asked_by_itself(request: HttpRequest) -> bool:
    """Whether it is the waiting page that asks, not the person."""
    return bool(request.htmx)


def _hash(*parts) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
