from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from plans.access import capability_required
from plans.records import OperationError, content_hash
from plans.views.form_views import attempt
from reports.documents import render_document_or_wait
from reports.forms.packs import ReasonForm
from reports.models import Pack
from reports.packs.checks import empty_sections, other_refusals, pack_warnings
from reports.packs.content import pack_content
from reports.packs.files import pack_answer, pack_document, pack_filename
from reports.packs.operations import (
    current_sections,
    freeze_pack,
    publish_blocked_reason,
    publish_pack,
    reopen_pack,
    withdraw_pack,
)
from reports.packs.selectors import find_pack_document, get_pack_or_404, outdated_sections
from reports.views.packs import refuse


@capability_required("view_packs", get_pack_or_404)
@require_GET
def pack_preview(request, pack):
    """The pack as it would be published now, as a page."""

    content = pack.content or pack_content(pack, current_sections(pack))
    return render(request, "reports/pack_preview.html", {"pack": pack, "content": content})


@capability_required("view_packs")
@require_GET
def pack_pdf(request, partnership, pack):
    """The pack as a PDF: a draft says so on every page, a frozen one is always the same file."""
    back = reverse("pack_detail", args=[partnership.slug, pack])
    document = find_pack_document(request.access, pack)
    if document is not None:
        return render_document_or_wait(request, document, pack_filename(partnership.slug, pack), back=back)

    return pack_answer(request, get_pack_or_404(request.access, "view_packs", pack), back=back)


@capability_required("build_pack", get_pack_or_404)
def pack_freeze(request, pack):
    if pack.state != Pack.State.DRAFT:
        return refuse(request, pack, OperationError("This pack has been frozen already."))

    if request.method == "POST":
        reviewed = request.POST.get("reviewed", "-")
        if not attempt(request, None, lambda: freeze_pack(pack, by=request.user, expected=reviewed)):
            return redirect(request.path)
        pack.refresh_from_db()
        # Asked for now, the file is there before anybody wants it.
        pack_document(pack)
        messages.success(request, "Frozen. Publishing is somebody else's press: ask the proper officer.")
        return redirect("pack_detail", request.access.partnership.slug, pack.slug)

    sections = current_sections(pack)
    moved = outdated_sections(pack, sections)
    context = {
        "pack": pack,
        "empty": empty_sections(sections),
        "refusals": other_refusals(pack, sections),
        "warnings": pack_warnings(pack, sections, [section for section in sections if section.pk in moved]),
        "reviewed": content_hash(pack_content(pack, sections)),
    }
    return render(request, "reports/pack_freeze.html", context)


@capability_required("build_pack", get_pack_or_404)
def pack_reopen(request, pack):
    form = ReasonForm(
        request.POST or None,
        label="Why is it taken back to a draft?",
        missing="Say in a sentence why the pack is taken back",
    )
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if attempt(request, None, lambda: reopen_pack(pack, by=request.user, why=why)):
            messages.success(request, "The pack is a draft again.")
        return redirect("pack_detail", pack.partnership.slug, pack.slug)

    return reason_page(request, pack, form, "Take the pack back to a draft", "Take it back")


@capability_required("publish_pack", get_pack_or_404)
def pack_publish(request, pack):
    if request.method == "POST":
        if attempt(request, None, lambda: publish_pack(pack, by=request.user)):
            messages.success(request, "Published. The public page and the PDF are there for everybody.")
        return redirect("pack_detail", pack.partnership.slug, pack.slug)

    context = {"pack": pack, "why_not": publish_blocked_reason(pack, request.user)}
    return render(request, "reports/pack_publish.html", context)


@capability_required("publish_pack", get_pack_or_404)
def pack_withdraw(request, pack):
    form = ReasonForm(
        request.POST or None,
        label="Why is it withdrawn?",
        missing="Say in a sentence why the pack is withdrawn",
        hint="The public page will say these words in place of the pack.",
    )
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if attempt(request, None, lambda: withdraw_pack(pack, by=request.user, why=why)):
            messages.success(request, "Withdrawn. The public page says so, and why.")
        return redirect("pack_detail", pack.partnership.slug, pack.slug)

    return reason_page(request, pack, form, "Withdraw the pack", "Withdraw it")


def reason_page(request, pack: Pack, form: ReasonForm, heading: str, press: str):
    """A step that asks why."""
    status = 422 if form.is_bound else 200
    context = {"pack": pack, "form": form, "heading": heading, "press": press}
    return render(request, "reports/pack_reason.html", context, status=status)
