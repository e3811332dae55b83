"""Packs and plans as files: the page for paper, and the response with the PDF."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from plans.models import Plan
from reports.documents import (
    get_or_request_document,
    get_or_request_frozen_document,
    make_pdf,
    render_document_or_wait,
)
from reports.exceptions.content import check_frozen_content
from reports.exceptions.files import print_style
from reports.models import Document, Pack
from reports.packs.content import pack_content
from reports.packs.operations import current_sections
from reports.plan.document import PlanDisplay

FORMATS = (".pdf", ".html")


def pack_html(pack: Pack, *, style: str = "") -> str:
    """Return the page from which the pack's PDF is made. It does not depend on the time or the user.

    A draft shows its content now, and that it is a draft.
    """
    is_draft = pack.content is None
    context = {
        "content": pack_content(pack, current_sections(pack)) if is_draft else pack.content,
        "is_draft": is_draft,
        "created": "" if is_draft else f"{pack.frozen_at:%Y-%m-%dT%H:%M:%SZ}",
        "style": style,
    }
    return render_to_string("reports/pack_print.html", context)


def pack_bytes(pack: Pack, ending: str) -> bytes:
    """Return the pack as a file by its extension, made in this process. Raises PdfError."""
    if ending == ".pdf":
        return make_pdf(pack_html(pack))
    return pack_html(pack, style=print_style()).encode(errors="replace")


def pack_document(pack: Pack) -> Document:
    """Return the pack's PDF, and request it if there is none. A frozen pack is rendered once and stored permanently."""
    title = f"{pack.title}, {pack.partnership.name}"
    if pack.content is None:
        return get_or_request_document(pack_html(pack), title=title, partnership=pack.partnership)

    def make_html() -> str:
        check_frozen_content(pack)
        return pack_html(pack)

    return get_or_request_frozen_document(
        pack.document_key, make_html, title=title, partnership=pack.partnership
    )


def pack_answer(request: HttpRequest, pack: Pack, *, back: str) -> HttpResponse:
    """Return the pack's PDF, or a page saying that it is being prepared."""
    filename = pack_filename(pack.partnership.slug, pack.slug, is_draft=pack.content is None)
    return render_document_or_wait(request, pack_document(pack), filename, back=back)


def pack_filename(partnership: str, pack: str, *, is_draft: bool = False) -> str:
    """Return the name of a pack's PDF, by the two slugs."""
    return f"{partnership}-{pack}{'-draft' if is_draft else ''}.pdf"


def plan_html(shown: PlanDisplay) -> str:
    """Return the page from which the plan's PDF is made."""
    return render_to_string("reports/plan_print.html", {"plan": shown})


def plan_answer(request: HttpRequest, plan: Plan, shown: PlanDisplay, *, back: str) -> HttpResponse:
    """Return the plan's PDF, or a page saying that it is being prepared."""
    title = f"{plan.title}, {plan.partnership.name}"
    document = get_or_request_document(plan_html(shown), title=title, partnership=plan.partnership)
    return render_document_or_wait(
        request, document, f"{plan.partnership.slug}-{plan.slug}-plan.pdf", back=back
    )
