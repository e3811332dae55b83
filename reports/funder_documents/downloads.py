"""A document for a funder as a file: PDF or Word, both made from the same values."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from plans.models import Partnership
from reports.documents import get_or_request_document, render_document_or_wait
from reports.funder_documents.document import FunderDocument
from reports.funder_documents.word import document_to_docx

ENDINGS = ("pdf", "docx")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def refuse_other_endings(ending: str) -> None:
    """Raise Http404 for a file that is neither PDF nor Word."""
    if ending not in ENDINGS:
        raise Http404("This document is available as a PDF or a Word file.")


def paper_html(paper: FunderDocument) -> str:
    """Return the page from which the PDF is made."""
    return render_to_string("reports/funder_document_print.html", {"paper": paper})


def paper_answer(
    request: HttpRequest,
    partnership: Partnership,
    paper: FunderDocument,
    name: str,
    ending: str,
    *,
    back: str,
) -> HttpResponse:
    """Return the file with that name; for a PDF perhaps a page saying that it is being prepared. `back` is a URL."""
    filename = f"{partnership.slug}-{name}{'-draft' if paper.is_draft else ''}.{ending}"
    if ending == "docx":
        headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
        return HttpResponse(document_to_docx(paper), content_type=WORD, headers=headers)
    title = f"{paper.title}, {partnership.name}"
    document = get_or_request_document(paper_html(paper), title=title, partnership=partnership)
    return render_document_or_wait(request, document, filename, back=back)
