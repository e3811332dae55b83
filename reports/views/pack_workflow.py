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
    """Show the pack as it would be published now."""

    content = pack.content or pack_content(pack, current_sections(pack))
    return render(request, "reports/pack_preview.html", {"pack": pack, "content": content})


@capability_required("view_packs")
@require_GET
def pack_pdf(request, partnership, pack):
    """Return the pack as a PDF: a draft is marked on every page, a frozen one is always the same file."""
    back = reverse("pack_detail", args=[partnership.slug, pack])
    document = find_pack_document(request.access, pack)
    if document is not None:
        return render_document_or_wait(request, document, pack_filename(partnership.slug, pack), back=back)

    return pack_answer(request, get_pack_or_404(request.access, "view_packs", pack), back=back)


@capability_required("build_pack", get_pack_or_404)
def pack_freeze(request, pack):
    if pack.state != Pack.State.DRAFT:
        return refuse(request, pack, OperationError("This pack has already been frozen."))

    if request.method == "POST":
        reviewed = request.POST.get("reviewed", "-")
        if not attempt(request, None, lambda: freeze_pack(pack, by=request.user, expected=reviewed)):
            return redirect(request.path)
        pack.refresh_from_db()
        # Requested now, the file is ready before anyone asks for it.
        pack_document(pack)
        messages.success(request, "Pack frozen. Someone else must publish it: ask the proper officer.")
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
        label="Why are you returning the pack to draft?",
        missing="Enter a reason for returning the pack to draft",
    )
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if attempt(request, None, lambda: reopen_pack(pack, by=request.user, why=why)):
            messages.success(request, "Pack returned to draft")
        return redirect("pack_detail", pack.partnership.slug, pack.slug)

    return reason_page(request, pack, form, "Return the pack to draft", "Return to draft")


@capability_required("publish_pack", get_pack_or_404)
def pack_publish(request, pack):
    if request.method == "POST":
        if attempt(request, None, lambda: publish_pack(pack, by=request.user)):
            messages.success(request, "Pack published. Anyone can now read the public page and the PDF.")
        return redirect("pack_detail", pack.partnership.slug, pack.slug)

    context = {"pack": pack, "why_not": publish_blocked_reason(pack, request.user)}
    return render(request, "reports/pack_publish.html", context)


@capability_required("publish_pack", get_pack_or_404)
def pack_withdraw(request, pack):
    form = ReasonForm(
        request.POST or None,
        label="Why are you withdrawing the pack?",
        missing="Enter a reason for withdrawing the pack",
        hint="The public page will show this reason instead of the pack.",
    )
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if attempt(request, None, lambda: withdraw_pack(pack, by=request.user, why=why)):
            messages.success(request, "Pack withdrawn. The public page shows the reason.")
        return redirect("pack_detail", pack.partnership.slug, pack.slug)

    return reason_page(request, pack, form, "Withdraw pack", "Withdraw pack")


def reason_page(request, pack: Pack, form: ReasonForm, heading: str, submit_label: str):
    """Return the page of a step that needs a reason."""
    status = 422 if form.is_bound else 200
    context = {"pack": pack, "form": form, "heading": heading, "submit_label": submit_label}
    return render(request, "reports/pack_reason.html", context, status=status)
