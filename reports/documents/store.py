"""Store PDFs under the hash of their source, so that each is rendered once, and never in a web request.

With TASKS=database a worker renders them: run `manage.py db_worker --no-reload` as a service of its own, and
`manage.py requeue_tasks` every minute, which requeues the tasks of a worker that has stopped. With TASKS=immediate,
for trying the site out, they are made immediately, also in a separate process.

A file is stored in its row with its own hash, which is checked before it is served. Documents of frozen reports and
packs are kept permanently. `manage.py delete_old_documents` deletes the others a month after the last request.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django_tasks import task

from plans.models import Partnership
from plans.software_version import VERSION
from reports.documents.process import PdfError, keep_spare, make_pdf, static_files
from reports.models import Document
from reports.models.document import file_hash

logger = logging.getLogger(__name__)
State = Document.State

# A document still waiting after this has been forgotten by its worker: it is requested again.
FORGOTTEN_AFTER = timedelta(minutes=10)
# The date of the last request is exact enough to decide when to delete a document.
NOTED_EVERY = timedelta(days=1)

# Anyone can keep a copy for five minutes and must then ask whether it is still the same file, which costs one query
# and no bytes. Not longer, and never "immutable": a pack that is withdrawn must disappear from the caches too.
PUBLIC_CACHE = "public, max-age=300"

# A file that was made before is served by one query in SQL: the ORM takes ten times as long to write this query as the
# database to answer it, and longer than all the rest of the response.
FROZEN_DOCUMENT = """
    SELECT document.id, document.title, document.file, document.file_hash, document.file_size, frozen.number
    FROM ({frozen_row}) frozen JOIN reports_document document ON document.frozen_key = frozen.frozen_key
    WHERE document.state = 'ready'
"""
FROZEN_DOCUMENT_HASH = """
    SELECT document.file_hash
    FROM ({frozen_row}) frozen JOIN reports_document document ON document.frozen_key = frozen.frozen_key
    WHERE document.state = 'ready'
