from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.access import capability_required
from plans.govuk import Cell, Column, Table
from plans.periods import format_date
from plans.records import OperationError, form_data
from plans.views.form_views import render_form, save_form
from plans.views.history_views import render_history, restore_from_entry
from reports.forms.packs import NewPackForm, PackForm
from reports.models import Meeting, Pack
from reports.packs.content import section_numbers
from reports.packs.operations import create_pack, current_sections, lock_pack, publish_blocked_reason
from reports.packs.section_text import prompt_of
from reports.packs.selectors import get_pack_or_404, outdated_sections, visible_packs


@capability_required("view_packs")
def pack_list(request, partnership):
    rows = list(visible_packs(request.access))

    can_build = request.access.can("build_pack")
    context = {
        "packs": _pack_table(partnership.slug, rows) if rows else None,
        "has_meetings": can_build
        and Meeting.objects.filter(committee__partnership=partnership, is_withdrawn=False).exists(),
    }
    return render(request, "reports/pack_list.html", context)


def _pack_table(partnership: str, packs: list[Pack]) -> Table:
    columns = (Column("Meeting"), Column("Pack"), Column("Status"), Column("Documents"))
    rows = (
        (
            Cell(format_date(pack.meeting.on), note=pack.meeting.committee.name),
            Cell(pack.title, href=reverse("pack_detail", args=(partnership, pack.slug))),
            Cell(template="reports/_pack_state.html", values={"pack": pack}),
            Cell(
                template="reports/_pack_links.html",
                values={"pack": pack, "partnership": partnership},
                css_class="unbroken",
            ),
        )
        for pack in packs
    )
    return Table("Packs by meeting, newest first", columns, rows, id="packs", caption_size="m")


@capability_required("build_pack")
def pack_add(request, partnership):
    form = NewPackForm(form_data(request), instance=Pack(partnership=partnership), access=request.access)

    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.Meta.fields}
        try:
            pack = create_pack(partnership, fields, by=request.user)
        except IntegrityError:
            form.add_error("slug", "Enter a web address that is not already in use")
        else:
            messages.success(request, "Pack created. Some sections have been filled in from the data.")
            return redirect("pack_detail", partnership.slug, pack.slug)

    context = {"has_meetings": form.fields["meeting"].queryset.exists()}
    return render_form(request, "reports/pack_add.html", form, context)


@capability_required("view_packs", get_pack_or_404)
def pack_detail(request, pack):
    if pack.state != Pack.State.DRAFT:
        context = {
            "pack": pack,
            "content": pack.content,
            "why_not": publish_blocked_reason(pack, request.user),
        }
        return render(request, "reports/pack_frozen.html", context)

    sections = current_sections(pack)
    moved = outdated_sections(pack, sections)
    for section, number in zip(sections, section_numbers(sections), strict=True):
        section.number, section.prompt = number, prompt_of(section.filling)
        section.data_has_moved = section.pk in moved
    context = {"pack": pack, "sections": sections, "withdrawn": pack.sections.filter(is_withdrawn=True)}
    return render(request, "reports/pack_detail.html", context)


@capability_required("build_pack", get_pack_or_404)
def pack_edit(request, pack):
    # The form changes the row even if it is not saved.
    address = pack.slug
    form = PackForm(form_data(request), instance=pack, access=request.access)
    clashes = None
    if request.method == "POST" and form.is_valid():
        try:
            with lock_pack(pack):
                clashes = save_form(request, form, "Pack saved")
        except OperationError as refused:
            return refuse(request, pack, refused)
        if clashes is None:
            return redirect("pack_detail", pack.partnership.slug, address)

    return render_form(request, "reports/pack_edit.html", form, {"address": address}, clashes=clashes)


@capability_required("view_history", get_pack_or_404)
def pack_history(request, pack):
    can_restore = request.access.can("build_pack") and pack.state == Pack.State.DRAFT
    return render_history(
        request,
        "reports/pack_history.html",
        pack,
        {"pack": pack},
        restored_by="pack_restore" if can_restore else "",
        at=(pack.partnership.slug, pack.slug),
    )


@capability_required("build_pack", get_pack_or_404)
@require_POST
def pack_restore(request, pack, change):
    try:
        with lock_pack(pack):
            restore_from_entry(request, pack, change)
    except OperationError as refused:
        return refuse(request, pack, refused)

    return redirect("pack_history", pack.partnership.slug, pack.slug)


def refuse(request, pack: Pack, refused: OperationError):
    """Redirect to the pack with the reason why the step failed."""
    for reason in refused.reasons:
        messages.error(request, reason)
    return redirect("pack_detail", pack.partnership.slug, pack.slug)
