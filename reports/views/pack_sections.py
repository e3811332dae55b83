from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.access import capability_required
from plans.formatted_text import captioned, parse_formatted_text
from plans.records import OperationError, content_hash, form_data
from plans.views.form_views import finish_saving, render_form, save_form
from reports.forms.packs import PackSectionForm
from reports.models import Pack, PackSection
from reports.packs.data import get_pack_data
from reports.packs.operations import add_section, lock_pack, move_section, write_section
from reports.packs.section_text import generate_section_text, prompt_of, regenerate_text
from reports.packs.selectors import get_pack_or_404, get_section_or_404
from reports.views.packs import refuse


@capability_required("build_pack", get_pack_or_404)
def pack_section_add(request, pack):
    form = PackSectionForm(form_data(request), instance=PackSection(pack=pack))
    if request.method == "POST" and form.is_valid():
        try:
            section = add_section(pack, form.changes(), by=request.user)
        except OperationError as refused:
            return refuse(request, pack, refused)
        messages.success(request, f"“{section.heading}” added")
        finish_saving(request, form)
        return to_section(pack, section)

    return section_page(request, pack, form, "Add a section")


@capability_required("build_pack", get_section_or_404)
def pack_section_edit(request, section):
    heading = section.heading

    form = PackSectionForm(form_data(request), instance=section)
    clashes = None
    if request.method == "POST" and form.is_valid():
        try:
            with lock_pack(section.pack):
                clashes = save_form(request, form, f"“{heading}” saved")
        except OperationError as refused:
            return refuse(request, section.pack, refused)
        if clashes is None:
            return to_section(section.pack, section)

    return section_page(request, section.pack, form, heading, section, clashes)


@capability_required("build_pack", get_section_or_404)
@require_POST
def pack_section_move(request, section):
    step = "up" if request.POST.get("to") == "up" else "down"
    try:
        if move_section(section, step, by=request.user):
            messages.success(request, f"“{section.heading}” moved {step}")
    except OperationError as refused:
        return refuse(request, section.pack, refused)

    return to_section(section.pack, section)


@capability_required("build_pack", get_section_or_404)
@require_POST
def pack_section_withdraw(request, section):
    is_removed = request.POST.get("to") != "back"
    try:
        write_section(section, {"is_withdrawn": is_removed}, by=request.user)
    except OperationError as refused:
        return refuse(request, section.pack, refused)
    messages.success(request, f"“{section.heading}” {'removed' if is_removed else 'reinstated'}")

    return to_section(section.pack, section)


@capability_required("build_pack", get_section_or_404)
def pack_section_compare(request, section):
    """Show both texts of a section whose data has changed, and save which one to use."""
    now = generate_section_text(section.filling, get_pack_data(section.pack))
    taken = regenerate_text(section.words, was=section.generated_text, now=now)
    # The hash of both texts as shown. If one has changed since, the user has not seen it.
    seen = content_hash({"words": section.words, "now": now})
    if request.method == "POST" and request.POST.get("seen") == seen:
        changes = {"generated_text": now} | ({"words": taken} if request.POST.get("take") == "new" else {})
        try:
            write_section(section, changes, by=request.user, why="The data had changed")
        except OperationError as refused:
            return refuse(request, section.pack, refused)
        messages.success(request, "Took the new words." if "words" in changes else "Kept your words.")
        return to_section(section.pack, section)
    if request.method == "POST":
        messages.error(
            request, "The text or the data has changed since you opened this page. Check both and try again."
        )
        return redirect(request.path)

    before = set(section.words.split("\n"))
    context = {
        "pack": section.pack,
        "section": section,
        "now": now,
        "lines": [(line, bool(line.strip()) and line not in before) for line in now.split("\n")],
        "taken": taken,
        "seen": seen,
    }
    return render(request, "reports/pack_section_compare.html", context)


def section_page(request, pack: Pack, form: PackSectionForm, heading: str, row=None, clashes=None):
    """Return the page of a section's form, with a preview of the saved text below it."""
    shown = captioned(parse_formatted_text(form.initial.get("words") or ""), heading)
    context = {
        "pack": pack,
        "heading": heading,
        "prompt": prompt_of(row.filling) if row else "",
        "passages": [passage.content() for passage in shown],
        "back": section_address(pack, row),
    }
    return render_form(request, "reports/pack_section_edit.html", form, context, clashes=clashes)


def section_address(pack: Pack, row: PackSection | None) -> str:
    """Return the URL of the section in its pack."""
    address = reverse("pack_detail", args=[pack.partnership.slug, pack.slug])
    return f"{address}#section-{row.pk}" if row else address


def to_section(pack: Pack, row: PackSection):
    """Redirect to the row of the previous page."""
    return redirect(section_address(pack, row))