"""


class DocumentSourceError(Exception):
    """The source of a frozen document is damaged; the message says so in a sentence."""


def get_or_request_document(html: str, *, title: str, partnership: Partnership) -> Document:
    """Return the document of a page, and request it if it has not been requested yet."""
    key = hashlib.sha256(html.encode(errors="replace")).hexdigest()
    source_hash = _hash("page", key, renderer_key(), partnership.pk)
    return _get_or_request(source_hash, lambda: html, title, partnership)


def get_or_request_frozen_document(
    key: str, make_html: Callable[[], str], *, title: str, partnership: Partnership
) -> Document:
    """Return the document of something frozen; its page is made only when there is no document of it yet.

    `key` names what was frozen and everything else that the page shows, such as its content's hash and its state.
    `make_html` can raise DocumentSourceError: the document that is returned then says why there is no PDF.
    """
    source_hash = _hash("frozen", key, partnership.pk)
    return _get_or_request(source_hash, make_html, title, partnership, frozen_key=key)


def find_frozen_document(frozen_row: str, values: dict) -> Document | None:
    """Return the ready document of something frozen, or None when there is no intact file yet.

    `frozen_row` is SQL for at most one row with a `frozen_key` and a `number`, which the document is given; `values`
    are its parameters. One query, and what was frozen is not read. `get_or_request_frozen_document` makes the file.
    """
    found = _fetch_one(FROZEN_DOCUMENT.format(frozen_row=frozen_row), values)
    if found is None:
        return None
    pk, title, file, hash_of_file, size, number = found
    document = Document(
        pk=pk, title=title, state=State.READY, file=file, file_hash=hash_of_file, file_size=size
    )
    document.number = number
    return document if document.is_intact else None


def render_public_document(
    request: HttpRequest, frozen_row: str, values: dict, filename: str
) -> HttpResponse | None:
    """Return the file of something published, or 304 without reading the file when the reader has it.

    `frozen_row` and `values` as for `find_frozen_document`. None when there is no intact file yet.
    """
    if "If-None-Match" in request.headers:
        found = _fetch_one(FROZEN_DOCUMENT_HASH.format(frozen_row=frozen_row), values)
        etag = f'"{found[0]}"' if found else None
        response = get_conditional_response(request, etag=etag) if etag else None
        if response is not None:
            response.headers["ETag"] = etag
            response.headers["Cache-Control"] = PUBLIC_CACHE
            return response
    document = find_frozen_document(frozen_row, values)
    if document is None:
        return None
    response = _render_file(document, filename)
    response.headers["Cache-Control"] = PUBLIC_CACHE
    return response


def render_document_or_wait(
    request: HttpRequest, document: Document, filename: str, *, back: str
) -> HttpResponse:
    """Return the file; or a page that says that it is being prepared, or why there is none. `back` is a URL.

    The waiting page asks again by itself; `?again=1` tries again after a failure.
    """
    if document.state == State.FAILED and document.source and "again" in request.GET:
        _request(document)
    if document.state == State.READY and not _is_polling(request):
        return _render_file(document, filename)
    part = "reports/_document_state.html" if _is_polling(request) else "reports/document_state.html"
    response = render(request, part, {"document": document, "back": back, "address": request.path_info})
    response.headers["Cache-Control"] = "no-store"
    return response


@task()
def render_document(pk: int) -> str:
    """Render a document and return its state; doing it twice does no harm."""
    document = Document.objects.filter(pk=pk).first()
    if document is None or document.state == State.READY:
        return "nothing to do"
    try:
        file = make_pdf(document.source)
    except PdfError as failed:
        outcome = {"state": State.FAILED, "failure": str(failed)}
    except Exception:
        logger.exception("Document %s could not be made", pk)
        outcome = {
            "state": State.FAILED,
            "failure": "The document could not be made. The reason is in the server's log.",
        }
    else:
        outcome = {"state": State.READY, "failure": "", "source": "", "file": file}
        outcome |= {"file_hash": file_hash(file), "file_size": len(file)}
        if document.file_hash not in ("", outcome["file_hash"]):
            logger.warning("Document %s was made again, and is not the same bytes as before", pk)
    Document.objects.filter(pk=pk).update(**outcome)
    if settings.PDF_SPARE:
        keep_spare()
    return str(outcome["state"])


def mark_document_failed(pk: int) -> None:
    """Mark a document whose workers stopped while making it as failed, so that its page shows the failure."""
    failure = "The document could not be made: the worker stopped 3 times while making it."
    Document.objects.filter(pk=pk, state=State.WAITING).update(state=State.FAILED, failure=failure)


def delete_unrequested_documents(*, before: datetime) -> int:
    """Delete the documents of drafts and live pages that have not been requested since; return how many."""
    deleted, _ = Document.objects.filter(is_frozen=False, last_requested_at__lt=before).delete()
    return deleted


@cache
def renderer_key() -> str:
    """Return the hash of everything except the page that decides how a document looks."""
    looks = hashlib.sha256(f"{VERSION} {version('weasyprint')}".encode())
    for address, path in sorted(static_files().items()):
        looks.update(address.encode())
        looks.update(Path(path).read_bytes())
    return looks.hexdigest()


def _get_or_request(
    source_hash: str, make_html, title: str, partnership, *, frozen_key: str | None = None
) -> Document:
    now = timezone.now()
    title = title[:300]
    document = Document.objects.filter(source_hash=source_hash).first()
    try:
        if document is None:
            return _create(source_hash, make_html(), title, partnership, frozen_key)
        if document.state == State.READY and not document.is_intact:
            logger.error("The file of document %s (%s) is damaged and is made again", document.pk, title)
            document.source = make_html()
            _request(document)
    except DocumentSourceError as lost:
        logger.error("There is no PDF of “%s”: %s", title, lost)
        # Nothing is written: the damaged file is restored from a backup.
        return Document(partnership=partnership, title=title, state=State.FAILED, failure=str(lost))
    if document.state == State.WAITING and document.last_requested_at < now - FORGOTTEN_AFTER:
        _request(document)
    elif not document.is_frozen and document.last_requested_at < now - NOTED_EVERY:
        Document.objects.filter(pk=document.pk).update(last_requested_at=now)
    return document


def _create(source_hash: str, html: str, title: str, partnership, frozen_key: str | None) -> Document:
    defaults = {
        "partnership": partnership,
        "title": title,
        "source": html,
        "frozen_key": frozen_key,
        "is_frozen": frozen_key is not None,
    }
    document, is_new = Document.objects.get_or_create(source_hash=source_hash, defaults=defaults)
    if is_new:
        _request(document)
    return document


def _request(document: Document) -> None:
    """Request that a document is rendered; it may be ready at once."""
    document.state, document.failure, document.last_requested_at = State.WAITING, "", timezone.now()
    document.save(update_fields=["state", "failure", "source", "last_requested_at"])
    render_document.enqueue(document.pk)
    document.refresh_from_db()


def _fetch_one(sql: str, values: dict) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def _render_file(document: Document, filename: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Content-Length": str(document.file_size),
        "ETag": f'"{document.file_hash}"',
    }
    return HttpResponse(document.file, content_type="application/pdf", headers=headers)


def _is_polling(request: HttpRequest) -> bool:
    """Return whether the waiting page made the request, not the user."""
    return bool(request.htmx)


def _hash(*parts) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
