from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plans.access import requires
from plans.drafts import typed_in
from plans.views.form_page import form_page, save
from plans.views.history_page import bring_back, history_page
from reports.filling import prompt_of
from reports.models import Meeting, Pack
from reports.pack_content import section_numbers
from reports.pack_finding import find_pack, moved_sections, packs_of
from reports.pack_forms import NewPackForm, PackForm
from reports.pack_operations import (
    PackRefused,
    make_pack,
    open_pack,
    standing_sections,
    why_not_publisher,
)


@requires("see_packs")
def pack_list(request, partnership):
    rows = list(packs_of(request.seat))

    can_build = request.seat.may("build_pack")
    context = {
        "packs": rows,
        "has_meetings": can_build
        and Meeting.objects.filter(committee__partnership=partnership, is_withdrawn=False).exists(),
    }
    return render(request, "reports/pack_list.html", context)


@requires("build_pack")
def pack_add(request, partnership):
    form = NewPackForm(typed_in(request), instance=Pack(partnership=partnership), seat=request.seat)

    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.Meta.fields}
        pack = make_pack(partnership, fields, by=request.user)
        messages.success(
            request, "Made the pack and filled its sections from the data where that could be done."
        )
        return redirect("pack_page", partnership.slug, pack.slug)

    context = {"has_meetings": form.fields["meeting"].queryset.exists()}
    return form_page(request, "reports/pack_add.html", form, context)


@requires("see_packs")
def pack_page(request, partnership, pack):
    found = find_pack(request.seat, pack)

    if found.state != Pack.State.DRAFT:
        context = {"pack": found, "content": found.content, "why_not": why_not_publisher(found, request.user)}
        return render(request, "reports/pack_read.html", context)

    sections = standing_sections(found)
    moved = moved_sections(found, sections)
    for section, number in zip(sections, section_numbers(sections), strict=True):
        section.number, section.prompt = number, prompt_of(section.filling)
        section.data_has_moved = section.pk in moved
    context = {"pack": found, "sections": sections, "withdrawn": found.sections.filter(is_withdrawn=True)}
    return render(request, "reports/pack_page.html", context)


@requires("build_pack")
def pack_edit(request, partnership, pack):
    found = find_pack(request.seat, pack)

    form = PackForm(typed_in(request), instance=found, seat=request.seat)
    clashes = None
    if request.method == "POST" and form.is_valid():
        try:
            with open_pack(found):
                clashes = save(request, form, "Saved.")
        except PackRefused as refused:
            return refuse(request, found, refused)
        if clashes is None:
            return redirect("pack_page", partnership.slug, pack)

    return form_page(request, "reports/pack_edit.html", form, {"address": pack}, clashes=clashes)


@requires("see_history")
def pack_history(request, partnership, pack):
    found = find_pack(request.seat, pack)
    # No body leads a pack, so whoever sees only the history of their own rows sees none of it.
    request.seat.claim("see_history", ())

    can_restore = request.seat.may("build_pack") and found.state == Pack.State.DRAFT
    return history_page(
        request,
        "reports/pack_history.html",
        found,
        {"pack": found},
        restored_by="pack_restore" if can_restore else "",
        at=(partnership.slug, found.slug),
    )


@requires("build_pack")
@require_POST
def pack_restore(request, partnership, pack, change):
    found = find_pack(request.seat, pack)

    try:
        with open_pack(found):
            bring_back(request, found, change)
    except PackRefused as refused:
        return refuse(request, found, refused)

    return redirect("pack_history", partnership.slug, found.slug)


def refuse(request, pack: Pack, refused: PackRefused):
    """Back to the pack, with why it was not done."""
    for reason in refused.reasons:
        messages.error(request, reason)
    return redirect("pack_page", pack.partnership.slug, pack.slug)
